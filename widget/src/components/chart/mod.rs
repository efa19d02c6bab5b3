//! The plan's years against the target: full years only, missing years as dashed outlines, nothing cut off.

mod scale;

use shared::{
    date::PartialDate,
    lang::Lang,
    plan::Goal,
    quantity::Quantity,
    snapshot::{IndicatorView, YearPoint},
    words,
};

pub(crate) use self::scale::Scale;
use crate::{
    markup::{Writer, key},
    scene::Scene,
    strings::{CHART, COLON, COMMA, NOT_ENTERED, NOT_OVER, PLANNED, STOP},
    text::date,
};

/// The chart of a target with the number `goal`.
pub(crate) fn chart(out: &mut Writer, indicator: &IndicatorView, goal: &Goal) {
    let points = &indicator.years;
    let scale = scale(indicator, goal);
    let label = out.sentence(|out| sentence(out, indicator, goal));
    let width = scale.width().to_string();
    let view = ["0 0 ", &width, " 72"].concat();
    let names =
        &["class", "role", "aria-label", "width", "height", "viewBox", "fill", "font-size", "text-anchor"];
    let values = ["zc-chart", "img", &label, &width, "72", &view, "none", "14", "middle"];
    out.with("svg", names, &values, |out| {
        drawing(out, indicator, goal, &scale, &width);
        for (at, point) in points.iter().enumerate() {
            if let Some(x) = scale.label(at) {
                let place = [&x.to_string(), "68", "#52606d"];
                out.with("text", &["x", "y", "fill"], &place, |out| out.show(&point.year));
            }
        }
    });
}

/// Room for every year and for the highest value, the target among them.
pub(crate) fn scale(indicator: &IndicatorView, goal: &Goal) -> Scale {
    let points = &indicator.years;
    let top = points.iter().filter_map(|point| point.value).fold(goal.value, Quantity::max);
    Scale::new(points.len(), top)
}

/// All of it but words: the axis, the bars, the line of the target.
pub(crate) fn drawing(out: &mut Writer, indicator: &IndicatorView, goal: &Goal, scale: &Scale, width: &str) {
    let line = |path: &str| [path, "h", width].concat();
    outline(out, &["zc-axis", &line("M0 52"), "#c3ccd5"]);
    bars(out, indicator, scale);
    outline(out, &["zc-goal", &line(&["M0 ", &scale.level(goal.value)].concat()), "#16212c", "4 3"]);
}

/// Full years as bars, the one that decided in the colour of the verdict; past years without a value as outlines.
fn bars(out: &mut Writer, indicator: &IndicatorView, scale: &Scale) {
    let [mut others, mut deciding, mut gaps] = [const { String::new() }; 3];
    for (at, point) in indicator.years.iter().enumerate() {
        match point.value {
            Some(value) if decides(indicator, *point) => deciding += &scale.bar(at, value),
            Some(value) => others += &scale.bar(at, value),
            None if is_over(*point, out.scene) => gaps += &scale.gap(at),
            None => {}
        }
    }
    outline(out, &["zc-gaps", &gaps, "#5f6b77", "3 3"]);
    area(out, &["zc-bars", &others, "#8795a3"]);
    area(out, &["zc-bars", &deciding, "#3d4f60", key(indicator.verdict.status)]);
}

/// Class, path, colour and, if there are any, dashes.
fn outline(out: &mut Writer, values: &[&str]) {
    let names = &["class", "d", "stroke", "stroke-dasharray"];
    path(out, &names[..values.len()], values);
}

/// Class, path, colour and, if there is one, the status.
fn area(out: &mut Writer, values: &[&str]) {
    let names = &["class", "d", "fill", "data-status"];
    path(out, &names[..values.len()], values);
}

/// A path, unless there is nothing to draw.
fn path(out: &mut Writer, names: &'static [&'static str], values: &[&str]) {
    if !values[1].is_empty() {
        out.with("path", names, values, |_| {});
    }
}

/// Whether the verdict rests on the value of this year.
fn decides(indicator: &IndicatorView, point: YearPoint) -> bool {
    let compared = indicator.verdict.compared.as_ref();
    compared.is_some_and(|compared| {
        indicator.readings.iter().any(|r| r.id == compared.observation && r.period.year() == point.year)
    })
}

pub(crate) fn is_over(point: YearPoint, scene: Scene) -> bool {
    PartialDate::Year(point.year).last_day() < scene.snapshot.as_of
}

/// All that the chart shows.
pub(crate) fn sentence(out: &mut Writer, indicator: &IndicatorView, goal: &Goal) {
    let scene = out.scene;
    out.say(&CHART);
    out.say(&COLON);
    for point in &indicator.years {
        date(out, PartialDate::Year(point.year));
        out.text(" ");
        match point.value {
            Some(value) => out.text(&words::with_unit(&value.to_string(), goal.unit.pick(scene.lang))),
            None if is_over(*point, scene) => out.say(&NOT_ENTERED),
            None => out.say(&NOT_OVER),
        }
        out.say(&COMMA);
    }
    out.text(scene.lang.pick(PLANNED.of(Lang::Zh), "target"));
    out.text(" ");
    out.text(&words::target(indicator, scene.lang));
    out.say(&STOP);
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
