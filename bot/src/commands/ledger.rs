//! What the commands about figures have in common: one pack, one database, one moment.

use anyhow::{Context, bail};
use clap::Args;
use shared::{date::Date, id::PlanId};

use super::Data;
use crate::{
    clock,
    delivery::System,
    exports::{self, Entry},
    figures::{self, Ledger, Moment, Off, Published},
    pack::Pack,
    store::Store,
};

/// Where the database is.
#[derive(Debug, Args)]
pub(super) struct Database {
    /// 数据库
    #[arg(long, env = "ZHICE_DB", default_value = "sqlite://zhice.db?mode=rwc", value_name = "URL")]
    pub(super) db: String,
}

/// Which plan is meant.
#[derive(Debug, Args)]
pub(super) struct Chosen {
    #[command(flatten)]
    data: Data,
    /// 方案的 id；只有一个方案时可不写
    #[arg(long = "plan", value_name = "ID")]
    plan: Option<PlanId>,
}

impl Chosen {
    /// The pack of the plan.
    pub(super) fn pack(&self) -> anyhow::Result<Pack> {
        let mut packs = self.data.load(clock::today())?;
        let ids: Vec<String> = packs.iter().map(|pack| pack.plan.id.to_string()).collect();
        let at = match &self.plan {
            Some(plan) => packs.iter().position(|pack| pack.plan.id == *plan),
            None if packs.len() == 1 => Some(0),
            None => bail!("有几个方案：请用 --plan 指明其中一个（{}）", ids.join("、")),
        };
        let at = at.with_context(|| format!("没有这个方案：可用的有 {}", ids.join("、")))?;
        Ok(packs.swap_remove(at))
    }
}

/// A plan and its ledger.
#[derive(Debug, Args)]
pub(super) struct Place {
    #[command(flatten)]
    pub(super) chosen: Chosen,
    #[command(flatten)]
    database: Database,
}

/// An open ledger with its pack.
pub(super) struct Open {
    pub(super) pack: Pack,
    pub(super) ledger: Ledger,
    pub(super) moment: Moment,
}

impl Place {
    /// Opens the ledger; the pack's own figures enter it where they are new.
    pub(super) async fn open(&self) -> anyhow::Result<Open> {
        let pack = self.chosen.pack()?;
        let store = Store::open(&self.database.db).await?;
        let moment = moment(&pack);
        let ledger = Ledger::open(store, &pack, moment).await?;
        Ok(Open { pack, ledger, moment })
    }
}

/// A plan and its ledger as it is; no ledger where the database is not there.
pub(super) struct Read {
    pub(super) pack: Pack,
    pub(super) ledger: Option<Ledger>,
    pub(super) moment: Moment,
}

impl Place {
    /// Opens a ledger that is there for writing, and enters nothing of the pack.
    pub(super) async fn as_it_is(&self) -> anyhow::Result<Option<Open>> {
        let Read { pack, ledger, moment } = self.read().await?;
        if ledger.is_none() {
            return Ok(None);
        }
        let ledger = Ledger::as_it_is(Store::open(&self.database.db).await?, &pack);
        Ok(Some(Open { pack, ledger, moment }))
    }

    /// Looks into the ledger without writing anything.
    pub(super) async fn read(&self) -> anyhow::Result<Read> {
        let pack = self.chosen.pack()?;
        let store = Store::read(&self.database.db).await?;
        let ledger = reading(store.as_ref(), &pack).await?;
        Ok(Read { moment: moment(&pack), pack, ledger })
    }
}

/// The ledger of a pack for reading. Says what of the pack it does not hold yet.
async fn reading(store: Option<&Store>, pack: &Pack) -> anyhow::Result<Option<Ledger>> {
    let ledger = store.map(|store| Ledger::as_it_is(store.clone(), pack));
    let rows = match &ledger {
        Some(ledger) => ledger.unseeded(pack).await?,
        None => pack.observations.len() + pack.updates.len(),
    };
    if rows > 0 {
        eprintln!("{}：数据包里有 {rows} 行尚未入库，serve 或 publish 时入库", pack.plan.id);
    }
    Ok(ledger)
}

/// A pack with the figures that are public.
pub(super) struct Public {
    pub(super) pack: Pack,
    pub(super) figures: Published,
    /// Since when and why none of it is shown; nothing where it is.
    pub(super) off: Option<Off>,
    /// Where the figures come from; nothing where it is the pack itself.
    ledger: Option<Ledger>,
}

impl Public {
    fn of_pack(pack: Pack) -> Self {
        Self { figures: Published::of_pack(&pack), off: None, ledger: None, pack }
    }

    /// What was public on a day; without a ledger the pack's figures.
    pub(super) async fn on(&self, day: Date) -> anyhow::Result<Published> {
        match &self.ledger {
            Some(ledger) if day < self.pack.day(clock::today()) => Ok(ledger.on(day).await?),
            _ => Ok(self.figures.clone()),
        }
    }

    /// What changed in them over time.
    pub(super) async fn history(&self) -> anyhow::Result<Vec<Entry>> {
        match &self.ledger {
            Some(ledger) => Ok(figures::history(ledger, &self.pack.plan).await?),
            None => Ok(exports::history(&self.pack, self.pack.day(clock::today()))),
        }
    }
}

/// The packs with what their ledger has published, where a database is named and holds a publication, and else with the
/// figures they hold themselves.
pub(super) async fn public(packs: Vec<Pack>, db: Option<&str>) -> anyhow::Result<Vec<Public>> {
    let Some(db) = db else { return Ok(packs.into_iter().map(Public::of_pack).collect()) };
    let store = Store::read(db).await?;
    let mut public = Vec::new();
    for pack in packs {
        let Some(ledger) = reading(store.as_ref(), &pack).await? else {
            public.push(Public::of_pack(pack));
            continue;
        };
        let off = ledger.off().await?;
        public.push(match ledger.number().await? {
            Some(_) => Public { figures: ledger.current().await?, off, ledger: Some(ledger), pack },
            None => Public { off, ..Public::of_pack(pack) },
        });
    }
    Ok(public)
}

/// This moment.
pub(super) fn moment(pack: &Pack) -> Moment {
    Moment::now(&System, clock::today(), pack)
}

/// Runs what has to wait for the database.
pub(super) fn run<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}
