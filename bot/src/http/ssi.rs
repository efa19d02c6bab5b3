//! Server-side includes, as old content management systems have them: `<!--#include virtual="…" -->` and
//! `<!--#echo var="…" -->`. Echoed values are escaped; anything else stays as it is.

/// A directive, or the text between two.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(&'a str),
    Include(&'a str),
    Echo(&'a str),
}

/// Cuts a page at its directives.
pub(super) fn parts(page: &str) -> Vec<Part<'_>> {
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
    let (name, attribute) = text.trim().split_once(' ')?;
    let (key, value) = attribute.trim().split_once('=')?;
    let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    match (name, key) {
        ("include", "virtual") => Some(Part::Include(value)),
        ("echo", "var") => Some(Part::Echo(value)),
        _ => None,
    }
}

/// A text as it may stand in HTML, between tags or in a quoted attribute.
pub(super) fn escape(text: &str) -> String {
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
    fn what_is_no_directive_stays() {
        for page in ["<!--#exec cmd=\"ls\" -->", "<!--#include virtual=x -->", "<!--#include", "-->"] {
            let texts: String = parts(page)
                .into_iter()
                .map(|part| if let Part::Text(text) = part { text } else { panic!("{page}") })
                .collect();
            assert_eq!(texts, page);
        }
    }

    proptest! {
        #[test]
        fn no_page_panics(page in "(<!--#|-->|include virtual=\"|\"|[a-z ]|\\PC){0,40}") {
            parts(&page);
        }

        #[test]
        fn an_echo_opens_no_tag(text in "\\PC{0,40}") {
            let safe = escape(&text);
            prop_assert!(!safe.contains('<') && !safe.contains('"'));
        }
    }
}
