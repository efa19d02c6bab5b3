//! Tasks and their responsible units.
//!
//! A task is what a list of units closes: an item with one list is one task, an item with several lists is one for each,
//! with the item's number and a title from its own sentences. Lists with nothing between them (牵头 and 配合) are one.
//! An item without a list is a task without units if most of its siblings have lists. A list on a line of its own behind
//! the last of several items, none of which has one, belongs to the item above them.

use std::collections::HashSet;

use super::{
    DraftArea, DraftTask, Note,
    numbering::Level,
    outline::{Entry, Outline, Part},
    segment::{Number, Segment, first_sentence, segments},
    table,
    units::{self, Role, Units},
};

/// Reads the tasks of a document, and the groups they stand in.
pub(super) fn read(outline: &Outline, notes: &mut Vec<Note>) -> (Vec<DraftArea>, Vec<DraftTask>) {
    let mut found = Found::of(outline);
    found.fold_tails();
    let tasks = if found.any() { found.listed(notes) } else { found.unlisted(notes) };
    let mut drafts = Vec::new();
    let mut areas: Vec<usize> = Vec::new();
    let mut firsts = false;
    for task in tasks {
        firsts = firsts || task.units.first_leads;
        let area = task.area.filter(|at| is_area(&outline.entries[*at])).map(|entry| {
            areas.iter().position(|known| *known == entry).unwrap_or_else(|| {
                areas.push(entry);
                areas.len() - 1
            })
        });
        drafts.push(draft(task, area, firsts, notes));
    }
    unjoin(&mut drafts, notes);
    let areas = areas.into_iter().map(|at| &outline.entries[at]);
    let areas = areas.map(|entry| DraftArea { number: entry.number.clone(), title: entry.title.clone() });
    (areas.collect(), drafts)
}

struct Task {
    number: String,
    title: String,
    source: String,
    units: Units,
    area: Option<usize>,
    line: usize,
}

struct Found<'a> {
    outline: &'a Outline,
    children: Vec<Vec<usize>>,
    segments: Vec<Vec<Segment>>,
    tables: Vec<Vec<table::Row>>,
    /// Whether an entry or one below it has a list.
    below: Vec<bool>,
}

impl<'a> Found<'a> {
    fn of(outline: &'a Outline) -> Self {
        let segments: Vec<Vec<Segment>> = outline.entries.iter().map(segments).collect();
        let tables: Vec<Vec<table::Row>> = outline
            .entries
            .iter()
            .map(|entry| entry.tables.iter().flat_map(|rows| table::tasks(rows)).collect())
            .collect();
        let mut below: Vec<bool> =
            segments.iter().zip(&tables).map(|(own, rows)| !own.is_empty() || !rows.is_empty()).collect();
        for at in (0..below.len()).rev() {
            if below[at]
                && let Some(parent) = outline.entries[at].parent
            {
                below[parent] = true;
            }
        }
        Self { outline, children: outline.children(), segments, tables, below }
    }

    fn any(&self) -> bool {
        self.below.iter().any(|has| *has)
    }

    /// Moves a list behind the last of several items to the item above them, where it surely belongs there.
    fn fold_tails(&mut self) {
        let tails: Vec<(usize, usize)> = (0..self.children.len())
            .filter(|at| self.segments[*at].is_empty())
            .filter_map(|at| self.tail(at).map(|last| (at, last)))
            .collect();
        let level = |at: usize| self.outline.entries[at].level;
        let mut usual = vec![Level::Chapter, Level::Group, Level::Item, Level::Sub];
        usual.retain(|one| tails.iter().filter(|(_, last)| level(*last) == *one).take(2).count() > 1);
        usual.retain(|one| !self.listed_at(*one));
        for (parent, last) in tails {
            let level = self.outline.entries[last].level;
            let sure = level == Level::Sub || self.segments[last][0].apart || usual.contains(&level);
            if !sure {
                continue;
            }
            let mut segment = self.segments[last].remove(0);
            segment.source = self.children[parent]
                .iter()
                .flat_map(|child| &self.outline.entries[*child].paragraphs)
                .map(|line| line.text.clone())
                .collect();
            segment.title = String::new();
            self.segments[parent].push(segment);
            self.below[last] = false;
        }
    }

    /// The last of several items, if it alone has a list.
    fn tail(&self, parent: usize) -> Option<usize> {
        let (last, others) = self.children[parent].split_last()?;
        let alone = !others.is_empty() && others.iter().all(|at| !self.below[*at]);
        let part = self.outline.entries[parent].part;
        (alone && self.segments[*last].len() == 1 && matches!(part, Part::Tasks | Part::Other))
            .then_some(*last)
    }

    /// Whether an item of this level that is not the last of its siblings has a list.
    fn listed_at(&self, level: Level) -> bool {
        self.children.iter().any(|siblings| {
            let others = siblings.split_last().map_or(&[][..], |(_, others)| others);
            others.iter().any(|at| self.outline.entries[*at].level == level && self.below[*at])
        })
    }

    fn listed(&self, notes: &mut Vec<Note>) -> Vec<Task> {
        let mut tasks = Vec::new();
        for (at, entry) in self.outline.entries.iter().enumerate() {
            let own = &self.segments[at];
            let plain = own.iter().filter(|segment| segment.number != Number::Lost).count();
            if plain > 1 && entry.level > Level::Chapter {
                notes.push(Note {
                    text: format!(
                        "“{}{}”里有 {} 份单位名单，各管其前的文字，分作 {} 项任务",
                        entry.number,
                        entry.title,
                        own.len(),
                        own.len()
                    ),
                    source: own[0].source.join("\n"),
                    line: entry.line,
                });
            }
            tasks.extend(own.iter().map(|segment| self.task(at, segment, plain > 1)));
            tasks.extend(self.tables[at].iter().map(|row| self.row(at, row)));
            if !self.below[at] && self.is_unlisted(at) {
                tasks.push(self.without_units(at, notes));
            }
        }
        tasks
    }

    /// Items of a chapter of tasks in a document without any list.
    fn unlisted(&self, notes: &mut Vec<Note>) -> Vec<Task> {
        let level = |level: Level| {
            let entries = self.outline.entries.iter().enumerate();
            entries.filter(move |(_, e)| e.part == Part::Tasks && e.level == level).map(|(at, _)| at)
        };
        let items: Vec<usize> = level(Level::Item).collect();
        let chosen = if items.is_empty() { level(Level::Group).collect() } else { items };
        chosen.into_iter().map(|at| self.without_units(at, notes)).collect()
    }

    /// Whether an item without a list stands among items that have one.
    fn is_unlisted(&self, at: usize) -> bool {
        let entry = &self.outline.entries[at];
        let Some(parent) = entry.parent.filter(|_| entry.level > Level::Chapter) else { return false };
        let siblings =
            || self.children[parent].iter().filter(|at| self.outline.entries[**at].level == entry.level);
        let listed = siblings().filter(|at| self.below[**at]).count();
        let told = matches!(entry.part, Part::Tasks | Part::Other);
        told && self.segments[parent].is_empty() && listed * 2 >= siblings().count()
    }

    fn without_units(&self, at: usize, notes: &mut Vec<Note>) -> Task {
        let entry = &self.outline.entries[at];
        let first = entry.paragraphs.first().map(|line| line.text.as_str()).unwrap_or_default();
        let title = if entry.title.is_empty() { first_sentence(first) } else { &entry.title };
        let last = entry.paragraphs.last().map(|line| line.text.as_str()).unwrap_or_default();
        notes.push(Note {
            text: format!("任务“{title}”没有找到责任单位名单"),
            source: last.to_owned(),
            line: entry.line,
        });
        Task {
            number: entry.number.clone(),
            title: title.to_owned(),
            source: last.to_owned(),
            units: Units::default(),
            area: entry.parent,
            line: entry.line,
        }
    }

    fn task(&self, at: usize, segment: &Segment, several: bool) -> Task {
        let entry = &self.outline.entries[at];
        let chapter = entry.level <= Level::Chapter;
        let lost = segment.number != Number::OfItem || several && chapter;
        let own = several || segment.number == Number::Lost || entry.title.is_empty();
        let title = if own && !segment.title.is_empty() { &segment.title } else { &entry.title };
        Task {
            number: if lost { String::new() } else { entry.number.clone() },
            title: title.clone(),
            source: segment.source.join("\n"),
            units: segment.units.clone(),
            area: if several { Some(at) } else { entry.parent },
            line: segment.line,
        }
    }

    fn row(&self, at: usize, row: &table::Row) -> Task {
        let mut area = Some(at);
        while let Some(entry) =
            area.map(|at| &self.outline.entries[at]).filter(|entry| entry.title.is_empty())
        {
            area = entry.parent;
        }
        Task {
            number: row.number.clone(),
            title: row.title.clone(),
            source: row.source.clone(),
            units: row.units.clone(),
            area,
            line: row.line,
        }
    }
}

/// A group of tasks is a heading that says more than that tasks follow.
fn is_area(entry: &Entry) -> bool {
    !entry.title.is_empty() && (entry.level > Level::Chapter || entry.part != Part::Tasks)
}

fn draft(task: Task, area: Option<usize>, firsts: bool, notes: &mut Vec<Note>) -> DraftTask {
    let Units { named, left, .. } = task.units;
    let mut lead: Vec<String> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    let only = named.iter().all(|(role, _)| *role == Role::Responsible);
    for (at, (role, name)) in named.into_iter().enumerate() {
        let leads = role == Role::Lead || firsts && only && at == 0;
        if leads { lead.push(name) } else { others.push(name) }
    }
    let departments: Vec<String> = lead.iter().cloned().chain(others).collect();
    for words in left {
        notes.push(Note {
            text: format!("任务“{}”的单位名单里有一处不像单位名称，没有收入：{words}", task.title),
            source: task.source.clone(),
            line: task.line,
        });
    }
    DraftTask { number: task.number, title: task.title, area, departments, lead, source: task.source }
}

/// Cuts names that lost the 、 between them, where both are names elsewhere in the document.
fn unjoin(drafts: &mut [DraftTask], notes: &mut Vec<Note>) {
    let all = drafts.iter().flat_map(|draft| &draft.departments);
    let known: HashSet<String> = all.cloned().collect();
    for draft in drafts {
        let names = core::mem::take(&mut draft.departments);
        for name in names {
            let long = name.chars().count();
            let cut = if (6..=40).contains(&long) {
                units::unjoined(&name, &|part| known.contains(part))
            } else {
                None
            };
            match cut {
                Some((left, right)) => {
                    notes.push(Note {
                        text: format!("“{name}”中间像是漏了顿号，已按“{left}”“{right}”两个单位读"),
                        source: draft.source.clone(),
                        line: 0,
                    });
                    if let Some(at) = draft.lead.iter().position(|lead| *lead == name) {
                        draft.lead.splice(at..=at, [left.to_owned(), right.to_owned()]);
                    }
                    for part in [left, right] {
                        if !draft.departments.iter().any(|known| known == part) {
                            draft.departments.push(part.to_owned());
                        }
                    }
                }
                None => draft.departments.push(name),
            }
        }
    }
}
