//! A number of a clause with the words that belong to it, and whether it measures at all.

use super::{
    due::{self, Mention, Use},
    figure::Figure,
    words,
};
use crate::{date::PartialDate, plan::Comparator, plan_text::units::is_nothing, quantity::Quantity};

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
        let (named, before) = words::split_before(strip_time(&text[start..figure.start]));
        let (text, tail) = (text[start..end].trim(), text[figure.end..end].trim());
        Self { text, named, before, figure, tail }
    }

    /// The last year that stands before the number: `2031年3件、2032年5件`.
    pub(super) fn date(&self, mentions: &[Mention]) -> Option<PartialDate> {
        let before = |one: &&Mention| one.is != Use::Base && one.end <= self.figure.start;
        mentions.iter().rfind(before).map(|one| one.date)
    }
}

/// Whether a number measures: a time only where it is cut, years only where they are counted, a numeral in words only with
/// a word that compares or does.
pub(super) fn is_measured(text: &str, phrase: &Phrase) -> bool {
    const SHARES: [&str; 7] = ["每户", "每人", "每家", "每个", "每件", "每村", "每"];
    const PARTS: [&str; 9] = ["范围", "方面", "等级", "环节", "阶段", "步骤", "层次", "部分", "维度"];
    const MARKS: [&str; 8] = ["得", "扣", "加", "得分", "基础分", "绩效分", "满分", "分为"];
    let Phrase { named, before, figure, .. } = *phrase;
    let unit = figure.unit.as_deref().unwrap_or_default();
    let at_most =
        figure.after.or(before).is_some_and(|(_, c)| matches!(c, Comparator::AtMost | Comparator::LessThan));
    let time = ["天", "小时", "分钟", "日"].iter().any(|end| unit.ends_with(end)) || unit.ends_with("个月");
    let lasts = words::is_duration(named) && before.is_some();
    if time && !(lasts || words::moves(text) || at_most && text.contains("控制")) {
        return false;
    }
    if unit == "年" && !["年限", "年数", "寿命"].iter().any(|end| named.ends_with(end)) {
        return false;
    }
    let ends = |words: &[&str]| words.iter().any(|word| named.ends_with(word));
    let marks = unit == "分" && (ends(&MARKS) || text.contains("得分")) && !text.contains("满意度");
    if ends(&SHARES) || marks || PARTS.iter().any(|part| phrase.tail.starts_with(part)) {
        return false;
    }
    let small = figure.value.is_some_and(|value| value <= Quantity::new(1, 0));
    let compared = before.is_some() || figure.after.is_some();
    !figure.words || compared || !small && words::has_verb(named)
}

/// `前10名`, `第3位`: a rank is no amount.
pub(super) fn ranks(named: &str, unit: &str, text: &str) -> bool {
    let ranked =
        named.ends_with('前') || named.ends_with('第') || named.ends_with("排名") || named.ends_with("位居");
    ranked
        && !named.ends_with("日前")
        && (["位", "名", "强", "个"].contains(&unit) || unit.is_empty() || text.contains('强'))
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
            .filter_map(|word| gap.rfind(word).map(|at| (at, at + word.len())));
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

/// `每年认定不超过20个`: outside the goals a cap on what is counted is a rule; one on time is a goal.
pub(super) fn is_capped(phrase: &Phrase) -> bool {
    let Phrase { before, figure, .. } = *phrase;
    let capped =
        figure.after.or(before).is_some_and(|(_, c)| matches!(c, Comparator::AtMost | Comparator::LessThan));
    let unit = figure.unit.as_deref().unwrap_or_default();
    capped && ["家", "个", "件", "项", "人", "名", "次", "户"].contains(&unit)
}

/// A share that is to be kept high: `结案率不低于95%`.
pub(super) fn is_rate(phrase: &Phrase) -> bool {
    let Phrase { named, before, figure, .. } = *phrase;
    let high =
        figure.after.or(before).is_some_and(|(_, c)| matches!(c, Comparator::AtLeast | Comparator::MoreThan));
    let rate =
        ["率", "满意度", "占比", "比重", "增速", "权重", "覆盖面"].iter().any(|end| named.ends_with(end));
    high && rate && is_nothing(phrase.tail)
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
