//! The lines of the picture, from top to bottom: its height is known before anything is written.

use super::wrap::wrap;
use crate::markup::Writer;

/// The picture's width, in pixels.
pub(super) const WIDTH: usize = 720;
/// Room at all sides.
pub(super) const MARGIN: usize = 32;

/// A size of type, in pixels, and its colour.
#[derive(Clone, Copy)]
pub(super) struct Type(pub(super) usize, pub(super) &'static str);

/// A line of text in its place.
struct Line {
    y: usize,
    kind: Type,
    text: String,
}

/// What is written so far.
pub(super) struct Sheet {
    lines: Vec<Line>,
    /// How far down it reaches.
    pub(super) height: usize,
}

impl Sheet {
    /// An empty one.
    pub(super) fn new() -> Self {
        Self { lines: Vec::new(), height: MARGIN / 2 }
    }

    /// Whether nothing is written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Leaves room.
    pub(super) fn skip(&mut self, pixels: usize) {
        self.height += pixels;
    }

    /// Adds a paragraph of at most so many lines.
    pub(super) fn paragraph(&mut self, kind: Type, text: &str, most: usize) {
        let Type(size, _) = kind;
        for text in wrap(text, size, WIDTH - 2 * MARGIN, most) {
            self.height += size * 3 / 2;
            self.lines.push(Line { y: self.height - size / 3, kind, text });
        }
    }

    /// Writes the lines.
    pub(super) fn write(&self, out: &mut Writer) {
        for Line { y, kind, text } in &self.lines {
            words(out, [MARGIN, *y], *kind, "start", text);
        }
    }
}

/// Writes a text at a place; in an English picture Chinese is marked as such.
pub(super) fn words(out: &mut Writer, [x, y]: [usize; 2], kind: Type, anchor: &str, text: &str) {
    let Type(size, ink) = kind;
    let names = &["x", "y", "font-size", "fill", "text-anchor", "xml:lang"];
    let is_chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let lang = if is_chinese { "zh-CN" } else { out.scene.lang.tag() };
    let values = [&x.to_string(), &y.to_string(), &size.to_string(), ink, anchor, lang];
    out.with("text", names, &values, |out| out.text(text));
}
