//! How well documents were read, against keys made by hand.

use serde::{Deserialize, Serialize};

use super::{DraftIndicator, DraftPlan, DraftTask};
use crate::{plan::Comparator, quantity::Quantity, text::fold};

/// What a document says, as a person read it. The form of `zhice import plan --json`, as far as it is scored.
#[derive(Debug, Clone, Deserialize)]
pub struct Key {
    /// Every task in the order of the text.
    pub tasks: Vec<KeyTask>,
    /// Every target with a number.
    pub indicators: Vec<KeyIndicator>,
}

/// A task of a key.
#[derive(Debug, Clone, Deserialize)]
pub struct KeyTask {
    /// As printed.
    #[serde(default)]
    pub number: String,
    /// As printed, or words of its text.
    pub title: String,
    /// As printed, leads first.
    pub departments: Vec<String>,
    /// Those that the text names 牵头.
    #[serde(default)]
    pub lead: Vec<String>,
}

/// A target of a key.
#[derive(Debug, Clone, Deserialize)]
pub struct KeyIndicator {
    /// Words of its sentence that name it.
    pub text: String,
    /// In the printed unit, as text.
    #[serde(deserialize_with = "number")]
    pub value: Option<Quantity>,
    /// As printed.
    #[serde(default)]
    pub unit: Option<String>,
    /// Its sign.
    pub comparator: Option<Comparator>,
    /// The base of a relative target.
    #[serde(default)]
    pub relative_to: Option<String>,
    /// The last day of the due period, where the text gives one.
    #[serde(default)]
    pub date: Option<String>,
}

fn number<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Quantity>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Number {
        Whole(i64),
        Point(f64),
        Text(String),
    }
    let text = match Option::<Number>::deserialize(deserializer)? {
        None => return Ok(None),
        Some(Number::Whole(whole)) => whole.to_string(),
        Some(Number::Point(point)) => point.to_string(),
        Some(Number::Text(text)) => text,
    };
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

/// What was right, of one document or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Tasks of the key.
    pub tasks: usize,
    /// Of those, with exactly the key's units in the key's order, and its leads.
    pub tasks_right: usize,
    /// Tasks read that the key does not have.
    pub tasks_extra: usize,
    /// Numeric targets of the key.
    pub targets: usize,
    /// Of those, with value, unit, comparator, base and date right.
    pub targets_right: usize,
    /// Numeric targets read.
    pub targets_read: usize,
    /// Units read that do not stand in the document.
    pub invented: usize,
}

impl Score {
    /// The score of one document. `document`: its text.
    pub fn of(plan: &DraftPlan, key: &Key, document: &str) -> Self {
        let document = fold(document);
        let units = plan.tasks.iter().flat_map(|task| &task.departments);
        let wanted = key.indicators.iter().filter(|one| one.value.is_some());
        let mut tasks: Vec<Option<&DraftTask>> = plan.tasks.iter().map(Some).collect();
        let right = key.tasks.iter().filter(|task| take_task(&mut tasks, task)).count();
        let mut read: Vec<Option<&DraftIndicator>> =
            plan.indicators.iter().filter(|one| one.value.is_some()).map(Some).collect();
        let targets_read = read.len();
        Self {
            tasks: key.tasks.len(),
            tasks_right: right,
            tasks_extra: tasks.iter().flatten().count(),
            targets: wanted.clone().count(),
            targets_right: wanted.filter(|one| take_target(&mut read, one)).count(),
            targets_read,
            invented: units.filter(|unit| !document.contains(&fold(unit))).count(),
        }
    }

    /// The score of a document in which nothing was found.
    pub fn nothing_read(key: &Key) -> Self {
        let targets = key.indicators.iter().filter(|one| one.value.is_some()).count();
        Self { tasks: key.tasks.len(), targets, ..Self::default() }
    }

    /// This score and another one together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            tasks: self.tasks + other.tasks,
            tasks_right: self.tasks_right + other.tasks_right,
            tasks_extra: self.tasks_extra + other.tasks_extra,
            targets: self.targets + other.targets,
            targets_right: self.targets_right + other.targets_right,
            targets_read: self.targets_read + other.targets_read,
            invented: self.invented + other.invented,
        }
    }

    /// Whether everything is as the key says.
    pub fn is_perfect(self) -> bool {
        self.tasks == self.tasks_right
            && self.targets == self.targets_right
            && self.targets == self.targets_read
            && self.tasks_extra + self.invented == 0
    }
}

/// Takes the task that a key means out of those read; whether its units are right.
fn take_task(tasks: &mut [Option<&DraftTask>], key: &KeyTask) -> bool {
    let title = fold(&key.title);
    let means = |task: &DraftTask| {
        let named = fold(&task.title).contains(&title) || fold(&task.source).contains(&title);
        named && fold(&task.number) == fold(&key.number)
    };
    let folded = |names: &[String]| names.iter().map(|name| fold(name)).collect::<Vec<_>>();
    let right = |task: &DraftTask| {
        folded(&task.departments) == folded(&key.departments) && folded(&task.lead) == folded(&key.lead)
    };
    let meant = |task: &Option<&DraftTask>| task.is_some_and(means);
    let at = tasks
        .iter()
        .position(|task| meant(task) && task.is_some_and(right))
        .or_else(|| tasks.iter().position(meant));
    at.and_then(|at| tasks[at].take()).is_some_and(right)
}

/// Takes a target that is as a key says out of those read; whether there was one.
fn take_target(read: &mut [Option<&DraftIndicator>], key: &KeyIndicator) -> bool {
    let words = fold(&key.text);
    let at = read.iter().position(|one| {
        one.is_some_and(|one| {
            let named = fold(&one.source).contains(&words) || fold(&one.name).contains(&words);
            named
                && one.value == key.value
                && one.unit.as_deref().map(fold) == key.unit.as_deref().map(fold)
                && one.comparator == key.comparator
                && one.relative_to.as_deref().map(fold) == key.relative_to.as_deref().map(fold)
                && one.due.map(|due| due.last_day().to_string()) == key.date
        })
    });
    at.and_then(|at| read[at].take()).is_some()
}
