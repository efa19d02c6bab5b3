//! Every current figure of a target, oldest first; parts of years apart, after the full ones.

use shared::{
    snapshot::{IndicatorView, Reading},
    words,
};

use crate::{
    components::{
        source::source,
        table::{group_head, head, row_head},
        targets::published,
    },
    markup::Writer,
    strings::{CORRECTED, FIGURES, MARGIN, PARTS, PERIOD, PROVISIONAL, SOURCE, VALUE},
};

/// Period, figure and source of each.
pub(super) fn figures(out: &mut Writer, indicator: &IndicatorView) {
    let columns = [PERIOD, VALUE, SOURCE].map(|column| column.of(out.scene.lang));
    out.element("table.zc-figures", |out| {
        out.element("caption", |out| out.hidden(|out| out.say(&FIGURES)));
        head(out, &columns);
        for parts in [false, true] {
            let of_it = |reading: &&Reading| indicator.is_part_of_year(reading) == parts;
            let mut readings = indicator.readings.iter().filter(of_it).peekable();
            if readings.peek().is_none() {
                continue;
            }
            out.element("tbody", |out| {
                if parts {
                    group_head(out, "3", |out| out.say(&PARTS));
                }
                for reading in readings {
                    out.element("tr", |out| figure(out, indicator, reading));
                }
            });
        }
    });
}

fn figure(out: &mut Writer, indicator: &IndicatorView, reading: &Reading) {
    row_head(out, |out| out.text(&words::covered(indicator.kind, reading.period, out.scene.lang)));
    out.element("td", |out| {
        published(out, indicator, reading);
        if let Some(margin) = reading.margin {
            out.text(" ");
            out.sub(|out| {
                out.say(&MARGIN);
                out.show(&margin);
            });
        }
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
