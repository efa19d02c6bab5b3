//! What changes between two states, line by line, for the people who review it.

use std::fmt;

use shared::{
    changes::{self, Change},
    id::IndicatorId,
    lang::Lang,
    snapshot::{IndicatorView, Reading, Snapshot},
    words,
};

/// A line of the difference: one value of a target, or one report on a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The target or task, with its id.
    pub what: String,
    /// What a value covers, or the day of a report; empty where only the verdict changes.
    pub period: String,
    /// What was there; a dash for nothing.
    pub before: String,
    /// What is there now; a dash for nothing.
    pub after: String,
    /// Who says so, and where it can be read.
    pub source: String,
    /// The verdict before and now; empty for a task.
    pub verdict: String,
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
            write!(f, "　来源 {}", self.source)?;
        }
        Ok(())
    }
}

/// The difference from one state to another, in plan order. Both are judged as of the same day.
pub(super) fn lines(before: &Snapshot, after: &Snapshot) -> Vec<Line> {
    let changes = changes::between(before, after);
    let mut lines = Vec::new();
    for now in &after.indicators {
        let Some(then) = before.indicator(&now.id) else { continue };
        let target = Target { then, now };
        let own = changes.iter().filter(|change| indicator_of(change) == Some(&now.id));
        lines.extend(target.lines(own));
    }
    lines.extend(changes.iter().filter_map(|change| task(change, before, after)));
    lines
}

fn indicator_of(change: &Change) -> Option<&IndicatorId> {
    match change {
        Change::Status { indicator, .. }
        | Change::Added { indicator, .. }
        | Change::Revised { indicator, .. }
        | Change::Removed { indicator, .. } => Some(indicator),
        Change::Task { .. } | Change::Corrected { .. } => None,
    }
}

/// A value that is gone, and the one that came in its place.
type Pair<'a> = (Option<&'a Reading>, Option<&'a Reading>);

/// A target before and now.
struct Target<'a> {
    then: &'a IndicatorView,
    now: &'a IndicatorView,
}

impl Target<'_> {
    fn lines<'a>(&self, changes: impl Iterator<Item = &'a Change>) -> Vec<Line> {
        // A revision that is taken back is one value gone and one come: told as one line.
        let mut pairs: Vec<Pair<'_>> = Vec::new();
        let mut status = false;
        for change in changes {
            match change {
                Change::Revised { from, to, .. } => pairs.push((Some(from), Some(to))),
                Change::Added { reading, .. } => pairs.push((None, Some(reading))),
                Change::Removed { reading, .. } => {
                    let come = pairs.iter_mut().find(|(gone, come)| {
                        gone.is_none() && come.is_some_and(|come| come.period == reading.period)
                    });
                    match come {
                        Some((gone, _)) => *gone = Some(reading),
                        None => pairs.push((Some(reading), None)),
                    }
                }
                _ => status = true,
            }
        }
        if pairs.is_empty() && status {
            return vec![self.line("", String::new(), String::new(), String::new())];
        }
        pairs.into_iter().map(|(then, now)| self.pair(then, now)).collect()
    }

    fn pair(&self, then: Option<&Reading>, now: Option<&Reading>) -> Line {
        let said = |reading: Option<&Reading>| {
            reading.map_or_else(|| "—".to_owned(), |reading| value(self.now, reading))
        };
        let (before, mut after) = (said(then), said(now));
        if before == after {
            after.push_str("（来源或说明有修改）");
        }
        let shown = now.or(then);
        let source = shown.map(|reading| {
            let url = reading.source.url.as_ref().map(|url| format!(" {url}")).unwrap_or_default();
            format!("{}{url}，截至 {}", reading.source.title, reading.as_of)
        });
        let period = shown.map(|reading| reading.period.to_string()).unwrap_or_default();
        self.line(&period, before, after, source.unwrap_or_default())
    }

    fn line(&self, period: &str, before: String, after: String, source: String) -> Line {
        let word = |view: &IndicatorView| words::status(view.verdict.status, Lang::Zh);
        let (then, now) = (word(self.then), word(self.now));
        let verdict = if then == now { format!("{now}（不变）") } else { format!("{then} → {now}") };
        let what = format!("{} {}", self.now.id, self.now.name.zh);
        Line { what, period: period.to_owned(), before, after, source, verdict }
    }
}

fn value(indicator: &IndicatorView, reading: &Reading) -> String {
    let provisional = if reading.provisional { "（初步数）" } else { "" };
    format!("{}{provisional}", words::reading(indicator, reading, Lang::Zh))
}

fn task(change: &Change, before: &Snapshot, after: &Snapshot) -> Option<Line> {
    let Change::Task { task, from, to, report } = change else { return None };
    let view = after.task(task)?;
    let said = |state, text: Option<&String>| {
        let text = text.map(|text| format!("：{text}")).unwrap_or_default();
        format!("{}{text}", words::task_state(state, Lang::Zh))
    };
    let old = before.task(task).and_then(|view| view.report.as_ref());
    Some(Line {
        what: format!("{} {}.{}", view.id, view.number, view.title.zh),
        period: report.as_ref().or(old).map(|report| report.as_of.to_string()).unwrap_or_default(),
        before: said(*from, old.map(|report| &report.text)),
        after: said(*to, report.as_ref().map(|report| &report.text)),
        source: report.as_ref().map(|report| report.source.title.clone()).unwrap_or_default(),
        verdict: String::new(),
    })
}
