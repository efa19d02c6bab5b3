//! observations.csv and task_updates.csv

use std::{collections::HashMap, fmt::Display, path::Path, str::FromStr};

use shared::{
    date::Date,
    plan::{Observation, Observed, Source, TaskState, TaskUpdate},
    quantity::Quantity,
};

use super::{
    fault::{At, Collector, Located},
    unseen,
};
use crate::clock;

/// A row with its columns by name.
struct Row<'a> {
    at: At,
    cells: HashMap<&'static str, String>,
    faults: &'a Collector,
}

impl Row<'_> {
    fn optional(&self, column: &str) -> Option<String> {
        self.cells.get(column).filter(|cell| !cell.is_empty()).cloned()
    }

    fn fault(&self, column: &str, message: impl Into<String>) {
        self.faults.add(&self.at, column, message);
    }

    fn text(&self, column: &str) -> Option<String> {
        let cell = self.optional(column);
        if cell.is_none() {
            self.fault(column, "不能为空");
        }
        cell
    }

    fn optional_parsed<T: FromStr<Err: Display>>(&self, column: &str) -> Option<T> {
        self.optional(column)?.parse().map_err(|error: T::Err| self.fault(column, error.to_string())).ok()
    }

    fn parsed<T: FromStr<Err: Display>>(&self, column: &str) -> Option<T> {
        self.text(column)?;
        self.optional_parsed(column)
    }

    fn day(&self, column: &str) -> Option<Date> {
        clock::day(&self.text(column)?).map_err(|error| self.fault(column, error.to_string())).ok()
    }

    fn source(&self) -> Option<Source> {
        Some(Source { title: self.text("source_title")?, url: self.optional("source_url") })
    }
}

/// The rows of a CSV file whose header must be `columns`; the last `optional` of them may be missing.
fn rows<'a>(
    path: &Path,
    text: &str,
    columns: &'static [&'static str],
    optional: usize,
    faults: &'a Collector,
) -> Vec<Row<'a>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let required = columns.len() - optional;
    if header.len() < required || !header.iter().eq(columns.iter().copied().take(header.len())) {
        faults.add(&At::new(path, 1), "", format!("表头应为：{}", columns.join(",")));
        return Vec::new();
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
                let cells = || columns.iter().copied().zip(record.iter());
                let row = Row {
                    at: At::new(path, line),
                    cells: cells().map(|(column, cell)| (column, cell.to_owned())).collect(),
                    faults,
                };
                for (column, cell) in cells() {
                    faults.shown(&row.at, column, cell);
                    if let Some(message) = unseen::fault(column, cell) {
                        row.fault(column, message);
                    }
                }
                rows.push(row);
            }
            Err(error) => {
                let line = error.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
                let expected = header.len();
                faults.add(&At::new(path, line), "", format!("这一行读不了：应有 {expected} 列（{error}）"));
            }
        }
    }
    rows
}

const OBSERVATIONS: [&str; 14] = [
    "id",
    "indicator",
    "period",
    "value",
    "state",
    "as_of",
    "status",
    "source_title",
    "source_url",
    "supersedes",
    "reason",
    "next_step",
    "note",
    "margin",
];

/// Reads observations.csv.
pub(super) fn observations(path: &Path, text: &str, faults: &Collector) -> Vec<Located<Observation>> {
    let rows = rows(path, text, &OBSERVATIONS, 1, faults);
    rows.iter().filter_map(|row| Some(Located { record: observation(row)?, at: row.at.clone() })).collect()
}

fn observation(row: &Row<'_>) -> Option<Observation> {
    let (id, indicator, period) = (row.parsed("id"), row.parsed("indicator"), row.parsed("period"));
    let observed = match (row.optional_parsed("value"), row.optional("state")) {
        (Some(value), None) => Some(Observed::Value(value)),
        (None, Some(state)) => Some(Observed::State(state)),
        (Some(_), Some(_)) => {
            row.fault("value", "value 与 state 只能填一个");
            None
        }
        (None, None) => {
            if row.optional("value").is_none() {
                row.fault("value", "value 与 state 要填一个；没有数据就不要这一行");
            }
            None
        }
    };
    let provisional = match row.optional("status").as_deref() {
        Some("final") => Some(false),
        Some("provisional") => Some(true),
        _ => {
            row.fault("status", "只能填 final（最终数）或 provisional（初步数）");
            None
        }
    };
    let margin: Option<Quantity> = row.optional_parsed("margin");
    if margin.is_some_and(|margin| margin < Quantity::new(0, 0)) {
        row.fault("margin", "误差写正数，表示 ±");
    }
    let (as_of, source, supersedes) = (row.day("as_of"), row.source(), row.optional_parsed("supersedes"));
    Some(Observation {
        id: id?,
        indicator: indicator?,
        period: period?,
        observed: observed?,
        margin,
        as_of: as_of?,
        provisional: provisional?,
        source: source?,
        supersedes,
        reason: row.optional("reason"),
        next_step: row.optional("next_step"),
        note: row.optional("note"),
    })
}

const UPDATES: [&str; 8] = ["id", "task", "state", "as_of", "text", "reason", "source_title", "source_url"];

/// Reads task_updates.csv.
pub(super) fn updates(path: &Path, text: &str, faults: &Collector) -> Vec<Located<TaskUpdate>> {
    let rows = rows(path, text, &UPDATES, 0, faults);
    rows.iter().filter_map(|row| Some(Located { record: update(row)?, at: row.at.clone() })).collect()
}

fn update(row: &Row<'_>) -> Option<TaskUpdate> {
    let state = match row.optional("state").as_deref() {
        Some("not-started") => Some(TaskState::NotStarted),
        Some("on-schedule") => Some(TaskState::OnSchedule),
        Some("done") => Some(TaskState::Done),
        Some("not-reached") => Some(TaskState::NotReached),
        _ => {
            row.fault("state", "只能填 not-started、on-schedule、done、not-reached");
            None
        }
    };
    let reason = row.optional("reason");
    if state == Some(TaskState::NotReached) && reason.is_none() {
        row.fault("reason", "未达到的任务必须写明原因");
    }
    let (id, task, as_of) = (row.parsed("id"), row.parsed("task"), row.day("as_of"));
    let (text, source) = (row.text("text"), row.source());
    Some(TaskUpdate {
        id: id?,
        task: task?,
        state: state?,
        as_of: as_of?,
        text: text?,
        reason,
        source: source?,
    })
}
