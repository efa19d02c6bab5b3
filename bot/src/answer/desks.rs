//! Several packs behind one question box.

use shared::{
    answer::{Answer, Picture},
    date::Date,
    id::PlanId,
};

use super::{
    Desk,
    understand::{Place, normalise},
};
use crate::{
    dialogue::{Drawn, Respond},
    picture,
};

/// One desk for each plan. A question goes to the plan whose place it names, else to the first.
pub struct Desks {
    desks: Vec<Desk>,
    today: fn() -> Date,
}

impl Desks {
    /// At least one desk is needed to answer anything.
    pub fn new(desks: Vec<Desk>, today: fn() -> Date) -> Self {
        Self { desks, today }
    }

    /// The desk of a plan.
    pub fn of(&self, plan: &PlanId) -> Option<&Desk> {
        self.desks.iter().find(|desk| desk.pack().plan.id == *plan)
    }

    /// All desks, in the order of the packs.
    pub fn iter(&self) -> impl Iterator<Item = &Desk> {
        self.desks.iter()
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
            self.desks.iter().find(|desk| {
                desk.names
                    .places()
                    .any(|(name, place)| *place == Place::Own && is_proper(name) && text.contains(name))
            })
        });
        named.or_else(|| self.desks.first())
    }
}

/// A name of one place, not a word for any district such as 全区 or 本区.
fn is_proper(name: &str) -> bool {
    !["我区", "本区", "全区", "区里", "区级", "我县", "本县", "全县"].contains(&name)
}

impl Respond for Desks {
    fn respond(&self, earlier: &[String], question: &str) -> Answer {
        let today = (self.today)();
        self.answer(earlier, question, today).unwrap_or_else(|| super::nothing_to_answer_from(today))
    }

    fn draw(&self, answer: &Answer) -> Option<Drawn> {
        let Picture { plan, indicator } = answer.picture.as_ref()?;
        picture::drawn(self.of(plan)?.snapshot(), indicator, answer.lang)
    }
}
