//! Every current figure of a target, oldest first.

use shared::{
    snapshot::{IndicatorView, Reading},
    words,
};

use crate::{
    components::{
        source::source,
        table::{head, row_head},
        targets::published,
    },
    markup::Writer,
    strings::{CORRECTED, FIGURES, PERIOD, PROVISIONAL, SOURCE, VALUE},
};

/// Period, figure and source of each.
pub(super) fn figures(out: &mut Writer, indicator: &IndicatorView) {
    let columns = [PERIOD, VALUE, SOURCE].map(|column| column.of(out.scene.lang));
    out.element("table.zc-figures", |out| {
        out.element("caption", |out| out.hidden(|out| out.say(&FIGURES)));
        head(out, &columns);
        out.element("tbody", |out| {
            for reading in &indicator.readings {
                out.element("tr", |out| figure(out, indicator, reading));
            }
        });
    });
}

fn figure(out: &mut Writer, indicator: &IndicatorView, reading: &Reading) {
    row_head(out, |out| out.text(&words::covered(indicator.kind, reading.period, out.scene.lang)));
    out.element("td", |out| {
        published(out, indicator, reading);
        let kind = match (reading.provisional, &reading.supersedes) {
            (true, _) => &PROVISIONAL,
            (false, Some(_)) => &CORRECTED,
            (false, None) => return,
        };
        out.text(" ");
        out.sub(|out| out.say(kind));
    });
    out.element("td", |out| {
        source(out, &reading.source, reading.as_of);
        if let Some(note) = &reading.note {
            out.element("p.zc-sub", |out| out.chinese(note));
        }
    });
}
