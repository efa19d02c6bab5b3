//! Shares and multiples of an amount.

use std::{cmp::Reverse, sync::LazyLock};

use regex::Regex;

use super::{Decimal, Source, sentence, shared};
use crate::answer::{cues, understand::normalise};

/// `1200万元`, `20万`, `500元`.
static AMOUNT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d+(?:\.\d+)?)(亿元|亿|万元|万|元)").expect("a constant pattern"));
static PERCENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d+(?:\.\d+)?)%").expect("a constant pattern"));
/// The most of a multiple: `1倍以上5倍以下` gives 5.
static MULTIPLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\d+)倍以下").expect("a constant pattern"));
static REDUCTION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"减缴(\d+)%").expect("a constant pattern"));
static CAP: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"最高(?:不超过)?(\d+(?:\.\d+)?)(万元|元)").expect("a constant pattern"));
/// A fee named with its amount in a question: `申请费500`.
static FEE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"费(?:是|要|为)?(\d+)(?:元|块)?").expect("a constant pattern"));
/// An item and its price: `发明900元`.
static PRICE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\p{Han}*?)(\d+(?:\.\d+)?)元").expect("a constant pattern"));

/// Nobody files more at once.
const MOST_PIECES: u32 = 1_000;
/// `3件发明`.
static PIECES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\d+)件").expect("a constant pattern"));

/// An amount in its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Amount {
    value: Decimal,
    unit: &'static str,
}

/// A fee, and how like the question what it is for.
pub(super) struct Fee {
    value: Decimal,
    pub likeness: Likeness,
}

/// Whether a question names the kind of a fee, and how many pairs of characters it shares with its name; of two names
/// the one that says less beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Likeness {
    is_named: bool,
    said: usize,
    more: Reverse<usize>,
}

/// The only amount of a text.
fn only_amount(text: &str) -> Option<Amount> {
    let mut found = AMOUNT.captures_iter(text).filter_map(|found| {
        let unit = match &found[2] {
            "亿" | "亿元" => "亿元",
            "万" | "万元" => "万元",
            _ => "元",
        };
        Some(Amount { value: found[1].parse().ok()?, unit })
    });
    found.next().filter(|_| found.next().is_none())
}

/// The most that a multiple of the asker's amount comes to.
pub(super) fn multiple(asked: &str, source: &Source<'_>) -> Option<String> {
    let amount = only_amount(asked)?;
    let sentence = sentence(source.text, asked, |sentence| MULTIPLE.is_match(sentence))?;
    // What is multiplied must be what was told: 违法所得, 获得的利益.
    let told = cues::MULTIPLIED.iter().any(|word| asked.contains(word));
    let times: Decimal = MULTIPLE.captures(sentence).filter(|_| told)?[1].parse().ok()?;
    let (value, unit) = (amount.value, amount.unit);
    Some(format!("{value}{unit} × {times} = {}{unit}", value.times(times)?))
}

/// A share of the asker's amount, where the sentence has one share only.
pub(super) fn share(asked: &str, source: &Source<'_>) -> Option<String> {
    let amount = only_amount(asked)?;
    let sentence = sentence(source.text, asked, |sentence| PERCENT.is_match(sentence))?;
    let mut shares = PERCENT.captures_iter(sentence);
    let (share, further) = (shares.next()?, shares.next());
    if further.is_some() || shared(&normalise(sentence), asked) == 0 {
        return None;
    }
    let share: Decimal = share[1].parse().ok()?;
    let (value, unit) = (amount.value, amount.unit);
    let part = value.times(share.percent()?)?;
    let steps = format!("{value}{unit} × {share}% = {part}{unit}");
    let cap = CAP.captures(source.text).filter(|cap| &cap[2] == unit).and_then(|cap| cap[1].parse().ok());
    Some(match cap.filter(|cap: &Decimal| part > *cap) {
        Some(cap) => format!("{steps}，超过最高 {cap}{unit}，按 {cap}{unit}"),
        None => steps,
    })
}

/// The share that a reduction takes off, where one is asked for: that of one applicant, or of several.
pub(super) fn reduction(asked: &str, source: &Source<'_>) -> Option<Decimal> {
    let wanted = cues::REDUCED.iter().any(|word| asked.contains(word));
    let mut shares =
        REDUCTION.captures_iter(source.text).filter_map(|found| found[1].parse::<Decimal>().ok());
    let (one, several) = (shares.next().filter(|_| wanted)?, shares.next());
    let joint = cues::JOINT.iter().any(|word| asked.contains(word));
    if joint { several } else { Some(one) }
}

/// Whether a text tells what fees are, or by how much they are reduced.
pub(in crate::answer) fn tells_of_fees(text: &str) -> bool {
    REDUCTION.is_match(text) || (text.contains('费') && PRICE.is_match(text))
}

/// The fee that the question itself tells.
pub(super) fn fee_in_question(asked: &str) -> Option<Fee> {
    let value = FEE.captures(asked)?[1].parse().ok()?;
    Some(Fee { value, likeness: Likeness { is_named: true, said: usize::MAX, more: Reverse(0) } })
}

/// The fee of a source that the question asks for, as it is said or as it is meant, of those that the reduction names.
pub(super) fn fee(asked: [&str; 2], source: &Source<'_>, reduction: &Source<'_>) -> Option<Fee> {
    let reducible = without_brackets(reduction.text);
    let mut best: Option<Fee> = None;
    for sentence in source.text.split(['。', ';', '；', '\n']) {
        let (head, prices) = sentence.split_once([':', '：']).unwrap_or(("", sentence));
        for price in PRICE.captures_iter(prices) {
            let item = price[1].trim_start_matches(['另', '缴', '每', '项']);
            let name = if head.is_empty() { item.to_owned() } else { format!("{item}{head}") };
            let said = asked.iter().map(|asked| shared(&name, asked)).max().unwrap_or(0);
            let fee_of = if head.is_empty() { item } else { head };
            let is_reducible = kinds_of_fee(fee_of).any(|kind| reducible.contains(kind));
            let is_named = kinds_of_fee(fee_of).any(|kind| asked.iter().any(|asked| asked.contains(kind)));
            let likeness = Likeness { is_named, said, more: Reverse(name.chars().count()) };
            let better = best.as_ref().is_none_or(|best| likeness > best.likeness);
            if is_reducible && said >= 2 && better {
                best = Some(Fee { value: price[2].parse().ok()?, likeness });
            }
        }
    }
    best
}

/// 实质审查费, 质审查费, 审查费: what a fee may be called, down to three characters.
fn kinds_of_fee(name: &str) -> impl Iterator<Item = &str> {
    let whole = name.chars().count();
    name.char_indices()
        .enumerate()
        .filter(move |(at, _)| whole - at >= 3.min(whole))
        .map(|(_, (at, _))| &name[at..])
        .filter(|name| name.ends_with('费') && name.chars().count() > 1)
}

/// How many of a kind are asked about: `3件发明`.
pub(super) fn pieces(asked: &str) -> u32 {
    let mut counts = PIECES.captures_iter(asked).filter_map(|found| found[1].parse::<u32>().ok());
    counts.next().filter(|count| *count <= MOST_PIECES && counts.next().is_none()).unwrap_or(1)
}

/// What is left of a fee, and of so many of them.
pub(super) fn after(fee: &Fee, share: Decimal, pieces: u32) -> String {
    let (value, left) = (fee.value, Decimal::whole(100) - share);
    let mut steps = vec![format!("100% − {share}% = {left}%")];
    if let Some(paid) = left.percent().and_then(|left| value.times(left)) {
        steps.push(format!("{value}元 × {left}% = {paid}元"));
        let together = paid.times(Decimal::whole(pieces)).filter(|_| pieces > 1);
        steps.extend(together.map(|sum| format!("{paid}元 × {pieces} = {sum}元")));
    }
    steps.join("，")
}

/// A text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let kept = text.chars().filter(|c| match c {
        '(' | '（' => {
            depth += 1;
            false
        }
        ')' | '）' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    kept.collect()
}
