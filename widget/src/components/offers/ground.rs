//! Where to ask, and what something rests on.

use shared::{
    offers::{Basis, Ground, WindowView},
    words,
};

use super::phone::phone;
use crate::{
    components::source::linked,
    links::web_address,
    markup::Writer,
    strings::{
        COLON, DOT,
        offers::{ADDRESS, CLAUSES, HOURS, OFFICIAL, PHONE, SEE_WINDOW, UNRECORDED, VERIFIED},
    },
};

/// `拱墅区 · 是否有效待核`, and why it cannot be had, where it cannot.
pub(super) fn place(out: &mut Writer, ground: &Ground) {
    let lang = out.scene.lang;
    out.sub(|out| {
        out.plan(&ground.region);
        out.text(DOT);
        out.text(ground.standing.word(lang).unwrap_or_else(|| ground.status.word(lang)));
    });
}

/// Where to ask: the window of the record, or the way to the default one.
pub(super) fn ask(out: &mut Writer, ground: &Ground) {
    if let Some(named) = &ground.window {
        out.element("span.zc-line", |out| number(out, named));
        details(out, named);
    } else {
        let ask = ["#", &out.scene.id("ask")].concat();
        out.with("a", &["class", "href"], &["zc-link", &ask], |out| out.say(&SEE_WINDOW));
    }
}

/// A window where no column head says what the number is.
pub(super) fn window(out: &mut Writer, window: &WindowView) {
    out.element("span.zc-line", |out| {
        out.say(&PHONE);
        out.say(&COLON);
        number(out, window);
    });
    details(out, window);
}

/// The telephone; what is missing is said to be missing.
fn number(out: &mut Writer, window: &WindowView) {
    match &window.phone {
        Some(line) => phone(out, line),
        None => out.text(words::missing_phone(window.default, out.scene.lang)),
    }
}

/// Name, hours and place, and how they were read.
fn details(out: &mut Writer, window: &WindowView) {
    let lang = out.scene.lang;
    out.element("span.zc-line", |out| out.plan(&window.name));
    for (label, text) in [(&HOURS, &window.hours), (&ADDRESS, &window.place)] {
        let Some(text) = text else { continue };
        out.element("span.zc-line zc-sub", |out| {
            out.say(label);
            out.say(&COLON);
            out.chinese(text);
        });
    }
    caution(out, window.read.caution(lang));
}

/// The documents with number, clauses, status and how they were read; then how the record itself is known.
pub(super) fn basis(out: &mut Writer, ground: &Ground) {
    let lang = out.scene.lang;
    if ground.basis.is_empty() {
        out.say(&UNRECORDED);
    }
    for basis in &ground.basis {
        out.element("p.zc-basis", |out| document(out, basis));
    }
    if ground.basis.iter().all(|basis| basis.read.caution(lang).is_none()) {
        caution(out, ground.read.caution(lang));
    }
    out.element("p.zc-sub", |out| {
        if let Some(url) = ground.url.as_deref().and_then(web_address) {
            let values = ["zc-link", "noopener", url];
            out.with("a", &["class", "rel", "href"], &values, |out| out.say(&OFFICIAL));
            out.text(DOT);
        }
        out.element("span.zc-whole", |out| {
            out.say(&VERIFIED);
            out.day(&ground.verified_on);
        });
    });
}

/// `《办法》（某发〔2024〕1号） 标准、办理`, its status on the day, and how it was read.
fn document(out: &mut Writer, basis: &Basis) {
    let lang = out.scene.lang;
    let title = ["《", &basis.title, "》"].concat();
    linked(out, &title, basis.url.as_deref());
    let clauses = out.sentence(|out| {
        if let Some(number) = &basis.number {
            out.text("（");
            out.text(number);
            out.text("）");
        }
        out.text(" ");
        for (at, clause) in basis.clauses.iter().enumerate() {
            out.text(if at > 0 { CLAUSES.of(lang) } else { "" });
            out.text(clause);
        }
    });
    out.chinese(&clauses);
    out.text(" ");
    out.element("span.zc-line zc-sub", |out| out.text(basis.status.word(lang)));
    caution(out, basis.read.caution(lang));
}

fn caution(out: &mut Writer, words: Option<&str>) {
    if let Some(words) = words {
        out.element("span.zc-line zc-caution", |out| out.text(words));
    }
}
