//! The outbox: replies on their way, in order within a conversation.

use sqlx::{FromRow, SqliteConnection};

use super::Content;
use crate::store::{Store, StoreError};

/// A reply that was taken out to be sent.
#[derive(Debug, FromRow)]
pub(super) struct Leased {
    pub(super) id: i64,
    pub(super) conversation: String,
    /// [`Content`] as JSON: one row that cannot be read must not hold up the others.
    pub(super) content: String,
    /// This attempt included.
    pub(super) attempts: u32,
}

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Sent {
        platform_id: Option<String>,
    },
    /// To be tried again; `counted` attempts bring the end nearer.
    Again {
        not_before: i64,
        counted: bool,
        reason: Option<String>,
    },
    Dead {
        reason: String,
    },
}

/// Stores a reply to a message of the inbox.
pub(super) async fn put(
    tx: &mut SqliteConnection,
    channel: &str,
    conversation: &str,
    inbox_id: i64,
    contents: &[Content],
    now: i64,
) -> Result<(), StoreError> {
    for (seq, content) in (0_i64..).zip(contents) {
        sqlx::query(
            "INSERT INTO outbox (channel, conversation, inbox_id, seq, content, created_at, not_before)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(channel)
        .bind(conversation)
        .bind(inbox_id)
        .bind(seq)
        .bind(serde_json::to_string(content)?)
        .bind(now)
        .bind(now)
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// The question on a button, if the row is of this conversation and still known.
pub(super) async fn button(
    store: &Store,
    channel: &str,
    conversation: &str,
    row: i64,
    at: usize,
) -> Result<Option<String>, StoreError> {
    let content: Option<String> =
        sqlx::query_scalar("SELECT content FROM outbox WHERE id = ? AND channel = ? AND conversation = ?")
            .bind(row)
            .bind(channel)
            .bind(conversation)
            .fetch_optional(store.reader())
            .await?;
    let Some(content) = content else { return Ok(None) };
    Ok(match serde_json::from_str(&content) {
        Ok(Content::Message { mut buttons, .. }) if at < buttons.len() => Some(buttons.swap_remove(at)),
        _ => None,
    })
}

/// Takes out what is due: of each conversation the first open reply only, so that the second cannot overtake it.
pub(super) async fn lease(
    store: &Store,
    channel: &str,
    now: i64,
    limit: usize,
) -> Result<Vec<Leased>, StoreError> {
    let mut tx = store.begin().await?;
    let mut leased: Vec<Leased> = sqlx::query_as(
        "UPDATE outbox SET state = 'sending', attempts = attempts + 1
         WHERE id IN (
             SELECT id FROM outbox AS this
             WHERE channel = ?1 AND state = 'pending' AND not_before <= ?2 AND NOT EXISTS (
                 SELECT 1 FROM outbox AS before
                 WHERE before.channel = this.channel AND before.conversation = this.conversation
                 AND before.id < this.id AND before.state IN ('pending', 'sending'))
             ORDER BY id LIMIT ?3)
         RETURNING id, conversation, content, attempts",
    )
    .bind(channel)
    .bind(now)
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .fetch_all(&mut *tx)
    .await?;
    tx.commit().await?;
    // RETURNING promises no order.
    leased.sort_unstable_by_key(|row| row.id);
    Ok(leased)
}

/// Notes what became of an attempt.
pub(super) async fn note(store: &Store, id: i64, outcome: &Outcome, now: i64) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    let query = match outcome {
        Outcome::Sent { platform_id } => {
            sqlx::query("UPDATE outbox SET state = 'sent', reason = NULL, platform_id = ?, finished_at = ? WHERE id = ?")
                .bind(platform_id)
                .bind(now)
        }
        Outcome::Again { not_before, counted, reason } => sqlx::query(
            "UPDATE outbox SET state = 'pending', not_before = ?, attempts = attempts - ?, reason = ? WHERE id = ?",
        )
        .bind(not_before)
        .bind(i64::from(!counted))
        .bind(reason),
        Outcome::Dead { reason } => {
            sqlx::query("UPDATE outbox SET state = 'dead', reason = ?, finished_at = ? WHERE id = ?")
                .bind(reason)
                .bind(now)
        }
    };
    query.bind(id).execute(&mut *tx).await?;
    Ok(tx.commit().await?)
}

/// Puts back what a process was sending when it died. Returns how many: each of them may have arrived already.
pub(super) async fn recover(store: &Store, channel: &str) -> Result<u64, StoreError> {
    let mut tx = store.begin().await?;
    let count = sqlx::query("UPDATE outbox SET state = 'pending' WHERE channel = ? AND state = 'sending'")
        .bind(channel)
        .execute(&mut *tx)
        .await?
        .rows_affected();
    tx.commit().await?;
    Ok(count)
}

/// When the next reply is due, if one is open that nothing stands before.
pub(super) async fn next_due(store: &Store, channel: &str) -> Result<Option<i64>, StoreError> {
    let due = sqlx::query_scalar(
        "SELECT min(not_before) FROM outbox AS this
         WHERE channel = ? AND state = 'pending' AND NOT EXISTS (
             SELECT 1 FROM outbox AS before
             WHERE before.channel = this.channel AND before.conversation = this.conversation
             AND before.id < this.id AND before.state IN ('pending', 'sending'))",
    )
    .bind(channel)
    .fetch_one(store.reader())
    .await?;
    Ok(due)
}
