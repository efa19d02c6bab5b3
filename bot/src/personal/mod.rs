//! Personal identifiers in what people write: found by their form and check digit, and taken out before anything is kept.

mod identifier;

use std::ops::Range;

pub use self::identifier::Identifier;

/// What stands where an identifier stood.
pub const MASK: &str = "〔已隐去〕";

/// A number is written in at most so many parts: the nineteen digits of a bank card in fours.
const PARTS: usize = 5;

/// A text without personal identifiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text, with [`MASK`] where they stood.
    pub text: String,
    /// What was taken out, in order.
    pub found: Vec<Identifier>,
}

/// Takes the personal identifiers out of a text.
pub fn mask(text: &str) -> Masked {
    let mut spans = addresses(text);
    spans.extend(numbers(text));
    spans.sort_by_key(|(span, _)| span.start);
    let mut masked = Masked { text: String::with_capacity(text.len()), found: Vec::new() };
    let mut end = 0;
    for (span, identifier) in spans {
        // A number inside an address of electronic mail went with the address.
        if span.start < end {
            continue;
        }
        masked.text.push_str(&text[end..span.start]);
        masked.text.push_str(MASK);
        masked.found.push(identifier);
        end = span.end;
    }
    masked.text.push_str(&text[end..]);
    masked
}

/// Digits that stand together, and where.
struct Group {
    digits: String,
    span: Range<usize>,
}

/// Numbers that are identifiers. People part them by single blanks or hyphens in customary places, and type full-width
/// digits.
fn numbers(text: &str) -> Vec<(Range<usize>, Identifier)> {
    let mut found = Vec::new();
    for run in runs(text) {
        let mut rest = run.as_slice();
        while !rest.is_empty() {
            let longest = (1..=rest.len().min(PARTS)).rev().find_map(|count| {
                let parts: Vec<&str> = rest[..count].iter().map(|group| group.digits.as_str()).collect();
                Identifier::of_number(&parts).map(|identifier| (count, identifier))
            });
            match longest {
                Some((count, identifier)) => {
                    found.push((rest[0].span.start..rest[count - 1].span.end, identifier));
                    rest = &rest[count..];
                }
                None => rest = &rest[1..],
            }
        }
    }
    found
}

/// Groups of digits, those together that only a single blank or hyphen parts.
fn runs(text: &str) -> Vec<Vec<Group>> {
    let mut runs: Vec<Vec<Group>> = Vec::new();
    let mut letters_before = false;
    let mut group: Option<Group> = None;
    let mut gap = Gap::Wide;
    let close = |runs: &mut Vec<Vec<Group>>, group: &mut Option<Group>, gap: &mut Gap| {
        let Some(group) = group.take() else { return };
        match (*gap, runs.last_mut()) {
            (Gap::Narrow, Some(run)) => run.push(group),
            _ => runs.push(vec![group]),
        }
        *gap = Gap::None;
    };
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match (digit(c), &mut group) {
            (Some(digit), Some(group)) => {
                group.digits.push(digit);
                group.span.end = end;
            }
            // A number that begins in the middle of a word is part of a longer one.
            (Some(digit), None) if !letters_before => {
                group = Some(Group { digits: digit.to_string(), span: at..end });
            }
            // The last place of an identity number may be X; it stands in one or ends in a group of four.
            (None, Some(group))
                if matches!(group.digits.len(), 3 | 17) && matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ') =>
            {
                group.digits.push('X');
                group.span.end = end;
            }
            (None, _) => {
                close(&mut runs, &mut group, &mut gap);
                gap =
                    if matches!(c, ' ' | '-' | '－') && gap == Gap::None { Gap::Narrow } else { Gap::Wide };
            }
            (Some(_), None) => {}
        }
        letters_before = c.is_ascii_alphabetic() || (letters_before && digit(c).is_some());
    }
    close(&mut runs, &mut group, &mut gap);
    runs
}

/// What parts a group of digits from the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Narrow,
    Wide,
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

/// Addresses of electronic mail.
fn addresses(text: &str) -> Vec<(Range<usize>, Identifier)> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let ats = text.match_indices('@').map(|(at, _)| at);
    let spans = ats.filter_map(|at| {
        let before = text[..at].chars().rev().take_while(|c| inside(*c)).count();
        let after = text[at + 1..].chars().take_while(|c| inside(*c)).count();
        let domain = text[at + 1..at + 1 + after].trim_end_matches(['.', '-']);
        let is_address = before > 0 && domain.contains('.') && !domain.starts_with('.');
        is_address.then(|| (at - before..at + 1 + domain.len(), Identifier::Email))
    });
    spans.collect()
}

#[cfg(test)]
mod tests;
