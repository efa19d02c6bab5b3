//! The client: what we ask of Telegram, bounded in time, to one host.

use std::time::Duration;

use reqwest::{Client, redirect::Policy};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use teloxide::{
    Bot, RequestError,
    payloads::{SendMessageSetters, SendPhotoSetters},
    requests::{JsonRequest, Payload, Requester},
    types::{CallbackQueryId, ChatId, InputFile, LinkPreviewOptions, Message},
};

use super::{Config, TelegramError, fault::Refusal, render};
use crate::{
    delivery::{Content, Fault},
    picture::png,
};

/// How long Telegram may hold a pull open when there is nothing new.
pub(super) const HOLD: Duration = Duration::from_secs(25);
const CONNECT: Duration = Duration::from_secs(5);
const SEND: Duration = Duration::from_secs(20);
/// The most that Telegram gives at once.
const BATCH: u8 = 100;

/// The client of one bot. Not `Debug`: teloxide's bot would show the token.
pub(super) struct Api {
    sending: Bot,
    pulling: Bot,
    token: SecretString,
}

/// `getUpdates` with the updates as they came: teloxide's own turns a message with, say, an unknown text style into an
/// error, and refuses the whole batch for one bad number.
#[derive(Serialize)]
struct Pull {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    limit: u8,
    timeout: u64,
    allowed_updates: [&'static str; 2],
}

impl Payload for Pull {
    type Output = Vec<Value>;

    const NAME: &'static str = "GetUpdates";
}

impl Api {
    pub(super) fn new(config: &Config) -> Result<Self, TelegramError> {
        config.check()?;
        let token = config.token.expose_secret();
        let bot = |timeout: Duration| {
            let client = Client::builder()
                .connect_timeout(CONNECT)
                .timeout(timeout)
                .redirect(Policy::none())
                .tcp_nodelay(true)
                .build()
                .map_err(|error| TelegramError::Client(error.without_url().to_string()))?;
            let mut bot = Bot::with_client(token, client);
            if let Some(mut url) = config.api_url.clone() {
                // teloxide appends to the path as it is.
                if let Ok(mut path) = url.path_segments_mut() {
                    path.pop_if_empty();
                }
                bot = bot.set_api_url(url);
            }
            Ok(bot)
        };
        Ok(Self { sending: bot(SEND)?, pulling: bot(HOLD + SEND)?, token: config.token.clone() })
    }

    /// Asks whether the token is known, and puts the way in that is not used out of the way of the other.
    pub(super) async fn greet(&self, pushed: bool) -> Result<(), Refusal> {
        self.sending.get_me().await.map_err(|error| self.refusal(&error))?;
        if pushed {
            let info = self.sending.get_webhook_info().await.map_err(|error| self.refusal(&error))?;
            if info.url.is_none() {
                tracing::warn!(
                    "尚未向 Telegram 登记推送地址（setWebhook），现在收不到消息；做法见 docs/DELIVERY.md"
                );
            }
        } else {
            // Keeps what is waiting; without this getUpdates answers 409 for a bot that was pushed to before.
            self.sending.delete_webhook().await.map_err(|error| self.refusal(&error))?;
        }
        Ok(())
    }

    /// The updates from `offset` on. Asking for them tells Telegram that all before are ours.
    pub(super) async fn pull(&self, offset: Option<i64>, hold: Duration) -> Result<Vec<Value>, Refusal> {
        let pull = Pull {
            offset,
            limit: BATCH,
            timeout: hold.as_secs(),
            allowed_updates: ["message", "callback_query"],
        };
        JsonRequest::new(self.pulling.clone(), pull).await.map_err(|error| self.refusal(&error))
    }

    pub(super) async fn send(
        &self,
        conversation: &str,
        id: i64,
        content: &Content,
    ) -> Result<Option<String>, Fault> {
        match content {
            Content::Message { text, buttons } => {
                let chat = conversation.parse().map_err(|_| Fault::Final("会话编号无法解读".to_owned()))?;
                self.message(chat, id, text, buttons).await
            }
            Content::Picture { svg, caption } => {
                let chat = conversation.parse().map_err(|_| Fault::Final("会话编号无法解读".to_owned()))?;
                self.picture(chat, svg, caption).await
            }
            Content::Acknowledge { press } => {
                let answered = self.sending.answer_callback_query(CallbackQueryId(press.clone())).await;
                answered.map(|_| None).map_err(|error| self.refusal(&error).into())
            }
        }
    }

    async fn message(
        &self,
        chat: i64,
        id: i64,
        text: &str,
        buttons: &[String],
    ) -> Result<Option<String>, Fault> {
        let preview = LinkPreviewOptions {
            is_disabled: true,
            url: None,
            prefer_small_media: false,
            prefer_large_media: false,
            show_above_text: false,
        };
        let mut request = self.sending.send_message(ChatId(chat), text).link_preview_options(preview);
        if !buttons.is_empty() {
            request = request.reply_markup(render::keyboard(id, buttons));
        }
        self.sent(request.await)
    }

    async fn picture(&self, chat: i64, svg: &str, caption: &str) -> Result<Option<String>, Fault> {
        let svg = svg.to_owned();
        let drawn = tokio::task::spawn_blocking(move || png(&svg)).await;
        let png = match drawn {
            Ok(Ok(png)) => png,
            Ok(Err(error)) => return Err(Fault::Final(error.to_string())),
            Err(error) => return Err(Fault::Final(error.to_string())),
        };
        let file = InputFile::memory(png).file_name("picture.png");
        self.sent(self.sending.send_photo(ChatId(chat), file).caption(caption).await)
    }

    /// The platform's id of a message that it took.
    fn sent(&self, sent: Result<Message, RequestError>) -> Result<Option<String>, Fault> {
        match sent {
            Ok(message) => Ok(Some(message.id.0.to_string())),
            Err(RequestError::InvalidJson { raw, .. }) if taken(&raw).is_some() => Ok(taken(&raw)),
            Err(error) => Err(self.refusal(&error).into()),
        }
    }

    fn refusal(&self, error: &RequestError) -> Refusal {
        Refusal::new(error, self.token.expose_secret())
    }
}

/// The id of a message that Telegram took and described in a way that teloxide does not understand. Taken is taken: it
/// must not be sent again.
fn taken(raw: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Reply {
        ok: bool,
        result: Taken,
    }

    #[derive(Deserialize)]
    struct Taken {
        message_id: i64,
    }

    let reply: Reply = serde_json::from_str(raw).ok()?;
    reply.ok.then(|| reply.result.message_id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_was_taken_is_known_as_such() {
        let of_the_future = r#"{"ok":true,"result":{"message_id":5,"hologram":{}}}"#;
        assert_eq!(taken(of_the_future).as_deref(), Some("5"));
        assert_eq!(taken(r#"{"ok":false,"description":"?"}"#), None);
        assert_eq!(taken("<html>502</html>"), None);
    }
}
