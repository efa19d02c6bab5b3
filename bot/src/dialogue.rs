//! A running conversation: what was asked before, and the answer to what is asked now.

use std::{pin::Pin, sync::Arc};

use shared::answer::{Answer, AnswerStatus};
use tokio::task::{JoinError, spawn_blocking};

use crate::answer::{Advice, Unsure};

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

    /// Who is asked where this is unsure; nobody unless one is set up.
    fn adviser(&self) -> Option<Arc<dyn Advise>> {
        None
    }

    /// What to ask the adviser of a question that was not answered for want of confidence alone.
    fn unsure(&self, _earlier: &[String], _question: &str) -> Option<Unsure> {
        None
    }

    /// The answer that advice leads to; nothing where the first one stands.
    fn advised(&self, _unsure: &Unsure, _advice: &Advice) -> Option<Answer> {
        None
    }
}

/// Advice under way.
pub type Advising<'a> = Pin<Box<dyn Future<Output = Option<Advice>> + Send + 'a>>;

/// Knows better which record a question means. The time it takes is bounded; it fails by having no advice.
pub trait Advise: Send + Sync + 'static {
    /// Advice on what nobody is sure of.
    fn advise<'a>(&'a self, unsure: &'a Unsure) -> Advising<'a>;
}

/// Answers, beside the tasks that wait. Where the responder is unsure and has an adviser, that one is asked and its
/// advice followed as far as the responder lets it; in every other case the answer is the responder's first.
/// An error means that answering panicked.
pub async fn answer(
    responder: Arc<dyn Respond>,
    earlier: Vec<String>,
    question: String,
) -> Result<Answer, JoinError> {
    let Some(adviser) = responder.adviser() else {
        return spawn_blocking(move || responder.respond(&earlier, &question)).await;
    };
    let first = Arc::clone(&responder);
    let (answer, unsure) = spawn_blocking(move || {
        let answer = first.respond(&earlier, &question);
        let open = matches!(answer.status, AnswerStatus::Clarify | AnswerStatus::Unanswerable);
        let unsure = if open { first.unsure(&earlier, &question) } else { None };
        (answer, unsure)
    })
    .await?;
    let Some(unsure) = unsure else { return Ok(answer) };
    let Some(advice) = adviser.advise(&unsure).await else { return Ok(answer) };
    let other = spawn_blocking(move || responder.advised(&unsure, &advice)).await;
    let other = other.inspect_err(|error| tracing::error!(%error, "following advice failed")).ok().flatten();
    tracing::info!(followed = other.is_some(), "advice was given");
    Ok(other.unwrap_or(answer))
}
