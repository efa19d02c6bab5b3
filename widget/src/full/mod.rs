//! What the full build adds to the page: asking, searching documents and offers, comparing, and supposing other values.
//!
//! The state is changed by [`Event`]s and asks for data by [`Request`]s; it fetches nothing itself, so that all of it is
//! tested without a browser.

pub(crate) mod ask;
pub(crate) mod compare;
mod controls;
pub(crate) mod found;
pub(crate) mod what_if;

use std::rc::Rc;

use shared::{answer::Answer, judging::Inputs, library::Library, snapshot::Snapshot};
use yew::Callback;

use self::{ask::Talk, compare::Compare, found::Shelf, what_if::WhatIf};
use crate::{
    components::tools::Panel,
    markup::Writer,
    search::Query,
    strings::{COMMA, full::FINDS},
    text::count,
};

/// Something that came from outside, or did not.
pub(crate) type Fetched<T> = Result<T, Failure>;

/// Why something did not come; what it was is in the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Failure;

/// What happens to the added parts.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// A panel is opened; the one that is open closes.
    Open(Panel),
    /// The open panel is closed.
    Close,
    /// The documents and offers are wanted.
    Shelve,
    /// They came.
    Shelved(Fetched<Rc<Library>>),
    /// Something happens in the conversation.
    Ask(ask::Event),
    /// Something happens in the comparison.
    Compare(compare::Event),
    /// Something is supposed.
    WhatIf(what_if::Event),
}

/// Data that an event needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Request {
    /// The documents and offers.
    Library,
    /// The answer to the last of the questions.
    Answer(Vec<String>),
    /// The snapshot as of a day.
    AsOf(String),
    /// What the plan is judged from.
    Inputs,
}

/// What came for a request.
pub(crate) enum Reply {
    Library(Library),
    Answer(Answer),
    AsOf(Box<Snapshot>),
    Inputs(Box<Inputs>),
}

impl Request {
    /// The event that a reply, or its failing to come, is.
    pub(crate) fn replied(&self, reply: Fetched<Reply>) -> Event {
        match self {
            Self::Library => Event::Shelved(match reply {
                Ok(Reply::Library(library)) => Ok(Rc::new(library)),
                _ => Err(Failure),
            }),
            Self::Answer(_) => Event::Ask(ask::Event::Said(match reply {
                Ok(Reply::Answer(answer)) => Ok(Rc::new(answer)),
                _ => Err(Failure),
            })),
            Self::AsOf(_) => Event::Compare(compare::Event::Then(match reply {
                Ok(Reply::AsOf(snapshot)) => Ok(Rc::from(snapshot)),
                _ => Err(Failure),
            })),
            Self::Inputs => Event::WhatIf(what_if::Event::Inputs(match reply {
                Ok(Reply::Inputs(inputs)) => Ok(Rc::from(inputs)),
                _ => Err(Failure),
            })),
        }
    }
}

/// The state of all added parts.
#[derive(Default)]
pub(crate) struct Full {
    panel: Option<Panel>,
    shelf: Shelf,
    talk: Talk,
    compare: Compare,
    what_if: WhatIf,
}

impl Full {
    /// Takes an event in; what it needs from outside comes back.
    pub(crate) fn update(&mut self, event: Event) -> Option<Request> {
        match event {
            Event::Open(panel) => {
                self.panel = (self.panel != Some(panel)).then_some(panel);
                match panel {
                    Panel::WhatIf => self.what_if.wanted(),
                    Panel::Ask | Panel::Compare | Panel::Search => None,
                }
            }
            Event::Close => {
                self.panel = None;
                None
            }
            Event::Shelve => self.shelf.wanted(),
            Event::Shelved(library) => {
                self.shelf.take(library);
                None
            }
            Event::Ask(event) => self.talk.update(event),
            Event::Compare(event) => self.compare.update(event),
            Event::WhatIf(event) => {
                self.what_if.update(event);
                None
            }
        }
    }

    /// The panel that is open.
    pub(crate) fn open(&self) -> Option<Panel> {
        self.panel
    }

    /// The plan judged with what is supposed, if anything is.
    pub(crate) fn supposed(&self) -> Option<&Snapshot> {
        self.what_if.supposed()
    }

    /// The open panel.
    pub(crate) fn panel(&self, out: &mut Writer, act: &Callback<Event>) {
        match self.panel {
            Some(Panel::Ask) => self.talk.view(out, act),
            Some(Panel::Compare) => self.compare.view(out, act),
            Some(Panel::WhatIf) => self.what_if.view(out, act),
            Some(Panel::Search) | None => {}
        }
    }

    /// What a search finds beside the plan.
    pub(crate) fn found(&self, out: &mut Writer, query: &Query) {
        self.shelf.found(out, query);
    }

    /// How many finds that are, in words, after those in the plan.
    pub(crate) fn tell_hits(&self, out: &mut Writer, query: &Query) {
        let hits = self.shelf.hits(query);
        if hits > 0 {
            out.say(&COMMA);
            count(out, hits, &FINDS);
        }
    }

    /// What is supposed, over everything else.
    pub(crate) fn supposition(&self, out: &mut Writer) {
        self.what_if.supposition(out);
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
