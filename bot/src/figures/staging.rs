//! Putting a file forward for review: nothing of it is public.

use std::collections::HashSet;

use serde_json::json;
use shared::{plan::Plan, snapshot::Snapshot};
use sqlx::SqliteConnection;

use super::{
    Batch, FiguresError, Ledger, Line, Moment, describe,
    ledger::{
        Entry, Event, State, audit, batch_rows, enter, entry_exists, insert_batch, insert_end, standing,
        waiting,
    },
    sheet::Rows,
};

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
    /// The batch; nothing in a dry run, and where the file says nothing new.
    pub batch: Option<i64>,
    /// Rows that say something about what nothing was said of.
    pub added: usize,
    /// Rows that stand in for others.
    pub revised: usize,
    /// Rows that say what is there already.
    pub unchanged: usize,
    /// What is public or waits, before.
    pub before: Snapshot,
    /// The same with these rows.
    pub after: Snapshot,
}

impl Staged {
    /// The difference for people.
    pub fn lines(&self) -> Vec<Line> {
        describe::lines(&self.before, &self.after)
    }
}

/// Stages the rows of a file, all or none. A row that repeats what is public or waits adds nothing; one that differs
/// from it supersedes it. In a dry run nothing is written.
pub async fn stage(
    ledger: &Ledger,
    plan: &Plan,
    rows: Rows,
    file: File<'_>,
    moment: Moment,
    dry_run: bool,
) -> Result<Staged, FiguresError> {
    let mut tx = ledger.store().begin().await?;
    let (_, state) = State::current(&mut tx, ledger.plan()).await?;
    let batches = waiting(&mut tx, ledger.plan()).await?;
    let known = state.with_waiting(&mut tx, &batches).await?;
    let total = rows.count();
    let mut namer = Namer { connection: &mut tx, ledger, taken: HashSet::new() };
    let values = namer.name(rows.values, &known.values, "f").await?;
    let reports = namer.name(rows.reports, &known.reports, "t").await?;
    let revised = values.iter().filter(|row| row.supersedes.is_some()).count()
        + reports.iter().filter(|row| row.supersedes.is_some()).count();
    let new = State { values, reports };
    let count = new.values.len() + new.reports.len();
    let mut batch = None;
    if count > 0 && !dry_run {
        let id =
            insert_batch(&mut tx, ledger.plan(), (file.name, file.sha256, file.prepared_by), moment).await?;
        enter(&mut tx, ledger.plan(), Some(id), &new, moment).await?;
        let detail = json!({ "batch": id, "file": file.name, "sha256": file.sha256, "rows": count });
        audit(&mut tx, ledger.plan(), Event::Staged, file.prepared_by, &detail, moment).await?;
        batch = Some(id);
    }
    let before = known.published(None)?.snapshot(plan, moment.day);
    let after = known.with(new.values, new.reports).published(None)?.snapshot(plan, moment.day);
    if batch.is_some() {
        tx.commit().await?;
    }
    Ok(Staged { batch, added: count - revised, revised, unchanged: total - count, before, after })
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
    /// The rows that say something new, each with its id and what it stands in for.
    async fn name<E: Entry>(
        &mut self,
        rows: Vec<E>,
        known: &[E],
        prefix: &str,
    ) -> Result<Vec<E>, FiguresError> {
        let mut new = Vec::new();
        for row in rows {
            let standing = standing(known, row.subject());
            if standing.is_some_and(|old| old.says_the_same(&row)) {
                continue;
            }
            let id = self.free(prefix, row.subject()).await?;
            new.push(row.renamed(id, standing.map(|old| old.id().to_owned())));
        }
        Ok(new)
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
    let (values, reports) = batch_rows(&mut tx, batch).await?;
    for later in batches.iter().filter(|later| later.id > batch) {
        let (later_values, later_reports) = batch_rows(&mut tx, later.id).await?;
        if rests_on(&later_values, &values) || rests_on(&later_reports, &reports) {
            return Err(FiguresError::RestedOn { batch, later: later.id });
        }
    }
    insert_end(&mut tx, batch, None, moment).await?;
    audit(&mut tx, ledger.plan(), Event::Dropped, None, &json!({ "batch": batch }), moment).await?;
    tx.commit().await?;
    Ok(found)
}

fn rests_on<E: Entry>(later: &[E], earlier: &[E]) -> bool {
    later.iter().any(|row| earlier.iter().any(|old| row.supersedes() == Some(old.id())))
}
