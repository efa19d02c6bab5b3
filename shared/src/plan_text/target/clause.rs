//! A sentence of targets, clause by clause.

use std::collections::HashSet;

use super::{
    due::{self, Mention, Use},
    figure::{Figure, figures},
    phrase::{Phrase, groups, is_capped, is_measured, is_rate, ranks, strip_time},
    words,
};
use crate::{
    date::PartialDate,
    plan::Comparator,
    plan_text::{
        brackets::{spans, split, split_where},
        numbering::digit,
        units::is_nothing,
    },
    quantity::Quantity,
};

/// A target as a clause tells it.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "what was read, not what to do")]
pub(super) struct Found {
    pub name: String,
    pub text: String,
    pub value: Option<Quantity>,
    pub unit: Option<String>,
    pub comparator: Option<Comparator>,
    pub comparator_text: String,
    pub relative_to: Option<String>,
    pub due: Option<PartialDate>,
    /// The date is that of the sentence or heading above.
    pub governed: bool,
    pub yearly: bool,
    pub presumed_yearly: bool,
    pub doubled: bool,
}

/// The time a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Time {
    Unsaid,
    Due(PartialDate),
    Past,
}

pub(super) struct Reader {
    goals: bool,
    since: Option<i32>,
    governing: Option<PartialDate>,
    time: Time,
    dated: Option<PartialDate>,
    /// The clause before gave a target.
    company: bool,
    pub doubts: Vec<String>,
}

/// A clause with what the clauses before it said.
struct Clause<'a> {
    text: &'a str,
    before: &'a str,
    mentions: Vec<Mention>,
    /// The years of the clause before, where this one names none.
    listed: Vec<Mention>,
    yearly: bool,
    base: Option<String>,
    name: &'a str,
}

impl Reader {
    pub(super) fn new(goals: bool, since: Option<i32>, governing: Option<PartialDate>) -> Self {
        Self { goals, since, governing, time: Time::Unsaid, dated: None, company: false, doubts: Vec::new() }
    }

    /// The last year that the sentence itself sets.
    pub(super) fn dated(&self) -> Option<PartialDate> {
        self.dated
    }

    pub(super) fn sentence(&mut self, text: &str) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let text = text.trim_end_matches(['。', '！', '？']);
        let mut segments = split(text, &['；', ';']);
        if self.goals {
            segments.extend(parts_in_brackets(text));
        }
        // 到2023年，甲达到3件；到2025年，达到5件
        let mut above = String::new();
        for segment in segments {
            let bytes = segment.as_bytes();
            let between_digits = |at: usize| {
                let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
                at > 0 && digit(at - 1) && digit(at + 1)
            };
            let clauses = split_where(segment, |c, at| {
                matches!(c, '，' | '：') || matches!(c, ',' | ':') && !between_digits(at)
            });
            let yearly = clauses.iter().any(|clause| governs_yearly(clause));
            let (mut before, mut name, mut base) = ("", above.clone(), None);
            self.company = false;
            let mut listed = Vec::new();
            for text in clauses {
                let mentions = due::mentions(text);
                self.turn(&mentions);
                if !mentions.is_empty() {
                    listed.clone_from(&mentions);
                }
                let own = words::base(text);
                let clause = Clause {
                    text,
                    before,
                    mentions,
                    listed: listed.clone(),
                    yearly,
                    base: own.clone().or(base.take()),
                    name: &name,
                };
                let read = self.clause(&clause);
                let numbers = figures(text);
                base = own.filter(|_| numbers.is_empty());
                self.company = !read.is_empty();
                if let Some(last) = read.last() {
                    name.clone_from(&last.name);
                    above.clone_from(&last.name);
                } else if numbers.is_empty() && !is_nothing(strip_time(text)) {
                    strip_time(text).clone_into(&mut name);
                }
                found.extend(read);
                before = text;
            }
        }
        found
    }

    /// Takes the time from the years of a clause.
    fn turn(&mut self, mentions: &[Mention]) {
        for mention in mentions.iter().filter(|mention| mention.is != Use::Base) {
            let past = self.is_past(mention.date);
            self.time = if past { Time::Past } else { Time::Due(mention.date) };
            if !past && (mention.is == Use::Due || self.goals) {
                self.dated = Some(mention.date);
            }
        }
    }

    fn is_past(&self, date: PartialDate) -> bool {
        self.since.is_some_and(|since| date.year() < since)
    }

    fn clause(&mut self, clause: &Clause) -> Vec<Found> {
        let due = clause.mentions.iter().any(|mention| mention.is == Use::Due);
        let past = self.time == Time::Past || words::is_past(clause.text) && !due;
        if past || words::gives_money(clause.text) || words::is_condition(strip_time(clause.text)) {
            return Vec::new();
        }
        let mut figures = figures(clause.text);
        figures.retain(|figure| !is_dated(&clause.mentions, figure.start));
        if figures.is_empty() {
            return self.without_number(clause).into_iter().collect();
        }
        match clause.text.find("分别") {
            Some(at) if figures.iter().filter(|figure| figure.start > at).count() > 1 => {
                self.apart(clause, at, &figures)
            }
            _ => self.phrases(clause, &figures),
        }
    }

    /// 翻一番, 清零, or something to be founded.
    fn without_number(&self, clause: &Clause) -> Option<Found> {
        if !self.goals && self.time == Time::Unsaid {
            return None;
        }
        let found = |name: &str, word: &str| {
            let (name, _) = words::strip_opening(strip_base(strip_time(name)));
            let name = name.trim_end_matches("全部").trim_matches(|c: char| "“ —".contains(c));
            let name = if is_nothing(name) { clause.name } else { name };
            self.found(
                clause,
                Found { name: name.to_owned(), comparator_text: word.to_owned(), ..Found::default() },
            )
        };
        if let Some(word) = words::doubles(clause.text) {
            let at = clause.text.find(word)?;
            return Some(Found {
                doubled: true,
                relative_to: clause.base.clone(),
                ..found(&clause.text[..at], word)
            });
        }
        let plain = clause.text.trim_end_matches(['”', '"']);
        if let Some(name) = plain.strip_suffix("清零") {
            let zero = found(name.trim_end_matches(['“', '"']), "清零");
            return Some(Found {
                value: Some(Quantity::new(0, 0)),
                comparator: Some(Comparator::Exactly),
                ..zero
            });
        }
        self.founded(clause)
    }

    fn founded(&self, clause: &Clause) -> Option<Found> {
        const FOUNDING: [&str; 6] = ["培育", "创建", "争创", "建成", "获批", "建立"];
        // What is founded must be something recognised at a level, else it is no target but a wish.
        const LEVELS: [&str; 5] = ["国家级", "省级", "市级", "全国", "全省"];
        let text = clause.text;
        let verb = FOUNDING.into_iter().find(|verb| text.starts_with(verb))?;
        let name = text[verb.len()..].trim();
        let certain = self.goals
            && LEVELS.iter().any(|level| name.contains(level))
            && !name.chars().any(|c| digit(c).is_some())
            && name.chars().count() <= 30;
        let found = Found { name: name.to_owned(), comparator_text: verb.to_owned(), ..Found::default() };
        certain.then(|| self.found(clause, found))
    }

    /// Each number with the words that belong to it.
    fn phrases(&mut self, clause: &Clause, figures: &[Figure]) -> Vec<Found> {
        let phrases: Vec<Phrase> = groups(clause.text, figures)
            .into_iter()
            .map(|(start, end, figure)| Phrase::of(clause.text, start, end, figure))
            .collect();
        let accepted: Vec<bool> = phrases.iter().map(|phrase| self.accepts(clause, phrase)).collect();
        // `国家级3家、省级5家以上`: what makes the last a goal makes one of all that are counted alike.
        let units = phrases.iter().zip(&accepted).filter(|(_, accepted)| **accepted);
        let units: HashSet<Option<&str>> = units.map(|(phrase, _)| phrase.figure.unit.as_deref()).collect();
        let alike = |phrase: &Phrase| units.contains(&phrase.figure.unit.as_deref());
        let several = phrases.len() > 1;
        let mut found: Vec<Found> = Vec::new();
        for phrase in phrases.iter().filter(|phrase| alike(phrase)) {
            let own = phrase.date(&clause.mentions).filter(|_| several);
            if own.is_some_and(|date| self.is_past(date)) {
                continue;
            }
            for mut one in self.phrase(clause, phrase) {
                if several {
                    phrase.text.clone_into(&mut one.text);
                }
                if own.is_some() {
                    (one.due, one.governed) = (own, false);
                }
                found.push(one);
            }
        }
        found
    }

    fn phrase(&mut self, clause: &Clause, phrase: &Phrase) -> Vec<Found> {
        let Phrase { named, before, figure, tail, .. } = *phrase;
        if let Some(at) = words::shares(named) {
            let names = names(&named[..at]);
            if names.len() > 1 {
                let each = names.into_iter().map(|name| self.valued(clause, name, before, figure));
                return each.collect();
            }
        }
        let named = words::strip_span(strip_base(named).trim_end_matches('均'));
        let (name, opening) = words::strip_opening(named);
        let name = name.trim_matches(|c: char| "的“”‘’、 —－-·●".contains(c));
        let name = match () {
            () if !is_nothing(name) => full_name(name, clause.before),
            () if !is_nothing(tail) && tail.chars().count() <= 40 => tail.to_owned(),
            () => clause.name.to_owned(),
        };
        if is_nothing(&name) {
            return Vec::new();
        }
        if figure.value.is_some() {
            let before = before.or(opening.map(|word| (word, Comparator::AtLeast)));
            return vec![self.valued(clause, &name, before, figure)];
        }
        if !self.goals {
            return Vec::new();
        }
        self.doubts.push(format!("“{name}”写的是区间或分数，没有单一数值，请按原文核定"));
        vec![self.found(clause, Found { name, unit: figure.unit.clone(), ..Found::default() })]
    }

    fn valued(
        &self,
        clause: &Clause,
        name: &str,
        before: Option<(&'static str, Comparator)>,
        figure: &Figure,
    ) -> Found {
        let words = [before.map(|(word, _)| word), figure.after.map(|(word, _)| word)];
        let comparator = figure.after.or(before).map_or(Comparator::AtLeast, |(_, comparator)| comparator);
        let relative = figure.unit.as_deref().is_some_and(|unit| unit.ends_with(['点', '倍']))
            || words::moves(&clause.text[..figure.start])
                && before.is_none_or(|(word, _)| !word.ends_with(['到', '至']));
        self.found(
            clause,
            Found {
                name: name.trim().to_owned(),
                value: figure.value,
                unit: figure.unit.clone(),
                comparator: Some(comparator),
                comparator_text: words.into_iter().flatten().collect::<Vec<_>>().join("…"),
                relative_to: clause.base.clone().filter(|_| relative),
                ..Found::default()
            },
        )
    }

    /// Completes what was found with its clause and its time.
    fn found(&self, clause: &Clause, found: Found) -> Found {
        let (due, governed) = match self.time {
            Time::Due(date) => (Some(date), false),
            _ => (self.governing, self.governing.is_some()),
        };
        let says = words::says_yearly(clause.text);
        let presumed_yearly = clause.yearly
            && !says
            && found.value.is_some()
            && found.unit.as_deref() != Some("分")
            && !found.name.ends_with("满意度");
        Found {
            text: clause.text.to_owned(),
            due,
            governed,
            yearly: clause.yearly || says,
            presumed_yearly,
            ..found
        }
    }

    /// `甲、乙分别达到3件、5件以上`, `2023年、2025年分别达到3件、5件`.
    fn apart(&mut self, clause: &Clause, at: usize, figures: &[Figure]) -> Vec<Found> {
        let mut figures: Vec<Figure> = figures.iter().filter(|figure| figure.start > at).cloned().collect();
        let last = figures.last().cloned();
        for figure in &mut figures {
            figure.unit = figure.unit.take().or_else(|| last.as_ref().and_then(|last| last.unit.clone()));
            figure.after = figure.after.or_else(|| last.as_ref().and_then(|last| last.after));
        }
        let (done, before) = words::split_before(&clause.text[at + "分别".len()..figures[0].start]);
        let head = &clause.text[..at];
        let first = Phrase { text: clause.text, named: head, before, figure: &figures[0], tail: "" };
        let dates: Vec<Mention> = clause.listed.iter().filter(|one| one.is != Use::Base).copied().collect();
        let each_year = dates.len() == figures.len() && figures[0].unit.is_some();
        if !each_year && !self.accepts(clause, &first) {
            return Vec::new();
        }
        let head = strip_time(head);
        let source = if !is_nothing(head) {
            head
        } else if !is_nothing(done) {
            // 2031年和2032年分别促成许可30次和40次
            done
        } else {
            clause.before
        };
        let listed = names(source);
        let whole = if is_nothing(source) { clause.name } else { source };
        if listed.len() == figures.len() {
            let each = listed.iter().zip(&figures);
            return each
                .map(|(name, figure)| self.valued(clause, words::strip_opening(name).0, before, figure))
                .collect();
        }
        let by_year = dates.len() == figures.len();
        if !by_year {
            self.doubts.push("“分别”前后的名称与数值个数对不上，请按原文核定各项名称".to_owned());
        }
        let mut found: Vec<Found> = figures
            .iter()
            .map(|figure| self.valued(clause, words::strip_opening(whole).0, before, figure))
            .collect();
        for (one, date) in found.iter_mut().zip(dates.iter().filter(|_| by_year)) {
            (one.due, one.governed) = (Some(date.date), false);
        }
        found
    }

    /// Whether a number is a target's.
    fn accepts(&self, clause: &Clause, phrase: &Phrase) -> bool {
        let Phrase { named, before, figure, .. } = *phrase;
        let unit = figure.unit.as_deref().unwrap_or_default();
        if !is_measured(clause.text, phrase) || ranks(named, unit, clause.text) {
            return false;
        }
        if self.goals {
            return figure.unit.is_some() || before.is_some_and(|(word, _)| word != "完成");
        }
        let text = clause.text;
        if unit.is_empty()
            || figure.attribute && !named.is_empty()
            || words::limits(text) && !words::is_duration(named)
        {
            return false;
        }
        let strong = figure.after.is_some_and(|(word, _)| words::is_strong(word))
            || before.is_some_and(|(word, _)| words::is_strong(word));
        let verb = words::has_verb(named) || words::has_verb(clause.before) && text.len() < 60;
        let urged = words::urges(text) || words::urges(clause.before);
        let told =
            urged || matches!(self.time, Time::Due(_)) || words::says_yearly(text) || words::says_when(text);
        let share = unit.ends_with(['%', '％', '‰', '点', '倍', '成']);
        match () {
            () if unit.ends_with('元') => {
                let result = words::is_result(text) && (strong || words::moves(text) || verb);
                is_nothing(phrase.tail) && told && (result || urged && strong)
            }
            () if share => {
                let compared = clause.base.is_some() && words::moves(text);
                told && (strong || words::moves(text))
                    || compared
                    || strong && (is_rate(phrase) || words::moves(text)) && !words::is_offer(text)
            }
            () if is_capped(phrase) => false,
            () if strong && words::is_duration(named) => true,
            () => strong && (told || verb) || told && verb || self.counts(clause, phrase),
        }
    }

    /// Whether a number says how much is to be done: `新增服务站3家`, and beside it `企业8家`.
    fn counts(&self, clause: &Clause, phrase: &Phrase) -> bool {
        let Phrase { named, before, figure, tail, .. } = *phrase;
        let done = before.is_some_and(|(word, _)| ["完成", "实现"].contains(&word));
        let does = done
            || words::opens_with_deed(words::strip_span(named))
            // 在重点园区设立站点10个
            || named.starts_with('在') && words::has_verb(named)
            || self.company && is_nothing(tail) && !is_nothing(named) && named.chars().count() <= 20;
        !figure.words && does && !words::is_offer(clause.text)
    }
}

/// Whether a place lies in one of the years of a clause, which stand in its order.
fn is_dated(mentions: &[Mention], at: usize) -> bool {
    let next = mentions.partition_point(|mention| mention.end <= at);
    mentions.get(next).is_some_and(|mention| mention.start <= at)
}

/// `（其中：甲3件、乙2件）`: what stands in such a bracket is told of the goal before it.
fn parts_in_brackets(text: &str) -> Vec<&str> {
    let inner = spans(text).into_iter().filter(|span| span.closed).map(|span| &text[span.inner]);
    inner.filter(|inner| inner.starts_with("其中")).flat_map(|inner| split(inner, &['；', ';'])).collect()
}

/// Names with 、, 和 or 及 between them.
fn names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in split(text, &['、']) {
        let mut rest = part;
        while let Some((left, right)) = ["以及", "和", "与", "及"].iter().find_map(|word| {
            rest.split_once(word)
                .filter(|(left, right)| left.chars().count() > 1 && right.chars().count() > 1)
        }) {
            names.push(left.trim());
            rest = right;
        }
        names.push(rest.trim());
    }
    names
}

/// `年度……5次，……300人次`: a clause that opens with the year speaks for those after it, it seems.
fn governs_yearly(clause: &str) -> bool {
    let (name, _) = words::strip_opening(clause);
    name.starts_with("年度") || clause.starts_with("每年")
}

/// A name without what it is compared with.
fn strip_base(name: &str) -> &str {
    let cut = [
        "比上", "比20", "较上", "较20", "相比20", "比“", "较“", "与20", "与上", "在20", "从20", "由20",
        "是20", "达到20", "比去", "较去", "相较",
    ]
    .iter()
    .filter_map(|word| name.find(word))
    .min();
    cut.map_or(name, |at| name[..at].trim_end())
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
