//! A language model of one's own: a chat completions endpoint on a free port that says what a test tells it, in every
//! way in which an endpoint can misbehave.

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::State as Shared,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle, time::sleep};

/// A part of a long reply, in bytes.
const PART: usize = 1024 * 1024;
/// Between two bytes of a reply that drips.
const DRIP: Duration = Duration::from_millis(10);

/// How a question is replied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// A completion with these words.
    Says(String),
    /// A body of any form, with 200.
    Sends(String),
    /// A status, with a page that no client expects.
    Fails(u16),
    /// Elsewhere.
    Redirects(String),
    /// Never.
    Stalls,
    /// Head and half a body, and the connection is gone.
    HangsUp,
    /// A completion of so many mebibytes.
    Floods(usize),
    /// A completion that comes byte by byte and does not end.
    Drips,
}

/// A question as it arrived.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The `Authorization` header.
    pub authorization: Option<String>,
    /// The body.
    pub body: Value,
}

/// The fake. Dropped, it is off the net.
pub struct FakeModel {
    inner: Arc<Inner>,
    address: SocketAddr,
    server: JoinHandle<()>,
}

struct Inner {
    reply: Reply,
    asked: Mutex<Vec<Asked>>,
    parts: AtomicUsize,
}

impl FakeModel {
    /// Starts it on a free port of this machine; every question is replied to in the same way.
    pub async fn start(reply: Reply) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let inner = Arc::new(Inner { reply, asked: Mutex::default(), parts: AtomicUsize::new(0) });
        let app = Router::new().route("/v1/chat/completions", post(complete)).with_state(Arc::clone(&inner));
        let server = tokio::spawn(async move {
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { inner, address, server })
    }

    /// What to put into `ZHICE_MODEL_URL`.
    pub fn url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// What it was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.inner.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many mebibytes of a flood were taken from it.
    pub fn flooded(&self) -> usize {
        self.inner.parts.load(Ordering::SeqCst)
    }
}

impl Drop for FakeModel {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn complete(
    Shared(inner): Shared<Arc<Inner>>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let authorization = headers.get(header::AUTHORIZATION);
    let authorization = authorization.and_then(|value| value.to_str().ok()).map(str::to_owned);
    inner.asked.lock().unwrap_or_else(PoisonError::into_inner).push(Asked { authorization, body });
    match &inner.reply {
        Reply::Says(words) => Json(completion(words)).into_response(),
        Reply::Sends(body) => body.clone().into_response(),
        Reply::Fails(status) => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, "<html>CANARY</html>").into_response()
        }
        Reply::Redirects(to) => {
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to.clone())]).into_response()
        }
        Reply::Stalls => std::future::pending().await,
        Reply::HangsUp => {
            let parts = [Ok("{\"choices\": ["), Err(io::Error::from(io::ErrorKind::ConnectionReset))];
            Body::from_stream(stream::iter(parts)).into_response()
        }
        Reply::Floods(mebibytes) => flood(Arc::clone(&inner), *mebibytes).into_response(),
        Reply::Drips => {
            let drops = stream::unfold((), |()| async {
                sleep(DRIP).await;
                Some((Ok::<_, Infallible>(" "), ()))
            });
            Body::from_stream(drops).into_response()
        }
    }
}

fn flood(inner: Arc<Inner>, mebibytes: usize) -> Body {
    let part = Bytes::from(vec![b' '; PART]);
    let parts = stream::iter(0..mebibytes).map(move |_| {
        inner.parts.fetch_add(1, Ordering::SeqCst);
        Ok::<_, Infallible>(part.clone())
    });
    Body::from_stream(parts)
}

/// A completion as endpoints send it.
fn completion(words: &str) -> Value {
    json!({
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "fake",
        "choices": [{
            "index": 0,
            "message": {"role": "assistant", "content": words},
            "finish_reason": "stop",
        }],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    })
}
