//! Where on the page what stands: links to its parts, and the second door.

use crate::{
    links::web_address,
    markup::Writer,
    strings::{
        CONTENTS, LINK_OFFERS, Label, PROMISES_CAPTION, RESULTS_CAPTION, TASKS_CAPTION, TIMELINE_HEADING,
        UNITS_HEADING,
    },
};

/// One link a part that the plan has, and one to what enterprises can get. `opener` writes what opens the controls, if
/// there are any: here it takes no room that the links leave free, so that nothing moves when the widget takes over.
pub(crate) fn contents(out: &mut Writer, opener: impl FnOnce(&mut Writer)) {
    let scene = out.scene;
    let snapshot = scene.snapshot;
    let targets = if scene.promises_only() { &PROMISES_CAPTION } else { &RESULTS_CAPTION };
    let parts = [
        ("targets", targets, snapshot.indicators.is_empty()),
        ("tasks", &TASKS_CAPTION, snapshot.tasks.is_empty()),
        ("units", &UNITS_HEADING, snapshot.units.is_empty()),
        ("timeline", &TIMELINE_HEADING, false),
    ];
    let name = out.landmark(&CONTENTS);
    out.with("nav", &["class", "aria-label"], &["zc-contents", &name], |out| {
        out.element("ul", |out| {
            for (part, label, absent) in parts {
                if !absent {
                    link(out, &scene.anchor(part), label);
                }
            }
            if let Some(url) = scene.links.offers.as_deref().and_then(web_address) {
                link(out, url, &LINK_OFFERS);
            }
            opener(out);
        });
    });
}

fn link(out: &mut Writer, url: &str, label: &Label) {
    out.item(|out| out.with("a", &["class", "href"], &["zc-link", url], |out| out.say(label)));
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
