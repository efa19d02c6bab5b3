//! The targets with their results: a row of values each, the reason where it was missed, and the evidence.

mod row;

use shared::{
    date::PartialDate,
    snapshot::{IndicatorView, Mode},
};

pub(crate) use self::row::{basis, planned, published};
use crate::{
    components::table::table,
    markup::Writer,
    strings::{NEWEST, OUTCOME, PLANNED, RESULTS_CAPTION, TARGET, YEARS},
    text::date,
};

/// The table of `indicators`.
pub(crate) fn targets(out: &mut Writer, indicators: &[&IndicatorView]) {
    let lang = out.scene.lang;
    let value = out.sentence(value_head);
    let columns = [TARGET.of(lang), PLANNED.of(lang), &value, YEARS.of(lang), OUTCOME.of(lang)];
    table(out, "targets", "table.zc-table zc-targets", &RESULTS_CAPTION, &columns, |out| {
        for indicator in indicators {
            row::row(out, indicator, &value);
        }
    });
}

/// A closed plan is read at its last year, a running one by its newest figures.
fn value_head(out: &mut Writer) {
    let snapshot = out.scene.snapshot;
    match snapshot.mode {
        Mode::Closed => date(out, PartialDate::Year(snapshot.period.to)),
        Mode::Promise | Mode::Running => out.say(&NEWEST),
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
