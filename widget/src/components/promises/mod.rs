//! The targets while nothing has been entered: what was promised, until when, in whose words. No status, no empty bars.

use shared::snapshot::IndicatorView;

use crate::{
    components::{
        evidence::{due, has_remarks, quote, remarks},
        table::{across, group, label, row_head, table},
        targets::{basis, planned},
    },
    markup::Writer,
    strings::{DUE, PLANNED, PROMISES_CAPTION, SENTENCE, TARGET},
};

/// The table of `indicators`.
pub(crate) fn promises(out: &mut Writer, indicators: &[&IndicatorView]) {
    let columns = [TARGET, PLANNED, DUE, SENTENCE].map(|column| column.of(out.scene.lang));
    table(out, "targets", "table.zc-table zc-promises", &PROMISES_CAPTION, &columns, |out| {
        for indicator in indicators {
            group(out, "zc-row", indicator.id.as_str(), |out| row(out, indicator));
        }
    });
}

fn row(out: &mut Writer, indicator: &IndicatorView) {
    let lang = out.scene.lang;
    out.element("tr", |out| {
        row_head(out, |out| {
            out.strong(|out| out.plan(&indicator.name));
            basis(out, indicator);
        });
        out.element("td.zc-planned", |out| {
            label(out, PLANNED.of(lang));
            out.element("strong.zc-figure", |out| planned(out, indicator));
        });
        out.element("td.zc-due", |out| {
            label(out, DUE.of(lang));
            due(out, indicator);
        });
        out.element("td.zc-words", |out| quote(out, indicator));
    });
    if has_remarks(indicator) {
        across(out, "zc-more", "4", |out| remarks(out, indicator));
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
