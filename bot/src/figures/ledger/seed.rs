//! The pack's own figures enter the ledger.
//!
//! A pack is reviewed as a whole, file by file, before it is deployed: its rows need no second review. They are entered
//! once, by id. Rows that a pack no longer holds stay; rows that were withdrawn do not come back, since they are known.

use std::collections::HashMap;

use serde_json::json;
use shared::{id::PlanId, snapshot::Publication};
use sqlx::SqliteConnection;

use super::{
    Entry, FiguresError, Moment, Origin, Record, ReportRow, State, ValueRow,
    query::{self, Event},
    rivals, standings,
};
use crate::{
    pack::{At, Pack},
    store::Store,
};

/// Enters the rows of a pack that the ledger does not know, and makes them public.
pub(super) async fn seed(store: &Store, pack: &Pack, moment: Moment) -> Result<(), FiguresError> {
    let plan = &pack.plan.id;
    let mut reader = store.reader().acquire().await?;
    if new_rows(&mut reader, pack).await? == State::default() {
        return Ok(());
    }
    drop(reader);
    let mut tx = store.begin().await?;
    // Looked at again: another process may have been here meanwhile.
    let new = new_rows(&mut tx, pack).await?;
    if new == State::default() {
        return Ok(());
    }
    let (previous, state) = State::current(&mut tx, plan).await?;
    let corrected = match previous {
        Some(number) => query::record(&mut tx, plan, number).await?.publication.corrected,
        None => None,
    };
    let number = previous.unwrap_or(0) + 1;
    let record = Record {
        publication: Publication { number, published: moment.day, corrected },
        origin: Origin::Seed,
        previous,
        published_at: moment.millis,
    };
    query::enter(&mut tx, plan, None, &new, moment).await?;
    let detail = json!({ "publication": number, "values": ids(&new.values), "reports": ids(&new.reports) });
    let state = state.with(new.values, new.reports);
    query::insert_publication(&mut tx, plan, &record, &state, [None; 3]).await?;
    query::insert_items(&mut tx, plan, number, &state).await?;
    query::audit(&mut tx, plan, Event::Seeded, None, &detail, moment).await?;
    tx.commit().await?;
    Ok(())
}

fn ids<E: Entry>(entries: &[E]) -> Vec<&str> {
    entries.iter().map(Entry::id).collect()
}

/// The rows of the pack that the ledger does not know. A row that contradicts the ledger is an error that names both.
pub(super) async fn new_rows(connection: &mut SqliteConnection, pack: &Pack) -> Result<State, FiguresError> {
    let plan: &PlanId = &pack.plan.id;
    let known = query::entered(connection, plan).await?;
    let (_, public) = State::current(connection, plan).await?;
    let mut conflicts = Vec::new();
    let values: Vec<ValueRow> = pack.observations.iter().map(ValueRow::from).collect();
    let reports: Vec<ReportRow> = pack.updates.iter().map(ReportRow::from).collect();
    let same_value = |row: &ValueRow| rivals(&pack.plan, row, &public.values);
    let same_report = |row: &ReportRow| standings(&public.reports, row.subject());
    let values = unknown(values, &pack.observation_rows, &known.values, same_value, &mut conflicts);
    let reports = unknown(reports, &pack.update_rows, &known.reports, same_report, &mut conflicts);
    if conflicts.is_empty() { Ok(State { values, reports }) } else { Err(FiguresError::Conflict(conflicts)) }
}

/// `public` finds what stands for the same as a row.
fn unknown<'a, E: Entry + 'a>(
    rows: Vec<E>,
    places: &[At],
    known: &[E],
    public: impl Fn(&E) -> Vec<&'a E>,
    conflicts: &mut Vec<String>,
) -> Vec<E> {
    let by_id: HashMap<&str, &E> = known.iter().map(|entry| (entry.id(), entry)).collect();
    let of_pack: Vec<String> = rows.iter().map(|row| row.id().to_owned()).collect();
    let mut new = Vec::new();
    for (row, at) in rows.into_iter().zip(places) {
        match by_id.get(row.id()) {
            Some(entry) if **entry == row => {}
            Some(entry) => conflicts.push(contradiction(&row, entry, at)),
            None => {
                let rival = public(&row).into_iter().find(|entry| !of_pack.iter().any(|id| id == entry.id()));
                match rival {
                    Some(rival) => conflicts.push(rivalry(&row, rival, at)),
                    None => new.push(row),
                }
            }
        }
    }
    new
}

fn contradiction<E: Entry>(row: &E, entry: &E, at: &At) -> String {
    let differing = row.parts().into_iter().zip(entry.parts()).filter(|(new, old)| new != old);
    let parts: Vec<String> =
        differing.map(|((name, new), (_, old))| format!("{name} 数据包为“{new}”，数据库为“{old}”")).collect();
    format!(
        "{}:{}: id {} 在数据库中已有别的内容：{}。已录入的行不能改：请恢复原样，{}",
        at.file.display(),
        at.line,
        row.id(),
        parts.join("；"),
        row.mending(),
    )
}

fn rivalry<E: Entry>(row: &E, entry: &E, at: &At) -> String {
    let (what, when) = row.subject();
    format!(
        "{}:{}: {what} 的 {when} 已用表格发布过（数据库中的 {}），数据包又用 {} 给出一次：\
         请从数据包删去这一行，更正用 zhice figures stage",
        at.file.display(),
        at.line,
        entry.id(),
        row.id(),
    )
}
