//! What a search finds beside the plan: documents, schemes, services, trainings.

use std::rc::Rc;

use shared::library::{Entry, Kind, Library};

use super::{Fetched, Request};
use crate::{
    components::source::linked,
    markup::Writer,
    search::{Query, fold},
    strings::{
        COLON, DOT, Label,
        full::{NO_LIBRARY, POLICIES, SCHEMES, SERVICES, SESSIONS, SHELVING, SOME},
    },
};

/// How many finds of a kind are listed; the number of all of them is told.
const LISTED: usize = 20;

/// Documents and offers, once they came.
#[derive(Default)]
pub(crate) enum Shelf {
    /// Nobody asked for them.
    #[default]
    Untouched,
    /// They are awaited.
    Awaited,
    /// They did not come.
    Failed,
    /// They are there, with the folded words of each.
    Full(Rc<Library>, Vec<Words>),
}

/// The words of an entry as a search compares them: its own, and those of each passage.
pub(crate) struct Words {
    own: String,
    passages: Vec<String>,
}

impl Words {
    fn of(entry: &Entry) -> Self {
        let name = &entry.name;
        let own = [
            name.zh.as_str(),
            name.en.as_deref().unwrap_or_default(),
            entry.detail.as_deref().unwrap_or_default(),
        ];
        let passage = |(title, text): (&str, &str)| fold(&[title, " ", text].concat());
        Self {
            own: fold(&own.join(" ")),
            passages: entry.passages.iter().map(|p| passage((&p.title, &p.text))).collect(),
        }
    }

    fn all(&self) -> Vec<&str> {
        core::iter::once(&self.own).chain(&self.passages).map(String::as_str).collect()
    }
}

impl Shelf {
    /// They are wanted now.
    pub(super) fn wanted(&mut self) -> Option<Request> {
        matches!(self, Self::Untouched | Self::Failed).then(|| {
            *self = Self::Awaited;
            Request::Library
        })
    }

    /// They came, or did not.
    pub(super) fn take(&mut self, library: Fetched<Rc<Library>>) {
        *self = match library {
            Ok(library) => {
                let words = library.entries.iter().map(Words::of).collect();
                Self::Full(library, words)
            }
            Err(_) => Self::Failed,
        };
    }

    fn finds(&self, query: &Query) -> Vec<(&Entry, &Words)> {
        match self {
            Self::Full(library, words) if !query.is_empty() => {
                library.entries.iter().zip(words).filter(|(_, words)| query.is_in(&words.all())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// How many there are.
    pub(super) fn hits(&self, query: &Query) -> usize {
        self.finds(query).len()
    }

    /// The finds by kind; nothing without a search.
    pub(super) fn found(&self, out: &mut Writer, query: &Query) {
        if query.is_empty() {
            return;
        }
        match self {
            Self::Untouched => {}
            Self::Awaited => out.element("p.zc-note", |out| out.say(&SHELVING)),
            Self::Failed => out.element("p.zc-notice", |out| out.say(&NO_LIBRARY)),
            Self::Full(..) => {
                let finds = self.finds(query);
                for (kind, heading) in [
                    (Kind::Policy, &POLICIES),
                    (Kind::Scheme, &SCHEMES),
                    (Kind::Service, &SERVICES),
                    (Kind::Session, &SESSIONS),
                ] {
                    let of_kind: Vec<_> = finds.iter().filter(|(entry, _)| entry.kind == kind).collect();
                    if !of_kind.is_empty() {
                        list(out, heading, &of_kind, query);
                    }
                }
            }
        }
    }
}

fn list(out: &mut Writer, heading: &Label, finds: &[&(&Entry, &Words)], query: &Query) {
    out.element("div.zc-part", |out| {
        out.element("h3.zc-section", |out| {
            out.say(heading);
            out.text(" ");
            out.show(&finds.len());
        });
        out.element("ul.zc-list", |out| {
            for (entry, words) in finds.iter().take(LISTED) {
                out.item(|out| find(out, entry, words, query));
            }
        });
        if finds.len() > LISTED {
            out.element("p.zc-note", |out| out.say(&SOME));
        }
    });
}

/// Title, what is known of it in a line, and the headings of the clauses in which the words stand.
fn find(out: &mut Writer, entry: &Entry, words: &Words, query: &Query) {
    let lang = out.scene.lang;
    let part = entry.part.as_ref().zip(out.scene.links.offers.as_ref());
    let address = part.map(|(part, offers)| [offers.as_str(), &out.scene.anchor(part)].concat());
    let name = entry.name.pick(lang);
    let title = if entry.kind == Kind::Policy { ["《", name, "》"].concat() } else { name.to_owned() };
    linked(out, &title, entry.url.as_deref().or(address.as_deref()));
    out.sub(|out| {
        for part in [entry.detail.as_deref(), entry.region.as_ref().map(|region| region.pick(lang))]
            .into_iter()
            .flatten()
            .chain([entry.state.pick(lang)])
            .chain(entry.read.caution(lang))
        {
            out.text(DOT);
            out.text(part);
        }
    });
    let clauses = entry.passages.iter().zip(&words.passages);
    for (passage, _) in clauses.filter(|(passage, words)| !passage.title.is_empty() && query.any_in(words)) {
        out.element("p.zc-sub", |out| {
            out.chinese(&passage.title);
            out.say(&COLON);
            out.chinese(&passage.text);
        });
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
