//! How it was counted, what it rests on, and where to go from here.

use shared::{plan::Stage, words};

use crate::{
    components::source::linked,
    links::web_address,
    markup::Writer,
    strings::{
        BASED_ON, COLON, DOT, DRAFT, ISSUED, JUDGED, LINK_CHAT, LINK_CSV, LINK_JSON, LINK_OFFERS, LINK_PAGE,
        Label, METHOD, MORE,
    },
    text::date,
};

/// How many digits of a digest are printed.
const DIGEST_DIGITS: usize = 12;

/// The end of the page.
pub(crate) fn footer(out: &mut Writer) {
    let snapshot = out.scene.snapshot;
    out.element("footer.zc-footer", |out| {
        out.paragraph(|out| out.text(words::counting_note(out.scene.lang)));
        out.paragraph(|out| {
            out.say(&METHOD);
            out.say(&COLON);
            out.text(&snapshot.method);
            out.text(DOT);
            out.element("span.zc-whole", |out| {
                out.say(&JUDGED);
                out.day(&snapshot.as_of);
            });
            if let Some(publication) = &snapshot.publication {
                out.text(DOT);
                out.dated(&words::publication(publication, out.scene.lang));
            }
        });
        out.paragraph(document);
        ways(out);
    });
}

/// Name, issuer, number, day, stage and digest of the text that the plan was imported from.
fn document(out: &mut Writer) {
    let snapshot = out.scene.snapshot;
    let document = &snapshot.document;
    out.say(&BASED_ON);
    out.say(&COLON);
    linked(out, &document.file, document.url.as_deref());
    for part in [&document.issuer, &document.number].into_iter().flatten() {
        out.text(DOT);
        out.chinese(part);
    }
    if let Some(published) = document.published {
        out.text(DOT);
        date(out, published);
    }
    out.text(DOT);
    out.say(match snapshot.stage {
        Stage::Draft => &DRAFT,
        Stage::InForce => &ISSUED,
    });
    out.text(DOT);
    out.element("span.zc-whole", |out| {
        out.text("SHA-256 ");
        out.text(document.sha256.get(..DIGEST_DIGITS).unwrap_or_default());
    });
}

/// The links that the caller gave; no landmark without any.
pub(crate) fn ways(out: &mut Writer) {
    let links = out.scene.links;
    let ways = [
        (&links.page, &LINK_PAGE),
        (&links.offers, &LINK_OFFERS),
        (&links.csv, &LINK_CSV),
        (&links.json, &LINK_JSON),
        (&links.chat, &LINK_CHAT),
    ];
    if ways.iter().all(|(url, _)| url.is_none()) {
        return;
    }
    let more = out.landmark(&MORE);
    out.with("nav", &["aria-label"], &[&more], |out| {
        out.element("ul.zc-ways", |out| {
            for (url, label) in ways {
                way(out, url.as_deref(), label);
            }
        });
    });
}

fn way(out: &mut Writer, url: Option<&str>, label: &Label) {
    let Some(url) = url.and_then(web_address) else { return };
    out.item(|out| out.with("a", &["class", "href"], &["zc-link", url], |out| out.say(label)));
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
