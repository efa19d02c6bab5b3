//! What users said is not kept for ever.

use std::time::Duration;

use super::clock::millis;
use crate::store::{Store, StoreError};

/// How long messages, replies and conversations are kept.
pub const RETENTION: Duration = Duration::from_hours(180 * 24);

/// Deletes what was finished longer than [`RETENTION`] before `now`, and conversations that have rested as long. What
/// still waits is kept. Returns the number of rows.
pub async fn purge(store: &Store, now: i64) -> Result<u64, StoreError> {
    let before = now.saturating_sub(millis(RETENTION));
    let mut tx = store.begin().await?;
    let mut deleted = 0;
    for statement in [
        "DELETE FROM outbox WHERE state IN ('sent', 'dead') AND finished_at < ?",
        "DELETE FROM inbox WHERE state IN ('done', 'skipped') AND finished_at < ?
         AND NOT EXISTS (SELECT 1 FROM outbox WHERE inbox_id = inbox.id)",
        "DELETE FROM turn WHERE asked_at < ?",
    ] {
        deleted += sqlx::query(statement).bind(before).execute(&mut *tx).await?.rows_affected();
    }
    tx.commit().await?;
    Ok(deleted)
}
