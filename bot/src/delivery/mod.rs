//! Messages in and replies out, such that nothing acknowledged is lost and nothing happens twice.
//!
//! A message travels through two commits. The **first** ([`Intake::accept`]) puts it into the inbox, together with the
//! platform's cursor; only then is it acknowledged (the offset advances, the webhook answers 200). A second copy meets
//! the unique key and is dropped. The **second** records its effect and the whole reply, and marks
//! it done. What is in the outbox is then sent, in order within a conversation, until the platform takes it.
//!
//! A crash before the first commit leaves the message with the platform, which sends it again. Between the two it is
//! taken up again at start; the reply is computed anew and stored once. After the second the reply waits in the outbox.
//!
//! What no order of writes can remove: the platform takes a reply and the process dies before it notes so. Telegram has
//! no key by which it would recognise the second copy, so this one reply is sent again. See docs/DELIVERY.md.

mod clock;
mod inbox;
mod killpoint;
mod outbox;
mod processing;
mod purge;
mod sending;
mod service;
#[cfg(test)]
mod tests;

use std::{pin::Pin, sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};
use shared::answer::Answer;
use tokio::sync::watch;

#[cfg(feature = "simulate")]
pub use self::killpoint::{fault, offset_before_commit};
pub use self::{
    clock::{Clock, System},
    inbox::{Event, Intake, Received},
    killpoint::killpoint,
    purge::{RETENTION, purge},
    service::{Broken, Service},
};

/// Becomes true, or loses its sender, when the service is to stop.
pub type Stop = watch::Receiver<bool>;

/// A future of an object-safe trait.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What is put before a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum Content {
    /// A message of the channel's size.
    Message {
        /// Plain text.
        text: String,
        /// Questions that can be asked by pressing a button.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        buttons: Vec<String>,
    },
    /// A picture. It is kept as it is drawn from, a fortieth of the size.
    Picture {
        /// An SVG that [`crate::picture::png`] takes.
        svg: String,
        /// Plain text beside it.
        caption: String,
    },
    /// The sign that a pressed button was understood. Worth one attempt and no more: it is stale within seconds.
    Acknowledge {
        /// The platform's name for the press.
        press: String,
    },
}

impl Content {
    /// A message without buttons.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Message { text: text.into(), buttons: Vec::new() }
    }
}

/// Why a message was not taken by the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The platform asks to wait: not counted as a failure.
    Wait(Duration),
    /// It may pass: tried again, later and later.
    Passing(String),
    /// It will not pass: this user has blocked us, this message is refused.
    Final(String),
}

/// A messenger.
pub trait Channel: Send + Sync + 'static {
    /// Its name in the database; never changed.
    fn name(&self) -> &'static str;

    /// An answer as messages that the platform takes.
    fn render(&self, answer: &Answer) -> Vec<Content>;

    /// Sends one message; `id` is the outbox row, by which a pressed button can be understood later. Returns the platform's
    /// id of the message. The time it takes is bounded.
    fn send<'a>(
        &'a self,
        conversation: &'a str,
        id: i64,
        content: &'a Content,
    ) -> Pending<'a, Result<Option<String>, Fault>>;

    /// Pulls messages into the inbox until it is to stop. A channel that is pushed to has nothing to do.
    fn pull(self: Arc<Self>, intake: Intake, stop: Stop) -> Option<Pending<'static, ()>>;

    /// The routes at which the platform pushes messages.
    fn routes(self: Arc<Self>, intake: Intake) -> axum::Router;
}

/// Whether the service is to stop.
pub fn stopping(stop: &Stop) -> bool {
    *stop.borrow() || stop.has_changed().is_err()
}

/// Returns when the service is to stop.
pub async fn stopped(stop: &mut Stop) {
    // An error means that the sender is gone, and with it whoever could ask us to go on.
    let _ = stop.wait_for(|stop| *stop).await;
}
