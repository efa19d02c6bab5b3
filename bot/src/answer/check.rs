//! The last look at an answer: a figure it says must stand in something it cites, in the plan's own frame or in a
//! reviewed reply.

use std::collections::HashSet;

use shared::{
    answer::{Answer, Block},
    text::figures,
};

use crate::pack::Pack;

/// Whether every figure of the answer's texts stands in a citation, in the plan's own frame or in a reviewed reply.
/// Otherwise the first that does not.
pub(crate) fn figures_have_sources(answer: &Answer, pack: &Pack) -> Result<(), String> {
    let mut known: HashSet<String> = HashSet::new();
    for citation in &answer.citations {
        let parts = [
            Some(&citation.quote),
            Some(&citation.title),
            citation.number.as_ref(),
            citation.clause.as_ref(),
        ];
        known.extend(parts.into_iter().flatten().flat_map(|part| figures(part)));
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
    let said = answer.blocks.iter().flat_map(|block| match block {
        Block::Text(text) => figures(text),
        Block::List(items) => items.iter().flat_map(|item| figures(item)).collect(),
        Block::Notice(_) | Block::Window(_) => Vec::new(),
    });
    said.into_iter().find(|figure| !known.contains(figure)).map_or(Ok(()), Err)
}
