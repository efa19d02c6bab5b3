//! The ledger: every value and report that was ever entered, and the publications that made some of them public.

mod query;
mod row;
mod seed;

use sha2::{Digest, Sha256};
use shared::{
    date::Date,
    id::PlanId,
    plan::{Observation, Plan, TaskUpdate},
    snapshot::Publication,
};
use sqlx::SqliteConnection;

pub(super) use self::{
    query::{
        Event, Said, audit, batch_rows, enter, entry_exists, how_read, insert_batch, insert_end,
        insert_how_read, insert_items, insert_publication, people, record, records, waiting,
    },
    row::{Entry, ReportRow, STATES, ValueRow, state_key},
};
use super::{FiguresError, Moment, Published};
use crate::{pack::Pack, store::Store};

/// The ledger of one plan. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Ledger {
    store: Store,
    plan: PlanId,
}

/// A publication, without the people who answer for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Number, day and correction, as the public sees them.
    pub publication: Publication,
    /// How it came about.
    pub origin: Origin,
    /// The one that was public until then.
    pub previous: Option<u32>,
    /// When, in milliseconds since 1970 (UTC).
    pub published_at: i64,
}

/// How a publication came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Rows of the pack, which is reviewed as a whole.
    Seed,
    /// Staged rows, after review.
    Publish,
    /// An earlier state again.
    Withdraw {
        /// Whose state.
        restores: u32,
    },
}

/// A file that waits for review.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Batch {
    /// Its number.
    pub id: i64,
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// Who filled it in.
    pub prepared_by: Option<String>,
    /// When, in milliseconds since 1970 (UTC).
    pub staged_at: i64,
    /// How many values and reports it adds.
    pub rows: i64,
}

impl Ledger {
    /// Opens the ledger of a pack's plan. Rows of the pack that the ledger does not know become public at once, as a
    /// publication of their own; a row that says something else under a known id is an error, and nothing is written.
    pub async fn open(store: Store, pack: &Pack, moment: Moment) -> Result<Self, FiguresError> {
        seed::seed(&store, pack, moment).await?;
        Ok(Self { store, plan: pack.plan.id.clone() })
    }

    /// The ledger of a plan as it is: nothing of the pack is entered.
    pub fn as_it_is(store: Store, pack: &Pack) -> Self {
        Self { store, plan: pack.plan.id.clone() }
    }

    /// How many rows of the pack the ledger does not know: they are entered when it is opened for writing.
    pub async fn unseeded(&self, pack: &Pack) -> Result<usize, FiguresError> {
        let new = self.unseeded_rows(pack).await?;
        Ok(new.values.len() + new.reports.len())
    }

    pub(super) async fn unseeded_rows(&self, pack: &Pack) -> Result<State, FiguresError> {
        seed::new_rows(&mut *self.reader().await?, pack).await
    }

    /// The number of what is public; nothing before the first publication.
    pub async fn number(&self) -> Result<Option<u32>, FiguresError> {
        let mut connection = self.reader().await?;
        query::number(&mut connection, &self.plan).await
    }

    /// What is public.
    pub async fn current(&self) -> Result<Published, FiguresError> {
        match self.number().await? {
            Some(number) => self.at(number).await,
            None => Ok(Published::default()),
        }
    }

    /// What was public at the end of a day: the newest publication up to then, where a withdrawal is one too; on days
    /// before the first publication its state, for nothing was public then that could be shown.
    pub async fn on(&self, day: Date) -> Result<Published, FiguresError> {
        let records = self.publications().await?;
        let until = records.iter().rfind(|record| record.publication.published <= day);
        match until.or(records.first()) {
            Some(record) => self.at(record.publication.number).await,
            None => Ok(Published::default()),
        }
    }

    /// What was public with a publication.
    pub async fn at(&self, number: u32) -> Result<Published, FiguresError> {
        let mut connection = self.reader().await?;
        let publication = record(&mut connection, &self.plan, number).await?.publication;
        State::at(&mut connection, &self.plan, number).await?.published(Some(publication))
    }

    /// All publications, oldest first.
    pub async fn publications(&self) -> Result<Vec<Record>, FiguresError> {
        let mut connection = self.reader().await?;
        records(&mut connection, &self.plan).await
    }

    /// The batches that wait for review, oldest first.
    pub async fn waiting(&self) -> Result<Vec<Batch>, FiguresError> {
        let mut connection = self.reader().await?;
        waiting(&mut connection, &self.plan).await
    }

    /// Whose ledger it is.
    pub fn plan(&self) -> &PlanId {
        &self.plan
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    pub(super) async fn reader(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Sqlite>, FiguresError> {
        Ok(self.store.reader().acquire().await?)
    }
}

/// The rows that are public together, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct State {
    pub(super) values: Vec<ValueRow>,
    pub(super) reports: Vec<ReportRow>,
}

impl State {
    /// The state of a publication, compared with the digest that was taken when it was approved.
    pub(super) async fn at(
        connection: &mut SqliteConnection,
        plan: &PlanId,
        number: u32,
    ) -> Result<Self, FiguresError> {
        let state = query::state(connection, plan, number).await?;
        if state.digest()? == query::digest(connection, plan, number).await? {
            Ok(state)
        } else {
            Err(FiguresError::Digest { number })
        }
    }

    /// What is public, with its number.
    pub(super) async fn current(
        connection: &mut SqliteConnection,
        plan: &PlanId,
    ) -> Result<(Option<u32>, Self), FiguresError> {
        match query::number(connection, plan).await? {
            Some(number) => Ok((Some(number), Self::at(connection, plan, number).await?)),
            None => Ok((None, Self::default())),
        }
    }

    /// This state with the rows of a batch. A report that another one stands in for is no longer shown; a value stays,
    /// so that the revision can be told.
    pub(super) fn with(mut self, values: Vec<ValueRow>, reports: Vec<ReportRow>) -> Self {
        self.values.extend(values);
        self.reports.retain(|old| reports.iter().all(|new| new.supersedes() != Some(old.id())));
        self.reports.extend(reports);
        self.values.sort_by(|a, b| a.id.cmp(&b.id));
        self.reports.sort_by(|a, b| a.id.cmp(&b.id));
        self
    }

    /// The rows of a pack.
    pub(super) fn of_pack(pack: &Pack) -> Self {
        let values = pack.observations.iter().map(ValueRow::from).collect();
        Self::default().with(values, pack.updates.iter().map(ReportRow::from).collect())
    }

    /// With the batches that wait, oldest first. Where two of them speak of the same thing, the later one alone: the
    /// earlier was never public and never will be.
    pub(super) async fn with_waiting(
        self,
        connection: &mut SqliteConnection,
        batches: &[Batch],
    ) -> Result<Self, FiguresError> {
        let mut waiting = Self::default();
        for batch in batches {
            let (values, reports) = batch_rows(connection, batch.id).await?;
            waiting.values.extend(values);
            waiting.reports.extend(reports);
        }
        let values = survivors(waiting.values, &self.values);
        let reports = survivors(waiting.reports, &self.reports);
        Ok(self.with(values, reports))
    }

    pub(super) fn digest(&self) -> Result<String, FiguresError> {
        let content = serde_json::to_vec(&(&self.values, &self.reports))?;
        Ok(format!("{:x}", Sha256::digest(content)))
    }

    pub(super) fn published(&self, publication: Option<Publication>) -> Result<Published, FiguresError> {
        Ok(Published {
            observations: self.values.iter().map(Observation::try_from).collect::<Result<_, _>>()?,
            updates: self.reports.iter().map(TaskUpdate::try_from).collect::<Result<_, _>>()?,
            publication,
        })
    }
}

/// The rows that are the last word on their subject and say something new; `rows` come oldest first.
fn survivors<E: Entry>(rows: Vec<E>, public: &[E]) -> Vec<E> {
    let mut last: Vec<E> = Vec::new();
    for row in rows {
        last.retain(|old| old.subject() != row.subject());
        last.push(row);
    }
    last.retain(|row| standing(public, row.subject()).is_none_or(|old| !old.says_the_same(row)));
    last
}

/// The entry of `state` that stands for a subject now: the newest that nothing supersedes.
pub(super) fn standing<'a, E: Entry>(state: &'a [E], subject: (&str, &str)) -> Option<&'a E> {
    standings(state, subject).into_iter().max_by(|a, b| (a.as_of(), a.id()).cmp(&(b.as_of(), b.id())))
}

/// All of them; more than one only where a pack says so.
pub(super) fn standings<'a, E: Entry>(state: &'a [E], subject: (&str, &str)) -> Vec<&'a E> {
    let superseded = |entry: &&E| state.iter().any(|other| other.supersedes() == Some(entry.id()));
    state.iter().filter(|entry| entry.subject() == subject).filter(|entry| !superseded(entry)).collect()
}

/// The other values that stand in `state` for what `row` speaks of, by whatever form of its period: a level of 2024, of
/// 2024-12 and of 2024-12-31 is one level. What the row supersedes is none of them.
pub(super) fn rivals<'a>(plan: &Plan, row: &ValueRow, state: &'a [ValueRow]) -> Vec<&'a ValueRow> {
    let kind =
        plan.indicators.iter().find(|known| known.id.as_str() == row.indicator).map(|known| known.kind);
    let canonical = |period: &str| Some(kind?.canonical(period.parse().ok()?));
    let meant = canonical(&row.period);
    let alike = |other: &&ValueRow| {
        other.period == row.period || (meant.is_some() && canonical(&other.period) == meant)
    };
    let superseded = |id: &str| state.iter().chain([row]).any(|other| other.supersedes() == Some(id));
    state
        .iter()
        .filter(|other| other.indicator == row.indicator && other.id != row.id)
        .filter(alike)
        .filter(|other| !superseded(&other.id))
        .collect()
}
