//! 责任单位 and their tasks, in the order the plan names them: never ranked, never counted.

use shared::snapshot::UnitView;

use crate::{
    markup::Writer,
    strings::{ENUMERATION, TASK_NUMBERS, UNITS_HEADING, UNITS_NOTE},
};

/// The list of `units`.
pub(crate) fn units(out: &mut Writer, units: &[&UnitView]) {
    out.element("div.zc-part", |out| {
        out.section(&UNITS_HEADING);
        out.element("p.zc-sub", |out| out.say(&UNITS_NOTE));
        out.element("ul.zc-units", |out| {
            for unit in units {
                out.item(|out| {
                    out.plan(&unit.name);
                    out.text(" ");
                    out.sub(|out| numbers(out, unit));
                });
            }
        });
    });
}

/// The printed numbers of its tasks: `任务 1、3、7`.
fn numbers(out: &mut Writer, unit: &UnitView) {
    out.say(&TASK_NUMBERS);
    for (at, task) in unit.tasks.iter().filter_map(|id| out.scene.snapshot.task(id)).enumerate() {
        if at > 0 {
            out.say(&ENUMERATION);
        }
        out.text(&task.number);
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
