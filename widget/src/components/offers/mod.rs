//! 企业能办什么: schemes, services and sessions as a list to read, to print and to phone from. No state, no controls.

mod ground;
mod phone;
mod schemes;
mod services;
mod sessions;

use shared::{offers::Offers, words};

use self::{
    ground::window,
    schemes::{Kind, schemes},
    services::services,
    sessions::sessions,
};
use crate::{
    components::footer::ways,
    markup::Writer,
    strings::{
        DOT,
        offers::{ASK, LISTED, NOTE, OPEN_COUNT, SERVICE_COUNT, SESSION_COUNT, TITLE},
    },
    text::count,
    view::Look,
};

/// Where the calendar file of a session stands: before its id, and after it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendars {
    /// Up to the id.
    pub before: String,
    /// From the id on.
    pub after: String,
}

/// The whole view. The scene's snapshot says whose it is.
pub(crate) fn offers(out: &mut Writer, offers: &Offers, look: Look, calendars: &Calendars) {
    let label = out.scene.id("offers");
    let lang = out.scene.lang.tag();
    let [mode, theme] = look.names();
    let names = &["class", "lang", "aria-labelledby", "data-mode", "data-theme"];
    out.with("article", names, &["zc zc-offers", lang, &label, mode, theme], |out| {
        heading(out, offers, &label);
        schemes(out, &offers.open, Kind::Open);
        schemes(out, &offers.ahead, Kind::Ahead);
        services(out, &offers.situations);
        sessions(out, offers, calendars);
        schemes(out, &offers.ended, Kind::Ended);
        out.element("footer.zc-footer", |out| {
            if let Some(default) = &offers.window {
                let id = out.scene.id("ask");
                out.with("h3", &["class", "id"], &["zc-section", &id], |out| out.say(&ASK));
                out.element("div.zc-ask", |out| window(out, default));
            }
            ways(out);
        });
    });
}

/// Whose list it is, as of when, and how far it can be trusted.
fn heading(out: &mut Writer, offers: &Offers, id: &str) {
    let (snapshot, lang) = (out.scene.snapshot, out.scene.lang);
    out.element("header.zc-heading", |out| {
        out.with("h2", &["class", "id"], &["zc-title", id], |out| {
            out.plan(&snapshot.region);
            out.text(lang.pick("", ": "));
            out.element("span.zc-piece", |out| out.say(&TITLE));
        });
        out.element("p.zc-meta", |out| {
            out.say(&LISTED);
            out.day(&offers.as_of);
            let services = offers.situations.iter().map(|situation| situation.services.len()).sum();
            let counts = [
                (offers.open.len(), &OPEN_COUNT),
                (services, &SERVICE_COUNT),
                (offers.sessions.len(), &SESSION_COUNT),
            ];
            for (number, what) in counts {
                if number > 0 {
                    out.text(DOT);
                    out.element("span.zc-piece", |out| count(out, number, what));
                }
            }
        });
        if snapshot.demo {
            out.element("p.zc-notice", |out| {
                let (word, sentence) = words::demo_notice(lang);
                out.strong(|out| out.text(word));
                out.text(" ");
                out.text(sentence);
            });
        }
        out.element("p.zc-note", |out| out.say(&NOTE));
    });
}

#[cfg(test)]
mod tests;
