//! A running conversation: what was asked before, and the answer to what is asked now.

use shared::answer::Answer;

/// How many earlier questions of a conversation are kept and given to the answer.
pub const EARLIER: usize = 4;

/// A picture beside an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// An SVG that [`crate::picture::png`] takes.
    pub svg: String,
    /// What it is of.
    pub caption: String,
}

/// Answers a question in the light of the ones before it. Pure and quick: no I/O, no waiting, never a panic.
pub trait Respond: Send + Sync + 'static {
    /// `earlier` holds at most [`EARLIER`] questions of the same conversation, oldest first.
    fn respond(&self, earlier: &[String], question: &str) -> Answer;

    /// Draws what goes with an answer; nothing where there is nothing to draw, or no way to. Takes some milliseconds.
    fn draw(&self, _answer: &Answer) -> Option<Drawn> {
        None
    }
}
