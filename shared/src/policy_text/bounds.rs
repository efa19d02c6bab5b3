//! What is too long to be one document.

use super::{LONGEST_DOCUMENT, LONGEST_PARAGRAPH, PolicyTextError};
use crate::plan_text::{Block, Shape};

/// Refuses what no single document is as long as, so that reading ends in bounded time.
pub(super) fn within(blocks: &[Block]) -> Result<(), PolicyTextError> {
    let chars = |block: &Block| match &block.shape {
        Shape::Row { cells, .. } => cells.iter().map(|cell| cell.chars().count() + 1).sum(),
        _ => block.text.chars().count(),
    };
    let all: usize = blocks.iter().map(|block| chars(block) + 1).sum();
    if all > LONGEST_DOCUMENT {
        return Err(PolicyTextError::DocumentTooLong { chars: all });
    }
    let long = blocks.iter().find(|block| chars(block) > LONGEST_PARAGRAPH);
    long.map_or(Ok(()), |block| {
        Err(PolicyTextError::ParagraphTooLong { line: block.line, chars: chars(block) })
    })
}
