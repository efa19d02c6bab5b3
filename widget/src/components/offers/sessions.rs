//! The trainings to come, the next first, each with a file for a calendar.

use shared::{
    offers::{Offers, SessionView},
    words,
};

use super::{Calendars, ground::window, schemes::cell};
use crate::{
    components::{
        source::linked,
        table::{group, row_head, table},
    },
    links::web_address,
    markup::Writer,
    strings::{
        COLON, Label,
        offers::{
            ANNOUNCED, CALENDAR, DEMO, ENROL, FOR_WHOM, ORGANISER, PLACE, SEATS, SESSIONS, TIME, TRAINING,
            UNRECORDED,
        },
    },
};

/// The sessions, or that none is known of.
pub(super) fn sessions(out: &mut Writer, offers: &Offers, calendars: &Calendars) {
    if offers.sessions.is_empty() {
        out.element("div.zc-part", |out| {
            out.section(&SESSIONS);
            let none = words::no_sessions(offers.as_of, out.scene.lang);
            out.paragraph(|out| out.text(&none));
        });
        return;
    }
    let columns = [TRAINING, TIME, PLACE, SEATS, ENROL].map(|column| column.of(out.scene.lang));
    table(out, "sessions", "table.zc-table zc-sessions", &SESSIONS, &columns, |out| {
        for session in &offers.sessions {
            row(out, session, calendars);
        }
    });
}

fn row(out: &mut Writer, session: &SessionView, calendars: &Calendars) {
    let id = ["session-", session.id.as_str()].concat();
    group(out, "zc-row", &id, |out| {
        out.element("tr", |out| {
            row_head(out, |out| training(out, session));
            cell(out, "td.zc-time", &TIME, |out| time(out, session, calendars));
            cell(out, "td.zc-place", &PLACE, |out| recorded(out, session.place.as_deref()));
            cell(out, "td.zc-seats", &SEATS, |out| match session.seats {
                Some(seats) => out.show(&seats),
                None => recorded(out, None),
            });
            cell(out, "td.zc-ask", &ENROL, |out| {
                recorded(out, session.how.as_deref());
                if let Some(named) = &session.window {
                    window(out, named);
                }
            });
        });
    });
}

/// Title, mark, organiser, audience and who announced it.
fn training(out: &mut Writer, session: &SessionView) {
    if session.demo {
        out.element("span.zc-demo", |out| out.say(&DEMO));
        out.text(" ");
    }
    out.strong(|out| out.plan(&session.title));
    line(out, &ORGANISER, session.organiser.as_deref());
    line(out, &FOR_WHOM, session.audience.as_deref());
    out.sub(|out| {
        out.say(&ANNOUNCED);
        out.say(&COLON);
        linked(out, &session.source_title, session.url.as_deref());
    });
}

fn line(out: &mut Writer, label: &Label, text: Option<&str>) {
    let Some(text) = text else { return };
    out.sub(|out| {
        out.say(label);
        out.say(&COLON);
        out.chinese(text);
    });
}

/// `2025-07-10 14:00—16:00`, and the file for a calendar.
fn time(out: &mut Writer, session: &SessionView, calendars: &Calendars) {
    out.element("span.zc-line", |out| {
        out.show(&session.starts);
        let Some(ends) = session.ends else { return };
        out.text("—");
        if ends.date == session.starts.date {
            out.show(&format_args!("{:02}:{:02}", ends.hour, ends.minute));
        } else {
            out.show(&ends);
        }
    });
    let file = [&calendars.before, session.id.as_str(), &calendars.after].concat();
    if let Some(file) = web_address(&file) {
        out.with("a", &["class", "href"], &["zc-link zc-calendar", file], |out| {
            out.say(&CALENDAR);
            out.hidden(|out| {
                out.say(&COLON);
                out.plan(&session.title);
            });
        });
    }
}

fn recorded(out: &mut Writer, text: Option<&str>) {
    match text {
        Some(text) => out.chinese(text),
        None => out.element("span.zc-none", |out| out.say(&UNRECORDED)),
    }
}
