//! Responsible units in the order in which the plan first names them, with the tasks that they answer for. No counts, no
//! ranking.

use shared::snapshot::{TaskView, UnitView};

use crate::{
    components::tasks::tasks,
    markup::Writer,
    strings::{ENUMERATION, TASK_NUMBERS, UNITS_HEADING, UNITS_NOTE, UNITS_ORDER},
};

/// The list of `units`.
pub(crate) fn units(out: &mut Writer, units: &[&UnitView]) {
    out.part("units", |out| {
        out.section(&UNITS_HEADING);
        out.element("p.zc-sub", |out| {
            out.say(&UNITS_ORDER);
            out.say(&UNITS_NOTE);
        });
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

/// One unit, named as printed, with its tasks in full.
pub(crate) fn unit(out: &mut Writer, name: &str) {
    let snapshot = out.scene.snapshot;
    let Some(unit) = snapshot.units.iter().find(|unit| unit.name.zh == name) else { return };
    out.part("unit", |out| {
        out.element("h3.zc-section", |out| out.plan(&unit.name));
        out.element("p.zc-sub", |out| out.say(&UNITS_NOTE));
    });
    let own: Vec<&TaskView> = unit.tasks.iter().filter_map(|id| snapshot.task(id)).collect();
    tasks(out, &own);
}

/// The printed numbers of its tasks: `任务 1、3、7`.
fn numbers(out: &mut Writer, unit: &UnitView) {
    let scene = out.scene;
    out.say(&TASK_NUMBERS);
    for (at, task) in unit.tasks.iter().filter_map(|id| scene.snapshot.task(id)).enumerate() {
        if at > 0 {
            out.say(&ENUMERATION);
        }
        out.text(&task.number);
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
