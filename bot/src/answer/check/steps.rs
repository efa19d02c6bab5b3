//! Working out the steps of a computation again: `14 − 10 = 4，4 × 150元 = 600元`.

use std::{collections::HashSet, sync::LazyLock};

use regex::Regex;
use shared::{date::Date, text::figures};

use crate::answer::{
    compute::{Decimal, in_digits, later},
    understand::normalise,
};

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

/// The figures that an answer may say.
pub(super) struct Basis {
    /// What its sources hold.
    held: HashSet<String>,
    /// What the asker said: steps may begin with them.
    told: HashSet<String>,
}

impl Basis {
    pub(super) fn of(held: HashSet<String>, asked: &str) -> Self {
        Self { held, told: figures(&in_digits(&normalise(asked))).into_iter().collect() }
    }

    /// Whether a text says only these, and what its own steps come to. Otherwise the first fault.
    pub(super) fn bears(&self, text: &str) -> Result<(), String> {
        let (rest, results) = self.without_steps(text)?;
        let borne = |figure: &String| self.held.contains(figure) || results.contains(figure);
        figures(&rest).into_iter().find(|figure| !borne(figure)).map_or(Ok(()), Err)
    }

    /// A text without its steps, and their results. A step that does not come out, or takes a figure from nowhere, is
    /// the fault.
    fn without_steps(&self, text: &str) -> Result<(String, Vec<String>), String> {
        let mut results: Vec<String> = Vec::new();
        for found in DAYS.captures_iter(text) {
            let fault = || found[0].to_owned();
            let (from, until): (Date, Date) =
                (found[1].parse().map_err(|_| fault())?, found[4].parse().map_err(|_| fault())?);
            let count: u32 = found[2].parse().map_err(|_| fault())?;
            let from_nowhere = figures(&found[1]).iter().any(|part| !self.gives(part, &results));
            let counts = self.held.contains(&found[2]) || results.iter().any(|known| *known == found[2]);
            if from_nowhere || !counts || later(from, count, &found[3]) != Some(until) {
                return Err(fault());
            }
            results.extend(figures(&found[4]));
        }
        let text = DAYS.replace_all(text, "").into_owned();
        for found in EQUATION.captures_iter(&text) {
            // A hundred per cent is the whole of anything.
            let mut operands = figures(&found[1]).into_iter();
            if let Some(figure) = operands.find(|part| !self.gives(part, &results) && part != "100") {
                return Err(figure);
            }
            if value_of(&found[1]) != value_of(&found[2]) || value_of(&found[1]).is_none() {
                return Err(found[0].to_owned());
            }
            results.extend(figures(&found[2]));
        }
        Ok((EQUATION.replace_all(&text, "").into_owned(), results))
    }

    /// Whether a step may begin with a figure.
    fn gives(&self, figure: &String, results: &[String]) -> bool {
        self.held.contains(figure) || self.told.contains(figure) || results.contains(figure)
    }
}

/// Whether steps rest on the texts and on what the question tells.
pub(in crate::answer) fn steps(said: &str, texts: &[&str], asked: &str) -> Result<(), String> {
    Basis::of(texts.iter().flat_map(|text| figures(text)).collect(), asked).bears(said)
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
