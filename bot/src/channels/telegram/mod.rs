//! Telegram: private text conversations with a bot.
//!
//! teloxide is the client and the types. Its dispatcher and listeners are not used, for they acknowledge a message
//! before it is stored. Messages are pulled (`getUpdates`) unless a webhook secret is set; then Telegram pushes them.

mod api;
mod config;
mod fault;
mod incoming;
mod poll;
mod render;
mod webhook;

use std::sync::Arc;

use secrecy::SecretString;
use shared::answer::Answer;

use self::api::Api;
pub use self::config::{Config, TelegramError};
use crate::delivery::{Channel, Content, Fault, Intake, Pending, Stop};

/// The channel's name in the database and in the webhook's path.
pub const NAME: &str = "telegram";

/// A bot at Telegram.
pub struct Telegram {
    api: Api,
    webhook_secret: Option<SecretString>,
}

impl Telegram {
    /// Prepares the bot. A token that Telegram does not know is an error; a Telegram that cannot be reached is not, for it
    /// may be back in a minute and the rest of the service needs none of it.
    pub async fn connect(config: Config) -> Result<Self, TelegramError> {
        let telegram = Self { api: Api::new(&config)?, webhook_secret: config.webhook_secret };
        match telegram.api.greet(telegram.webhook_secret.is_some()).await {
            Ok(()) => {}
            Err(fault::Refusal::Token) => return Err(TelegramError::Token),
            Err(refusal) => {
                tracing::warn!(reason = %refusal, "暂时连不上 Telegram，服务先启动，稍后继续尝试");
            }
        }
        Ok(telegram)
    }
}

impl Channel for Telegram {
    fn name(&self) -> &'static str {
        NAME
    }

    fn render(&self, answer: &Answer) -> Vec<Content> {
        render::messages(answer)
    }

    fn send<'a>(
        &'a self,
        conversation: &'a str,
        id: i64,
        content: &'a Content,
    ) -> Pending<'a, Result<Option<String>, Fault>> {
        Box::pin(self.api.send(conversation, id, content))
    }

    fn pull(self: Arc<Self>, intake: Intake, stop: Stop) -> Option<Pending<'static, ()>> {
        // Telegram knows one way at a time.
        if self.webhook_secret.is_some() {
            return None;
        }
        Some(Box::pin(async move { poll::poll(&self.api, &intake, stop).await }))
    }

    fn routes(self: Arc<Self>, intake: Intake) -> axum::Router {
        match &self.webhook_secret {
            Some(secret) => webhook::routes(secret.clone(), intake),
            None => axum::Router::new(),
        }
    }
}
