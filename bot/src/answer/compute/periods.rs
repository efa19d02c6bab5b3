//! The last day of a period that began on a day.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use shared::date::Date;

use super::{Source, sentence};
use crate::answer::cues;

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d{4})(?:年|-)(\d{1,2})(?:月|-)(\d{1,2})日?").expect("a constant pattern")
});
/// `2026年8月14日就到期了`: told, and not asked for.
static EXPIRED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d{4})(?:年|-)(\d{1,2})(?:月|-)(\d{1,2})[日号]?(?:那天|当天)?(?:就|已经|已|刚|才)?(?:到期|过期|届满|满期|期满)")
        .expect("a constant pattern")
});
/// `6个月宽展期`.
static GRACE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d+)(日|天|个月|年)(?:的)?宽[展限]期").expect("a constant pattern"));
static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\d{4})年").expect("a constant pattern"));
/// `15日内`, `3个月内`, `10年`.
static PERIOD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d+)(日|天|个月|年)").expect("a constant pattern"));
/// Longer periods in days are none.
const MOST_DAYS: u32 = 1_000;

/// When the period ends that the likest sentence names, where it names one only. Of a day on which something ran out
/// only a period of grace goes on.
pub(super) fn end(asked: &str, source: &Source<'_>) -> Option<String> {
    if !cues::LAST_DAY.iter().any(|word| asked.contains(word)) {
        return None;
    }
    if let Some(day) = EXPIRED.captures(asked) {
        let (from, grace) = (date(&day)?, GRACE.captures(source.text)?);
        let (count, unit): (u32, &str) = (grace[1].parse().ok()?, grace.get(2)?.as_str());
        return Some(format!("{from} + {count}{unit} = {}", later(from, count, unit)?));
    }
    let has_period = |sentence: &str| PERIOD.is_match(&without_dates(sentence));
    let sentence = without_dates(sentence(source.text, asked, has_period)?);
    let mut periods = PERIOD.captures_iter(&sentence);
    let period = periods.next()?;
    let (count, unit): (u32, &str) = (period[1].parse().ok()?, period.get(2)?.as_str());
    // Of several periods one would have to be chosen; a period of grace says so itself.
    if periods.any(|other| other[0] != period[0] && !sentence.contains("宽限")) {
        return None;
    }
    if let Some(day) = DAY.captures(asked) {
        let from = date(&day)?;
        let last = later(from, count, unit)?;
        return Some(format!("{from} + {count}{unit} = {last}"));
    }
    let from: u32 = YEAR.captures(asked)?[1].parse().ok()?;
    (unit == "年" && count < MOST_DAYS)
        .then(|| format!("{from} + {count} = {}，即 {} 年", from + count, from + count))
}

/// The day that [`DAY`] or [`EXPIRED`] found, if it is one.
fn date(found: &Captures<'_>) -> Option<Date> {
    Date::new(found[1].parse().ok()?, found[2].parse().ok()?, found[3].parse().ok()?)
}

/// The day so much later: days are counted from the day after, a month ends on the day of the same number.
pub(in crate::answer) fn later(from: Date, count: u32, unit: &str) -> Option<Date> {
    match unit {
        "日" | "天" if count <= MOST_DAYS => Some((0..count).fold(from, |day, _| day.next_day())),
        "个月" => Some(from.months_later(u8::try_from(count).ok()?)),
        "年" => Some(from.months_later(u8::try_from(count.checked_mul(12)?).ok()?)),
        _ => None,
    }
}

/// A text without the days that it names: `2019年4月23日` holds no period.
fn without_dates(text: &str) -> String {
    let days = DAY.replace_all(text, "");
    YEAR.replace_all(&days, "").into_owned()
}
