//! Words that mean the same: what is said, put in the words of the documents.

use std::collections::{HashMap, HashSet};

use aho_corasick::{AhoCorasick, MatchKind};

use super::understand::normalise;
use crate::{pack::Pack, search};

/// English phrases have at most so many words.
const LONGEST_PHRASE: usize = 6;

/// English words that say nothing of what is asked.
const ENGLISH_FILLER: &[&str] = &[
    "a", "an", "the", "is", "are", "was", "were", "be", "been", "do", "does", "did", "i", "we", "you", "my",
    "our", "your", "it", "its", "they", "their", "this", "that", "these", "those", "to", "of", "in", "on",
    "at", "by", "for", "from", "with", "and", "or", "if", "as", "can", "could", "may", "might", "must",
    "should", "would", "will", "shall", "have", "has", "had", "there", "any", "some", "what", "which",
    "please", "me", "us", "so", "just", "need", "want", "get", "got", "s", "not", "t", "one", "still",
    "after", "before", "how",
];

/// The word list of a pack.
pub(super) struct Lexicon {
    /// Nothing where the pack has no list.
    chinese: Option<AhoCorasick>,
    /// By pattern: what is put in its place.
    terms: Vec<String>,
    english: HashMap<Vec<String>, String>,
}

impl Lexicon {
    pub(super) fn of(pack: &Pack) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut known: HashSet<String> = HashSet::new();
        let mut terms: Vec<String> = Vec::new();
        let mut english = HashMap::new();
        for word in &pack.words {
            let term = normalise(&word.term);
            // A term is a pattern too: a short form within it stays as it is.
            for said in word.also.iter().map(|said| normalise(said)).chain([term.clone()]) {
                if !said.is_empty() && known.insert(said.clone()) {
                    patterns.push(said);
                    terms.push(term.clone());
                }
            }
            for phrase in &word.english {
                english.entry(words(phrase).collect()).or_insert_with(|| term.clone());
            }
        }
        let chinese = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).ok();
        Self { chinese, terms, english }
    }

    /// A folded text in the words of the documents.
    pub(super) fn canonical(&self, folded: &str) -> String {
        match &self.chinese {
            Some(chinese) => chinese.replace_all(folded, &self.terms),
            None => folded.to_owned(),
        }
    }

    /// An English question in Chinese words, apart by blanks; words that the list lacks stay as they are.
    pub(super) fn translated(&self, english: &str) -> String {
        let words: Vec<String> = words(english).collect();
        let mut out: Vec<&str> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = LONGEST_PHRASE.min(words.len() - at);
            let phrase = (1..=longest)
                .rev()
                .find_map(|count| Some((count, self.english.get(&words[at..at + count])?)));
            if let Some((count, term)) = phrase {
                out.push(term);
                at += count;
                continue;
            }
            if !ENGLISH_FILLER.contains(&words[at].as_str()) {
                out.push(&words[at]);
            }
            at += 1;
        }
        out.join(" ")
    }
}

/// The words of an English text in one number: `fees` and `fee` are one.
fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = search::fold(text).replace('’', "'");
    let words: Vec<String> = folded
        .split(|c: char| !(c.is_alphanumeric() || c == '%' || c == '.'))
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .map(singular)
        .collect();
    words.into_iter()
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let plural = word.len() > 3 && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    word.strip_suffix('s').filter(|_| plural).unwrap_or(word).to_owned()
}
