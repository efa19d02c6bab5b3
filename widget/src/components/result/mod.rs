//! The result in one sentence, and one mark per target.

use shared::words;

use crate::{
    markup::Writer,
    strings::{COLON, MARKS},
};

/// The sentence; then the marks, unless there is nothing to mark.
pub(crate) fn result(out: &mut Writer) {
    out.element("div.zc-result", |out| {
        out.element("p.zc-sentence", sentence);
        if !out.scene.promises_only() {
            marks(out);
        }
    });
}

/// The counts, each in the colour of its status.
pub(crate) fn sentence(out: &mut Writer) {
    for (status, words) in words::result(out.scene.snapshot, out.scene.lang) {
        match status {
            Some(status) => out.marked("strong", "zc-strong", status, |out| out.text(&words)),
            None => out.dated(&words),
        }
    }
}

/// One square per target in plan order: its shape for the eye, its name and status in words for everybody else.
fn marks(out: &mut Writer) {
    let scene = out.scene;
    let values = ["zc-marks", "list", MARKS.of(scene.lang)];
    out.with("ol", &["class", "role", "aria-label"], &values, |out| {
        for indicator in &scene.snapshot.indicators {
            let status = indicator.verdict.status;
            out.marked("li", "zc-square", status, |out| {
                out.seen("zc-mark", words::mark(status));
                out.hidden(|out| {
                    out.plan(&indicator.name);
                    out.say(&COLON);
                    out.text(words::status(status, scene.lang));
                });
            });
        }
    });
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
