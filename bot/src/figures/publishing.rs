//! What is staged becomes public after review; what is public is taken back.

use serde_json::json;
use shared::{
    date::Date,
    method::Status,
    plan::Plan,
    snapshot::{Correction, IndicatorView, Publication, Snapshot},
    text::clean,
};
use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::{
    Batch, FiguresError, Ledger, Line, Moment, Origin, Published, Record, Review,
    describe::{self, Side},
    ledger::{
        Entry, Event, ReportRow, State, ValueRow, audit, batch_rows, how_read, insert_end, insert_items,
        insert_publication, people, records, rivals, standings, waiting,
    },
    people::{Name, People, Role},
};
use crate::{delivery::killpoint, store::Store};

/// A reason has at most so many characters.
const LONGEST_REASON: usize = 200;

/// What would become public, to be shown before it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    base: Option<u32>,
    state: State,
    /// The batches it takes in, oldest first.
    pub batches: Vec<Batch>,
    /// What is public.
    pub before: Snapshot,
    /// What would be.
    pub after: Snapshot,
    /// The difference for people: every row that becomes public.
    pub lines: Vec<Line>,
}

impl Proposal {
    /// The number it would have.
    pub fn number(&self) -> u32 {
        self.base.unwrap_or(0) + 1
    }
}

/// What would become public if all that waits were published. An error tells everything that stands against it.
pub async fn propose(ledger: &Ledger, plan: &Plan, moment: Moment) -> Result<Proposal, FiguresError> {
    let mut connection = ledger.reader().await?;
    proposal(&mut connection, ledger, plan, moment.day).await
}

async fn proposal(
    connection: &mut SqliteConnection,
    ledger: &Ledger,
    plan: &Plan,
    day: Date,
) -> Result<Proposal, FiguresError> {
    let (base, public) = State::current(connection, ledger.plan()).await?;
    let batches = waiting(connection, ledger.plan()).await?;
    if batches.is_empty() {
        return Err(FiguresError::NothingStaged);
    }
    let before = public.published(None)?.snapshot(plan, day);
    let state = public.clone().with_waiting(connection, &batches).await?;
    let mut faults = Vec::new();
    for batch in &batches {
        let (values, reports) = batch_rows(connection, batch.id).await?;
        faults.extend(misfits(&values, &public.values, &state.values, batch, day));
        faults.extend(misfits(&reports, &public.reports, &state.reports, batch, day));
        faults.extend(contradictions(plan, &values, &state.values, batch));
        faults.extend(unknown(plan, batch, &values, &reports));
    }
    let figures = state.published(None)?;
    let after = figures.snapshot(plan, day);
    faults.extend(unexplained(plan, &figures, &after, day));
    if !faults.is_empty() {
        return Err(FiguresError::NotFit(faults));
    }
    let (then, now) = (Side { state: &public, snapshot: &before }, Side { state: &state, snapshot: &after });
    let lines = describe::lines(plan, &public, then, now, &how_read(connection, ledger.plan()).await?);
    if lines.is_empty() {
        return Err(FiguresError::NothingNew);
    }
    Ok(Proposal { base, state, batches, before, after, lines })
}

/// Rows that were staged on top of what is no longer there, or that speak of days to come.
fn misfits<E: Entry>(rows: &[E], public: &[E], state: &[E], batch: &Batch, day: Date) -> Vec<String> {
    let mut faults = Vec::new();
    let again = format!(
        "请用 zhice figures drop {} 撤下批次 {}（{}），再重新暂存文件",
        batch.id, batch.id, batch.file
    );
    for row in rows {
        let (what, when) = row.subject();
        let rivals = standings(state, row.subject());
        let stands = rivals.iter().any(|entry| entry.id() == row.id());
        let lost = row.supersedes().is_some_and(|old| public.iter().all(|entry| entry.id() != old));
        if stands && (rivals.len() > 1 || lost) {
            faults.push(format!("{what} 的 {when} 在暂存之后公开的数据有了变化：{again}"));
        }
        if row.as_of() > day.to_string().as_str() {
            faults.push(format!("{what} 的 {when} 截至 {}，还没有到（今天是 {day}）：{again}", row.as_of()));
        }
    }
    faults
}

/// Rows that would stand beside another one about the same, under another form of its period.
fn contradictions(plan: &Plan, rows: &[ValueRow], state: &[ValueRow], batch: &Batch) -> Vec<String> {
    let becomes_public = |row: &&ValueRow| state.iter().any(|entry| entry.id == row.id);
    let told = |row: &ValueRow| {
        let other = rivals(plan, row, state).into_iter().find(|other| other.period != row.period)?;
        let (what, when, id) = (&row.indicator, &row.period, batch.id);
        Some(format!(
            "{what} 的 {when} 与 {}（{}）说的是同一天的情况：请用 zhice figures drop {id} 撤下批次 {id}（{}），\
             期间改写为 {} 后重新暂存",
            other.period, other.id, batch.file, other.period,
        ))
    };
    rows.iter().filter(becomes_public).filter_map(told).collect()
}

/// Rows about what the plan no longer has.
fn unknown(plan: &Plan, batch: &Batch, values: &[ValueRow], reports: &[ReportRow]) -> Vec<String> {
    let lost = |kind: &str, id: &str| {
        format!("方案里已没有{kind} {id}：请用 zhice figures drop {} 撤下批次 {}", batch.id, batch.id)
    };
    let values = values
        .iter()
        .filter(|row| plan.indicators.iter().all(|indicator| indicator.id.as_str() != row.indicator))
        .map(|row| lost("指标", &row.indicator));
    let reports = reports
        .iter()
        .filter(|row| plan.tasks.iter().all(|task| task.id.as_str() != row.task))
        .map(|row| lost("任务", &row.task));
    values.chain(reports).collect()
}

/// Missed targets without a reason or a next step, now and on the day after each target is due: a value that fails is
/// explained when it becomes public, not when the day has come.
fn unexplained(plan: &Plan, figures: &Published, now: &Snapshot, day: Date) -> Vec<String> {
    let mut faults: Vec<String> = now.indicators.iter().filter_map(missing).collect();
    let mut days: Vec<Date> =
        plan.indicators.iter().map(|i| day_after(i.target.due.date.last_day())).collect();
    days.sort();
    days.dedup();
    for later in days.into_iter().filter(|later| *later > day) {
        faults.extend(figures.snapshot(plan, later).indicators.iter().filter_map(missing));
    }
    faults.sort();
    faults.dedup();
    faults
}

fn day_after(day: Date) -> Date {
    let (year, month) = (day.year(), day.month());
    let next = Date::new(year, month, day.day() + 1).or_else(|| Date::new(year, month + 1, 1));
    next.or_else(|| Date::new(year + 1, 1, 1)).unwrap_or(day)
}

/// What a missed target does not say.
fn missing(indicator: &IndicatorView) -> Option<String> {
    if indicator.verdict.status != Status::Missed {
        return None;
    }
    let reading = indicator.latest.as_ref()?;
    let missing: Vec<&str> = [("未达到原因", &reading.reason), ("下一步措施", &reading.next_step)]
        .into_iter()
        .filter(|(_, text)| text.is_none())
        .map(|(name, _)| name)
        .collect();
    (!missing.is_empty()).then(|| {
        format!(
            "目标 {} {} 到期判定为未达到，缺少{}：请在表里补上这一行（期间 {}）的说明后重新暂存",
            indicator.id,
            indicator.name.zh,
            missing.join("和"),
            reading.period,
        )
    })
}

/// Publishes what was proposed and reviewed. Where anything came between, nothing is published.
pub async fn publish(
    ledger: &Ledger,
    plan: &Plan,
    reviewed: &Proposal,
    people: &People,
    moment: Moment,
) -> Result<Record, FiguresError> {
    let mut tx = ledger.store().begin().await?;
    let proposal = match proposal(&mut tx, ledger, plan, moment.day).await {
        Err(FiguresError::NothingStaged | FiguresError::NotFit(_)) => return Err(FiguresError::Overtaken),
        proposal => proposal?,
    };
    if proposal != *reviewed {
        return Err(FiguresError::Overtaken);
    }
    let number = proposal.number();
    let record = Record {
        publication: Publication { number, published: moment.day, corrected: None },
        origin: Origin::Publish,
        previous: proposal.base,
        published_at: moment.millis,
    };
    let batches: Vec<i64> = proposal.batches.iter().map(|batch| batch.id).collect();
    for batch in &batches {
        insert_end(&mut tx, *batch, Some(number), moment).await?;
    }
    let [prepared, checked, approver] = people.written();
    let detail = json!({
        "publication": number,
        "batches": batches,
        "review": { "编制": prepared, "审核": checked, "签发": approver },
    });
    audit(&mut tx, ledger.plan(), Event::Published, Some(&approver), &detail, moment).await?;
    let names = [Some(&*prepared), Some(&*checked), Some(&*approver)];
    switch(tx, ledger, &record, &proposal.state, names).await?;
    Ok(record)
}

/// Makes a state public. Until the commit the one before is public, from then on this one.
async fn switch(
    mut tx: Transaction<'static, Sqlite>,
    ledger: &Ledger,
    record: &Record,
    state: &State,
    people: [Option<&str>; 3],
) -> Result<(), FiguresError> {
    insert_publication(&mut tx, ledger.plan(), record, state, people).await?;
    tx = seam(tx, ledger.store()).await?;
    killpoint("numbered");
    insert_items(&mut tx, ledger.plan(), record.publication.number, state).await?;
    killpoint("listed");
    tx.commit().await?;
    killpoint("public");
    Ok(())
}

/// With `ZHICE_FAULT=publish-in-two` the control that shows the tests would notice a half-published state.
#[cfg(feature = "simulate")]
async fn seam(
    tx: Transaction<'static, Sqlite>,
    store: &Store,
) -> Result<Transaction<'static, Sqlite>, FiguresError> {
    if crate::delivery::fault("publish-in-two") {
        tx.commit().await?;
        return Ok(store.begin().await?);
    }
    Ok(tx)
}

#[cfg(not(feature = "simulate"))]
#[expect(clippy::unused_async, reason = "has the shape of its twin")]
async fn seam(
    tx: Transaction<'static, Sqlite>,
    _store: &Store,
) -> Result<Transaction<'static, Sqlite>, FiguresError> {
    Ok(tx)
}

/// What is taken back, by whom and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withdrawal<'a> {
    /// Why, in words for the public.
    pub reason: &'a str,
    /// Who answers for it; kept internally.
    pub by: &'a str,
    /// The publication whose state is to be public again; the one before by default.
    pub to: Option<u32>,
}

/// What a withdrawal did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// The publication that took the place of the withdrawn one.
    pub record: Record,
    /// What was public.
    pub before: Snapshot,
    /// What is.
    pub after: Snapshot,
    /// The difference for people.
    pub lines: Vec<Line>,
}

/// Brings back an earlier state as a publication of its own, which says that it is a correction. A state that was itself
/// withdrawn does not come back.
pub async fn withdraw(
    ledger: &Ledger,
    plan: &Plan,
    withdrawal: Withdrawal<'_>,
    moment: Moment,
) -> Result<Withdrawn, FiguresError> {
    let (reason, by) = (clean(withdrawal.reason), Name::new(Role::Withdrawer, withdrawal.by)?);
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        return Err(FiguresError::Review("撤回原因会公开显示：要写明，不超过 200 字"));
    }
    let mut tx = ledger.store().begin().await?;
    let known = records(&mut tx, ledger.plan()).await?;
    let (Some(current), earlier) = (known.last(), earlier(&known)) else {
        return Err(FiguresError::NothingBefore);
    };
    let restores = match withdrawal.to {
        // A plan without any figures again is never what is meant by taking the last ones back.
        None => *earlier.first().filter(|state| **state != 0).ok_or(FiguresError::NothingBefore)?,
        Some(to) if earlier.contains(&to) => to,
        Some(to) => {
            let listed: Vec<String> = earlier.iter().map(u32::to_string).collect();
            return Err(FiguresError::NotAnEarlierState(to, listed.join("、")));
        }
    };
    let previous = current.publication.number;
    let public = State::at(&mut tx, ledger.plan(), previous).await?;
    let state = match restores {
        0 => State::default(),
        number => State::at(&mut tx, ledger.plan(), number).await?,
    };
    let number = previous + 1;
    let corrected = Correction { on: moment.day, reason };
    let publication = Publication { number, published: moment.day, corrected: Some(corrected) };
    let record = Record {
        publication: publication.clone(),
        origin: Origin::Withdraw { restores },
        previous: Some(previous),
        published_at: moment.millis,
    };
    let detail = json!({ "publication": number, "withdraws": previous, "restores": restores });
    audit(&mut tx, ledger.plan(), Event::Withdrawn, Some(by.as_str()), &detail, moment).await?;
    let before = public.published(None)?.snapshot(plan, moment.day);
    let figures = state.published(Some(publication))?;
    let after = figures.snapshot(plan, moment.day);
    let faults = unexplained(plan, &figures, &after, moment.day);
    if !faults.is_empty() {
        return Err(FiguresError::Unexplained(faults));
    }
    let (then, now) = (Side { state: &public, snapshot: &before }, Side { state: &state, snapshot: &after });
    let lines = describe::lines(plan, &public, then, now, &how_read(&mut tx, ledger.plan()).await?);
    switch(tx, ledger, &record, &state, [None, None, Some(by.as_str())]).await?;
    Ok(Withdrawn { record, before, after, lines })
}

/// The states that were public before the present one and were not withdrawn, newest first: numbers of publications,
/// and 0 for the time before the first.
fn earlier(records: &[Record]) -> Vec<u32> {
    let of = |number: u32| records.iter().find(|record| record.publication.number == number);
    // A withdrawal shows the state of another publication.
    let origin = |mut number: u32| {
        while let Some(Origin::Withdraw { restores }) = of(number).map(|record| record.origin) {
            number = restores;
        }
        number
    };
    let mut states = Vec::new();
    let mut at = records.last().map_or(0, |record| origin(record.publication.number));
    while let Some(record) = of(at) {
        at = origin(record.previous.unwrap_or(0));
        states.push(at);
    }
    states
}

/// A publication with what it changed and who answers for it, for the review sheet.
pub async fn reviewed(ledger: &Ledger, plan: &Plan, number: u32) -> Result<Review, FiguresError> {
    let mut connection = ledger.reader().await?;
    let known = records(&mut connection, ledger.plan()).await?;
    let record = known.into_iter().find(|record| record.publication.number == number);
    let record = record.ok_or(FiguresError::NoPublication(number))?;
    let day = record.publication.published;
    let before = match record.previous {
        Some(previous) => State::at(&mut connection, ledger.plan(), previous).await?,
        None => State::default(),
    };
    let after = State::at(&mut connection, ledger.plan(), number).await?;
    let (old, new) =
        (before.published(None)?.snapshot(plan, day), after.published(None)?.snapshot(plan, day));
    let lines = describe::lines(
        plan,
        &before,
        Side { state: &before, snapshot: &old },
        Side { state: &after, snapshot: &new },
        &how_read(&mut connection, ledger.plan()).await?,
    );
    let people = people(&mut connection, ledger.plan(), number).await?;
    Ok(Review { record, lines, people })
}
