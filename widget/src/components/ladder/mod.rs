//! The steps of a milestone as dots, reached ones filled. The steps are our arrangement, and the label says so.

use shared::snapshot::IndicatorView;

use crate::{
    markup::Writer,
    strings::{COLON, COMMA, NOT_REACHED, REACHED, STEPS, STEPS_OURS, STOP},
};

/// From one step to the next, in pixels.
const PITCH: usize = 22;

/// One step below the other, so that long names fit.
pub(crate) fn ladder(out: &mut Writer, indicator: &IndicatorView) {
    let reached = reached(indicator);
    let label = out.sentence(|out| sentence(out, indicator, reached));
    let height = (indicator.ladder.len() * PITCH).to_string();
    let view = ["0 0 160 ", &height].concat();
    let names = &["class", "role", "aria-label", "width", "height", "viewBox", "fill", "font-size"];
    out.with("svg", names, &["zc-ladder", "img", &label, "160", &height, &view, "none", "14"], |out| {
        for (at, step) in indicator.ladder.iter().enumerate() {
            rung(out, at, step.pick(out.scene.lang), at < reached);
        }
    });
}

/// How many steps are reached.
pub(crate) fn reached(indicator: &IndicatorView) -> usize {
    let step = indicator.latest.as_ref().and_then(|reading| reading.step);
    step.map_or(0, |step| usize::from(step) + 1)
}

/// How far down a step's dot stands.
pub(crate) fn middle(at: usize) -> usize {
    at * PITCH + PITCH / 2
}

/// A step and its name.
fn rung(out: &mut Writer, at: usize, name: &str, is_reached: bool) {
    dot(out, at, is_reached);
    let place = ["20", &(middle(at) + 5).to_string(), "#52606d"];
    out.with("text", &["x", "y", "fill"], &place, |out| out.text(name));
}

/// The way up to a step, and its dot.
pub(crate) fn dot(out: &mut Writer, at: usize, is_reached: bool) {
    let middle = middle(at);
    let mut path = ["M2 ", &middle.to_string(), "a5 5 0 1 0 10 0a5 5 0 1 0 -10 0"].concat();
    if at > 0 {
        path += "m5 -16v10";
    }
    let fill = if is_reached { "#5b4a8a" } else { "none" };
    let names = &["class", "d", "fill", "stroke", "stroke-width"];
    out.with("path", names, &["zc-rung", &path, fill, "#5b4a8a", "1.5"], |_| {});
}

/// All that the dots show.
pub(crate) fn sentence(out: &mut Writer, indicator: &IndicatorView, reached: usize) {
    out.say(&STEPS);
    out.say(&COLON);
    for (at, step) in indicator.ladder.iter().enumerate() {
        out.text(step.pick(out.scene.lang));
        out.text(" ");
        out.say(if at < reached { &REACHED } else { &NOT_REACHED });
        out.say(&COMMA);
    }
    out.say(&STEPS_OURS);
    out.say(&STOP);
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
