//! The tasks by group: number, title, 责任单位 as printed, and where each stands once anything was reported.

mod row;

use shared::{plan::TaskState, snapshot::TaskView};

use self::row::row;
use crate::{
    components::table::{group, group_head, table},
    markup::Writer,
    strings::{RESPONSIBLE, STATE, TASK, TASKS_CAPTION},
};

/// The table of `tasks`, with a head over each group. Without any report there is no column of states.
pub(crate) fn tasks(out: &mut Writer, tasks: &[&TaskView]) {
    let snapshot = out.scene.snapshot;
    let reported = snapshot.tasks.iter().any(|task| task.state != TaskState::NoReport);
    let columns = [TASK, RESPONSIBLE, STATE].map(|column| column.of(out.scene.lang));
    let (class, columns, all) = if reported {
        ("table.zc-table zc-tasks zc-reported", &columns[..], "3")
    } else {
        ("table.zc-table zc-tasks", &columns[..2], "2")
    };
    table(out, "tasks", class, &TASKS_CAPTION, columns, |out| {
        let mut last = None;
        for task in tasks {
            if last != task.area.as_ref() {
                last = task.area.as_ref();
                area(out, task, all);
            }
            row(out, task, reported, all);
        }
    });
}

/// `（一）打造…`, over the tasks of the group that `task` is the first of.
fn area(out: &mut Writer, task: &TaskView, all: &'static str) {
    let areas = &out.scene.snapshot.areas;
    let Some(area) = areas.iter().find(|area| Some(&area.id) == task.area.as_ref()) else { return };
    group(out, "zc-area", area.id.as_str(), |out| {
        group_head(out, all, |out| {
            out.text(&area.number);
            out.plan(&area.title);
        });
    });
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
