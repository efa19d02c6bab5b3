//! The rows of the sheet of reports on tasks.

use std::collections::HashMap;

use shared::{
    date::Date,
    lang::Lang,
    plan::{Plan, Task, TaskState},
    words,
};

use super::{
    cell,
    columns::{Line, Table},
    fault::{Collector, cell_name},
    values::{as_of, url},
};
use crate::figures::ledger::{ReportRow, STATES, state_key};

/// What a task is called in the drop-down.
pub(super) fn label(task: &Task) -> String {
    format!("{} {}.{}", task.id, task.number, task.title.zh)
}

/// Reads the rows; those with faults are left out and told.
pub(super) fn read(table: &Table<'_>, plan: &Plan, today: Date, faults: &Collector) -> Vec<ReportRow> {
    let mut seen = HashMap::new();
    let mut rows = Vec::new();
    for line in table.lines(faults) {
        let names = |task: &Task| (task.id.to_string(), task.title.zh.clone(), label(task));
        let task = line.read("task", |c| cell::choice(c, &plan.tasks, names, "任务"));
        let as_of = as_of(&line, today);
        if let (Some(task), Some(as_of)) = (task, as_of) {
            let first = *seen.entry((&task.id, as_of)).or_insert(line.row);
            if first != line.row {
                line.fault("task", format!("与 {} 重复：同一任务同一天只能有一行", cell_name(first, 0)));
            }
        }
        rows.extend(report(&line, task, as_of));
    }
    rows
}

/// The row of a task and a day, as far as they could be read.
fn report(line: &Line<'_>, task: Option<&Task>, as_of: Option<Date>) -> Option<ReportRow> {
    let state = line.read("state", |c| {
        let text = cell::text(c)?;
        let known = STATES
            .into_iter()
            .find(|state| text == words::task_state(*state, Lang::Zh) || text == state_key(*state));
        known.ok_or_else(|| {
            let words = STATES.map(|state| words::task_state(state, Lang::Zh));
            format!("“{text}”不对：只能填 {}", words.join("、"))
        })
    });
    let text = line.read("text", cell::text);
    let reason = line.read("reason", cell::text);
    if state == Some(TaskState::NotReached) && line.cell("reason").is_none() {
        line.fault("reason", "不能为空：未达到的任务必须写明原因");
    }
    let (source_title, source_url) = (line.read("source_title", cell::text), url(line));
    Some(ReportRow {
        id: String::new(),
        task: task?.id.to_string(),
        state: state_key(state?).to_owned(),
        as_of: as_of?.to_string(),
        text: text?,
        reason,
        source_title: source_title?,
        source_url,
        supersedes: None,
    })
}
