//! Tables in a sentence: so much from the eleventh item on, so much from the fourth year to the sixth.

use std::sync::LazyLock;

use regex::Regex;

use super::{Decimal, Source};

/// `第11项起每项150元`.
static OVER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"第(\d+)(项|页)起每[项页](\d+)元").expect("a constant pattern"));
/// `14项`.
static COUNT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\d+)(项|页)").expect("a constant pattern"));
/// `第4—6年1200元`.
static TIER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"第(\d+)[—–-](\d+)年(\d+)元").expect("a constant pattern"));
/// `第4年`, and `第4年到第9年`.
static YEARS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"第(\d+)年?(?:[^\d第]{0,3}[到至](?:第)?(\d+)年|年)").expect("a constant pattern")
});
/// So many years are counted at most.
const MOST_YEARS: u32 = 50;

/// What items beyond a number cost.
pub(super) fn over(asked: &str, source: &Source<'_>) -> Option<String> {
    let counted = COUNT.captures(asked)?;
    let count: u32 = counted[1].parse().ok()?;
    let mut tiers: Vec<(u32, u32)> = Vec::new();
    for tier in OVER.captures_iter(source.text).filter(|tier| tier[2] == counted[2]) {
        tiers.push((tier[1].parse().ok()?, tier[3].parse().ok()?));
    }
    tiers.sort_unstable();
    let mut steps: Vec<String> = Vec::new();
    let mut sum = Decimal::whole(0);
    for (at, (from, price)) in tiers.iter().enumerate() {
        let (before, last) = (
            from.checked_sub(1)?,
            tiers.get(at + 1).map_or(count, |(next, _)| count.min(next.saturating_sub(1))),
        );
        if last < *from {
            break;
        }
        let (items, price) = (Decimal::whole(last - before), Decimal::whole(*price));
        let part = items.times(price)?;
        steps.push(format!("{last} − {before} = {items}，{items} × {price}元 = {part}元"));
        sum = sum + part;
    }
    match steps.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        _ => Some(format!("{}；合计 {sum}元", steps.join("；"))),
    }
}

/// What one year costs, or several years together.
pub(super) fn tier(asked: &str, source: &Source<'_>) -> Option<String> {
    let years = YEARS.captures(asked)?;
    let from: u32 = years[1].parse().ok()?;
    let to: Option<u32> = years.get(2).and_then(|to| to.as_str().parse().ok());
    let mut tiers: Vec<(u32, u32, u32)> = Vec::new();
    for tier in TIER.captures_iter(source.text) {
        tiers.push((tier[1].parse().ok()?, tier[2].parse().ok()?, tier[3].parse().ok()?));
    }
    let of = |year: u32| tiers.iter().find(|(first, last, _)| (*first..=*last).contains(&year));
    let Some(to) = to.filter(|to| *to > from && to - from < MOST_YEARS) else {
        let (first, last, price) = of(from)?;
        return Some(format!("第{first}—{last}年一档：{price}元"));
    };
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for year in from..=to {
        let (_, _, price) = *of(year)?;
        match parts.last_mut() {
            Some((count, known)) if *known == price => *count += 1,
            _ => parts.push((1, price)),
        }
    }
    let mut sum = Decimal::whole(0);
    for (count, price) in &parts {
        sum = sum + Decimal::whole(*count).times(Decimal::whole(*price))?;
    }
    let parts: Vec<String> = parts.iter().map(|(count, price)| format!("{price}元 × {count}")).collect();
    Some(format!("{} = {sum}元", parts.join(" + ")))
}
