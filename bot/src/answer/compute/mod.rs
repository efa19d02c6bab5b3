//! Simple computations that a clause supports, with their steps: `900元 × 15% = 135元`.
//!
//! Nothing here knows a subject: amounts, shares, multiples, steps and periods are read from the clause and the question.
//! The steps are checked again, operand by operand, before an answer leaves: [`super::check`].

mod decimal;
mod included;
mod money;
mod numerals;
mod periods;
mod steps;

use std::cmp::Reverse;

pub(super) use self::{decimal::Decimal, money::tells_of_fees, numerals::in_digits, periods::later};
use super::{cues, understand::normalise};
use crate::search::tokens;

/// A cited text to compute from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub title: &'a str,
    pub text: &'a str,
}

/// What was computed: the steps, and from which sources, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Computed {
    pub steps: String,
    pub from: Vec<usize>,
}

/// Computes what a question asks for from what is cited, the best first. Nothing unless the question gives what is
/// needed and one sentence says how. `meant` is the question in the words of the documents.
pub(super) fn computed(asked: &str, meant: &str, sources: &[Source<'_>]) -> Option<Computed> {
    let asked = in_digits(&normalise(asked));
    if !cues::COMPUTED.iter().any(|word| asked.contains(word)) {
        return None;
    }
    reduced(&asked, meant, sources)
        .or_else(|| each(sources, &asked, included::classes))
        .or_else(|| each(sources, &asked, steps::over))
        .or_else(|| each(sources, &asked, steps::tier))
        .or_else(|| each(sources, &asked, periods::end))
        .or_else(|| each(sources, &asked, money::multiple))
        .or_else(|| each(sources, &asked, money::share))
}

/// A rule's result for the source whose title is most like the question, of those that it has one for.
fn each(
    sources: &[Source<'_>],
    asked: &str,
    rule: impl Fn(&str, &Source<'_>) -> Option<String>,
) -> Option<Computed> {
    let results = sources.iter().enumerate().filter_map(|(at, source)| Some((at, rule(asked, source)?)));
    let like = |at: usize| shared(&normalise(sources[at].title), asked);
    let best = results.min_by_key(|(at, _)| Reverse(like(*at)));
    best.map(|(at, steps)| Computed { steps, from: vec![at] })
}

/// A fee of one source, reduced by the share of another; of several of a kind, for all of them.
fn reduced(asked: &str, meant: &str, sources: &[Source<'_>]) -> Option<Computed> {
    let (share_at, share) =
        sources.iter().enumerate().find_map(|(at, source)| Some((at, money::reduction(asked, source)?)))?;
    let said = money::fee_in_question(asked).map(|fee| (share_at, fee));
    let fee = said.or_else(|| {
        let fees = sources.iter().enumerate().filter(|(at, _)| *at != share_at);
        let fees = fees
            .filter_map(|(at, source)| Some((at, money::fee([asked, meant], source, &sources[share_at])?)));
        fees.max_by_key(|(_, fee)| fee.likeness)
    });
    let (fee_at, fee) = fee?;
    let mut from = vec![share_at, fee_at];
    from.dedup();
    Some(Computed { steps: money::after(&fee, share, money::pieces(asked)), from })
}

/// How many different pairs of a normalised text another has.
fn shared(one: &str, other: &str) -> usize {
    let mut pairs: Vec<&str> = tokens(one).filter(|pair| other.contains(pair)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.len()
}

/// The sentence of a text that is most like a question, of those that hold what is looked for.
fn sentence<'a>(text: &'a str, asked: &str, holds: impl Fn(&str) -> bool) -> Option<&'a str> {
    let sentences = text.split(['。', '；', ';', '\n']).filter(|sentence| holds(sentence));
    sentences.max_by_key(|sentence| shared(&normalise(sentence), asked))
}

#[cfg(test)]
mod tests;
