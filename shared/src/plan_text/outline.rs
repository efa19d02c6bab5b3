//! The outline of a document: its title, and its paragraphs under numbered headings.

use super::Block;
use crate::{
    plan::{Period, Stage},
    text::{clean, is_chinese_numeral},
};

/// What a part of a plan is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Goals,
    Tasks,
    Safeguards,
    Other,
}

/// The depth of a heading, by its way of numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// 一、
    Chapter,
    /// （一）
    Group,
    /// 1.
    Item,
}

/// A numbered heading.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub level: Level,
    /// As printed, without the separator: 一, （一）, 1.
    pub number: String,
    pub title: String,
}

impl Heading {
    /// As it stands in the document, for locators.
    fn printed(&self) -> String {
        match self.level {
            Level::Chapter => format!("{}、{}", self.number, self.title),
            Level::Group => format!("{}{}", self.number, self.title),
            Level::Item => format!("{}.{}", self.number, self.title),
        }
    }
}

/// A heading with the paragraphs up to the next one.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub heading: Option<Heading>,
    pub part: Part,
    /// The headings it stands under, its own included.
    pub locator: String,
    pub paragraphs: Vec<Block>,
    pub line: usize,
}

pub(super) struct Outline {
    title: Vec<Block>,
    sections: Vec<Section>,
}

impl Outline {
    pub(super) fn of(blocks: &[Block]) -> Self {
        let seen: Vec<Block> = blocks
            .iter()
            .map(|block| Block { text: clean(&block.text), ..block.clone() })
            .filter(|block| !block.text.is_empty())
            .collect();
        let body = seen.iter().position(|block| !is_title_line(&block.text)).unwrap_or(seen.len());
        let (title, body) = seen.split_at(body);
        Self { title: title.to_vec(), sections: sections(body) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.title.is_empty() && self.sections.is_empty()
    }

    pub(super) fn sections(&self, part: Part) -> Vec<&Section> {
        self.sections.iter().filter(|section| section.part == part).collect()
    }

    pub(super) fn title(&self) -> String {
        let lines = self.title.iter().map(|block| block.text.as_str());
        lines.filter(|line| !is_stage_mark(line) && !is_remark(line)).collect()
    }

    pub(super) fn title_line(&self) -> usize {
        self.title.first().map_or(1, |block| block.line)
    }

    pub(super) fn stage(&self) -> Stage {
        let draft = self.title.iter().any(|block| block.text.contains("征求意见稿"));
        if draft { Stage::Draft } else { Stage::InForce }
    }

    pub(super) fn period(&self) -> Option<Period> {
        years(&self.title())
    }

    /// Headings of the first level used below the safeguards' chapter.
    pub(super) fn safeguards(&self) -> Vec<String> {
        let headings = || {
            self.sections(Part::Safeguards)
                .into_iter()
                .filter_map(|section| section.heading.as_ref())
                .filter(|heading| heading.level > Level::Chapter)
        };
        let top = headings().map(|heading| heading.level).min();
        headings().filter(|heading| Some(heading.level) == top).map(|heading| heading.title.clone()).collect()
    }
}

/// Title lines are short and end without a full stop; the first sentence or numbered heading ends them.
fn is_title_line(line: &str) -> bool {
    line.chars().count() <= 60 && !line.ends_with(['。', '；', '：', ':']) && heading(line).is_none()
}

fn is_stage_mark(line: &str) -> bool {
    line.trim_matches(['（', '）', '(', ')']) == "征求意见稿"
}

/// A line in brackets is a remark, unless it gives the years.
fn is_remark(line: &str) -> bool {
    line.starts_with(['（', '(']) && line.ends_with(['）', ')']) && years(line).is_none()
}

/// `2022年-2025年`, `2022—2025年`, `2022至2025年`: two years with a dash or 至 between them.
fn years(title: &str) -> Option<Period> {
    let chars: Vec<char> = title.chars().collect();
    let year_at = |at: usize| {
        let digits: String = chars.get(at..at + 4)?.iter().collect();
        let year: i32 = digits.parse().ok()?;
        (1990..=2099).contains(&year).then_some(year)
    };
    (0..chars.len()).find_map(|at| {
        let from = year_at(at)?;
        let between = |c: char| "年-—–－~～至到 ".contains(c);
        let gap = chars[at + 4..].iter().take_while(|c| between(**c)).count();
        let to = year_at(at + 4 + gap)?;
        (gap > 0 && from <= to).then_some(Period { from, to })
    })
}

fn sections(body: &[Block]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut path: Vec<Heading> = Vec::new();
    let mut part = Part::Other;
    for block in body {
        let Some((found, rest)) = heading(&block.text) else {
            match sections.last_mut() {
                Some(section) => section.paragraphs.push(block.clone()),
                None => sections.push(Section {
                    heading: None,
                    part: part_of(&block.text).unwrap_or(Part::Other),
                    locator: String::new(),
                    paragraphs: vec![block.clone()],
                    line: block.line,
                }),
            }
            continue;
        };
        path.retain(|above| above.level < found.level);
        path.push(found.clone());
        part = match (found.level, part_of(&found.title)) {
            (Level::Chapter, named) => named.unwrap_or(Part::Other),
            (_, Some(Part::Goals)) if part == Part::Other || part == Part::Goals => Part::Goals,
            (Level::Group, None) if part == Part::Goals => Part::Other,
            _ => part,
        };
        let rest = rest.map(|text| Block { text, ..block.clone() });
        sections.push(Section {
            heading: Some(found),
            part,
            locator: path.iter().map(Heading::printed).collect(),
            paragraphs: rest.into_iter().collect(),
            line: block.line,
        });
    }
    sections
}

/// What a heading says its part is about. 总体要求 holds the goals in a group of its own, so it is no part by itself.
fn part_of(title: &str) -> Option<Part> {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if has(&["保障", "组织实施", "组织领导"]) {
        Some(Part::Safeguards)
    } else if has(&["目标", "指标"]) {
        Some(Part::Goals)
    } else if has(&["任务", "举措", "工作内容", "工作措施", "主要措施"]) {
        Some(Part::Tasks)
    } else {
        None
    }
}

/// Reads a numbered heading, and the text that follows its title on the same line.
fn heading(line: &str) -> Option<(Heading, Option<String>)> {
    let (level, number, rest) = numbered(line)?;
    let rest = rest.trim();
    let (title, body) = match rest.split_once('。') {
        Some((title, body)) if title.chars().count() <= 40 => (title, Some(body.trim())),
        Some(_) => return None,
        None => (rest, None),
    };
    let fits = !title.is_empty() && title.chars().count() <= 60;
    let heading = Heading { level, number, title: title.to_owned() };
    fits.then(|| (heading, body.filter(|text| !text.is_empty()).map(str::to_owned)))
}

fn numbered(line: &str) -> Option<(Level, String, &str)> {
    if let Some(open) = line.chars().next().filter(|c| matches!(c, '（' | '(')) {
        let close = if open == '（' { '）' } else { ')' };
        let (number, rest) = line[open.len_utf8()..].split_once(close)?;
        return is_chinese_numeral(number).then(|| (Level::Group, format!("（{number}）"), rest));
    }
    if let Some((number, rest)) = line.split_once('、').filter(|(number, _)| is_chinese_numeral(number)) {
        return Some((Level::Chapter, number.to_owned(), rest));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix(['.', '．', '、'])?;
    let decimal = rest.starts_with(|c: char| c.is_ascii_digit());
    ((1..=3).contains(&digits) && !decimal).then(|| (Level::Item, line[..digits].to_owned(), rest))
}
