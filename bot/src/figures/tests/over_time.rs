//! What was public on the days of a correction and a withdrawal.

use shared::changes::{self, Change};

use super::*;

/// The demonstration, entered on 1 June, with a value published on the 5th, corrected on the 10th, and withdrawn on the
/// 20th: 2.4, 2.6, 2.7 and 2.6 again.
pub(crate) struct Past {
    folder: TempDir,
    pub(crate) pack: Pack,
    pub(crate) ledger: Ledger,
}

impl Past {
    pub(crate) async fn new() -> Self {
        let mut office = Office::new_on(june(1)).await;
        for (day, row) in [(5, MORE.to_owned()), (10, MORE.replace("2.6", "2.7"))] {
            office.moment = june(day);
            office.stages(HEADER, &[&row]).await.unwrap();
            office.publishes().await.unwrap();
        }
        office.moment = june(20);
        office.withdraws(None).await.unwrap();
        let Office { folder, pack, ledger, .. } = office;
        Self { folder, pack, ledger }
    }

    /// Where the database is.
    pub(crate) fn url(&self) -> String {
        format!("sqlite://{}", self.folder.path().join("z.db").display())
    }

    async fn on(&self, day: &str) -> Snapshot {
        let day = day.parse().unwrap();
        self.ledger.on(day).await.unwrap().snapshot(&self.pack.plan, day)
    }
}

fn june(day: u8) -> Moment {
    Moment { millis: 1_748_736_000_000 + i64::from(day) * 86_400_000, day: Date::new(2025, 6, day).unwrap() }
}

/// The value that the story is about, and the day of the notice of correction.
fn told(shown: &Snapshot) -> (String, Option<String>) {
    let latest = shown.indicator(&"i4".parse().unwrap()).unwrap().latest.clone().unwrap();
    let noticed = shown.correction().map(|correction| correction.on.to_string());
    (latest.value.unwrap().to_string(), noticed)
}

#[tokio::test]
async fn each_day_shows_what_was_public_on_it() {
    let past = Past::new().await;
    for (day, value, noticed) in [
        ("2025-05-01", "2.4", None),
        ("2025-06-01", "2.4", None),
        ("2025-06-05", "2.6", None),
        ("2025-06-09", "2.6", None),
        ("2025-06-10", "2.7", None),
        ("2025-06-19", "2.7", None),
        ("2025-06-20", "2.6", Some("2025-06-20")),
        ("2025-06-30", "2.6", Some("2025-06-20")),
    ] {
        let shown = past.on(day).await;
        assert_eq!(told(&shown), (value.to_owned(), noticed.map(str::to_owned)), "{day}");
        assert_eq!(shown.as_of.to_string(), day);
    }
    // A ledger in which nothing was ever published shows nothing on any day.
    let mut pack = demonstration();
    (pack.observations, pack.updates) = (Vec::new(), Vec::new());
    let empty = Office::with(pack).await;
    assert_eq!(empty.ledger.on(today()).await.unwrap(), Published::default());
}

#[tokio::test]
async fn changes_between_two_days_are_between_what_was_public_on_them() {
    let past = Past::new().await;
    let changes = async |from: &str, to: &str| {
        let (before, after) = (past.on(from).await, past.on(to).await);
        let said = |change: &Change| match change {
            Change::Corrected { .. } => "corrected".to_owned(),
            Change::Added { reading, .. } => format!("+{}", reading.value.unwrap()),
            Change::Removed { reading, .. } => format!("-{}", reading.value.unwrap()),
            Change::Revised { from, to, .. } => format!("{}>{}", from.value.unwrap(), to.value.unwrap()),
            other => format!("{other:?}"),
        };
        changes::between(&before, &after).iter().map(said).collect::<Vec<_>>()
    };
    assert_eq!(changes("2025-06-01", "2025-06-04").await, [""; 0]);
    assert_eq!(changes("2025-06-01", "2025-06-05").await, ["2.4>2.6"]);
    assert_eq!(changes("2025-06-05", "2025-06-10").await, ["2.6>2.7"]);
    assert_eq!(changes("2025-06-10", "2025-06-20").await, ["corrected", "+2.6", "-2.7"]);
    assert_eq!(changes("2025-06-05", "2025-06-30").await, ["corrected"]);
}
