//! `.txt`: a line is a paragraph.

use shared::plan_text::{Block, Shape};

pub(super) fn read(text: &str) -> Vec<Block> {
    // Files from old systems end their lines with a carriage return alone.
    let text = if text.contains('\n') { text.to_owned() } else { text.replace('\r', "\n") };
    let line =
        |(at, line): (usize, &str)| Block { text: line.to_owned(), line: at + 1, shape: Shape::Paragraph };
    text.lines().enumerate().map(line).collect()
}
