//! The inbox: what users said, stored before it is acknowledged.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use tokio::sync::Notify;

use super::{Clock, killpoint::killpoint};
use crate::{
    personal,
    store::{Store, StoreError},
};

/// More messages waiting than this, and a channel takes no new ones: the platform keeps them for us.
const BACKLOG: i64 = 1000;

/// What a user did, as far as it concerns us. Names and profiles are not kept, nor what identifies a person in a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum Event {
    /// Asked something.
    Question {
        /// In these words.
        text: String,
    },
    /// Opened the conversation, or asked for help.
    Start,
    /// Pressed a button.
    Press {
        /// The outbox row that it came with; none if we cannot tell.
        row: Option<i64>,
        /// Which of its buttons.
        at: usize,
        /// The platform's name for the press.
        press: String,
    },
    /// Sent something that we cannot read.
    Unreadable,
    /// Nothing to answer: stored and skipped.
    Other {
        /// What it was.
        what: String,
        /// The platform's words, where we do not know what it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        raw: Option<String>,
    },
}

impl Event {
    /// What of it is stored.
    fn kept(&self) -> Self {
        match self {
            Self::Question { text } => Self::Question { text: personal::mask(text).text },
            other => other.clone(),
        }
    }
}

/// A message as the channel read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The same for every delivery of this message, and for no other.
    pub dedupe_key: String,
    /// Where to answer.
    pub conversation: String,
    /// What was done.
    pub event: Event,
}

/// The way into the inbox for one channel.
#[derive(Clone)]
pub struct Intake {
    store: Store,
    clock: Arc<dyn Clock>,
    channel: &'static str,
    arrived: Arc<Notify>,
}

impl Intake {
    /// The way in for `channel`; `arrived` is told of every new message.
    pub fn new(store: Store, clock: Arc<dyn Clock>, channel: &'static str, arrived: Arc<Notify>) -> Self {
        Self { store, clock, channel, arrived }
    }

    /// Stores messages and, for a channel that pulls, how far it has come, in one transaction. When this returns they are on
    /// disk and may be acknowledged. Returns how many of them are new.
    pub async fn accept(&self, messages: &[Received], position: Option<&str>) -> Result<u64, StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let mut new = 0;
        for message in messages {
            new += sqlx::query(
                "INSERT INTO inbox (channel, dedupe_key, conversation, event, received_at)
                 VALUES (?, ?, ?, ?, ?) ON CONFLICT (channel, dedupe_key) DO NOTHING",
            )
            .bind(self.channel)
            .bind(&message.dedupe_key)
            .bind(&message.conversation)
            .bind(serde_json::to_string(&message.event.kept())?)
            .bind(now)
            .execute(&mut *tx)
            .await?
            .rows_affected();
        }
        if let Some(position) = position {
            sqlx::query(
                "INSERT INTO cursor (channel, position) VALUES (?, ?)
                 ON CONFLICT (channel) DO UPDATE SET position = excluded.position",
            )
            .bind(self.channel)
            .bind(position)
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        killpoint("accepted");
        if new > 0 {
            self.arrived.notify_one();
        }
        Ok(new)
    }

    /// How far a channel that pulls has come.
    pub async fn position(&self) -> Result<Option<String>, StoreError> {
        let position = sqlx::query_scalar("SELECT position FROM cursor WHERE channel = ?")
            .bind(self.channel)
            .fetch_optional(self.store.reader())
            .await?;
        Ok(position)
    }

    /// Whether so much is waiting that the platform should keep what it has.
    pub async fn is_full(&self) -> Result<bool, StoreError> {
        let waiting: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM (SELECT 1 FROM inbox WHERE channel = ? AND state = 'new' LIMIT ?)",
        )
        .bind(self.channel)
        .bind(BACKLOG)
        .fetch_one(self.store.reader())
        .await?;
        Ok(waiting >= BACKLOG)
    }
}

/// A message that waits for its reply.
#[derive(Debug, FromRow)]
pub(super) struct Waiting {
    pub(super) id: i64,
    pub(super) conversation: String,
    pub(super) event: String,
}

/// The oldest message that waits.
pub(super) async fn oldest(store: &Store, channel: &str) -> Result<Option<Waiting>, StoreError> {
    let row = sqlx::query_as(
        "SELECT id, conversation, event FROM inbox WHERE channel = ? AND state = 'new' ORDER BY id LIMIT 1",
    )
    .bind(channel)
    .fetch_optional(store.reader())
    .await?;
    Ok(row)
}

/// Marks a message as dealt with. False if somebody else already has: then nothing may be done for it here.
pub(super) async fn finish(
    tx: &mut sqlx::SqliteConnection,
    id: i64,
    state: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let changed = sqlx::query("UPDATE inbox SET state = ?, finished_at = ? WHERE id = ? AND state = 'new'")
        .bind(state)
        .bind(now)
        .bind(id)
        .execute(tx)
        .await?
        .rows_affected();
    Ok(changed == 1)
}
