//! The answer tree: what is said, what it rests on, and where to ask on. Each channel renders it to what it can show.

use core::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::{
    date::Date,
    id::{IndicatorId, PlanId},
    lang::Lang,
    policy::{LegalStatus, Read, Window},
    words,
};

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnswerStatus {
    /// Answered from a document.
    Answered,
    /// Answered in part: something asked for is in no document.
    Partial,
    /// More must be known first.
    Clarify,
    /// No document answers it.
    Unanswerable,
    /// Refused by rule.
    Refused,
    /// A person is wanted.
    Handoff,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What became of the question.
    pub status: AnswerStatus,
    /// What the question was taken for: `plan.target`, `policy`, `sessions` …
    pub intent: String,
    /// What is said, in order.
    pub blocks: Vec<Block>,
    /// What it rests on; `[1]` in a text is the first.
    pub citations: Vec<Citation>,
    /// The day it is answered as of.
    pub as_of: Date,
    /// The language it is put in: that of the question.
    pub lang: Lang,
    /// Questions that may be asked next.
    pub suggestions: Vec<String>,
    /// The target whose picture shows what is said.
    pub picture: Option<Picture>,
}

/// A target that has figures to draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its plan.
    pub plan: PlanId,
    /// Its id.
    pub indicator: IndicatorId,
}

/// A part of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A list of plain texts.
    List(Vec<String>),
    /// A caution or a remark on the source.
    Notice(String),
    /// Where to ask on.
    Window(Window),
}

impl Block {
    /// A paragraph.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A caution.
    pub fn notice(text: impl Into<String>) -> Self {
        Self::Notice(text.into())
    }
}

/// What a sentence rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// `policy#clause`, `plan/indicator`, `plan/task`, `plan`, or a session's id.
    pub id: String,
    /// The document's title.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// The clause's heading, or where the sentence stands.
    pub clause: Option<String>,
    /// Where it can be read, if that may be shown.
    pub url: Option<String>,
    /// Legal status on the day of the answer.
    pub status: LegalStatus,
    /// The place it binds.
    pub region: String,
    /// How it was read.
    pub read: Read,
    /// The words it rests on.
    pub quote: String,
}

/// The window as lines of text; a missing phone is said to be missing.
pub fn window_lines(window: &Window, lang: Lang) -> String {
    let pending = words::missing_phone(window.default, lang);
    let mut text = format!("{}{}", lang.pick("可咨询：", "Ask at: "), window.name.pick(lang));
    let phone = window.phone.as_deref().unwrap_or(pending);
    let _ = write!(text, "{}{phone}", lang.pick("，电话：", ", phone: "));
    if let Some(hours) = &window.hours {
        let _ = write!(text, "{}{hours}", lang.pick("，时间：", ", hours: "));
    }
    if let Some(place) = &window.place {
        let _ = write!(text, "{}{place}", lang.pick("，地址：", ", address: "));
    }
    text
}

/// A citation in one line: title, number, place, status and how it was read.
pub fn citation_line(at: usize, citation: &Citation, lang: Lang) -> String {
    let mut line = format!("[{}] 《{}》", at + 1, citation.title);
    if let Some(number) = &citation.number {
        let _ = write!(line, "（{number}）");
    }
    if let Some(clause) = &citation.clause {
        let _ = write!(line, " {clause}");
    }
    let _ = write!(line, " · {} · {}", citation.region, citation.status.word(lang));
    if let Some(caution) = citation.read.caution(lang) {
        let _ = write!(line, " · {caution}");
    }
    if let Some(url) = &citation.url {
        let _ = write!(line, "\n    {url}");
    }
    line
}

impl Answer {
    /// The whole answer as plain text: the console's and the messengers' form.
    pub fn to_text(&self) -> String {
        let lang = self.lang;
        let mut parts: Vec<String> = self.blocks.iter().map(|block| block.to_text(lang)).collect();
        if !self.citations.is_empty() {
            let lines = self.citations.iter().enumerate().map(|(at, c)| citation_line(at, c, lang));
            let lines: Vec<String> =
                core::iter::once(lang.pick("依据：", "Sources:").to_owned()).chain(lines).collect();
            parts.push(lines.join("\n"));
        }
        if !self.suggestions.is_empty() {
            let asked = self.suggestions.iter().map(|question| format!("· {question}"));
            let lines: Vec<String> =
                core::iter::once(lang.pick("还可以问：", "You may also ask:").to_owned())
                    .chain(asked)
                    .collect();
            parts.push(lines.join("\n"));
        }
        parts.join("\n\n")
    }
}

impl Block {
    fn to_text(&self, lang: Lang) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(items) => items.iter().map(|item| format!("· {item}")).collect::<Vec<_>>().join("\n"),
            Self::Notice(text) => format!("{}{text}", lang.pick("提示：", "Note: ")),
            Self::Window(window) => window_lines(window, lang),
        }
    }
}
