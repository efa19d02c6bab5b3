//! An office at work: what it stages, publishes and takes back.

mod keeping;
pub(crate) mod over_time;
mod publishing;
mod review;
mod seeding;
mod staging;
mod switching;
mod withdrawing;

use std::path::PathBuf;

use shared::{method::Status, snapshot::Mode};
use sqlx::Row;
use tempfile::TempDir;

use super::{
    publishing::{Proposal, Withdrawal, propose, publish, reviewed, withdraw},
    sheet::Kind,
    staging::{File, Staged, drop_batch, preview, stage},
    *,
};
use crate::{pack, store::Store};

const HEADER: &str = "指标,期间,数值,截至日期,数据性质,数据来源,未达到原因,下一步措施";
const REPORTS: &str = "任务,状态,截至日期,进展说明,数据来源";

fn today() -> Date {
    "2025-06-30".parse().unwrap()
}

fn demonstration() -> Pack {
    let shili = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/shili");
    pack::load(&[shili], today()).unwrap().remove(0)
}

/// An office with its ledger.
struct Office {
    folder: TempDir,
    pack: Pack,
    ledger: Ledger,
    moment: Moment,
}

impl Office {
    async fn new() -> Self {
        Self::with(demonstration()).await
    }

    async fn with(pack: Pack) -> Self {
        Self::open(pack, Moment { millis: 1_000, day: today() }).await
    }

    async fn new_on(moment: Moment) -> Self {
        Self::open(demonstration(), moment).await
    }

    async fn open(pack: Pack, moment: Moment) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(store(&folder).await, &pack, moment).await.unwrap();
        Self { folder, pack, ledger, moment }
    }

    /// The same database opened again, with another pack.
    async fn opens(&self, pack: &Pack) -> Result<Ledger, FiguresError> {
        Ledger::open(store(&self.folder).await, pack, self.moment).await
    }

    async fn stages(&self, header: &str, rows: &[&str]) -> Result<Staged, FiguresError> {
        let csv = format!("{header}\n{}\n", rows.join("\n"));
        let read = sheet::read(csv.as_bytes(), Kind::Csv, &self.pack.plan, today()).unwrap();
        let file = File { name: "填报.csv", sha256: "00", prepared_by: None };
        stage(&self.ledger, &self.pack.plan, read, file, self.moment).await
    }

    async fn publishes(&self) -> Result<Record, FiguresError> {
        let proposal = propose(&self.ledger, &self.pack.plan, self.moment).await?;
        publish(&self.ledger, &self.pack.plan, &proposal, &people(&proposal), self.moment).await
    }

    async fn withdraws(&self, to: Option<u32>) -> Result<Record, FiguresError> {
        let withdrawal = Withdrawal { reason: "录入有误", by: "负责人丁", to };
        Ok(withdraw(&self.ledger, &self.pack.plan, withdrawal, self.moment).await?.record)
    }

    async fn shown(&self) -> Snapshot {
        self.ledger.current().await.unwrap().snapshot(&self.pack.plan, today())
    }

    /// The newest value of a target, as printed.
    async fn value(&self, indicator: &str) -> String {
        let shown = self.shown().await;
        let reading = shown.indicator(&indicator.parse().unwrap()).unwrap().latest.clone();
        reading.and_then(|reading| reading.value).map(|value| value.to_string()).unwrap_or_default()
    }
}

async fn store(folder: &TempDir) -> Store {
    Store::open(&format!("sqlite://{}", folder.path().join("z.db").display())).await.unwrap()
}

fn people(proposal: &Proposal) -> People {
    People::of(&proposal.batches, Some("经办人甲"), "科长乙", "局长丙").unwrap()
}

const MORE: &str = "i4,2024,2.6,2024-12-31,最终数,演示：统计,演示：原因,演示：措施";
const FIRST: &str = "i6,2024,90,2024-12-31,最终数,演示：统计,,";
const FULL: &str = "指标,期间,数值,截至日期,数据性质,数据来源,来源网址,误差,未达到原因,下一步措施,公开备注";
