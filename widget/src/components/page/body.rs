//! What stands between the heading and the foot, by view.

use shared::snapshot::IndicatorView;

use super::selection::Selection;
use crate::{
    components::{
        compact::compact,
        contents::contents,
        promises::promises,
        result::result,
        safeguards::safeguards,
        targets::targets,
        tasks::tasks,
        timeline::timeline,
        units::{unit, units},
    },
    markup::Writer,
    search::Query,
    view::View,
};

/// The parts that a view consists of. `opener` and `tools` write what opens the controls, and the controls, if there are
/// any.
pub(super) fn body(
    out: &mut Writer,
    view: &View,
    selection: &Selection,
    query: &Query,
    opener: impl FnOnce(&mut Writer),
    tools: impl FnOnce(&mut Writer),
) {
    let snapshot = out.scene.snapshot;
    match view {
        View::Overview => {
            result(out);
            contents(out, opener);
            tools(out);
            overview(out, selection, query);
        }
        View::Compact => {
            result(out);
            compact(out);
        }
        View::Indicator(id) => {
            if let Some(indicator) = snapshot.indicator(id) {
                indicators(out, &[indicator]);
            }
        }
        View::Tasks => tasks(out, &selection.tasks),
        View::Units => units(out, &selection.units),
        View::Unit(name) => unit(out, name),
        View::Timeline => timeline(out),
        // One line without heading or foot: the page writes it.
        View::Badge => {}
    }
}

/// The parts that have something to show, each in its slot: the others keep their place when one goes.
pub(super) fn overview(out: &mut Writer, selection: &Selection, query: &Query) {
    let Selection { indicators: chosen, tasks: found, units: named } = selection;
    out.slot(|out| {
        if !chosen.is_empty() {
            indicators(out, chosen);
        }
    });
    out.slot(|out| {
        if !found.is_empty() {
            tasks(out, found);
        }
    });
    out.slot(|out| {
        if !named.is_empty() {
            units(out, named);
        }
    });
    out.slot(|out| {
        if query.is_empty() {
            timeline(out);
            safeguards(out);
        }
    });
}

/// Results where there are any, promises before.
fn indicators(out: &mut Writer, indicators: &[&IndicatorView]) {
    let table = if out.scene.promises_only() { promises } else { targets };
    table(out, indicators);
}
