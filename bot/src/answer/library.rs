//! The searchable part of a pack.

use std::collections::HashSet;

use shared::policy::{LegalStatus, Policy};

use super::{
    cues,
    understand::{Place, Question, normalise},
};
use crate::{
    pack::Pack,
    search::{Match, Passage, Search, SearchError, telling},
};

/// What a passage is: indexes into the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Clause { policy: usize, clause: usize },
    Scheme(usize),
    Service(usize),
    Faq(usize),
}

/// Passages found for a question, best first, and how well the first fits.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub keys: Vec<Key>,
    /// A topic matched that says more than that money is wanted.
    pub is_particular: bool,
}

pub(super) struct Library {
    search: Search<Key>,
    tasks: Search<usize>,
    indicators: Search<usize>,
    /// Questions that are answered by one passage, and their wordings: those of written answers, and of schemes.
    questions: Vec<(Key, HashSet<String>)>,
    regions: Vec<(Key, String, LegalStatus)>,
    own: Option<String>,
    elsewhere: Vec<String>,
}

/// A passage with a matching topic of three characters or more must cover this much of the question's weight, …
const WITH_LONG_TOPIC: f32 = 0.2;
/// … one with a shorter topic this much, …
const WITH_TOPIC: f32 = 0.34;
/// … and one without this much.
const WITHOUT_TOPIC: f32 = 0.62;
/// Others are shown beside the first if they score nearly as high.
const NEARLY: f32 = 0.8;
/// A question this like a written one (Dice over pairs) is that one.
const NEARLY_THE_SAME: f32 = 0.75;
/// What a task's title must cover of a question that names no task exactly.
const TASK: f32 = 0.4;
/// What a target's name must cover likewise.
const DESCRIBED: f32 = 0.6;

impl Library {
    pub(super) fn of(pack: &Pack) -> Result<Self, SearchError> {
        let mut passages = Vec::new();
        let mut regions = Vec::new();
        for (at, policy) in pack.policies.iter().enumerate() {
            for (clause, passage) in clauses(at, policy) {
                regions.push((clause, policy.region.clone(), policy.status));
                passages.push(passage);
            }
        }
        for (at, scheme) in pack.schemes.iter().enumerate() {
            let key = Key::Scheme(at);
            regions.push((key, scheme.region.clone(), scheme.status));
            let how = scheme.how.as_deref().unwrap_or_default();
            let text = format!("{} {} {how}", scheme.for_whom, scheme.papers.join(" "));
            passages.push(Passage {
                key,
                title: scheme.name.zh.clone(),
                topics: scheme.topics.clone(),
                text,
            });
        }
        for (at, service) in pack.services.iter().enumerate() {
            let key = Key::Service(at);
            regions.push((key, service.region.clone(), service.status));
            let title = format!("{} {}", service.situation.zh, service.name);
            let how = service.how.as_deref().unwrap_or_default();
            let text = format!("{} {how}", service.what);
            passages.push(Passage { key, title, topics: service.topics.clone(), text });
        }
        for (at, faq) in pack.faqs.iter().enumerate() {
            let key = Key::Faq(at);
            regions.push((key, faq.region.clone(), LegalStatus::InForce));
            let title = format!("{} {}", faq.question, faq.variants.join(" "));
            passages.push(Passage { key, title, topics: faq.topics.clone(), text: faq.answer.clone() });
        }
        let wordings = pack.faqs.iter().enumerate().flat_map(|(at, faq)| {
            let all = std::iter::once(&faq.question).chain(&faq.variants);
            all.map(move |wording| (at, telling(&normalise(wording)).into_iter().collect()))
        });
        let wordings = wordings.map(|(at, words)| (Key::Faq(at), words));
        let of_schemes = pack.schemes.iter().enumerate().flat_map(|(at, scheme)| {
            let english = scheme.name.en.iter().map(|name| format!("How does one get {name}?"));
            let asked =
                [scheme.name.zh.clone(), format!("{}怎么办？", scheme.name.zh)].into_iter().chain(english);
            asked
                .map(move |wording| (Key::Scheme(at), telling(&normalise(&wording)).into_iter().collect()))
                .collect::<Vec<_>>()
        });
        let questions = wordings.chain(of_schemes).collect();
        let tasks = pack.plan.tasks.iter().enumerate().map(|(at, task)| Passage {
            key: at,
            title: task.title.zh.clone(),
            topics: Vec::new(),
            text: task.summary.clone().unwrap_or_default(),
        });
        let indicators = pack.plan.indicators.iter().enumerate().map(|(at, indicator)| Passage {
            key: at,
            title: indicator.name.zh.clone(),
            topics: indicator.aliases.clone(),
            text: String::new(),
        });
        let elsewhere = pack.plan.regions.iter().filter(|region| region.elsewhere);
        Ok(Self {
            search: Search::new(passages, normalise)?,
            tasks: Search::new(tasks.collect(), normalise)?,
            indicators: Search::new(indicators.collect(), normalise)?,
            questions,
            regions,
            own: pack.plan.region().map(|region| region.name.zh.clone()),
            elsewhere: elsewhere.map(|region| region.name.zh.clone()).collect(),
        })
    }

    /// The task a question describes without naming it exactly.
    pub(super) fn task(&self, question: &Question) -> Result<Option<usize>, SearchError> {
        let content = question.content_without(cues::TASK_UNITS);
        let content =
            ["部门", "单位"].iter().chain(cues::TASKS).fold(content, |text, word| text.replace(word, " "));
        let hits = self.tasks.find(&content, 1, |_| true)?;
        Ok(hits.first().filter(|hit| hit.coverage >= TASK).map(|hit| hit.passage.key))
    }

    /// The targets a question describes without naming one exactly: all that fit equally well.
    pub(super) fn indicators(&self, question: &Question) -> Result<Vec<usize>, SearchError> {
        let words = ["目标", "指标", "方案", "里", "的"].iter().chain(cues::LIST);
        let content = words.fold(question.content.clone(), |text, word| text.replace(word, " "));
        let hits = self.indicators.find(&content, 3, |_| true)?;
        let best = hits.first().map_or(0.0, |hit| hit.coverage);
        let fit = |hit: &&Match<'_, usize>| hit.coverage >= DESCRIBED && hit.coverage >= best;
        let mut found: Vec<usize> = hits.iter().filter(fit).map(|hit| hit.passage.key).collect();
        found.sort_unstable();
        Ok(found)
    }

    /// Whether what is left of a question beside the given words says nothing in particular.
    pub(super) fn is_general(&self, question: &Question, words: &[&[&str]]) -> bool {
        let rest = question.content_without(&words.concat());
        let mut pairs = telling(&rest).into_iter().filter(|token| token.chars().count() > 1);
        pairs.all(|token| self.search.is_common(&token))
    }

    /// Passages that answer a question. Another place's are found only when it is named, and then only its own.
    pub(super) fn find(&self, question: &Question) -> Result<Option<Found>, SearchError> {
        let allowed = |key: &Key| {
            let Some((_, region, _)) = self.regions.iter().find(|(known, _, _)| known == key) else {
                return false;
            };
            match &question.place {
                Place::Elsewhere(named) => region == named,
                _ => self.is_home(region),
            }
        };
        if let Some(key) = self.written(question).filter(allowed) {
            return Ok(Some(Found { keys: vec![key], is_particular: true }));
        }
        let mut hits = self.search.find(&question.content, 12, allowed)?;
        if question.says(cues::PAYMENT) {
            hits.retain(|hit| speaks_of_payment(hit.passage));
        }
        for hit in &mut hits {
            hit.score *= self.preference(&hit.passage.key, question);
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        let Some(first) = hits.first() else { return Ok(None) };
        let enough = match first.topic.map(|topic| topic.chars().count()) {
            Some(length) if length > 2 => WITH_LONG_TOPIC,
            Some(_) => WITH_TOPIC,
            None => WITHOUT_TOPIC,
        };
        let fits = first.coverage >= enough;
        if !fits {
            return Ok(None);
        }
        let floor = first.score * NEARLY;
        let keys = hits.iter().take_while(|hit| hit.score >= floor).map(|hit| hit.passage.key).collect();
        let is_particular = first.topic.is_some_and(|topic| self.is_particular(topic, question));
        Ok(Some(Found { keys, is_particular }))
    }

    /// Whether a matched topic says more than that money is wanted: something is left of it without the words for
    /// money, the question says that too, and it is not on everybody's lips.
    fn is_particular(&self, topic: &str, question: &Question) -> bool {
        let without_money =
            |text: &str| cues::SUBSIDY.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
        let rest = without_money(topic);
        let names_money = rest.len() < topic.len();
        let rare = || telling(&rest).iter().any(|token| !self.search.is_common(token));
        rest.chars().count() > 1 && without_money(&question.text).contains(&rest) && (names_money || rare())
    }

    /// The passage whose question is nearly the one asked.
    pub(super) fn written(&self, question: &Question) -> Option<Key> {
        let asked: HashSet<String> = telling(&question.text).into_iter().collect();
        let likeness = |known: &HashSet<String>| {
            let shared = u16::try_from(known.intersection(&asked).count()).unwrap_or(u16::MAX);
            let both = u16::try_from(known.len() + asked.len()).unwrap_or(u16::MAX).max(1);
            2.0 * f32::from(shared) / f32::from(both)
        };
        let rated = self.questions.iter().map(|(at, known)| (likeness(known), *at));
        let (best, at) = rated.max_by(|a, b| a.0.total_cmp(&b.0))?;
        (best >= NEARLY_THE_SAME).then_some(at)
    }

    fn is_home(&self, region: &str) -> bool {
        !self.elsewhere.iter().any(|name| name == region)
    }

    /// Current texts before others, the named place before others, written answers before bare clauses.
    fn preference(&self, key: &Key, question: &Question) -> f32 {
        let Some((_, region, status)) = self.regions.iter().find(|(known, _, _)| known == key) else {
            return 0.0;
        };
        let current = if status.may_apply() { 1.0 } else { 0.7 };
        let named = match &question.place {
            Place::Wider(name) if name == region => 1.15,
            Place::Own if Some(region) == self.own.as_ref() => 1.15,
            _ => 1.0,
        };
        let written = if matches!(key, Key::Faq(_)) { 1.1 } else { 1.0 };
        current * named * written
    }
}

fn speaks_of_payment(passage: &Passage<Key>) -> bool {
    cues::OF_PAYMENT.iter().any(|word| passage.text.contains(word) || passage.title.contains(word))
}

fn clauses(at: usize, policy: &Policy) -> impl Iterator<Item = (Key, Passage<Key>)> {
    policy.clauses.iter().enumerate().map(move |(clause_at, clause)| {
        let key = Key::Clause { policy: at, clause: clause_at };
        let topics = clause.topics.iter().chain(&policy.topics).cloned().collect();
        let title = format!("{} {}", policy.title, clause.title);
        (key, Passage { key, title, topics, text: clause.text.clone() })
    })
}
