//! What was published about a target or a task.

use serde::{Deserialize, Serialize};

use crate::{
    date::{Date, PartialDate},
    id::{IndicatorId, ObservationId, TaskId, UpdateId},
    quantity::Quantity,
};

/// A published value. Never edited: a correction supersedes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Its id.
    pub id: ObservationId,
    /// The target it speaks of.
    pub indicator: IndicatorId,
    /// The year, or the part of one, that it covers.
    pub period: PartialDate,
    /// What was observed.
    pub observed: Observed,
    /// The error that the source itself gives, plus or minus, in the value's unit.
    pub margin: Option<Quantity>,
    /// The day the value speaks of.
    pub as_of: Date,
    /// Not yet final.
    pub provisional: bool,
    /// Who published it and where.
    pub source: Source,
    /// The value it corrects.
    pub supersedes: Option<ObservationId>,
    /// Why a target was missed, by the responsible unit.
    pub reason: Option<String>,
    /// What is done about it.
    pub next_step: Option<String>,
    /// A remark for the public.
    pub note: Option<String>,
}

/// What was observed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Observed {
    /// A value in the target's unit.
    Value(Quantity),
    /// A step of the indicator's ladder.
    State(String),
}

/// Who published something, and where it can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Publisher and title.
    pub title: String,
    /// Address, if it may be shown.
    pub url: Option<String>,
}

/// A report on a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskUpdate {
    /// Its id.
    pub id: UpdateId,
    /// The task.
    pub task: TaskId,
    /// Where it stands.
    pub state: TaskState,
    /// The day it speaks of.
    pub as_of: Date,
    /// What was done.
    pub text: String,
    /// Why it was not reached.
    pub reason: Option<String>,
    /// Who says so.
    pub source: Source,
}

/// Where a task stands, in words and never as a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TaskState {
    /// 未启动.
    NotStarted,
    /// 按序时推进.
    OnSchedule,
    /// 已完成.
    Done,
    /// 未达到.
    NotReached,
    /// 暂无报告.
    NoReport,
}
