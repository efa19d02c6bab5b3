//! What a question is for. Rules in order; the first that applies decides.

use shared::{date::Date, policy::ReplyKind, text::figures};

use super::{
    anchors::{self, Anchor},
    cues,
    library::{Found, Key, Library, Weighed},
    manners::Manners,
    understand::{Place, Question},
};
use crate::{pack::Pack, search::SearchError};

/// What a question is for.
#[derive(Debug)]
pub(super) enum Intent {
    Empty,
    TooLong,
    /// A canned reply, by its place in the pack.
    Reply(usize),
    /// Whether the plan is issued.
    Stage,
    /// The plan's targets.
    Overview,
    /// What became of the targets.
    Progress,
    Indicators(Vec<usize>),
    /// Who answers for a target: the plan names units for tasks only.
    NoUnitForIndicator(Vec<usize>),
    Tasks,
    Task(Vec<usize>),
    Unit(Vec<String>),
    Safeguards,
    Sessions,
    Contact,
    /// What an enterprise can get, in general.
    Schemes,
    Found(Found),
    /// What may be meant, where none is sure enough.
    Choices(Vec<Key>),
    /// A window asked for, by its place in the pack.
    Window(usize),
    /// The texts that would answer lack what the question is tied to.
    Lacking(Lack),
    /// What nothing of the pack answers, by its place in the pack.
    Unheld(usize),
    Unknown,
}

/// What no text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lack {
    /// What a question is tied to.
    Anchor(Anchor),
    /// Anything of this place.
    Place(String),
    /// A payment of the plan's own place.
    OwnPayment,
}

/// What is found is shown from this confidence on: `zhice eval fit`.
const CONFIDENT: f32 = 0.5;
/// A question of no more characters is about what it names.
const A_FEW_WORDS: usize = 16;
/// From this confidence on it is asked whether it is meant.
const LIKELY: f32 = 0.2;

impl Intent {
    /// Whether it is answered from the plan and its figures.
    pub(super) fn is_about_plan(&self) -> bool {
        match self {
            Self::Stage
            | Self::Overview
            | Self::Progress
            | Self::Indicators(_)
            | Self::NoUnitForIndicator(_)
            | Self::Tasks
            | Self::Task(_)
            | Self::Unit(_)
            | Self::Safeguards => true,
            Self::Empty
            | Self::TooLong
            | Self::Reply(_)
            | Self::Sessions
            | Self::Contact
            | Self::Schemes
            | Self::Found(_)
            | Self::Choices(_)
            | Self::Window(_)
            | Self::Lacking(_)
            | Self::Unheld(_)
            | Self::Unknown => false,
        }
    }
}

pub(super) fn route(
    question: &Question,
    pack: &Pack,
    library: &Library,
    replies: &Manners,
    day: Date,
) -> Result<Intent, SearchError> {
    let answering = |found| answering(found, question, pack, day);
    if question.text.chars().all(|c| !c.is_alphanumeric()) {
        return Ok(Intent::Empty);
    }
    if let Some(at) = replies.polite(question) {
        return Ok(Intent::Reply(at));
    }
    if let Some(anchor) = question.anchors.iter().find(|anchor| anchor.names_law()) {
        let clause = anchors::article(anchor, pack, day);
        return Ok(clause.map_or_else(
            || Intent::Lacking(Lack::Anchor(anchor.clone())),
            |key| Intent::Found(Found::only(key)),
        ));
    }
    if let Place::Unknown(place) = &question.place
        && (place.own_law
            || [cues::PAYMENT, cues::CONTACT, cues::SUBSIDY].iter().any(|words| question.says(words)))
    {
        return Ok(Intent::Lacking(Lack::Place(place.name.clone())));
    }
    let weighed = library.weigh(question)?;
    if let Place::Elsewhere(place) = &question.place {
        let found = library.found(question, &weighed);
        let first = found.as_ref().and_then(|found| found.keys.first()).and_then(|key| region(*key, pack));
        let is_its_own = first == Some(place);
        let intent = found.map_or(Intent::Unknown, answering);
        let says_nothing = matches!(intent, Intent::Unknown | Intent::Unheld(_) | Intent::Choices(_));
        let lacks = says_nothing || (asks_of_place(question) && !is_its_own);
        return Ok(if lacks { Intent::Lacking(Lack::Place(place.clone())) } else { intent });
    }
    if !question.is_about_another_place()
        && let Some(intent) = about_plan(question, library, &weighed)
    {
        let intent = within_period(intent, question, pack);
        // A list of all is no answer to a question for one that the plan does not have.
        let is_list = matches!(intent, Intent::Overview | Intent::Progress | Intent::Tasks);
        if let Some(at) = weighed.not_held().filter(|_| is_list) {
            return Ok(Intent::Unheld(at));
        }
        return Ok(intent);
    }
    let found = library.found(question, &weighed);
    let is_held = question.text.chars().count() > A_FEW_WORDS && weighed.answers_plainly();
    if let Some(at) = replies.called(question, &[ReplyKind::OutOfScope]).filter(|_| !is_held) {
        return Ok(Intent::Reply(at));
    }
    let particular = found.as_ref().is_some_and(|found| found.is_particular);
    if question.says(cues::SUBSIDY)
        && !particular
        && library.is_general(question, &[cues::SUBSIDY, cues::AMOUNT])
    {
        return Ok(Intent::Schemes);
    }
    if let Some(Key::Window(at)) =
        found.as_ref().filter(|found| found.confidence >= CONFIDENT).and_then(|found| found.keys.first())
    {
        return Ok(Intent::Window(*at));
    }
    let of_unit = !question.units.is_empty() && !question.says(cues::POLICY);
    if question.says(cues::CONTACT) && (of_unit || library.is_general(question, &[cues::CONTACT])) {
        return Ok(Intent::Contact);
    }
    Ok(within_period(found.map_or(Intent::Unknown, answering), question, pack))
}

/// Whether a question is about what each place settles for itself, and not about the law of the country.
fn asks_of_place(question: &Question) -> bool {
    let of_place = [
        cues::PAYMENT,
        cues::SUBSIDY,
        cues::OWN_PAYMENT,
        cues::CONTACT,
        cues::PLAN,
        cues::TARGET,
        cues::TASKS,
    ];
    of_place.iter().any(|words| question.says(words))
}

/// What the plan says is of its own years.
fn within_period(intent: Intent, question: &Question, pack: &Pack) -> Intent {
    let period = pack.plan.period.from..=pack.plan.period.to;
    let all_beyond = question.years.iter().all(|year| !period.contains(year));
    match question.years.first() {
        Some(year) if all_beyond && intent.is_about_plan() => {
            Intent::Lacking(Lack::Anchor(Anchor::Year(*year)))
        }
        _ => intent,
    }
}

/// What the best record found is answered with.
pub(super) fn answering(mut found: Found, question: &Question, pack: &Pack, day: Date) -> Intent {
    let Some(first) = found.keys.first().copied() else { return Intent::Unknown };
    if let Key::Unheld(at) = first {
        return Intent::Unheld(at);
    }
    let missing = |key| anchors::missing(&question.anchors, key, pack, day);
    let lacks = |key| missing(key).filter(|anchor| !anchor.may_be_beside_the_point());
    if let Some(anchor) = lacks(first) {
        return Intent::Lacking(Lack::Anchor(anchor.clone()));
    }
    if found.confidence < LIKELY {
        return Intent::Unknown;
    }
    let is_sure = found.confidence >= CONFIDENT && missing(first).is_none();
    found.keys.retain(|key| lacks(*key).is_none());
    let own = pack.plan.region().map(|region| &region.name.zh);
    let sum =
        question.says(cues::AMOUNT) || question.says(cues::CONTACT) || !figures(&question.text).is_empty();
    let ends =
        || text(first, pack).is_some_and(|text| cues::NO_PAYMENT.iter().any(|word| text.contains(word)));
    if question.own_payment && sum && region(first, pack).is_some_and(|region| Some(region) != own) && !ends()
    {
        return Intent::Lacking(Lack::OwnPayment);
    }
    match first {
        _ if !is_sure => Intent::Choices(found.keys),
        Key::Indicator(at) => Intent::Indicators(vec![at]),
        Key::Task(at) => Intent::Task(vec![at]),
        Key::Window(at) => Intent::Window(at),
        _ => Intent::Found(found),
    }
}

/// What a clause or a written answer says.
fn text(key: Key, pack: &Pack) -> Option<&String> {
    match key {
        Key::Clause { policy, clause } => Some(&pack.policies[policy].clauses[clause].text),
        Key::Faq(at) => Some(&pack.faqs[at].answer),
        _ => None,
    }
}

/// Where a record holds, if it says so.
fn region(key: Key, pack: &Pack) -> Option<&String> {
    match key {
        Key::Clause { policy, .. } => Some(&pack.policies[policy].region),
        Key::Scheme(at) => Some(&pack.schemes[at].region),
        Key::Service(at) => Some(&pack.services[at].region),
        Key::Faq(at) => Some(&pack.faqs[at].region),
        Key::Window(_) | Key::Indicator(_) | Key::Task(_) | Key::Unheld(_) => None,
    }
}

fn about_plan(question: &Question, library: &Library, weighed: &Weighed) -> Option<Intent> {
    let says = |words| question.says(words);
    let results = question.asks_result();
    let target = results || says(cues::TARGET);
    if says(cues::TRAINING)
        && !says(&["目标", "指标", "target"])
        && !results
        && (says(cues::COMING) || question.text.chars().count() <= 6)
        && !(question.text.chars().count() > A_FEW_WORDS && weighed.answers_plainly())
    {
        return Some(Intent::Sessions);
    }
    if !question.units.is_empty() && says(cues::UNIT_TASKS) {
        return Some(Intent::Unit(question.units.clone()));
    }
    if !question.tasks.is_empty() && question.indicators.is_empty() {
        return Some(Intent::Task(question.tasks.clone()));
    }
    let only_stage = says(&["印发", "征求意见", "草案", "定稿"]) && question.text.chars().count() <= 8;
    if (says(cues::PLAN) && says(cues::STAGE)) || only_stage {
        return Some(Intent::Stage);
    }
    let plainly = target && (!says(cues::POLICY) || says(&["目标", "指标"]) || results);
    let barely = !says(cues::POLICY)
        && (says(cues::AMOUNT) || question.text.chars().count() <= 8)
        && weighed.candidates.first().is_none_or(|first| matches!(first.key, Key::Indicator(_)));
    if !question.indicators.is_empty()
        && says(&["谁负责", "谁牵头", "哪个单位", "哪个部门", "哪些单位", "哪些部门", "责任单位"])
    {
        return Some(Intent::NoUnitForIndicator(question.indicators.clone()));
    }
    if !question.indicators.is_empty() && (plainly || barely) {
        return Some(Intent::Indicators(question.indicators.clone()));
    }
    if !question.indicators.is_empty() && says(cues::PLAN) && !says(cues::POLICY) {
        return Some(Intent::Indicators(question.indicators.clone()));
    }
    if says(cues::SAFEGUARDS) {
        return Some(Intent::Safeguards);
    }
    if says(cues::TASK_UNITS)
        && !says(cues::CONTACT)
        && (says(cues::TASKS) || says(cues::PLAN) || says(&["责任单位", "责任部门", "负责"]))
        && let Some(task) = library.task(question)
    {
        return Some(Intent::Task(vec![task]));
    }
    if says(&["目标", "指标", "target"]) && question.indicators.is_empty() {
        let described = library.indicators(question);
        if !described.is_empty() {
            return Some(Intent::Indicators(described));
        }
    }
    if says(&["目标", "指标", "target"]) && says(cues::LIST) && !results {
        return Some(Intent::Overview);
    }
    if says(cues::TASKS) && (says(cues::LIST) || says(cues::PLAN)) {
        return Some(Intent::Tasks);
    }
    // In a longer question other things have results too: a rate, a state.
    let of_plan = || {
        if question.text.chars().count() <= A_FEW_WORDS {
            return true;
        }
        let first = weighed.candidates.first().map(|first| first.key);
        matches!(first, None | Some(Key::Indicator(_) | Key::Task(_)))
    };
    if results
        && (says(cues::PLAN)
            || says(&["目标", "指标", "targets"])
            || (says(&["情况", "怎么样", "完成率", "百分之几", "完成了多少"]) && of_plan()))
    {
        return Some(Intent::Progress);
    }
    if says(cues::PLAN) && (says(cues::LIST) || says(&["目标", "指标"])) {
        return Some(Intent::Overview);
    }
    None
}
