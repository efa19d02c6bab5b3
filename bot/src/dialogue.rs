//! A running conversation: what was asked before, and the answer to what is asked now.

use shared::answer::Answer;

/// How many earlier questions of a conversation are kept and given to the answer.
pub const EARLIER: usize = 4;

/// Answers a question in the light of the ones before it. Pure and quick: no I/O, no waiting, never a panic.
pub trait Respond: Send + Sync + 'static {
    /// `earlier` holds at most [`EARLIER`] questions of the same conversation, oldest first.
    fn respond(&self, earlier: &[String], question: &str) -> Answer;
}
