//! What a visitor of a page sees.

use super::{Place, attribute, name};

/// Whether an element and all within it is left out: never shown, no text, struck out (10 struck out before 12 is no 1012),
/// or the mark of a footnote.
pub(super) fn is_hidden(node: Place<'_>) -> bool {
    let machinery = matches!(
        name(node),
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "object"
            | "select"
            | "textarea"
            | "button"
            | "del"
            | "s"
            | "strike"
    );
    let style = attribute(node, "style").unwrap_or_default();
    machinery || attribute(node, "hidden").is_some() || hides(style) || is_footnote_mark(node)
}

/// A raised link; what is raised without one may be the 2 of m².
fn is_footnote_mark(node: Place<'_>) -> bool {
    let linked = || node.parent().into_iter().chain(node.children()).any(|near| name(near) == "a");
    let by_word = || attribute(node, "class").is_some_and(|class| class == "MsoFootnoteReference");
    (name(node) == "sup" && linked()) || by_word()
}

fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        let is = |name: &str, wanted: &str| {
            property.trim().eq_ignore_ascii_case(name) && value.eq_ignore_ascii_case(wanted)
        };
        is("display", "none") || is("visibility", "hidden")
    })
}

/// Parts of a page that are about the site and not about the document.
pub(super) fn is_around(node: Place<'_>) -> bool {
    matches!(name(node), "nav" | "aside" | "footer")
}
