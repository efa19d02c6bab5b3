//! Judging answers.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;
use shared::{
    answer::{Answer, AnswerStatus, Block},
    text::fold,
};

use super::gold::{Asked, Support, Wanted};
use crate::{answer::check, pack::Pack};

/// So many citations are looked at: nobody reads on.
const FIRST: usize = 3;

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// Something answers it, and nothing was answered.
    FalseRefusal(AnswerStatus),
    /// Nothing answers it, and something was answered.
    FalseAnswer(AnswerStatus),
    /// Not answered, but not in the way it should be.
    OtherOutcome(AnswerStatus),
    /// None of the right clauses is among the first three.
    OtherClause(Vec<String>),
    /// A figure is not said.
    NoFigure(String),
    /// A figure is said that belongs to another year, place or reckoning.
    WrongFigure(String),
    /// A figure is said that no citation holds.
    Unsupported(String),
}

/// A question with its answer's faults.
#[derive(Debug, Clone, Serialize)]
pub struct Marked {
    /// The question's id.
    pub id: String,
    /// What makes it hard.
    pub kind: String,
    /// As it was asked.
    pub question: String,
    /// Whether something should have been answered.
    pub answerable: bool,
    /// What is wrong; nothing where it is right.
    pub faults: Vec<Fault>,
}

/// Judges an answer from a pack.
pub fn mark(asked: &Asked, answer: &Answer, pack: &Pack) -> Marked {
    let faults = match &asked.wanted {
        Wanted::NoAnswer(outcomes) => outcome(answer.status, outcomes).into_iter().collect(),
        Wanted::Answer { supports, figures, never } => {
            let mut faults = Vec::new();
            if !gives_an_answer(answer.status) && !supports.contains(&Support::Intent(answer.intent.clone()))
            {
                faults.push(Fault::FalseRefusal(answer.status));
            } else {
                faults.extend(clause(answer, supports));
                faults.extend(said(answer, figures, never));
            }
            faults.extend(check::holds(answer, pack, &asked.question).err().map(Fault::Unsupported));
            faults
        }
    };
    Marked {
        id: asked.id.clone(),
        kind: asked.kind.clone(),
        question: asked.earlier.iter().chain([&asked.question]).cloned().collect::<Vec<_>>().join(" → "),
        answerable: matches!(asked.wanted, Wanted::Answer { .. }),
        faults,
    }
}

fn gives_an_answer(status: AnswerStatus) -> bool {
    matches!(status, AnswerStatus::Answered | AnswerStatus::Partial)
}

fn outcome(status: AnswerStatus, outcomes: &[AnswerStatus]) -> Option<Fault> {
    if gives_an_answer(status) {
        Some(Fault::FalseAnswer(status))
    } else {
        (!outcomes.contains(&status)).then_some(Fault::OtherOutcome(status))
    }
}

fn clause(answer: &Answer, supports: &[Support]) -> Option<Fault> {
    let is_met = |support: &Support| match support {
        Support::Citation(id) => answer.citations.iter().take(FIRST).any(|citation| citation.id == *id),
        Support::Window(id) => answer
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Window(window) if window.id.as_str() == id)),
        Support::Intent(intent) => answer.intent == *intent,
    };
    let first = || answer.citations.iter().take(FIRST).map(|citation| citation.id.clone()).collect();
    (!supports.iter().any(is_met)).then(|| Fault::OtherClause(first()))
}

fn said(answer: &Answer, wanted: &[String], never: &[String]) -> Vec<Fault> {
    let all = comparable(&texts(answer).join("\n"));
    let first = comparable(&direct(answer).join("\n"));
    let missing = wanted.iter().filter(|figure| !says(&all, figure)).cloned().map(Fault::NoFigure);
    let wrong = never.iter().filter(|figure| says(&first, figure)).cloned().map(Fault::WrongFigure);
    missing.chain(wrong).collect()
}

/// Whether a text says a figure, and not as a part of a longer one: 6年 does not stand in 16年.
fn says(text: &str, figure: &str) -> bool {
    let figure = comparable(figure);
    let in_number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
    text.match_indices(&figure).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + figure.len()..].chars().next());
        let begins = figure.starts_with(|c: char| c.is_ascii_digit()) && in_number(before);
        let ends = figure.ends_with(|c: char| c.is_ascii_digit()) && in_number(after);
        !begins && !ends
    })
}

/// Without blanks and in one case; days as in ISO 8601.
fn comparable(text: &str) -> String {
    let text = fold(text);
    let mut parts = text.split('年');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for rest in parts {
        let day = rest.split_once('月').and_then(|(month, rest)| {
            let (day, rest) = rest.split_once('日')?;
            let (month, day) = (month.parse::<u8>().ok()?, day.parse::<u8>().ok()?);
            Some((format!("-{month:02}-{day:02}"), rest))
        });
        match day {
            Some((day, rest)) => out.extend([day.as_str(), rest]),
            None => out.extend(["年", rest]),
        }
    }
    out
}

fn texts(answer: &Answer) -> Vec<&str> {
    answer.blocks.iter().flat_map(lines).collect()
}

/// What is said first: a text, and the list that belongs to it.
fn direct(answer: &Answer) -> Vec<&str> {
    match answer.blocks.as_slice() {
        [text @ Block::Text(_), list @ Block::List(_), ..] => [lines(text), lines(list)].concat(),
        [first, ..] => lines(first),
        [] => Vec::new(),
    }
}

fn lines(block: &Block) -> Vec<&str> {
    match block {
        Block::Text(text) => vec![text],
        Block::List(items) => items.iter().map(String::as_str).collect(),
        Block::Window(window) => {
            [&window.phone, &window.place, &window.hours].into_iter().flatten().map(String::as_str).collect()
        }
        Block::Notice(_) => Vec::new(),
    }
}

/// How many of what came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Questions that something answers.
    pub answerable: usize,
    /// … answered with a right clause among the first three.
    pub right_clause: usize,
    /// … not answered.
    pub false_refusals: usize,
    /// … with a figure of another year, place or reckoning.
    pub wrong_figures: usize,
    /// … without a figure that should be said.
    pub missing_figures: usize,
    /// … with a figure that no citation holds.
    pub unsupported: usize,
    /// Questions that nothing answers.
    pub unanswerable: usize,
    /// … answered all the same.
    pub false_answers: usize,
}

impl Tally {
    /// Adds a judged answer.
    pub fn add(&mut self, marked: &Marked) {
        let has = |wanted: fn(&Fault) -> bool| usize::from(marked.faults.iter().any(wanted));
        if !marked.answerable {
            self.unanswerable += 1;
            self.false_answers += has(|fault| matches!(fault, Fault::FalseAnswer(_)));
            return;
        }
        self.answerable += 1;
        let refused = has(|fault| matches!(fault, Fault::FalseRefusal(_)));
        let elsewhere = has(|fault| matches!(fault, Fault::OtherClause(_)));
        self.false_refusals += refused;
        self.right_clause += 1 - refused.max(elsewhere);
        self.wrong_figures += has(|fault| matches!(fault, Fault::WrongFigure(_)));
        self.missing_figures += has(|fault| matches!(fault, Fault::NoFigure(_)));
        self.unsupported += has(|fault| matches!(fault, Fault::Unsupported(_)));
    }

    /// The tally of several, and of each kind by name.
    pub fn of(all: &[Marked]) -> (Self, BTreeMap<&str, Self>) {
        let mut total = Self::default();
        let mut kinds: BTreeMap<&str, Self> = BTreeMap::new();
        for marked in all {
            total.add(marked);
            kinds.entry(&marked.kind).or_default().add(marked);
        }
        (total, kinds)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FalseRefusal(status) => write!(f, "该答未答（{status:?}）"),
            Self::FalseAnswer(status) => write!(f, "不该答而答（{status:?}）"),
            Self::OtherOutcome(status) => write!(f, "未答，但结果不对（{status:?}）"),
            Self::OtherClause(cited) if cited.is_empty() => write!(f, "没有依据"),
            Self::OtherClause(cited) => write!(f, "依据不对：{}", cited.join("、")),
            Self::NoFigure(figure) => write!(f, "没有说到 {figure}"),
            Self::WrongFigure(figure) => write!(f, "说了不该说的 {figure}"),
            Self::Unsupported(figure) => write!(f, "{figure} 不在所引条款里"),
        }
    }
}
