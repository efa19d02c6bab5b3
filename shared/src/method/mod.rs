//! The method: from published values to a verdict that anybody can recompute.
//!
//! The rules are tried in order and the first that applies decides. This is the first version: it makes no claim about
//! pace. Every verdict keeps the inputs it rests on.

use serde::{Deserialize, Serialize};

use crate::{
    date::Date,
    id::ObservationId,
    plan::{Comparator, Due, Goal, Indicator, Kind, Observation, Observed},
    quantity::Quantity,
};

/// Names this version of the rules in every snapshot.
pub const METHOD_ID: &str = "zhice-level-1";

/// The public word of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// 达到.
    Met,
    /// 未达到.
    Missed,
    /// 定性目标: no number to compare with.
    NotMeasurable,
    /// There is a value, and the day it counts for has not come.
    LevelOnly,
    /// The due day is past and the final value is missing.
    AwaitingFinal,
    /// No value at all.
    NoData,
}

impl Status {
    /// All, in the order a summary counts them.
    pub const ALL: [Self; 6] =
        [Self::Met, Self::Missed, Self::NotMeasurable, Self::LevelOnly, Self::AwaitingFinal, Self::NoData];
}

/// A judged indicator, with all that the judgement rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The public word.
    pub status: Status,
    /// Met before the due day: an earlier hit must still hold then.
    pub early: bool,
    /// Rests on a value that is not final.
    pub provisional: bool,
    /// The day judged lies after the due day.
    pub past_due: bool,
    /// What was compared, where anything was.
    pub compared: Option<Compared>,
}

/// A comparison that can be repeated by hand: `value comparator target`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The observation taken.
    pub observation: ObservationId,
    /// Its value.
    pub value: Quantity,
    /// How it was compared.
    pub comparator: Comparator,
    /// With what.
    pub target: Quantity,
}

/// Values that count: those nothing supersedes and that were known on `as_of`, oldest first.
pub fn current<'a>(
    observations: &'a [Observation],
    indicator: &Indicator,
    as_of: Date,
) -> Vec<&'a Observation> {
    let known = |o: &&Observation| o.indicator == indicator.id && o.as_of <= as_of;
    let superseded: Vec<&ObservationId> =
        observations.iter().filter(known).filter_map(|o| o.supersedes.as_ref()).collect();
    let mut current: Vec<&Observation> =
        observations.iter().filter(known).filter(|o| !superseded.contains(&&o.id)).collect();
    current.sort_by(|a, b| (a.period.last_day(), a.as_of, &a.id).cmp(&(b.period.last_day(), b.as_of, &b.id)));
    current
}

/// Judges `indicator` as of a day. `observations` may hold other indicators' values and come in any order.
pub fn judge(indicator: &Indicator, observations: &[Observation], as_of: Date) -> Verdict {
    let due = indicator.target.due;
    let past_due = due.date.last_day() < as_of;
    let verdict = |status| Verdict { status, early: false, provisional: false, past_due, compared: None };
    let Some(goal) = indicator.target.goal.as_ref() else {
        return verdict(Status::NotMeasurable);
    };
    let current = current(observations, indicator, as_of);
    if current.is_empty() {
        return verdict(Status::NoData);
    }
    let no_verdict = || verdict(if past_due { Status::AwaitingFinal } else { Status::LevelOnly });
    let Some((observation, compared)) = deciding(indicator.kind, goal, due, &current, past_due) else {
        return no_verdict();
    };
    let status = match compared.comparator.holds(compared.value, compared.target) {
        Some(true) => Status::Met,
        Some(false) if !past_due => Status::LevelOnly,
        Some(false) if observation.provisional => Status::AwaitingFinal,
        Some(false) => Status::Missed,
        None => return no_verdict(),
    };
    Verdict {
        early: status == Status::Met && !past_due,
        provisional: observation.provisional,
        compared: Some(compared),
        ..verdict(status)
    }
}

/// The value a target is judged by: an annual flow by its due year only; a level by the newest value until the due day,
/// and after it by the value at the end of the due period only.
fn deciding<'a>(
    kind: Kind,
    goal: &Goal,
    due: Due,
    current: &[&'a Observation],
    past_due: bool,
) -> Option<(&'a Observation, Compared)> {
    let eligible = |o: &Observation| match kind {
        Kind::AnnualFlow => o.period.is_year() && o.period.year() == due.date.year(),
        _ if past_due => o.period.last_day() == due.date.last_day(),
        _ => o.period.last_day() <= due.date.last_day(),
    };
    let observation = current.iter().rfind(|o| eligible(o))?;
    let Observed::Value(value) = observation.observed else { return None };
    let compared = Compared {
        observation: observation.id.clone(),
        value,
        comparator: goal.comparator,
        target: goal.value,
    };
    Some((observation, compared))
}

#[cfg(test)]
mod tests;
