//! Taking everything that is shown of a plan down at once, and putting it back. Unlike a withdrawal it says nothing about
//! the figures: they stay as they were published.

use serde::Serialize;
use shared::{date::Date, lang::Lang, text::clean};
use sqlx::prelude::FromRow;

use super::{
    FiguresError, Ledger, Moment,
    people::{Name, Role},
};

/// A reason has at most so many characters.
const LONGEST_REASON: usize = 200;

/// A plan that is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Off {
    /// The day it was taken down.
    pub since: Date,
    /// Why, as the public is told.
    pub reason: String,
}

impl Off {
    /// What the public is told instead of everything else, in two sentences.
    pub fn words(&self, title: &str, lang: Lang) -> [String; 2] {
        let Self { since, reason } = self;
        [
            lang.pick(
                format!("{title}：本栏目自 {since} 起暂停显示。"),
                format!("{title}: not shown since {since}."),
            ),
            lang.pick(format!("原因：{reason}"), format!("Reason: {reason}")),
        ]
    }
}

/// One time that a plan was taken down or put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switched {
    /// Why it was taken down; nothing where it was put back.
    pub reason: Option<String>,
    /// Who did it: internal.
    pub by: String,
    /// The day.
    pub day: Date,
}

#[derive(FromRow)]
struct Row {
    reason: Option<String>,
    person: String,
    day: String,
}

impl Ledger {
    /// Every time that the plan was taken down or put back, oldest first.
    pub async fn switched(&self) -> Result<Vec<Switched>, FiguresError> {
        let rows: Vec<Row> =
            sqlx::query_as("SELECT reason, person, day FROM switch WHERE plan = ? ORDER BY id")
                .bind(self.plan().as_str())
                .fetch_all(&mut *self.reader().await?)
                .await?;
        let read = |row: Row| {
            let unreadable = |error| FiguresError::Unreadable { id: self.plan().to_string(), reason: error };
            let day = row.day.parse().map_err(|error| unreadable(format!("{error}")))?;
            Ok(Switched { reason: row.reason, by: row.person, day })
        };
        rows.into_iter().map(read).collect()
    }

    /// Since when and why the plan is not shown; nothing where it is.
    pub async fn off(&self) -> Result<Option<Off>, FiguresError> {
        Ok(off(&self.switched().await?))
    }

    /// Takes the plan down, or gives another reason where it is down already.
    pub async fn switch_off(&self, reason: &str, by: &str, moment: Moment) -> Result<Off, FiguresError> {
        let reason = clean(&reason.split_whitespace().collect::<Vec<_>>().join(" "));
        if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
            return Err(FiguresError::Review("暂停显示的原因会公开显示：要写明，不超过 200 字"));
        }
        self.switch(Some(&reason), by, moment).await?;
        Ok(self.off().await?.unwrap_or(Off { since: moment.day, reason }))
    }

    /// Puts the plan back. False where it was shown already.
    pub async fn switch_on(&self, by: &str, moment: Moment) -> Result<bool, FiguresError> {
        if self.off().await?.is_none() {
            return Ok(false);
        }
        self.switch(None, by, moment).await?;
        Ok(true)
    }

    async fn switch(&self, reason: Option<&str>, by: &str, moment: Moment) -> Result<(), FiguresError> {
        let by = Name::new(Role::Switcher, by)?;
        let mut tx = self.store().begin().await?;
        sqlx::query("INSERT INTO switch (plan, state, reason, person, at, day) VALUES (?, ?, ?, ?, ?, ?)")
            .bind(self.plan().as_str())
            .bind(if reason.is_some() { "off" } else { "on" })
            .bind(reason)
            .bind(by.as_str())
            .bind(moment.millis)
            .bind(moment.day.to_string())
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }
}

/// What the last time left. A plan whose reason was given anew is down since the first.
fn off(switched: &[Switched]) -> Option<Off> {
    let reason = switched.last()?.reason.clone()?;
    let down = switched.iter().rev().take_while(|switched| switched.reason.is_some());
    Some(Off { since: down.last()?.day, reason })
}
