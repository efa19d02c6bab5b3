//! How much a question is like the questions that records are known to answer, and like what they say.

use std::collections::HashMap;

use crate::search::{letters, tokens};

/// What a single character counts for, in shares of a pair as rare.
const LETTER: f32 = 0.35;
/// A token that no record has is weighed as if one record in this many had it: it is as often a pair of characters
/// across two words as a word that is truly foreign to the library.
const UNKNOWN_SHARE: usize = 50;
/// A question is also compared to the likest few phrases of a record.
const FEW: usize = 3;
/// A record counts as if it had so many phrases more, such as any record has.
const SMOOTH: f32 = 10.0;
/// The logarithm of odds that counts as one.
const ODDS: f32 = 6.0;

/// The texts and phrases of all records by the tokens they are made of.
pub(super) struct Phrases {
    ids: HashMap<String, u32>,
    tokens: Vec<Token>,
    all: Vec<Phrase>,
    records: usize,
    /// By record: what a token speaks against it that none of its phrases has; nothing for a record without phrases.
    against: Vec<f32>,
}

/// Where a token occurs.
#[derive(Default)]
struct Token {
    is_letter: bool,
    /// Records whose text has it.
    texts: Vec<u32>,
    /// Records whose text or phrases have it.
    records: Vec<u32>,
    phrases: Vec<u32>,
    /// Records whose phrases have it, and what that speaks for each: logarithms of odds.
    odds: Vec<(u32, f32)>,
}

struct Phrase {
    record: u32,
    mass: f32,
}

/// How like a question is to a record; each from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Likeness {
    /// To the likest phrase: what both say of what either says.
    pub best: f32,
    /// To the likest few.
    pub few: f32,
    /// The most of the question that one phrase says.
    pub said: f32,
    /// What the text says of the question.
    pub text: f32,
    /// What text and phrases together say of it.
    pub any: f32,
    /// How much oftener its phrases have what the question says than phrases do in general: the logarithm of the odds,
    /// in shares of [`ODDS`]; 0 is neither for nor against.
    pub odds: f32,
}

/// A question compared to every record.
pub(super) struct Compared {
    /// By record.
    pub likeness: Vec<Likeness>,
    /// How much of the question no record says.
    pub unknown: f32,
}

impl Phrases {
    /// Of canonical texts and phrases, by record.
    pub(super) fn of<'a>(records: impl Iterator<Item = (&'a str, &'a [String])>) -> Self {
        let mut new = Self {
            ids: HashMap::new(),
            tokens: Vec::new(),
            all: Vec::new(),
            records: 0,
            against: Vec::new(),
        };
        let mut own_tokens: Vec<Vec<u32>> = Vec::new();
        for (record, (text, phrases)) in (0..).zip(records) {
            new.records += 1;
            let mut any = new.tokens_of(text);
            for token in &any {
                new.tokens[*token as usize].texts.push(record);
            }
            for phrase in phrases {
                let own = new.tokens_of(phrase);
                any.extend(&own);
                own_tokens.push(own);
                new.all.push(Phrase { record, mass: 0.0 });
            }
            any.sort_unstable();
            any.dedup();
            for token in any {
                new.tokens[token as usize].records.push(record);
            }
        }
        for (at, own) in (0..).zip(own_tokens) {
            let mass = own.iter().map(|token| new.tokens[*token as usize].weight(new.records)).sum();
            new.all[at as usize].mass = mass;
            for token in own {
                new.tokens[token as usize].phrases.push(at);
            }
        }
        new.count();
        new
    }

    /// The tokens of a text, each once; new ones are learnt.
    fn tokens_of(&mut self, text: &str) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        for token in tokens(text).chain(letters(text)) {
            let id = self.ids.get(token).copied().unwrap_or_else(|| {
                let id = u32::try_from(self.tokens.len()).unwrap_or(u32::MAX);
                self.ids.insert(token.to_owned(), id);
                self.tokens.push(Token { is_letter: is_letter(token), ..Token::default() });
                id
            });
            found.push(id);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn token(&self, token: &str) -> Option<&Token> {
        self.ids.get(token).map(|id| &self.tokens[*id as usize])
    }

    /// Counts how often each token is among the phrases of each record, beside all phrases: naive Bayes, smoothed by
    /// what is usual.
    fn count(&mut self) {
        let mut sizes: Vec<usize> = vec![0; self.records];
        self.all.iter().for_each(|phrase| sizes[phrase.record as usize] += 1);
        let against = |size: &usize| if *size == 0 { 0.0 } else { (SMOOTH / (as_f32(*size) + SMOOTH)).ln() };
        self.against = sizes.iter().map(against).collect();
        let all = as_f32(self.all.len().max(1));
        for token in &mut self.tokens {
            // Phrases stand in the order of their records.
            let mut counts: Vec<(u32, usize)> = Vec::new();
            for record in token.phrases.iter().map(|phrase| self.all[*phrase as usize].record) {
                match counts.last_mut() {
                    Some((last, count)) if *last == record => *count += 1,
                    _ => counts.push((record, 1)),
                }
            }
            let expected = SMOOTH * as_f32(token.phrases.len()) / all;
            let odds = |(record, count)| (record, (1.0 + as_f32(count) / expected).ln());
            token.odds = counts.into_iter().map(odds).collect();
        }
    }

    /// How rare a token is.
    fn weight(&self, token: &str) -> f32 {
        let unknown = || weight(self.records, (self.records / UNKNOWN_SHARE).max(1), is_letter(token));
        self.token(token).map_or_else(unknown, |token| token.weight(self.records))
    }

    /// Whether so large a part of the records has a token that it says little about what is asked.
    pub(super) fn is_common(&self, token: &str, least: usize, share: usize) -> bool {
        let of = self.token(token).map_or(0, |token| token.records.len());
        of >= least && of * share >= self.records
    }

    /// The most characters in a row of a canonical question that are in no pair or word which a record says.
    pub(super) fn longest_unsaid(&self, canonical: &str, record: usize) -> usize {
        let says = |token: &str| {
            let record = u32::try_from(record).unwrap_or(u32::MAX);
            self.token(token).is_some_and(|known| known.records.binary_search(&record).is_ok())
        };
        let mut said = vec![false; canonical.len()];
        for token in tokens(canonical).filter(|token| says(token)) {
            let from = token.as_ptr().addr() - canonical.as_ptr().addr();
            said[from..from + token.len()].fill(true);
        }
        let mut longest = 0;
        let mut run = 0;
        for (at, c) in canonical.char_indices() {
            run = if said[at] || !c.is_alphanumeric() { 0 } else { run + 1 };
            longest = longest.max(run);
        }
        longest
    }

    /// Compares a canonical question to every record.
    pub(super) fn compare(&self, canonical: &str) -> Compared {
        let asked = self.asked(canonical);
        let mut likeness = self.likeness(&asked);
        let mut unknown = 0.0;
        for (weight, token) in &asked.tokens {
            let share = weight / asked.mass;
            let Some(token) = token else {
                unknown += share;
                continue;
            };
            token.texts.iter().for_each(|record| likeness[*record as usize].text += share);
            token.records.iter().for_each(|record| likeness[*record as usize].any += share);
        }
        Compared { likeness, unknown }
    }

    /// The record whose phrase is most like a canonical question, of those that may answer it, and how like it is: far
    /// less work.
    pub(super) fn likest(&self, canonical: &str, may_answer: impl Fn(usize) -> bool) -> Option<(usize, f32)> {
        let asked = self.asked(canonical);
        let shared = self.shared(&asked);
        let (mut best, mut likest) = (0.0_f32, None);
        for (phrase, shared) in self.all.iter().zip(shared) {
            let whole = asked.mass + phrase.mass;
            if 2.0 * shared > best * whole && may_answer(phrase.record as usize) {
                best = 2.0 * shared / whole;
                likest = Some((phrase.record as usize, best));
            }
        }
        likest
    }

    fn asked<'a>(&'a self, canonical: &str) -> Asked<'a> {
        let tokens = parts(canonical).into_iter().map(|token| (self.weight(token), self.token(token)));
        let tokens: Vec<(f32, Option<&Token>)> = tokens.collect();
        let mass = tokens.iter().map(|(weight, _)| weight).sum::<f32>().max(f32::EPSILON);
        Asked { tokens, mass }
    }

    /// How much of a question each phrase says.
    fn shared(&self, asked: &Asked<'_>) -> Vec<f32> {
        let mut shared: Vec<f32> = vec![0.0; self.all.len()];
        for (weight, token) in &asked.tokens {
            let phrases = token.iter().flat_map(|token| &token.phrases);
            phrases.for_each(|phrase| shared[*phrase as usize] += weight);
        }
        shared
    }

    /// What phrases say of a question, by record.
    fn likeness(&self, asked: &Asked<'_>) -> Vec<Likeness> {
        let mut likeness = vec![Likeness::default(); self.records];
        let mut counted = 0.0_f32;
        for token in asked.in_phrases() {
            counted += 1.0;
            token.odds.iter().for_each(|(record, odds)| likeness[*record as usize].odds += odds);
        }
        let mut best: Vec<[f32; FEW]> = vec![[0.0; FEW]; self.records];
        for (phrase, shared) in self.all.iter().zip(self.shared(asked)) {
            let record = phrase.record as usize;
            let whole = asked.mass + phrase.mass;
            likeness[record].said = likeness[record].said.max(shared);
            if 2.0 * shared > best[record][FEW - 1] * whole {
                keep(&mut best[record], 2.0 * shared / whole);
            }
        }
        // Neighbouring tokens say much the same: their odds are not simply added.
        let scale = 1.0 / (counted.sqrt().max(1.0) * ODDS);
        for ((likeness, best), against) in likeness.iter_mut().zip(best).zip(&self.against) {
            likeness.said /= asked.mass;
            likeness.best = best[0];
            likeness.few = best.iter().sum::<f32>() / as_f32(FEW);
            likeness.odds = (likeness.odds + against * counted) * scale;
        }
        likeness
    }
}

/// A question as tokens, each with what it counts for.
struct Asked<'a> {
    tokens: Vec<(f32, Option<&'a Token>)>,
    mass: f32,
}

impl<'a> Asked<'a> {
    /// Those of its tokens that some phrase has.
    fn in_phrases(&self) -> impl Iterator<Item = &'a Token> {
        self.tokens.iter().filter_map(|(_, token)| token.filter(|token| !token.phrases.is_empty()))
    }
}

impl Token {
    fn weight(&self, records: usize) -> f32 {
        weight(records, self.records.len(), self.is_letter)
    }
}

/// What a token counts for that so many of all records have.
fn weight(records: usize, of: usize, is_letter: bool) -> f32 {
    let rarity = (1.0 + as_f32(records) / (1.0 + as_f32(of))).ln();
    if is_letter { LETTER * rarity } else { rarity }
}

/// Puts a value among the best, largest first.
fn keep(best: &mut [f32; FEW], value: f32) {
    let mut value = value;
    for kept in best {
        if value > *kept {
            std::mem::swap(kept, &mut value);
        }
    }
}

/// The tokens of a text, each once: pairs, words, and single characters.
fn parts(canonical: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = tokens(canonical).chain(letters(canonical)).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

fn is_letter(token: &str) -> bool {
    !token.is_ascii() && token.chars().nth(1).is_none()
}

#[expect(clippy::cast_precision_loss, reason = "no pack has sixteen million records or phrases")]
fn as_f32(count: usize) -> f32 {
    count as f32
}
