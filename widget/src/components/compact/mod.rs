//! A line a target, for a narrow column beside other things.

use crate::{components::status::status, markup::Writer, strings::RESULTS_CAPTION};

/// Name, result or target of each; what is behind them stands on the plan's page.
pub(crate) fn compact(out: &mut Writer) {
    let scene = out.scene;
    out.part("targets", |out| {
        out.with(
            "ul",
            &["class", "role", "aria-label"],
            &["zc-lines", "list", RESULTS_CAPTION.of(scene.lang)],
            |out| {
                for indicator in &scene.snapshot.indicators {
                    out.item(|out| {
                        out.element("span.zc-piece", |out| out.plan(&indicator.name));
                        out.text(" ");
                        if scene.promises_only() {
                            out.sub(|out| super::targets::planned(out, indicator));
                        } else {
                            status(out, indicator.verdict.status);
                        }
                    });
                }
            },
        );
    });
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
