//! What changes between two states, row by row, for the people who review it.
//!
//! Built from the rows themselves and not from what a day's snapshot shows of them: what the public can reach in any way,
//! as of whatever day, was on the list.

use std::fmt;

use serde::Serialize;
use shared::{
    date::PartialDate,
    lang::Lang,
    plan::Plan,
    snapshot::{IndicatorView, Snapshot},
    words,
};

use super::ledger::{Entry, ReportRow, STATES, Said, State, ValueRow, standing, state_key};

/// Where there is nothing.
const NOTHING: &str = "—";
/// Names how a cell was read.
const HOW_READ: &str = "读取方式（不公开）";
/// Names the public step of a ladder that a new one falls back from.
const FALLS_BACK: &str = "低于已公布的阶段";

/// A line of the difference: one row that comes or goes, or a verdict that changes with none of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The target or task, with its id.
    pub what: String,
    /// What a value covers, or the day of a report; empty where only the verdict changes.
    pub period: String,
    /// What was there, with whether it is final; a dash for nothing.
    pub before: String,
    /// What is there now; a dash for nothing.
    pub after: String,
    /// Who says so, where it can be read, and the day it speaks of.
    pub source: String,
    /// The verdict before and now; empty for a task.
    pub verdict: String,
    /// Everything else that becomes public with it, or changes.
    pub parts: Vec<Part>,
}

/// A part of a row besides its value: a reason, a note, the text of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is called in the template.
    pub name: &'static str,
    /// What it said; a dash for nothing.
    pub before: String,
    /// What it says; a dash for nothing.
    pub after: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if !self.period.is_empty() {
            write!(f, "　{}：{} → {}", self.period, self.before, self.after)?;
        }
        if !self.verdict.is_empty() {
            write!(f, "　判定 {}", self.verdict)?;
        }
        if !self.source.is_empty() {
            write!(f, "　来源 {}", in_a_line(&self.source))?;
        }
        for part in &self.parts {
            write!(f, "\n　　{}：{} → {}", part.name, in_a_line(&part.before), in_a_line(&part.after))?;
        }
        Ok(())
    }
}

/// A text whose own line breaks cannot be taken for lines of the list.
fn in_a_line(text: &str) -> String {
    text.replace('\n', " ⏎ ")
}

/// A state with the snapshot that it gives as of the day of the review.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) state: &'a State,
    pub(super) snapshot: &'a Snapshot,
}

/// The difference from one state to another: values in plan order, then reports, then verdicts that change by
/// themselves. `how_read` is what must be said of how the cells of some values were read; `public` is what new steps of a
/// ladder are compared with.
pub(super) fn lines(
    plan: &Plan,
    public: &State,
    before: Side<'_>,
    after: Side<'_>,
    how_read: &Said,
) -> Vec<Line> {
    let place = |id: &str| {
        let at = plan.indicators.iter().position(|indicator| indicator.id.as_str() == id);
        at.or_else(|| plan.tasks.iter().position(|task| task.id.as_str() == id)).unwrap_or(usize::MAX)
    };
    let verdicts = Verdicts { before: before.snapshot, after: after.snapshot };
    let mut lines = Vec::new();
    let mut told = Vec::new();
    for change in sorted(changes(&before.state.values, &after.state.values), place) {
        let id = &change.row().indicator;
        told.push(id.as_str());
        let mut line = line(&change, value_name(plan, id), verdicts.of(id), |row| value(plan, row));
        if let Change::Comes { new, .. } = change {
            line.parts.extend(fall(plan, new, public));
            if let Some(said) = how_read.get(&new.id) {
                line.parts.push(Part { name: HOW_READ, before: NOTHING.to_owned(), after: said.clone() });
            }
        }
        lines.push(line);
    }
    for change in sorted(changes(&before.state.reports, &after.state.reports), place) {
        let what = task_name(plan, &change.row().task);
        lines.push(line(&change, what, String::new(), report));
    }
    for view in &after.snapshot.indicators {
        let id = view.id.as_str();
        if !told.contains(&id) && verdicts.change(id) {
            lines.push(Line {
                what: value_name(plan, id),
                period: String::new(),
                before: String::new(),
                after: String::new(),
                source: String::new(),
                verdict: verdicts.of(id),
                parts: Vec::new(),
            });
        }
    }
    lines
}

/// One row that comes or goes.
enum Change<'a, E> {
    /// It comes, and stands in for another one or for none.
    Comes { old: Option<&'a E>, new: &'a E },
    /// It goes, and another one stands again or none.
    Goes { old: &'a E, new: Option<&'a E> },
}

impl<'a, E> Change<'a, E> {
    fn sides(&self) -> (Option<&'a E>, Option<&'a E>) {
        match *self {
            Self::Comes { old, new } => (old, Some(new)),
            Self::Goes { old, new } => (Some(old), new),
        }
    }

    fn row(&self) -> &'a E {
        match *self {
            Self::Comes { new: row, .. } | Self::Goes { old: row, .. } => row,
        }
    }
}

fn changes<'a, E: Entry>(before: &'a [E], after: &'a [E]) -> Vec<Change<'a, E>> {
    let has = |state: &[E], row: &E| state.iter().any(|other| other.id() == row.id());
    let come: Vec<&E> = after.iter().filter(|row| !has(before, row)).collect();
    let replaced = |row: &E| come.iter().any(|new| new.subject() == row.subject());
    let goes = before.iter().filter(|row| !has(after, row) && !replaced(row)).map(|old| {
        let stood = standing(before, old.subject()).is_some_and(|row| row.id() == old.id());
        Change::Goes { old, new: standing(after, old.subject()).filter(|_| stood) }
    });
    let comes = come.iter().map(|new| {
        let named = |state: &'a [E]| state.iter().find(|old| new.supersedes() == Some(old.id()));
        let old = named(before).or_else(|| named(after)).or_else(|| standing(before, new.subject()));
        Change::Comes { old, new }
    });
    goes.chain(comes).collect()
}

fn sorted<E: Entry>(mut changes: Vec<Change<E>>, place: impl Fn(&str) -> usize) -> Vec<Change<E>> {
    changes.sort_by_key(|change| {
        let (what, when) = change.row().subject();
        (place(what), when.to_owned(), change.row().id().to_owned())
    });
    changes
}

fn line<E: Entry>(
    change: &Change<'_, E>,
    what: String,
    verdict: String,
    said: impl Fn(&E) -> String,
) -> Line {
    let (old, new) = change.sides();
    let shown = |row: Option<&E>| row.map_or_else(|| NOTHING.to_owned(), &said);
    let row = change.row();
    let (title, url) = row.source();
    let url = url.map(|url| format!(" {url}")).unwrap_or_default();
    Line {
        what,
        period: row.subject().1.to_owned(),
        before: shown(old),
        after: shown(new),
        source: format!("{title}{url}，截至 {}", row.as_of()),
        verdict,
        parts: parts(old, new),
    }
}

/// The texts and details that are not the same in both.
fn parts<E: Entry>(old: Option<&E>, new: Option<&E>) -> Vec<Part> {
    let of = |row: Option<&E>| row.map(Entry::details).unwrap_or_default();
    let (old, new) = (of(old), of(new));
    let names = if new.is_empty() { &old } else { &new };
    let said = |details: &[(&'static str, Option<String>)], at: usize| {
        details.get(at).and_then(|(_, text)| text.clone()).unwrap_or_else(|| NOTHING.to_owned())
    };
    let part = |(at, (name, _)): (usize, &(&'static str, _))| Part {
        name,
        before: said(&old, at),
        after: said(&new, at),
    };
    names.iter().enumerate().map(part).filter(|part| part.before != part.after).collect()
}

/// That a step of a ladder is lower than one that is public and speaks of no later time.
fn fall(plan: &Plan, new: &ValueRow, public: &State) -> Option<Part> {
    let indicator = plan.indicators.iter().find(|indicator| indicator.id.as_str() == new.indicator)?;
    let step = |row: &ValueRow| {
        let state = row.state.as_ref()?;
        indicator.ladder.iter().position(|step| step.zh == *state)
    };
    let end = |row: &ValueRow| row.period.parse().map(PartialDate::last_day).ok();
    let (reached, until) = (step(new)?, end(new)?);
    let known = public.values.iter().filter(|row| row.indicator == new.indicator);
    let no_later = known.filter(|row| end(row).is_some_and(|end| end <= until));
    let standing = no_later.filter(|row| standing(&public.values, row.subject()) == Some(*row));
    let highest = standing.max_by_key(|row| step(row)).filter(|row| step(row) > Some(reached))?;
    Some(Part { name: FALLS_BACK, before: highest.state.clone()?, after: new.state.clone()? })
}

fn value_name(plan: &Plan, id: &str) -> String {
    let known = plan.indicators.iter().find(|indicator| indicator.id.as_str() == id);
    known.map_or_else(|| id.to_owned(), |indicator| format!("{id} {}", indicator.name.zh))
}

fn task_name(plan: &Plan, id: &str) -> String {
    let known = plan.tasks.iter().find(|task| task.id.as_str() == id);
    known.map_or_else(|| id.to_owned(), |task| format!("{id} {}.{}", task.number, task.title.zh))
}

fn value(plan: &Plan, row: &ValueRow) -> String {
    let known = plan.indicators.iter().find(|indicator| indicator.id.as_str() == row.indicator);
    let unit = known.and_then(|indicator| indicator.target.goal.as_ref()).map_or("", |goal| &goal.unit.zh);
    let shown = match (&row.value, &row.state) {
        (Some(value), _) => words::with_unit(value, unit),
        (None, state) => state.clone().unwrap_or_default(),
    };
    format!("{shown}（{}）", if row.provisional { "初步数" } else { "最终数" })
}

fn report(row: &ReportRow) -> String {
    let state = STATES.into_iter().find(|state| state_key(*state) == row.state);
    state.map_or(row.state.as_str(), |state| words::task_state(state, Lang::Zh)).to_owned()
}

/// The verdicts before and now.
struct Verdicts<'a> {
    before: &'a Snapshot,
    after: &'a Snapshot,
}

impl Verdicts<'_> {
    fn words(&self, id: &str) -> Option<(&'static str, &'static str)> {
        let find = |views: &[IndicatorView]| {
            let view = views.iter().find(|view| view.id.as_str() == id)?;
            Some(words::status(view.verdict.status, Lang::Zh))
        };
        Some((find(&self.before.indicators)?, find(&self.after.indicators)?))
    }

    fn change(&self, id: &str) -> bool {
        self.words(id).is_some_and(|(then, now)| then != now)
    }

    fn of(&self, id: &str) -> String {
        match self.words(id) {
            Some((then, now)) if then == now => format!("{now}（不变）"),
            Some((then, now)) => format!("{then} → {now}"),
            None => String::new(),
        }
    }
}
