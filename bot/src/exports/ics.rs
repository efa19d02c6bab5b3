//! A training session as a file for calendars (RFC 5545). Written by hand: it is one event of a dozen lines, and the
//! crates for it bring a clock and random ids, while the same session must give the same bytes.

use std::fmt::Write;

use shared::{date::Date, id::PlanId, offers::SessionView, policy::Moment};

/// A line is folded at so many bytes (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// China has had one time without summer time since 1991.
const ZONE: [&str; 9] = [
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19910915T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// The calendar of one session, as known on a day.
pub fn ics(plan: &PlanId, session: &SessionView, day: Date) -> Vec<u8> {
    let mut file = Calendar::default();
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//zhice//sessions//ZH", "CALSCALE:GREGORIAN"];
    for line in head.into_iter().chain(ZONE) {
        file.line(line);
    }
    file.line("BEGIN:VEVENT");
    file.line(&format!("UID:{}@{plan}.zhice", session.id));
    file.line(&format!("DTSTAMP:{}T000000Z", compact(day)));
    file.moment("DTSTART", session.starts);
    if let Some(ends) = session.ends {
        file.moment("DTEND", ends);
    }
    let demo = if session.demo && !session.title.zh.contains("演示") { "演示：" } else { "" };
    file.text("SUMMARY", &format!("{demo}{}", session.title.zh));
    if let Some(place) = &session.place {
        file.text("LOCATION", place);
    }
    file.text("DESCRIPTION", &description(session));
    file.line("END:VEVENT");
    file.line("END:VCALENDAR");
    file.0.into_bytes()
}

/// Organiser, audience, seats, how to enrol, telephone and source, a line each.
fn description(session: &SessionView) -> String {
    let window = session.window.as_ref();
    let phone = window.and_then(|window| Some(format!("{} {}", window.name.zh, window.phone.as_ref()?)));
    let lines = [
        ("主办", session.organiser.clone()),
        ("对象", session.audience.clone()),
        ("名额", session.seats.map(|seats| seats.to_string())),
        ("报名", session.how.clone()),
        ("电话", phone),
        ("来源", Some(session.source_title.clone())),
        ("网页", session.url.clone()),
    ];
    let lines = lines.into_iter().filter_map(|(name, text)| Some(format!("{name}：{}", text?)));
    lines.collect::<Vec<_>>().join("\n")
}

/// `20250710`.
fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// The lines so far.
#[derive(Default)]
struct Calendar(String);

impl Calendar {
    /// A property with its value as it stands, folded between characters; each further line begins with a space.
    fn line(&mut self, line: &str) {
        let mut room = LONGEST_LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LONGEST_LINE - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    fn moment(&mut self, name: &str, at: Moment) {
        let day = compact(at.date);
        self.line(&format!("{name};TZID=Asia/Shanghai:{day}T{:02}{:02}00", at.hour, at.minute));
    }

    /// A property with a text: what has a meaning in the format is escaped, what has no place in a text is dropped.
    fn text(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for c in text.replace("\r\n", "\n").chars() {
            match c {
                '\\' | ';' | ',' => {
                    let _ = write!(line, "\\{c}");
                }
                '\n' | '\r' => line.push_str("\\n"),
                c if c.is_control() && c != '\t' => {}
                c => line.push(c),
            }
        }
        self.line(&line);
    }
}

#[cfg(test)]
mod tests {
    use icalendar::{Calendar as Parsed, CalendarComponent, Component, Event, EventLike};
    use proptest::prelude::*;
    use shared::lang::Text;

    use super::*;

    fn session(text: &str) -> SessionView {
        SessionView {
            id: "class".parse().unwrap(),
            title: Text::zh(text),
            starts: "2026-12-03T09:05".parse().unwrap(),
            ends: Some("2026-12-03T16:30".parse().unwrap()),
            place: Some(text.to_owned()),
            organiser: None,
            audience: None,
            seats: Some(60),
            how: Some(text.to_owned()),
            window: None,
            source_title: "安排".to_owned(),
            url: None,
            demo: false,
        }
    }

    fn written(session: &SessionView) -> String {
        let file = ics(&"gongshu".parse().unwrap(), session, "2026-11-22".parse().unwrap());
        String::from_utf8(file).unwrap()
    }

    /// The one event that another reader finds in a file.
    fn event(file: &str) -> Event {
        let calendar: Parsed = file.parse().unwrap();
        let mut events = calendar.components.into_iter().filter_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        });
        let event = events.next().unwrap();
        assert!(events.next().is_none(), "more than one event");
        event
    }

    #[test]
    fn a_session_as_a_calendar_keeps_it() {
        insta::assert_snapshot!(written(&session("质押登记怎么办")).replace("\r\n", "\n"));
    }

    #[test]
    fn hostile_texts_come_back_as_they_were() {
        let hostile = "一,二;三\\n四\n五\nEND:VEVENT\nBEGIN:VALARM\n<script>alert(\"1\")</script>:"
            .to_owned()
            + &"很长的中文".repeat(60);
        let file = written(&session(&hostile));
        // Readers are lenient; the escapes themselves are held to the standard.
        let unfolded = file.replace("\r\n ", "");
        assert!(
            unfolded.contains(r"SUMMARY:一\,二\;三\\n四\n五\nEND:VEVENT\nBEGIN:VALARM\n<script>"),
            "{unfolded}"
        );
        let event = event(&file);
        assert_eq!(event.get_summary(), Some(hostile.as_str()));
        assert_eq!(event.get_location(), Some(hostile.as_str()));
        assert!(event.get_description().unwrap().contains(&hostile));
        assert_eq!(event.get_uid(), Some("class@gongshu.zhice"));
        assert_eq!(event.property_value("DTSTART"), Some("20261203T090500"));
        assert_eq!(event.property_value("DTEND"), Some("20261203T163000"));
        assert_eq!(event.property_value("DTSTAMP"), Some("20261122T000000Z"));
        assert_eq!(event.properties()["DTSTART"].params()["TZID"].value(), "Asia/Shanghai");
    }

    #[test]
    fn what_is_made_up_says_so_and_an_open_end_stays_open() {
        let session = SessionView { demo: true, ends: None, ..session("一次课") };
        let event = event(&written(&session));
        assert_eq!(event.get_summary(), Some("演示：一次课"));
        assert_eq!(event.property_value("DTEND"), None);
    }

    proptest! {
        #[test]
        fn every_line_fits_and_no_text_becomes_a_line(text in "[\\PC\r\n\t]{0,200}") {
            let file = written(&session(&text));
            prop_assert!(file.ends_with("\r\n"));
            let lines: Vec<&str> = file.strip_suffix("\r\n").unwrap().split("\r\n").collect();
            for line in &lines {
                prop_assert!(line.len() <= LONGEST_LINE && !line.contains(['\r', '\n']), "{line}");
            }
            let begun = lines.iter().filter(|line| line.starts_with("BEGIN:")).count();
            prop_assert_eq!(begun, 4);
            let unfolded = file.replace("\r\n ", "");
            prop_assert_eq!(unfolded.matches("\r\n").count(), 23);
        }
    }
}
