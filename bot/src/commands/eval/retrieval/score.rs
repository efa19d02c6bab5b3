//! Measures of a ranking, as information retrieval defines them.

use std::{collections::HashSet, time::Duration};

use serde::Serialize;

use super::files::{Corpus, Query};
use crate::search::Hit;

/// Means over questions.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Score {
    pub questions: u32,
    #[serde(rename = "ndcg@10")]
    pub ndcg: f64,
    #[serde(rename = "recall@1")]
    pub first: f64,
    #[serde(rename = "recall@3")]
    pub third: f64,
    #[serde(rename = "recall@10")]
    pub tenth: f64,
    #[serde(rename = "document_recall@1")]
    pub document: f64,
}

impl Score {
    /// The score of rankings, each beside its question.
    pub(super) fn of<'a>(corpus: &Corpus, ranked: impl Iterator<Item = (&'a Query, &'a [Hit])>) -> Self {
        let mut sum = Self::default();
        for (query, hits) in ranked {
            let right: Vec<usize> = hits
                .iter()
                .enumerate()
                .filter(|(_, hit)| query.relevant.contains(&corpus.ids[hit.document][hit.passage]))
                .map(|(rank, _)| rank)
                .collect();
            let within = |depth: usize| f64::from(u8::from(right.first().is_some_and(|rank| *rank < depth)));
            let best: f64 = (0..query.relevant.len().min(10)).map(gain).sum();
            let got: f64 = right.iter().filter(|rank| **rank < 10).map(|rank| gain(*rank)).sum();
            let known = |documents: &HashSet<String>| {
                hits.first().is_some_and(|hit| documents.contains(&corpus.documents[hit.document].id))
            };
            sum.questions += 1;
            sum.ndcg += if best > 0.0 { (got / best).min(1.0) } else { 0.0 };
            sum.first += within(1);
            sum.third += within(3);
            sum.tenth += within(10);
            sum.document += f64::from(u8::from(known(&query.documents)));
        }
        let count = f64::from(sum.questions.max(1));
        for part in [&mut sum.ndcg, &mut sum.first, &mut sum.third, &mut sum.tenth, &mut sum.document] {
            *part /= count;
        }
        sum
    }
}

/// What a right passage at a rank, from 0, is worth.
fn gain(rank: usize) -> f64 {
    1.0 / f64::from(u32::try_from(rank).unwrap_or(u32::MAX).saturating_add(2)).log2()
}

/// The time that a share of the searches, in per cent, took at most.
pub(super) fn percentile(times: &[Duration], per_cent: usize) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.get((times.len() * per_cent / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}
