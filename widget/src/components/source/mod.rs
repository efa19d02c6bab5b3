//! Who says so, and as of when.

use shared::{date::Date, plan::Source};

use crate::{
    links::web_address,
    markup::Writer,
    strings::{AS_OF, AS_OF_END},
};

/// `示例统计公报（截至 2025-12-31）`, the title linked where it has an address.
pub(crate) fn source(out: &mut Writer, source: &Source, as_of: Date) {
    out.element("span.zc-source", |out| {
        linked(out, &source.title, source.url.as_deref());
        out.text(out.scene.lang.pick("", " "));
        out.element("span.zc-whole", |out| {
            out.say(&AS_OF);
            out.day(&as_of);
            out.say(&AS_OF_END);
        });
    });
}

/// A Chinese title, linked where it has an address that is safe to follow.
pub(crate) fn linked(out: &mut Writer, title: &str, url: Option<&str>) {
    match url.and_then(web_address) {
        Some(url) => {
            let values = ["zc-link", "noopener", url];
            out.with("a", &["class", "rel", "href"], &values, |out| out.chinese(title));
        }
        None => out.chinese(title),
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
