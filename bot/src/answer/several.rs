//! Several questions in one message: taken apart, and their answers put together.

use shared::answer::{Answer, AnswerStatus, Block};

use super::{cues, understand::normalise};

/// Of more questions the rest is not answered.
const MOST: usize = 4;
/// So many characters of a question are said again where it is left out.
const SHOWN: usize = 40;

/// The questions of a message; one where it asks one. What is told between them belongs to the next one.
pub(super) fn questions(asked: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut told = String::new();
    for part in asked.split_inclusive(['?', '？']) {
        told.push_str(part);
        if !part.ends_with(['?', '？']) {
            continue;
        }
        let text = normalise(part);
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        match parts.last_mut() {
            // 是这样吗 asks nothing of its own.
            Some(last) if text.is_empty() || cues::TAGS.contains(&text) => last.push_str(&told),
            _ => parts.push(told.clone()),
        }
        told.clear();
    }
    match parts.last_mut() {
        Some(last) => last.push_str(&told),
        None => parts.push(told),
    }
    if parts.len() > MOST { vec![asked.to_owned()] } else { parts }
}

/// Puts the answers to several questions together. What is not answered is named.
pub(super) fn together(answers: Vec<(String, Answer)>) -> Option<Answer> {
    let answered = |answer: &Answer| matches!(answer.status, AnswerStatus::Answered | AnswerStatus::Partial);
    let any = answers.iter().any(|(_, answer)| answered(answer));
    let first_answered =
        answers.iter().find(|(_, answer)| answered(answer)).map(|(_, answer)| answer.intent.clone());
    let mut answers = answers.into_iter();
    let (asked, mut whole) = answers.next()?;
    let all_answered = |status: AnswerStatus| status == AnswerStatus::Answered;
    let mut complete = all_answered(whole.status);
    // What is refused, asked back or handed over is said as it is.
    let nothing = |answer: &Answer| answer.status == AnswerStatus::Unanswerable;
    let first_is_nothing = nothing(&whole);
    if !answered(&whole) {
        whole.intent = first_answered.unwrap_or(whole.intent);
    }
    if any && first_is_nothing {
        whole.blocks = vec![left_out(&asked, &whole)];
    }
    for (asked, next) in answers {
        complete &= all_answered(next.status);
        if any && nothing(&next) {
            whole.blocks.push(left_out(&asked, &next));
            continue;
        }
        add(&mut whole, next);
    }
    if any {
        whole.status = if complete { AnswerStatus::Answered } else { AnswerStatus::Partial };
    }
    Some(whole)
}

fn left_out(asked: &str, answer: &Answer) -> Block {
    let asked = asked.trim();
    let end = asked.char_indices().nth(SHOWN).map_or(asked.len(), |(at, _)| at);
    let asked = &asked[..end];
    Block::notice(answer.lang.pick(
        format!("“{asked}”：本库没有能回答这一问的文件，没有作答。"),
        format!("“{asked}”: no document in this library answers this; it is left out."),
    ))
}

/// Adds what an answer says and the whole does not yet, its marks renumbered.
fn add(whole: &mut Answer, next: Answer) {
    let mut places: Vec<usize> = Vec::new();
    for citation in next.citations {
        let at = whole.citations.iter().position(|known| known.id == citation.id);
        places.push(at.unwrap_or_else(|| {
            whole.citations.push(citation);
            whole.citations.len() - 1
        }));
    }
    for block in next.blocks {
        let block = match block {
            Block::Text(text) => Block::Text(renumbered(&text, &places)),
            Block::List(items) => Block::List(items.iter().map(|item| renumbered(item, &places)).collect()),
            other @ (Block::Notice(_) | Block::Window(_)) => other,
        };
        if !whole.blocks.contains(&block) {
            whole.blocks.push(block);
        }
    }
    whole.picture = whole.picture.take().or(next.picture);
    for suggestion in next.suggestions {
        if !whole.suggestions.contains(&suggestion) {
            whole.suggestions.push(suggestion);
        }
    }
}

/// `[1]` becomes the mark of the citation that the first has become.
fn renumbered(text: &str, places: &[usize]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let mark = after.split_once(']').and_then(|(number, rest)| {
            let place = places.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
            Some((place + 1, rest))
        });
        out.push('[');
        rest = after;
        if let Some((number, after)) = mark {
            out.push_str(&number.to_string());
            out.push(']');
            rest = after;
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{questions, renumbered};

    #[test]
    fn a_message_is_taken_apart_at_its_question_marks() {
        assert_eq!(questions("专利保护几年"), ["专利保护几年"]);
        assert_eq!(questions("专利保护几年？官费多少？"), ["专利保护几年？", "官费多少？"]);
        assert_eq!(questions("保护二十年，对吗？谢谢"), ["保护二十年，对吗？谢谢"]);
        assert_eq!(questions("保护二十年？对吗？"), ["保护二十年？对吗？"]);
        assert_eq!(questions("？？？").len(), 1);
    }

    #[test]
    fn marks_follow_their_citations() {
        assert_eq!(renumbered("甲 [1]，乙 [2]；[注]", &[3, 0]), "甲 [4]，乙 [1]；[注]");
    }
}
