//! The words of the picture of one target.

use super::Label;

/// Between two things in one line; lines that are drawn are broken at spaces.
pub(crate) const DOT: &str = " · ";
/// Nothing has been entered yet.
pub(crate) const NO_RESULTS: Label = Label("完成数据尚未录入。", "No results have been entered yet.");
/// Around the plan's sentence.
pub(crate) const QUOTE: [&str; 2] = ["“", "”"];
/// What is left out at the end of a text that is too long.
pub(crate) const MORE: char = '…';
