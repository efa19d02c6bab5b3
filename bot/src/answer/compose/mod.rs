//! Putting an answer together. Every figure comes from a snapshot or a clause, and brings its citation.

mod direct;
pub(super) mod plan;
pub(super) mod policy;
pub(super) mod replies;
pub(super) mod sessions;

use shared::{
    answer::{Answer, AnswerStatus, Block, Citation, Picture},
    date::Date,
    id::{ClauseRef, WindowId},
    lang::Lang,
    link,
    policy::{Clause, LegalStatus, Policy, Window},
    snapshot::{IndicatorView, Mode, Snapshot},
};

use super::library::Key;
use crate::pack::Pack;

/// What every answer is composed from.
pub(super) struct Composer<'a> {
    pub pack: &'a Pack,
    pub snapshot: &'a Snapshot,
    pub day: Date,
    pub lang: Lang,
}

/// An answer in the making.
pub(super) struct Draft {
    intent: &'static str,
    blocks: Vec<Block>,
    citations: Vec<Citation>,
    suggestions: Vec<String>,
    picture: Option<Picture>,
    day: Date,
    lang: Lang,
}

impl Composer<'_> {
    fn draft(&self, intent: &'static str) -> Draft {
        Draft {
            intent,
            blocks: Vec::new(),
            citations: Vec::new(),
            suggestions: Vec::new(),
            picture: None,
            day: self.day,
            lang: self.lang,
        }
    }

    /// The picture of a target, once it has a figure.
    fn picture(&self, indicator: &IndicatorView) -> Option<Picture> {
        let drawn = self.snapshot.mode != Mode::Promise && indicator.latest.is_some();
        drawn.then(|| Picture { plan: self.snapshot.plan.clone(), indicator: indicator.id.clone() })
    }

    /// The window of an id, or the default one.
    fn window(&self, id: Option<&WindowId>) -> Option<&Window> {
        let named = id.and_then(|id| self.pack.windows.iter().find(|window| window.id == *id));
        named.or_else(|| self.pack.windows.iter().find(|window| window.default))
    }

    /// The window whose topics a question names, or the default one.
    fn window_for(&self, text: &str) -> Option<&Window> {
        let named = |window: &&Window| {
            window.topics.iter().any(|topic| text.contains(&super::understand::normalise(topic)))
        };
        self.pack.windows.iter().find(named).or_else(|| self.window(None))
    }

    fn clause(&self, at: &ClauseRef) -> Option<(&Policy, &Clause)> {
        let policy = self.pack.policies.iter().find(|policy| policy.id == at.policy)?;
        Some((policy, policy.clauses.iter().find(|clause| clause.id == at.clause)?))
    }

    /// Whether a clause's document is expired or repealed: what was written from it may no longer be so.
    fn has_ended(&self, at: &ClauseRef) -> bool {
        let status = self.clause(at).map(|(policy, _)| policy.status_on(self.day));
        matches!(status, Some(LegalStatus::Expired | LegalStatus::Repealed))
    }

    fn clause_citation(&self, policy: &Policy, clause: &Clause) -> Citation {
        let read = clause.facts.iter().find_map(|fact| fact.read).unwrap_or(policy.read);
        Citation {
            id: ClauseRef { policy: policy.id.clone(), clause: clause.id.clone() }.to_string(),
            title: policy.title.clone(),
            number: policy.number.clone(),
            clause: Some(clause.title.clone()),
            url: linked(&policy.links),
            status: policy.status_on(self.day),
            region: policy.region.clone(),
            read,
            quote: clause.text.clone(),
        }
    }
}

/// The ids of what a record would cite, in the order of its citations; of a window its own.
pub(super) fn cites(pack: &Pack, key: Key) -> Vec<String> {
    let all = |basis: &[ClauseRef]| basis.iter().map(ClauseRef::to_string).collect();
    let plan = &pack.plan;
    match key {
        Key::Clause { policy, clause } => {
            let policy = &pack.policies[policy];
            vec![format!("{}#{}", policy.id, policy.clauses[clause].id)]
        }
        Key::Scheme(at) => all(&pack.schemes[at].basis),
        Key::Service(at) => all(&pack.services[at].basis),
        Key::Faq(at) => all(&pack.faqs[at].basis),
        Key::Window(at) => vec![pack.windows[at].id.to_string()],
        Key::Indicator(at) => vec![format!("{}/{}", plan.id, plan.indicators[at].id)],
        Key::Task(at) => vec![format!("{}/{}", plan.id, plan.tasks[at].id)],
        Key::Unheld(_) => Vec::new(),
    }
}

/// The first address that may be shown.
fn linked(links: &[String]) -> Option<String> {
    links.iter().find(|url| link::is_allowed(url)).cloned()
}

impl Draft {
    fn text(mut self, text: impl Into<String>) -> Self {
        self.blocks.push(Block::text(text));
        self
    }

    fn notice(mut self, text: impl Into<String>) -> Self {
        self.blocks.push(Block::notice(text));
        self
    }

    fn list(mut self, items: Vec<String>) -> Self {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
        self
    }

    fn window(mut self, window: Option<&Window>) -> Self {
        self.blocks.extend(window.map(|window| Block::Window(window.clone())));
        self
    }

    fn suggest(mut self, questions: impl IntoIterator<Item = String>) -> Self {
        self.suggestions.extend(questions);
        self
    }

    /// Adds a citation once and returns its number as it stands in texts.
    fn cite(&mut self, citation: Citation) -> usize {
        let at = self.citations.iter().position(|known| known.id == citation.id);
        at.unwrap_or_else(|| {
            self.citations.push(citation);
            self.citations.len() - 1
        }) + 1
    }

    fn answer(self, status: AnswerStatus) -> Answer {
        Answer {
            status,
            intent: self.intent.to_owned(),
            blocks: self.blocks,
            citations: self.citations,
            as_of: self.day,
            lang: self.lang,
            suggestions: self.suggestions,
            picture: self.picture,
        }
    }
}
