//! From one text of a plan to the next, as from the draft to the issued one: items keep their ids and what was added to
//! them by hand, ids of dropped items are retired, and everything that changed is listed. Nothing is guessed silently: an
//! item recognised by a name that is only alike gives a doubt.

mod changes;
mod item;
mod matching;

use core::fmt::Display;

pub use self::changes::{Change, Changes, Fate, Field, FieldChange, Fields, TaskDifference};
use self::matching::{Link, Named, Pairing, pair};
use super::{DraftIndicator, DraftPlan, DraftTask};
use crate::{
    id::{AreaId, IndicatorId, ItemId, PlanId, SafeguardId, TaskId},
    lang::{Lang, Text},
    plan::{Area, Document, Indicator, Period, Plan, Safeguard, Stage, Task},
    text::fold,
    words,
};

/// Stands where a text names no years; a person must fill in what rests on it.
const UNKNOWN_PERIOD: Period = Period { from: 2099, to: 2099 };

/// A plan in its new text.
#[derive(Debug, Clone, PartialEq)]
pub struct Replacement {
    /// The plan, with the ids of the old one.
    pub plan: Plan,
    /// What is different.
    pub changes: Changes,
    /// What a person must look at, in Chinese.
    pub doubts: Vec<String>,
}

/// A plan whose first text this is.
pub fn begin(id: PlanId, draft: &DraftPlan, document: Document) -> Plan {
    let nothing = Plan {
        id,
        title: Text::zh(&draft.title),
        short_title: None,
        stage: draft.stage,
        demo: false,
        as_of: None,
        corrections: None,
        period: UNKNOWN_PERIOD,
        document: document.clone(),
        regions: Vec::new(),
        areas: Vec::new(),
        tasks: Vec::new(),
        units: Vec::new(),
        safeguards: Vec::new(),
        indicators: Vec::new(),
        context: Vec::new(),
        predecessor: None,
        retired: Vec::new(),
    };
    replace(&nothing, draft, document).plan
}

/// Puts the new text of a plan in the place of the old one.
pub fn replace(old: &Plan, draft: &DraftPlan, document: Document) -> Replacement {
    let mut merge = Merge {
        old,
        draft,
        period: draft.period.unwrap_or(old.period),
        ids: Ids::of(old),
        retired: old.retired.clone(),
        changes: Changes::default(),
        doubts: Vec::new(),
    };
    merge.heading();
    let (areas, area_of) = merge.areas();
    let tasks = merge.tasks(&areas, &area_of);
    let indicators = merge.indicators();
    let safeguards = merge.safeguards();
    let mut plan = Plan {
        title: kept(&old.title, &draft.title),
        stage: draft.stage,
        period: merge.period,
        document,
        areas,
        tasks,
        indicators,
        safeguards,
        ..old.clone()
    };
    merge.units(&mut plan);
    plan.retired = merge.retired;
    Replacement { plan, changes: merge.changes, doubts: merge.doubts }
}

/// The old text with its translation where the words are the same, else the new words alone.
fn kept(old: &Text, new: &str) -> Text {
    if old.zh == new { old.clone() } else { Text::zh(new) }
}

/// Ids that are free.
struct Ids(Vec<String>);

impl Ids {
    fn of(plan: &Plan) -> Self {
        let indicators = plan.indicators.iter().map(|item| item.id.to_string());
        let tasks = plan.tasks.iter().map(|item| item.id.to_string());
        let areas = plan.areas.iter().map(|item| item.id.to_string());
        let safeguards = plan.safeguards.iter().map(|item| item.id.to_string());
        let retired = plan.retired.iter().map(ToString::to_string);
        Self(indicators.chain(tasks).chain(areas).chain(safeguards).chain(retired).collect())
    }

    /// The number after the highest one that was ever used with a letter.
    fn next(&mut self, letter: char) -> usize {
        let used = self.0.iter().filter_map(|id| id.strip_prefix(letter)?.parse::<usize>().ok());
        let number = used.max().unwrap_or(0).saturating_add(1);
        self.0.push(format!("{letter}{number}"));
        number
    }
}

struct Merge<'a> {
    old: &'a Plan,
    draft: &'a DraftPlan,
    period: Period,
    ids: Ids,
    retired: Vec<ItemId>,
    changes: Changes,
    doubts: Vec<String>,
}

impl Merge<'_> {
    fn heading(&mut self) {
        let (old, draft) = (self.old, self.draft);
        if old.title.zh != draft.title {
            self.changes.plan.push(format!("标题：{} → {}", old.title.zh, draft.title));
        }
        if old.stage != draft.stage {
            let word = |stage| if stage == Stage::Draft { "征求意见稿" } else { "正式印发" };
            self.changes.plan.push(format!("阶段：{} → {}", word(old.stage), word(draft.stage)));
        }
        if old.period != self.period {
            let years = |period: Period| format!("{}—{}", period.from, period.to);
            self.changes.plan.push(format!("方案期：{} → {}", years(old.period), years(self.period)));
        }
        if draft.period.is_none() {
            self.doubts.push("新文本的标题没有写明方案期，沿用原来的 period，请核对".to_owned());
        }
        if draft.stage == Stage::InForce && old.stage == Stage::Draft {
            self.doubts.push(
                "新文本未标明征求意见稿，按正式印发处理；请补 document 的 issuer、number、published、url"
                    .to_owned(),
            );
        }
    }

    /// The groups, and for each of the draft its place among them.
    fn areas(&mut self) -> (Vec<Area>, Vec<AreaId>) {
        let name = |title| Named { names: vec![title], group: None };
        let old: Vec<Named<'_>> = self.old.areas.iter().map(|area| name(&area.title.zh)).collect();
        let new: Vec<Named<'_>> = self.draft.areas.iter().map(|area| name(&area.title)).collect();
        let pairing = pair(&old, &new);
        self.tell("任务分组", &pairing, &old, &new);
        let mut areas = Vec::new();
        for (draft, link) in self.draft.areas.iter().zip(&pairing.links) {
            let found = link.map(|link| &self.old.areas[link.old()]);
            let id = found.map_or_else(|| AreaId::numbered('a', self.ids.next('a')), |area| area.id.clone());
            let title = found.map_or_else(|| Text::zh(&draft.title), |area| kept(&area.title, &draft.title));
            let area = Area { id, number: draft.number.clone(), title };
            self.changes.areas.extend(item::area(found, &area));
            areas.push(area);
        }
        for at in pairing.dropped(old.len()) {
            let area = &self.old.areas[at];
            self.retire(&area.id);
            self.changes.areas.push(dropped(&area.id, &area.title.zh));
        }
        let ids = areas.iter().map(|area| area.id.clone()).collect();
        (areas, ids)
    }

    fn tasks(&mut self, areas: &[Area], area_of: &[AreaId]) -> Vec<Task> {
        let area = |draft: &DraftTask| draft.area.and_then(|at| area_of.get(at));
        let name = |task: &'_ Task| task.area.as_ref().map(ToString::to_string);
        let groups: Vec<Option<String>> = self.old.tasks.iter().map(name).collect();
        let named = |title, group| Named { names: vec![title], group };
        let grouped = self.old.tasks.iter().zip(&groups);
        let old: Vec<Named<'_>> =
            grouped.map(|(task, group)| named(task.title.zh.as_str(), group.as_deref())).collect();
        let drafts = self.draft.tasks.iter();
        let new: Vec<Named<'_>> =
            drafts.map(|task| named(&task.title, area(task).map(AreaId::as_str))).collect();
        let pairing = pair(&old, &new);
        self.tell("任务", &pairing, &old, &new);
        let mut tasks = Vec::new();
        for (draft, link) in self.draft.tasks.iter().zip(&pairing.links) {
            let found = link.map(|link| &self.old.tasks[link.old()]);
            let id = found.map_or_else(|| TaskId::numbered('k', self.ids.next('k')), |task| task.id.clone());
            let task = Task {
                id,
                number: draft.number.clone(),
                area: area(draft).cloned(),
                title: found.map_or_else(|| Text::zh(&draft.title), |task| kept(&task.title, &draft.title)),
                units: draft.departments.clone(),
                lead: draft.lead.clone(),
                summary: found.and_then(|task| task.summary.clone()),
            };
            if let Some(change) = item::task(found, &task, &self.old.areas, areas) {
                if task.summary.is_some() {
                    self.doubts.push(format!("任务 {} 有改动，沿用的 summary 请核对", task.id));
                }
                self.changes.tasks.push(change);
            }
            tasks.push(task);
        }
        for at in pairing.dropped(old.len()) {
            let task = &self.old.tasks[at];
            self.retire(&task.id);
            self.changes.tasks.push(dropped(&task.id, &task.title.zh));
        }
        tasks
    }

    fn indicators(&mut self) -> Vec<Indicator> {
        let old: Vec<Named<'_>> = self.old.indicators.iter().map(known_as).collect();
        let name = |draft: &'_ DraftIndicator| draft.name.clone();
        let names: Vec<String> = self.draft.indicators.iter().map(name).collect();
        let new: Vec<Named<'_>> = names.iter().map(|name| Named { names: vec![name], group: None }).collect();
        let pairing = pair(&old, &new);
        self.tell("目标", &pairing, &old, &new);
        let mut indicators = Vec::new();
        for (draft, link) in self.draft.indicators.iter().zip(&pairing.links) {
            let notes = self.draft.notes_about(&draft.name);
            let found = link.map(|link| &self.old.indicators[link.old()]);
            let indicator = found.map_or_else(
                || item::fresh(IndicatorId::numbered('i', self.ids.next('i')), draft, &notes, self.period),
                |found| item::renewed(found, draft, &notes, self.old.period, self.period),
            );
            self.changes.targets.extend(item::target(found, &indicator));
            self.doubts.extend(found.and_then(|found| item::carried(found, &indicator)));
            indicators.push(indicator);
        }
        for at in pairing.dropped(old.len()) {
            let indicator = &self.old.indicators[at];
            self.retire(&indicator.id);
            self.changes.targets.push(dropped(&indicator.id, &indicator.name.zh));
        }
        indicators
    }

    fn safeguards(&mut self) -> Vec<Safeguard> {
        let name = |title| Named { names: vec![title], group: None };
        let old: Vec<Named<'_>> = self.old.safeguards.iter().map(|s| name(s.title.zh.as_str())).collect();
        let new: Vec<Named<'_>> = self.draft.safeguards.iter().map(|title| name(title)).collect();
        let pairing = pair(&old, &new);
        self.tell("保障措施", &pairing, &old, &new);
        let mut safeguards = Vec::new();
        for (title, link) in self.draft.safeguards.iter().zip(&pairing.links) {
            let found = link.map(|link| &self.old.safeguards[link.old()]);
            let fresh = |ids: &mut Ids| SafeguardId::numbered('s', ids.next('s'));
            let id = found.map_or_else(|| fresh(&mut self.ids), |safeguard| safeguard.id.clone());
            let title = found.map_or_else(|| Text::zh(title), |safeguard| kept(&safeguard.title, title));
            let safeguard = Safeguard { id, title };
            self.changes.safeguards.extend(item::safeguard(found, &safeguard));
            safeguards.push(safeguard);
        }
        for at in pairing.dropped(old.len()) {
            let safeguard = &self.old.safeguards[at];
            self.retire(&safeguard.id);
            self.changes.safeguards.push(dropped(&safeguard.id, &safeguard.title.zh));
        }
        safeguards
    }

    /// Other names of units that the new text does not print lead nowhere.
    fn units(&mut self, plan: &mut Plan) {
        let printed: Vec<String> = plan.unit_names().into_iter().map(str::to_owned).collect();
        let (kept, gone): (Vec<_>, Vec<_>) =
            plan.units.drain(..).partition(|unit| printed.contains(&unit.name.zh));
        plan.units = kept;
        for unit in gone {
            let name = &unit.name.zh;
            self.doubts
                .push(format!("责任单位“{name}”不再出现，其译名、别名未带入；若已更名，请在新名下补写"));
        }
    }

    fn retire(&mut self, id: &impl Display) {
        self.retired.extend(id.to_string().parse::<ItemId>());
    }

    /// Doubts of a pairing.
    fn tell(&mut self, kind: &str, pairing: &Pairing, old: &[Named<'_>], new: &[Named<'_>]) {
        let first = |item: &Named<'_>| item.names.first().copied().unwrap_or_default().to_owned();
        for (at, link) in pairing.links.iter().enumerate() {
            if let Some(Link::Like(from)) = link {
                let (from, to) = (first(&old[*from]), first(&new[at]));
                self.doubts.push(format!("{kind}“{to}”按名称相近视为原来的“{from}”，沿用其 id，请核对"));
            }
        }
        for (at, from) in &pairing.doubts {
            let (from, to) = (first(&old[*from]), first(&new[*at]));
            self.doubts.push(format!(
                "{kind}“{to}”与原来的“{from}”名称相近，但不能确定是同一项，按新增和删除处理；若是同一项，请改回原 id，并从 retired 里删去"
            ));
        }
    }
}

fn known_as(indicator: &Indicator) -> Named<'_> {
    let names = core::iter::once(&indicator.name.zh).chain(&indicator.aliases).map(String::as_str);
    Named { names: names.collect(), group: None }
}

fn dropped<D>(id: &impl Display, name: &str) -> Change<D> {
    Change { id: id.to_string(), name: name.to_owned(), fate: Fate::Dropped }
}

impl DraftPlan {
    /// Doubts about an item, by its name.
    pub fn notes_about(&self, name: &str) -> Vec<&str> {
        let quoted = format!("“{name}”");
        self.notes.iter().map(|note| note.text.as_str()).filter(|text| text.contains(&quoted)).collect()
    }
}

#[cfg(test)]
mod tests;
