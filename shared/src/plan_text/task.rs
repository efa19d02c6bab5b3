//! Tasks and their responsible units.

use core::ops::Range;

use super::{
    DraftArea, DraftTask, Note,
    outline::{Heading, Level, Section},
};
use crate::text::{closing, split_outside};

/// Reads the tasks of the given sections, and the groups they stand in.
pub(super) fn read(sections: &[&Section], notes: &mut Vec<Note>) -> (Vec<DraftArea>, Vec<DraftTask>) {
    let headings = || sections.iter().filter_map(|s| s.heading.as_ref().map(|heading| (heading, *s)));
    let items = headings().any(|(heading, _)| heading.level == Level::Item);
    let level = if items { Level::Item } else { Level::Group };
    let (mut areas, mut tasks) = (Vec::new(), Vec::new());
    for (heading, section) in headings() {
        if heading.level == level {
            tasks.push(task(heading, section, areas.len().checked_sub(1), notes));
        } else if heading.level == Level::Group {
            areas.push(DraftArea { number: heading.number.clone(), title: heading.title.clone() });
        }
    }
    (areas, tasks)
}

fn task(heading: &Heading, section: &Section, area: Option<usize>, notes: &mut Vec<Note>) -> DraftTask {
    let lists: Vec<(UnitList, &str)> = section
        .paragraphs
        .iter()
        .flat_map(|block| unit_lists(&block.text).into_iter().map(move |list| (list, block.text.as_str())))
        .collect();
    let (mut lead, mut others): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for (list, _) in &lists {
        let into = if list.role == Role::Lead { &mut lead } else { &mut others };
        let new = list.units.iter().filter(|unit| !into.contains(unit)).cloned().collect::<Vec<_>>();
        into.extend(new);
    }
    let mut departments = lead.clone();
    departments.extend(others.into_iter().filter(|unit| !lead.contains(unit)));
    let last = section.paragraphs.last().map(|block| block.text.as_str()).unwrap_or_default();
    if departments.is_empty() {
        notes.push(Note {
            text: format!("任务“{}”没有找到责任单位名单", heading.title),
            source: last.to_owned(),
            line: section.line,
        });
    }
    DraftTask {
        number: heading.number.clone(),
        title: heading.title.clone(),
        area,
        departments,
        lead,
        source: lists.last().map_or(last, |(_, paragraph)| paragraph).to_owned(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Lead,
    Responsible,
}

struct UnitList {
    role: Role,
    units: Vec<String>,
}

/// Labels that name a list of units, longest first.
const LABELS: [(&str, Role); 8] = [
    ("牵头责任单位", Role::Lead),
    ("牵头单位", Role::Lead),
    ("牵头部门", Role::Lead),
    ("责任单位", Role::Responsible),
    ("责任部门", Role::Responsible),
    ("配合单位", Role::Responsible),
    ("配合部门", Role::Responsible),
    ("责任主体", Role::Responsible),
];

/// Endings that the names of units have. A bracket without a label is a list only if it closes its paragraph and every
/// part ends like one.
const ENDINGS: [&str; 26] = [
    "局",
    "办",
    "部",
    "院",
    "委",
    "会",
    "厅",
    "处",
    "所",
    "站",
    "队",
    "社",
    "政府",
    "街道",
    "乡镇",
    "镇",
    "园区",
    "中心",
    "公司",
    "银行",
    "法院",
    "检察院",
    "集团",
    "大学",
    "学院",
    "单位",
];

/// The lists of units in a paragraph: in brackets, or on a line of their own after a label.
fn unit_lists(paragraph: &str) -> Vec<UnitList> {
    let closed = paragraph.trim_end_matches(['。', ' ']);
    let mut lists = Vec::new();
    for range in brackets(closed) {
        let last = closed[range.end..].chars().count() <= 1;
        lists.extend(labelled(&closed[range], last));
    }
    let starts = LABELS.iter().any(|(label, _)| closed.starts_with(label));
    if lists.is_empty() && starts { labelled(closed, true) } else { lists }
}

/// The contents of outermost brackets; a bracket that is never closed runs to the end.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut expected: Vec<char> = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if expected.last() == Some(&c) {
            expected.pop();
            if expected.is_empty() {
                found.push(start..at);
            }
        } else if let Some(close) = closing(c).filter(|_| !matches!(c, '“' | '「' | '《')) {
            if expected.is_empty() {
                start = at + c.len_utf8();
            }
            expected.push(close);
        }
    }
    if !expected.is_empty() {
        found.push(start..text.len());
    }
    found
}

/// Lists with a label, and lists without one where they may stand.
fn labelled(content: &str, unlabelled: bool) -> Vec<UnitList> {
    let mut lists = Vec::new();
    for part in split_outside(content, &['；', ';', '。']) {
        let label = LABELS.iter().find(|(label, _)| part.starts_with(label));
        let (role, names) = match label {
            Some((label, role)) => (*role, part[label.len()..].trim_start_matches([':', '：', ' '])),
            None => (Role::Responsible, part),
        };
        let units = names_of(names);
        let certain = label.is_some() || (unlabelled && units.iter().all(|unit| is_unit(unit)));
        if certain && !units.is_empty() {
            lists.push(UnitList { role, units });
        }
    }
    lists
}

fn names_of(names: &str) -> Vec<String> {
    let trim = |name: &str| {
        let name = name.trim();
        let name = name.strip_suffix("负责").unwrap_or(name);
        let name = name.strip_suffix("等").unwrap_or(name);
        name.strip_suffix("按职责分工").unwrap_or(name).trim().to_owned()
    };
    split_outside(names, &['、', '，', ',']).into_iter().map(trim).filter(|name| !name.is_empty()).collect()
}

fn is_unit(name: &str) -> bool {
    let bare = name.split(['（', '(']).next().unwrap_or(name);
    let short = name.chars().count() <= 24;
    short && bare.chars().count() >= 2 && (ENDINGS.iter().any(|end| bare.ends_with(end)))
}
