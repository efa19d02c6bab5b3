//! The plan as published: what was promised, by whom, until when.

mod context;
mod continues;
mod observation;

use serde::{Deserialize, Serialize};

pub use self::context::{Claim, Context};
pub use self::continues::{Continues, Continuity};
pub use self::observation::{Observation, Observed, Source, TaskState, TaskUpdate};
use crate::{
    date::{Date, PartialDate},
    id::{AreaId, IndicatorId, ItemId, PlanId, SafeguardId, TaskId},
    lang::Text,
    quantity::Quantity,
};

/// A work plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// The title exactly as printed.
    pub title: Text,
    /// A title for headings, ours.
    pub short_title: Option<Text>,
    /// Whether the text is a consultation draft.
    pub stage: Stage,
    /// Whether everything in it is made up for demonstration.
    pub demo: bool,
    /// The day a demonstration is frozen at.
    pub as_of: Option<Date>,
    /// Where a wrong figure is reported: `https:` or `mailto:` of a government host, or `tel:`.
    pub corrections: Option<String>,
    /// First and last year.
    pub period: Period,
    /// Where the text comes from.
    pub document: Document,
    /// Places from the widest to the plan's own, then neighbours.
    pub regions: Vec<Region>,
    /// Groups of tasks, in plan order.
    pub areas: Vec<Area>,
    /// Tasks, in plan order.
    pub tasks: Vec<Task>,
    /// What else a unit is called.
    pub units: Vec<Unit>,
    /// Safeguards, in plan order.
    pub safeguards: Vec<Safeguard>,
    /// Targets, in plan order.
    pub indicators: Vec<Indicator>,
    /// Published figures near its targets.
    pub context: Vec<Context>,
    /// The plan that this one follows.
    pub predecessor: Option<PlanId>,
    /// Ids of items that an earlier text had; never used again.
    pub retired: Vec<ItemId>,
}

impl Plan {
    /// The plan's own place: the last of its regions that is not a neighbour.
    pub fn region(&self) -> Option<&Region> {
        self.regions.iter().rfind(|region| !region.elsewhere)
    }

    /// Distinct units in the order they first appear.
    pub fn unit_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for unit in self.tasks.iter().flat_map(|task| &task.units) {
            if !names.contains(&unit.as_str()) {
                names.push(unit);
            }
        }
        names
    }
}

/// The legal stage of the plan's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// 征求意见稿.
    Draft,
    /// 正式印发.
    InForce,
}

/// The years a plan covers, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: i32,
}

impl Period {
    /// Whether the last day of the period lies before `day`.
    pub fn is_over(self, day: Date) -> bool {
        PartialDate::Year(self.to).last_day() < day
    }

    /// Whether a year belongs to it.
    pub fn contains(self, year: i32) -> bool {
        (self.from..=self.to).contains(&year)
    }
}

/// Identity of the imported text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// Name of the imported file.
    pub file: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its document number.
    pub number: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// A place that documents belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its name as records give it.
    pub name: Text,
    /// Other names people use.
    pub aliases: Vec<String>,
    /// A neighbour: its records are found only when it is named.
    pub elsewhere: bool,
}

/// A group of tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Area {
    /// Its id.
    pub id: AreaId,
    /// As printed: （一）.
    pub number: String,
    /// As printed.
    pub title: Text,
}

/// A task with its responsible units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// As printed, without punctuation: 1.
    pub number: String,
    /// The group it stands in.
    pub area: Option<AreaId>,
    /// As printed.
    pub title: Text,
    /// 责任单位 as printed, in the printed order. The order says nothing about who leads.
    pub units: Vec<String>,
    /// Units that the text itself names 牵头.
    pub lead: Vec<String>,
    /// What it asks for, in our words.
    pub summary: Option<String>,
}

/// What else a unit is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// As printed in the tasks.
    pub name: Text,
    /// Other names people use.
    pub aliases: Vec<String>,
}

/// A safeguard (保障措施).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Safeguard {
    /// Its id.
    pub id: SafeguardId,
    /// As printed.
    pub title: Text,
}

/// A target of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// Its id.
    pub id: IndicatorId,
    /// Its name, from the text.
    pub name: Text,
    /// Other names people use.
    pub aliases: Vec<String>,
    /// What a value of it is.
    pub kind: Kind,
    /// The text asks it of each year (每年), not only of the last.
    pub each_year: bool,
    /// What a value means, in a few words: 年末存量.
    pub basis: Option<Text>,
    /// What is to be reached.
    pub target: Target,
    /// Where it stood at the start, where a source says so.
    pub baseline: Option<Baseline>,
    /// How often a value is promised; nothing where nobody promised.
    pub cadence: Option<Cadence>,
    /// The sentence, exactly as printed.
    pub quote: String,
    /// Where the sentence stands.
    pub locator: String,
    /// Ambiguities of the source.
    pub notes: Vec<Text>,
    /// Steps of a milestone, our arrangement.
    pub ladder: Vec<Text>,
    /// The target of the plan before that it goes on from.
    pub continues: Option<Continues>,
}

/// What a value of an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A level at a point in time.
    Stock,
    /// A sum over one year; never summed across years.
    AnnualFlow,
    /// A survey's result; never interpolated.
    Score,
    /// A state on a ladder, with evidence and no percentage.
    Milestone,
}

/// Where an indicator stood before, with who says so. The plan itself seldom gives one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Baseline {
    /// The value, in the target's unit.
    pub value: Quantity,
    /// What it covers; its last day is where the pace begins.
    pub period: PartialDate,
    /// Who says so.
    pub source: Source,
}

/// How often a value of an indicator is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Cadence {
    /// Each year.
    Yearly,
    /// Each half-year.
    HalfYearly,
    /// Each quarter.
    Quarterly,
    /// Each month.
    Monthly,
}

impl Cadence {
    /// Months from one value to the next.
    pub fn months(self) -> u8 {
        match self {
            Self::Yearly => 12,
            Self::HalfYearly => 6,
            Self::Quarterly => 3,
            Self::Monthly => 1,
        }
    }
}

impl Kind {
    /// Whether a value of this kind may cover a period: a sum over a year has whole years, and parts of one that run
    /// from January to the end of a month before December.
    pub fn allows(self, period: PartialDate) -> bool {
        match (self, period) {
            (Self::AnnualFlow, PartialDate::Month(_, month)) => month < 12,
            (Self::AnnualFlow, PartialDate::Day(_)) => false,
            _ => true,
        }
    }

    /// The one form of all periods that mean the same: but for a sum over a year, a value is that of the period's last
    /// day, so that 2024, 2024-12 and 2024-12-31 are one.
    pub fn canonical(self, period: PartialDate) -> PartialDate {
        match self {
            Self::AnnualFlow => period,
            _ => PartialDate::Day(period.last_day()),
        }
    }
}

/// What is to be reached, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The number, where the text gives one.
    pub goal: Option<Goal>,
    /// The words of a target without a number: 培育.
    pub text: Option<Text>,
    /// Until when.
    pub due: Due,
}

/// A numeric target as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Goal {
    /// The printed number.
    pub value: Quantity,
    /// The printed unit, with 万 or 亿 where printed.
    pub unit: Text,
    /// How a value is compared.
    pub comparator: Comparator,
    /// The words that say so: 以上, 达, or nothing.
    pub comparator_text: String,
}

/// How a value is compared with a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Comparator {
    /// At least: 以上, 达到, 不低于 and the bare number.
    #[serde(rename = ">=")]
    AtLeast,
    /// More than: 超过.
    #[serde(rename = ">")]
    MoreThan,
    /// At most: 以下, 不超过.
    #[serde(rename = "<=")]
    AtMost,
    /// Less than: 低于.
    #[serde(rename = "<")]
    LessThan,
    /// Exactly.
    #[serde(rename = "=")]
    Exactly,
    /// 左右: about; no verdict can be computed from it.
    #[serde(rename = "≈")]
    About,
}

impl Comparator {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::AtLeast, Self::MoreThan, Self::AtMost, Self::LessThan, Self::Exactly, Self::About];

    /// The sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
            Self::AtMost => "<=",
            Self::LessThan => "<",
            Self::Exactly => "=",
            Self::About => "≈",
        }
    }

    /// The comparator of a sign.
    pub fn from_sign(sign: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|comparator| comparator.sign() == sign)
    }

    /// Whether `value` reaches `target`; `None` where the words claim no edge (左右).
    pub fn holds(self, value: Quantity, target: Quantity) -> Option<bool> {
        Some(match self {
            Self::AtLeast => value >= target,
            Self::MoreThan => value > target,
            Self::AtMost => value <= target,
            Self::LessThan => value < target,
            Self::Exactly => value == target,
            Self::About => return None,
        })
    }
}

/// Until when a target is due, and how we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Due {
    /// As precise as the text, and no more.
    pub date: PartialDate,
    /// What says so.
    pub basis: DueBasis,
}

/// What a due date rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DueBasis {
    /// The target's own sentence names it.
    OwnSentence,
    /// A sentence before it that governs the list names it.
    GoverningSentence,
    /// Nothing names it: the end of the plan's period is presumed.
    PlanPeriod,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_over_a_year_has_whole_years_and_parts_from_january() {
        let allowed = |kind: Kind, period: &str| kind.allows(period.parse().unwrap());
        let flow =
            ["2024", "2024-01", "2024-11", "2024-12", "2024-09-30"].map(|p| allowed(Kind::AnnualFlow, p));
        assert_eq!(flow, [true, true, true, false, false]);
        assert!(["2024", "2024-12", "2024-09-30"].iter().all(|p| allowed(Kind::Stock, p)));
    }

    #[test]
    fn a_level_at_the_end_of_a_year_is_one_however_its_period_is_written() {
        let canonical = |kind: Kind, period: &str| kind.canonical(period.parse().unwrap()).to_string();
        for kind in [Kind::Stock, Kind::Score, Kind::Milestone] {
            let all = ["2024", "2024-12", "2024-12-31", "2024-11"].map(|p| canonical(kind, p));
            assert_eq!(all, ["2024-12-31", "2024-12-31", "2024-12-31", "2024-11-30"]);
        }
        assert_eq!(canonical(Kind::AnnualFlow, "2024"), "2024");
        assert_eq!(canonical(Kind::AnnualFlow, "2024-11"), "2024-11");
    }
}
