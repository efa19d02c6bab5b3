//! Under a missed target: why, and what is done about it.

use shared::snapshot::IndicatorView;

use crate::{
    markup::Writer,
    strings::{COLON, Label, NEXT_STEP, NO_REASON, REASON},
};

/// The reason and next step of a missed target; that they are missing, where they are.
pub(crate) fn reason(out: &mut Writer, indicator: &IndicatorView) {
    let deciding = indicator.latest.as_ref();
    let reason = deciding.and_then(|reading| reading.reason.as_deref());
    let next_step = deciding.and_then(|reading| reading.next_step.as_deref());
    out.element("div.zc-reason", |out| {
        told(out, &REASON, reason);
        told(out, &NEXT_STEP, next_step);
        if reason.is_none() && next_step.is_none() {
            out.paragraph(|out| out.say(&NO_REASON));
        }
    });
}

fn told(out: &mut Writer, label: &Label, text: Option<&str>) {
    let Some(text) = text else { return };
    out.paragraph(|out| {
        out.strong(|out| {
            out.say(label);
            out.say(&COLON);
        });
        out.chinese(text);
    });
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
