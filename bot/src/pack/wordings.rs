//! How people ask: wordings of what a pack holds and of what it does not, and words that mean the same.

use std::{collections::HashMap, fmt, str::FromStr};

use shared::{
    id::{ClauseRef, FaqId, IndicatorId, InvalidId, ReplyId, SchemeId, ServiceId, TaskId, WindowId},
    plan::Plan,
};

use super::{
    Folder,
    fault::{Collector, Located},
    knowledge::records,
    table::{File, Table},
};

/// What a wording asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// `policy#clause`.
    Clause(ClauseRef),
    /// `faq/id`.
    Faq(FaqId),
    /// `scheme/id`.
    Scheme(SchemeId),
    /// `service/id`.
    Service(ServiceId),
    /// `window/id`.
    Window(WindowId),
    /// `plan#indicator:id`.
    Indicator(IndicatorId),
    /// `plan#task:id`.
    Task(TaskId),
}

/// Questions that one record answers, as people ask them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wordings {
    /// The record.
    pub of: Subject,
    /// The questions.
    pub asked: Vec<String>,
}

/// A word of the documents with what is said in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As the documents have it.
    pub term: String,
    /// Short, colloquial and old forms.
    pub also: Vec<String>,
    /// English words and phrases, in lower case.
    pub english: Vec<String>,
}

/// A subject that people ask about and no document of the pack answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unheld {
    /// Its id.
    pub id: ReplyId,
    /// What it is called: 本库没有收录关于……的文件.
    pub subject: String,
    /// Questions about it.
    pub asked: Vec<String>,
    /// Where to ask instead.
    pub window: Option<WindowId>,
}

impl FromStr for Subject {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        if let Some((kind, id)) = text.split_once('/') {
            return match kind {
                "faq" => id.parse().map(Self::Faq),
                "scheme" => id.parse().map(Self::Scheme),
                "service" => id.parse().map(Self::Service),
                "window" => id.parse().map(Self::Window),
                _ => text.parse().map(Self::Clause),
            };
        }
        match text.strip_prefix("plan#").and_then(|item| item.split_once(':')) {
            Some(("indicator", id)) => id.parse().map(Self::Indicator),
            Some(("task", id)) => id.parse().map(Self::Task),
            _ => text.parse().map(Self::Clause),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clause(id) => write!(f, "{id}"),
            Self::Faq(id) => write!(f, "faq/{id}"),
            Self::Scheme(id) => write!(f, "scheme/{id}"),
            Self::Service(id) => write!(f, "service/{id}"),
            Self::Window(id) => write!(f, "window/{id}"),
            Self::Indicator(id) => write!(f, "plan#indicator:{id}"),
            Self::Task(id) => write!(f, "plan#task:{id}"),
        }
    }
}

/// Reads asked/*.toml.
pub(super) fn asked(file: File<'_>) -> Vec<Located<Wordings>> {
    records(file, "asked", |table| {
        let (of, asked) = (table.parsed("of"), some_texts(table, "as"));
        Some(Wordings { of: of?, asked })
    })
}

/// Reads words.toml.
pub(super) fn words(file: File<'_>) -> Vec<Located<Word>> {
    records(file, "word", |table| {
        let (term, also, english) = (table.text("term"), table.texts("also"), table.texts("en"));
        if also.is_empty() && english.is_empty() {
            table.fault("also", "also 和 en 至少要写一项，不然这个词没有用");
        }
        // A single character stands inside too many other words.
        if let Some(short) = also.iter().find(|word| word.chars().count() < 2) {
            table.fault("also", format!("“{short}”只有一个字，会误改别的词"));
        }
        Some(Word { term: term?, also, english })
    })
}

/// Reads unheld.toml.
pub(super) fn unheld(file: File<'_>) -> Vec<Located<Unheld>> {
    records(file, "unheld", |table| {
        let (id, subject) = (table.parsed("id"), table.text("subject"));
        let (asked, window) = (some_texts(table, "as"), table.optional_parsed("window"));
        Some(Unheld { id: id?, subject: subject?, asked, window })
    })
}

fn some_texts(table: &mut Table<'_>, key: &'static str) -> Vec<String> {
    let texts = table.texts(key);
    if texts.is_empty() {
        table.fault(key, "至少要有一种问法");
    }
    texts
}

/// A wording leads to a record; a word said in place of another is said in place of one only.
pub(super) fn check(folder: &Folder, plan: &Plan, faults: &Collector) {
    for Located { record, at } in &folder.wordings {
        if !exists(folder, plan, &record.of) {
            faults.add(at, "of", format!("数据包里没有 {}", record.of));
        }
    }
    let mut said: HashMap<&str, &str> = HashMap::new();
    for Located { record, at } in &folder.words {
        for (key, word) in
            record.also.iter().map(|w| ("also", w)).chain(record.english.iter().map(|w| ("en", w)))
        {
            if let Some(other) = said.insert(word, &record.term) {
                faults.add(at, key, format!("“{word}”已经是“{other}”的另一种说法"));
            }
        }
    }
}

fn exists(folder: &Folder, plan: &Plan, of: &Subject) -> bool {
    match of {
        Subject::Clause(ClauseRef { policy, clause }) => folder
            .policies
            .iter()
            .find(|located| located.record.id == *policy)
            .is_some_and(|located| located.record.clauses.iter().any(|known| known.id == *clause)),
        Subject::Faq(id) => folder.faqs.iter().any(|located| located.record.id == *id),
        Subject::Scheme(id) => folder.schemes.iter().any(|located| located.record.id == *id),
        Subject::Service(id) => folder.services.iter().any(|located| located.record.id == *id),
        Subject::Window(id) => folder.windows.iter().any(|located| located.record.id == *id),
        Subject::Indicator(id) => plan.indicators.iter().any(|known| known.id == *id),
        Subject::Task(id) => plan.tasks.iter().any(|known| known.id == *id),
    }
}
