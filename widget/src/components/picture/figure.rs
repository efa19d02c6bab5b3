//! The chart or the ladder of the picture: the page's own drawing, larger, with its words beside it.

use shared::{
    plan::Goal,
    snapshot::{IndicatorView, YearPoint},
    words::target,
};

use super::{
    INK, MUTED,
    sheet::{MARGIN, Sheet, Type, WIDTH, words},
    wrap::{width, wrap},
};
use crate::{
    components::{
        chart::{Scale, drawing, is_over, scale, sentence},
        ladder::{dot, middle, reached},
    },
    markup::Writer,
    scene::Scene,
    strings::{NOT_ENTERED, NOT_OVER, STEPS, STEPS_OURS, YEARS, picture::DOT},
};

/// How much larger than on the page.
const CHART: usize = 3;
const LADDER: usize = 2;
/// From the top of the chart to its axis, and to its end, in its own pixels.
const AXIS: usize = 52;
const END: usize = 56;
/// The size of the words.
const SIZE: usize = 16;
/// Beyond the edge of the words a white one, so that no line runs through them.
const HALO: [&str; 4] = ["#fff", "5", "stroke", "round"];

/// What is drawn, and where it begins.
pub(super) enum Figure<'a> {
    Chart { top: usize, goal: &'a Goal, scale: Scale },
    Ladder { top: usize },
}

/// Makes room for the figure of a target; nothing where there is nothing to draw.
pub(super) fn plan<'a>(
    sheet: &mut Sheet,
    out: &mut Writer,
    indicator: &'a IndicatorView,
) -> Option<Figure<'a>> {
    let lang = out.scene.lang;
    match &indicator.goal {
        Some(goal) => {
            let scale = scale(indicator, goal);
            sheet.paragraph(Type(14, MUTED), YEARS.of(lang), 1);
            sheet.skip(SIZE);
            let top = sheet.height;
            sheet.skip(END * CHART + SIZE * 3 / 2);
            if !has_room(indicator, &scale, out.scene) {
                let told = out.sentence(|out| sentence(out, indicator, goal));
                sheet.paragraph(Type(14, INK), &told, 12);
            }
            Some(Figure::Chart { top, goal, scale })
        }
        None if indicator.ladder.is_empty() => None,
        None => {
            let caption = [STEPS.of(lang), DOT, STEPS_OURS.of(lang)].concat();
            sheet.paragraph(Type(14, MUTED), &caption, 2);
            let top = sheet.height;
            sheet.skip(middle(indicator.ladder.len()) * LADDER);
            Some(Figure::Ladder { top })
        }
    }
}

impl Figure<'_> {
    /// Draws it.
    pub(super) fn write(&self, out: &mut Writer, indicator: &IndicatorView) {
        match self {
            Self::Chart { top, goal, scale } => chart(out, indicator, goal, scale, *top),
            Self::Ladder { top } => ladder(out, indicator, *top),
        }
    }
}

fn chart(out: &mut Writer, indicator: &IndicatorView, goal: &Goal, scale: &Scale, top: usize) {
    let scene = out.scene;
    let broad = scale.width();
    larger(out, top, CHART, |out| drawing(out, indicator, goal, scale, &broad.to_string()));
    let place = |x: usize, y: usize| [MARGIN + x * CHART, top + y];
    let down = |tenths: u32| usize::try_from(tenths).unwrap_or_default() * CHART / 10;
    let room = has_room(indicator, scale, scene);
    haloed(out, |out| {
        for (at, point) in indicator.years.iter().enumerate() {
            let above = point.value.map_or(AXIS * CHART, |value| down(scale.tenths(value)));
            if room {
                let kind = if point.value.is_some() { Type(SIZE, INK) } else { Type(14, MUTED) };
                words(out, place(scale.middle(at), above - 6), kind, "middle", &label(*point, scene));
            }
            let at_an_end = at == 0 || at + 1 == indicator.years.len();
            if room || at_an_end {
                let below = AXIS * CHART + SIZE + 6;
                words(
                    out,
                    place(scale.middle(at), below),
                    Type(SIZE, MUTED),
                    "middle",
                    &point.year.to_string(),
                );
            }
        }
    });
    // Beside the line what it stands for, in full where there is room.
    let left = WIDTH - 2 * MARGIN - broad * CHART;
    let full = target(indicator, scene.lang);
    let said = if width(&full, SIZE) + 8 <= left { full } else { goal.value.to_string() };
    let [x, y] = place(broad, down(scale.tenths(goal.value)));
    words(out, [x + 8, y + SIZE / 3], Type(SIZE, INK), "start", &said);
}

/// What stands above a bar, or where one is missing.
fn label(point: YearPoint, scene: Scene) -> String {
    match point.value {
        Some(value) => value.to_string(),
        None if is_over(point, scene) => NOT_ENTERED.of(scene.lang).to_owned(),
        None => NOT_OVER.of(scene.lang).to_owned(),
    }
}

/// Whether every value fits above its own bar.
fn has_room(indicator: &IndicatorView, scale: &Scale, scene: Scene) -> bool {
    let pitch = match &indicator.years[..] {
        [] | [_] => scale.width(),
        _ => scale.middle(1) - scale.middle(0),
    };
    indicator.years.iter().all(|point| width(&label(*point, scene), SIZE) <= pitch * CHART)
}

fn ladder(out: &mut Writer, indicator: &IndicatorView, top: usize) {
    let reached = reached(indicator);
    larger(out, top, LADDER, |out| {
        for at in 0..indicator.ladder.len() {
            dot(out, at, at < reached);
        }
    });
    let left = MARGIN + 40;
    for (at, step) in indicator.ladder.iter().enumerate() {
        let name = wrap(step.pick(out.scene.lang), 18, WIDTH - MARGIN - left, 1);
        let place = [left, top + middle(at) * LADDER + 6];
        words(out, place, Type(18, INK), "start", name.first().map_or("", String::as_str));
    }
}

/// A drawing of the page at the left edge, so many times as large.
fn larger(out: &mut Writer, top: usize, times: usize, inside: impl FnOnce(&mut Writer)) {
    let transform = format!("translate({MARGIN} {top}) scale({times})");
    out.with("g", &["transform", "fill"], &[&transform, "none"], inside);
}

fn haloed(out: &mut Writer, inside: impl FnOnce(&mut Writer)) {
    out.with("g", &["stroke", "stroke-width", "paint-order", "stroke-linejoin"], &HALO, inside);
}
