//! The names in a list, apart from labels, roles and what else stands in it.

use super::{
    Role, Units,
    words::{self, Label},
};
use crate::plan_text::brackets::{bare, closes, opens, spans, split};

/// A list as read.
#[derive(Debug, Clone, Default)]
pub(super) struct Parsed {
    pub units: Units,
    /// A label says that these are units.
    pub labelled: bool,
    /// A word such as 负责 says so.
    pub role: bool,
}

/// Reads the content of a list.
pub(super) fn parse(content: &str) -> Parsed {
    let content = content.trim();
    let mut labels = words::labels(content);
    if labels.first().is_none_or(|label| label.range.start > 0)
        && let Some(label) = words::bare_label(content)
    {
        labels.insert(0, label);
    }
    let mut read = Parsed::default();
    let first = labels.first().map_or(content.len(), |label| label.range.start);
    read.segment(&content[..first], Role::Responsible);
    for (at, Label { range, role }) in labels.iter().enumerate() {
        let end = labels.get(at + 1).map_or(content.len(), |next| next.range.start);
        if words::says_first_leads(&content[range.clone()]) {
            read.units.first_leads = true;
        }
        if let Some(role) = role {
            read.labelled = true;
            read.segment(&content[range.end..end], *role);
        }
    }
    read
}

impl Parsed {
    /// Reads names that a label gave `role`.
    fn segment(&mut self, text: &str, role: Role) {
        for sentence in split(text, &['；', ';', '。']) {
            let mut group: Vec<String> = Vec::new();
            for piece in pieces(sentence).into_iter().flat_map(together) {
                if words::says_first_leads(piece) {
                    self.units.first_leads = true;
                    continue;
                }
                if words::is_aside(piece) {
                    break;
                }
                if words::is_time(piece) {
                    continue;
                }
                let (name, closing) = words::strip_role(piece);
                let (name, own) = own_role(words::strip_opening(words::strip_and_others(name)));
                for name in parts(name) {
                    self.take(name, &mut group);
                }
                if let Some(closing) = closing.or(own) {
                    self.role = true;
                    self.close(&mut group, if own.is_some() { Role::Responsible } else { closing }, own);
                }
            }
            self.close(&mut group, role, None);
        }
    }

    fn take(&mut self, name: &str, group: &mut Vec<String>) {
        let name = joined(name);
        if name.chars().count() > 40 || name.contains('。') {
            self.units.left.push(name);
        } else if !name.is_empty() && !super::is_nothing(&name) {
            group.push(name);
        }
    }

    /// Gives a group its role. `last`: the role that its last name alone carries in a bracket.
    fn close(&mut self, group: &mut Vec<String>, role: Role, last: Option<Role>) {
        let count = group.len();
        for (at, name) in group.drain(..).enumerate() {
            let role = last.filter(|_| at + 1 == count).unwrap_or(role);
            if !self.units.named.iter().any(|(_, known)| *known == name) {
                self.units.named.push((role, name));
            }
        }
    }
}

/// What is longer is no name; in bytes.
const LONGEST: usize = 400;

/// The pieces between the signs of a list; a class with one 、 inside it is one piece, as printed.
fn pieces(sentence: &str) -> Vec<&str> {
    let mut pieces: Vec<&str> = Vec::new();
    let place = |part: &str| part.as_ptr().addr() - sentence.as_ptr().addr();
    for part in split(sentence, &['、', '，', ',', '/', '／', '\u{FF64}', '・']) {
        for part in blanks(part) {
            let end = place(part) + part.len();
            match pieces.last_mut() {
                Some(last)
                    if last.len() <= LONGEST
                        && sentence[place(last) + last.len()..place(part)].trim() == "、"
                        && words::goes_on(last, words::strip_and_others(words::strip_role(part).0)) =>
                {
                    *last = &sentence[place(last)..end];
                }
                _ => pieces.push(part),
            }
        }
    }
    pieces
}

/// `县发改局牵头会同县财政局`: who acts, and with whom.
fn together(piece: &str) -> Vec<&str> {
    let hidden = spans(piece);
    let inside = |at: usize| hidden.iter().any(|span| span.closed && span.outer.contains(&at));
    let cut = piece.match_indices("会同").find(|(at, word)| {
        let (before, after) = (&piece[..*at], &piece[at + word.len()..]);
        // 行业协会同业公会
        !inside(*at) && !before.trim().is_empty() && !after.is_empty() && !after.starts_with('业')
    });
    match cut {
        Some((at, word)) => vec![&piece[..at], &piece[at + word.len()..]],
        None => vec![piece],
    }
}

/// Names with only a blank between them.
fn blanks(part: &str) -> Vec<&str> {
    let words: Vec<&str> = split(part, &[' ']);
    let unit = |word: &str| words::is_unit(words::strip_role(word).0);
    match words.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && unit(first) => {
            // What follows a name is another one, a piece of it, or no longer the list.
            let whole = unit(&words.concat());
            if rest.iter().all(|word| unit(word)) {
                words
            } else if whole {
                vec![part]
            } else {
                vec![*first]
            }
        }
        _ => vec![part],
    }
}

/// `县市场局（牵头）`: a role in a bracket behind a name.
fn own_role(name: &str) -> (&str, Option<Role>) {
    let Some(span) = spans(name).pop().filter(|span| span.closed && span.outer.end == name.len()) else {
        return (name, None);
    };
    match &name[span.inner] {
        "牵头" | "牵头单位" | "主办" => (name[..span.outer.start].trim_end(), Some(Role::Lead)),
        "配合" | "配合单位" | "协办" => (name[..span.outer.start].trim_end(), Some(Role::Support)),
        _ => (name, None),
    }
}

/// Names joined by 和 or 及, where both sides are surely names; and what follows a 等 inside.
fn parts(name: &str) -> Vec<&str> {
    if name.len() > LONGEST {
        return vec![name];
    }
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some((left, right)) = joint(rest) {
        parts.push(left);
        rest = right;
    }
    parts.push(rest);
    parts
}

fn joint(name: &str) -> Option<(&str, &str)> {
    const JOINTS: [&str; 6] = ["以及", "协同", "和", "及", "与", "等"];
    let spans = spans(name);
    let inside = |at: usize| spans.iter().any(|span| span.closed && span.outer.contains(&at));
    JOINTS.iter().find_map(|word| {
        name.match_indices(word).filter(|(at, _)| !inside(*at)).find_map(|(at, _)| {
            let left = words::strip_and_others(name[..at].trim());
            let right = words::strip_opening(name[at + word.len()..].trim());
            let governed = left.starts_with('各') && !right.starts_with('各');
            let sure = words::is_unit(left)
                && words::is_unit(right)
                && !words::is_class_word(right)
                && !words::is_class_word(left)
                && !right.starts_with('其')
                && (!governed || *word == "等");
            sure.then_some((left, right))
        })
    })
}

/// A name without the blanks that a layout put between its characters.
fn joined(name: &str) -> String {
    let name = trim_strays(name.trim_matches(|c: char| "：: ；;。，,、".contains(c)));
    let mut joined = String::new();
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let before = joined.chars().last();
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if c != ' ' || latin(before) && latin(chars.peek().copied()) {
            joined.push(c);
        }
    }
    joined
}

/// Brackets that have no counterpart in the name belong to the list.
fn trim_strays(name: &str) -> &str {
    let opened = |name: &str| name.chars().filter(|c| opens(*c)).count();
    let closed = |name: &str| name.chars().filter(|c| closes(*c)).count();
    let mut name = name;
    while closed(name) > opened(name) && name.ends_with(closes) {
        name = name.trim_end_matches(closes).trim_end();
    }
    while opened(name) > closed(name) && name.starts_with(opens) {
        name = name.trim_start_matches(opens).trim_start();
    }
    name
}

/// Cuts `县市场局县财政局` where both halves are names of the document, or the first is one and the second begins as it does.
pub(in crate::plan_text) fn unjoined<'a>(
    name: &'a str,
    known: &dyn Fn(&str) -> bool,
) -> Option<(&'a str, &'a str)> {
    let cuts = name.char_indices().skip(2).map(|(at, _)| at);
    cuts.filter(|at| bare(&name[..*at]) == name[..*at]).map(|at| name.split_at(at)).find(|(left, right)| {
        let alike =
            right.chars().next() == left.chars().next() && right.starts_with(['区', '市', '县', '省', '州']);
        known(left) && (known(right) || alike && words::is_unit(right) && right.chars().count() > 3)
    })
}
