//! Putting a file forward for review: nothing of it is public.

use std::collections::HashSet;

use serde_json::json;
use shared::{date::Date, plan::Plan, snapshot::Snapshot};
use sqlx::SqliteConnection;

use super::{
    Batch, FiguresError, Ledger, Line, Moment,
    describe::{self, Side},
    ledger::{
        Entry, Event, Said, State, ValueRow, audit, enter, entry_exists, insert_batch, insert_end,
        insert_how_read, rivals, standing, waiting,
    },
    people::{Name, Role},
    sheet::{Fault, Faults, HowRead, Rows},
};
use crate::pack::Pack;

/// Where rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File<'a> {
    /// The file's name, without folders.
    pub name: &'a str,
    /// SHA-256 of its bytes, in hex.
    pub sha256: &'a str,
    /// Who filled it in.
    pub prepared_by: Option<&'a str>,
}

/// What became, or would become, of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// The batch; nothing in a preview, and where the file says nothing new.
    pub batch: Option<i64>,
    /// Rows that say something about what nothing public was said of.
    pub added: usize,
    /// Rows that stand in for public ones.
    pub revised: usize,
    /// Rows that say what is public or waits already.
    pub unchanged: usize,
    /// What is public or waits, before.
    pub before: Snapshot,
    /// The same with these rows.
    pub after: Snapshot,
    /// The difference for people.
    pub lines: Vec<Line>,
}

/// What rows are compared with.
struct Known {
    public: State,
    /// What is public, and what waits.
    all: State,
}

impl Known {
    async fn of(
        connection: &mut SqliteConnection,
        ledger: &Ledger,
        unseeded: State,
    ) -> Result<Self, FiguresError> {
        let (_, public) = State::current(connection, ledger.plan()).await?;
        let public = public.with(unseeded.values, unseeded.reports);
        let batches = waiting(connection, ledger.plan()).await?;
        let all = public.clone().with_waiting(connection, &batches).await?;
        Ok(Self { public, all })
    }

    /// What is new in the rows, still without ids. A row about what is known under another form of its period is an
    /// error: it would stand beside that one and contradict it.
    fn news(&self, plan: &Plan, rows: Rows) -> Result<State, FiguresError> {
        let new = State {
            values: news(rows.values, &self.all.values, &self.public.values),
            reports: news(rows.reports, &self.all.reports, &self.public.reports),
        };
        let mut faults = Vec::new();
        for row in &new.values {
            let place = rows.cells.get(&(row.indicator.clone(), row.period.clone()));
            let fault = |message| Fault { place: place.cloned().unwrap_or_default(), message };
            faults.extend(self.contradictions(plan, row).into_iter().map(fault));
        }
        faults.sort();
        if faults.is_empty() { Ok(new) } else { Err(FiguresError::Contradiction(Faults(faults))) }
    }

    fn contradictions(&self, plan: &Plan, row: &ValueRow) -> Vec<String> {
        let rivals = rivals(plan, row, &self.all.values).into_iter().filter(|old| old.period != row.period);
        let told = |old: &ValueRow| {
            let said = old.value.as_ref().or(old.state.as_ref()).map_or("", String::as_str);
            let (what, when, period) = (&row.indicator, &row.period, &old.period);
            if self.public.values.iter().any(|public| public.id == old.id) {
                format!(
                    "{what} 的 {when} 与已公布的 {period}（{}，{said}）说的是同一天的情况：要更正它，期间请写 {period}",
                    old.id
                )
            } else {
                format!(
                    "{what} 的 {when} 与待审核的 {period}（{}，{said}）说的是同一天的情况：要代替它，期间请写 {period}；或用 zhice figures drop 撤下那一批",
                    old.id
                )
            }
        };
        rivals.map(told).collect()
    }

    fn staged(
        self,
        plan: &Plan,
        new: State,
        how_read: &Said,
        total: usize,
        day: Date,
    ) -> Result<Staged, FiguresError> {
        let count = new.values.len() + new.reports.len();
        let revised = new.values.iter().filter(|row| row.supersedes.is_some()).count()
            + new.reports.iter().filter(|row| row.supersedes.is_some()).count();
        let after = self.all.clone().with(new.values, new.reports);
        let (old, new) =
            (self.all.published(None)?.snapshot(plan, day), after.published(None)?.snapshot(plan, day));
        let lines = describe::lines(
            plan,
            &self.public,
            Side { state: &self.all, snapshot: &old },
            Side { state: &after, snapshot: &new },
            how_read,
        );
        Ok(Staged {
            batch: None,
            added: count - revised,
            revised,
            unchanged: total - count,
            before: old,
            after: new,
            lines,
        })
    }
}

/// The rows that differ from what is known of their subject, each with the public row that it stands in for: what only
/// waits is passed over, since it will not become public beside them.
fn news<E: Entry>(rows: Vec<E>, known: &[E], public: &[E]) -> Vec<E> {
    let says_so = |row: &E| standing(known, row.subject()).is_some_and(|old| old.says_the_same(row));
    let new = rows.into_iter().filter(|row| !says_so(row));
    new.map(|row| {
        let old = standing(public, row.subject()).map(|old| old.id().to_owned());
        row.renamed(String::new(), old)
    })
    .collect()
}

/// Stages the rows of a file, all or none. A row that repeats what is public or waits adds nothing; one that differs
/// from what is public supersedes it, and takes the place of one that waits.
pub async fn stage(
    ledger: &Ledger,
    plan: &Plan,
    rows: Rows,
    file: File<'_>,
    moment: Moment,
) -> Result<Staged, FiguresError> {
    let prepared_by = file.prepared_by.map(|name| Name::new(Role::Preparer, name)).transpose()?;
    let prepared_by = prepared_by.as_ref().map(Name::as_str);
    let mut tx = ledger.store().begin().await?;
    let known = Known::of(&mut tx, ledger, State::default()).await?;
    let (total, how_read) = (rows.count(), rows.how_read.clone());
    let news = known.news(plan, rows)?;
    let mut namer = Namer { connection: &mut tx, ledger, taken: HashSet::new() };
    let new =
        State { values: namer.name(news.values, "f").await?, reports: namer.name(news.reports, "t").await? };
    let how_read = said(&how_read, &new);
    let count = new.values.len() + new.reports.len();
    let mut batch = None;
    if count > 0 {
        let id = insert_batch(&mut tx, ledger.plan(), (file.name, file.sha256, prepared_by), moment).await?;
        enter(&mut tx, ledger.plan(), Some(id), &new, moment).await?;
        insert_how_read(&mut tx, ledger.plan(), &how_read).await?;
        let detail = json!({ "batch": id, "file": file.name, "sha256": file.sha256, "rows": count });
        audit(&mut tx, ledger.plan(), Event::Staged, prepared_by, &detail, moment).await?;
        batch = Some(id);
    }
    let staged = known.staged(plan, new, &how_read, total, moment.day)?;
    if batch.is_some() {
        tx.commit().await?;
    }
    Ok(Staged { batch, ..staged })
}

/// What staging the rows would change. Nothing is written; without a ledger the pack's own figures are what is known.
pub async fn preview(
    ledger: Option<&Ledger>,
    pack: &Pack,
    rows: Rows,
    moment: Moment,
) -> Result<Staged, FiguresError> {
    let known = match ledger {
        Some(ledger) => {
            let unseeded = ledger.unseeded_rows(pack).await?;
            Known::of(&mut *ledger.reader().await?, ledger, unseeded).await?
        }
        None => Known { public: State::of_pack(pack), all: State::of_pack(pack) },
    };
    let (total, how_read) = (rows.count(), rows.how_read.clone());
    let news = known.news(&pack.plan, rows)?;
    let new = State { values: numbered(news.values, "f"), reports: numbered(news.reports, "t") };
    let how_read = said(&how_read, &new);
    known.staged(&pack.plan, new, &how_read, total, moment.day)
}

/// What must be said of how the new rows were read, by their ids.
fn said(how_read: &HowRead, new: &State) -> Said {
    let said = |row: &ValueRow| {
        let subject = (row.indicator.clone(), row.period.clone());
        Some((row.id.clone(), how_read.get(&subject)?.clone()))
    };
    new.values.iter().filter_map(said).collect()
}

/// Rows under ids that nobody keeps.
fn numbered<E: Entry>(rows: Vec<E>, prefix: &str) -> Vec<E> {
    let named = |(at, row): (usize, E)| {
        let old = row.supersedes().map(str::to_owned);
        row.renamed(format!("{prefix}-preview-{at}"), old)
    };
    rows.into_iter().enumerate().map(named).collect()
}

/// Gives rows their ids, which are never used again, not even after a batch was dropped.
struct Namer<'a> {
    connection: &'a mut SqliteConnection,
    ledger: &'a Ledger,
    taken: HashSet<String>,
}

/// An id has at most 64 characters: a long name of a target or task is cut.
const STEM: usize = 40;

impl Namer<'_> {
    async fn name<E: Entry>(&mut self, rows: Vec<E>, prefix: &str) -> Result<Vec<E>, FiguresError> {
        let mut named = Vec::new();
        for row in rows {
            let id = self.free(prefix, row.subject()).await?;
            let old = row.supersedes().map(str::to_owned);
            named.push(row.renamed(id, old));
        }
        Ok(named)
    }

    /// `f-i4-2025-1`, or the next number that was never used.
    async fn free(&mut self, prefix: &str, (what, when): (&str, &str)) -> Result<String, FiguresError> {
        let stem = what.get(..STEM).unwrap_or(what);
        for number in 1_u32.. {
            let id = format!("{prefix}-{stem}-{when}-{number}");
            let free = !entry_exists(self.connection, self.ledger.plan(), &id).await?;
            if free && self.taken.insert(id.clone()) {
                return Ok(id);
            }
        }
        Err(FiguresError::Overtaken)
    }
}

/// Takes back a batch that waits. Its rows stay in the ledger and are never public.
pub async fn drop_batch(ledger: &Ledger, batch: i64, moment: Moment) -> Result<Batch, FiguresError> {
    let mut tx = ledger.store().begin().await?;
    let batches = waiting(&mut tx, ledger.plan()).await?;
    let found = batches.iter().find(|known| known.id == batch).ok_or(FiguresError::NoBatch(batch))?.clone();
    insert_end(&mut tx, batch, None, moment).await?;
    audit(&mut tx, ledger.plan(), Event::Dropped, None, &json!({ "batch": batch }), moment).await?;
    tx.commit().await?;
    Ok(found)
}
