//! The lines of a document as a person would break them. Some documents come with their breaks, some as one line with
//! blanks where the breaks were.

use super::{
    Block, Shape,
    brackets::closes,
    numbering::{Level, mark},
};
use crate::text::clean;

/// A line or a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Line(Line),
    Row(Row),
}

/// A line of text without blanks around it; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "the number of the line is called so everywhere")]
pub(crate) struct Line {
    pub text: String,
    pub line: usize,
    /// The level of a heading that the document marks as such.
    pub heading: Option<u8>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub cells: Vec<String>,
    pub line: usize,
    pub first: bool,
}

/// A block as long as this with headings inside it has lost its breaks.
const LOST: usize = 200;

pub(crate) fn pieces(blocks: &[Block]) -> Vec<Piece> {
    let total: usize = blocks.iter().map(|block| block.text.len()).sum();
    let mut pieces: Vec<Piece> = Vec::new();
    for block in blocks {
        let after_row = matches!(pieces.last(), Some(Piece::Row(_)));
        if let Some((cells, first)) = row(block, !after_row) {
            if cells.iter().any(|cell| !cell.is_empty()) {
                pieces.push(Piece::Row(Row { cells, line: block.line, first }));
            }
            continue;
        }
        let text = clean(&block.text);
        let (text, heading) = heading(&text, &block.shape);
        let all = block.text.len() * 2 > total && blocks.len() > 1 || blocks.len() == 1;
        for part in lines(text, all) {
            let line = Line { text: part.to_owned(), line: block.line, heading };
            pieces.push(Piece::Line(line));
        }
    }
    pieces
}

/// The cells of a row: as the document gives them, or between tabs or upright strokes.
fn row(block: &Block, first: bool) -> Option<(Vec<String>, bool)> {
    if let Shape::Row { cells, first } = &block.shape {
        return Some((cells.iter().map(|cell| clean(cell)).collect(), *first));
    }
    let text = block.text.trim();
    let cells = |text: &str, at: char| text.split(at).map(clean).collect::<Vec<_>>();
    if let Some(inner) = text.strip_prefix('|').and_then(|text| text.strip_suffix('|')) {
        let cells = cells(inner, '|');
        let rule = cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| "-: ".contains(c)));
        return Some((if rule { Vec::new() } else { cells }, first));
    }
    let inner = text.trim_matches('\t');
    (inner.contains('\t')
        && block.shape == Shape::Paragraph
        && mark(inner).is_none_or(|mark| mark.level == Level::Item))
    .then(|| (cells(inner, '\t'), first))
}

fn heading<'a>(text: &'a str, shape: &Shape) -> (&'a str, Option<u8>) {
    let signs = text.bytes().take_while(|b| *b == b'#').count();
    match shape {
        Shape::Heading { level } => (text, Some(*level)),
        _ if (1..=6).contains(&signs) && text[signs..].starts_with(' ') => {
            (text[signs..].trim(), u8::try_from(signs).ok())
        }
        _ => (text, None),
    }
}

/// The lines of a block. `all`: it is (nearly) the whole document.
fn lines(text: &str, all: bool) -> Vec<&str> {
    let lost = text.len() > LOST && (all || headings_inside(text));
    // （一）创造引领。1.培育产品。……2.培育企业。……
    let group = mark(text).is_some_and(|mark| mark.level == Level::Group);
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, level) in if lost || group || text.len() > LOST { breaks(text) } else { Vec::new() } {
        let after_list = text[..at].trim_end().ends_with(closes);
        let item = level == Some(Level::Item) && (after_list || group && sentence_before(text, at));
        if lost || item {
            lines.push(text[start..at].trim());
            start = at;
        }
    }
    lines.push(text[start..].trim());
    lines.retain(|line| !line.is_empty());
    lines
}

fn headings_inside(text: &str) -> bool {
    let deep = |level: &Option<Level>| level.is_some_and(|level| level <= Level::Group);
    breaks(text).iter().any(|(_, level)| deep(level))
}

/// Where a line may have begun: at a number after a blank or a sentence, at a blank after a sentence, and at a blank
/// after a title.
fn breaks(text: &str) -> Vec<(usize, Option<Level>)> {
    let mut breaks = Vec::new();
    let mut before = None;
    let mut preamble = true;
    // Whether what was read of the line may still be a title.
    let mut title = true;
    for (at, c) in text.char_indices() {
        let blank = before == Some(' ');
        let ended = before.is_some_and(|c| "。！；".contains(c) || closes(c));
        let number = if c != ' ' && (ended || blank) { mark(&text[at..]) } else { None };
        if let Some(number) = number {
            breaks.push((at, Some(number.level)));
            (preamble, title) = (false, true);
        } else if blank && (title || sentence_before(text, at)) {
            breaks.push((at, None));
            title = preamble;
        }
        if "。，；：".contains(c) {
            title = false;
        }
        before = Some(c);
    }
    breaks
}

fn sentence_before(text: &str, at: usize) -> bool {
    text[..at].trim_end().ends_with(|c| "。！：”".contains(c) || closes(c))
}
