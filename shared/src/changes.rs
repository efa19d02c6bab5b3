//! What changed between two judged states of one plan: for the review before publishing, the feed, and whoever asks.

use serde::{Deserialize, Serialize};

use crate::{
    date::Date,
    id::{IndicatorId, TaskId},
    method::Status,
    plan::TaskState,
    snapshot::{IndicatorView, Reading, Snapshot, TaskReport, TaskView},
};

/// One change, with what was there before and what is there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum Change {
    /// A target's verdict.
    Status {
        /// The target.
        indicator: IndicatorId,
        /// Its verdict before.
        from: Status,
        /// Its verdict now.
        to: Status,
    },
    /// A value that was not there.
    Added {
        /// The target.
        indicator: IndicatorId,
        /// The value.
        reading: Box<Reading>,
    },
    /// A value that stands in another's place.
    Revised {
        /// The target.
        indicator: IndicatorId,
        /// The value before.
        from: Box<Reading>,
        /// The value now.
        to: Box<Reading>,
    },
    /// A value that is no longer there, and nothing in its place.
    Removed {
        /// The target.
        indicator: IndicatorId,
        /// The value.
        reading: Box<Reading>,
    },
    /// Where a task stands, or what is reported of it.
    Task {
        /// The task.
        task: TaskId,
        /// Its state before.
        from: TaskState,
        /// Its state now.
        to: TaskState,
        /// The report it rests on now.
        report: Option<TaskReport>,
    },
    /// Published figures were taken back.
    Corrected {
        /// The day.
        on: Date,
        /// Why, in words for the public.
        reason: String,
    },
}

/// What changed from `before` to `after`, in plan order: for each target its values, oldest first, then its verdict;
/// then the tasks. Both must be of one plan; targets and tasks that only one of them has are left out.
pub fn between(before: &Snapshot, after: &Snapshot) -> Vec<Change> {
    let mut changes = Vec::new();
    if let Some(correction) = after.publication.as_ref().and_then(|p| p.corrected.as_ref())
        && before.publication.as_ref().and_then(|p| p.corrected.as_ref()) != Some(correction)
    {
        changes.push(Change::Corrected { on: correction.on, reason: correction.reason.clone() });
    }
    for now in &after.indicators {
        if let Some(then) = before.indicator(&now.id) {
            values(then, now, &mut changes);
        }
    }
    let tasks = after.tasks.iter().filter_map(|now| task(before.task(&now.id)?, now));
    changes.extend(tasks);
    changes
}

fn values(then: &IndicatorView, now: &IndicatorView, changes: &mut Vec<Change>) {
    let indicator = &now.id;
    let stands_for = |old: &Reading, new: &Reading| new.supersedes.as_ref() == Some(&old.id);
    let known = |id| then.readings.iter().find(|reading| reading.id == id);
    for new in now.readings.iter().filter(|new| known(new.id.clone()).is_none()) {
        let (indicator, to) = (indicator.clone(), Box::new(new.clone()));
        changes.push(match then.readings.iter().find(|old| stands_for(old, new)) {
            Some(old) => Change::Revised { indicator, from: Box::new(old.clone()), to },
            None => Change::Added { indicator, reading: to },
        });
    }
    for old in &then.readings {
        let stays = now.readings.iter().any(|new| new.id == old.id || stands_for(old, new));
        if !stays {
            changes.push(Change::Removed { indicator: indicator.clone(), reading: Box::new(old.clone()) });
        }
    }
    let (from, to) = (then.verdict.status, now.verdict.status);
    if from != to {
        changes.push(Change::Status { indicator: indicator.clone(), from, to });
    }
}

fn task(then: &TaskView, now: &TaskView) -> Option<Change> {
    let same = then.state == now.state && then.report == now.report;
    (!same).then(|| Change::Task {
        task: now.id.clone(),
        from: then.state,
        to: now.state,
        report: now.report.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::ObservationId,
        judging::tests::{judged, value},
        plan::Observation,
        snapshot::{Correction, Publication},
    };

    #[test]
    fn a_first_value_and_its_verdict_are_two_changes() {
        let changes = between(&judged(&[]), &judged(&[value("a", "2024", "50")]));
        let words: Vec<String> =
            changes.iter().map(|c| serde_json::to_value(c).unwrap()["what"].to_string()).collect();
        assert_eq!(words, ["\"added\"", "\"status\""]);
    }

    #[test]
    fn a_correction_is_a_revision_and_taking_it_back_is_one_too() {
        let first = value("a", "2024", "50");
        let second = Observation {
            supersedes: Some("a".parse::<ObservationId>().unwrap()),
            ..value("b", "2024", "51")
        };
        let (before, after) = (judged(std::slice::from_ref(&first)), judged(&[first.clone(), second]));
        assert!(matches!(between(&before, &after).as_slice(), [Change::Revised { from, to, .. }]
            if from.id.as_str() == "a" && to.id.as_str() == "b"));
        let mut back = before.clone();
        let correction = Correction { on: "2025-06-30".parse().unwrap(), reason: "录入有误".to_owned() };
        back.publication =
            Some(Publication { number: 3, published: correction.on, corrected: Some(correction) });
        let words: Vec<String> = between(&after, &back)
            .iter()
            .map(|c| serde_json::to_value(c).unwrap()["what"].to_string())
            .collect();
        assert_eq!(words, ["\"corrected\"", "\"added\"", "\"removed\""]);
    }

    #[test]
    fn the_same_state_has_no_change() {
        let snapshot = judged(&[value("a", "2024", "50")]);
        assert_eq!(between(&snapshot, &snapshot), []);
    }
}
