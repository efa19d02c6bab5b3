//! Rows of tables, from every format that has them.

use shared::plan_text::{Block, Shape};

/// A cell spans at most this many columns; Word allows 63.
pub(super) const MAX_SPAN: usize = 64;

/// A row as a block. Its number is given when the document is whole.
pub(super) fn row(cells: Vec<String>, first: bool) -> Block {
    let plain = |cell: &String| cell.replace(['\n', '\t'], " ");
    let text: Vec<String> = cells.iter().map(plain).collect();
    Block { text: text.join("\t"), line: 0, shape: Shape::Row { cells, first } }
}

/// What stands in a cell, in one text: a line a block.
pub(super) fn flat(blocks: Vec<Block>) -> String {
    let lines: Vec<String> = blocks.into_iter().map(|block| block.text.trim().to_owned()).collect();
    lines.join("\n")
}
