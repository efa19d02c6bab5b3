//! An answer as Telegram messages: plain text, so there is nothing to escape, cut where it does not hurt.

use shared::answer::{Answer, citation_line};
use teloxide::types::{InlineKeyboardButton, InlineKeyboardMarkup};

use crate::delivery::Content;

/// Telegram counts UTF-16 units.
const LIMIT: usize = 4096;
/// More than this and nobody reads them.
const BUTTONS: usize = 8;
/// A button shows about this much; the whole question is kept in the outbox.
const LABEL: usize = 60;

/// A part of a message that is kept in one piece, and what joins it to the one before.
struct Piece {
    joint: &'static str,
    text: String,
}

/// The messages of an answer; the questions that may follow are buttons under the last.
pub(super) fn messages(answer: &Answer) -> Vec<Content> {
    let mut texts = pack(pieces(answer));
    let last = texts.pop();
    let mut contents: Vec<Content> = texts.into_iter().map(Content::text).collect();
    contents.extend(last.map(|text| Content::Message {
        text,
        buttons: answer.suggestions.iter().take(BUTTONS).cloned().collect(),
    }));
    contents
}

/// The buttons of the outbox row `id`. A button carries at most 64 bytes, so it names its question by place.
pub(super) fn keyboard(id: i64, buttons: &[String]) -> InlineKeyboardMarkup {
    InlineKeyboardMarkup::new(buttons.iter().enumerate().map(|(at, question)| {
        let mut label: String = question.chars().take(LABEL).collect();
        if label.len() < question.len() {
            label.push('…');
        }
        [InlineKeyboardButton::callback(label, format!("s:{id}:{at}"))]
    }))
}

fn pieces(answer: &Answer) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for block in &answer.blocks {
        // An answer of this block alone: the words stay those of every other channel.
        let alone = Answer {
            blocks: vec![block.clone()],
            citations: Vec::new(),
            suggestions: Vec::new(),
            picture: None,
            intent: String::new(),
            ..*answer
        };
        pieces.push(Piece { joint: "\n\n", text: alone.to_text() });
    }
    for (at, citation) in answer.citations.iter().enumerate() {
        let line = citation_line(at, citation, answer.lang);
        pieces.push(if at == 0 {
            // The heading goes with the first source, wherever that goes.
            Piece { joint: "\n\n", text: format!("{}\n{line}", answer.lang.pick("依据：", "Sources:")) }
        } else {
            Piece { joint: "\n", text: line }
        });
    }
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces
}

/// Fills messages with pieces; a piece that is longer than a message is cut at the best place.
fn pack(pieces: Vec<Piece>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for Piece { joint, text } in pieces {
        match texts.last_mut() {
            Some(last) if units(last) + units(joint) + units(&text) <= LIMIT => {
                last.push_str(joint);
                last.push_str(&text);
            }
            _ => texts.extend(cut(&text)),
        }
    }
    texts
}

/// Cuts a text into messages: between lines, else after a sentence, else anywhere between characters.
fn cut(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while units(rest) > LIMIT {
        let fits = prefix(rest, LIMIT);
        let at = [&['\n'][..], &['。', '！', '？', '；'], &['，', '、', ' ']]
            .into_iter()
            .find_map(|ends| fits.rfind(ends))
            .and_then(|at| fits[at..].chars().next().map(|end| at + end.len_utf8()))
            .unwrap_or(fits.len());
        let (part, after) = rest.split_at(at);
        parts.push(part.trim_end().to_owned());
        rest = after.trim_start_matches('\n');
    }
    parts.push(rest.to_owned());
    // Telegram refuses a message of blanks.
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// The longest beginning of so many units.
fn prefix(text: &str, limit: usize) -> &str {
    let mut left = limit;
    let end = text.char_indices().find(|(_, c)| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        !fits
    });
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use shared::{
        answer::{AnswerStatus, Block, Citation},
        date::Date,
        policy::{LegalStatus, Read},
    };

    use super::*;

    fn answer(blocks: Vec<Block>, citations: Vec<Citation>, suggestions: &[&str]) -> Answer {
        Answer {
            status: AnswerStatus::Answered,
            intent: "policy".to_owned(),
            blocks,
            citations,
            as_of: Date::new(2026, 11, 22).unwrap(),
            lang: shared::lang::Lang::Zh,
            suggestions: suggestions.iter().map(|question| (*question).to_owned()).collect(),
            picture: None,
        }
    }

    fn citation(title: String, url: Option<String>) -> Citation {
        Citation {
            id: "p#c".to_owned(),
            title,
            number: Some("杭政函〔2023〕1 号".to_owned()),
            clause: None,
            url,
            status: LegalStatus::InForce,
            region: "拱墅区".to_owned(),
            read: Read::Repost,
            quote: String::new(),
        }
    }

    fn texts(answer: &Answer) -> Vec<String> {
        let text = |content| match content {
            Content::Message { text, .. } => text,
            Content::Picture { .. } | Content::Acknowledge { .. } => panic!("an answer is a message"),
        };
        messages(answer).into_iter().map(text).collect()
    }

    fn without_blanks(text: &str) -> String {
        text.split_whitespace().collect()
    }

    #[test]
    fn a_short_answer_is_one_message_with_buttons() {
        let source = citation("专利资助办法".to_owned(), Some("https://www.gongshu.gov.cn/a".to_owned()));
        let answer = answer(
            vec![Block::text("最高 5 万元。[1]"), Block::List(vec!["身份证".to_owned(), "发票".to_owned()])],
            vec![source],
            &["要哪些材料", "找谁办"],
        );
        let expected = "最高 5 万元。[1]\n\n· 身份证\n· 发票\n\n依据：\n[1] 《专利资助办法》（杭政函〔2023〕1 号） · 拱墅区 · 现行 · 据转载页整理，原文待核\n    https://www.gongshu.gov.cn/a";
        let buttons = vec!["要哪些材料".to_owned(), "找谁办".to_owned()];
        assert_eq!(messages(&answer), [Content::Message { text: expected.to_owned(), buttons }]);
    }

    #[test]
    fn says_what_the_other_channels_say() {
        let answer = answer(
            vec![Block::text("甲"), Block::notice("乙"), Block::List(vec!["丙".to_owned()])],
            vec![citation("丁".to_owned(), None), citation("戊".to_owned(), None)],
            &[],
        );
        assert_eq!(texts(&answer), [answer.to_text()]);
    }

    #[test]
    fn an_emoji_at_the_limit_stays_whole() {
        let text = format!("{}😀{}", "a".repeat(LIMIT - 1), "b".repeat(9));
        let parts = cut(&text);
        assert_eq!(parts.concat(), text);
        assert_eq!(units(&parts[0]), LIMIT - 1);
    }

    #[test]
    fn buttons_fit_and_lead_back() {
        let long = "专利转让许可备案补贴".repeat(20);
        let keyboard = keyboard(i64::MAX, &[long, "短".to_owned()]);
        let json = serde_json::to_value(keyboard).unwrap();
        let data = json["inline_keyboard"][1][0]["callback_data"].as_str().unwrap();
        assert_eq!(data, format!("s:{}:1", i64::MAX));
        assert!(data.len() <= 64);
        let label = json["inline_keyboard"][0][0]["text"].as_str().unwrap();
        assert_eq!(label.chars().count(), LABEL + 1);
    }

    fn prose() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-z。，\n 知策😀]{1,40}",
            ("[a-z。，\n 知策😀]{20,60}", 1..120_usize).prop_map(|(text, times)| text.repeat(times)),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn nothing_is_too_long_nothing_is_lost_and_no_source_is_cut(
            paragraphs in prop::collection::vec(prose(), 0..5),
            items in prop::collection::vec(prose(), 0..5),
            titles in prop::collection::vec("[甲乙丙丁a-z]{1,300}", 0..30),
        ) {
            let mut blocks: Vec<Block> = paragraphs.into_iter().map(Block::text).collect();
            blocks.push(Block::List(items));
            let citations: Vec<Citation> = titles
                .into_iter()
                .map(|title| citation(title, Some("https://www.gov.cn/zhengce".to_owned())))
                .collect();
            let answer = answer(blocks, citations, &[]);
            let texts = texts(&answer);
            for text in &texts {
                prop_assert!((1..=LIMIT).contains(&text.encode_utf16().count()));
                prop_assert!(!text.trim().is_empty());
            }
            prop_assert_eq!(without_blanks(&texts.concat()), without_blanks(&answer.to_text()));
            for (at, citation) in answer.citations.iter().enumerate() {
                let line = citation_line(at, citation, answer.lang);
                prop_assert_eq!(texts.iter().filter(|text| text.contains(&line)).count(), 1);
            }
        }
    }
}
