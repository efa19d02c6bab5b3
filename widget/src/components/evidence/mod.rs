//! Behind a target: the plan's sentence, what it leaves open, and every figure with its source.

mod figures;

use shared::{snapshot::IndicatorView, words};

use crate::{
    markup::Writer,
    strings::{
        CHECK, CONTEXT, DOT, DUE, EVIDENCE, FIGURES, METHOD, REMARKS, SENTENCE, STEPS, STEPS_OURS, THEN,
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
        if !indicator.explained.is_empty() {
            out.fact(&CHECK, |out| {
                for step in &indicator.explained {
                    out.element("p.zc-step", |out| out.plan(step));
                }
            });
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
    !(indicator.notes.is_empty() && indicator.context.is_empty() && indicator.ladder.is_empty())
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
    if !indicator.context.is_empty() {
        out.fact(&CONTEXT, |out| {
            for near in &indicator.context {
                out.element("p.zc-step", |out| out.plan(near));
            }
        });
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

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
