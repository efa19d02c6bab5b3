//! Targets: a name, a number with its unit, the words that compare, and the day it is due.

use super::{DraftIndicator, Note, outline::Section};
use crate::{
    date::PartialDate,
    plan::{Comparator, DueBasis, Kind},
    quantity::Quantity,
    text::split_outside,
};

/// Reads the targets of the given sections.
pub(super) fn read(sections: &[&Section], notes: &mut Vec<Note>) -> Vec<DraftIndicator> {
    let mut found = Vec::new();
    for section in sections {
        for block in &section.paragraphs {
            let mut governing = None;
            for sentence in sentences(&block.text) {
                let read = Sentence { text: sentence, governing, section, line: block.line };
                found.extend(read.targets(notes));
                governing = due_in(sentence).filter(|_| sentence.ends_with(['：', ':']));
            }
        }
    }
    found
}

/// Sentences with their closing mark. A colon closes one too: what follows is a list it governs.
fn sentences(paragraph: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in paragraph.char_indices() {
        if matches!(c, '。' | '；' | ';' | '：' | ':') {
            let end = at + c.len_utf8();
            sentences.push(paragraph[start..end].trim());
            start = end;
        }
    }
    sentences.push(paragraph[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

struct Sentence<'a> {
    text: &'a str,
    governing: Option<PartialDate>,
    section: &'a Section,
    line: usize,
}

impl Sentence<'_> {
    fn targets(&self, notes: &mut Vec<Note>) -> Vec<DraftIndicator> {
        let own = due_in(self.text);
        let (due, basis) = match (own, self.governing) {
            (Some(due), _) => (Some(due), DueBasis::OwnSentence),
            (None, Some(due)) => (Some(due), DueBasis::GoverningSentence),
            (None, None) => (None, DueBasis::PlanPeriod),
        };
        let clauses = split_outside(self.text.trim_end_matches(['。', '；', ';']), &['，', ',']);
        let yearly = clauses.iter().any(|clause| governs_yearly(clause));
        let mut found = Vec::new();
        for (at, clause) in clauses.iter().enumerate() {
            let Some(mut read) = Clause::read(clause) else { continue };
            if let Some(before) = at.checked_sub(1).and_then(|at| clauses.get(at)) {
                read.name = full_name(&read.name, before);
            }
            let kind = read.kind(clause, yearly);
            if yearly && kind == Kind::AnnualFlow && !says_yearly(clause) {
                notes.push(Note {
                    text: format!("“{}”是否按年计，原文没有写明；暂随同句按年计", read.name),
                    source: self.text.to_owned(),
                    line: self.line,
                });
            }
            if read.value.is_some() && due.is_none() {
                notes.push(Note {
                    text: format!("“{}”所在句没有写到期年份，暂按方案期末推定", read.name),
                    source: self.text.to_owned(),
                    line: self.line,
                });
            }
            found.push(DraftIndicator {
                kind,
                text: (*clause).to_owned(),
                due,
                due_basis: basis,
                source: self.text.to_owned(),
                locator: self.section.locator.clone(),
                name: read.name,
                value: read.value,
                unit: read.unit,
                comparator: read.comparator,
                comparator_text: read.comparator_text,
                relative_to: None,
            });
        }
        found
    }
}

/// `到2025年`, `到2025年底`, `2025年底前`, `至2025年`: the year a sentence is due by.
fn due_in(sentence: &str) -> Option<PartialDate> {
    let chars: Vec<char> = sentence.chars().collect();
    (0..chars.len()).find_map(|at| {
        let digits: String = chars.get(at..at + 4)?.iter().collect();
        let year: i32 = digits.parse().ok().filter(|year| (1990..=2099).contains(year))?;
        let after: String = chars[at + 4..].iter().take(3).collect();
        let before = at.checked_sub(1).map(|at| chars[at]);
        let until =
            matches!(before, Some('到' | '至')) || after.starts_with("年底") || after.starts_with("年末");
        (until && after.starts_with('年')).then_some(PartialDate::Year(year))
    })
}

/// `年度……5次，……300人次`: a clause that opens with the year speaks for those after it, it seems.
fn governs_yearly(clause: &str) -> bool {
    let (name, _) = strip_opening(clause);
    name.starts_with("年度") || clause.starts_with("每年")
}

fn says_yearly(clause: &str) -> bool {
    ["年度", "每年", "年均", "年申请", "年新增", "当年"].iter().any(|word| clause.contains(word))
}

struct Clause {
    name: String,
    value: Option<Quantity>,
    unit: Option<String>,
    comparator: Option<Comparator>,
    comparator_text: String,
}

/// Words before a number, longest first, with what they compare.
const BEFORE: [(&str, Comparator); 18] = [
    ("力争达到", Comparator::AtLeast),
    ("稳定在", Comparator::AtLeast),
    ("不低于", Comparator::AtLeast),
    ("不少于", Comparator::AtLeast),
    ("不超过", Comparator::AtMost),
    ("不高于", Comparator::AtMost),
    ("提高到", Comparator::AtLeast),
    ("提升至", Comparator::AtLeast),
    ("增长到", Comparator::AtLeast),
    ("控制在", Comparator::AtMost),
    ("达到", Comparator::AtLeast),
    ("突破", Comparator::AtLeast),
    ("至少", Comparator::AtLeast),
    ("超过", Comparator::MoreThan),
    ("实现", Comparator::AtLeast),
    ("低于", Comparator::LessThan),
    ("达", Comparator::AtLeast),
    ("超", Comparator::MoreThan),
];

/// Words after a unit.
const AFTER: [(&str, Comparator); 5] = [
    ("以上", Comparator::AtLeast),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("左右", Comparator::About),
    ("上下", Comparator::About),
];

/// Verbs that open a clause and are no part of a name.
const OPENING: [&str; 13] =
    ["每年", "力争", "通过", "实现", "建成", "新建", "建立", "培育", "创建", "争创", "新增", "累计", "开展"];

/// Verbs that make a target of a clause without a number.
const FOUNDING: [&str; 6] = ["培育", "创建", "争创", "建成", "获批", "建立"];

/// What is founded must be something recognised at a level, else it is no target but a wish.
const LEVELS: [&str; 5] = ["国家级", "省级", "市级", "全国", "全省"];

impl Clause {
    fn read(clause: &str) -> Option<Self> {
        Self::with_number(clause).or_else(|| Self::founded(clause))
    }

    fn with_number(clause: &str) -> Option<Self> {
        let (start, end) = number(clause)?;
        let value: Quantity = clause[start..end].parse().ok()?;
        let (unit, rest) = unit(&clause[end..])?;
        let after = AFTER.iter().find(|(word, _)| rest.starts_with(word));
        let (name, before) = split_before(clause[..start].trim());
        let (name, opening) = strip_opening(name);
        if name.is_empty() || name.ends_with('年') {
            return None;
        }
        let words = [before.map(|(word, _)| *word).or(opening), after.map(|(word, _)| *word)];
        let comparator = after.or(before).map_or(Comparator::AtLeast, |(_, comparator)| *comparator);
        Some(Self {
            name: name.to_owned(),
            value: Some(value),
            unit: Some(unit.to_owned()),
            comparator: Some(comparator),
            comparator_text: words.into_iter().flatten().collect::<Vec<_>>().join("…"),
        })
    }

    fn founded(clause: &str) -> Option<Self> {
        let verb = FOUNDING.into_iter().find(|verb| clause.starts_with(verb))?;
        let name = clause[verb.len()..].trim();
        let certain = LEVELS.iter().any(|level| name.contains(level)) && number(clause).is_none();
        certain.then(|| Self {
            name: name.to_owned(),
            value: None,
            unit: None,
            comparator: None,
            comparator_text: verb.to_owned(),
        })
    }

    fn kind(&self, clause: &str, yearly: bool) -> Kind {
        let score = self.unit.as_deref() == Some("分") || self.name.ends_with("满意度");
        match self.value {
            None => Kind::Milestone,
            Some(_) if score => Kind::Score,
            Some(_) if yearly || says_yearly(clause) => Kind::AnnualFlow,
            Some(_) => Kind::Stock,
        }
    }
}

/// The last number of a clause that is neither a year nor part of a bracket.
fn number(clause: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let mut found = None;
    let mut at = 0;
    while let Some(c) = clause[at..].chars().next() {
        match c {
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && c.is_ascii_digit() {
            let digits = |b: u8| b.is_ascii_digit() || b == b'.';
            let end = at + clause[at..].bytes().take_while(|b| digits(*b)).count();
            if !clause[end..].starts_with('年') {
                found = Some((at, end));
            }
            at = end;
        } else {
            at += c.len_utf8();
        }
    }
    found
}

/// Measure words, longest first; 万 and 亿 before them belong to the printed unit.
const MEASURES: [&str; 28] = [
    "个百分点",
    "人次",
    "家次",
    "件次",
    "平方米",
    "千米",
    "公里",
    "公顷",
    "万元",
    "亿元",
    "元",
    "件",
    "个",
    "家",
    "次",
    "场",
    "项",
    "分",
    "人",
    "名",
    "所",
    "期",
    "种",
    "批",
    "户",
    "亩",
    "吨",
    "%",
];

fn unit(text: &str) -> Option<(&str, &str)> {
    let power: usize =
        text.chars().take_while(|c| matches!(c, '十' | '百' | '千' | '万' | '亿')).map(char::len_utf8).sum();
    let rest = &text[power..];
    let measure =
        MEASURES.iter().find(|measure| rest.starts_with(*measure)).map_or(0, |measure| measure.len());
    let end = power + measure;
    (end > 0).then(|| (&text[..end], &text[end..]))
}

fn split_before(text: &str) -> (&str, Option<&'static (&'static str, Comparator)>) {
    match BEFORE.iter().find(|(word, _)| text.ends_with(word)) {
        Some(entry) => (text[..text.len() - entry.0.len()].trim(), Some(entry)),
        None => (text, None),
    }
}

fn strip_opening(name: &str) -> (&str, Option<&'static str>) {
    let (mut name, mut compared) = (name.trim(), None);
    while let Some(verb) = OPENING.into_iter().find(|verb| name.starts_with(verb) && name.len() > verb.len())
    {
        name = &name[verb.len()..];
        compared = compared.or(Some(verb).filter(|verb| *verb == "实现"));
    }
    (name, compared)
}

/// A short name is completed from the clause before it: “……保护满意度进一步提升，满意度达到85分” speaks of one thing.
fn full_name(name: &str, before: &str) -> String {
    match before.find(name) {
        Some(at) if at > 0 && before[at + name.len()..].chars().count() <= 8 => {
            before[..at + name.len()].to_owned()
        }
        _ => name.to_owned(),
    }
}
