//! The blocks of an element: lines as a visitor sees them.

use std::mem;

use ego_tree::NodeId;
use shared::plan_text::{Block, Shape};

use super::{
    HtmlError, Place, Step,
    article::is_chinese,
    attribute, descend, name,
    shown::{is_around, is_hidden},
    table,
};
use crate::documents::{MAX_BLOCKS, numerals::written};

/// The blocks of an element.
pub(super) fn read(place: Place<'_>) -> Result<Vec<Block>, HtmlError> {
    walk(place, None)
}

/// The blocks of an element that stand before another one within it.
pub(super) fn before(place: Place<'_>, end: Place<'_>) -> Result<Vec<Block>, HtmlError> {
    walk(place, Some(end.id()))
}

fn walk(place: Place<'_>, end: Option<NodeId>) -> Result<Vec<Block>, HtmlError> {
    let mut writer = Writer::default();
    let mut steps = Vec::new();
    if end != Some(place.id()) {
        descend(&mut steps, place);
    }
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if end == Some(node.id()) => {
                writer.close()?;
                break;
            }
            Step::Enter(node) => writer.enter(node, &mut steps)?,
            Step::Leave(node) => writer.leave(node)?,
        }
    }
    Ok(writer.blocks)
}

#[derive(Debug, Default)]
struct Writer {
    blocks: Vec<Block>,
    line: String,
    /// Blanks are waiting; whether a line of the source ends in them.
    blank: Option<bool>,
    heading: Option<u8>,
    /// Depth of elements whose line ends count.
    preformatted: usize,
    lists: Vec<List>,
    /// The number that the next line gets.
    label: Option<String>,
}

/// A list; one with numbers knows how it counts.
#[derive(Debug)]
struct List {
    next: u32,
    way: Option<&'static str>,
}

impl Writer {
    fn enter<'a>(&mut self, node: Place<'a>, steps: &mut Vec<Step<'a>>) -> Result<(), HtmlError> {
        if let Some(text) = node.value().as_text() {
            return self.text(text);
        }
        if is_hidden(node) || is_around(node) {
            return Ok(());
        }
        match name(node) {
            "br" if self.heading.is_some() => return Ok(()),
            "br" => return self.close(),
            "table" if table::is_data(node) => {
                self.close()?;
                self.blocks.extend(table::read(node)?);
                return Ok(());
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.close()?;
                self.heading = name(node)[1..].parse().ok();
            }
            "pre" => {
                self.close()?;
                self.preformatted += 1;
            }
            "ol" | "ul" => {
                self.close()?;
                self.lists.push(List::of(node));
            }
            "li" => {
                self.close()?;
                self.label = self.lists.last_mut().and_then(|list| list.count(node));
            }
            name if is_block(name) => self.close()?,
            _ => {}
        }
        descend(steps, node);
        Ok(())
    }

    fn leave(&mut self, node: Place<'_>) -> Result<(), HtmlError> {
        match name(node) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.close()?;
                self.heading = None;
            }
            "pre" => {
                self.close()?;
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            "ol" | "ul" => {
                self.close()?;
                self.lists.pop();
            }
            "li" => {
                self.close()?;
                self.label = None;
            }
            name if is_block(name) || name.is_empty() => self.close()?,
            _ => {}
        }
        Ok(())
    }

    /// Blanks of the source are one blank, or none where a line of the source ends between two Chinese characters.
    fn text(&mut self, text: &str) -> Result<(), HtmlError> {
        for c in text.chars() {
            match c {
                '\n' if self.preformatted > 0 => self.close()?,
                ' ' | '\t' | '\n' | '\r' | '\u{C}' => {
                    self.blank = Some(self.blank.unwrap_or(false) || c == '\n');
                }
                _ => {
                    if let Some(ended) = self.blank.take()
                        && let Some(before) = self.line.chars().next_back()
                        && !(ended && is_wide(before) && is_wide(c))
                    {
                        self.line.push(' ');
                    }
                    self.line.push(c);
                }
            }
        }
        Ok(())
    }

    /// Ends the line.
    fn close(&mut self) -> Result<(), HtmlError> {
        self.blank = None;
        let line = mem::take(&mut self.line);
        let line = line.trim();
        if line.is_empty() {
            return Ok(());
        }
        if self.blocks.len() >= MAX_BLOCKS {
            return Err(HtmlError::TooMuch);
        }
        // A list may hold items that were numbered by hand.
        let label = self.label.take().filter(|_| !is_numbered(line));
        let text = label.map_or_else(|| line.to_owned(), |label| format!("{label}. {line}"));
        let shape = self.heading.map_or(Shape::Paragraph, |level| Shape::Heading { level });
        self.blocks.push(Block { text, line: 0, shape });
        Ok(())
    }
}

impl List {
    fn of(node: Place<'_>) -> Self {
        let next = attribute(node, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let plain =
            attribute(node, "style").is_some_and(|style| style.replace(' ', "").contains("type:none"));
        let way = match attribute(node, "type").unwrap_or_default() {
            "a" => "lowerLetter",
            "A" => "upperLetter",
            "i" => "lowerRoman",
            "I" => "upperRoman",
            _ => "decimal",
        };
        Self { next, way: Some(way).filter(|_| name(node) == "ol" && !plain) }
    }

    fn count(&mut self, item: Place<'_>) -> Option<String> {
        let way = self.way?;
        let own = attribute(item, "value").and_then(|value| value.trim().parse().ok());
        let number = own.unwrap_or(self.next);
        self.next = number.saturating_add(1);
        Some(written(number, way))
    }
}

fn is_wide(c: char) -> bool {
    is_chinese(c)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

/// Whether a line opens with a number of its own: 1. 一、 （一） ①
fn is_numbered(line: &str) -> bool {
    let open = line.trim_start_matches(['（', '(', '第']);
    let digits =
        open.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c));
    let counted =
        digits.len() < open.len() && digits.starts_with(['.', '．', '、', '）', ')', '章', '条', '节']);
    counted || line.starts_with(|c: char| ('①'..='⒛').contains(&c))
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "form"
            | "header"
            | "hr"
            | "html"
            | "legend"
            | "main"
            | "p"
            | "section"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
    )
}
