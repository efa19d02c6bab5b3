//! A plan and its values judged as of a day: how the snapshot comes about. Above the snapshot's types and the words,
//! which know nothing of it.

#[cfg(test)]
pub(crate) mod tests;

use serde::{Deserialize, Serialize};

use crate::{
    date::{Date, PartialDate},
    id::IndicatorId,
    lang::Text,
    method::{self, Judgement, METHOD_ID, Verdict, Working},
    plan::{Indicator, Kind, Observation, Observed, Period, Plan, Source, Task, TaskState, TaskUpdate},
    snapshot::{
        IndicatorView, Mode, Reading, SCHEMA, Snapshot, StatusCount, TaskReport, TaskView, UnitView,
        YearPoint,
    },
    words,
};

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
            let (mut seen, working) = Seen::of(indicator, plan.period, observations, as_of);
            seen.explained.extend(revisions(indicator, observations, as_of));
            (IndicatorView::new(indicator, plan, seen), working)
        });
        let (indicators, workings) = judged.unzip();
        Self { snapshot: Snapshot::of(plan, indicators, updates, as_of), workings }
    }
}

/// A snapshot with what its targets are judged from: for judging them again with other values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inputs {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// Its targets, in the same order.
    pub indicators: Vec<Indicator>,
    /// All values.
    pub observations: Vec<Observation>,
    /// What each target's values were before, a sentence each.
    pub revisions: Vec<Vec<Text>>,
}

/// What the values of a target were before, a sentence each.
fn revisions(indicator: &Indicator, observations: &[Observation], as_of: Date) -> Vec<Text> {
    let revisions = method::revisions(observations, indicator, as_of);
    revisions.into_iter().map(|[before, now]| words::revision(indicator, before, now)).collect()
}

impl Inputs {
    /// A plan as of a day with these values and reports.
    pub fn of(plan: &Plan, observations: &[Observation], updates: &[TaskUpdate], as_of: Date) -> Self {
        Self {
            snapshot: Snapshot::judge(plan, observations, updates, as_of),
            indicators: plan.indicators.clone(),
            // What speaks of later days is not public yet.
            observations: observations.iter().filter(|known| known.as_of <= as_of).cloned().collect(),
            revisions: plan.indicators.iter().map(|own| revisions(own, observations, as_of)).collect(),
        }
    }

    /// Judges all targets as if these had been observed, each in place of what is known of its target and period. Only for
    /// showing what would follow; without any the snapshot is again what it was.
    pub fn suppose(&mut self, supposed: &[Observation]) {
        let replaced = |known: &&Observation| {
            supposed.iter().any(|own| (&own.indicator, own.period) == (&known.indicator, known.period))
        };
        let known = self.observations.iter().filter(|known| !replaced(known));
        let all: Vec<Observation> = known.chain(supposed).cloned().collect();
        let Snapshot { period, as_of, indicators, .. } = &mut self.snapshot;
        let targets = self.indicators.iter().zip(&self.revisions);
        for (view, (indicator, revisions)) in indicators.iter_mut().zip(targets) {
            view.see(Seen::of(indicator, *period, &all, *as_of).0);
            view.explained.extend_from_slice(revisions);
        }
        self.snapshot.sum_up();
    }

    /// Something supposed of a target: a final value as of the last day of its period, or of the day judged if that comes
    /// first.
    pub fn supposed(
        &self,
        indicator: &IndicatorId,
        period: PartialDate,
        observed: Observed,
    ) -> Option<Observation> {
        Some(Observation {
            id: ["supposed-", indicator.as_str()].concat().parse().ok()?,
            indicator: indicator.clone(),
            period,
            observed,
            margin: None,
            as_of: period.last_day().min(self.snapshot.as_of),
            provisional: false,
            source: Source { title: "假设".to_owned(), url: None },
            supersedes: None,
            reason: None,
            next_step: None,
            note: None,
        })
    }
}

impl Snapshot {
    /// Judges a plan as of a day. Values and reports may come in any order.
    pub fn judge(plan: &Plan, observations: &[Observation], updates: &[TaskUpdate], as_of: Date) -> Self {
        Judged::of(plan, observations, updates, as_of).snapshot
    }

    fn of(plan: &Plan, indicators: Vec<IndicatorView>, updates: &[TaskUpdate], as_of: Date) -> Self {
        let mut snapshot = Self {
            v: SCHEMA,
            method: METHOD_ID.to_owned(),
            plan: plan.id.clone(),
            title: plan.title.clone(),
            short_title: plan.short_title.clone().unwrap_or_else(|| plan.title.clone()),
            region: plan.region().map(|region| region.name.clone()).unwrap_or_default(),
            period: plan.period,
            stage: plan.stage,
            mode: Mode::Promise,
            demo: plan.demo,
            as_of,
            data_as_of: None,
            document: plan.document.clone(),
            publication: None,
            summary: Vec::new(),
            indicators,
            areas: plan.areas.clone(),
            tasks: plan.tasks.iter().map(|task| TaskView::new(task, updates, as_of)).collect(),
            safeguards: plan.safeguards.clone(),
            units: units(plan),
        };
        snapshot.sum_up();
        snapshot
    }

    /// What follows for the whole from its targets.
    fn sum_up(&mut self) {
        let readings = self.indicators.iter().flat_map(|indicator| &indicator.readings);
        self.data_as_of = readings.map(|reading| reading.as_of).max();
        self.mode = match self.data_as_of {
            None => Mode::Promise,
            Some(_) if self.is_over() => Mode::Closed,
            Some(_) => Mode::Running,
        };
        self.summary = if self.mode == Mode::Promise { Vec::new() } else { count(&self.indicators) };
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

/// What the values of a target, as of a day, show.
struct Seen {
    verdict: Verdict,
    remarks: Vec<Text>,
    explained: Vec<Text>,
    latest: Option<Reading>,
    readings: Vec<Reading>,
    years: Vec<YearPoint>,
}

impl Seen {
    fn of(
        indicator: &Indicator,
        period: Period,
        observations: &[Observation],
        as_of: Date,
    ) -> (Self, Working) {
        let Judgement { verdict, working } = method::judge(indicator, period, observations, as_of);
        let readings: Vec<Reading> = method::current(observations, indicator, as_of)
            .into_iter()
            .map(|observation| Reading::new(observation, indicator))
            .collect();
        let decided = verdict.compared.as_ref().and_then(|c| readings.iter().find(|r| r.id == c.observation));
        let value_in = |year| {
            let of_year = readings.iter().rev().find(|reading| reading.covers_year(year, indicator.kind));
            of_year.and_then(|reading| reading.value)
        };
        let seen = Self {
            latest: decided.or(readings.last()).cloned(),
            years: (period.from..=period.to).map(|year| YearPoint { year, value: value_in(year) }).collect(),
            remarks: words::remarks(indicator, &verdict, &working),
            explained: words::explained(indicator, &verdict, &working),
            verdict,
            readings,
        };
        (seen, working)
    }
}

impl IndicatorView {
    fn new(indicator: &Indicator, plan: &Plan, seen: Seen) -> Self {
        let Seen { verdict, remarks, explained, latest, readings, years } = seen;
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
            verdict,
            remarks,
            explained,
            latest,
            readings,
            years,
        }
    }

    fn see(&mut self, seen: Seen) {
        let Seen { verdict, remarks, explained, latest, readings, years } = seen;
        self.verdict = verdict;
        self.remarks = remarks;
        self.explained = explained;
        self.latest = latest;
        self.readings = readings;
        self.years = years;
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
            margin: observation.margin,
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
