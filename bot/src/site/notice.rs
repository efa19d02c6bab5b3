//! What stands in the place of a plan that is switched off.

use serde_json::{Value, json};
use shared::lang::{Lang, Text};

use super::{Addresses, Folder, RenderError, common, escape, expand, page};
use crate::figures::Off;

/// The notice, as any page may include it. `title` is the plan's.
pub(crate) fn notice(title: &Text, off: &Off, lang: Lang) -> String {
    let [said, why] = off.words(title.pick(lang), lang).map(|words| escape(&words));
    let lang = lang.tag();
    format!("<div lang=\"{lang}\">\n<p><strong>{said}</strong></p>\n<p>{why}</p>\n</div>\n")
}

/// The notice as a page of its own.
pub(crate) fn notice_page(
    title: &Text,
    off: &Off,
    lang: Lang,
    addresses: &Addresses,
) -> Result<String, RenderError> {
    let template = page("notice.html").ok_or(RenderError::Page("notice.html"))?;
    let mut values = common(addresses);
    values.extend([
        ("TITLE", title.pick(lang).to_owned()),
        ("LANG", lang.tag().to_owned()),
        ("HEADING", lang.pick("暂停显示", "Not shown").to_owned()),
    ]);
    Ok(expand(&template, &values, &[notice(title, off, lang)]))
}

/// The notice for programs: a problem (RFC 9457) that says since when and why.
pub(crate) fn notice_problem(title: &Text, off: &Off) -> Value {
    json!({
        "type": "about:blank",
        "title": "暂停显示",
        "status": 503,
        "detail": off.words(&title.zh, Lang::Zh).concat(),
        "off": off,
    })
}

/// The files of a plan as they are while it is off: the same pages with the notice in them, and of its data the notice
/// alone.
pub(super) fn taken_down(files: Folder, title: &Text, off: &Off) -> Result<Folder, RenderError> {
    let mut down = Folder::new();
    for path in files.into_keys() {
        let lang = if path.ends_with("en.html") { Lang::En } else { Lang::Zh };
        let name = path.rsplit('/').next().unwrap_or_default();
        let bytes = match (name, name.rsplit_once('.')) {
            ("index.html" | "en.html", _) => {
                let addresses = Addresses::from_depth(path.matches('/').count());
                notice_page(title, off, lang, &addresses)?.into_bytes()
            }
            ("index.json", _) => serde_json::to_vec(&notice_problem(title, off))?,
            (_, Some((_, "html"))) => notice(title, off, lang).into_bytes(),
            _ => continue,
        };
        down.insert(path, bytes);
    }
    Ok(down)
}
