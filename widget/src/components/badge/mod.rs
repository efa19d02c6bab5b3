//! The result in one line, for a place where nothing else fits.

use shared::words;

use super::{
    heading::{correction, title_id},
    result::sentence,
};
use crate::{links::web_address, markup::Writer, strings::COLON};

/// `演示 示例区…方案：9 项目标：达到 6 项，…`, the title linked to the plan's page.
pub(crate) fn badge(out: &mut Writer) {
    let scene = out.scene;
    let id = title_id(scene);
    out.element("p.zc-line", |out| {
        if scene.snapshot.demo {
            out.strong(|out| out.text(words::demo_notice(scene.lang).0));
            out.text(" ");
        }
        let url = scene.links.page.as_deref().and_then(web_address);
        let names: &[&str] = if url.is_some() { &["class", "id", "href"] } else { &["class", "id"] };
        let values = ["zc-link", &id, url.unwrap_or_default()];
        let tag = if url.is_some() { "a" } else { "span" };
        out.with(tag, names, &values[..names.len()], |out| out.plan(&scene.snapshot.short_title));
        out.say(&COLON);
        sentence(out);
        if let Some(stage) = words::stage_notice(scene.snapshot.stage, scene.lang) {
            out.sub(|out| out.text(stage));
        }
    });
    correction(out);
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
