//! All that a verdict rests on: enough to recompute it by hand.

use serde::Serialize;

use super::{Status, pace::Pace};
use crate::{
    date::{Date, PartialDate},
    id::{IndicatorId, ObservationId},
    plan::{Cadence, Indicator, Observation, Observed},
    quantity::Quantity,
};

/// The inputs, the formula and the thresholds of one verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Working {
    /// The target judged.
    pub indicator: IndicatorId,
    /// The day judged.
    pub as_of: Date,
    /// The rule that decided.
    pub rule: Rule,
    /// Its formula, in words and signs.
    pub formula: &'static str,
    /// The value taken.
    pub used: Option<Used>,
    /// The baseline satisfied the target already: it was to be kept, not reached.
    pub at_baseline: bool,
    /// The value lies on the wrong side of the baseline.
    pub below_baseline: bool,
    /// Value over target in percent, for targets to be exceeded. A level, not a pace.
    pub attainment: Option<Quantity>,
    /// Each whole period of an annual flow against the target, oldest first. Never summed.
    pub periods: Vec<PeriodResult>,
    /// Years of an annual flow that are over and have no value.
    pub missing_years: Vec<i32>,
    /// The newest part of a year of an annual flow. Never compared with the whole year's target.
    pub year_to_date: Option<YearToDate>,
    /// By how much the figures are late, where they are.
    pub staleness: Option<Staleness>,
    /// The pace, where one can be told.
    pub pace: Option<Pace>,
    /// The two bands of a borderline verdict, the lower first.
    pub between: Option<(Status, Status)>,
}

impl Working {
    pub(super) fn new(indicator: &Indicator, as_of: Date) -> Self {
        Self {
            indicator: indicator.id.clone(),
            as_of,
            rule: Rule::NotMeasurable,
            formula: "",
            used: None,
            at_baseline: false,
            below_baseline: false,
            attainment: None,
            periods: Vec::new(),
            missing_years: Vec::new(),
            year_to_date: None,
            staleness: None,
            pace: None,
            between: None,
        }
    }
}

/// The rules of docs/METHOD.md, in the order they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// 1: no number, or no edge.
    NotMeasurable,
    /// 2: no value within the plan's period.
    NoData,
    /// 3: the comparator holds.
    Met,
    /// 4: the due day is past.
    PastDue,
    /// 5: the newest value is older than promised.
    Stale,
    /// 6: a level, and no pace.
    LevelOnly,
    /// 7: the pace, by both formulas in one band.
    Pace,
    /// 8: the pace, between two bands.
    Borderline,
}

impl Rule {
    /// What the rule computes, in signs: y the value, y0 the baseline, yT the target, t their days.
    pub(super) fn formula(self) -> &'static str {
        match self {
            Self::NotMeasurable | Self::NoData => "",
            Self::Met | Self::PastDue => "y comparator yT",
            Self::Stale => "day(y) + cadence + grace < as_of",
            Self::LevelOnly => "y / yT",
            Self::Pace | Self::Borderline => {
                "linear = ((y-y0)/(yT-y0)) / ((t-t0)/(tT-t0)); \
                 growth = ((y/y0)^(1/(t-t0))-1) / ((yT/y0)^(1/(tT-t0))-1)"
            }
        }
    }
}

/// A value as the method takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Used {
    /// The observation.
    pub id: ObservationId,
    /// What it covers.
    pub period: PartialDate,
    /// The day it counts for: the last of its period.
    pub day: Date,
    /// The value.
    pub value: Quantity,
    /// The error its source gives, plus or minus.
    pub margin: Option<Quantity>,
    /// Not final.
    pub provisional: bool,
}

impl Used {
    /// Nothing where the observation is a step of a ladder.
    pub(super) fn of(observation: &Observation) -> Option<Self> {
        let Observed::Value(value) = observation.observed else { return None };
        Some(Self {
            id: observation.id.clone(),
            period: observation.period,
            day: observation.period.last_day(),
            value,
            margin: observation.margin,
            provisional: observation.provisional,
        })
    }
}

/// A whole period of an annual flow against the target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeriodResult {
    /// The observation.
    pub id: ObservationId,
    /// The year.
    pub year: i32,
    /// Its value.
    pub value: Quantity,
    /// Whether the year for itself reaches the target.
    pub holds: bool,
    /// Not final.
    pub provisional: bool,
}

/// A part of a year, from January on, with the same part of earlier years where they are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct YearToDate {
    /// The observation.
    pub id: ObservationId,
    /// The month it runs to.
    pub period: PartialDate,
    /// The value.
    pub value: Quantity,
    /// The same part of earlier years, newest first.
    pub earlier: Vec<SamePart>,
}

/// The same part of an earlier year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SamePart {
    /// The observation.
    pub id: ObservationId,
    /// The month it runs to.
    pub period: PartialDate,
    /// The value.
    pub value: Quantity,
}

/// By how much the figures are late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Staleness {
    /// The newest observation.
    pub newest: ObservationId,
    /// The day it counts for.
    pub day: Date,
    /// How often a value is promised.
    pub cadence: Cadence,
    /// Months of grace.
    pub grace_months: u8,
    /// Since this day the figures are out of date.
    pub since: Date,
}
