//! The method: from published values to a verdict that anybody can recompute by hand. docs/METHOD.md states it in words,
//! with worked examples that the tests read.
//!
//! The rules are tried in order and the first that applies decides. Every judgement keeps the inputs it rests on, its
//! formula and its thresholds. Fixed point throughout; time is counted in days of [`days360`].

mod pace;
mod series;
mod working;

use serde::{Deserialize, Serialize};

use self::series::Series;
pub use self::{
    pace::{Pace, Span, days360},
    series::{current, revisions},
    working::{PeriodResult, Rule, SamePart, Staleness, Used, Working, YearToDate},
};
use crate::{
    date::Date,
    id::ObservationId,
    plan::{Comparator, Goal, Indicator, Kind, Observation, Period},
    quantity::Quantity,
};

/// Names this version of the rules in every snapshot.
pub const METHOD_ID: &str = "zhice-1";

/// How long after the day a value was promised for its absence is not yet held against the figures, in months.
pub const GRACE_MONTHS: u8 = 3;

/// The public word of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// 达到.
    Met,
    /// 未达到.
    Missed,
    /// 定性目标: no number to compare with, or words that give no edge (左右).
    NotMeasurable,
    /// 按进度: at least 0.95 of the pace that the target needs.
    OnTrack,
    /// 进度偏慢: from 0.60 to below 0.95 of the pace.
    Slow,
    /// 明显偏慢: from 0 to below 0.60 of the pace.
    FarBehind,
    /// 不及起点: further from the target than at the start.
    Backward,
    /// 介于两档: the formulas, or the precision of the published value, lead to different bands.
    Borderline,
    /// There is a value, and nothing that a pace could be told from.
    LevelOnly,
    /// 数据未更新: the newest value is older than was promised.
    Stale,
    /// The due day is past and the final value is missing.
    AwaitingFinal,
    /// No value within the plan's period.
    NoData,
}

impl Status {
    /// All.
    pub const ALL: [Self; 12] = [
        Self::Met,
        Self::Missed,
        Self::NotMeasurable,
        Self::OnTrack,
        Self::Slow,
        Self::FarBehind,
        Self::Backward,
        Self::Borderline,
        Self::LevelOnly,
        Self::Stale,
        Self::AwaitingFinal,
        Self::NoData,
    ];
}

/// What the method says of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// A verdict and all it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The inputs, formula and thresholds.
    pub working: Working,
}

/// Judges `indicator` of a plan with `period` as of a day. `observations` may hold other indicators' values and come in
/// any order.
pub fn judge(indicator: &Indicator, period: Period, observations: &[Observation], as_of: Date) -> Judgement {
    let past_due = indicator.target.due.date.last_day() < as_of;
    let mut judgement = Judgement {
        verdict: Verdict {
            status: Status::NotMeasurable,
            early: false,
            provisional: false,
            past_due,
            compared: None,
        },
        working: Working::new(indicator, as_of),
    };
    let goal = indicator.target.goal.as_ref().filter(|goal| goal.comparator != Comparator::About);
    if let Some(goal) = goal {
        let closed = period.is_over(as_of);
        let series = Series::of(indicator, period, observations, as_of);
        Case { indicator, goal, series, past_due, closed, as_of }.decide(&mut judgement);
    }
    judgement
}

/// An indicator with a number to compare with.
struct Case<'a> {
    indicator: &'a Indicator,
    goal: &'a Goal,
    series: Series<'a>,
    past_due: bool,
    closed: bool,
    as_of: Date,
}

impl Case<'_> {
    /// Rules 2 to 8, first match wins. Rule 1 has been tried: there is a number.
    fn decide(&self, judgement: &mut Judgement) {
        let Judgement { verdict, working } = judgement;
        working.periods = self.series.periods(self.goal);
        working.missing_years = self.series.missing_years(self.as_of);
        working.year_to_date = self.series.year_to_date();
        if self.series.is_empty() {
            return decided(verdict, working, Rule::NoData, Status::NoData);
        }
        let Some(used) = self.series.deciding(self.past_due) else {
            let (rule, status) = self.without_a_value();
            return decided(verdict, working, rule, status);
        };
        let (comparator, target) = (self.goal.comparator, self.goal.value);
        verdict.provisional = used.provisional;
        working.at_baseline = self.baseline_holds();
        working.below_baseline = self.is_worse_than_baseline(&used);
        verdict.compared =
            Some(Compared { observation: used.id.clone(), value: used.value, comparator, target });
        working.attainment = pace::attainment(used.value, self.goal);
        working.used = Some(used.clone());
        if comparator.holds(used.value, target) == Some(true) {
            verdict.early = !self.past_due;
            return decided(verdict, working, Rule::Met, Status::Met);
        }
        if self.past_due {
            let status = if used.provisional { Status::AwaitingFinal } else { Status::Missed };
            return decided(verdict, working, Rule::PastDue, status);
        }
        // A plan whose period is over shows results only: its targets that are due later have a level and no more.
        if self.closed {
            return decided(verdict, working, Rule::LevelOnly, Status::LevelOnly);
        }
        working.staleness = self.series.staleness(self.as_of);
        if working.staleness.is_some() {
            return decided(verdict, working, Rule::Stale, Status::Stale);
        }
        self.pace(&used, verdict, working);
    }

    /// There are values, but none that the target could be judged by.
    fn without_a_value(&self) -> (Rule, Status) {
        if self.past_due {
            (Rule::PastDue, Status::AwaitingFinal)
        } else {
            (Rule::LevelOnly, Status::LevelOnly)
        }
    }

    /// Rules 6 to 8. A survey's score is never drawn as a line between two surveys, and what each year must reach has no
    /// way to go: both have a level and no pace.
    fn pace(&self, used: &Used, verdict: &mut Verdict, working: &mut Working) {
        let has_pace = self.indicator.kind != Kind::Score && !self.indicator.each_year;
        let baseline = self.indicator.baseline.as_ref().filter(|_| has_pace);
        let Some(baseline) = baseline else {
            return decided(verdict, working, Rule::LevelOnly, Status::LevelOnly);
        };
        if working.at_baseline {
            return decided(verdict, working, Rule::Pace, Status::Backward);
        }
        let due = self.indicator.target.due.date.last_day();
        working.pace = Pace::of(baseline, used, self.goal, due);
        let Some((low, high)) = working.pace.as_ref().map(Pace::bands) else {
            return decided(verdict, working, Rule::LevelOnly, Status::LevelOnly);
        };
        if low == high {
            decided(verdict, working, Rule::Pace, low);
        } else {
            working.between = Some((low, high));
            decided(verdict, working, Rule::Borderline, Status::Borderline);
        }
    }

    fn baseline_holds(&self) -> bool {
        let baseline = self.indicator.baseline.as_ref();
        baseline.is_some_and(|b| self.goal.comparator.holds(b.value, self.goal.value) == Some(true))
    }

    /// Worse even where the true value is the best that the published precision allows.
    fn is_worse_than_baseline(&self, used: &Used) -> bool {
        let Some(baseline) = &self.indicator.baseline else { return false };
        let (start, value) = (baseline.value.decimal(), used.value.decimal());
        let half = pace::uncertainty(used, self.goal);
        match self.goal.comparator {
            Comparator::AtLeast | Comparator::MoreThan => value.checked_add(half).is_some_and(|v| v < start),
            Comparator::AtMost | Comparator::LessThan => value.checked_sub(half).is_some_and(|v| v > start),
            Comparator::Exactly | Comparator::About => false,
        }
    }
}

fn decided(verdict: &mut Verdict, working: &mut Working, rule: Rule, status: Status) {
    verdict.status = status;
    working.rule = rule;
    working.formula = rule.formula();
}

#[cfg(test)]
mod tests;
