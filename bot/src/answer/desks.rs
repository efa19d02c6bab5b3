//! Several packs behind one question box.

use std::sync::Arc;

use shared::{
    answer::{Answer, Picture},
    date::Date,
    id::PlanId,
};

use super::{
    Advice, Desk, Unsure,
    understand::{Place, normalise},
};
use crate::{
    dialogue::{Advise, Drawn, Respond},
    picture,
};

/// One desk for each plan. A question goes to the plan whose place it names, else to the first.
pub struct Desks {
    all: Vec<Desk>,
    today: fn() -> Date,
    adviser: Option<Arc<dyn Advise>>,
}

impl Desks {
    /// At least one desk is needed to answer anything.
    pub fn new(desks: Vec<Desk>, today: fn() -> Date) -> Self {
        Self { all: desks, today, adviser: None }
    }

    /// The same with somebody to ask where a desk is unsure.
    #[must_use]
    pub fn advised_by(self, adviser: Arc<dyn Advise>) -> Self {
        Self { adviser: Some(adviser), ..self }
    }

    /// The desk of a plan.
    pub fn of(&self, plan: &PlanId) -> Option<&Desk> {
        self.all.iter().find(|desk| desk.pack().plan.id == *plan)
    }

    /// All desks, in the order of the packs.
    pub fn iter(&self) -> impl Iterator<Item = &Desk> {
        self.all.iter()
    }

    /// Answers as of a day.
    pub fn answer(&self, earlier: &[String], question: &str, today: Date) -> Option<Answer> {
        Some(self.for_question(earlier, question)?.answer(earlier, question, today))
    }

    fn for_question(&self, earlier: &[String], question: &str) -> Option<&Desk> {
        let asked: Vec<String> = std::iter::once(question)
            .chain(earlier.iter().rev().map(String::as_str))
            .map(normalise)
            .collect();
        let named = asked.iter().find_map(|text| {
            self.all.iter().find(|desk| {
                desk.names
                    .places()
                    .any(|(name, place)| *place == Place::Own && is_proper(name) && text.contains(name))
            })
        });
        named.or_else(|| self.all.first())
    }
}

/// A name of one place, not a word for any district such as 全区 or 本区.
fn is_proper(name: &str) -> bool {
    !["我区", "本区", "全区", "区里", "区级", "我县", "本县", "全县"].contains(&name)
}

/// Desks as they are asked from one place: at the desk of a plan, as of a day. A plan or a day that is not given is
/// found as [`Desks`] finds it.
pub struct AtDesk {
    /// The desks.
    pub desks: Arc<Desks>,
    /// The plan asked about.
    pub plan: Option<PlanId>,
    /// The day to answer as of.
    pub day: Option<Date>,
}

impl AtDesk {
    /// Whatever plan a question names, today.
    pub fn anywhere(desks: Arc<Desks>) -> Self {
        Self { desks, plan: None, day: None }
    }

    fn desk(&self, earlier: &[String], question: &str) -> Option<&Desk> {
        let named = self.plan.as_ref().and_then(|plan| self.desks.of(plan));
        named.or_else(|| self.desks.for_question(earlier, question))
    }

    fn day(&self) -> Date {
        self.day.unwrap_or_else(self.desks.today)
    }
}

impl Respond for AtDesk {
    fn respond(&self, earlier: &[String], question: &str) -> Answer {
        let day = self.day();
        let answer = self.desk(earlier, question).map(|desk| desk.answer(earlier, question, day));
        answer.unwrap_or_else(|| super::nothing_to_answer_from(day))
    }

    fn draw(&self, answer: &Answer) -> Option<Drawn> {
        let Picture { plan, indicator } = answer.picture.as_ref()?;
        picture::drawn(self.desks.of(plan)?.snapshot(), indicator, answer.lang)
    }

    fn adviser(&self) -> Option<Arc<dyn Advise>> {
        self.desks.adviser.clone()
    }

    fn unsure(&self, earlier: &[String], question: &str) -> Option<Unsure> {
        self.desk(earlier, question)?.unsure(earlier, question, self.day())
    }

    fn advised(&self, unsure: &Unsure, advice: &Advice) -> Option<Answer> {
        self.desks.of(unsure.plan())?.advised(unsure, advice)
    }
}
