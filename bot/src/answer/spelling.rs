//! Slips of an input method, and questions typed in pinyin, read as words of the pack.

use std::collections::HashMap;

use pinyin::{Pinyin, ToPinyin as _};

use crate::pack::Pack;

/// Words have two to so many characters.
const LONGEST: usize = 4;
/// Of a question in pinyin so many letters in a hundred must be words of the pack: an English question has fewer.
const COVERED: usize = 70;
/// Among Chinese characters fewer letters are an abbreviation.
const LEAST_LETTERS: usize = 5;
/// A question of more letters is no question in pinyin.
const MOST_LETTERS: usize = 200;

/// The words of a pack, by characters and by sound.
pub(super) struct Spelling {
    /// How often two characters stand together in names; 0 where only prose has them.
    pairs: HashMap<[char; 2], u32>,
    /// The characters that follow one, and that precede one, by sound: the commonest.
    after: HashMap<(char, &'static str), char>,
    before: HashMap<(&'static str, char), char>,
    /// The commonest word of a sound.
    words: HashMap<String, String>,
}

impl Spelling {
    /// `cues` are words that questions are made of, whatever the pack.
    pub(super) fn of(pack: &Pack, cues: impl IntoIterator<Item = &'static str>) -> Self {
        let cues: Vec<&str> = cues.into_iter().collect();
        let names: Vec<&str> = names(pack).into_iter().chain(cues).collect();
        Self::from_texts(&names, &prose(pack))
    }

    /// Words come from names; what only prose says is right as it is, but no word to put for another.
    fn from_texts(names: &[&str], prose: &[&str]) -> Self {
        let mut grams: HashMap<Vec<char>, u32> = HashMap::new();
        for gram in names.iter().flat_map(|text| grams_of(text, LONGEST)) {
            *grams.entry(gram).or_default() += 1;
        }
        // The commonest first, then in the order of the characters: the same pack gives the same words.
        let mut ranked: Vec<(Vec<char>, u32)> = grams.into_iter().collect();
        ranked.sort_unstable_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
        let mut spelling = Self {
            pairs: HashMap::new(),
            after: HashMap::new(),
            before: HashMap::new(),
            words: HashMap::new(),
        };
        for (gram, count) in ranked {
            let sounds: Vec<&'static str> = gram.iter().filter_map(|c| sound(*c)).collect();
            if let (&[first, last], &[first_sound, last_sound]) = (gram.as_slice(), sounds.as_slice()) {
                spelling.pairs.insert([first, last], count);
                spelling.after.entry((first, last_sound)).or_insert(last);
                spelling.before.entry((first_sound, last)).or_insert(first);
            }
            spelling.words.entry(sounds.concat()).or_insert_with(|| gram.iter().collect());
        }
        for gram in prose.iter().flat_map(|text| grams_of(text, 2)) {
            if let [first, last] = gram[..] {
                spelling.pairs.entry([first, last]).or_insert(0);
            }
        }
        spelling
    }

    /// The question with slips mended, where any word of the pack sounds like what was typed.
    pub(super) fn read(&self, asked: &str) -> String {
        if asked.chars().any(|c| sound(c).is_some()) {
            self.mended(&self.spelt_within(asked))
        } else {
            self.spelt_out(asked)
        }
    }

    /// A Chinese text with words in pinyin among it: 专利zhiya怎么办.
    fn spelt_within(&self, asked: &str) -> String {
        let is_letter = |c: char| c.is_ascii_alphabetic();
        let mut read = String::with_capacity(asked.len());
        let mut rest = asked;
        while let Some(from) = rest.find(is_letter) {
            let (before, after) = rest.split_at(from);
            let end = after.find(|c: char| !is_letter(c) && c != ' ').unwrap_or(after.len());
            let (run, after) = after.split_at(end);
            read.push_str(before);
            read.push_str(&self.whole_words(run).unwrap_or_else(|| run.to_owned()));
            rest = after;
        }
        read + rest
    }

    /// What letters stand for, if all of them are words of the pack; an abbreviation has fewer.
    fn whole_words(&self, run: &str) -> Option<String> {
        let letters: Vec<char> =
            run.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
        if !(LEAST_LETTERS..=MOST_LETTERS).contains(&letters.len()) {
            return None;
        }
        let found = self.segmented(&letters);
        let covered: usize = found.iter().map(|(length, _)| length).sum();
        (covered == letters.len()).then(|| found.into_iter().map(|(_, word)| word).collect())
    }

    /// A character that makes no word with its neighbours gives way to one of its sound that does.
    fn mended(&self, asked: &str) -> String {
        let mut text: Vec<char> = asked.chars().collect();
        for at in 0..text.len() {
            let Some(own) = sound(text[at]) else { continue };
            let previous = at.checked_sub(1).map(|at| text[at]);
            let next = text.get(at + 1).copied();
            let stands = previous.is_some_and(|other| self.pairs.contains_key(&[other, text[at]]))
                || next.is_some_and(|other| self.pairs.contains_key(&[text[at], other]));
            if stands {
                continue;
            }
            let count = |pair: [char; 2]| self.pairs.get(&pair).copied().unwrap_or_default();
            let backward = previous.and_then(|other| {
                self.after.get(&(other, own)).map(|known| (count([other, *known]), *known))
            });
            let forward = next.and_then(|other| {
                self.before.get(&(own, other)).map(|known| (count([*known, other]), *known))
            });
            if let Some((_, known)) = backward.into_iter().chain(forward).max() {
                text[at] = known;
            }
        }
        text.into_iter().collect()
    }

    /// What pinyin stands for, if most of the letters are words of the pack.
    fn spelt_out(&self, asked: &str) -> String {
        let letters: Vec<char> =
            asked.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
        if letters.is_empty() || letters.len() > MOST_LETTERS {
            return asked.to_owned();
        }
        let found = self.segmented(&letters);
        let covered: usize = found.iter().map(|(length, _)| length).sum();
        if covered * 100 < letters.len() * COVERED {
            return asked.to_owned();
        }
        found.into_iter().map(|(_, word)| word).collect::<Vec<_>>().concat()
    }

    /// The words that cover most letters, with the fewest words, in order; each with how many letters it covers.
    fn segmented(&self, letters: &[char]) -> Vec<(usize, &str)> {
        let mut best = vec![Reach::default(); letters.len() + 1];
        for from in (0..letters.len()).rev() {
            best[from] = Reach { chosen: None, ..best[from + 1] };
            // The longest syllable has six letters.
            let longest = (LONGEST * 6).min(letters.len() - from);
            for length in 3..=longest {
                let sounds: String = letters[from..from + length].iter().collect();
                let Some(word) = self.words.get(&sounds) else { continue };
                let Reach { covered, words, .. } = best[from + length];
                let reach =
                    Reach { covered: covered + length, words: words + 1, chosen: Some((length, word)) };
                let known = best[from];
                if (reach.covered, known.words) > (known.covered, reach.words) {
                    best[from] = reach;
                }
            }
        }
        let mut found = Vec::new();
        let mut at = 0;
        while at < letters.len() {
            found.extend(best[at].chosen);
            at += best[at].chosen.map_or(1, |(length, _)| length);
        }
        found
    }
}

/// How far words go from a letter on.
#[derive(Clone, Copy, Default)]
struct Reach<'a> {
    /// So many letters are in words.
    covered: usize,
    /// So many words.
    words: usize,
    /// The word that begins here, and its letters.
    chosen: Option<(usize, &'a str)>,
}

/// How a character sounds, without its tone; nothing for what is no Chinese character.
fn sound(c: char) -> Option<&'static str> {
    c.to_pinyin().map(Pinyin::plain)
}

/// The runs of so many Chinese characters, from two.
fn grams_of(text: &str, longest: usize) -> Vec<Vec<char>> {
    let mut grams = Vec::new();
    for run in text.split(|c: char| sound(c).is_none()) {
        let run: Vec<char> = run.chars().collect();
        for length in 2..=longest {
            grams.extend(run.windows(length).map(<[char]>::to_vec));
        }
    }
    grams
}

/// What things are called in a pack, and how they are asked for.
fn names(pack: &Pack) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for policy in &pack.policies {
        names.push(&policy.title);
        names.extend(policy.topics.iter().map(String::as_str));
        for clause in &policy.clauses {
            names.push(&clause.title);
            names.extend(clause.topics.iter().map(String::as_str));
        }
    }
    for faq in &pack.faqs {
        names.push(&faq.question);
        names.extend(faq.variants.iter().chain(&faq.topics).map(String::as_str));
    }
    for scheme in &pack.schemes {
        names.push(&scheme.name.zh);
        names.extend(scheme.topics.iter().map(String::as_str));
    }
    for service in &pack.services {
        names.extend([service.situation.zh.as_str(), &service.name]);
        names.extend(service.topics.iter().map(String::as_str));
    }
    for window in &pack.windows {
        names.push(&window.name.zh);
        names.extend(window.topics.iter().map(String::as_str));
    }
    let plan = &pack.plan;
    names.push(&plan.title.zh);
    names.extend(plan.unit_names());
    names.extend(plan.units.iter().flat_map(|unit| &unit.aliases).map(String::as_str));
    names.extend(plan.tasks.iter().map(|task| task.title.zh.as_str()));
    for indicator in &plan.indicators {
        names.push(&indicator.name.zh);
        names.extend(indicator.aliases.iter().map(String::as_str));
    }
    for region in &plan.regions {
        names.push(&region.name.zh);
        names.extend(region.aliases.iter().map(String::as_str));
    }
    names
}

/// What a pack says, and the words of what lies outside it.
fn prose(pack: &Pack) -> Vec<&str> {
    let clauses = pack.policies.iter().flat_map(|policy| &policy.clauses).map(|clause| clause.text.as_str());
    let answers = pack.faqs.iter().map(|faq| faq.answer.as_str());
    let services = pack.services.iter().map(|service| service.what.as_str());
    let tasks = pack.plan.tasks.iter().filter_map(|task| task.summary.as_deref());
    let replies =
        pack.replies.iter().flat_map(|reply| reply.any.iter().chain(&reply.unless).chain([&reply.text.zh]));
    clauses.chain(answers).chain(services).chain(tasks).chain(replies.map(String::as_str)).collect()
}

#[cfg(test)]
mod tests;
