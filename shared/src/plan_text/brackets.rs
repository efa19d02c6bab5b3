//! Brackets as real documents have them: of any kind, of two kinds in one pair, nested, or never closed.

use core::ops::Range;

const OPENING: &str = "（([［〔【{｛〖";
const CLOSING: &str = "）)]］〕】}｝〗";

pub(super) fn opens(c: char) -> bool {
    OPENING.contains(c)
}

pub(super) fn closes(c: char) -> bool {
    CLOSING.contains(c)
}

/// A bracket with what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// With its brackets.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    /// Whether the text closes it.
    pub closed: bool,
}

/// The outermost brackets of a text in its order. One that is never closed ends at the next full stop, and those inside
/// it are given as well.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut closed: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices() {
        if opens(c) {
            open.push((at, at + c.len_utf8()));
        } else if closes(c)
            && let Some((start, inner)) = open.pop()
        {
            while closed.last().is_some_and(|span| span.outer.start > start) {
                closed.pop();
            }
            closed.push(Span { outer: start..at + c.len_utf8(), inner: inner..at, closed: true });
        }
    }
    let mut stops = text.match_indices('。').map(|(at, _)| at).peekable();
    for (start, inner) in open {
        while stops.next_if(|at| *at < inner).is_some() {}
        let end = stops.peek().copied().unwrap_or(text.len());
        closed.push(Span { outer: start..end, inner: inner..end, closed: false });
    }
    closed.sort_by_key(|span| span.outer.start);
    closed
}

/// Cuts at any of `separators` that stands outside brackets; a bracket that is never closed hides nothing. Empty parts
/// are left out.
pub(super) fn split<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    split_where(text, |c, _| separators.contains(&c))
}

/// As [`split`], with the byte after the character at hand.
pub(super) fn split_where(text: &str, separates: impl Fn(char, usize) -> bool) -> Vec<&str> {
    let spans = spans(text);
    let mut hidden = spans.iter().filter(|span| span.closed).peekable();
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, c) in text.char_indices() {
        while hidden.next_if(|span| span.outer.end <= at).is_some() {}
        let inside = hidden.peek().is_some_and(|span| span.outer.start <= at);
        if !inside && separates(c, at) {
            parts.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A text without its brackets and what they hold.
pub(super) fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut at = 0;
    for span in spans(text).into_iter().filter(|span| span.closed) {
        if span.outer.start >= at {
            bare.push_str(&text[at..span.outer.start]);
            at = span.outer.end;
        }
    }
    bare.push_str(&text[at..]);
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_of_two_kinds_is_one_bracket() {
        let text = "甲。（责任单位：乙（丙）、丁]戊〔己";
        let found: Vec<(&str, bool)> =
            spans(text).into_iter().map(|span| (&text[span.inner], span.closed)).collect();
        assert_eq!(found, [("责任单位：乙（丙）、丁", true), ("己", false)]);
        assert_eq!(bare("各县（市、区）政府"), "各县政府");
    }

    #[test]
    fn an_open_bracket_hides_nothing() {
        assert_eq!(split("甲（乙、丙", &['、']), ["甲（乙", "丙"]);
        assert_eq!(split("甲（乙、丙）、丁", &['、']), ["甲（乙、丙）", "丁"]);
    }
}
