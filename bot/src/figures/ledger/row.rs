//! A row of the ledger: a value or a report as the database keeps it, in printed text.

use std::{fmt::Display, str::FromStr};

use serde::Serialize;
use shared::{
    plan::{Observation, Observed, Source, TaskState, TaskUpdate},
    quantity::Quantity,
};
use sqlx::prelude::FromRow;

use crate::figures::FiguresError;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromRow)]
pub(in crate::figures) struct ValueRow {
    pub(in crate::figures) id: String,
    pub(in crate::figures) indicator: String,
    pub(in crate::figures) period: String,
    pub(in crate::figures) value: Option<String>,
    pub(in crate::figures) state: Option<String>,
    pub(in crate::figures) margin: Option<String>,
    pub(in crate::figures) as_of: String,
    pub(in crate::figures) provisional: bool,
    pub(in crate::figures) source_title: String,
    pub(in crate::figures) source_url: Option<String>,
    pub(in crate::figures) supersedes: Option<String>,
    pub(in crate::figures) reason: Option<String>,
    pub(in crate::figures) next_step: Option<String>,
    pub(in crate::figures) note: Option<String>,
}

/// A report on a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromRow)]
pub(in crate::figures) struct ReportRow {
    pub(in crate::figures) id: String,
    pub(in crate::figures) task: String,
    pub(in crate::figures) state: String,
    pub(in crate::figures) as_of: String,
    pub(in crate::figures) text: String,
    pub(in crate::figures) reason: Option<String>,
    pub(in crate::figures) source_title: String,
    pub(in crate::figures) source_url: Option<String>,
    pub(in crate::figures) supersedes: Option<String>,
}

/// What values and reports have in common: the same story is told of both.
pub(in crate::figures) trait Entry: Clone + PartialEq {
    /// Its id.
    fn id(&self) -> &str;
    /// What it stands in for.
    fn supersedes(&self) -> Option<&str>;
    /// What it speaks of: an entry with the same subject says something else about the same thing.
    fn subject(&self) -> (&str, &str);
    /// The day it speaks of.
    fn as_of(&self) -> &str;
    /// The same content under another id.
    fn renamed(self, id: String, supersedes: Option<String>) -> Self;
    /// Its parts by name, for a person who compares two.
    fn parts(&self) -> Vec<(&'static str, String)>;
    /// Who says so, and where it can be read.
    fn source(&self) -> (&str, Option<&str>);
    /// All that becomes public besides subject and value, by the template's name.
    fn details(&self) -> Vec<(&'static str, Option<String>)>;
    /// How a row of the pack is corrected.
    fn mending(&self) -> String;

    /// Whether both say the same, whatever they are called.
    fn says_the_same(&self, other: &Self) -> bool {
        let bare = |entry: &Self| entry.clone().renamed(String::new(), None);
        bare(self) == bare(other)
    }
}

/// What is answered from columns that both have. As a type of their own they would change the order of the columns, and
/// with it the digests of what was published.
macro_rules! common {
    () => {
        fn id(&self) -> &str {
            &self.id
        }

        fn supersedes(&self) -> Option<&str> {
            self.supersedes.as_deref()
        }

        fn as_of(&self) -> &str {
            &self.as_of
        }

        fn source(&self) -> (&str, Option<&str>) {
            (&self.source_title, self.source_url.as_deref())
        }

        fn renamed(self, id: String, supersedes: Option<String>) -> Self {
            Self { id, supersedes, ..self }
        }
    };
}

impl Entry for ValueRow {
    common!();

    fn subject(&self) -> (&str, &str) {
        (&self.indicator, &self.period)
    }

    fn parts(&self) -> Vec<(&'static str, String)> {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        vec![
            ("indicator", self.indicator.clone()),
            ("period", self.period.clone()),
            ("value", text(&self.value)),
            ("state", text(&self.state)),
            ("margin", text(&self.margin)),
            ("as_of", self.as_of.clone()),
            ("status", if self.provisional { "provisional" } else { "final" }.to_owned()),
            ("source_title", self.source_title.clone()),
            ("source_url", text(&self.source_url)),
            ("supersedes", text(&self.supersedes)),
            ("reason", text(&self.reason)),
            ("next_step", text(&self.next_step)),
            ("note", text(&self.note)),
        ]
    }

    fn details(&self) -> Vec<(&'static str, Option<String>)> {
        vec![
            ("误差", self.margin.clone()),
            ("截至日期", Some(self.as_of.clone())),
            ("数据来源", Some(self.source_title.clone())),
            ("来源网址", self.source_url.clone()),
            ("未达到原因", self.reason.clone()),
            ("下一步措施", self.next_step.clone()),
            ("公开备注", self.note.clone()),
        ]
    }

    fn mending(&self) -> String {
        format!("另加一行更正（新 id，supersedes 写 {}）", self.id)
    }
}

impl Entry for ReportRow {
    common!();

    fn subject(&self) -> (&str, &str) {
        (&self.task, &self.as_of)
    }

    fn parts(&self) -> Vec<(&'static str, String)> {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        vec![
            ("task", self.task.clone()),
            ("state", self.state.clone()),
            ("as_of", self.as_of.clone()),
            ("text", self.text.clone()),
            ("reason", text(&self.reason)),
            ("source_title", self.source_title.clone()),
            ("source_url", text(&self.source_url)),
            ("supersedes", text(&self.supersedes)),
        ]
    }

    fn details(&self) -> Vec<(&'static str, Option<String>)> {
        vec![
            ("进展说明", Some(self.text.clone())),
            ("未达到原因", self.reason.clone()),
            ("数据来源", Some(self.source_title.clone())),
            ("来源网址", self.source_url.clone()),
        ]
    }

    fn mending(&self) -> String {
        "另加一行（新 id，新的截至日），同一天的更正用 zhice figures stage".to_owned()
    }
}

impl From<&Observation> for ValueRow {
    fn from(observation: &Observation) -> Self {
        let (value, state) = match &observation.observed {
            Observed::Value(value) => (Some(value.to_string()), None),
            Observed::State(state) => (None, Some(state.clone())),
        };
        Self {
            id: observation.id.to_string(),
            indicator: observation.indicator.to_string(),
            period: observation.period.to_string(),
            value,
            state,
            margin: observation.margin.map(|margin| margin.to_string()),
            as_of: observation.as_of.to_string(),
            provisional: observation.provisional,
            source_title: observation.source.title.clone(),
            source_url: observation.source.url.clone(),
            supersedes: observation.supersedes.as_ref().map(ToString::to_string),
            reason: observation.reason.clone(),
            next_step: observation.next_step.clone(),
            note: observation.note.clone(),
        }
    }
}

impl TryFrom<&ValueRow> for Observation {
    type Error = FiguresError;

    fn try_from(row: &ValueRow) -> Result<Self, FiguresError> {
        let id = &row.id;
        let observed = match (&row.value, &row.state) {
            (Some(value), _) => Observed::Value(read::<Quantity>(id, value)?),
            (None, Some(state)) => Observed::State(state.clone()),
            (None, None) => return Err(unreadable(id, "value")),
        };
        Ok(Self {
            id: read(id, id)?,
            indicator: read(id, &row.indicator)?,
            period: read(id, &row.period)?,
            observed,
            margin: row.margin.as_deref().map(|margin| read(id, margin)).transpose()?,
            as_of: read(id, &row.as_of)?,
            provisional: row.provisional,
            source: Source { title: row.source_title.clone(), url: row.source_url.clone() },
            supersedes: row.supersedes.as_deref().map(|old| read(id, old)).transpose()?,
            reason: row.reason.clone(),
            next_step: row.next_step.clone(),
            note: row.note.clone(),
        })
    }
}

impl From<&TaskUpdate> for ReportRow {
    fn from(update: &TaskUpdate) -> Self {
        Self {
            id: update.id.to_string(),
            task: update.task.to_string(),
            state: state_key(update.state).to_owned(),
            as_of: update.as_of.to_string(),
            text: update.text.clone(),
            reason: update.reason.clone(),
            source_title: update.source.title.clone(),
            source_url: update.source.url.clone(),
            supersedes: None,
        }
    }
}

impl TryFrom<&ReportRow> for TaskUpdate {
    type Error = FiguresError;

    fn try_from(row: &ReportRow) -> Result<Self, FiguresError> {
        let id = &row.id;
        let state = STATES.into_iter().find(|state| state_key(*state) == row.state);
        Ok(Self {
            id: read(id, id)?,
            task: read(id, &row.task)?,
            state: state.ok_or_else(|| unreadable(id, &row.state))?,
            as_of: read(id, &row.as_of)?,
            text: row.text.clone(),
            reason: row.reason.clone(),
            source: Source { title: row.source_title.clone(), url: row.source_url.clone() },
        })
    }
}

/// The states that can be reported.
pub(in crate::figures) const STATES: [TaskState; 4] =
    [TaskState::NotStarted, TaskState::OnSchedule, TaskState::Done, TaskState::NotReached];

/// The name of a state in files and in the database.
pub(in crate::figures) fn state_key(state: TaskState) -> &'static str {
    match state {
        TaskState::NotStarted => "not-started",
        TaskState::OnSchedule => "on-schedule",
        TaskState::Done => "done",
        TaskState::NotReached => "not-reached",
        TaskState::NoReport => "no-report",
    }
}

fn read<T: FromStr<Err: Display>>(id: &str, text: &str) -> Result<T, FiguresError> {
    text.parse().map_err(|error: T::Err| unreadable(id, &error.to_string()))
}

fn unreadable(id: &str, what: &str) -> FiguresError {
    FiguresError::Unreadable { id: id.to_owned(), reason: what.to_owned() }
}
