//! Figures: how a value comes in, who approves it, and what is public.
//!
//! A file is *staged* ([`staging`]): read strictly, all faults at once, all rows or none. What is staged is *published*
//! after review ([`publishing`]), or dropped. A publication is one approved state of a plan's figures, named by a number
//! that counts up; the highest number is public. Publishing and withdrawing write a new publication in one transaction,
//! so that whoever reads sees the state before or the state after, whole. A withdrawal is a publication too: it brings an
//! earlier state back and says so. Nothing in the ledger is ever changed or removed. See docs/FIGURES.md.

mod describe;
mod error;
mod history;
mod ledger;
mod live;
mod people;
pub mod publishing;
mod review_sheet;
pub mod sheet;
pub mod staging;
mod switch;
#[cfg(test)]
pub(crate) mod tests;

use shared::{
    date::Date,
    judging::{Inputs, Judged},
    plan::{Observation, Plan, TaskUpdate},
    snapshot::{Publication, Snapshot},
};

pub use self::{
    describe::{Line, Part},
    error::FiguresError,
    history::history,
    ledger::{Batch, Ledger, Origin, Record},
    live::Live,
    people::{People, unsigned},
    review_sheet::{Review, review_sheet},
    switch::{Off, Switched},
};
use crate::{delivery::Clock, pack::Pack};

/// The figures of a plan that are public, with the publication that made them so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Published {
    /// All values, with those that later ones supersede.
    pub observations: Vec<Observation>,
    /// The reports on tasks.
    pub updates: Vec<TaskUpdate>,
    /// Nothing where they come from the pack alone, or where nothing was ever published.
    pub publication: Option<Publication>,
}

impl Published {
    /// The figures that a pack holds, without a ledger.
    pub fn of_pack(pack: &Pack) -> Self {
        Self { observations: pack.observations.clone(), updates: pack.updates.clone(), publication: None }
    }

    /// The plan judged by these figures as of a day.
    pub fn snapshot(&self, plan: &Plan, day: Date) -> Snapshot {
        self.judged(plan, day).snapshot
    }

    /// The same with the working of each verdict.
    pub fn judged(&self, plan: &Plan, day: Date) -> Judged {
        let mut judged = Judged::of(plan, &self.observations, &self.updates, day);
        judged.snapshot.publication.clone_from(&self.publication);
        judged
    }

    /// The snapshot with what its targets are judged from.
    pub fn inputs(&self, plan: &Plan, day: Date) -> Inputs {
        let mut inputs = Inputs::of(plan, &self.observations, &self.updates, day);
        inputs.snapshot.publication.clone_from(&self.publication);
        inputs
    }
}

/// When something is entered into the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970, UTC.
    pub millis: i64,
    /// The day it is where the deployment is; a demonstration fixes its own.
    pub day: Date,
}

impl Moment {
    /// This moment, for a pack.
    pub fn now(clock: &dyn Clock, today: Date, pack: &Pack) -> Self {
        Self { millis: clock.now(), day: pack.day(today) }
    }
}
