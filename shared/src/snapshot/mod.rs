//! The judged snapshot: the one truth that page, wasm, JSON, CSV and bot read.

use serde::{Deserialize, Serialize};

use crate::{
    date::{Date, PartialDate},
    id::{AreaId, IndicatorId, ObservationId, PlanId, TaskId},
    lang::Text,
    method::{Status, Verdict},
    plan::{Area, Document, Due, Goal, Kind, Period, Safeguard, Source, Stage, TaskState},
    quantity::Quantity,
};

/// The version of the snapshot's shape in JSON, as `v`. The binary form counts its own.
pub const SCHEMA: u16 = 1;

/// A plan with its values, judged as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Snapshot {
    /// [`SCHEMA`].
    pub v: u16,
    /// [`METHOD_ID`].
    pub method: String,
    /// The plan.
    pub plan: PlanId,
    /// Title as printed.
    pub title: Text,
    /// Title for headings.
    pub short_title: Text,
    /// The plan's place.
    pub region: Text,
    /// Years covered.
    pub period: Period,
    /// Draft or issued.
    pub stage: Stage,
    /// Promise, running or closed.
    pub mode: Mode,
    /// Everything in it is made up.
    pub demo: bool,
    /// The day judged.
    pub as_of: Date,
    /// The newest day any value speaks of.
    pub data_as_of: Option<Date>,
    /// The source text.
    pub document: Document,
    /// Which publication of the figures this is; nothing where they come from the pack alone.
    pub publication: Option<Publication>,
    /// Counts by status, in the order in which the plan's targets first have them. Empty in promise mode.
    pub summary: Vec<StatusCount>,
    /// Targets in plan order.
    pub indicators: Vec<IndicatorView>,
    /// Groups of tasks in plan order.
    pub areas: Vec<Area>,
    /// Tasks in plan order.
    pub tasks: Vec<TaskView>,
    /// Safeguards in plan order.
    pub safeguards: Vec<Safeguard>,
    /// Units in the order they first appear.
    pub units: Vec<UnitView>,
}

/// One approved state of a plan's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publication {
    /// Counts up from 1 within a plan; a withdrawal counts too.
    pub number: u32,
    /// The day it became public.
    pub published: Date,
    /// What it took back, where it corrects an earlier one.
    pub corrected: Option<Correction>,
}

/// That published figures were taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Correction {
    /// The day.
    pub on: Date,
    /// Why, in words for the public.
    pub reason: String,
}

/// How a plan is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// No values yet: the promise alone, without status.
    Promise,
    /// Values, and the period goes on.
    Running,
    /// The period is over: results only.
    Closed,
}

/// How many targets have a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusCount {
    /// The status.
    pub status: Status,
    /// How many targets.
    pub count: u16,
}

/// A target with its values and verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IndicatorView {
    /// Its id.
    pub id: IndicatorId,
    /// Its name.
    pub name: Text,
    /// What a value of it is.
    pub kind: Kind,
    /// What a value means.
    pub basis: Option<Text>,
    /// The number to reach.
    pub goal: Option<Goal>,
    /// The words of a target without a number.
    pub target_text: Option<Text>,
    /// Until when.
    pub due: Due,
    /// The plan's sentence.
    pub quote: String,
    /// Where it stands.
    pub locator: String,
    /// Ambiguities of the source.
    pub notes: Vec<Text>,
    /// Steps of a milestone, our arrangement.
    pub ladder: Vec<Text>,
    /// Published figures near it that are not its value, a sentence each.
    pub context: Vec<Text>,
    /// The verdict and its inputs.
    pub verdict: Verdict,
    /// What must be said besides its word.
    pub remarks: Vec<Text>,
    /// Its working, a sentence a step.
    pub explained: Vec<Text>,
    /// The newest value shown, the deciding one where a verdict rests on one.
    pub latest: Option<Reading>,
    /// All current values, oldest first.
    pub readings: Vec<Reading>,
    /// The plan's years with their full-year values: the chart.
    pub years: Vec<YearPoint>,
}

/// A published value, ready to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reading {
    /// The observation.
    pub id: ObservationId,
    /// What it covers.
    pub period: PartialDate,
    /// The value, in the goal's unit.
    pub value: Option<Quantity>,
    /// Or the step of the ladder, from 0.
    pub step: Option<u8>,
    /// Plus or minus, in the goal's unit, where the source gives one: the margin of a survey.
    pub margin: Option<Quantity>,
    /// The day it speaks of.
    pub as_of: Date,
    /// Not final.
    pub provisional: bool,
    /// Who says so.
    pub source: Source,
    /// The value it corrects.
    pub supersedes: Option<ObservationId>,
    /// Why the target was missed.
    pub reason: Option<String>,
    /// What is done about it.
    pub next_step: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// One year of the plan's period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct YearPoint {
    /// The year.
    pub year: i32,
    /// Its full-year value; missing is missing, not zero.
    pub value: Option<Quantity>,
}

/// A task with where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskView {
    /// Its id.
    pub id: TaskId,
    /// As printed.
    pub number: String,
    /// Its group.
    pub area: Option<AreaId>,
    /// As printed.
    pub title: Text,
    /// 责任单位, as printed and in the printed order.
    pub units: Vec<String>,
    /// Units that the text itself names 牵头.
    pub lead: Vec<String>,
    /// In our words.
    pub summary: Option<String>,
    /// Where it stands.
    pub state: TaskState,
    /// The report it rests on.
    pub report: Option<TaskReport>,
}

/// The newest report on a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskReport {
    /// The day it speaks of.
    pub as_of: Date,
    /// What was done.
    pub text: String,
    /// Why it was not reached.
    pub reason: Option<String>,
    /// Who says so.
    pub source: Source,
}

/// A unit and its tasks. Units answer for tasks, never for targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitView {
    /// As printed.
    pub name: Text,
    /// Its tasks in plan order.
    pub tasks: Vec<TaskId>,
}

impl Snapshot {
    /// A target by id.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&IndicatorView> {
        self.indicators.iter().find(|indicator| indicator.id == *id)
    }

    /// A task by id.
    pub fn task(&self, id: &TaskId) -> Option<&TaskView> {
        self.tasks.iter().find(|task| task.id == *id)
    }

    /// That figures were taken back, where they were.
    pub fn correction(&self) -> Option<&Correction> {
        self.publication.as_ref()?.corrected.as_ref()
    }

    /// Whether the period ended before the day judged.
    pub fn is_over(&self) -> bool {
        self.period.is_over(self.as_of)
    }
}

impl IndicatorView {
    /// Whether a value covers a part of a year only, of a target whose values are sums over years: it stands beside no
    /// full year.
    pub fn is_part_of_year(&self, reading: &Reading) -> bool {
        self.kind == Kind::AnnualFlow && !reading.period.is_year()
    }
}

#[cfg(test)]
mod tests;
