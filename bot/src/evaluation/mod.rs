//! Answers against keys written by hand: tests/gold/README.md says how they are written.

pub(crate) mod fit;
mod gold;
mod score;

pub use self::{
    gold::{Asked, Gold, GoldError, Wanted},
    score::{Fault, Marked, Tally, mark},
};

#[cfg(test)]
mod tests;
