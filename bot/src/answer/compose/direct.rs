//! The part of a text that holds the very figure which is asked for: it is said first, and the whole text after it.

use std::collections::HashSet;

use crate::{
    answer::understand::normalise,
    search::{letters, tokens},
};

/// A longer part is no direct answer.
const LONGEST: usize = 80;
/// By how much the best part must stand out: a pair of characters.
const CLEARLY: usize = 2;

/// What a figure must be followed by.
enum Wanted {
    /// 多少件: that word.
    Unit(char),
    /// 多少钱.
    Money,
    /// 哪天, 什么时候.
    Day,
}

/// The part of a text that answers a question for a figure, if one part does so better than every other.
pub(super) fn part(asked: &str, text: &str) -> Option<String> {
    let asked = normalise(asked);
    let wanted = wanted(&asked)?;
    let mut rated: Vec<(usize, String)> = Vec::new();
    for sentence in text.split(['。', '；', ';', '\n']) {
        let parts: Vec<&str> = sentence.trim_start_matches(['-', ' ']).split('，').collect();
        for (at, part) in parts.iter().enumerate().filter(|(_, part)| holds(&wanted, &normalise(part))) {
            // What a part is about may stand right before it: 首批于12月公布，共74件.
            let before = at.checked_sub(1).map(|before| parts[before]);
            let own = 2 * shared(&asked, part);
            let led = before.map_or(0, |before| shared(&asked, before));
            let whole = match before {
                Some(before) if led > own => format!("{before}，{part}"),
                _ => (*part).to_owned(),
            };
            rated.push((own + led, whole));
        }
    }
    rated.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
    let [(best, part), (next, _), ..] = rated.as_slice() else { return None };
    (*best >= next + CLEARLY && part.chars().count() <= LONGEST).then(|| part.clone())
}

fn wanted(asked: &str) -> Option<Wanted> {
    if ["哪天", "什么时候", "何时", "哪一天", "几号"].iter().any(|word| asked.contains(word)) {
        return Some(Wanted::Day);
    }
    if ["多少钱", "官费", "几块", "收费", "费用", "年费"].iter().any(|word| asked.contains(word))
    {
        return Some(Wanted::Money);
    }
    let rest = asked.split("多少").nth(1).or_else(|| asked.split('几').nth(1))?;
    match rest.chars().next() {
        Some('钱' | '元' | '块' | '万') | None => Some(Wanted::Money),
        Some(unit) if unit.is_alphabetic() => Some(Wanted::Unit(unit)),
        Some(_) => Some(Wanted::Money),
    }
}

fn holds(wanted: &Wanted, part: &str) -> bool {
    let followed = |ends: &dyn Fn(char) -> bool| {
        let mut chars = part.chars().peekable();
        std::iter::from_fn(|| chars.next().map(|c| (c, chars.peek().copied())))
            .any(|(c, next)| c.is_ascii_digit() && next.is_some_and(ends))
    };
    match wanted {
        Wanted::Unit(unit) => followed(&|c| c == *unit) || followed(&|c| c == '万' || c == '个'),
        Wanted::Money => followed(&|c| c == '元' || c == '万'),
        Wanted::Day => part.chars().filter(char::is_ascii_digit).count() >= 6,
    }
}

/// How many pairs and characters two texts share; a pair counts for two more.
fn shared(asked: &str, part: &str) -> usize {
    let part = normalise(part);
    let both = |of: HashSet<&str>, other: HashSet<&str>| of.intersection(&other).count();
    let pairs = both(tokens(asked).collect(), tokens(&part).collect());
    2 * pairs + both(letters(asked).collect(), letters(&part).collect())
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn the_part_with_the_figure_is_found() {
        let awards = "专利金奖不超过30项，银奖不超过60项。外观设计金奖不超过10项。";
        assert_eq!(part("银奖一届不超过多少项", awards).as_deref(), Some("银奖不超过60项"));
        let list = "首批于2022年12月公布，共74件，含特殊标志5件";
        assert_eq!(part("首批公布了多少件", list).as_deref(), Some("首批于2022年12月公布，共74件"));
        let law = "2026-06-26修订，2027-01-01起施行；至2026-12-31仍适用原文本";
        assert_eq!(part("新法哪天开始施行", law).as_deref(), Some("2027-01-01起施行"));
    }

    #[test]
    fn nothing_is_picked_where_nothing_stands_out() {
        assert_eq!(part("银奖要什么条件", "专利金奖不超过30项，银奖不超过60项"), None);
        assert_eq!(part("多少项", "甲不超过30项，乙不超过60项"), None);
        assert_eq!(part("银奖多少项", "银奖不超过60项"), None);
    }
}
