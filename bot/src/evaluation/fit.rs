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
/// What never moves is not divided by nothing.
const LEAST_STRAY: f32 = 1e-6;
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
/// teach nothing here. Measures are put on one scale first: some hardly move, and would hardly be learnt.
pub(crate) fn standing(cases: &[Case]) -> [f32; Standing::KINDS] {
    let teaches = |case: &&Case| case.searched && (!case.answerable || case.best_is_right());
    let usable: Vec<&Case> = cases.iter().filter(teaches).collect();
    let scale = Scale::of(usable.iter().map(|case| &case.standing.0));
    let scaled: Vec<([f32; Standing::KINDS], f32)> = usable
        .iter()
        .map(|case| (scale.to(&case.standing.0), if case.answerable { 1.0 } else { 0.0 }))
        .collect();
    let mut weights = [0.0; Standing::KINDS];
    for _ in 0..STEPS {
        let mut slope = [0.0; Standing::KINDS];
        for (values, wanted) in &scaled {
            let chance = 1.0 / (1.0 + (-dot(values, &weights)).exp());
            add(&mut slope, values, (wanted - chance) / as_f32(scaled.len()));
        }
        climb(&mut weights, &slope);
    }
    scale.from(&weights)
}

/// The mean of each measure and how far it strays. The first is always 1 and takes up what the shifts come to.
struct Scale<const N: usize> {
    mean: [f32; N],
    stray: [f32; N],
}

impl<const N: usize> Scale<N> {
    fn of<'a>(values: impl Iterator<Item = &'a [f32; N]> + Clone) -> Self {
        let share = 1.0 / as_f32(values.clone().count());
        let (mut mean, mut square) = ([0.0; N], [0.0; N]);
        for values in values {
            add(&mut mean, values, share);
            add(&mut square, &values.map(|value| value * value), share);
        }
        let stray = std::array::from_fn(|at| (square[at] - mean[at] * mean[at]).max(LEAST_STRAY).sqrt());
        Self { mean, stray }
    }

    fn to(&self, values: &[f32; N]) -> [f32; N] {
        let scaled = |at: usize| (values[at] - self.mean[at]) / self.stray[at];
        std::array::from_fn(|at| if at == 0 { 1.0 } else { scaled(at) })
    }

    /// Weights for the measures as they are, from those for the scaled ones.
    fn from(&self, weights: &[f32; N]) -> [f32; N] {
        let plain = |at: usize| weights[at] / self.stray[at];
        let shift: f32 = (1..N).map(|at| plain(at) * self.mean[at]).sum();
        std::array::from_fn(|at| if at == 0 { weights[0] - shift } else { plain(at) })
    }
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
