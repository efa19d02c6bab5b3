//! The schemes: item, for whom, amount, until when, papers, telephone, basis.

use shared::offers::SchemeView;

use super::ground::{ask, basis, place};
use crate::{
    components::table::{group, label, row_head, table},
    markup::Writer,
    strings::{
        Label,
        offers::{
            AHEAD, AMOUNT, BASIS, ENDED, FOR_WHOM, HOW, ITEM, NO_ITEMS, OPEN, PAPERS, PHONE, UNPUBLISHED,
            UNRECORDED, UNTIL,
        },
    },
};

/// Which of the lists it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Ahead,
    Ended,
}

/// A list of schemes. That none can be had is said; the other lists are left out when empty.
pub(super) fn schemes(out: &mut Writer, schemes: &[SchemeView], kind: Kind) {
    let (id, caption) = match kind {
        Kind::Open => ("schemes", &OPEN),
        Kind::Ahead => ("schemes-ahead", &AHEAD),
        Kind::Ended => ("schemes-ended", &ENDED),
    };
    if schemes.is_empty() {
        if kind == Kind::Open {
            out.part(id, |out| {
                out.section(caption);
                out.paragraph(|out| out.say(&NO_ITEMS));
            });
        }
        return;
    }
    let columns =
        [ITEM, FOR_WHOM, AMOUNT, UNTIL, PAPERS, PHONE, BASIS].map(|column| column.of(out.scene.lang));
    table(out, id, "table.zc-table zc-schemes", caption, &columns, |out| {
        for scheme in schemes {
            row(out, scheme);
        }
    });
}

fn row(out: &mut Writer, scheme: &SchemeView) {
    let id = ["scheme-", scheme.id.as_str()].concat();
    group(out, "zc-row", &id, |out| {
        out.element("tr", |out| {
            row_head(out, |out| {
                out.strong(|out| out.plan(&scheme.name));
                place(out, &scheme.ground);
            });
            cell(out, "td.zc-whom", &FOR_WHOM, |out| out.chinese(&scheme.for_whom));
            cell(out, "td.zc-amount", &AMOUNT, |out| published(out, scheme.amount.as_deref()));
            cell(out, "td.zc-until", &UNTIL, |out| published(out, scheme.until.as_deref()));
            cell(out, "td.zc-papers", &PAPERS, |out| papers(out, scheme));
            cell(out, "td.zc-ask", &PHONE, |out| ask(out, &scheme.ground));
            cell(out, "td.zc-ground", &BASIS, |out| basis(out, &scheme.ground));
        });
    });
}

/// A cell with its label, for where the heads of the columns are not seen.
pub(super) fn cell(out: &mut Writer, shape: &'static str, name: &Label, inside: impl FnOnce(&mut Writer)) {
    let lang = out.scene.lang;
    out.element(shape, |out| {
        label(out, name.of(lang));
        inside(out);
    });
}

/// The words of the record, or that there are none.
fn published(out: &mut Writer, text: Option<&str>) {
    match text {
        Some(text) => out.chinese(text),
        None => out.element("span.zc-none", |out| out.say(&UNPUBLISHED)),
    }
}

/// The papers as a list, and how to apply.
fn papers(out: &mut Writer, scheme: &SchemeView) {
    if scheme.papers.is_empty() {
        out.element("span.zc-none", |out| out.say(&UNRECORDED));
    } else {
        out.element("ul.zc-paper", |out| {
            for paper in &scheme.papers {
                out.item(|out| out.chinese(paper));
            }
        });
    }
    if let Some(text) = &scheme.how {
        how(out, text);
    }
}

/// How to apply, named.
pub(super) fn how(out: &mut Writer, text: &str) {
    out.element("p.zc-sub", |out| {
        out.say(&HOW);
        out.say(&crate::strings::COLON);
        out.chinese(text);
    });
}
