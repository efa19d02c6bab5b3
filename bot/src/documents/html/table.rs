//! Tables of a page: those that hold data, as rows; those that only arrange the page are no tables.

use shared::plan_text::Block;

use super::{HtmlError, Place, attribute, blocks, name, shown::is_hidden};
use crate::documents::table::{MAX_SPAN, flat, row};

/// A row has at most this many columns.
const MAX_COLUMNS: usize = 512;
/// A table has at most this many cells, merged ones counted for each place they cover.
const MAX_CELLS: usize = 1_000_000;

/// Whether a table holds data: at least two rows with at least two cells, and no table within.
pub(super) fn is_data(table: Place<'_>) -> bool {
    let nested = table.descendants().skip(1).any(|node| name(node) == "table");
    !nested && rows(table).filter(|row| cells(*row).nth(1).is_some()).nth(1).is_some()
}

fn rows(table: Place<'_>) -> impl Iterator<Item = Place<'_>> {
    table
        .descendants()
        .filter(|node| name(*node) == "tr" && !node.ancestors().any(is_hidden) && !is_hidden(*node))
}

fn cells(row: Place<'_>) -> impl Iterator<Item = Place<'_>> {
    row.children().filter(|node| matches!(name(*node), "td" | "th") && !is_hidden(*node))
}

/// The rows of a table that holds data.
pub(super) fn read(table: Place<'_>) -> Result<Vec<Block>, HtmlError> {
    let mut found = Vec::new();
    // How many more rows the cell above covers, by column.
    let mut covered: Vec<usize> = Vec::new();
    let mut left = MAX_CELLS;
    for tr in rows(table) {
        let mut texts = Vec::new();
        for cell in cells(tr) {
            skip_covered(&mut texts, &mut covered);
            let span = |key, most| span(cell, key).clamp(1, most);
            let (wide, high) = (span("colspan", MAX_SPAN), span("rowspan", usize::MAX));
            if texts.len() + wide > MAX_COLUMNS {
                return Err(HtmlError::TooMuch);
            }
            let from = texts.len();
            texts.push(flat(blocks::read(cell)?));
            texts.resize(from + wide, String::new());
            covered.resize(covered.len().max(texts.len()), 0);
            covered[from..].iter_mut().take(wide).for_each(|rows| *rows = high - 1);
        }
        skip_covered(&mut texts, &mut covered);
        left = left.checked_sub(texts.len()).ok_or(HtmlError::TooMuch)?;
        if texts.iter().any(|text| !text.is_empty()) {
            let first = found.is_empty();
            found.push(row(texts, first));
        }
    }
    Ok(found)
}

/// Columns that cells from above cover are empty.
fn skip_covered(texts: &mut Vec<String>, covered: &mut [usize]) {
    while let Some(rows) = covered.get_mut(texts.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        texts.push(String::new());
    }
}

/// How many columns or rows a cell covers; 0 is all that follow.
fn span(cell: Place<'_>, key: &str) -> usize {
    match attribute(cell, key).and_then(|value| value.trim().parse().ok()) {
        Some(0) => usize::MAX,
        Some(count) => count,
        None => 1,
    }
}
