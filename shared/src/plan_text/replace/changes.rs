//! What became of each item, for a person and for a machine.

use serde::Serialize;

/// What became of an item. Items that are the same in both texts are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change<D> {
    /// The id it has, or had.
    pub id: String,
    /// Its name in the new text; of a dropped one, in the old.
    pub name: String,
    /// What became of it.
    #[serde(flatten)]
    pub fate: Fate<D>,
}

/// What became of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Fate<D> {
    /// Only in the new text.
    New,
    /// Only in the old text; its id is retired.
    Dropped,
    /// In both, and not the same.
    Changed(D),
}

/// A part of an item that reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Which part.
    pub field: Field,
    /// As it was; nothing where there was none.
    pub old: Option<String>,
    /// As it is; nothing where there is none.
    pub new: Option<String>,
}

/// A part of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Its name or title.
    Name,
    /// As printed before it.
    Number,
    /// The number of a target.
    Value,
    /// The unit of a target's number.
    Unit,
    /// How a value is compared.
    Comparator,
    /// The words of a target without a number.
    Words,
    /// Until when, and what says so.
    Due,
    /// The whole sentence.
    Sentence,
    /// The group a task stands in.
    Area,
    /// Units that the text names 牵头.
    Lead,
}

/// What is different in a target, group or safeguard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fields {
    /// Part by part.
    pub fields: Vec<FieldChange>,
}

/// What is different in a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskDifference {
    /// Part by part.
    pub fields: Vec<FieldChange>,
    /// Units only in the new text.
    pub added: Vec<String>,
    /// Units only in the old text.
    pub removed: Vec<String>,
    /// The units that stay are printed in another order.
    pub reordered: bool,
}

/// All that is different between two texts of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Changes {
    /// Title, stage and period, in words.
    pub plan: Vec<String>,
    /// Targets.
    pub targets: Vec<Change<Fields>>,
    /// Groups of tasks.
    pub areas: Vec<Change<Fields>>,
    /// Tasks.
    pub tasks: Vec<Change<TaskDifference>>,
    /// Safeguards.
    pub safeguards: Vec<Change<Fields>>,
}

impl Changes {
    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.plan.is_empty()
            && self.targets.is_empty()
            && self.areas.is_empty()
            && self.tasks.is_empty()
            && self.safeguards.is_empty()
    }
}

/// Notes a part where it differs.
pub(super) fn differ(fields: &mut Vec<FieldChange>, field: Field, old: Option<String>, new: Option<String>) {
    if old != new {
        fields.push(FieldChange { field, old, new });
    }
}

/// Notes a text where it reads otherwise.
pub(super) fn reads(fields: &mut Vec<FieldChange>, field: Field, old: &str, new: &str) {
    differ(fields, field, Some(old.to_owned()), Some(new.to_owned()));
}
