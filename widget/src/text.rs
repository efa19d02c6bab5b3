//! Small wordings around what a plan holds.

use shared::{date::PartialDate, lang::Lang};

use crate::{markup::Writer, strings::Label};

/// A year, month or day as a reader writes it: `2025 年`, `2025-09`.
pub(crate) fn date(out: &mut Writer, date: PartialDate) {
    if date.is_year() {
        out.show(&date);
        out.text(out.scene.lang.pick(" 年", ""));
    } else {
        out.day(&date);
    }
}

/// A number of things: `9 项目标`, `9 targets`, `1 target`.
pub(crate) fn count(out: &mut Writer, number: usize, what: &Label) {
    out.show(&number);
    out.text(" ");
    out.say(what);
    if out.scene.lang == Lang::En && number != 1 {
        out.text("s");
    }
}
