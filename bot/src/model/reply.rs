//! What the model may say: `{"choice": "<one of the ids>" | null, "rewrite": "<question>" | null}`, and not a character
//! more.

use serde::{Deserialize, Deserializer};
use shared::text::is_invisible;

use crate::answer::Advice;

/// A rewrite of more characters is dropped.
const LONGEST: usize = 60;

/// Why a reply was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// Not a chat completion with words in it.
    Envelope,
    /// Not the one JSON object that was asked for.
    Form,
    /// A choice of what was not offered.
    Unoffered,
    /// A rewrite that no person would type.
    Rewrite,
}

impl Unfit {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Envelope => "dropped: no completion",
            Self::Form => "dropped: not of the form",
            Self::Unoffered => "dropped: not offered",
            Self::Rewrite => "dropped: no question",
        }
    }
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Alternative>,
}

#[derive(Deserialize)]
struct Alternative {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    #[serde(deserialize_with = "present")]
    choice: Option<String>,
    #[serde(deserialize_with = "present")]
    rewrite: Option<String>,
}

/// A text or null, but not nothing.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(deserializer)
}

/// The advice in a reply to a question with candidates of these ids; a choice goes before a rewrite.
pub(super) fn advice(body: &[u8], ids: &[&str]) -> Result<Option<Advice>, Unfit> {
    let completion: Completion = serde_json::from_slice(body).map_err(|_| Unfit::Envelope)?;
    let [alternative] = completion.choices.as_slice() else { return Err(Unfit::Envelope) };
    let said: Said = serde_json::from_str(&alternative.message.content).map_err(|_| Unfit::Form)?;
    let chosen = match said.choice {
        Some(id) => Some(ids.iter().position(|offered| *offered == id).ok_or(Unfit::Unoffered)?),
        None => None,
    };
    if said.rewrite.as_deref().is_some_and(|words| !is_question(words)) {
        return Err(Unfit::Rewrite);
    }
    Ok(chosen.map(Advice::Choice).or_else(|| said.rewrite.map(Advice::Rewrite)))
}

fn is_question(words: &str) -> bool {
    words.chars().any(char::is_alphanumeric)
        && words.chars().count() <= LONGEST
        && !words.chars().any(|c| c == '\n' || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const IDS: [&str; 2] = ["law#a1", "faq/b"];

    /// What comes of a model's words, in an envelope as endpoints send it.
    fn of(content: &str) -> Result<Option<Advice>, Unfit> {
        let message = json!({"role": "assistant", "content": content, "reasoning_content": "…"});
        let choice = json!({"index": 0, "message": message, "finish_reason": "stop", "logprobs": null});
        let body = json!({"id": "x", "object": "chat.completion", "choices": [choice], "usage": {}});
        advice(body.to_string().as_bytes(), &IDS)
    }

    #[test]
    fn a_choice_a_rewrite_or_nothing() {
        assert_eq!(of(r#"{"choice": "faq/b", "rewrite": null}"#), Ok(Some(Advice::Choice(1))));
        let rewrite = Advice::Rewrite("专利申请费用".to_owned());
        assert_eq!(of(r#" {"rewrite": "专利申请费用", "choice": null} "#), Ok(Some(rewrite)));
        assert_eq!(of(r#"{"choice": null, "rewrite": null}"#), Ok(None));
        assert_eq!(of(r#"{"choice": "law#a1", "rewrite": "费用"}"#), Ok(Some(Advice::Choice(0))));
    }

    #[test]
    fn what_was_not_offered_is_dropped() {
        for id in ["law#a2", "law", "", "LAW#A1", "law#a1 ", "../law#a1"] {
            assert_eq!(
                of(&json!({"choice": id, "rewrite": null}).to_string()),
                Err(Unfit::Unoffered),
                "{id}"
            );
        }
    }

    #[test]
    fn what_is_not_of_the_form_is_dropped() {
        for words in [
            "",
            "null",
            "[]",
            "law#a1",
            "可以补贴 12345 元。",
            "<b>law#a1</b>",
            "```json\n{\"choice\": \"law#a1\", \"rewrite\": null}\n```",
            r#"好的：{"choice": "law#a1", "rewrite": null}"#,
            r#"{"choice": "law#a1", "rewrite": null} 补贴 12345 元"#,
            r#"{"choice": "law#a1", "rewrite": null, "answer": "补贴 12345 元"}"#,
            r#"{"choice": "law#a1", "choice": "faq/b", "rewrite": null}"#,
            r#"{"choice": ["law#a1"], "rewrite": null}"#,
            r#"{"choice": 0, "rewrite": null}"#,
            r#"{"choice": "law#a1"}"#,
            r#"{"choice": "law#a1", "rewrite": null"#,
        ] {
            assert_eq!(of(words), Err(Unfit::Form), "{words}");
        }
        assert_eq!(of(&"[".repeat(10_000)), Err(Unfit::Form));
    }

    #[test]
    fn a_rewrite_is_a_short_plain_question() {
        let long = "长".repeat(LONGEST + 1);
        for words in ["", "  ", "？", &long, "费用\n多少", "费用\u{0}", "费\u{202E}用", "费\u{200B}用"]
        {
            let said = json!({"choice": null, "rewrite": words}).to_string();
            assert_eq!(of(&said), Err(Unfit::Rewrite), "{words:?}");
        }
        let just = json!({"choice": null, "rewrite": "长".repeat(LONGEST)}).to_string();
        assert!(matches!(of(&just), Ok(Some(Advice::Rewrite(_)))));
    }

    #[test]
    fn what_is_no_completion_is_dropped() {
        for body in [
            "",
            "<html>",
            "{}",
            r#"{"choices": []}"#,
            r#"{"choices": [{"message": {"content": null}}]}"#,
            r#"{"choices": [{"message": {"content": "{}"}}, {"message": {"content": "{}"}}]}"#,
            r#"{"error": {"message": "quota"}}"#,
        ] {
            assert_eq!(advice(body.as_bytes(), &IDS), Err(Unfit::Envelope), "{body}");
        }
        assert_eq!(advice(&[0xFF; 16], &IDS), Err(Unfit::Envelope));
    }
}
