//! What is due and what happened, in the order of days.

use shared::{
    date::PartialDate,
    snapshot::{IndicatorView, TaskView},
    words,
};

use crate::{
    markup::Writer,
    strings::{
        BEGINS, COLON, CORRECTION, DOT, DUE_TARGETS, ENDS, ENUMERATION, TASK_REPORTED, TIMELINE_HEADING,
    },
    text::date,
};

/// Something that belongs to a day, month or year.
enum Event<'a> {
    /// The plan begins.
    Begins,
    /// Until then these targets are to be reached.
    Due(Vec<&'a IndicatorView>),
    /// A task was reported on.
    Reported(&'a TaskView),
    /// The figures shown were published.
    Published(String),
    /// Figures were taken back.
    Corrected(&'a str),
    /// The plan ends.
    Ends,
}

/// The list of events.
pub(crate) fn timeline(out: &mut Writer) {
    let mut events = events(out);
    // Stable: what falls on the same day keeps the order of the kinds.
    events.sort_by_key(|(when, _)| when.last_day());
    out.part("timeline", |out| {
        out.section(&TIMELINE_HEADING);
        out.element("ol.zc-timeline", |out| {
            for (when, event) in &events {
                out.item(|out| {
                    out.element("span.zc-day", |out| date(out, *when));
                    out.element("span", |out| say(out, event));
                });
            }
        });
    });
}

fn events<'a>(out: &Writer<'a>) -> Vec<(PartialDate, Event<'a>)> {
    let (snapshot, lang) = (out.scene.snapshot, out.scene.lang);
    let mut events = vec![(PartialDate::Year(snapshot.period.from), Event::Begins)];
    for indicator in &snapshot.indicators {
        let same = events.iter_mut().find_map(|(when, event)| match event {
            Event::Due(due) if *when == indicator.due.date => Some(due),
            _ => None,
        });
        match same {
            Some(due) => due.push(indicator),
            None => events.push((indicator.due.date, Event::Due(vec![indicator]))),
        }
    }
    for task in &snapshot.tasks {
        if let Some(report) = &task.report {
            events.push((PartialDate::Day(report.as_of), Event::Reported(task)));
        }
    }
    if let Some(publication) = &snapshot.publication {
        let words = words::publication(publication, lang);
        events.push((PartialDate::Day(publication.published), Event::Published(words)));
    }
    if let Some(correction) = snapshot.correction() {
        events.push((PartialDate::Day(correction.on), Event::Corrected(&correction.reason)));
    }
    events.push((PartialDate::Year(snapshot.period.to), Event::Ends));
    events
}

fn say(out: &mut Writer, event: &Event) {
    match event {
        Event::Begins => out.say(&BEGINS),
        Event::Ends => out.say(&ENDS),
        Event::Published(words) => out.text(words),
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
        Event::Reported(task) => {
            out.say(&TASK_REPORTED);
            out.text(&task.number);
            out.say(&COLON);
            out.plan(&task.title);
            out.text(DOT);
            out.text(words::task_state(task.state, out.scene.lang));
        }
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
