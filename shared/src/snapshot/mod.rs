//! The judged snapshot: the one truth that page, wasm, JSON, CSV and bot read.

mod binary;

use serde::{Deserialize, Serialize};

pub use self::binary::SnapshotError;
use crate::{
    date::{Date, PartialDate},
    id::{AreaId, IndicatorId, ObservationId, PlanId, TaskId},
    lang::Text,
    method::{self, Judgement, METHOD_ID, Status, Verdict, Working},
    plan::{
        Area, Document, Due, Goal, Indicator, Kind, Observation, Observed, Period, Plan, Safeguard, Source,
        Stage, Task, TaskState, TaskUpdate,
    },
    quantity::Quantity,
    words,
};

/// The version of the snapshot's shape, in JSON as `v` and in the binary form.
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

/// A snapshot with the working of each verdict: what the JSON form holds. Pages read the sentences in the snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Judged {
    /// The snapshot.
    #[serde(flatten)]
    pub snapshot: Snapshot,
    /// The working of each target, in plan order.
    pub workings: Vec<Working>,
}

impl Judged {
    /// Judges a plan as of a day. Values and reports may come in any order.
    pub fn of(plan: &Plan, observations: &[Observation], updates: &[TaskUpdate], as_of: Date) -> Self {
        let judged = plan.indicators.iter().map(|indicator| {
            let Judgement { verdict, working } = method::judge(indicator, plan.period, observations, as_of);
            (IndicatorView::new(indicator, plan, observations, verdict, &working), working)
        });
        let (indicators, workings) = judged.unzip();
        Self { snapshot: Snapshot::of(plan, indicators, updates, as_of), workings }
    }
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
    /// Judges a plan as of a day. Values and reports may come in any order.
    pub fn judge(plan: &Plan, observations: &[Observation], updates: &[TaskUpdate], as_of: Date) -> Self {
        Judged::of(plan, observations, updates, as_of).snapshot
    }

    fn of(plan: &Plan, indicators: Vec<IndicatorView>, updates: &[TaskUpdate], as_of: Date) -> Self {
        let data_as_of = indicators.iter().flat_map(|i| &i.readings).map(|reading| reading.as_of).max();
        let mode = match data_as_of {
            None => Mode::Promise,
            Some(_) if plan.period.is_over(as_of) => Mode::Closed,
            Some(_) => Mode::Running,
        };
        Self {
            v: SCHEMA,
            method: METHOD_ID.to_owned(),
            plan: plan.id.clone(),
            title: plan.title.clone(),
            short_title: plan.short_title.clone().unwrap_or_else(|| plan.title.clone()),
            region: plan.region().map(|region| region.name.clone()).unwrap_or_default(),
            period: plan.period,
            stage: plan.stage,
            mode,
            demo: plan.demo,
            as_of,
            data_as_of,
            document: plan.document.clone(),
            publication: None,
            summary: if mode == Mode::Promise { Vec::new() } else { count(&indicators) },
            indicators,
            areas: plan.areas.clone(),
            tasks: plan.tasks.iter().map(|task| TaskView::new(task, updates, as_of)).collect(),
            safeguards: plan.safeguards.clone(),
            units: units(plan),
        }
    }

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

fn count(indicators: &[IndicatorView]) -> Vec<StatusCount> {
    let mut counts: Vec<StatusCount> = Vec::new();
    for status in indicators.iter().map(|indicator| indicator.verdict.status) {
        match counts.iter_mut().find(|entry| entry.status == status) {
            Some(entry) => entry.count = entry.count.saturating_add(1),
            None => counts.push(StatusCount { status, count: 1 }),
        }
    }
    counts
}

fn units(plan: &Plan) -> Vec<UnitView> {
    let name = |printed: &str| {
        let known = plan.units.iter().find(|unit| unit.name.zh == printed);
        known.map_or_else(|| Text::zh(printed), |unit| unit.name.clone())
    };
    let tasks = |printed: &str| {
        let of_unit = plan.tasks.iter().filter(|task| task.units.iter().any(|unit| unit == printed));
        of_unit.map(|task| task.id.clone()).collect()
    };
    plan.unit_names().into_iter().map(|unit| UnitView { name: name(unit), tasks: tasks(unit) }).collect()
}

impl IndicatorView {
    fn new(
        indicator: &Indicator,
        plan: &Plan,
        observations: &[Observation],
        verdict: Verdict,
        working: &Working,
    ) -> Self {
        let readings: Vec<Reading> = method::current(observations, indicator, working.as_of)
            .into_iter()
            .map(|observation| Reading::new(observation, indicator))
            .collect();
        let decided = verdict.compared.as_ref().and_then(|c| readings.iter().find(|r| r.id == c.observation));
        let value_in = |year| {
            readings
                .iter()
                .rev()
                .find(|r| r.covers_year(year, indicator.kind))
                .and_then(|reading| reading.value)
        };
        Self {
            id: indicator.id.clone(),
            name: indicator.name.clone(),
            kind: indicator.kind,
            basis: indicator.basis.clone(),
            goal: indicator.target.goal.clone(),
            target_text: indicator.target.text.clone(),
            due: indicator.target.due,
            quote: indicator.quote.clone(),
            locator: indicator.locator.clone(),
            notes: {
                let predecessor = plan.predecessor.as_ref().zip(indicator.continues.as_ref());
                let continues = predecessor.map(|(plan, continues)| words::continues(plan, continues));
                indicator.notes.iter().cloned().chain(continues).collect()
            },
            ladder: indicator.ladder.clone(),
            context: {
                let near = plan.context.iter().filter(|context| context.indicator == indicator.id);
                near.map(words::context).collect()
            },
            latest: decided.or(readings.last()).cloned(),
            years: (plan.period.from..=plan.period.to)
                .map(|year| YearPoint { year, value: value_in(year) })
                .collect(),
            remarks: words::remarks(indicator, &verdict, working),
            explained: words::explained(indicator, &verdict, working),
            verdict,
            readings,
        }
    }
}

impl Reading {
    fn new(observation: &Observation, indicator: &Indicator) -> Self {
        let step = |state: &str| indicator.ladder.iter().position(|step| step.zh == state);
        let (value, step) = match &observation.observed {
            Observed::Value(value) => (Some(*value), None),
            Observed::State(state) => (None, step(state).and_then(|at| u8::try_from(at).ok())),
        };
        Self {
            id: observation.id.clone(),
            period: observation.period,
            value,
            step,
            as_of: observation.as_of,
            provisional: observation.provisional,
            source: observation.source.clone(),
            supersedes: observation.supersedes.clone(),
            reason: observation.reason.clone(),
            next_step: observation.next_step.clone(),
            note: observation.note.clone(),
        }
    }

    /// A part of a year never stands for the year; a level at its last day does.
    fn covers_year(&self, year: i32, kind: Kind) -> bool {
        let whole = PartialDate::Year(year);
        self.period == whole || (kind != Kind::AnnualFlow && self.period.last_day() == whole.last_day())
    }
}

impl TaskView {
    fn new(task: &Task, updates: &[TaskUpdate], as_of: Date) -> Self {
        let known = updates.iter().filter(|update| update.task == task.id && update.as_of <= as_of);
        let newest = known.max_by(|a, b| (a.as_of, &a.id).cmp(&(b.as_of, &b.id)));
        Self {
            id: task.id.clone(),
            number: task.number.clone(),
            area: task.area.clone(),
            title: task.title.clone(),
            units: task.units.clone(),
            lead: task.lead.clone(),
            summary: task.summary.clone(),
            state: newest.map_or(TaskState::NoReport, |update| update.state),
            report: newest.map(|update| TaskReport {
                as_of: update.as_of,
                text: update.text.clone(),
                reason: update.reason.clone(),
                source: update.source.clone(),
            }),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
