//! Working out the steps of a computation again: `14 − 10 = 4，4 × 150元 = 600元`.

use std::{collections::HashSet, sync::LazyLock};

use regex::Regex;
use shared::{date::Date, text::figures};

use crate::answer::compute::{Decimal, later};

/// `900元 × 15% = 135元`; `1200元 × 3 + 2000元 × 3 = 9600元`.
static EQUATION: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d+(?:\.\d+)?(?:%|亿元|万元|元)?";
    Regex::new(&format!("({number}(?: [×+−] {number})+) = ({number})")).expect("a constant pattern")
});
/// `2026-12-01 + 15日 = 2026-12-16`.
static DAYS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d{4}-\d{2}-\d{2}) \+ (\d+)(日|天|个月|年) = (\d{4}-\d{2}-\d{2})")
        .expect("a constant pattern")
});

/// Whether steps rest on the texts and on what the question tells.
pub(in crate::answer) fn steps(said: &str, texts: &[&str], asked: &str) -> Result<(), String> {
    let mut known: HashSet<String> = texts.iter().flat_map(|text| figures(text)).collect();
    let rest = without_steps(said, &mut known, asked)?;
    figures(&rest).into_iter().find(|figure| !known.contains(figure)).map_or(Ok(()), Err)
}

/// A text without its steps, their results added to what is known. A step that does not come out, or takes a figure
/// from nowhere, is the fault.
pub(super) fn without_steps(text: &str, known: &mut HashSet<String>, asked: &str) -> Result<String, String> {
    let told: HashSet<String> = figures(&crate::answer::understand::normalise(asked)).into_iter().collect();
    for found in DAYS.captures_iter(text) {
        let fault = || found[0].to_owned();
        let (from, until): (Date, Date) =
            (found[1].parse().map_err(|_| fault())?, found[4].parse().map_err(|_| fault())?);
        let count: u32 = found[2].parse().map_err(|_| fault())?;
        let is_told = figures(&found[1]).iter().all(|part| told.contains(part) || known.contains(part));
        if !is_told || !known.contains(&found[2]) || later(from, count, &found[3]) != Some(until) {
            return Err(fault());
        }
        known.extend(figures(&found[4]));
    }
    let text = DAYS.replace_all(text, "").into_owned();
    for found in EQUATION.captures_iter(&text) {
        let operands = figures(&found[1]);
        // A hundred per cent is the whole of anything.
        let from_nowhere =
            operands.iter().find(|part| !known.contains(*part) && !told.contains(*part) && *part != "100");
        if let Some(figure) = from_nowhere {
            return Err(figure.clone());
        }
        if value_of(&found[1]) != value_of(&found[2]) || value_of(&found[1]).is_none() {
            return Err(found[0].to_owned());
        }
        known.extend(figures(&found[2]));
    }
    Ok(EQUATION.replace_all(&text, "").into_owned())
}

/// What sums and differences of products come to.
fn value_of(expression: &str) -> Option<Decimal> {
    let mut sum = Decimal::whole(0);
    let mut term: Option<Decimal> = None;
    let mut negative = false;
    let mut operator = "+";
    for word in expression.split(' ') {
        if ["+", "−", "×"].contains(&word) {
            operator = word;
            continue;
        }
        let factor = factor(word)?;
        term = match (operator, term) {
            ("×", Some(left)) => Some(left.times(factor)?),
            (_, finished) => {
                sum = add(sum, finished, negative);
                negative = operator == "−";
                Some(factor)
            }
        };
    }
    Some(add(sum, term, negative))
}

fn add(sum: Decimal, term: Option<Decimal>, negative: bool) -> Decimal {
    match term {
        Some(term) if negative => sum - term,
        Some(term) => sum + term,
        None => sum,
    }
}

fn factor(word: &str) -> Option<Decimal> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let number: Decimal = digits.parse().ok()?;
    if word.ends_with('%') { number.percent() } else { Some(number) }
}
