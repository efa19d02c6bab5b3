//! The outline of a document: its title, and its paragraphs under headings.

use super::{
    Block,
    flow::{Line, Piece, Row, pieces},
    numbering::{Level, Mark, mark},
    title::Front,
    units,
};

/// What a part of a plan is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Goals,
    Tasks,
    Safeguards,
    /// What was reached before, and why.
    Background,
    Other,
}

/// A heading or an item with what stands under it, up to the next one.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub level: Level,
    /// As printed, without the separator: 一, （一）, 1; empty where it is lost.
    pub number: String,
    /// Empty where an item has none.
    pub title: String,
    pub part: Part,
    pub parent: Option<usize>,
    /// The headings it stands under, its own included.
    pub locator: String,
    pub paragraphs: Vec<Line>,
    pub tables: Vec<Vec<Row>>,
    pub line: usize,
}

pub(super) struct Outline {
    pub front: Front,
    /// The first one holds what stands before the first heading, if anything does.
    pub entries: Vec<Entry>,
}

impl Outline {
    pub(super) fn of(blocks: &[Block]) -> Self {
        let pieces = pieces(blocks);
        let (front, rest) = Front::of(&pieces);
        let rest = without_foot(rest);
        let mut builder = Builder::default();
        for piece in rest {
            match piece {
                Piece::Line(line) => builder.line(line),
                Piece::Row(row) => builder.row(row),
            }
        }
        Self { front, entries: builder.entries }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.front.is_empty() && self.entries.is_empty()
    }

    pub(super) fn children(&self) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.entries.len()];
        for (at, entry) in self.entries.iter().enumerate() {
            if let Some(parent) = entry.parent {
                children[parent].push(at);
            }
        }
        children
    }

    /// Headings of the first level used below the safeguards' chapter.
    pub(super) fn safeguards(&self) -> Vec<String> {
        let below = |entry: &&Entry| {
            entry.part == Part::Safeguards
                && entry.parent.is_some_and(|above| self.entries[above].part == Part::Safeguards)
                && !entry.title.is_empty()
        };
        let top = self.entries.iter().filter(below).map(|entry| entry.level).min();
        let found = self.entries.iter().filter(below).filter(|entry| Some(entry.level) == top);
        found.map(|entry| entry.title.clone()).collect()
    }
}

/// The foot of the page that a text was copied from: who runs the site, and its licence.
pub(crate) fn without_foot(pieces: &[Piece]) -> &[Piece] {
    const FAR: usize = 20;
    const SITE: [&str; 6] = ["版权所有", "网站标识码", "ICP备", "公网安备", "网站地图", "承办："];
    let foot = |piece: &Piece| {
        let Piece::Line(line) = piece else { return false };
        let runs = line.text.starts_with("主办：") || line.text.starts_with("主办单位：");
        line.text.chars().count() <= 100
            && mark(&line.text).is_none()
            && (SITE.iter().any(|word| line.text.contains(word)) || runs && line.text.contains("承办"))
    };
    let from = pieces.len().saturating_sub(FAR);
    let at = pieces[from..].iter().position(foot).map_or(pieces.len(), |at| from + at);
    &pieces[..at]
}

#[derive(Default)]
struct Builder {
    entries: Vec<Entry>,
    /// The open entries, the outermost first.
    path: Vec<usize>,
    /// The level that each level of marked headings was last used for.
    levels: [Option<Level>; 10],
    in_table: bool,
}

impl Builder {
    fn line(&mut self, line: &Line) {
        self.in_table = false;
        let slot = line.heading.map(|level| usize::from(level.min(9)));
        match mark(&line.text) {
            Some(mark) if is_entry(&mark, &line.text) => {
                if let Some(slot) = slot {
                    self.levels[slot] = Some(mark.level);
                }
                let (title, body) = cut_title(line.text[mark.len..].trim());
                self.open(mark.level, &mark.number, title, line.line);
                self.push(body, line);
            }
            _ => match slot {
                Some(slot) => {
                    let level = self.levels[slot].unwrap_or_else(|| self.unnumbered(slot));
                    self.open(level, "", &line.text, line.line);
                }
                None => self.push(&line.text, line),
            },
        }
    }

    /// The level of a marked heading without a number: one below the marked headings above it.
    fn unnumbered(&self, slot: usize) -> Level {
        let above = self.levels[..slot].iter().rev().flatten().next();
        match above {
            None | Some(Level::Part) => Level::Chapter,
            Some(Level::Chapter) => Level::Group,
            Some(_) => Level::Item,
        }
    }

    fn open(&mut self, level: Level, number: &str, title: &str, line: usize) {
        let entries = &self.entries;
        self.path.retain(|at| entries[*at].level < level);
        let parent = self.path.last().copied();
        let above = parent.map(|at| &self.entries[at]);
        let entry = Entry {
            level,
            number: number.to_owned(),
            title: title.to_owned(),
            part: part(level, title, above.map(|above| above.part)),
            parent,
            locator: above.map_or("", |above| &above.locator).to_owned() + &printed(level, number, title),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            line,
        };
        self.path.push(self.entries.len());
        self.entries.push(entry);
    }

    fn push(&mut self, text: &str, line: &Line) {
        if text.is_empty() {
            return;
        }
        let paragraphs = &mut self.current(line.line).paragraphs;
        match paragraphs.last_mut() {
            // 责任单位：甲局、乙局、 goes on in the next line.
            Some(last) if last.text.ends_with('、') => last.text.push_str(text),
            _ => paragraphs.push(Line { text: text.to_owned(), ..line.clone() }),
        }
    }

    fn row(&mut self, row: &Row) {
        let new = row.first || !self.in_table;
        self.in_table = true;
        let tables = &mut self.current(row.line).tables;
        match tables.last_mut() {
            Some(table) if !new => table.push(row.clone()),
            _ => tables.push(vec![row.clone()]),
        }
    }

    /// The entry that is being read; before the first heading, one without a title.
    fn current(&mut self, line: usize) -> &mut Entry {
        if self.entries.is_empty() {
            self.open(Level::Part, "", "", line);
        }
        let last = self.entries.len() - 1;
        &mut self.entries[last]
    }
}

/// A number opens an entry unless the line is a mere list of units, as `（1）` in a table would be.
fn is_entry(mark: &Mark, text: &str) -> bool {
    !text[mark.len..].trim().is_empty()
}

/// As it stands in the document, for locators.
fn printed(level: Level, number: &str, title: &str) -> String {
    match level {
        _ if number.is_empty() => title.to_owned(),
        Level::Chapter => format!("{number}、{title}"),
        Level::Item => format!("{number}.{title}"),
        Level::Part | Level::Group | Level::Sub => format!("{number}{title}"),
    }
}

const LONGEST_TITLE: usize = 60;

/// Cuts a line after its number into a title and what follows it. A line that is one long sentence has no title.
fn cut_title(text: &str) -> (&str, &str) {
    let list = units::first(text).unwrap_or(text.len());
    let (head, tail) = text.split_at(list);
    let short = |title: &str, most: usize| !title.is_empty() && title.chars().count() <= most;
    if let Some((title, body)) = head.split_once(['：', ':'])
        && short(title, 20)
        && !title.contains(['。', '，', '；'])
        && !body.is_empty()
    {
        return (title.trim(), text[title.len()..].trim_start_matches(['：', ':']).trim());
    }
    match head.split_once('。') {
        Some((title, _)) if short(title, 40) => {
            (title.trim(), text[title.len()..].trim_start_matches('。').trim())
        }
        None if short(head, LONGEST_TITLE) => (head.trim(), tail),
        // （一）总体目标 到2025年，……
        _ => match text.split_once(' ') {
            Some((title, body)) if short(title, 15) && !title.contains(['，', '。', '；', '：']) => {
                (title, body.trim())
            }
            _ => ("", text),
        },
    }
}

/// What a part is about: as its heading says, else as the part above.
fn part(level: Level, title: &str, above: Option<Part>) -> Part {
    let named = part_of(title);
    match (above, named) {
        (None | Some(Part::Other), Some(part)) => part,
        (None, None) => Part::Other,
        (Some(above), Some(part)) if level <= Level::Chapter => {
            if above == Part::Tasks && part == Part::Goals { above } else { part }
        }
        // 总体要求 holds the goals in a group of its own, and a goals' chapter may open with what was reached.
        (Some(Part::Goals), Some(Part::Background)) => Part::Background,
        (Some(above), _) => above,
    }
}

const DOING: [&str; 16] = [
    "提高", "提升", "夯实", "巩固", "筑牢", "强化", "增强", "加强", "完善", "推进", "优化", "深化", "促进",
    "健全", "扩大", "放大",
];

fn part_of(title: &str) -> Option<Part> {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    // 提升运用成效 and 完善指标体系 are things to do.
    let does = DOING.iter().any(|verb| title.starts_with(verb));
    if title.chars().count() > 25 {
        None
    } else if has(&["保障", "组织实施", "组织领导", "工作要求", "组织推进"]) {
        Some(Part::Safeguards)
    } else if has(&["目标", "指标", "愿景"]) && !does {
        Some(Part::Goals)
    } else if has(&["任务", "举措", "工作内容", "措施", "工作重点", "重点工作"]) {
        Some(Part::Tasks)
    } else if does {
        None
    } else if has(&["现状", "回顾", "成效", "发展基础", "工作基础", "背景", "形势", "取得的", "存在问题"])
    {
        Some(Part::Background)
    } else {
        None
    }
}
