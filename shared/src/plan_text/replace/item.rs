//! One item in its old and its new text.

use core::fmt::Display;

use super::{
    Change, DraftIndicator, Fate, Field, FieldChange, Fields, Lang, TaskDifference,
    changes::{differ, reads},
    fold, kept, words,
};
use crate::{
    date::PartialDate,
    id::IndicatorId,
    lang::Text,
    plan::{Area, Due, DueBasis, Goal, Indicator, Kind, Period, Safeguard, Target, Task},
};

fn change<D>(id: &impl Display, name: &str, fate: Fate<D>) -> Change<D> {
    Change { id: id.to_string(), name: name.to_owned(), fate }
}

fn fields(id: &impl Display, name: &str, found: bool, fields: Vec<FieldChange>) -> Option<Change<Fields>> {
    if !found {
        return Some(change(id, name, Fate::New));
    }
    (!fields.is_empty()).then(|| change(id, name, Fate::Changed(Fields { fields })))
}

pub(super) fn area(old: Option<&Area>, new: &Area) -> Option<Change<Fields>> {
    let mut found = Vec::new();
    if let Some(old) = old {
        reads(&mut found, Field::Number, &old.number, &new.number);
        reads(&mut found, Field::Name, &old.title.zh, &new.title.zh);
    }
    fields(&new.id, &new.title.zh, old.is_some(), found)
}

pub(super) fn safeguard(old: Option<&Safeguard>, new: &Safeguard) -> Option<Change<Fields>> {
    let mut found = Vec::new();
    if let Some(old) = old {
        reads(&mut found, Field::Name, &old.title.zh, &new.title.zh);
    }
    fields(&new.id, &new.title.zh, old.is_some(), found)
}

/// What is different in a task. Groups are told by their titles, each in its own text.
pub(super) fn task(
    old: Option<&Task>,
    new: &Task,
    old_areas: &[Area],
    new_areas: &[Area],
) -> Option<Change<TaskDifference>> {
    let Some(old) = old else { return Some(change(&new.id, &new.title.zh, Fate::New)) };
    let mut fields = Vec::new();
    reads(&mut fields, Field::Name, &old.title.zh, &new.title.zh);
    reads(&mut fields, Field::Number, &old.number, &new.number);
    if old.area != new.area {
        let title = |task: &Task, areas: &[Area]| {
            areas.iter().find(|area| Some(&area.id) == task.area.as_ref()).map(|area| area.title.zh.clone())
        };
        fields.push(FieldChange {
            field: Field::Area,
            old: title(old, old_areas),
            new: title(new, new_areas),
        });
    }
    differ(&mut fields, Field::Lead, list(&old.lead), list(&new.lead));
    let without = |units: &[String], others: &[String]| -> Vec<String> {
        units.iter().filter(|u| !others.contains(u)).cloned().collect()
    };
    let (added, removed) = (without(&new.units, &old.units), without(&old.units, &new.units));
    let stayed = |units: &[String], gone: &[String]| without(units, gone);
    let reordered = stayed(&old.units, &removed) != stayed(&new.units, &added);
    let same = fields.is_empty() && added.is_empty() && removed.is_empty() && !reordered;
    let difference = TaskDifference { fields, added, removed, reordered };
    (!same).then(|| change(&new.id, &new.title.zh, Fate::Changed(difference)))
}

fn list(units: &[String]) -> Option<String> {
    (!units.is_empty()).then(|| units.join("、"))
}

pub(super) fn target(old: Option<&Indicator>, new: &Indicator) -> Option<Change<Fields>> {
    let mut found = Vec::new();
    if let Some(old) = old {
        let goal = |of: &Indicator, read: fn(&Goal) -> String| of.target.goal.as_ref().map(read);
        let mut goals =
            |field, read: fn(&Goal) -> String| differ(&mut found, field, goal(old, read), goal(new, read));
        goals(Field::Value, |goal| goal.value.to_string());
        goals(Field::Unit, |goal| goal.unit.zh.clone());
        goals(Field::Comparator, |goal| goal.comparator.sign().to_owned());
        let text = |of: &Indicator| of.target.text.as_ref().map(|text| text.zh.clone());
        differ(&mut found, Field::Words, text(old), text(new));
        differ(&mut found, Field::Due, Some(due(old)), Some(due(new)));
        reads(&mut found, Field::Name, &old.name.zh, &new.name.zh);
        if fold(&old.quote) != fold(&new.quote) {
            reads(&mut found, Field::Sentence, &old.quote, &new.quote);
        }
    }
    fields(&new.id, &new.name.zh, old.is_some(), found)
}

fn due(indicator: &Indicator) -> String {
    let due = indicator.target.due;
    format!("{}，{}", due.date, words::due_basis(due.basis, Lang::Zh))
}

/// A target that the old text did not have.
pub(super) fn fresh(id: IndicatorId, draft: &DraftIndicator, notes: &[&str], period: Period) -> Indicator {
    Indicator {
        id,
        name: Text::zh(&draft.name),
        aliases: Vec::new(),
        kind: draft.kind,
        each_year: draft.kind == Kind::AnnualFlow && draft.source.contains("每年"),
        basis: None,
        target: read(draft, None, period),
        baseline: None,
        cadence: None,
        quote: draft.source.clone(),
        locator: draft.locator.clone(),
        notes: notes.iter().copied().map(Text::zh).collect(),
        ladder: Vec::new(),
        continues: None,
    }
}

/// A target of both texts. Where its sentence is the same, what a person made of it stays as it is.
pub(super) fn renewed(
    old: &Indicator,
    draft: &DraftIndicator,
    notes: &[&str],
    before: Period,
    period: Period,
) -> Indicator {
    let same_sentence = fold(&old.quote) == fold(&draft.source);
    let mut renewed =
        Indicator { quote: draft.source.clone(), locator: draft.locator.clone(), ..old.clone() };
    if same_sentence {
        let due = &mut renewed.target.due;
        if due.basis == DueBasis::PlanPeriod && due.date == PartialDate::Year(before.to) {
            due.date = PartialDate::Year(period.to);
        }
        return renewed;
    }
    renewed.target = read(draft, Some(&old.target), period);
    renewed.name = kept(&old.name, &draft.name);
    if old.name.zh != draft.name && !renewed.aliases.contains(&old.name.zh) {
        renewed.aliases.retain(|alias| *alias != draft.name);
        renewed.aliases.push(old.name.zh.clone());
    }
    if (renewed.kind == Kind::Milestone) != renewed.target.goal.is_none() {
        renewed.kind = draft.kind;
    }
    if renewed.kind != Kind::Milestone {
        renewed.ladder.clear();
    }
    let known = |notes: &[Text], note: &str| notes.iter().any(|text| text.zh == note);
    for note in notes.iter().copied() {
        if !known(&renewed.notes, note) {
            renewed.notes.push(Text::zh(note));
        }
    }
    renewed
}

/// The target as the new sentence gives it, with the translations of words that stay.
fn read(draft: &DraftIndicator, old: Option<&Target>, period: Period) -> Target {
    let goal = draft.value.zip(draft.comparator).map(|(value, comparator)| {
        let unit = draft.unit.as_deref().unwrap_or_default();
        let before = old.and_then(|target| target.goal.as_ref());
        let unit = before.map_or_else(|| Text::zh(unit), |goal| kept(&goal.unit, unit));
        Goal { value, unit, comparator, comparator_text: draft.comparator_text.clone() }
    });
    let words = &draft.comparator_text;
    let before = old.and_then(|target| target.text.as_ref());
    let text = before.map_or_else(|| Text::zh(words), |text| kept(text, words));
    let date = draft.due.unwrap_or(PartialDate::Year(period.to));
    Target { text: goal.is_none().then_some(text), goal, due: Due { date, basis: draft.due_basis } }
}

/// What was carried over to a changed sentence and must be looked at.
pub(super) fn carried(old: &Indicator, new: &Indicator) -> Option<String> {
    let mut carried = Vec::new();
    if fold(&old.quote) != fold(&new.quote) {
        carried.extend((!old.notes.is_empty()).then_some("notes"));
        carried.extend(old.basis.is_some().then_some("basis"));
        carried.extend((!new.ladder.is_empty()).then_some("ladder"));
    }
    (!carried.is_empty())
        .then(|| format!("目标 {} 的原句有改动，沿用的 {} 请核对", new.id, carried.join("、")))
}
