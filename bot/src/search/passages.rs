//! Search over the passages of a pack: the ranking of the index, and topics, which are whole words people ask with.

use std::collections::{HashMap, HashSet};

use super::{
    Document, Hit, Index, SearchError,
    text::{telling, tokens},
};

/// A token is common if one passage in this many has it, and at least …
const COMMON_SHARE: usize = 10;
/// … this many do.
const COMMON_LEAST: usize = 5;

/// A token that no passage has is weighed as if one in this many had it.
const UNKNOWN_SHARE: usize = 50;

/// What a topic that is all of the question adds to the ranking, in shares of the question.
const TOPICAL: f32 = 1.5;

/// What can be found: a clause, a scheme, a service or a written answer.
#[derive(Debug, Clone)]
pub struct Passage<K> {
    /// What it is.
    pub key: K,
    /// Its headings.
    pub title: String,
    /// The words people ask with, each a whole.
    pub topics: Vec<String>,
    /// Its text.
    pub text: String,
}

/// A passage found.
#[derive(Debug, Clone)]
pub struct Match<'a, K> {
    /// The passage.
    pub passage: &'a Passage<K>,
    /// How much of the question's weight its words carry, 0 to 1.
    pub coverage: f32,
    /// The longest topic that the question contains, folded, if any.
    pub topic: Option<&'a str>,
    /// What the ranking is by.
    pub score: f32,
}

/// Passages made searchable, in memory.
pub struct Search<K> {
    passages: Vec<Passage<K>>,
    /// By passage, folded.
    topics: Vec<Vec<String>>,
    /// By passage: its tokens, those of title and topics among them.
    words: Vec<HashSet<String>>,
    index: Index,
    /// In how many passages a token occurs.
    frequency: HashMap<String, u32>,
}

impl<K> Search<K> {
    /// Indexes passages. Topics are folded by the caller's `fold`, as questions are.
    pub fn new(passages: Vec<Passage<K>>, fold: impl Fn(&str) -> String) -> Result<Self, SearchError> {
        let mut frequency: HashMap<String, u32> = HashMap::new();
        let (mut documents, mut topics, mut words) = (Vec::new(), Vec::new(), Vec::new());
        for (at, passage) in passages.iter().enumerate() {
            let folded: Vec<String> = passage.topics.iter().map(|topic| fold(topic)).collect();
            let title = format!("{} {}", passage.title, passage.topics.join(" "));
            let all = super::fold(&format!("{title} {}", passage.text));
            let all: HashSet<String> = tokens(&all).map(str::to_owned).collect();
            for token in &all {
                *frequency.entry(token.clone()).or_default() += 1;
            }
            documents.push(Document { id: at.to_string(), title, passages: vec![passage.text.clone()] });
            topics.push(folded);
            words.push(all);
        }
        Ok(Self { index: Index::in_memory(&documents)?, passages, topics, words, frequency })
    }

    /// How rare a token is. One that no passage has weighs as one of middling rarity: it is as often a pair of
    /// characters across two words as a word that is truly foreign to the library.
    fn weight(&self, token: &str) -> f32 {
        let total = self.passages.len();
        let of = self.frequency.get(token).map_or((total / UNKNOWN_SHARE).max(1), |of| *of as usize);
        let as_f32 = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        (1.0 + as_f32(total) / (1.0 + as_f32(of))).ln()
    }

    /// Whether so many passages have a token that it says little about what is asked.
    pub fn is_common(&self, token: &str) -> bool {
        let of = self.frequency.get(token).copied().unwrap_or(0) as usize;
        of >= COMMON_LEAST && of * COMMON_SHARE >= self.passages.len()
    }

    /// How much a folded text says, by the rarity of its tokens.
    pub fn weight_of(&self, folded: &str) -> f32 {
        tokens(folded).map(|token| self.weight(token)).sum()
    }

    /// The best passages for a folded question, best first. `allowed` leaves passages out before ranking.
    pub fn find(
        &self,
        question: &str,
        limit: usize,
        allowed: impl Fn(&K) -> bool,
    ) -> Result<Vec<Match<'_, K>>, SearchError> {
        let asked: HashSet<String> = telling(question).into_iter().collect();
        let total: f32 = asked.iter().map(|token| self.weight(token)).sum();
        let allowed = |at: usize, _| allowed(&self.passages[at].key);
        let found = self.index.find(question, self.passages.len(), allowed)?;
        let score = |hit: &Hit| {
            let topic = self.topic(hit.document, question);
            let topical = topic.map_or(0.0, |topic| (self.weight_of(topic) / total).min(1.0));
            (hit.score / found.weight + TOPICAL * topical, *hit)
        };
        let mut scored: Vec<(f32, Hit)> = found.hits.iter().map(score).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.truncate(limit);
        let matches = scored.into_iter().map(|(score, Hit { document: at, .. })| {
            let known = asked.iter().filter(|token| self.words[at].contains(*token));
            let coverage = known.map(|token| self.weight(token)).sum::<f32>() / total;
            Match { passage: &self.passages[at], coverage, topic: self.topic(at, question), score }
        });
        Ok(matches.collect())
    }

    /// The topic with the most weight among those the question contains.
    fn topic(&self, at: usize, question: &str) -> Option<&str> {
        let contained = self.topics[at].iter().filter(|topic| question.contains(topic.as_str()));
        contained.max_by(|a, b| self.weight_of(a).total_cmp(&self.weight_of(b))).map(String::as_str)
    }
}
