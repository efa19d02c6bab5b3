//! Questions with what a right answer rests on, or with the outcomes that are right where nothing answers them.

use std::{collections::HashSet, str::FromStr};

use serde::Deserialize;
use shared::answer::AnswerStatus;

use crate::pack::Pack;

/// The questions of a file.
#[derive(Debug)]
pub struct Gold(pub Vec<Asked>);

/// A question, and the ones before it in the same conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Unique in its file.
    pub id: String,
    /// What makes it hard: `colloquial`, `typo`, `near-miss` …
    pub kind: String,
    /// The turns before it, oldest first.
    pub earlier: Vec<String>,
    /// The turn that is judged.
    pub question: String,
    /// What is right.
    pub wanted: Wanted,
}

/// What is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// An answer that rests on one of these.
    Answer {
        /// What a citation among the first three, the window shown, or the intent must be: one of them suffices.
        supports: Vec<Support>,
        /// Figures that must be said.
        figures: Vec<String>,
        /// Figures that must not be said first.
        never: Vec<String>,
    },
    /// No answer, but one of these outcomes.
    NoAnswer(Vec<AnswerStatus>),
}

/// What an answer may rest on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Support {
    /// A citation of this id.
    Citation(String),
    /// A window of this id is shown.
    Window(String),
    /// The question was taken for this.
    Intent(String),
}

/// Why a file of questions cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// It is no TOML, or not of this form; the words name line and key.
    #[error("不合格式（见 tests/gold/README.md）：{0}")]
    Form(#[from] toml::de::Error),
    /// A format of another version.
    #[error("不支持的格式版本 {0}，本程序读 schema = 1")]
    Schema(u32),
    /// A question that cannot be judged.
    #[error("题目 {id}：{what}")]
    Question {
        /// Which.
        id: String,
        /// What is wrong with it.
        what: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    question: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    kind: String,
    asks: Vec<String>,
    #[serde(default)]
    clauses: Vec<String>,
    #[serde(default)]
    figures: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    outcome: Vec<AnswerStatus>,
    #[serde(default, rename = "note")]
    _note: Option<String>,
}

impl Gold {
    /// Reads a file of questions about a pack. A key that names nothing in the pack is a fault: it could never be right.
    pub fn read(text: &str, pack: &Pack) -> Result<Self, GoldError> {
        let file: File = toml::from_str(text)?;
        if file.schema != 1 {
            return Err(GoldError::Schema(file.schema));
        }
        let mut known = HashSet::new();
        let questions = file.question.into_iter().map(|row| {
            let id = row.id.clone();
            let told = |what: String| GoldError::Question { id: id.clone(), what };
            if !known.insert(row.id.clone()) {
                return Err(told("编号重复".to_owned()));
            }
            row.asked(pack).map_err(told)
        });
        Ok(Self(questions.collect::<Result<_, _>>()?))
    }
}

impl Row {
    fn asked(self, pack: &Pack) -> Result<Asked, String> {
        let mut earlier = self.asks;
        let question = earlier.pop().ok_or("asks 里没有问题")?;
        let wanted = if self.outcome.is_empty() {
            if self.clauses.is_empty() {
                return Err("要写明 clauses（答案的依据）或 outcome（应当怎样不答）".to_owned());
            }
            let mut supports = Vec::new();
            for key in &self.clauses {
                supports.extend(supporting(key, pack)?);
            }
            Wanted::Answer { supports, figures: self.figures, never: self.never }
        } else {
            if !self.clauses.is_empty() || !self.figures.is_empty() || !self.never.is_empty() {
                return Err("写了 outcome 就不再写 clauses、figures、never".to_owned());
            }
            Wanted::NoAnswer(self.outcome)
        };
        Ok(Asked { id: self.id, kind: self.kind, earlier, question, wanted })
    }
}

/// What a key stands for: a written answer, a scheme and a service stand for the clauses they rest on.
fn supporting(key: &str, pack: &Pack) -> Result<Vec<Support>, String> {
    let unknown = || format!("clauses 里的 {key} 在数据包里没有");
    let cited = |basis: &[shared::id::ClauseRef]| {
        basis.iter().map(|clause| Support::Citation(clause.to_string())).collect::<Vec<_>>()
    };
    if let Some((kind, id)) = key.split_once('/') {
        let found = match kind {
            "faq" => pack.faqs.iter().find(|faq| faq.id.as_str() == id).map(|faq| cited(&faq.basis)),
            "scheme" => pack.schemes.iter().find(|own| own.id.as_str() == id).map(|own| cited(&own.basis)),
            "service" => pack.services.iter().find(|own| own.id.as_str() == id).map(|own| cited(&own.basis)),
            "window" => pack.windows.iter().find(|own| own.id.as_str() == id).map(|_| Vec::new()),
            "session" => pack.sessions.iter().find(|own| own.id.as_str() == id).map(|_| Vec::new()),
            "reply" => pack
                .replies
                .iter()
                .find(|own| own.id.as_str() == id)
                .map(|own| vec![Support::Intent(own.kind.key().to_owned())]),
            _ => None,
        };
        let mut found = found.ok_or_else(unknown)?;
        match kind {
            "window" => found.push(Support::Window(id.to_owned())),
            "session" => found.push(Support::Citation(key.to_owned())),
            _ => {}
        }
        return Ok(found);
    }
    let (document, part) = key.split_once('#').ok_or_else(unknown)?;
    if document == "plan" {
        return of_plan(part, pack).ok_or_else(unknown);
    }
    let clause = shared::id::ClauseRef::from_str(key).map_err(|_| unknown())?;
    let policy = pack.policies.iter().find(|policy| policy.id == clause.policy).ok_or_else(unknown)?;
    policy.clauses.iter().find(|own| own.id == clause.clause).ok_or_else(unknown)?;
    Ok(vec![Support::Citation(key.to_owned())])
}

fn of_plan(part: &str, pack: &Pack) -> Option<Vec<Support>> {
    let plan = &pack.plan;
    let cited = |id: &str| vec![Support::Citation(format!("{}/{id}", plan.id))];
    let intents =
        |intents: &[&str]| intents.iter().map(|intent| Support::Intent(format!("plan.{intent}"))).collect();
    match part.split_once(':') {
        Some(("indicator", id)) => plan.indicators.iter().any(|own| own.id.as_str() == id).then(|| cited(id)),
        Some(("task", id)) => plan.tasks.iter().any(|own| own.id.as_str() == id).then(|| cited(id)),
        None if part == "stage" => Some(intents(&["stage"])),
        // Any list of what the plan holds.
        None if part == "overview" => Some(intents(&["overview", "progress", "tasks", "unit", "safeguards"])),
        Some(_) | None => None,
    }
}
