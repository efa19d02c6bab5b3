//! Lists of responsible units: in brackets of any kind, after a label, or as a sentence of units and roles.

mod names;
mod words;

use core::ops::Range;

use self::names::parse;
pub(super) use self::names::unjoined;
use super::brackets::{Span, closes, spans};

/// What a list says its units do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// 牵头
    Lead,
    /// 责任, 负责, or nothing.
    Responsible,
    /// 配合, 参与
    Support,
}

/// Units as printed, each with its role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Units {
    pub named: Vec<(Role, String)>,
    /// The text says that the first of each list leads.
    pub first_leads: bool,
    /// What stands in the list and is no name of a unit.
    pub left: Vec<String>,
}

/// A list and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitList {
    pub range: Range<usize>,
    pub units: Units,
    /// Its bracket is never closed.
    pub open: bool,
}

/// Where the first list of a text begins.
pub(super) fn first(text: &str) -> Option<usize> {
    lists(text).first().map(|list| list.range.start)
}

/// In bytes; longer than any label.
const FAR: usize = 300;

/// The lists of a paragraph in its order.
pub(super) fn lists(text: &str) -> Vec<UnitList> {
    let mut found: Vec<UnitList> = Vec::new();
    let mut from = 0;
    for span in spans(text) {
        if span.outer.start < from {
            continue;
        }
        found.extend(labels(text, from..span.outer.start));
        from = found.last().map_or(from, |list| list.range.end.max(from));
        if span.outer.start >= from
            && let Some(list) = bracketed(text, &span)
        {
            from = list.range.end;
            found.push(list);
        } else if span.outer.start > from + FAR {
            // No label reaches so far: what was searched is not searched again.
            from = span.outer.start;
        }
    }
    found.extend(labels(text, from..text.len()));
    if found.is_empty() { sentence(text).into_iter().collect() } else { found }
}

/// Whether a paragraph is nothing but lists.
pub(super) fn only_lists(text: &str, lists: &[UnitList]) -> bool {
    let mut at = 0;
    let mut rest = String::new();
    for list in lists {
        rest.push_str(&text[at..list.range.start]);
        at = list.range.end;
    }
    rest.push_str(&text[at..]);
    is_nothing(&rest)
}

/// Whether a text holds only signs.
pub(super) fn is_nothing(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// The units of a table's cell, in a column that gives them `role`.
pub(super) fn read_cell(cell: &str, role: Role) -> Units {
    let lines: Vec<&str> = cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut units = parse(&lines.join("、")).units;
    for (own, _) in &mut units.named {
        if *own == Role::Responsible {
            *own = role;
        }
    }
    units
}

/// A bracket that is never closed and goes on for longer holds no list; in bytes.
const LONGEST_OPEN: usize = 1_200;

fn bracketed(text: &str, span: &Span) -> Option<UnitList> {
    let content = &text[span.inner.clone()];
    // A bracket that is never closed holds a list only if it says so at once.
    if !span.closed && (content.len() > LONGEST_OPEN || !words::opens_list(content)) {
        return None;
    }
    let read = parse(content);
    // Empty brackets in a row would each look at all that follows.
    if read.units.named.is_empty() {
        return None;
    }
    let before = text[..span.outer.start].trim_end();
    let after = text[span.outer.end..].trim_start();
    let place = Place {
        closes: is_nothing(after),
        follows: before.is_empty() || before.ends_with(['。', '；', '！', '”']) || before.ends_with(closes),
    };
    let certain = read.labelled || span.closed && unlabelled(&read, place);
    certain.then(|| UnitList { range: span.outer.clone(), units: read.units, open: !span.closed })
}

/// Where a bracket stands in its paragraph.
#[derive(Clone, Copy)]
struct Place {
    closes: bool,
    follows: bool,
}

/// A bracket without a label is a list if it holds nothing but units, with a role or where a list would stand.
fn unlabelled(read: &names::Parsed, place: Place) -> bool {
    let units = &read.units.named;
    let sure = units.iter().filter(|(_, name)| words::is_unit(name)).count();
    let all = sure > 0 && sure == units.len();
    let short = units.iter().all(|(_, name)| name.chars().count() <= 20);
    // A role in a bracket at its place vouches for a name or two that do not end as names do.
    if read.role && place.follows && short && sure * 2 > units.len() && read.units.left.is_empty() {
        return true;
    }
    let stands = place.follows && (place.closes || units.len() > 1) || place.closes && units.len() > 1;
    all && read.units.left.is_empty() && (read.role || stands)
}

/// Lists after a label in running text, up to the end of the sentence.
fn labels(text: &str, range: Range<usize>) -> Option<UnitList> {
    let part = &text[range.clone()];
    let opening =
        words::bare_label(part).filter(|label| range.start == 0 && part[label.range.end..].starts_with(' '));
    let mut starts = opening.into_iter().chain(words::labels(part)).map(|label| label.range.start);
    let start = starts.find(|at| {
        let before = part[..*at].trim_end();
        before.is_empty() && range.start == 0
            || before.ends_with(['。', '；', ';', '！'])
            || before.ends_with(closes)
            || before.is_empty() && text[..range.start].ends_with(closes)
            || part[..*at].ends_with(' ')
    })?;
    let content = &text[range.start + start..];
    let stop = stop(content);
    let read = parse(&content[..stop]);
    (read.labelled && !read.units.named.is_empty()).then(|| UnitList {
        range: range.start + start..range.start + start + stop,
        units: read.units,
        open: false,
    })
}

/// The end of a list in running text: a full stop, or a bracket that closes what was never opened.
fn stop(content: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in content.char_indices() {
        match c {
            '。' if depth == 0 => return at,
            _ if super::brackets::opens(c) => depth += 1,
            _ if closes(c) && depth == 0 => return at,
            _ if closes(c) => depth -= 1,
            _ => {}
        }
    }
    content.len()
}

/// In bytes.
const LONGEST_SENTENCE: usize = 600;

/// A last sentence of units and roles: `由县市场局牵头，县财政局、县司法局配合。`
fn sentence(text: &str) -> Option<UnitList> {
    let end = text.trim_end_matches(['。', ' ']).len();
    let start = text[..end].rfind(['。', '；']).map_or(0, |at| at + '。'.len_utf8());
    let content = &text[start..end];
    if content.len() > LONGEST_SENTENCE || words::is_about_document(content) {
        return None;
    }
    let read = parse(content);
    let all = read.units.named.iter().all(|(_, name)| words::is_unit(name));
    let certain = read.role && all && !read.units.named.is_empty() && read.units.left.is_empty();
    certain.then_some(UnitList { range: start..end, units: read.units, open: false })
}

#[cfg(test)]
mod tests;
