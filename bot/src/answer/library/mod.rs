//! The searchable part of a pack: which records answer a question, and whether any does.

mod evidence;
mod phrases;
mod records;

use shared::policy::LegalStatus;

pub(crate) use self::evidence::{Evidence, Standing};
pub(super) use self::records::Key;
use self::{
    phrases::{Compared, Likeness, Phrases},
    records::Record,
};
use super::{
    compute, cues,
    lexicon::Lexicon,
    understand::{Place, Question, normalise},
};
use crate::{
    pack::Pack,
    search::{Index, SearchError, fold, telling},
};

/// Records found for a question, best first.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub keys: Vec<Key>,
    /// How likely it is that the first answers, 0 to 1.
    pub confidence: f32,
    /// A topic matched that says more than that money is wanted.
    pub is_particular: bool,
    /// What tells of fees and of their reduction, where a reduced fee is asked for: the one stands in one text and the
    /// other in another.
    pub fees: Vec<Key>,
}

impl Found {
    /// What is named is found for certain.
    pub(super) fn only(key: Key) -> Self {
        Self { keys: vec![key], confidence: 1.0, is_particular: true, fees: Vec::new() }
    }
}

/// A record that may answer a question.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub key: Key,
    pub evidence: Evidence,
    pub weighed: f32,
}

/// The candidates for a question, best first, and how the first stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Weighed {
    pub candidates: Vec<Candidate>,
    pub standing: Standing,
}

impl Weighed {
    /// Whether the best record answers for certain, though the question sounds like another office's business or like
    /// a training session.
    pub(super) fn answers_plainly(&self) -> bool {
        let is_held = self.candidates.first().is_some_and(|first| !matches!(first.key, Key::Unheld(_)));
        is_held && self.standing.confidence() >= PLAIN
    }

    /// The subject that a question is plainly about and nothing of the pack answers.
    pub(super) fn not_held(&self) -> Option<usize> {
        self.candidates.first().and_then(|first| match first.key {
            Key::Unheld(at) if first.evidence.0[0] >= PLAINLY => Some(at),
            _ => None,
        })
    }
}

pub(super) struct Library {
    records: Vec<Record>,
    phrases: Phrases,
    /// By record, canonical.
    topics: Vec<Vec<String>>,
    /// By document and passage: the record.
    at: Vec<Vec<usize>>,
    index: Index,
    /// Clauses that tell of fees or of their reduction.
    fees: Vec<Key>,
    own: Option<String>,
    /// The place that holds all others.
    widest: Option<String>,
}

/// A passage with a matching topic of three characters or more must say this much of the question, …
const WITH_LONG_TOPIC: f32 = 0.2;
/// … one with a shorter topic this much, …
const WITH_TOPIC: f32 = 0.34;
/// … and one without this much.
const WITHOUT_TOPIC: f32 = 0.62;
/// So many candidates are weighed against each other.
const CANDIDATES: usize = 40;
/// So many passages are looked for in full text.
const SEARCHED: usize = 200;
/// What odds no candidate has are taken for.
const LEAST_ODDS: f32 = -1.0;
/// Others are shown beside the first if they weigh less by at most this share of what it weighs. Of a long story no
/// record says much: what weighs most may weigh less than nothing.
const FURTHER: f32 = 0.2;
/// So many choices are offered: one button each.
const CHOICES: usize = 3;
/// From this confidence on a record answers for certain.
const PLAIN: f32 = 0.8;
/// A question this like one that nothing answers is about the same.
const PLAINLY: f32 = 0.55;
/// A question of no more characters says too little to be sure, …
const SCANT: usize = 4;
/// … unless it is this like a phrase that is known; …
const LIKE_A_PHRASE: f32 = 0.5;
/// … otherwise one is at most this sure.
const GUESSED: f32 = 0.4;
/// What a task must say of a question that names no task exactly.
const TASK: f32 = 0.4;
/// How like a phrase for a target it must be likewise.
const DESCRIBED: f32 = 0.55;
/// A token is common if at least so many records have it, and one in so many.
const COMMON: (usize, usize) = (5, 10);

impl Library {
    pub(super) fn of(pack: &Pack, lexicon: &Lexicon) -> Result<Self, SearchError> {
        let (records, documents) = records::of(pack);
        let canonical = |text: &String| lexicon.canonical(&fold(text));
        let texts: Vec<String> = records.iter().map(|record| canonical(&record.text)).collect();
        let asked: Vec<Vec<String>> =
            records.iter().map(|record| record.asked.iter().map(canonical).collect()).collect();
        let topics = |topics: &[String]| {
            topics.iter().map(|topic| lexicon.canonical(&normalise(topic))).collect::<Vec<_>>()
        };
        let mut at: Vec<Vec<usize>> = documents.iter().map(|d| vec![0; d.passages.len()]).collect();
        for (place, record) in records.iter().enumerate() {
            at[record.place.0][record.place.1] = place;
        }
        Ok(Self {
            phrases: Phrases::of(texts.iter().map(String::as_str).zip(asked.iter().map(Vec::as_slice))),
            topics: records.iter().map(|record| topics(&record.topics)).collect(),
            index: Index::in_memory(&documents)?,
            fees: records.iter().filter(|record| is_of_fees(record)).map(|record| record.key).collect(),
            at,
            records,
            widest: pack.plan.regions.first().map(|region| region.name.zh.clone()),
            own: pack.plan.region().map(|region| region.name.zh.clone()),
        })
    }

    /// The task a question describes without naming it exactly.
    pub(super) fn task(&self, question: &Question) -> Option<usize> {
        let content = question.content_without(cues::TASK_UNITS);
        let content =
            ["部门", "单位"].iter().chain(cues::TASKS).fold(content, |text, word| text.replace(word, " "));
        let compared = self.phrases.compare(&content);
        let tasks = self.records.iter().zip(&compared.likeness).filter_map(|(record, likeness)| {
            let Key::Task(at) = record.key else { return None };
            Some((at, likeness.any))
        });
        let best = tasks.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (best.1 >= TASK).then_some(best.0)
    }

    /// The targets a question describes without naming one exactly: all that fit equally well.
    pub(super) fn indicators(&self, question: &Question) -> Vec<usize> {
        let words = ["目标", "指标", "方案", "里", "的"].iter().chain(cues::LIST);
        let content = words.fold(question.content.clone(), |text, word| text.replace(word, " "));
        let compared = self.phrases.compare(&content);
        let targets = self.records.iter().zip(&compared.likeness).filter_map(|(record, likeness)| {
            let Key::Indicator(at) = record.key else { return None };
            Some((at, likeness.best))
        });
        let targets: Vec<(usize, f32)> = targets.filter(|(_, like)| *like >= DESCRIBED).collect();
        let best = targets.iter().map(|(_, like)| *like).fold(0.0, f32::max);
        targets.iter().filter(|(_, like)| *like >= best).map(|(at, _)| *at).collect()
    }

    /// Whether what is left of a question beside the given words says nothing in particular.
    pub(super) fn is_general(&self, question: &Question, words: &[&[&str]]) -> bool {
        let rest = question.content_without(&words.concat());
        let mut pairs = telling(&rest).into_iter().filter(|token| token.chars().count() > 1);
        pairs.all(|token| self.phrases.is_common(&token, COMMON.0, COMMON.1))
    }

    /// A question that each of the records answers, in the words of the pack; at most [`CHOICES`].
    pub(super) fn questions_of(&self, keys: &[Key]) -> Vec<String> {
        let of = |key: &Key| self.records.iter().find(|record| record.key == *key)?.question.clone();
        let mut all: Vec<String> = keys.iter().filter_map(of).collect();
        all.dedup();
        all.truncate(CHOICES);
        all
    }

    /// Records that answer a question. Another place's are found only when it is named, and then only its own.
    pub(super) fn found(&self, question: &Question, weighed: &Weighed) -> Option<Found> {
        let first = weighed.candidates.first()?;
        let floor = first.weighed - FURTHER * first.weighed.abs();
        let near = weighed.candidates.iter().take_while(|candidate| candidate.weighed >= floor);
        let at = self.records.iter().position(|record| record.key == first.key).unwrap_or_default();
        let topic = self.topic(at, &question.canonical);
        let confidence = if self.records[at].has_wordings {
            let is_guess = is_scant(&question.canonical) && first.evidence.0[0] < LIKE_A_PHRASE;
            weighed.standing.confidence().min(if is_guess { GUESSED } else { 1.0 })
        } else {
            self.covered(question, at, topic)
        };
        Some(Found {
            keys: near.map(|candidate| candidate.key).collect(),
            confidence,
            is_particular: topic.is_some_and(|topic| self.is_particular(topic, question)),
            fees: if question.says(cues::REDUCED) { self.fees.clone() } else { Vec::new() },
        })
    }

    /// The record that a question is most like a phrase of, of those that may answer it, and how like it is.
    pub(super) fn likest(&self, question: &Question) -> Option<(Key, f32)> {
        let fits = self.fitting(question);
        let likest = self.phrases.likest(&question.canonical, |record| fits(&self.records[record]));
        likest.map(|(record, like)| (self.records[record].key, like))
    }

    /// How sure one is of a record where the pack does not say how people ask for it: what is said of the question, beside what
    /// must be.
    fn covered(&self, question: &Question, record: usize, topic: Option<&str>) -> f32 {
        let enough = match topic.map(|topic| topic.chars().count()) {
            Some(length) if length > 2 => WITH_LONG_TOPIC,
            Some(_) => WITH_TOPIC,
            None => WITHOUT_TOPIC,
        };
        let said = self.phrases.compare(&question.searched).likeness[record].any;
        (said / (2.0 * enough)).min(1.0)
    }

    /// The records that may answer a question, best first.
    pub(super) fn weigh(&self, question: &Question) -> Result<Weighed, SearchError> {
        let Compared { likeness, unknown } = self.phrases.compare(&question.canonical);
        let mut ranks: Vec<f32> = vec![0.0; self.records.len()];
        let found = self.index.find(&question.searched, SEARCHED, |_, _| true)?;
        for hit in &found.hits {
            ranks[self.at[hit.document][hit.passage]] = hit.score / found.weight;
        }
        let evidence = |at: usize| self.evidence(&self.records[at], &likeness[at], ranks[at], question);
        let fits = self.fitting(question);
        let mut best: Vec<(f32, usize)> = Vec::new();
        for (at, record) in self.records.iter().enumerate() {
            if (likeness[at].any > 0.0 || ranks[at] > 0.0) && fits(record) {
                best.push((evidence(at).weighed(), at));
            }
        }
        let likelier = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if best.len() > CANDIDATES {
            best.select_nth_unstable_by(CANDIDATES, likelier);
            best.truncate(CANDIDATES);
        }
        best.sort_unstable_by(likelier);
        let candidate = |(weighed, at): (f32, usize)| Candidate {
            key: self.records[at].key,
            weighed,
            evidence: evidence(at),
        };
        let first = best.first().map(|(_, at)| *at);
        let candidates: Vec<Candidate> = best.into_iter().map(candidate).collect();
        let standing = first.map(|at| self.standing(&candidates, at, unknown, &question.canonical));
        Ok(Weighed { candidates, standing: standing.unwrap_or_default() })
    }

    /// Which records may answer at all: those that hold where the question is about, and of payments if it is about one.
    fn fitting<'a>(&'a self, question: &'a Question) -> impl Fn(&Record) -> bool + 'a {
        let wants_payment = question.says(cues::PAYMENT);
        let wants_contact = question.says(cues::CONTACT);
        let elsewhere = question.is_about_another_place();
        let names_own_office = question.place == Place::Own && !question.units.is_empty();
        move |record| {
            let holds = match (&record.region, &question.place) {
                // The plan and the windows are of its own place.
                (None, Place::Elsewhere(_) | Place::Unknown(_)) => matches!(record.key, Key::Unheld(_)),
                (None, _) => true,
                // What holds in the whole country holds there too.
                (Some(region), Place::Elsewhere(named)) => {
                    region == named || self.widest.as_ref() == Some(region)
                }
                (Some(region), Place::Unknown(_)) => self.widest.as_ref() == Some(region),
                (Some(_), _) => !record.is_elsewhere,
            };
            holds
                && match record.key {
                    Key::Unheld(_) => true,
                    // Who names an office of its own place is not sent to another's.
                    Key::Window(_) => wants_contact && !names_own_office,
                    // Another place's plan is not this one.
                    Key::Indicator(_) | Key::Task(_) => !elsewhere,
                    // Who asks for a payment is not answered by what speaks of none.
                    _ => !wants_payment || record.pays,
                }
        }
    }

    fn evidence(&self, record: &Record, likeness: &Likeness, rank: f32, question: &Question) -> Evidence {
        let named = match (&question.place, &record.region) {
            (Place::Wider(name) | Place::Elsewhere(name), Some(region)) => name == region,
            (Place::Own, Some(region)) => Some(region) == self.own.as_ref(),
            _ => false,
        };
        let named = named || record.status == LegalStatus::NotYet && question.says(cues::NEW_TEXT);
        let share = |holds: bool| if holds { 1.0 } else { 0.0 };
        let key = record.key;
        Evidence([
            likeness.best,
            likeness.few,
            likeness.said,
            likeness.text,
            likeness.any,
            rank,
            likeness.odds,
            share(matches!(key, Key::Faq(_))),
            share(matches!(key, Key::Scheme(_) | Key::Service(_))),
            share(record.status.may_apply() || record.status == LegalStatus::NotYet),
            share(named),
            share(matches!(key, Key::Indicator(_) | Key::Task(_))),
            share(matches!(key, Key::Window(_))),
            share(matches!(key, Key::Unheld(_))),
        ])
    }

    fn standing(&self, candidates: &[Candidate], record: usize, unknown: f32, canonical: &str) -> Standing {
        let Some(first) = candidates.first() else { return Standing::default() };
        let is_held = |candidate: &&Candidate| !matches!(candidate.key, Key::Unheld(_));
        let not_held = candidates.iter().find(|candidate| !is_held(candidate));
        let ahead = |of: Option<&Candidate>| (first.weighed - of.map_or(0.0, |of| of.weighed)) / FULL;
        let stretch = self.phrases.longest_unsaid(canonical, record).min(STRETCH);
        let stretch = f32::from(u8::try_from(stretch).unwrap_or(u8::MAX)) / 8.0;
        let [best, _, said, text, any, rank, odds, ..] = first.evidence.0;
        let chance = |candidate: &Candidate| (candidate.weighed - first.weighed).exp();
        let all: f32 = candidates.iter().map(chance).sum();
        let held_share = candidates.iter().filter(is_held).map(chance).sum::<f32>() / all;
        let odds_of = |held: bool| {
            let of = candidates.iter().filter(|candidate| is_held(candidate) == held);
            of.map(|candidate| candidate.evidence.odds()).fold(LEAST_ODDS, f32::max)
        };
        let usual = mean(candidates.iter().map(|candidate| candidate.evidence.odds()));
        Standing([
            1.0,
            first.weighed / FULL,
            best,
            said,
            any,
            text,
            unknown,
            ahead(not_held),
            stretch,
            rank,
            ahead(candidates.get(1)),
            odds,
            held_share,
            odds_of(true) - odds_of(false),
            usual,
        ])
    }

    /// The topic of a record with the most weight among those the question contains.
    fn topic(&self, at: usize, canonical: &str) -> Option<&str> {
        let contained = self.topics[at].iter().filter(|topic| canonical.contains(topic.as_str()));
        contained.max_by_key(|topic| topic.len()).map(String::as_str)
    }

    /// Whether a matched topic says more than that money is wanted: something is left of it without the words for
    /// money, the question says that too, and it is not on everybody's lips.
    fn is_particular(&self, topic: &str, question: &Question) -> bool {
        let without_money =
            |text: &str| cues::SUBSIDY.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
        let rest = without_money(topic);
        let names_money = rest.len() < topic.len();
        let rare = || telling(&rest).iter().any(|token| !self.phrases.is_common(token, COMMON.0, COMMON.1));
        rest.chars().count() > 1
            && without_money(&question.canonical).contains(&rest)
            && (names_money || rare())
    }
}

/// Whether a question is a few words only.
fn is_scant(canonical: &str) -> bool {
    canonical.chars().filter(|c| c.is_alphanumeric()).count() <= SCANT
}

fn is_of_fees(record: &Record) -> bool {
    matches!(record.key, Key::Clause { .. }) && compute::tells_of_fees(&record.text)
}

/// What weighs as much as a question that a record answers in full.
const FULL: f32 = 10.0;
/// A stretch of so many characters that a record does not say is as bad as a longer one.
const STRETCH: usize = 8;

/// The mean of some values; 0 of none.
fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = values.fold((0.0, 0.0_f32), |(sum, count), value| (sum + value, count + 1.0));
    sum / count.max(1.0)
}

#[cfg(test)]
mod tests;
