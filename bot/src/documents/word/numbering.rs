//! Automatic numbers: what a list writes before a paragraph, as Word would print it.

use std::collections::{HashMap, HashSet};

use super::{
    WordError,
    styles::{ListPlace, Styles},
    xml::{Element, Xml},
};
use crate::documents::numerals::written;

/// Lists have nine levels.
const LEVELS: usize = 9;
/// A number with the words around it has at most this many characters; real ones have a dozen.
const MAX_LABEL: usize = 64;
/// Numbers begin at this at most, as in Word.
const MAX_START: u32 = 32_767;

#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    way: String,
    /// `第%1章`: the text, with the numbers of the levels in it.
    text: String,
    /// Restarts after this level (from 1); 0 is never. Usually after any level above.
    restart: Option<usize>,
    /// All numbers in plain digits.
    legal: bool,
    /// Nothing stands between number and text.
    close: bool,
    style: Option<String>,
}

type Levels = [Level; LEVELS];

#[derive(Debug, Default)]
struct Base {
    levels: Levels,
    /// The levels are those of a list style.
    link: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Change {
    start: Option<u32>,
    level: Option<Level>,
}

#[derive(Debug, Default)]
struct List {
    base: i64,
    changes: [Change; LEVELS],
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    bases: HashMap<i64, Base>,
    lists: HashMap<i64, List>,
    counts: HashMap<i64, [Option<u32>; LEVELS]>,
    restarted: HashSet<(i64, usize)>,
}

/// A number, and whether it stands close to the text.
pub(super) struct Label {
    text: String,
    close: bool,
}

impl Label {
    /// The text with its number before it. A closing mark needs no blank after it; between digits there always is one,
    /// lest `1.` and `5家` become 1.5.
    pub(super) fn before(&self, text: &str) -> String {
        let marked = self.text.ends_with(['、', '）', '．', '。', '：']);
        let close = self.close && !text.starts_with(|c: char| c.is_ascii_digit());
        let gap = if close || marked || self.text.is_empty() { "" } else { " " };
        [&self.text, gap, text].concat()
    }
}

impl Numbering {
    pub(super) fn read(part: &str, text: &str) -> Result<Self, WordError> {
        let mut xml = Xml::new(part, text);
        let mut numbering = Self::default();
        xml.child()?;
        while let Some(element) = xml.child()? {
            match (element.name(), element.number("abstractNumId"), element.number("numId")) {
                ("abstractNum", Some(id), _) => {
                    numbering.bases.insert(id, base(&mut xml)?);
                }
                ("num", _, Some(id)) => {
                    numbering.lists.insert(id, list(&mut xml)?);
                }
                _ => xml.skip()?,
            }
        }
        Ok(numbering)
    }

    /// Counts a paragraph of a list and gives its number; nothing for bullets and for what is no list.
    pub(super) fn count(&mut self, place: &ListPlace, style: Option<&str>, styles: &Styles) -> Option<Label> {
        let id = place.list.filter(|id| *id != 0)?;
        let list = self.lists.get(&id)?;
        let base_id = self.linked(list.base, styles);
        let base = self.bases.get(&base_id)?;
        let of_style =
            || base.levels.iter().position(|level| level.style.is_some() && level.style.as_deref() == style);
        let at = place.level.or_else(of_style).unwrap_or(0);
        let level = list.level(base, at)?;
        let counts = self.counts.entry(base_id).or_default();
        let restart = list.changes[at].start.filter(|_| self.restarted.insert((id, at)));
        let start = level.start.unwrap_or(0).min(MAX_START);
        let count = match (restart, counts[at]) {
            (Some(start), _) => start.min(MAX_START),
            (None, Some(before)) => before.saturating_add(1),
            (None, None) => start,
        };
        counts[at] = Some(count);
        for (below, slot) in counts.iter_mut().enumerate().skip(at + 1) {
            let after = list.level(base, below).and_then(|level| level.restart).unwrap_or(below);
            if at < after {
                *slot = None;
            }
        }
        if level.way == "bullet" {
            return None;
        }
        Some(Label { text: list.label(base, level, counts), close: level.close })
    }

    fn linked(&self, base: i64, styles: &Styles) -> i64 {
        let link = self.bases.get(&base).and_then(|found| found.link.as_deref());
        let list = link.and_then(|style| styles.list(style)).and_then(|list| self.lists.get(&list));
        list.map_or(base, |list| list.base)
    }
}

impl List {
    fn level<'a>(&'a self, base: &'a Base, at: usize) -> Option<&'a Level> {
        self.changes.get(at)?.level.as_ref().or_else(|| base.levels.get(at))
    }

    /// The text of a level with the counts in it. A level above that has not counted yet shows its start.
    fn label(&self, base: &Base, level: &Level, counts: &[Option<u32>; LEVELS]) -> String {
        let mut label = String::new();
        let mut chars = level.text.chars().peekable();
        while let Some(c) = chars.next() {
            let named = chars.peek().filter(|_| c == '%').and_then(|next| next.to_digit(10));
            let Some(at) = named.and_then(|named| (named as usize).checked_sub(1)) else {
                label.push(c);
                continue;
            };
            chars.next();
            let Some(named) = self.level(base, at) else { continue };
            let count = counts[at].or(named.start).unwrap_or(0);
            label.push_str(&written(count, if level.legal { "decimal" } else { &named.way }));
        }
        label.trim().chars().take(MAX_LABEL).collect()
    }
}

fn base(xml: &mut Xml<'_>) -> Result<Base, WordError> {
    let mut base = Base::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "lvl" => {
                let slot = slot(&element);
                let level = level(xml)?;
                if let Some(slot) = slot.and_then(|at| base.levels.get_mut(at)) {
                    *slot = level;
                }
            }
            "numStyleLink" => {
                base.link = element.value();
                xml.skip()?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(base)
}

fn slot(element: &Element<'_>) -> Option<usize> {
    element.number("ilvl")
}

fn level(xml: &mut Xml<'_>) -> Result<Level, WordError> {
    let mut level = Level { way: "decimal".to_owned(), ..Level::default() };
    fill(xml, &mut level)?;
    Ok(level)
}

fn fill(xml: &mut Xml<'_>, level: &mut Level) -> Result<(), WordError> {
    while let Some(element) = xml.child()? {
        match element.name() {
            // A special way stands in a choice, and a usual one beside it as the fallback, which is read last.
            "AlternateContent" | "Choice" | "Fallback" => {
                fill(xml, level)?;
                continue;
            }
            "start" => level.start = element.number("val"),
            "numFmt" => level.way = element.value().unwrap_or_default(),
            "lvlText" => level.text = element.value().unwrap_or_default(),
            "lvlRestart" => level.restart = element.number("val"),
            "isLgl" => level.legal = element.is_on(),
            "suff" => level.close = element.value().as_deref() == Some("nothing"),
            "pStyle" => level.style = element.value(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(())
}

fn list(xml: &mut Xml<'_>) -> Result<List, WordError> {
    let mut list = List::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "abstractNumId" => {
                list.base = element.number("val").unwrap_or_default();
                xml.skip()?;
            }
            "lvlOverride" => {
                let slot = slot(&element);
                let change = change(xml)?;
                if let Some(slot) = slot.and_then(|at| list.changes.get_mut(at)) {
                    *slot = change;
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(list)
}

fn change(xml: &mut Xml<'_>) -> Result<Change, WordError> {
    let mut change = Change::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "startOverride" => {
                change.start = element.number("val");
                xml.skip()?;
            }
            "lvl" => change.level = Some(level(xml)?),
            _ => xml.skip()?,
        }
    }
    Ok(change)
}
