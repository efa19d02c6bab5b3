//! What every part of the page needs to know.

use shared::{
    lang::Lang,
    snapshot::{Mode, Snapshot},
};

use crate::links::Links;

/// The snapshot shown, and how.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    /// The judged snapshot.
    pub(crate) snapshot: &'a Snapshot,
    /// The language of the interface.
    pub(crate) lang: Lang,
    /// How what a reader may open starts.
    pub(crate) details: Details,
    /// Where the page leads.
    pub(crate) links: &'a Links,
}

/// How what a reader may open starts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Details {
    Open,
    Closed,
    /// Closed, and empty until the next rendering: a reader has the controls sooner.
    Empty,
}

impl Scene<'_> {
    /// Whether nothing has been entered yet, so that no status is shown anywhere.
    pub(crate) fn promises_only(self) -> bool {
        self.snapshot.mode == Mode::Promise
    }

    /// An id unique on a page that shows several plans.
    pub(crate) fn id(self, part: &str) -> String {
        ["zc-", self.snapshot.plan.as_str(), "-", part].concat()
    }

    /// The address of a part of this page.
    pub(crate) fn anchor(self, part: &str) -> String {
        ["#", &self.id(part)].concat()
    }
}
