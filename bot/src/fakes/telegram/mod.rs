//! A Telegram of one's own: the Bot API over HTTP on a free port, and the users who talk to the bot.
//!
//! It keeps what Telegram keeps and refuses what Telegram refuses, as far as the bot can notice: updates stay until a
//! higher offset confirms them, a message has a limit, a user who never wrote cannot be written to.

mod fault;
mod form;
mod methods;
mod state;
mod updates;
mod user;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    extract::{Path, Request, State as Shared},
    response::Response,
    routing::any,
};
use reqwest::StatusCode;
use serde_json::Value;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::timeout};

pub use self::{
    fault::Fault,
    state::{Button, Call, Heard, Upload},
    user::User,
};
use self::{
    fault::{refusal, respond},
    state::State,
};

/// No wait in a test is longer. teloxide sleeps ten seconds on each 5xx.
const PATIENCE: Duration = Duration::from_secs(40);

/// The fake. Dropped, it is off the net.
pub struct FakeTelegram {
    inner: Arc<Inner>,
    address: SocketAddr,
    server: JoinHandle<()>,
}

struct Inner {
    state: Mutex<State>,
    /// Told of every change, so that nobody sleeps.
    changed: watch::Sender<()>,
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and wakes whoever waits for a change.
    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let value = change(&mut self.state());
        self.changed.send_replace(());
        value
    }
}

impl FakeTelegram {
    /// Starts it on a free port of this machine, with one bot.
    pub async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let inner = Arc::new(Inner { state: Mutex::default(), changed: watch::Sender::new(()) });
        let app = Router::new().route("/{bot}/{method}", any(call)).with_state(Arc::clone(&inner));
        let server = tokio::spawn(async move {
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { inner, address, server })
    }

    /// What to put into `ZHICE_TELEGRAM_API_URL`.
    pub fn api_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What to put into `ZHICE_TELEGRAM_TOKEN`.
    pub fn token(&self) -> &'static str {
        state::TOKEN
    }

    /// A person with a private conversation.
    pub fn user(&self, id: i64) -> User<'_> {
        User { telegram: self, id }
    }

    /// The next call of a method meets this fault; several are met in turn.
    pub fn fail(&self, method: &str, fault: Fault) {
        self.inner.change(|state| state.faults.push_back((method.to_lowercase(), fault)));
    }

    /// Hands the bot an update of any form; its number is put in.
    pub fn push(&self, update: Value) -> i64 {
        self.inner.change(|state| state.push(update))
    }

    /// Hands the bot an earlier update once more, as a platform does that missed the acknowledgement.
    pub fn repeat(&self, number: i64) {
        self.inner.change(|state| state.repeat(number));
    }

    /// From now on updates are numbered from here, as after a week of silence.
    pub fn renumber(&self, next: i64) {
        self.inner.change(|state| state.next_update = next);
    }

    /// What the bot was asked and told so far.
    pub fn calls(&self, method: &str) -> Vec<Call> {
        let state = self.inner.state();
        state.calls.iter().filter(|call| call.method.eq_ignore_ascii_case(method)).cloned().collect()
    }

    /// Updates that the bot has not confirmed.
    pub fn unconfirmed(&self) -> usize {
        self.inner.state().updates.len()
    }

    /// Waits until the bot has confirmed every update.
    pub async fn all_confirmed(&self) {
        self.until("every update is confirmed", |state| state.updates.is_empty().then_some(())).await;
    }

    /// Waits until a method was called so many times in all.
    pub async fn called(&self, method: &str, times: usize) {
        let what = format!("{method} is called {times} times");
        let count = |state: &State| {
            state.calls.iter().filter(|call| call.method.eq_ignore_ascii_case(method)).count()
        };
        self.until(&what, |state| (count(state) >= times).then_some(())).await;
    }

    /// Pushes the oldest update to the bot's webhook; 200 removes it. Returns the bot's status.
    pub async fn push_to(&self, url: &str, secret: Option<&str>) -> reqwest::Result<StatusCode> {
        let oldest = self.inner.state().updates.front().cloned();
        let client = reqwest::Client::builder().timeout(PATIENCE).build()?;
        let mut request = client.post(url).json(&oldest);
        if let Some(secret) = secret {
            request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        let status = request.send().await?.status();
        if status.is_success() {
            self.inner.change(|state| state.updates.pop_front());
        }
        Ok(status)
    }

    /// Waits for something to become true.
    ///
    /// # Panics
    /// If it does not within [`PATIENCE`].
    async fn until<T>(&self, what: &str, mut look: impl FnMut(&mut State) -> Option<T>) -> T {
        let mut changes = self.inner.changed.subscribe();
        let seen = timeout(PATIENCE, async {
            loop {
                if let Some(seen) = look(&mut self.inner.state()) {
                    return seen;
                }
                let _ = changes.changed().await;
            }
        });
        seen.await.unwrap_or_else(|_| panic!("waited {PATIENCE:?} until {what}"))
    }
}

impl Drop for FakeTelegram {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// One call of the Bot API.
async fn call(
    Shared(inner): Shared<Arc<Inner>>,
    Path((bot, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    let method = method.to_lowercase();
    let Some((params, upload)) = form::read(request).await else {
        return respond(refusal(400, "Bad Request: can't parse the request"));
    };
    if bot.strip_prefix("bot") != Some(state::TOKEN) {
        return respond(refusal(401, "Unauthorized"));
    }
    let fault = inner.change(|state| {
        state.calls.push(Call { method: method.clone(), params: Value::Object(params.clone()) });
        state.fault(&method)
    });
    if let Some(refused) = fault.as_ref().and_then(Fault::before) {
        return refused;
    }
    let answer = if method == "getupdates" {
        updates::get_updates(&inner, &params).await
    } else {
        inner.change(|state| methods::call(state, &method, &params, upload))
    };
    match fault {
        Some(fault) => fault.after(answer),
        None => respond(answer),
    }
}
