//! Behind a target: the plan's sentence, what it leaves open, and every figure with its source.

mod figures;

use shared::{
    method::Compared,
    plan::Comparator,
    snapshot::IndicatorView,
    words::{self, with_unit},
};

use crate::{
    markup::Writer,
    strings::{
        CHECK, COLON, DOT, DUE, EVIDENCE, FAILS, FIGURES, HOLDS, METHOD, REMARKS, SENTENCE, STEPS,
        STEPS_OURS, THEN,
    },
    text::date,
};

/// The details of a target with results.
pub(crate) fn evidence(out: &mut Writer, indicator: &IndicatorView) {
    let snapshot = out.scene.snapshot;
    out.details(&EVIDENCE, &indicator.name, |out| {
        out.fact(&SENTENCE, |out| quote(out, indicator));
        out.fact(&DUE, |out| due(out, indicator));
        notes(out, indicator);
        if let Some(compared) = &indicator.verdict.compared {
            out.fact(&CHECK, |out| check(out, indicator, compared));
        }
        if !indicator.readings.is_empty() {
            out.fact(&FIGURES, |out| figures::figures(out, indicator));
        }
        out.fact(&METHOD, |out| out.text(&snapshot.method));
    });
}

/// The details of a target without results: its sentence stands in the table already, so only what there is to note.
pub(crate) fn remarks(out: &mut Writer, indicator: &IndicatorView) {
    out.details(&REMARKS, &indicator.name, |out| notes(out, indicator));
}

/// Whether there is anything to note of a target.
pub(crate) fn has_remarks(indicator: &IndicatorView) -> bool {
    !indicator.notes.is_empty() || !indicator.ladder.is_empty()
}

/// The sentence as printed, and where it stands.
pub(crate) fn quote(out: &mut Writer, indicator: &IndicatorView) {
    out.element("blockquote.zc-quote", |out| out.chinese(&indicator.quote));
    out.element("p.zc-locator", |out| out.chinese(&indicator.locator));
}

/// `2025 年 方案期末（推定）`.
pub(crate) fn due(out: &mut Writer, indicator: &IndicatorView) {
    date(out, indicator.due.date);
    out.text(" ");
    out.sub(|out| out.text(words::due_basis(indicator.due.basis, out.scene.lang)));
}

/// What the source leaves open, and the ladder in words, marked as ours.
fn notes(out: &mut Writer, indicator: &IndicatorView) {
    for note in &indicator.notes {
        out.fact(&REMARKS, |out| out.plan(note));
    }
    if indicator.ladder.is_empty() {
        return;
    }
    out.fact(&STEPS, |out| {
        for (at, step) in indicator.ladder.iter().enumerate() {
            out.text(if at > 0 { THEN } else { "" });
            out.plan(step);
        }
        out.text(DOT);
        out.say(&STEPS_OURS);
    });
}

/// `49.1 ≥ 48 件/万人：成立`, to be repeated by hand.
fn check(out: &mut Writer, indicator: &IndicatorView, compared: &Compared) {
    let sign = match compared.comparator {
        Comparator::AtLeast => "≥",
        Comparator::AtMost => "≤",
        other => other.sign(),
    };
    let unit = indicator.goal.as_ref().map_or("", |goal| goal.unit.pick(out.scene.lang));
    out.show(&compared.value);
    out.text(" ");
    out.text(sign);
    out.text(" ");
    out.text(&with_unit(&compared.target.to_string(), unit));
    out.say(&COLON);
    let holds = compared.comparator.holds(compared.value, compared.target) == Some(true);
    out.say(if holds { &HOLDS } else { &FAILS });
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
