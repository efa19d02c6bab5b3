//! Targets: a name, a number with its unit, the words that compare, and the day it is due.
//!
//! In a section of goals every number with a unit is a target, unless it dates, names, cites, describes or gives money.
//! Elsewhere a number needs more: a year it is due by, a yearly measure, a promise, or a comparing word with a verb of
//! doing. What is told as reached, what is compared with and what stands in brackets is none.

mod accept;
mod cells;
mod clause;
mod compare;
mod deed;
mod due;
mod figure;
mod measure;
mod name;
mod numeral;
mod phrase;
mod relation;
mod rule;
mod sentence;
mod span;
mod table;

use std::collections::HashSet;

use self::{clause::Found, due::Use, sentence::Reader};
use super::{
    DraftIndicator, Note,
    flow::Line,
    outline::{Entry, Outline, Part},
    units,
};
use crate::{
    date::PartialDate,
    plan::{DueBasis, Kind},
};

/// Reads the targets of a document.
pub(super) fn read(outline: &Outline, notes: &mut Vec<Note>) -> Vec<DraftIndicator> {
    let since = outline.front.since;
    let mut governing: Vec<Option<PartialDate>> = Vec::new();
    let mut found = Vec::new();
    for entry in &outline.entries {
        let above = entry.parent.and_then(|parent| governing[parent]);
        let own = due_of_heading(entry, since).or(above.filter(|_| entry.part == Part::Goals));
        let mut read = EntryReader::new(entry, since, &mut found, notes);
        read.governing = own.or(cells::deadline(&entry.paragraphs).filter(|_| read.task));
        if !matches!(entry.part, Part::Background | Part::Safeguards) {
            read.paragraphs();
        }
        governing.push(read.governing);
        for rows in &entry.tables {
            let before = found.len();
            table::read(rows, entry, outline.front.period(), &mut found, notes);
            let of_tasks = found.len() == before && entry.part != Part::Background;
            for cell in cells::told(rows).into_iter().filter(|_| of_tasks) {
                EntryReader::new(entry, since, &mut found, notes).cell(&cell);
            }
        }
    }
    once(found)
}

/// A target told twice, with the same number for the same day, is one.
fn once(found: Vec<DraftIndicator>) -> Vec<DraftIndicator> {
    let mut seen = HashSet::new();
    let key = |one: &DraftIndicator| {
        (one.name.clone(), one.value.map(|v| v.to_string()), one.unit.clone(), one.due)
    };
    found.into_iter().filter(|one| one.value.is_none() || seen.insert(key(one))).collect()
}

/// A year that a heading sets for what stands under it: `（二）到2025年目标`.
fn due_of_heading(entry: &Entry, since: Option<i32>) -> Option<PartialDate> {
    if entry.part != Part::Goals {
        return None;
    }
    let mentions = due::mentions(&entry.title);
    let [one] = mentions.as_slice() else { return None };
    let set = one.is == Use::Due || entry.title[one.end..].contains("目标");
    (set && is_ahead(one.date, since)).then_some(one.date)
}

fn is_ahead(date: PartialDate, since: Option<i32>) -> bool {
    since.is_none_or(|since| date.year() >= since)
}

struct EntryReader<'a> {
    entry: &'a Entry,
    since: Option<i32>,
    /// A year that an opening sentence or a heading sets for what follows.
    governing: Option<PartialDate>,
    /// A sentence with another year came between: what follows in its paragraph is governed by neither.
    overtaken: bool,
    /// A task is being told: by the chapter, or by a list of units.
    task: bool,
    /// Goals are being told: by the section, or since a sentence that opened them.
    open: bool,
    found: &'a mut Vec<DraftIndicator>,
    notes: &'a mut Vec<Note>,
}

/// In characters; a longer one has lost its full stops.
const LONGEST_SENTENCE: usize = 1_000;

impl<'a> EntryReader<'a> {
    fn new(
        entry: &'a Entry,
        since: Option<i32>,
        found: &'a mut Vec<DraftIndicator>,
        notes: &'a mut Vec<Note>,
    ) -> Self {
        let task = entry.part == Part::Tasks
            || entry.paragraphs.iter().any(|line| !units::lists(&line.text).is_empty());
        let open = entry.part == Part::Goals;
        Self { entry, since, governing: None, overtaken: false, task, open, found, notes }
    }

    fn cell(&mut self, cell: &cells::Cell) {
        (self.task, self.open) = (true, cell.goals);
        self.governing = cell.due.filter(|due| is_ahead(*due, self.since));
        self.paragraph(&cell.line);
    }

    fn paragraphs(&mut self) {
        let title = &self.entry.title;
        if !figure::figures(title).is_empty() && title.chars().count() > 12 {
            let line = Line { text: title.clone(), line: self.entry.line, heading: None };
            self.paragraph(&line);
        }
        for line in &self.entry.paragraphs {
            self.paragraph(line);
        }
    }

    fn paragraph(&mut self, line: &Line) {
        self.overtaken = false;
        let mut at = 0;
        for list in units::lists(&line.text) {
            self.sentences(&line.text[at..list.range.start], line.line);
            at = list.range.end;
        }
        self.sentences(&line.text[at..], line.line);
    }

    fn sentences(&mut self, text: &str, line: usize) {
        for sentence in text.split_inclusive(['。', '！', '？']) {
            let sentence = sentence.trim();
            if !units::is_nothing(sentence) {
                self.sentence(sentence, line);
            }
        }
    }

    fn sentence(&mut self, sentence: &str, line: usize) {
        // Each target keeps its sentence: without a bound, one endless sentence is kept thousands of times.
        if sentence.chars().count() > LONGEST_SENTENCE {
            let source = sentence.chars().take(100).collect();
            let text = format!("这一句超过 {LONGEST_SENTENCE} 字，没有从中读目标；请按原文断句后再试");
            self.notes.push(Note { text, source, line });
            return;
        }
        let goals = self.open || says_goals(sentence);
        let mut reader = Reader::new(goals, self.since, self.governing.filter(|_| !self.overtaken));
        reader.task = self.task;
        let read = reader.sentence(sentence);
        let ends_open = sentence.ends_with(['：', ':']);
        // A dated sentence without a number opens what follows, and so does 主要目标：.
        let opens = self.entry.part != Part::Tasks && read.iter().all(|one| one.value.is_none());
        if let Some(date) = reader.dated() {
            if opens || ends_open {
                self.governing = Some(date);
                self.open |= opens;
            }
            self.overtaken = self.governing.is_some_and(|governing| governing != date);
        }
        self.open |= opens && ends_open && sentence.contains("目标");
        for doubt in reader.doubts {
            self.notes.push(Note { text: doubt, source: sentence.to_owned(), line });
        }
        for one in read {
            self.take(one, sentence, line);
        }
    }

    fn take(&mut self, one: Found, sentence: &str, line: usize) {
        let mut note = |text: String| {
            self.notes.push(Note { text, source: sentence.to_owned(), line });
        };
        if one.presumed_yearly {
            note(format!("“{}”是否按年计，原文没有写明；暂随同句按年计", one.name));
        }
        if one.value.is_some() && one.due.is_none() {
            note(format!("“{}”所在句没有写到期年份，暂按方案期末推定", one.name));
        }
        let basis = match (one.due, one.governed) {
            (None, _) => DueBasis::PlanPeriod,
            (Some(_), true) => DueBasis::GoverningSentence,
            (Some(_), false) => DueBasis::OwnSentence,
        };
        self.found.push(DraftIndicator {
            kind: one.kind(),
            name: one.name,
            text: one.text,
            value: one.value,
            unit: one.unit,
            comparator: one.comparator,
            comparator_text: one.comparator_text,
            relative_to: one.relative_to,
            due: one.due,
            due_basis: basis,
            source: sentence.to_owned(),
            locator: self.entry.locator.clone(),
        });
    }
}

/// `主要预期目标为：`
fn says_goals(sentence: &str) -> bool {
    ["目标为", "目标是", "目标：", "目标:", "目标如下"].iter().any(|words| sentence.contains(words))
}

impl Found {
    fn kind(&self) -> Kind {
        let score = self.unit.as_deref() == Some("分") || self.name.ends_with("满意度");
        match self.value {
            None if self.doubled => Kind::Stock,
            None => Kind::Milestone,
            Some(_) if score => Kind::Score,
            Some(_) if self.yearly => Kind::AnnualFlow,
            Some(_) => Kind::Stock,
        }
    }
}

#[cfg(test)]
mod tests;
