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

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::{figures::Moment, pack, store::Store};

    #[tokio::test]
    async fn each_publication_is_an_entry_with_what_it_changed() {
        let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/shili");
        let whole = pack::load(&[data], "2025-06-30".parse().unwrap()).unwrap().remove(0);
        let mut early = whole.clone();
        early.observations.retain(|observation| observation.id.as_str() != "o-i3-2024-b");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("z.db");
        let store = Store::open(&format!("sqlite://{}?mode=rwc", file.display())).await.unwrap();
        let day = "2025-06-30".parse().unwrap();
        let at = |hour: i64| Moment { millis: 1_751_241_600_000 + hour * 3_600_000, day };
        let ledger = Ledger::open(store.clone(), &early, at(0)).await.unwrap();
        let first = history(&ledger, &whole.plan).await.unwrap();
        assert_eq!(first.iter().map(|entry| entry.mark).collect::<Vec<_>>(), [Mark::Publication(1)]);
        let ledger = Ledger::open(store, &whole, at(1)).await.unwrap();
        let both = history(&ledger, &whole.plan).await.unwrap();
        assert_eq!((both.len(), &both[0]), (2, &first[0]), "an entry never changes");
        let told = ledger.current().await.unwrap().snapshot(&whole.plan, day);
        let sentences: Vec<String> = both[1]
            .changes
            .iter()
            .map(|change| shared::words::change(change, &told, shared::lang::Lang::Zh))
            .collect();
        assert_eq!(sentences, ["有效商标：2024 年数据由 2.6 万件 更正为 2.65 万件（演示：示例区年报）"]);
        assert_eq!((both[1].updated - both[0].updated).whole_hours(), 1);
    }
}
