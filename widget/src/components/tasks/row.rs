//! One task.

use shared::{snapshot::TaskView, words};

use crate::{
    components::{
        source::source,
        table::{across, group, label, row_head},
    },
    markup::Writer,
    strings::{COLON, ENUMERATION, LEAD, REASON, RESPONSIBLE, STATE, SUMMARY, TASK_DETAILS, TASK_REPORT},
};

/// Title and units; the state where tasks are `reported` on; the details across `all` columns.
pub(super) fn row(out: &mut Writer, task: &TaskView, reported: bool, all: &'static str) {
    let lang = out.scene.lang;
    group(out, "zc-row", task.id.as_str(), |out| {
        out.element("tr", |out| {
            row_head(out, |out| {
                out.element("span.zc-number", |out| {
                    out.text(&task.number);
                    out.text(". ");
                });
                out.strong(|out| out.plan(&task.title));
            });
            out.element("td.zc-responsible", |out| responsible(out, task));
            if reported {
                out.element("td.zc-state", |out| {
                    label(out, STATE.of(lang));
                    out.text(words::task_state(task.state, lang));
                });
            }
        });
        if task.summary.is_some() || task.report.is_some() {
            across(out, "zc-more", all, |out| evidence(out, task));
        }
    });
}

/// 责任单位 as printed; 牵头 only where the text itself says so.
fn responsible(out: &mut Writer, task: &TaskView) {
    label(out, RESPONSIBLE.of(out.scene.lang));
    units(out, &task.units);
    if !task.lead.is_empty() {
        out.sub(|out| {
            out.say(&LEAD);
            out.say(&COLON);
            units(out, &task.lead);
        });
    }
}

/// Names in the printed order: as printed, or in English as the plan's list of units has them.
fn units(out: &mut Writer, names: &[String]) {
    let snapshot = out.scene.snapshot;
    for (at, name) in names.iter().enumerate() {
        if at > 0 {
            out.say(&ENUMERATION);
        }
        match snapshot.units.iter().find(|unit| unit.name.zh == *name) {
            Some(unit) => out.plan(&unit.name),
            None => out.chinese(name),
        }
    }
}

/// The task in our words and its newest report.
fn evidence(out: &mut Writer, task: &TaskView) {
    let summary = if task.report.is_some() { &TASK_REPORT } else { &TASK_DETAILS };
    out.details(summary, &task.title, |out| {
        if let Some(text) = &task.summary {
            out.fact(&SUMMARY, |out| out.chinese(text));
        }
        let Some(report) = &task.report else { return };
        out.fact(&STATE, |out| {
            out.chinese(&report.text);
            out.paragraph(|out| source(out, &report.source, report.as_of));
        });
        if let Some(text) = &report.reason {
            out.fact(&REASON, |out| out.chinese(text));
        }
    });
}
