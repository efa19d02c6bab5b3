//! Fitting how much each kind of evidence counts, to questions with keys.
//!
//! Two small linear models, by gradient ascent from nothing: which record answers (a softmax over the candidates of a
//! question), and whether the best one does (a logistic).

use super::gold::{Asked, Support, Wanted};
use crate::{
    answer::{Desk, Evidence, Standing},
    search::SearchError,
};

const STEPS: usize = 3_000;
const RATE: f32 = 1.0;
/// How strongly weights are held near nothing, so that few questions do not decide.
const RIDGE: f32 = 0.001;
/// A window, a part of the plan and a written answer cite in the order of their clauses; so many are looked at.
const FIRST: usize = 3;

/// A question with its candidates.
pub(crate) struct Case {
    candidates: Vec<(Evidence, bool)>,
    standing: Standing,
    answerable: bool,
    searched: bool,
    best_is_held: bool,
}

/// What was fitted.
pub(crate) struct Fitted {
    /// By kind of evidence.
    pub(crate) evidence: [f32; Evidence::KINDS],
    /// Questions whose best candidate is right, and those that have a right one at all.
    pub(crate) right: (usize, usize),
}

impl Case {
    /// Looks a question up.
    pub(crate) fn of(asked: &Asked, desk: &Desk) -> Result<Self, SearchError> {
        let weighed = desk.weighed(&asked.earlier, &asked.question)?;
        let right = |cites: &[String]| match &asked.wanted {
            Wanted::NoAnswer(_) => false,
            Wanted::Answer { supports, .. } => supports.iter().any(|support| match support {
                Support::Citation(id) => cites.iter().take(FIRST).any(|cited| cited == id),
                Support::Window(id) => cites.iter().any(|cited| cited == id),
                Support::Intent(_) => false,
            }),
        };
        let candidates = weighed.candidates.into_iter().map(|(cites, evidence)| (evidence, right(&cites)));
        Ok(Self {
            candidates: candidates.collect(),
            standing: weighed.standing,
            searched: weighed.searched,
            best_is_held: weighed.best_is_held,
            answerable: matches!(asked.wanted, Wanted::Answer { .. }),
        })
    }

    fn best_is_right(&self) -> bool {
        self.candidates.first().is_some_and(|(_, right)| *right)
    }
}

/// The weights by which the right record comes first most often.
pub(crate) fn evidence(cases: &[Case]) -> Fitted {
    let usable: Vec<&Case> =
        cases.iter().filter(|case| case.candidates.iter().any(|(_, right)| *right)).collect();
    let mut weights = [1.0; Evidence::KINDS];
    let size = as_f32(usable.len());
    for _ in 0..STEPS {
        let mut slope = [0.0; Evidence::KINDS];
        for case in &usable {
            let scores: Vec<f32> =
                case.candidates.iter().map(|(evidence, _)| dot(&evidence.0, &weights)).collect();
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            let chances: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
            let all: f32 = chances.iter().sum();
            let right: f32 = chances.iter().zip(&case.candidates).filter(|(_, c)| c.1).map(|(p, _)| p).sum();
            for (chance, (evidence, is_right)) in chances.iter().zip(&case.candidates) {
                let pull = if *is_right { chance / right.max(f32::MIN_POSITIVE) } else { 0.0 } - chance / all;
                add(&mut slope, &evidence.0, pull / size);
            }
        }
        climb(&mut weights, &slope);
    }
    let first = |case: &&&Case| {
        let best =
            case.candidates.iter().max_by(|a, b| dot(&a.0.0, &weights).total_cmp(&dot(&b.0.0, &weights)));
        best.is_some_and(|(_, right)| *right)
    };
    Fitted { evidence: weights, right: (usable.iter().filter(first).count(), usable.len()) }
}

/// The weights by which one tells whether the best record answers. Questions that have an answer which is not found
/// teach nothing here.
pub(crate) fn standing(cases: &[Case]) -> [f32; Standing::KINDS] {
    let teaches = |case: &&Case| case.searched && (!case.answerable || case.best_is_right());
    let usable: Vec<&Case> = cases.iter().filter(teaches).collect();
    let mut weights = [0.0; Standing::KINDS];
    for _ in 0..10 * STEPS {
        let mut slope = [0.0; Standing::KINDS];
        for case in &usable {
            let chance = 1.0 / (1.0 + (-dot(&case.standing.0, &weights)).exp());
            let wanted = if case.answerable { 1.0 } else { 0.0 };
            add(&mut slope, &case.standing.0, (wanted - chance) / as_f32(usable.len()));
        }
        climb(&mut weights, &slope);
    }
    weights
}

/// At each threshold of confidence: answerable questions left unanswered, and others answered, by the weights in use;
/// of those that hang on search.
pub(crate) fn thresholds(cases: &[Case]) -> Vec<(f32, usize, usize)> {
    let searched = || cases.iter().filter(|case| case.searched);
    let count = |answerable: bool, answered: bool, from: f32| {
        let of = searched().filter(|case| case.answerable == answerable);
        of.filter(|case| (case.best_is_held && case.standing.confidence() >= from) == answered).count()
    };
    (2..=14)
        .map(|step| as_f32(step) / 20.0)
        .map(|from| (from, count(true, false, from), count(false, true, from)))
        .collect()
}

fn dot<const N: usize>(values: &[f32; N], weights: &[f32; N]) -> f32 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

fn add<const N: usize>(slope: &mut [f32; N], values: &[f32; N], by: f32) {
    slope.iter_mut().zip(values).for_each(|(slope, value)| *slope += value * by);
}

fn climb<const N: usize>(weights: &mut [f32; N], slope: &[f32; N]) {
    weights.iter_mut().zip(slope).for_each(|(weight, slope)| *weight += RATE * (slope - RIDGE * *weight));
}

fn as_f32(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX)).max(1.0)
}
