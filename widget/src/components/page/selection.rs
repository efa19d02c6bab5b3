//! What is left of the plan by filter and search.

use shared::{
    lang::Text,
    method::Status,
    snapshot::{IndicatorView, Snapshot, TaskView, UnitView},
};

use crate::{
    markup::Writer,
    search::Query,
    strings::{COMMA, NOTHING, SHOWN, TARGETS, TASKS, UNITS},
    text::count,
};

/// The targets, tasks and units to show.
pub(super) struct Selection<'a> {
    pub(super) indicators: Vec<&'a IndicatorView>,
    pub(super) tasks: Vec<&'a TaskView>,
    pub(super) units: Vec<&'a UnitView>,
}

impl<'a> Selection<'a> {
    /// The filter speaks of targets only; the search of everything.
    pub(super) fn new(snapshot: &'a Snapshot, filter: Option<Status>, query: &Query) -> Self {
        let indicators = snapshot.indicators.iter().filter(|indicator| {
            filter.is_none_or(|status| indicator.verdict.status == status) && finds_target(query, indicator)
        });
        let tasks = snapshot.tasks.iter().filter(|task| finds_task(query, task));
        let units = snapshot.units.iter().filter(|unit| query.matches(&both(&unit.name)));
        Self { indicators: indicators.collect(), tasks: tasks.collect(), units: units.collect() }
    }

    /// How many there are, in words; without a search only targets are narrowed down.
    pub(super) fn hits(&self, out: &mut Writer, query: &Query) {
        let counts =
            [(self.indicators.len(), &TARGETS), (self.tasks.len(), &TASKS), (self.units.len(), &UNITS)];
        let counts = if query.is_empty() { &counts[..1] } else { &counts[..] };
        if counts.iter().all(|(number, _)| *number == 0) {
            return out.say(&NOTHING);
        }
        let mut before = &SHOWN;
        for (number, what) in counts {
            if *number > 0 {
                out.say(before);
                count(out, *number, what);
                before = &COMMA;
            }
        }
    }
}

fn both(text: &Text) -> [&str; 2] {
    [&text.zh, text.en.as_deref().unwrap_or_default()]
}

fn finds_target(query: &Query, indicator: &IndicatorView) -> bool {
    let [zh, en] = both(&indicator.name);
    query.matches(&[zh, en, &indicator.quote])
}

fn finds_task(query: &Query, task: &TaskView) -> bool {
    let [zh, en] = both(&task.title);
    let mut texts = vec![zh, en, task.summary.as_deref().unwrap_or_default()];
    texts.extend(task.units.iter().map(String::as_str));
    query.matches(&texts)
}
