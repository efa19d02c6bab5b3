//! The style sheet, a file for each component beside it, joined in the order in which the rules are to win.

/// The style sheet of both tiers: linked by a page for the static one, adopted by the shadow root in a browser.
// Read by xtask too, which publishes the same bytes: a line a file.
pub const STYLE: &str = concat!(
    include_str!("base.css"),
    include_str!("words.css"),
    include_str!("../components/heading/heading.css"),
    include_str!("../components/result/result.css"),
    include_str!("../components/contents/contents.css"),
    include_str!("../components/badge/badge.css"),
    include_str!("../components/compact/compact.css"),
    include_str!("../components/toolbar/toolbar.css"),
    include_str!("../components/table/table.css"),
    include_str!("../components/chart/chart.css"),
    include_str!("../components/ladder/ladder.css"),
    include_str!("../components/reason/reason.css"),
    include_str!("../components/tasks/tasks.css"),
    include_str!("../components/evidence/evidence.css"),
    include_str!("lists.css"),
    include_str!("../components/timeline/timeline.css"),
    include_str!("../components/units/units.css"),
    include_str!("../components/safeguards/safeguards.css"),
    include_str!("../components/footer/footer.css"),
    include_str!("../components/table/columns.css"),
    include_str!("../components/offers/offers.css"),
    include_str!("../components/table/plain.css"),
    include_str!("care.css"),
    include_str!("forced.css"),
    include_str!("print.css"),
    include_str!("page.css"),
);

#[cfg(test)]
mod tests;
