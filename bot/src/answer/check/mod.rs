//! The last look at an answer: every figure that it says, in a date, a document number, a telephone number or a sum,
//! must stand in something it cites, in the plan's own frame, in a reviewed reply, or be the result of steps that are
//! worked out again here.

mod steps;

use std::collections::HashSet;

use shared::{
    answer::{Answer, Block},
    link,
    text::figures,
};

use self::steps::Basis;
pub(super) use self::steps::steps;
use crate::pack::Pack;

/// Whether an answer says nothing that it has no source for. Otherwise the first thing that it has none for.
pub(crate) fn holds(answer: &Answer, pack: &Pack, asked: &str) -> Result<(), String> {
    let basis = Basis::of(known(answer, pack), asked);
    for block in &answer.blocks {
        match block {
            Block::Text(text) => basis.bears(text)?,
            Block::List(items) => items.iter().try_for_each(|item| basis.bears(item))?,
            Block::Notice(_) => {}
            Block::Window(window) if pack.windows.contains(window) => {}
            Block::Window(window) => return Err(window.name.zh.clone()),
        }
    }
    let links = answer.citations.iter().filter_map(|citation| citation.url.as_ref());
    match links.into_iter().find(|url| !link::is_allowed(url)) {
        Some(url) => Err(url.clone()),
        None => Ok(()),
    }
}

/// The figures of what an answer rests on.
fn known(answer: &Answer, pack: &Pack) -> HashSet<String> {
    let mut known: HashSet<String> = HashSet::new();
    for citation in &answer.citations {
        let parts = [
            Some(&citation.quote),
            Some(&citation.title),
            citation.number.as_ref(),
            citation.clause.as_ref(),
        ];
        known.extend(parts.into_iter().flatten().flat_map(|part| figures(part)));
        let policy = pack.policies.iter().find(|policy| policy.title == citation.title);
        let dates = policy.map(|policy| [policy.written, policy.published, policy.effective]);
        known.extend(dates.into_iter().flatten().flatten().flat_map(|date| figures(&date.to_string())));
    }
    let plan = &pack.plan;
    known.extend([plan.period.from, plan.period.to].map(|year| year.to_string()));
    known.extend(plan.indicators.iter().flat_map(|i| figures(&i.target.due.date.to_string())));
    known.extend(
        [plan.indicators.len(), plan.tasks.len(), plan.safeguards.len()].map(|count| count.to_string()),
    );
    known.extend(plan.tasks.iter().flat_map(|task| figures(&task.number)));
    if answer.citations.is_empty() {
        known.extend(pack.replies.iter().flat_map(|reply| figures(&reply.text.zh)));
        known.extend(
            pack.replies.iter().flat_map(|reply| figures(reply.text.en.as_deref().unwrap_or_default())),
        );
    }
    known
}

#[cfg(test)]
mod tests;
