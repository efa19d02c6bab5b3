//! Where the engine would ask back or refuse for want of confidence, what an adviser may be asked, and what its advice
//! comes to. Advice points at a record or at other words to look for; it never adds a word to an answer.

use std::collections::HashSet;

use shared::{
    answer::{Answer, AnswerStatus},
    date::Date,
    id::{ClauseRef, PlanId},
    text::{figures, is_chinese_numeral},
};

use super::{
    Desk, REMEMBERED,
    compose::{Composer, replies},
    library::{Found, Key},
    route::{self, Intent},
    several,
    understand::{Place, Question},
};
use crate::{
    pack::{Pack, Subject},
    personal,
};

/// So many records are put before the adviser.
const CANDIDATES: usize = 8;
/// None that weighs less than the best by more than this share of it is.
const NEAR: f32 = 0.5;
/// A longer question is not sent out.
const LONGEST: usize = 300;

/// A question that the engine is not sure of, with the records that may answer it. Holds nothing that identifies a
/// person by form or check digit, and nothing that the pack does not publish.
#[derive(Debug, Clone)]
pub struct Unsure {
    plan: PlanId,
    today: Date,
    pub(super) question: Question,
    said: String,
    candidates: Vec<Candidate>,
}

/// A record that may answer.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its id in the pack: `policy#clause`, `scheme/id`, `plan#task:id`.
    pub id: String,
    /// Its title or question, as published.
    pub heading: String,
    key: Key,
}

/// What an adviser says: where to look, and nothing that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// One of the candidates, by its place among them.
    Choice(usize),
    /// The question in other words.
    Rewrite(String),
}

impl Unsure {
    /// The plan at whose desk it was asked.
    pub fn plan(&self) -> &PlanId {
        &self.plan
    }

    /// The question as it was typed; one that goes on from the one before, as it stands by itself.
    pub fn question(&self) -> &str {
        &self.said
    }

    /// What may answer it, the likelier first; never empty.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }
}

impl Desk {
    /// What to ask an adviser; nothing where the engine is sure, be it of an answer, of a refusal or of what is missing,
    /// where several things are asked at once, where personal data was sent, and while the plan is switched off.
    pub fn unsure(&self, earlier: &[String], asked: &str, today: Date) -> Option<Unsure> {
        let remembered = &earlier[earlier.len().saturating_sub(REMEMBERED)..];
        let is_plain = |text: &str| personal::mask(text).found.is_empty();
        if self.off().is_some()
            || !is_plain(asked)
            || !remembered.iter().all(|text| is_plain(text))
            || asked.chars().count() > LONGEST
        {
            return None;
        }
        let heard = self.heard(asked);
        if several::questions(&heard).len() > 1 || self.asks_for_card(&heard) {
            return None;
        }
        let question = self.understood(earlier, &heard).ok()?;
        let intent = self.route(&question, &heard, self.pack.day(today)).ok()?;
        if !matches!(intent, Intent::Choices(_) | Intent::Unknown)
            || question.is_about_another_place()
            || question.asked.chars().count() > LONGEST
        {
            return None;
        }
        let candidates = self.candidates(&question);
        let plan = self.pack.plan.id.clone();
        // Slips are mended for our own search; a model reads them better than we mend them.
        let said = if question.asked == heard { asked.to_owned() } else { question.asked.clone() };
        (!candidates.is_empty()).then_some(Unsure { plan, today, question, said, candidates })
    }

    /// The answer that advice leads to, by the engine's own rules, composer and check. Nothing where they would not
    /// answer all the same: then the first answer stands.
    pub fn advised(&self, unsure: &Unsure, advice: &Advice) -> Option<Answer> {
        let day = self.pack.day(unsure.today);
        let (question, intent) = match advice {
            Advice::Choice(at) => {
                let found = Found::only(unsure.candidates.get(*at)?.key);
                (unsure.question.clone(), route::answering(found, &unsure.question, &self.pack, day))
            }
            Advice::Rewrite(words) => {
                let meant = self.names.understand(words);
                let question = tied(meant, &unsure.question)?;
                let intent = self.route(&question, words, day).ok()?;
                (question, intent)
            }
        };
        if self.off().is_some() {
            return None;
        }
        let snapshot = self.figures.get().snapshot(&self.pack.plan, day);
        let composer = Composer { pack: &self.pack, snapshot: &snapshot, day, lang: question.lang };
        let answer = self.compose(&composer, &question, &intent);
        let mut answer = self.checked(&composer, answer, &question.asked);
        let answers = matches!(answer.status, AnswerStatus::Answered | AnswerStatus::Partial);
        if !answers || answer.citations.is_empty() {
            return None;
        }
        answer.blocks.insert(0, replies::advised(answer.lang));
        Some(answer)
    }

    fn candidates(&self, question: &Question) -> Vec<Candidate> {
        let Ok(weighed) = self.library.weigh(question) else { return Vec::new() };
        let floor = weighed.candidates.first().map_or(0.0, |best| best.weighed - NEAR * best.weighed.abs());
        // Targets and tasks are of the plan's own years; whether they fit another tie nobody would look.
        let is_tied = !question.years.is_empty() || !question.anchors.is_empty();
        let of_plan = |key| matches!(key, Key::Indicator(_) | Key::Task(_));
        let near = weighed.candidates.iter().filter(|candidate| candidate.weighed >= floor);
        let near = near.filter(|candidate| !(is_tied && of_plan(candidate.key)));
        near.filter_map(|candidate| record(&self.pack, candidate.key)).take(CANDIDATES).collect()
    }
}

/// What other words look for, tied to what the asker tied the question to; nothing where they bring a place, a figure
/// or a tie of their own. The asker's own words stay what is computed from and checked against.
fn tied(meant: Question, asked: &Question) -> Option<Question> {
    let said: HashSet<String> = figures(&asked.text).into_iter().collect();
    let adds = figures(&meant.text).iter().any(|figure| !said.contains(figure))
        || meant.text.chars().any(|c| is_numeral(c) && !asked.text.contains(c))
        || meant.text.chars().any(|c| "“《「‘".contains(c) && !asked.text.contains(c))
        || meant.anchors.iter().any(|anchor| !asked.anchors.contains(anchor))
        || (meant.place != Place::Unnamed && meant.place != asked.place);
    (!adds).then(|| Question {
        asked: asked.asked.clone(),
        place: asked.place.clone(),
        years: asked.years.clone(),
        anchors: asked.anchors.clone(),
        own_payment: asked.own_payment || meant.own_payment,
        lang: asked.lang,
        ..meant
    })
}

/// A numeral, or a word that makes one larger.
fn is_numeral(c: char) -> bool {
    "千万亿两".contains(c) || is_chinese_numeral(c.encode_utf8(&mut [0; 4]))
}

/// A record as it is put before the adviser; nothing for a window, and for what the pack does not hold.
fn record(pack: &Pack, key: Key) -> Option<Candidate> {
    let plan = &pack.plan;
    let (id, heading) = match key {
        Key::Clause { policy, clause } => {
            let policy = &pack.policies[policy];
            let clause = &policy.clauses[clause];
            let id = ClauseRef { policy: policy.id.clone(), clause: clause.id.clone() };
            (Subject::Clause(id), format!("《{}》{}", policy.title, clause.title))
        }
        Key::Scheme(at) => {
            let scheme = &pack.schemes[at];
            (Subject::Scheme(scheme.id.clone()), scheme.name.zh.clone())
        }
        Key::Service(at) => {
            let service = &pack.services[at];
            (Subject::Service(service.id.clone()), format!("{} {}", service.situation.zh, service.name))
        }
        Key::Faq(at) => (Subject::Faq(pack.faqs[at].id.clone()), pack.faqs[at].question.clone()),
        Key::Indicator(at) => {
            (Subject::Indicator(plan.indicators[at].id.clone()), plan.indicators[at].name.zh.clone())
        }
        Key::Task(at) => (Subject::Task(plan.tasks[at].id.clone()), plan.tasks[at].title.zh.clone()),
        Key::Window(_) | Key::Unheld(_) => return None,
    };
    Some(Candidate { id: id.to_string(), heading, key })
}
