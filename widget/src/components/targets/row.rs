//! One target with its result.

use shared::{
    method::Status,
    snapshot::{IndicatorView, Mode, Reading},
    words,
};

use crate::{
    components::{
        chart::chart,
        evidence::evidence,
        ladder::ladder,
        reason::reason,
        source::source,
        status::status,
        table::{across, group, label, row_head},
    },
    markup::Writer,
    scene::Scene,
    search::{fold, occurs},
    strings::{DOT, LAST_KNOWN, NONE, PLANNED},
};

/// How many columns the table has.
const ALL: &str = "5";

/// The values, the reason, the evidence.
pub(super) fn row(out: &mut Writer, indicator: &IndicatorView, value_head: &str) {
    let lang = out.scene.lang;
    group(out, "zc-row", indicator.id.as_str(), |out| {
        out.element("tr", |out| {
            row_head(out, |out| {
                out.strong(|out| out.plan(&indicator.name));
                basis(out, indicator);
            });
            out.element("td.zc-planned", |out| {
                label(out, PLANNED.of(lang));
                planned(out, indicator);
            });
            out.element("td.zc-value", |out| {
                label(out, value_head);
                value(out, indicator);
            });
            out.element("td.zc-picture", |out| picture(out, indicator));
            out.element("td.zc-outcome", |out| outcome(out, indicator));
        });
        if indicator.verdict.status == Status::Missed {
            across(out, "zc-wide", ALL, |out| reason(out, indicator));
        }
        across(out, "zc-more", ALL, |out| evidence(out, indicator));
    });
}

/// What kind of target it is and what a value means, without saying either twice.
pub(crate) fn basis(out: &mut Writer, indicator: &IndicatorView) {
    let kind = words::kind(indicator.kind, out.scene.lang);
    let basis = indicator.basis.as_ref();
    let told = basis.is_some_and(|basis| occurs(&fold(kind), &fold(basis.pick(out.scene.lang))));
    out.sub(|out| {
        if !told {
            out.text(kind);
        }
        if let Some(basis) = basis {
            out.text(if told { "" } else { DOT });
            out.plan(basis);
        }
    });
}

/// `≥ 48 件/万人`.
pub(crate) fn planned(out: &mut Writer, indicator: &IndicatorView) {
    let text = words::target(indicator, out.scene.lang);
    match (&indicator.goal, &indicator.target_text) {
        (Some(goal), _) => out.around(&goal.unit, &text),
        (None, Some(own)) => out.around(own, &text),
        (None, None) => out.text(&text),
    }
}

/// `49.1 件/万人`, or the step of the ladder that was reached.
pub(crate) fn published(out: &mut Writer, indicator: &IndicatorView, reading: &Reading) {
    let text = words::reading(indicator, reading, out.scene.lang);
    let step = reading.step.and_then(|step| indicator.ladder.get(usize::from(step)));
    match step.or(indicator.goal.as_ref().map(|goal| &goal.unit)) {
        Some(own) => out.around(own, &text),
        None => out.text(&text),
    }
}

fn picture(out: &mut Writer, indicator: &IndicatorView) {
    match &indicator.goal {
        Some(goal) => chart(out, indicator, goal),
        None if indicator.ladder.is_empty() => out.text(NONE),
        None => ladder(out, indicator),
    }
}

/// The value a closed plan ended with, or the newest of a running one.
fn shown<'a>(indicator: &'a IndicatorView, scene: Scene) -> Option<&'a Reading> {
    let latest = indicator.latest.as_ref()?;
    let is_of_the_end = latest.period.last_day() == indicator.due.date.last_day();
    let awaiting = indicator.verdict.status == Status::AwaitingFinal && !is_of_the_end;
    (scene.snapshot.mode != Mode::Closed || !awaiting).then_some(latest)
}

/// The number with its unit, and the period where the column's head does not name it.
fn value(out: &mut Writer, indicator: &IndicatorView) {
    let snapshot = out.scene.snapshot;
    let Some(reading) = shown(indicator, out.scene) else {
        out.element("strong.zc-figure", |out| out.text(NONE));
        return;
    };
    if let (Some(value), Some(goal)) = (reading.value, &indicator.goal) {
        out.element("strong.zc-figure", |out| out.show(&value));
        out.text(" ");
        out.element("span.zc-unit", |out| out.plan(&goal.unit));
    } else {
        out.element("strong.zc-figure", |out| published(out, indicator, reading));
    }
    if snapshot.mode != Mode::Closed || reading.period.year() != snapshot.period.to {
        out.sub(|out| out.text(&words::covered(indicator.kind, reading.period, out.scene.lang)));
    }
}

/// The verdict with what must be said besides, and who says so; of an older value, the value too.
fn outcome(out: &mut Writer, indicator: &IndicatorView) {
    status(out, indicator.verdict.status);
    for remark in &indicator.remarks {
        out.sub(|out| out.plan(remark));
    }
    let Some(latest) = &indicator.latest else { return };
    if shown(indicator, out.scene).is_none() {
        out.sub(|out| {
            out.say(&LAST_KNOWN);
            out.text(&words::covered(indicator.kind, latest.period, out.scene.lang));
            out.text(" ");
            published(out, indicator, latest);
        });
    }
    source(out, &latest.source, latest.as_of);
}
