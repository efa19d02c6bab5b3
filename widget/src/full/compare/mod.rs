//! Two years side by side, and what changed since a day.

use std::rc::Rc;

use shared::{changes, date::Date, snapshot::Snapshot, words, years};
use yew::Callback;

use super::{
    Event as Outer, Fetched, Request,
    controls::{Kind, choice, field, form, panel},
};
use crate::{
    components::table::row_head,
    markup::Writer,
    strings::{
        COLON, NONE, TARGET,
        full::{
            COMPARE, DAY, DIFFERENCE, FIRST_YEAR, NO_CHANGES, NO_DAY, NO_YEARS, SECOND_YEAR, SHOW, SINCE,
            TWO_DAYS, TWO_YEARS, WAITING,
        },
    },
};

/// What happens in the comparison.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// The first year is chosen.
    From(String),
    /// The second year is chosen.
    To(String),
    /// The day box now holds this.
    Day(String),
    /// The day is to be compared with.
    Show,
    /// The snapshot as of the day came.
    Then(Fetched<Rc<Snapshot>>),
}

/// What is compared.
#[derive(Default)]
pub(crate) struct Compare {
    from: Option<i32>,
    to: Option<i32>,
    day: String,
    then: Then,
}

/// The snapshot as of the other day.
#[derive(Default)]
enum Then {
    /// No day is asked for.
    #[default]
    Unasked,
    /// It is awaited.
    Awaited,
    /// It came, or did not.
    Told(Fetched<Rc<Snapshot>>),
}

impl Compare {
    pub(super) fn update(&mut self, event: Event) -> Option<Request> {
        match event {
            Event::From(year) => self.from = year.parse().ok(),
            Event::To(year) => self.to = year.parse().ok(),
            Event::Day(day) => {
                self.day = day;
                self.then = Then::Unasked;
            }
            Event::Show => {
                // Only what is a day is asked for: it becomes a part of an address.
                let day: Date = self.day.parse().ok()?;
                self.then = Then::Awaited;
                return Some(Request::AsOf(day.to_string()));
            }
            Event::Then(snapshot) => self.then = Then::Told(snapshot),
        }
        None
    }

    pub(super) fn view(&self, out: &mut Writer, act: &Callback<Outer>) {
        panel(out, &COMPARE, act, |out| {
            let act = act.reform(Outer::Compare);
            self.years(out, &act);
            self.days(out, &act);
        });
    }

    fn years(&self, out: &mut Writer, act: &Callback<Event>) {
        let period = out.scene.snapshot.period;
        let (from, to) = (self.from.unwrap_or(period.from), self.to.unwrap_or(period.to));
        out.element("h4.zc-minor", |out| out.say(&TWO_YEARS));
        let years: Vec<String> = (period.from..=period.to).map(|year| year.to_string()).collect();
        let options: Vec<(&str, &str)> = years.iter().map(|year| (year.as_str(), year.as_str())).collect();
        out.element("div.zc-form", |out| {
            let lang = out.scene.lang;
            choice(out, FIRST_YEAR.of(lang), &options, &from.to_string(), &act.reform(Event::From));
            choice(out, SECOND_YEAR.of(lang), &options, &to.to_string(), &act.reform(Event::To));
        });
        table(out, from, to);
    }

    fn days(&self, out: &mut Writer, act: &Callback<Event>) {
        out.element("h4.zc-minor", |out| out.say(&TWO_DAYS));
        form(out, &SHOW, &act.reform(|()| Event::Show), |out| {
            let label = DAY.of(out.scene.lang);
            field(out, label, Kind::Day(out.scene.snapshot.as_of), &self.day, &act.reform(Event::Day));
        });
        out.with("div", &["role"], &["status"], |out| match &self.then {
            Then::Unasked => {}
            Then::Awaited => out.paragraph(|out| out.say(&WAITING)),
            // A folder of plain files gives the newest snapshot whatever day the address names.
            Then::Told(Ok(then)) if then.as_of.to_string() == self.day => changed(out, then),
            Then::Told(_) => out.element("p.zc-notice", |out| out.say(&NO_DAY)),
        });
    }
}

/// The targets that have a value in one of the years.
fn table(out: &mut Writer, from: i32, to: i32) {
    let (snapshot, lang) = (out.scene.snapshot, out.scene.lang);
    let rows = years::compare(snapshot, from, to);
    if rows.is_empty() {
        return out.paragraph(|out| out.say(&NO_YEARS));
    }
    let (first, second) = (from.to_string(), to.to_string());
    let columns = [TARGET.of(lang), &first, &second, DIFFERENCE.of(lang)];
    out.element("table.zc-years", |out| {
        out.element("caption", |out| out.hidden(|out| out.say(&TWO_YEARS)));
        // Not the heads of the other tables, which narrow columns lay out anew.
        out.element("thead", |out| {
            out.element("tr", |out| {
                for column in columns {
                    out.with("th", &["role", "scope"], &["columnheader", "col"], |out| out.text(column));
                }
            });
        });
        out.element("tbody", |out| {
            for row in &rows {
                out.element("tr", |out| {
                    row_head(out, |out| out.plan(&row.indicator.name));
                    let unit = row.indicator.goal.as_ref().map_or("", |goal| goal.unit.pick(lang));
                    for value in [row.from, row.to, row.difference] {
                        let text = value.map(|value| words::with_unit(&value.to_string(), unit));
                        out.element("td", |out| out.text(text.as_deref().unwrap_or(NONE)));
                    }
                });
            }
        });
    });
}

/// What changed since, a sentence each.
fn changed(out: &mut Writer, then: &Snapshot) {
    let (now, lang) = (out.scene.snapshot, out.scene.lang);
    let changes = changes::between(then, now);
    out.paragraph(|out| {
        out.say(&SINCE);
        out.show(&then.as_of);
        out.text(" – ");
        out.show(&now.as_of);
        out.say(&COLON);
        if changes.is_empty() {
            out.say(&NO_CHANGES);
        }
    });
    if !changes.is_empty() {
        out.element("ul.zc-list", |out| {
            for change in &changes {
                out.item(|out| out.text(&words::change(change, now, lang)));
            }
        });
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
