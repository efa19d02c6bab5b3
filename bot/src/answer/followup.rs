//! A question that goes on from the one before, put so that it stands by itself.
//!
//! `专利无效官费是多少`, then `那商标呢`: what is new is put in the place of each thing that the question before names,
//! and after it; the rewording that the library knows best is the one that was meant.

use super::{
    cues,
    understand::{Names, Place, Question, normalise},
};

/// So many rewordings are tried.
const MOST: usize = 12;
/// A question of more characters is no continuation, …
const LONGEST: usize = 24;
/// … and one that only names nothing must be shorter still.
const LONGEST_UNMARKED: usize = 14;

/// Whether a question stands by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaning {
    /// It does.
    None,
    /// It is short and names no place: it goes on from the one before unless it is well understood alone.
    Perhaps,
    /// It says that it goes on, or names nothing.
    Surely,
}

/// Whether a question can be understood without the one before.
pub(super) fn leaning(question: &Question, names: &Names) -> Leaning {
    let length = question.text.chars().count();
    let marked =
        cues::CONTINUING.iter().any(|word| question.text.starts_with(word)) || question.text.ends_with('呢');
    let short = length <= LONGEST_UNMARKED && cues::ASKING.iter().any(|word| question.text.contains(word));
    if !question.text.chars().any(char::is_alphanumeric) {
        Leaning::None
    } else if (marked && length <= LONGEST) || (short && names_nothing(question, names)) {
        Leaning::Surely
    } else if short && question.place == Place::Unnamed {
        Leaning::Perhaps
    } else {
        Leaning::None
    }
}

/// Whether nothing but the number, date or issuer of a document is asked for: of the one just spoken of.
pub(super) fn asks_for_card(question: &Question, names: &Names) -> bool {
    let rest = cues::CARD.iter().fold(question.text.clone(), |text, word| text.replace(word, " "));
    rest.len() < question.text.len()
        && question.text.chars().count() <= LONGEST_UNMARKED
        && question.place == Place::Unnamed
        && names.subjects_in(&rest).is_empty()
}

fn names_nothing(question: &Question, names: &Names) -> bool {
    names.subjects_in(&question.text).is_empty() && question.place == Place::Unnamed
}

/// Whether a continuation names nothing of its own: it says more of the same thing.
pub(super) fn says_more(now: &Question, names: &Names) -> bool {
    names.subjects_in(&new_of(now)).is_empty()
}

/// What may be meant, the likelier first.
pub(super) fn rewordings(before: &Question, now: &Question, names: &Names) -> Vec<String> {
    let new = new_of(now);
    let old = normalise(&before.asked);
    if now.place != Place::Unnamed && now.content.is_empty() {
        return vec![names.moved(&old, &new)];
    }
    // What names nothing of its own says more of the same thing; what names something puts it in another's place.
    let says_more = says_more(now, names);
    let mut all: Vec<String> = Vec::new();
    for subject in names.subjects_in(&old) {
        let reworded = if says_more { format!("{subject} {new}") } else { old.replacen(subject, &new, 1) };
        if !all.contains(&reworded) {
            all.push(reworded);
        }
    }
    all.truncate(MOST);
    all.push(format!("{} {new}", old.trim_end_matches(['?', '。', '呢', '吗'])));
    all
}

/// What a continuation says that is new.
fn new_of(now: &Question) -> String {
    let text = normalise(&now.asked);
    let opened = cues::CONTINUING.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    opened.trim_end_matches(|c: char| "呢吗?!。，,".contains(c)).to_owned()
}
