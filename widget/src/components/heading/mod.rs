//! Title, period, size of the plan and the notices that must not be missed.

use shared::words;

use crate::{
    markup::Writer,
    scene::Scene,
    strings::{DOT, SAFEGUARDS, TARGETS, TASKS, TITLE_PROMISES, TITLE_RESULTS},
    text::count,
};

/// The id of the title, for `aria-labelledby`.
pub(crate) fn title_id(scene: Scene) -> String {
    scene.id("title")
}

/// The head of the page.
pub(crate) fn heading(out: &mut Writer) {
    let scene = out.scene;
    out.element("header.zc-heading", |out| {
        out.with("h2", &["class", "id"], &["zc-title", &title_id(scene)], |out| {
            out.element("span.zc-piece", |out| {
                out.plan(&scene.snapshot.short_title);
                out.text(scene.lang.pick("", ":"));
            });
            let rest = if scene.promises_only() { &TITLE_PROMISES } else { &TITLE_RESULTS };
            out.text(scene.lang.pick("", " "));
            out.element("span.zc-piece", |out| out.say(rest));
        });
        out.element("p.zc-meta", size);
        notice(out);
        correction(out);
    });
}

/// That figures were taken back, when and why.
pub(crate) fn correction(out: &mut Writer) {
    let scene = out.scene;
    let Some(correction) = scene.snapshot.correction() else { return };
    out.element("p.zc-notice", |out| {
        out.dated(&words::corrected(correction.on, scene.lang));
        out.chinese(&correction.reason);
    });
}

/// `方案期 2022—2025 年（已期满） · 9 项目标 · …`; what the plan has none of is left out.
fn size(out: &mut Writer) {
    let Scene { snapshot, lang, .. } = out.scene;
    out.text(&words::period(snapshot, lang));
    let counts = [
        (snapshot.indicators.len(), &TARGETS),
        (snapshot.tasks.len(), &TASKS),
        (snapshot.safeguards.len(), &SAFEGUARDS),
    ];
    for (number, what) in counts {
        if number > 0 {
            out.text(DOT);
            out.element("span.zc-piece", |out| count(out, number, what));
        }
    }
}

/// That it is a demonstration, and that its text is a draft.
fn notice(out: &mut Writer) {
    let Scene { snapshot, lang, .. } = out.scene;
    let stage = words::stage_notice(snapshot.stage, lang);
    if !snapshot.demo && stage.is_none() {
        return;
    }
    out.element("p.zc-notice", |out| {
        if snapshot.demo {
            let (word, sentence) = words::demo_notice(lang);
            out.strong(|out| out.text(word));
            out.text(" ");
            out.text(sentence);
            out.text(lang.pick("", " "));
        }
        out.text(stage.unwrap_or_default());
    });
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
