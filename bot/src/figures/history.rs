//! What each publication changed: the entries of the feed.

use shared::{changes, plan::Plan};
use time::OffsetDateTime;

use super::{FiguresError, Ledger, Published};
use crate::exports::{ENTRIES, Entry, Mark};

/// An entry for each of the newest publications that changed what the public sees, oldest first. Each is judged as of its
/// own day.
pub async fn history(ledger: &Ledger, plan: &Plan) -> Result<Vec<Entry>, FiguresError> {
    let records = ledger.publications().await?;
    let (older, newest) = records.split_at(records.len().saturating_sub(ENTRIES));
    let mut before = match older.last() {
        Some(record) => {
            let publication = &record.publication;
            Some(ledger.at(publication.number).await?.snapshot(plan, publication.published))
        }
        None => None,
    };
    let mut entries = Vec::new();
    for record in newest {
        let publication = &record.publication;
        let after = ledger.at(publication.number).await?.snapshot(plan, publication.published);
        let first = || Published::default().snapshot(plan, publication.published);
        let changes = changes::between(&before.unwrap_or_else(first), &after);
        if !changes.is_empty() {
            let updated =
                OffsetDateTime::from_unix_timestamp_nanos(i128::from(record.published_at) * 1_000_000);
            let updated = updated.unwrap_or(OffsetDateTime::UNIX_EPOCH);
            entries.push(Entry { mark: Mark::Publication(publication.number), updated, changes });
        }
        before = Some(after);
    }
    Ok(entries)
}
