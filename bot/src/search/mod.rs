//! Search over passages: candidates by tantivy (BM25 over bigrams), then ranked by what of the question they cover.

mod bigram;
mod index;

use std::collections::{HashMap, HashSet};

use self::bigram::tokens;
use self::index::Index;
pub use self::{bigram::telling, index::SearchError};

/// Candidates taken from the index before ranking.
const CANDIDATES: usize = 40;

/// A token is common if one passage in this many has it, and at least …
const COMMON_SHARE: usize = 10;
/// … this many do.
const COMMON_LEAST: usize = 5;

/// A token that no passage has is weighed as if one in this many had it.
const UNKNOWN_SHARE: usize = 50;

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
pub struct Hit<'a, K> {
    /// The passage.
    pub passage: &'a Passage<K>,
    /// How much of the question's weight its words carry, 0 to 1.
    pub coverage: f32,
    /// The longest topic that the question contains, folded, if any.
    pub topic: Option<&'a str>,
    /// What the ranking is by.
    pub score: f32,
}

/// Passages made searchable. Topics and texts are folded by the caller's `fold`.
pub struct Search<K> {
    passages: Vec<Passage<K>>,
    folded: Vec<Folded>,
    index: Index,
    /// In how many passages a token occurs.
    frequency: HashMap<String, u32>,
}

struct Folded {
    topics: Vec<String>,
    /// Tokens of title and topics.
    heading: HashSet<String>,
    /// Tokens of everything.
    all: HashSet<String>,
}

impl<K> Search<K> {
    /// Indexes passages in memory.
    pub fn new(passages: Vec<Passage<K>>, fold: impl Fn(&str) -> String) -> Result<Self, SearchError> {
        let mut folded = Vec::with_capacity(passages.len());
        let mut rows = Vec::with_capacity(passages.len());
        let mut frequency: HashMap<String, u32> = HashMap::new();
        for passage in &passages {
            let topics: Vec<String> = passage.topics.iter().map(|topic| fold(topic)).collect();
            let heading_text = format!("{} {}", fold(&passage.title), topics.join(" "));
            let body = fold(&passage.text);
            let heading: HashSet<String> = tokens(&heading_text).into_iter().collect();
            let all: HashSet<String> = heading.iter().cloned().chain(tokens(&body)).collect();
            for token in &all {
                *frequency.entry(token.clone()).or_default() += 1;
            }
            rows.push((heading_text, body));
            folded.push(Folded { topics, heading, all });
        }
        Ok(Self { index: Index::build(&rows)?, passages, folded, frequency })
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
        tokens(folded).iter().map(|token| self.weight(token)).sum()
    }

    /// The best passages for a folded question, best first. `allowed` leaves passages out before ranking.
    pub fn find(
        &self,
        question: &str,
        limit: usize,
        allowed: impl Fn(&K) -> bool,
    ) -> Result<Vec<Hit<'_, K>>, SearchError> {
        let asked: HashSet<String> = telling(question).into_iter().collect();
        let total: f32 = asked.iter().map(|token| self.weight(token)).sum();
        if asked.is_empty() || total <= 0.0 {
            return Ok(Vec::new());
        }
        let mut asked: Vec<String> = asked.into_iter().collect();
        asked.sort();
        let allowed_at = |at: usize| allowed(&self.passages[at].key);
        let mut found = self.index.candidates(&asked, CANDIDATES, allowed_at)?;
        found.extend(
            (0..self.passages.len()).filter(|at| allowed_at(*at) && self.topic(*at, question).is_some()),
        );
        found.sort_unstable();
        found.dedup();
        let mut hits: Vec<Hit<'_, K>> =
            found.into_iter().map(|at| self.hit(at, question, &asked, total)).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits.truncate(limit);
        Ok(hits)
    }

    fn hit<'a>(&'a self, at: usize, question: &str, asked: &[String], total: f32) -> Hit<'a, K> {
        let folded = &self.folded[at];
        let sum = |set: &HashSet<String>| -> f32 {
            asked.iter().filter(|token| set.contains(*token)).map(|token| self.weight(token)).sum()
        };
        let coverage = sum(&folded.all) / total;
        let heading = sum(&folded.heading) / total;
        let topic = self.topic(at, question);
        let topical = topic.map_or(0.0, |topic| (self.weight_of(topic) / total).min(1.0));
        Hit { passage: &self.passages[at], coverage, topic, score: coverage + heading + 1.5 * topical }
    }

    /// The topic with the most weight among those the question contains.
    fn topic(&self, at: usize, question: &str) -> Option<&str> {
        let contained = self.folded[at].topics.iter().filter(|topic| question.contains(topic.as_str()));
        contained.max_by(|a, b| self.weight_of(a).total_cmp(&self.weight_of(b))).map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
