//! Server-side includes, as old content management systems have them: `<!--#include virtual="…" -->`,
//! `<!--#echo var="…" -->` and `<!--#if expr="$…" -->` to `<!--#endif -->`, which do not nest. Echoed values are escaped;
//! anything else stays as it is.

use std::borrow::Cow;

/// A directive, or the text between two.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Text(&'a str),
    Include(&'a str),
    Echo(&'a str),
    If(&'a str),
    EndIf,
}

/// What a page includes, in order.
pub(crate) fn includes(page: &str) -> Vec<&str> {
    let included = |part| if let Part::Include(path) = part { Some(path) } else { None };
    parts(page).into_iter().filter_map(included).collect()
}

/// A page with values echoed and each of its includes, in order, put in. What stands under a condition stays where its
/// value is not empty.
pub(crate) fn expand(page: &str, values: &[(&str, String)], included: &[String]) -> String {
    let value = |name: &str| {
        let known = values.iter().find(|(known, _)| *known == name);
        known.map_or("", |(_, value)| value.as_str())
    };
    let (mut html, mut shown) = (String::with_capacity(page.len()), true);
    let mut included = included.iter();
    for part in parts(page) {
        let text = match part {
            Part::Text(text) => Cow::Borrowed(text),
            Part::Echo(name) => Cow::Owned(escape(value(name))),
            Part::Include(_) => Cow::Borrowed(included.next().map_or("", String::as_str)),
            Part::If(name) => {
                shown = !value(name).is_empty();
                continue;
            }
            Part::EndIf => {
                shown = true;
                continue;
            }
        };
        if shown {
            html.push_str(&text);
        }
    }
    html
}

/// Cuts a page at its directives.
fn parts(page: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("<!--#") {
        let Some(length) = rest[start..].find("-->") else { break };
        let end = start + length + 3;
        match directive(&rest[start + 5..end - 3]) {
            Some(found) => {
                parts.push(Part::Text(&rest[..start]));
                parts.push(found);
            }
            None => parts.push(Part::Text(&rest[..end])),
        }
        rest = &rest[end..];
    }
    parts.push(Part::Text(rest));
    parts
}

fn directive(text: &str) -> Option<Part<'_>> {
    let text = text.trim();
    if text == "endif" {
        return Some(Part::EndIf);
    }
    let (name, attribute) = text.split_once(' ')?;
    let (key, value) = attribute.trim().split_once('=')?;
    let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    match (name, key) {
        ("include", "virtual") => Some(Part::Include(value)),
        ("echo", "var") => Some(Part::Echo(value)),
        ("if", "expr") => Some(Part::If(value.strip_prefix('$')?)),
        _ => None,
    }
}

/// A text as it may stand in HTML, between tags or in a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn directives_are_found_among_text() {
        let page =
            r#"<h1><!--#echo var="TITLE" --></h1><!--#include virtual="/p/a/snippet" --><!-- a comment -->"#;
        assert_eq!(
            parts(page),
            [
                Part::Text("<h1>"),
                Part::Echo("TITLE"),
                Part::Text("</h1>"),
                Part::Include("/p/a/snippet"),
                Part::Text("<!-- a comment -->"),
            ]
        );
    }

    #[test]
    fn what_has_no_value_is_left_out_with_all_around_it() {
        let page = r#"a<!--#if expr="$X" -->b<!--#echo var="X" --><!--#include virtual="/1" --><!--#endif -->c<!--#include virtual="/2" -->"#;
        let inside = ["one".to_owned(), "two".to_owned()];
        assert_eq!(includes(page), ["/1", "/2"]);
        assert_eq!(expand(page, &[("X", "<".to_owned())], &inside), "ab&lt;onectwo");
        assert_eq!(expand(page, &[("X", String::new())], &inside), "actwo");
    }

    #[test]
    fn what_is_no_directive_stays() {
        for page in [
            "<!--#exec cmd=\"ls\" -->",
            "<!--#if expr=\"1 = 1\" -->",
            "<!--#include virtual=x -->",
            "<!--#include",
            "-->",
        ] {
            let texts: String = parts(page)
                .into_iter()
                .map(|part| if let Part::Text(text) = part { text } else { panic!("{page}") })
                .collect();
            assert_eq!(texts, page);
        }
    }

    proptest! {
        #[test]
        fn no_page_panics(page in "(<!--#|-->|include virtual=\"|if expr=\"\\$|endif|\"|[a-z ]|\\PC){0,40}") {
            parts(&page);
        }

        #[test]
        fn an_echo_opens_no_tag(text in "\\PC{0,40}") {
            let safe = escape(&text);
            prop_assert!(!safe.contains('<') && !safe.contains('"'));
        }
    }
}
