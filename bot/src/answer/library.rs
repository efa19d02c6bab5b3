//! The searchable part of a pack.

use shared::policy::{LegalStatus, Policy};

use super::{
    cues,
    understand::{Place, Question, normalise},
};
use crate::{
    pack::Pack,
    search::{Passage, Search, SearchError},
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
    pub coverage: f32,
}

pub(super) struct Library {
    search: Search<Key>,
    tasks: Search<usize>,
    regions: Vec<(Key, String, LegalStatus)>,
    own: Option<String>,
    elsewhere: Vec<String>,
}

/// A passage with a matching topic must cover this much of the question's weight …
const WITH_TOPIC: f32 = 0.34;
/// … and one without this much.
const WITHOUT_TOPIC: f32 = 0.62;
/// Others are shown beside the first if they score nearly as high.
const NEARLY: f32 = 0.8;
/// What a task's title must cover of a question that names no task exactly.
const TASK: f32 = 0.4;

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
        let tasks = pack.plan.tasks.iter().enumerate().map(|(at, task)| Passage {
            key: at,
            title: task.title.zh.clone(),
            topics: Vec::new(),
            text: task.summary.clone().unwrap_or_default(),
        });
        let elsewhere = pack.plan.regions.iter().filter(|region| region.elsewhere);
        Ok(Self {
            search: Search::new(passages, normalise)?,
            tasks: Search::new(tasks.collect(), normalise)?,
            regions,
            own: pack.plan.region().map(|region| region.name.zh.clone()),
            elsewhere: elsewhere.map(|region| region.name.zh.clone()).collect(),
        })
    }

    /// The task a question describes without naming it exactly.
    pub(super) fn task(&self, question: &Question) -> Result<Option<usize>, SearchError> {
        let content = question.content_without(cues::TASK_UNITS);
        let content = cues::TASKS.iter().fold(content, |text, word| text.replace(word, " "));
        let hits = self.tasks.find(&content, 1, |_| true)?;
        Ok(hits.first().filter(|hit| hit.coverage >= TASK).map(|hit| hit.passage.key))
    }

    /// Whether what is left of a question beside the given words says nothing in particular.
    pub(super) fn is_general(&self, question: &Question, words: &[&str]) -> bool {
        let rest = question.content_without(words);
        let telling = crate::search::telling(&rest).into_iter().filter(|token| token.chars().count() > 1);
        telling.into_iter().all(|token| self.search.is_common(&token))
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
        let mut hits = self.search.find(&question.content, 12, allowed)?;
        for hit in &mut hits {
            hit.score *= self.preference(&hit.passage.key, question);
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        let Some(first) = hits.first() else { return Ok(None) };
        let fits = first.coverage >= if first.topic.is_some() { WITH_TOPIC } else { WITHOUT_TOPIC };
        if !fits {
            return Ok(None);
        }
        let floor = first.score * NEARLY;
        let keys = hits.iter().take_while(|hit| hit.score >= floor).map(|hit| hit.passage.key).collect();
        Ok(Some(Found { keys, coverage: first.coverage }))
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

fn clauses(at: usize, policy: &Policy) -> impl Iterator<Item = (Key, Passage<Key>)> {
    policy.clauses.iter().enumerate().map(move |(clause_at, clause)| {
        let key = Key::Clause { policy: at, clause: clause_at };
        let topics = clause.topics.iter().chain(&policy.topics).cloned().collect();
        let title = format!("{} {}", policy.title, clause.title);
        (key, Passage { key, title, topics, text: clause.text.clone() })
    })
}
