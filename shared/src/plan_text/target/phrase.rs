//! A number of a clause with the words that belong to it.

use super::{
    compare,
    due::{self, Mention, Use},
    figure::Figure,
};
use crate::{date::PartialDate, plan::Comparator, plan_text::units::is_nothing};

/// A number with the words around it.
#[derive(Clone, Copy)]
pub(super) struct Phrase<'a> {
    pub text: &'a str,
    /// What stands before the number, without date and comparing word.
    pub named: &'a str,
    pub before: Option<(&'static str, Comparator)>,
    pub figure: &'a Figure,
    pub tail: &'a str,
}

impl<'a> Phrase<'a> {
    pub(super) fn of(text: &'a str, start: usize, end: usize, figure: &'a Figure) -> Self {
        let (named, before) = compare::split_before(strip_time(&text[start..figure.start]));
        let (named, before) = match named.strip_suffix('前').filter(|_| is_place(figure)) {
            Some(rest) if !rest.ends_with(['底', '月', '日', '年', '度']) => {
                (rest, Some((RANK, Comparator::AtMost)))
            }
            _ => (named, before),
        };
        let (text, tail) = (text[start..end].trim(), text[figure.end..end].trim());
        Self { text, named, before, figure, tail }
    }

    /// The last year that stands before the number: `2031年3件、2032年5件`.
    pub(super) fn date(&self, mentions: &[Mention]) -> Option<PartialDate> {
        let before = |one: &&Mention| one.is != Use::Base && one.end <= self.figure.start;
        mentions.iter().rfind(before).map(|one| one.date)
    }
}

/// The comparing word of a rank: `进入全省前10位`.
pub(super) const RANK: &str = "前";

fn is_place(figure: &Figure) -> bool {
    matches!(figure.unit.as_deref(), Some("位" | "名")) && figure.after.is_none()
}

/// The numbers of a clause with the stretch of words that belongs to each.
pub(super) fn groups<'f>(text: &str, figures: &'f [Figure]) -> Vec<(usize, usize, &'f Figure)> {
    let mut groups = Vec::new();
    let mut start = 0;
    let mut first = 0;
    for at in 0..figures.len() {
        let cut = match figures.get(at + 1) {
            None => Some((text.len(), text.len())),
            Some(next) => joint(&text[figures[at].end..next.start])
                .map(|(from, to)| (figures[at].end + from, figures[at].end + to)),
        };
        if let Some((end, next)) = cut {
            groups.push((start, end, chosen(text, end, &figures[first..=at])));
            (start, first) = (next, at + 1);
        }
    }
    groups
}

/// The sign or word between two numbers that makes two phrases of them.
fn joint(gap: &str) -> Option<(usize, usize)> {
    let sign = gap.find('、').map(|at| (at, at + '、'.len_utf8()));
    let word = || {
        let found = ["以及", "和", "及", "并", "与"]
            .iter()
            .filter_map(|word| gap.rfind(word).map(|at| (at, at + word.len())))
            .filter(|(at, _)| {
                !["惠", "涉", "普", "波", "触", "参"].iter().any(|verb| gap[..*at].ends_with(verb))
            });
        found.max_by_key(|(at, _)| *at)
    };
    sign.or_else(word)
}

/// Of the numbers of one phrase the one it is about: the last that describes nothing.
fn chosen<'f>(text: &str, end: usize, figures: &'f [Figure]) -> &'f Figure {
    let money = |figure: &&Figure| figure.unit.as_deref().is_some_and(|unit| unit.ends_with('元'));
    let last = figures.iter().rev().find(|figure| !figure.attribute).unwrap_or(&figures[figures.len() - 1]);
    let describes = money(&last) && !is_nothing(&text[last.end..end]);
    let counted =
        figures.iter().rev().find(|figure| !figure.attribute && !money(figure) && figure.unit.is_some());
    counted.filter(|_| describes).unwrap_or(last)
}

/// A clause without the date it opens with.
pub(super) fn strip_time(text: &str) -> &str {
    let Some(last) = due::mentions(text).into_iter().rfind(|mention| mention.is != Use::Base) else {
        return text;
    };
    let rest = text[last.end..].trim_start();
    let rest = ["年底前", "年底", "年末", "底前", "底", "末", "前", "内", "度"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let rest = rest.trim_start_matches([' ', '，', '、', '的']);
    if is_nothing(rest) && last.start > 0 {
        text[..last.start].trim_end_matches(['到', '至', '在', '于'])
    } else {
        rest
    }
}
