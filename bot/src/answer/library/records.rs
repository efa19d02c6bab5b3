//! The records of a pack that answer questions, each with the words it is found by.

use std::collections::{HashMap, HashSet};

use shared::policy::{LegalStatus, Policy};

use crate::{
    answer::cues,
    pack::{Pack, Subject},
    search::Document,
};

/// What a record is: indexes into the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::answer) enum Key {
    Clause {
        policy: usize,
        clause: usize,
    },
    Scheme(usize),
    Service(usize),
    Faq(usize),
    Window(usize),
    Indicator(usize),
    Task(usize),
    /// What nothing of the pack answers.
    Unheld(usize),
}

/// A record.
pub(super) struct Record {
    pub key: Key,
    /// Where it holds; a window, a part of the plan and what is not held have no say in that.
    pub region: Option<String>,
    /// Whether that is a place beside the plan's own.
    pub is_elsewhere: bool,
    pub status: LegalStatus,
    /// Whether it speaks of a payment.
    pub pays: bool,
    /// Headings and text.
    pub text: String,
    /// The words people ask with, each a whole.
    pub topics: Vec<String>,
    /// Questions it answers.
    pub asked: Vec<String>,
    /// Whether the pack says how people ask for it.
    pub has_wordings: bool,
    /// The one of them that people are asked back with.
    pub question: Option<String>,
    /// Where it stands in the documents to search: document and passage.
    pub place: (usize, usize),
}

/// The records of a pack, and the documents that full-text search looks for them in.
pub(super) fn of(pack: &Pack) -> (Vec<Record>, Vec<Document>) {
    let elsewhere = pack.plan.regions.iter().filter(|region| region.elsewhere);
    let elsewhere = elsewhere.map(|region| region.name.zh.as_str()).collect();
    let mut all = Gathered { elsewhere, records: Vec::new(), documents: Vec::new() };
    for (at, policy) in pack.policies.iter().enumerate() {
        all.policy(at, policy);
    }
    for (at, scheme) in pack.schemes.iter().enumerate() {
        let parts =
            [Some(&scheme.for_whom), scheme.amount.as_ref(), scheme.until.as_ref(), scheme.how.as_ref()];
        let text = parts.into_iter().flatten().chain(&scheme.papers).cloned().collect::<Vec<_>>().join(" ");
        let english = scheme.name.en.iter().map(|name| format!("How does one get {name}?"));
        let name = &scheme.name.zh;
        let asked = [name.clone(), format!("{name}怎么办？")].into_iter().chain(english).collect();
        all.add(Key::Scheme(at), name, text, &scheme.topics, asked, Some((&scheme.region, scheme.status)));
    }
    for (at, service) in pack.services.iter().enumerate() {
        let title = format!("{} {}", service.situation.zh, service.name);
        let text = format!("{} {}", service.what, service.how.as_deref().unwrap_or_default());
        let holds = Some((&service.region, service.status));
        all.add(Key::Service(at), &title, text, &service.topics, Vec::new(), holds);
    }
    for (at, faq) in pack.faqs.iter().enumerate() {
        let asked = std::iter::once(&faq.question).chain(&faq.variants).cloned().collect();
        let holds = Some((&faq.region, LegalStatus::InForce));
        all.add(Key::Faq(at), &faq.question, faq.answer.clone(), &faq.topics, asked, holds);
    }
    for (at, window) in pack.windows.iter().enumerate() {
        all.add(Key::Window(at), &window.name.zh, String::new(), &window.topics, Vec::new(), None);
    }
    for (at, indicator) in pack.plan.indicators.iter().enumerate() {
        let name = &indicator.name.zh;
        all.add(Key::Indicator(at), name, indicator.quote.clone(), &indicator.aliases, Vec::new(), None);
    }
    for (at, task) in pack.plan.tasks.iter().enumerate() {
        let text = format!("{} {}", task.summary.as_deref().unwrap_or_default(), task.units.join(" "));
        all.add(Key::Task(at), &task.title.zh, text, &[], Vec::new(), None);
    }
    for (at, unheld) in pack.unheld.iter().enumerate() {
        all.add(Key::Unheld(at), &unheld.subject, String::new(), &[], unheld.asked.clone(), None);
    }
    all.hear(pack);
    (all.records, all.documents)
}

/// A question that people are asked back with has at most so many characters.
const ON_A_BUTTON: usize = 20;

struct Gathered<'a> {
    /// Places beside the plan's own.
    elsewhere: HashSet<&'a str>,
    records: Vec<Record>,
    documents: Vec<Document>,
}

impl Gathered<'_> {
    fn policy(&mut self, at: usize, policy: &Policy) {
        let document = self.documents.len();
        let mut passages = Vec::new();
        for (clause_at, clause) in policy.clauses.iter().enumerate() {
            let passage = format!("{}\n{}", clause.title, clause.text);
            let text = format!("{} {passage}", policy.title);
            self.records.push(Record {
                key: Key::Clause { policy: at, clause: clause_at },
                region: Some(policy.region.clone()),
                is_elsewhere: self.elsewhere.contains(policy.region.as_str()),
                status: policy.status,
                pays: pays(&text),
                text,
                topics: clause.topics.iter().chain(&policy.topics).cloned().collect(),
                asked: std::iter::once(&clause.title).chain(&clause.topics).cloned().collect(),
                has_wordings: false,
                question: None,
                place: (document, clause_at),
            });
            passages.push(passage);
        }
        let title = format!("{} {}", policy.title, policy.topics.join(" "));
        self.documents.push(Document { id: document.to_string(), title, passages });
    }

    fn add(
        &mut self,
        key: Key,
        title: &str,
        text: String,
        topics: &[String],
        asked: Vec<String>,
        holds: Option<(&String, LegalStatus)>,
    ) {
        let document = self.documents.len();
        let said = format!("{title} {text}");
        self.records.push(Record {
            key,
            region: holds.map(|(region, _)| region.clone()),
            is_elsewhere: holds.is_some_and(|(region, _)| self.elsewhere.contains(region.as_str())),
            status: holds.map_or(LegalStatus::InForce, |(_, status)| status),
            pays: pays(&said),
            text: said,
            topics: topics.to_vec(),
            has_wordings: matches!(key, Key::Unheld(_)),
            question: asked.iter().find(|_| matches!(key, Key::Faq(_) | Key::Scheme(_))).cloned(),
            asked,
            place: (document, 0),
        });
        let title = format!("{title} {}", topics.join(" "));
        self.documents.push(Document { id: document.to_string(), title, passages: vec![text] });
    }

    /// Gives each record the wordings of the pack.
    fn hear(&mut self, pack: &Pack) {
        let at: HashMap<Key, usize> =
            self.records.iter().enumerate().map(|(at, record)| (record.key, at)).collect();
        for wordings in &pack.wordings {
            if let Some(at) = key(pack, &wordings.of).and_then(|key| at.get(&key)) {
                let record = &mut self.records[*at];
                let held = !matches!(record.key, Key::Unheld(_));
                let short = wordings.asked.iter().find(|asked| held && asked.chars().count() <= ON_A_BUTTON);
                record.question = record.question.take().or_else(|| short.cloned());
                record.has_wordings = true;
                record.asked.extend(wordings.asked.iter().cloned());
            }
        }
    }
}

fn pays(text: &str) -> bool {
    cues::OF_PAYMENT.iter().any(|word| text.contains(word))
}

fn key(pack: &Pack, of: &Subject) -> Option<Key> {
    match of {
        Subject::Clause(id) => {
            let policy = pack.policies.iter().position(|policy| policy.id == id.policy)?;
            let clause = pack.policies[policy].clauses.iter().position(|clause| clause.id == id.clause)?;
            Some(Key::Clause { policy, clause })
        }
        Subject::Faq(id) => pack.faqs.iter().position(|faq| faq.id == *id).map(Key::Faq),
        Subject::Scheme(id) => pack.schemes.iter().position(|scheme| scheme.id == *id).map(Key::Scheme),
        Subject::Service(id) => pack.services.iter().position(|service| service.id == *id).map(Key::Service),
        Subject::Window(id) => pack.windows.iter().position(|window| window.id == *id).map(Key::Window),
        Subject::Indicator(id) => {
            pack.plan.indicators.iter().position(|indicator| indicator.id == *id).map(Key::Indicator)
        }
        Subject::Task(id) => pack.plan.tasks.iter().position(|task| task.id == *id).map(Key::Task),
    }
}
