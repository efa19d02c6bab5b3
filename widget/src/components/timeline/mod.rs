//! What is due and what happened, in the order of days.

use shared::{
    date::PartialDate,
    snapshot::{IndicatorView, TaskReport, TaskView},
    words,
};

use crate::{
    markup::Writer,
    strings::{BEGINS, CORRECTION, DOT, DUE_TARGETS, ENDS, ENUMERATION, TASKS_REPORTED, TIMELINE_HEADING},
    text::date,
};

/// Something that belongs to a day, month or year.
enum Event<'a> {
    /// The plan begins.
    Begins,
    /// Until then these targets are to be reached.
    Due(Vec<&'a IndicatorView>),
    /// These tasks were reported on.
    Reported(Vec<&'a TaskView>),
    /// The figures shown were published.
    Published(String),
    /// Figures were taken back.
    Corrected(&'a str),
    /// The plan ends.
    Ends,
}

/// The list of events.
pub(crate) fn timeline(out: &mut Writer) {
    let events = events(out);
    out.part("timeline", |out| {
        out.section(&TIMELINE_HEADING);
        out.element("ol.zc-timeline", |out| {
            for (when, event) in &events.0 {
                out.item(|out| {
                    out.element("span.zc-day", |out| date(out, *when));
                    out.element("div", |out| say(out, event));
                });
            }
        });
    });
}

/// Events in the order of the days they end on; those of one day in the order in which they came.
struct Events<'a>(Vec<(PartialDate, Event<'a>)>);

impl<'a> Events<'a> {
    /// Puts an event in its place. A sort of the standard library would cost the wasm 1.5 KB on the wire.
    fn put(&mut self, when: PartialDate, event: Event<'a>) {
        let later = self.0.iter().position(|(other, _)| other.last_day() > when.last_day());
        self.0.insert(later.unwrap_or(self.0.len()), (when, event));
    }

    /// Puts a target to those that are due then.
    fn due(&mut self, indicator: &'a IndicatorView) {
        let when = indicator.due.date;
        for (other, event) in &mut self.0 {
            if let (true, Event::Due(due)) = (*other == when, event) {
                return due.push(indicator);
            }
        }
        self.put(when, Event::Due(vec![indicator]));
    }

    /// Puts a task to those that were reported on that day.
    fn reported(&mut self, task: &'a TaskView, report: &TaskReport) {
        let when = PartialDate::Day(report.as_of);
        for (other, event) in &mut self.0 {
            if let (true, Event::Reported(tasks)) = (*other == when, event) {
                return tasks.push(task);
            }
        }
        self.put(when, Event::Reported(vec![task]));
    }
}

fn events<'a>(out: &Writer<'a>) -> Events<'a> {
    let (snapshot, lang) = (out.scene.snapshot, out.scene.lang);
    let mut events = Events(Vec::new());
    events.put(PartialDate::Year(snapshot.period.from), Event::Begins);
    for indicator in &snapshot.indicators {
        events.due(indicator);
    }
    for task in &snapshot.tasks {
        if let Some(report) = &task.report {
            events.reported(task, report);
        }
    }
    if let Some(publication) = &snapshot.publication {
        let words = words::publication(publication, lang);
        events.put(PartialDate::Day(publication.published), Event::Published(words));
    }
    if let Some(correction) = snapshot.correction() {
        events.put(PartialDate::Day(correction.on), Event::Corrected(&correction.reason));
    }
    events.put(PartialDate::Year(snapshot.period.to), Event::Ends);
    events
}

fn say(out: &mut Writer, event: &Event) {
    match event {
        Event::Begins => out.say(&BEGINS),
        Event::Ends => out.say(&ENDS),
        Event::Published(words) => out.dated(words),
        Event::Corrected(reason) => {
            out.say(&CORRECTION);
            out.chinese(reason);
        }
        Event::Due(indicators) => {
            out.say(&DUE_TARGETS);
            for (at, indicator) in indicators.iter().enumerate() {
                if at > 0 {
                    out.say(&ENUMERATION);
                }
                out.plan(&indicator.name);
            }
        }
        Event::Reported(tasks) => {
            out.say(&TASKS_REPORTED);
            out.element("ul", |out| {
                for task in tasks {
                    out.item(|out| {
                        out.text(&task.number);
                        out.text(". ");
                        out.plan(&task.title);
                        out.text(DOT);
                        let state = words::task_state(task.state, out.scene.lang);
                        out.element("span.zc-piece", |out| out.text(state));
                    });
                }
            });
        }
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
