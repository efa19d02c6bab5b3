//! The targets of a clause.

use core::ops::Range;
use std::collections::HashSet;

use super::{
    accept, compare, deed,
    due::{Mention, Use},
    figure::{Figure, figures},
    name::{full_name, names, strip_base},
    phrase::{Phrase, groups, strip_time},
    relation, rule,
    sentence::{Reader, Time},
    span,
};
use crate::{
    date::PartialDate,
    plan::Comparator,
    plan_text::{numbering::digit, units::is_nothing},
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

/// A clause with what the clauses before it said.
pub(super) struct Clause<'a> {
    pub text: &'a str,
    pub before: &'a str,
    pub mentions: Vec<Mention>,
    /// The years of the clause before, where this one names none.
    pub listed: Vec<Mention>,
    pub yearly: bool,
    /// What it tells is what money is given for in the clause after it.
    pub rewarded: bool,
    pub base: Option<String>,
    pub name: &'a str,
}

impl Reader {
    pub(super) fn clause(&mut self, clause: &Clause) -> Vec<Found> {
        let due = clause.mentions.iter().any(|mention| mention.is == Use::Due);
        let past = self.time == Time::Past || rule::is_past(clause.text) && !due;
        if past || rule::gives_money(clause.text) || rule::is_condition(strip_time(clause.text)) {
            return Vec::new();
        }
        let mut figures = figures(clause.text);
        figures.retain(|figure| !is_dated(&clause.mentions, figure.start));
        if figures.is_empty() {
            return self.without_number(clause).into_iter().collect();
        }
        match clause.text.find("分别").map(|at| at..at + "分别".len()) {
            Some(cut) if figures.iter().filter(|figure| figure.start > cut.start).count() > 1 => {
                self.apart(clause, &cut, &figures)
            }
            None if one_for_each_year(clause, &figures) => {
                let end = clause.mentions.last().map_or(0, |last| last.end);
                self.apart(clause, &(end..end), &figures)
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
            let (name, _) = deed::strip_opening(strip_base(strip_time(name)));
            let name = name.trim_end_matches("全部").trim_matches(|c: char| "“ —".contains(c));
            let name = if is_nothing(name) { clause.name } else { name };
            self.found(
                clause,
                Found { name: name.to_owned(), comparator_text: word.to_owned(), ..Found::default() },
            )
        };
        if let Some(word) = relation::doubles(clause.text) {
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
        // 年收入2000万元以上、研发投入占比超过5%的企业: all of them describe.
        let last = phrases.last().is_some_and(|last| last.figure.attribute);
        if !self.goals && last && phrases.len() > 1 && phrases.iter().all(describes) {
            return Vec::new();
        }
        let accepted: Vec<bool> = phrases.iter().map(|phrase| self.accepts(clause, phrase)).collect();
        // `国家级3家、省级5家以上`: what makes the last a goal makes one of all that are counted alike.
        let units = phrases.iter().zip(&accepted).filter(|(_, accepted)| **accepted);
        let units: HashSet<Option<&str>> = units.map(|(phrase, _)| phrase.figure.unit.as_deref()).collect();
        let alike = |phrase: &Phrase| units.contains(&phrase.figure.unit.as_deref());
        let several = phrases.len() > 1;
        // 创建示范单位10家、示范园区2个
        let deed = accepted[0] && deed::opens_with_deed(span::strip_span(phrases[0].named));
        let mut found: Vec<Found> = Vec::new();
        for phrase in
            phrases.iter().filter(|phrase| alike(phrase) || deed && accept::goes_along(phrase, &phrases[0]))
        {
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
        if let Some(at) = relation::shares(named) {
            let names = names(&named[..at]);
            if names.len() > 1 {
                let each = names.into_iter().map(|name| self.valued(clause, name, before, figure));
                return each.collect();
            }
        }
        let named = span::strip_span(strip_base(named).trim_end_matches('均'));
        let (name, opening) = deed::strip_opening(named);
        let name = name.trim_matches(|c: char| "的“”‘’、 —－-·●".contains(c));
        let name = match () {
            // 提供500亿元融资总量
            () if deed::gives(name) && !is_nothing(tail) => tail.trim_start_matches('的').to_owned(),
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
            || relation::moves(&clause.text[..figure.start])
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
        let says = span::says_yearly(clause.text);
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
    fn apart(&mut self, clause: &Clause, cut: &Range<usize>, figures: &[Figure]) -> Vec<Found> {
        let mut figures: Vec<Figure> =
            figures.iter().filter(|figure| figure.start >= cut.end).cloned().collect();
        let last = figures.last().cloned();
        for figure in &mut figures {
            figure.unit = figure.unit.take().or_else(|| last.as_ref().and_then(|last| last.unit.clone()));
            figure.after = figure.after.or_else(|| last.as_ref().and_then(|last| last.after));
        }
        let (done, before) = compare::split_before(&clause.text[cut.end..figures[0].start]);
        let head = &clause.text[..cut.start];
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
                .map(|(name, figure)| self.valued(clause, deed::strip_opening(name).0, before, figure))
                .collect();
        }
        let by_year = dates.len() == figures.len();
        if !by_year {
            self.doubts.push("“分别”前后的名称与数值个数对不上，请按原文核定各项名称".to_owned());
        }
        let mut found: Vec<Found> = figures
            .iter()
            .map(|figure| self.valued(clause, deed::strip_opening(whole).0, before, figure))
            .collect();
        for (one, date) in found.iter_mut().zip(dates.iter().filter(|_| by_year)) {
            (one.due, one.governed) = (Some(date.date), false);
        }
        found
    }
}

/// Whether a number describes, or may in a list that ends with one that does.
fn describes(phrase: &Phrase) -> bool {
    let compared = phrase.figure.after.is_some() || phrase.before.is_some();
    compared && (phrase.figure.attribute || is_nothing(phrase.tail))
}

/// `2031年、2032年净增企业3家、5家`: as many years before the numbers as numbers, with nothing else among them.
fn one_for_each_year(clause: &Clause, figures: &[Figure]) -> bool {
    let years = &clause.mentions;
    let [first, .., last] = figures else { return false };
    let between = |from: usize, to: usize| is_nothing(clause.text[from..to].trim_matches(['和', '及', '年']));
    years.len() == figures.len()
        && years.iter().all(|year| year.end <= first.start && year.is != Use::Base)
        && years.windows(2).all(|pair| between(pair[0].end, pair[1].start))
        && figures.windows(2).all(|pair| between(pair[0].end, pair[1].start))
        && first.unit.is_some()
        && first.unit == last.unit
}

/// Whether a place lies in one of the years of a clause, which stand in its order.
fn is_dated(mentions: &[Mention], at: usize) -> bool {
    let next = mentions.partition_point(|mention| mention.end <= at);
    mentions.get(next).is_some_and(|mention| mention.start <= at)
}
