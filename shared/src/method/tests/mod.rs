mod examples;
mod open_sdg;
mod properties;
mod rules;

use super::*;
use crate::{
    date::PartialDate,
    lang::Text,
    plan::{Baseline, Cadence, Due, DueBasis, Observed, Source, Target},
};

/// A target to be told step by step, due at the end of 2024 in a plan from 2021 to 2024.
struct Story {
    indicator: Indicator,
    observations: Vec<Observation>,
}

const PLAN: Period = Period { from: 2021, to: 2024 };

impl Story {
    fn of(kind: Kind, comparator: Comparator, target: &str) -> Self {
        let goal =
            Goal { value: number(target), unit: Text::zh("件"), comparator, comparator_text: String::new() };
        Self { indicator: indicator(kind, Some(goal)), observations: Vec::new() }
    }

    fn at_least(target: &str) -> Self {
        Self::of(Kind::Stock, Comparator::AtLeast, target)
    }

    fn flow(target: &str) -> Self {
        Self::of(Kind::AnnualFlow, Comparator::AtLeast, target)
    }

    fn unit(mut self, unit: &str) -> Self {
        self.indicator.target.goal.as_mut().unwrap().unit = Text::zh(unit);
        self
    }

    fn due(mut self, date: &str) -> Self {
        self.indicator.target.due.date = date.parse().unwrap();
        self
    }

    fn from(mut self, period: &str, value: &str) -> Self {
        self.indicator.baseline = Some(Baseline {
            value: number(value),
            period: period.parse().unwrap(),
            source: Source { title: "统计公报".to_owned(), url: None },
        });
        self
    }

    fn promised(mut self, cadence: Cadence) -> Self {
        self.indicator.cadence = Some(cadence);
        self
    }

    fn then(mut self, period: &str, value: &str) -> Self {
        let id = format!("o{}", self.observations.len() + 1);
        self.observations.push(observed(&id, period, value));
        self
    }

    /// Changes the last value.
    fn which(mut self, change: impl FnOnce(&mut Observation)) -> Self {
        change(self.observations.last_mut().unwrap());
        self
    }

    fn provisional(self) -> Self {
        self.which(|o| o.provisional = true)
    }

    fn judged(&self, as_of: &str) -> Judgement {
        judge(&self.indicator, PLAN, &self.observations, as_of.parse().unwrap())
    }

    fn verdict(&self, as_of: &str) -> Verdict {
        self.judged(as_of).verdict
    }

    fn status(&self, as_of: &str) -> Status {
        self.verdict(as_of).status
    }
}

fn indicator(kind: Kind, goal: Option<Goal>) -> Indicator {
    Indicator {
        id: "i1".parse().unwrap(),
        name: Text::zh("标准数"),
        aliases: Vec::new(),
        kind,
        each_year: false,
        basis: None,
        target: Target {
            goal,
            text: None,
            due: Due { date: PartialDate::Year(2024), basis: DueBasis::OwnSentence },
        },
        baseline: None,
        cadence: None,
        quote: String::new(),
        locator: String::new(),
        notes: Vec::new(),
        ladder: Vec::new(),
        continues: None,
    }
}

fn observed(id: &str, period: &str, value: &str) -> Observation {
    let period: PartialDate = period.parse().unwrap();
    Observation {
        id: id.parse().unwrap(),
        indicator: "i1".parse().unwrap(),
        period,
        observed: Observed::Value(number(value)),
        margin: None,
        as_of: period.last_day(),
        provisional: false,
        source: Source { title: "年报".to_owned(), url: None },
        supersedes: None,
        reason: None,
        next_step: None,
        note: None,
    }
}

fn number(text: &str) -> Quantity {
    text.parse().unwrap()
}

/// The day after the plan and all its targets.
const AFTER: &str = "2025-06-30";
/// Within the plan's last year.
const BEFORE: &str = "2024-06-30";
