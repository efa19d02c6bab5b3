//! The formula of docs/RETRIEVAL.md, computed from the texts with no index. Small random corpora must agree.

use std::collections::HashSet;

use proptest::prelude::*;

use super::super::{document::Folded, question::Asked, text::letters, weights::Weights, *};

fn count(text: &str, token: &str) -> f32 {
    f32::from(u16::try_from(tokens(text).filter(|other| *other == token).count()).unwrap())
}

fn size(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap())
}

fn rarity(of: usize, total: usize) -> f32 {
    (1.0 + (size(total) - size(of) + 0.5).max(0.0) / (size(of) + 0.5)).ln()
}

fn mean(lengths: &[f32]) -> f32 {
    (lengths.iter().sum::<f32>() / size(lengths.len())).max(1.0)
}

/// Every passage's score.
fn scores(documents: &[Document], question: &str) -> Vec<((usize, usize), f32)> {
    let w = Weights::CHOSEN;
    let asked = Asked::of(question);
    let folded: Vec<Folded> = documents.iter().map(Document::fold).collect();
    let bodies: Vec<&str> = folded.iter().flat_map(|d| d.passages.iter().map(|p| p.body.as_str())).collect();
    let length = |text: &str| size(tokens(text).count());
    let of_body = mean(&bodies.iter().map(|body| length(body)).collect::<Vec<_>>());
    let of_text = mean(&folded.iter().map(|document| length(&document.text)).collect::<Vec<_>>());
    let saturated = |x: f32| x * (w.saturation + 1.0) / (x + w.saturation);
    let mut scores = Vec::new();
    for (at, document) in folded.iter().enumerate() {
        let bm25 = |times: f32| {
            let held = 1.0 - w.document_length + w.document_length * length(&document.text) / of_text;
            times * (w.document_saturation + 1.0) / (times + w.document_saturation * held)
        };
        for (passage_at, passage) in document.passages.iter().enumerate() {
            let mut score = 0.0;
            for pair in &asked.pairs {
                let token = &pair.text;
                let factor = if pair.with_particle { w.particle } else { 1.0 };
                let in_bodies = bodies.iter().filter(|body| count(body, token) > 0.0).count();
                let in_texts = folded.iter().filter(|document| count(&document.text, token) > 0.0).count();
                if in_bodies.max(in_texts) == 0 {
                    continue;
                }
                let held = 1.0 - w.length + w.length * length(&passage.body) / of_body;
                let titled = if count(&document.about, token) > 0.0 { w.about } else { 0.0 };
                let times =
                    count(&passage.body, token) / held + w.above * count(&passage.above, token) + titled;
                score += factor * rarity(in_bodies.max(in_texts), bodies.len()) * saturated(times);
                let whole = bm25(count(&document.text, token));
                score += factor * w.document * rarity(in_texts, folded.len()) * whole;
            }
            for letter in &asked.letters {
                let times = |text: &str| size(letters(text).filter(|other| other == letter).count());
                let known = folded.iter().filter(|document| times(&document.text) > 0.0).count();
                score += w.signs * rarity(known, folded.len()) * bm25(times(&document.text));
            }
            scores.push(((at, passage_at), score));
        }
    }
    scores.retain(|(_, score)| *score > 0.0);
    scores
}

fn corpus() -> impl Strategy<Value = Vec<Document>> {
    let text = "[甲乙丙丁的 。]{0,24}|一、[甲乙丙]{2,6}。[乙丙丁ab9]{0,12}";
    let document = ("[甲乙丙丁]{0,6}", prop::collection::vec(text, 0..5));
    prop::collection::vec(document, 0..6).prop_map(|documents| {
        let numbered = documents.into_iter().enumerate();
        numbered.map(|(at, (title, passages))| Document { id: at.to_string(), title, passages }).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn the_index_scores_as_the_formula_does(documents in corpus(), question in "[甲乙丙丁的ab9 ]{1,10}") {
        let index = Index::in_memory(&documents).unwrap();
        let found = index.find(&question, 100, |_, _| true).unwrap();
        let expected = scores(&documents, &question);
        let places: HashSet<_> = found.hits.iter().map(|hit| (hit.document, hit.passage)).collect();
        prop_assert_eq!(places, expected.iter().map(|(place, _)| *place).collect());
        for hit in &found.hits {
            let (_, score) = expected.iter().find(|(place, _)| *place == (hit.document, hit.passage)).unwrap();
            prop_assert!((hit.score - score).abs() <= 1e-4 * score.max(1.0), "{} is not {score}", hit.score);
        }
        prop_assert!(found.hits.is_sorted_by(|a, b| a.score >= b.score));
    }

    #[test]
    fn a_limit_keeps_the_best(documents in corpus(), question in "[甲乙丙丁]{2,6}", limit in 1_usize..4) {
        let index = Index::in_memory(&documents).unwrap();
        let all = index.find(&question, 100, |_, _| true).unwrap().hits;
        let few = index.find(&question, limit, |_, _| true).unwrap().hits;
        prop_assert_eq!(&all[..limit.min(all.len())], &few[..]);
    }
}
