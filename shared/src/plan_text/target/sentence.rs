//! A sentence of targets, cut into clauses, and the time that each speaks of.

use super::{
    clause::{Clause, Found},
    deed,
    due::{self, Mention, Use},
    figure::figures,
    phrase::strip_time,
    relation, rule, span,
};
use crate::{
    date::PartialDate,
    plan_text::{
        brackets::{spans, split, split_where},
        units::is_nothing,
    },
};

/// The time a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    Unsaid,
    Due(PartialDate),
    Past,
}

/// Reads the clauses of a sentence with what those before them said.
pub(super) struct Reader {
    /// Goals are being told.
    pub goals: bool,
    /// A task is being told.
    pub task: bool,
    since: Option<i32>,
    /// The year that a sentence or heading above sets.
    pub governing: Option<PartialDate>,
    pub time: Time,
    dated: Option<PartialDate>,
    /// What the last target of the clause before is counted in, if that clause gave one.
    pub company: Option<String>,
    /// A clause before said when: `5年内引进30名，培养300名`.
    pub spanned: bool,
    pub doubts: Vec<String>,
}

impl Reader {
    pub(super) fn new(goals: bool, since: Option<i32>, governing: Option<PartialDate>) -> Self {
        Self {
            goals,
            task: false,
            since,
            governing,
            time: Time::Unsaid,
            dated: None,
            company: None,
            spanned: false,
            doubts: Vec::new(),
        }
    }

    /// The last year that the sentence itself sets.
    pub(super) fn dated(&self) -> Option<PartialDate> {
        self.dated
    }

    pub(super) fn sentence(&mut self, text: &str) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let text = text.trim_end_matches(['。', '！', '？']);
        if rule::tells_state(text) && !deed::urges(text) {
            return found;
        }
        let mut segments: Vec<(&str, Option<&str>)> =
            split(text, &['；', ';']).into_iter().map(|segment| (segment, None)).collect();
        segments.extend(parts_in_brackets(text, self.goals));
        // 到2023年，甲达到3件；到2025年，达到5件
        let mut above = String::new();
        for (segment, named) in segments {
            if let Some(named) = named {
                named.clone_into(&mut above);
            }
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
            (self.company, self.spanned) = (None, false);
            let mut listed = Vec::new();
            for (at, text) in clauses.iter().copied().enumerate() {
                let mentions = due::mentions(text);
                self.turn(&mentions);
                if !mentions.is_empty() {
                    listed.clone_from(&mentions);
                }
                let own = relation::base(text);
                let clause = Clause {
                    text,
                    before,
                    mentions,
                    listed: listed.clone(),
                    yearly,
                    rewarded: clauses.get(at + 1).is_some_and(|next| rule::rewards(next)),
                    base: own.clone().or(base.take()),
                    name: &name,
                };
                let read = self.clause(&clause);
                let numbers = figures(text);
                base = own.filter(|_| numbers.is_empty());
                self.company = read.last().map(|last| last.unit.clone().unwrap_or_default());
                self.spanned |= span::says_when(text);
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

    pub(super) fn is_past(&self, date: PartialDate) -> bool {
        self.since.is_some_and(|since| date.year() < since)
    }
}

/// `年度……5次，……300人次`: a clause that opens with the year speaks for those after it, it seems.
fn governs_yearly(clause: &str) -> bool {
    let (name, _) = deed::strip_opening(clause);
    name.starts_with("年度") || clause.starts_with("每年")
}

/// What stands in a bracket and is told of the goal before it, with what that is called: `（其中：甲3件、乙2件）`; outside the
/// goals only numbers of years: `（2031年15家、2032年30家）`.
fn parts_in_brackets(text: &str, goals: bool) -> Vec<(&str, Option<&str>)> {
    let mut parts = Vec::new();
    for span in spans(text).into_iter().filter(|span| span.closed) {
        let inner = &text[span.inner];
        let before = &text[..span.outer.start];
        let name = before.rsplit(['，', '；', '：', '。']).next().filter(|name| figures(name).is_empty());
        if goals && inner.starts_with("其中") {
            parts.extend(split(inner, &['；', ';']).into_iter().map(|part| (part, None)));
        } else if name.is_some() && each_has_its_year(inner) {
            parts.push((inner, name.map(|name| deed::strip_opening(name).0)));
        }
    }
    parts
}

/// `2031年15家、2032年30家`
fn each_has_its_year(text: &str) -> bool {
    let parts = split(text, &['、', '，', '；']);
    let dated = |part: &&str| {
        let mentions = due::mentions(part);
        let [year] = mentions.as_slice() else { return false };
        let figures = figures(&part[year.end..]);
        figures
            .first()
            .is_some_and(|figure| figure.unit.is_some() && is_nothing(&part[year.end..][..figure.start]))
    };
    parts.len() > 1 && parts.iter().all(dated)
}
