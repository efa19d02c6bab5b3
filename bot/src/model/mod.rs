//! A language model that may be asked which record a question means, where the engine is not sure. Off unless
//! `ZHICE_MODEL_URL` is set.
//!
//! It sees a question without personal data and the headings of a few records, and says one of their ids or the question
//! in other words. Its words are parsed, bounded and dropped: no answer holds any of them. Whatever goes wrong, the
//! engine's own answer stands.

mod breaker;
mod config;
mod reply;
mod request;

use std::time::Duration;

use reqwest::{Client, StatusCode, Url, header::AUTHORIZATION, header::HeaderValue, redirect::Policy};
use secrecy::ExposeSecret;
use tokio::{
    sync::Semaphore,
    time::{Instant, timeout},
};

pub use self::config::{Config, ModelError};
use self::{breaker::Breaker, reply::Unfit, request::Request};
use crate::{
    answer::{Advice, Unsure},
    dialogue::{Advise, Advising},
};

/// So many questions are with the model at a time; a further one is not sent.
const AT_ONCE: usize = 4;
/// A reply of more bytes is not read to its end.
const MOST: usize = 64 * 1024;

/// An OpenAI-compatible chat endpoint. Not `Debug`: the header holds the key.
pub struct Model {
    client: Client,
    address: Url,
    name: String,
    key: Option<HeaderValue>,
    patience: Duration,
    places: Semaphore,
    breaker: Breaker,
}

/// Why there is no advice. The words go to the log as they are: nothing of a question or a reply is in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Miss {
    Busy,
    Resting,
    TimedOut,
    Unreachable,
    Refused(StatusCode),
    TooLarge,
    Unfit(Unfit),
}

impl Miss {
    fn word(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Resting => "resting",
            Self::TimedOut => "timed out",
            Self::Unreachable => "unreachable",
            Self::Refused(_) => "refused",
            Self::TooLarge => "too large",
            Self::Unfit(unfit) => unfit.word(),
        }
    }
}

impl Model {
    /// A client of the endpoint. Nothing is sent yet.
    pub fn new(config: &Config) -> Result<Self, ModelError> {
        let key = config.key.as_ref().map(|key| {
            let mut value = HeaderValue::from_str(&format!("Bearer {}", key.expose_secret()))
                .map_err(|_| ModelError::Key)?;
            value.set_sensitive(true);
            Ok(value)
        });
        let client = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .referer(false)
            .build()
            .map_err(|error| ModelError::Client(error.without_url().to_string()))?;
        Ok(Self {
            client,
            address: config.endpoint()?,
            name: config.name.clone(),
            key: key.transpose()?,
            patience: config.timeout,
            places: Semaphore::new(AT_ONCE),
            breaker: Breaker::default(),
        })
    }

    async fn ask(&self, unsure: &Unsure) -> Result<Option<Advice>, Miss> {
        let _place = self.places.try_acquire().map_err(|_| Miss::Busy)?;
        if !self.breaker.lets_through(Instant::now()) {
            return Err(Miss::Resting);
        }
        let replied =
            timeout(self.patience, self.exchange(unsure)).await.map_err(|_| Miss::TimedOut).flatten();
        self.breaker.ended(Instant::now(), replied.is_ok());
        let ids: Vec<&str> = unsure.candidates().iter().map(|candidate| candidate.id.as_str()).collect();
        replied.and_then(|body| reply::advice(&body, &ids).map_err(Miss::Unfit))
    }

    /// The bytes of a reply, of which nothing is known but that they are few.
    async fn exchange(&self, unsure: &Unsure) -> Result<Vec<u8>, Miss> {
        let mut request = self.client.post(self.address.clone()).json(&Request::of(&self.name, unsure));
        if let Some(key) = &self.key {
            request = request.header(AUTHORIZATION, key.clone());
        }
        let mut response = request.send().await.map_err(|_| Miss::Unreachable)?;
        if response.status() != StatusCode::OK {
            return Err(Miss::Refused(response.status()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| Miss::Unreachable)? {
            if body.len() + chunk.len() > MOST {
                return Err(Miss::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

impl Advise for Model {
    fn advise<'a>(&'a self, unsure: &'a Unsure) -> Advising<'a> {
        Box::pin(async move {
            let begun = Instant::now();
            let asked = self.ask(unsure).await;
            let outcome = match &asked {
                Ok(Some(Advice::Choice(_))) => "chose",
                Ok(Some(Advice::Rewrite(_))) => "reworded",
                Ok(None) => "declined",
                Err(miss) => miss.word(),
            };
            let status = match asked {
                Err(Miss::Refused(status)) => Some(status.as_u16()),
                _ => None,
            };
            let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
            tracing::info!(outcome, status, ms, "a language model was asked");
            asked.unwrap_or_default()
        })
    }
}
