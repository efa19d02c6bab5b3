//! One target as a picture that stands alone: what it is, what the plan says, its figures, its result, who says so. It
//! needs no style sheet, and the service draws the same as PNG.

mod figure;
mod sheet;
mod wrap;

use shared::{
    date::PartialDate,
    lang::Lang,
    snapshot::{IndicatorView, Reading},
    words,
};

use self::sheet::{Sheet, Type, WIDTH};
use crate::{
    components::{chart, ladder},
    markup::Writer,
    scene::Scene,
    strings::{
        AS_OF, AS_OF_END, COLON, COMMA, DUE, JUDGED, METHOD, PLANNED, SOURCE,
        picture::{DOT, NO_RESULTS, QUOTE},
    },
};

const INK: &str = "#16212c";
const MUTED: &str = "#52606d";
const WARNING: &str = "#6b4100";
const SHADE: &str = "#fdf6ea";
const FONTS: &str =
    "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif";

/// The picture of a target, an `svg` element.
pub(crate) fn picture(out: &mut Writer, indicator: &IndicatorView) {
    let mut sheet = Sheet::new();
    let shaded = notices(&mut sheet, out.scene);
    head(&mut sheet, out.scene, indicator);
    result(&mut sheet, out.scene, indicator);
    sheet.skip(14);
    let figure = figure::plan(&mut sheet, out, indicator);
    sheet.skip(14);
    foot(&mut sheet, out.scene, indicator);
    let height = sheet.height + sheet::MARGIN;
    let size = [WIDTH.to_string(), height.to_string()];
    let view = format!("0 0 {WIDTH} {height}");
    let names = &["xmlns", "role", "xml:lang", "width", "height", "viewBox", "font-family"];
    let lang = out.scene.lang.tag();
    let values = ["http://www.w3.org/2000/svg", "img", lang, &size[0], &size[1], &view, FONTS];
    out.with("svg", names, &values, |out| {
        out.element("title", |out| {
            let title = title(out.scene, indicator);
            out.text(&title);
        });
        out.element("desc", |out| description(out, indicator));
        let fill = &["width", "height", "fill"];
        out.with("rect", fill, &[&size[0], &size[1], "#fff"], |_| {});
        if let Some(shaded) = shaded {
            out.with("rect", fill, &[&size[0], &shaded.to_string(), SHADE], |_| {});
        }
        sheet.write(out);
        if let Some(figure) = figure {
            figure.write(out, indicator);
        }
    });
}

/// What must not be missed: that it is a demonstration, that the text is a draft, that figures were taken back. Returns
/// how far down it reaches.
fn notices(sheet: &mut Sheet, scene: Scene) -> Option<usize> {
    let Scene { snapshot, lang, .. } = scene;
    if snapshot.demo {
        let (word, sentence) = words::demo_notice(lang);
        sheet.paragraph(Type(20, WARNING), word, 1);
        sheet.paragraph(Type(14, WARNING), sentence, 2);
    }
    if let Some(stage) = words::stage_notice(snapshot.stage, lang) {
        sheet.paragraph(Type(14, WARNING), stage, 2);
    }
    if let Some(correction) = snapshot.correction() {
        sheet.paragraph(Type(14, WARNING), &words::correction(correction, lang), 3);
    }
    if sheet.is_empty() {
        return None;
    }
    sheet.skip(12);
    Some(sheet.height)
}

/// The plan, the target, the plan's words.
fn head(sheet: &mut Sheet, scene: Scene, indicator: &IndicatorView) {
    let lang = scene.lang;
    sheet.skip(10);
    sheet.paragraph(Type(14, MUTED), scene.snapshot.title.pick(lang), 2);
    sheet.paragraph(Type(26, INK), indicator.name.pick(lang), 3);
    if let Some(basis) = &indicator.basis {
        sheet.paragraph(Type(14, MUTED), basis.pick(lang), 2);
    }
    let (target, due) = (words::target(indicator, lang), day(indicator.due.date, lang));
    let basis = words::due_basis(indicator.due.basis, lang);
    let (planned, until, colon) = (PLANNED.of(lang), DUE.of(lang), COLON.of(lang));
    let promised = format!("{planned}{colon}{target}{DOT}{until}{colon}{due} {basis}");
    sheet.paragraph(Type(18, INK), &promised, 3);
    let [open, close] = QUOTE;
    let quoted = [open, &indicator.quote, close, " ", &indicator.locator].concat();
    sheet.paragraph(Type(14, MUTED), &quoted, 6);
}

/// The verdict with its shape, and the figure that it rests on.
fn result(sheet: &mut Sheet, scene: Scene, indicator: &IndicatorView) {
    let lang = scene.lang;
    sheet.skip(10);
    if scene.promises_only() {
        sheet.paragraph(Type(18, INK), NO_RESULTS.of(lang), 1);
        return;
    }
    sheet.paragraph(Type(22, INK), &verdict(scene, indicator), 3);
    for remark in &indicator.remarks {
        sheet.paragraph(Type(14, INK), remark.pick(lang), 3);
    }
    if let Some(latest) = &indicator.latest {
        let reason = latest.reason.as_ref().map(|reason| lang.pick("原因：", "Reason: ").to_owned() + reason);
        if let Some(reason) = reason {
            sheet.paragraph(Type(14, INK), &reason, 4);
        }
    }
}

/// `✓ 达到 · 2025 年 49.1 件/万人`.
fn verdict(scene: Scene, indicator: &IndicatorView) -> String {
    let status = indicator.verdict.status;
    let word = [words::mark(status), " ", words::status(status, scene.lang)].concat();
    match &indicator.latest {
        Some(latest) => [&word, DOT, &valued(scene, indicator, latest)].concat(),
        None => word,
    }
}

/// `2025 年 49.1 件/万人`.
fn valued(scene: Scene, indicator: &IndicatorView, reading: &Reading) -> String {
    let covered = words::covered(indicator.kind, reading.period, scene.lang);
    [&covered, " ", &words::reading(indicator, reading, scene.lang)].concat()
}

/// Who says so, as of when, and how it was judged.
fn foot(sheet: &mut Sheet, scene: Scene, indicator: &IndicatorView) {
    let Scene { snapshot, lang, .. } = scene;
    let (colon, small) = (COLON.of(lang), Type(14, MUTED));
    if let Some(latest) = &indicator.latest {
        let as_of =
            [lang.pick("", " "), AS_OF.of(lang), &latest.as_of.to_string(), AS_OF_END.of(lang)].concat();
        sheet.paragraph(small, &[SOURCE.of(lang), colon, &latest.source.title, &as_of].concat(), 3);
    }
    let judged = [JUDGED.of(lang), &snapshot.as_of.to_string()].concat();
    let mut rules = [METHOD.of(lang), colon, &snapshot.method, DOT, &judged].concat();
    if let Some(publication) = &snapshot.publication {
        rules += DOT;
        rules += &words::publication(publication, lang);
    }
    sheet.paragraph(small, &rules, 2);
}

fn title(scene: Scene, indicator: &IndicatorView) -> String {
    let lang = scene.lang;
    let demo = if scene.snapshot.demo { words::demo_notice(lang).0 } else { "" };
    let gap = if demo.is_empty() { "" } else { DOT };
    [demo, gap, indicator.name.pick(lang), COLON.of(lang), &words::target(indicator, lang)].concat()
}

/// All that is drawn, in sentences.
fn description(out: &mut Writer, indicator: &IndicatorView) {
    let scene = out.scene;
    if !scene.promises_only() {
        out.text(&verdict(scene, indicator));
        out.say(&COMMA);
    }
    match &indicator.goal {
        Some(goal) => chart::sentence(out, indicator, goal),
        None => ladder::sentence(out, indicator, ladder::reached(indicator)),
    }
}

fn day(date: PartialDate, lang: Lang) -> String {
    let year = if date.is_year() { lang.pick(" 年", "") } else { "" };
    format!("{date}{year}")
}

#[cfg(test)]
mod tests;
