//! The running text: paragraphs and tables in their order, and what wraps them.

use std::mem;

use shared::plan_text::{Block, Shape};

use super::{
    super::MAX_BLOCKS,
    MAX_TEXT, WordError,
    field::Fields,
    numbering::Numbering,
    paragraph::{Paragraph, Properties},
    styles::Styles,
    xml::{Element, Xml},
};

/// A body while it is read.
pub(super) struct Body<'a> {
    pub xml: Xml<'a>,
    pub styles: &'a Styles,
    pub fields: Fields,
    numbering: Numbering,
    /// The text of paragraphs whose end was deleted: it goes on in the next one.
    joined: String,
    /// How many more bytes of text may come.
    text_left: usize,
    blocks_left: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(xml: Xml<'a>, styles: &'a Styles, numbering: Numbering) -> Self {
        let (joined, fields) = (String::new(), Fields::default());
        Self { xml, styles, fields, numbering, joined, text_left: MAX_TEXT, blocks_left: MAX_BLOCKS }
    }

    pub(super) fn read(mut self) -> Result<Vec<Block>, WordError> {
        let mut blocks = Vec::new();
        // The document, then its body.
        self.xml.child()?;
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "body" => self.blocks(&mut blocks)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(blocks)
    }

    /// Text is about to be kept.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), WordError> {
        self.text_left = self.text_left.checked_sub(bytes).ok_or(WordError::TooMuch)?;
        Ok(())
    }

    /// What stands in a body, a text box or another place for paragraphs.
    pub(super) fn blocks(&mut self, out: &mut Vec<Block>) -> Result<(), WordError> {
        while let Some(element) = self.xml.child()? {
            self.block(&element, out)?;
        }
        self.flush(out)
    }

    /// One element of a body. What is not known is looked into: text is lost only where it is known not to be shown.
    pub(super) fn block(&mut self, element: &Element<'_>, out: &mut Vec<Block>) -> Result<(), WordError> {
        match element.name() {
            "p" => self.paragraph(out),
            "tbl" => self.table(out),
            "del" | "moveFrom" | "sectPr" => self.xml.skip(),
            "sdt" => self.control(|body| body.wrapped(out)),
            "AlternateContent" => self.alternative(|body| body.wrapped(out)),
            _ => self.wrapped(out),
        }
    }

    fn wrapped(&mut self, out: &mut Vec<Block>) -> Result<(), WordError> {
        while let Some(element) = self.xml.child()? {
            self.block(&element, out)?;
        }
        Ok(())
    }

    /// A content control, unless it shows its prompt or is a table of contents.
    pub(super) fn control(
        &mut self,
        mut content: impl FnMut(&mut Self) -> Result<(), WordError>,
    ) -> Result<(), WordError> {
        let mut shown = true;
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "sdtPr" => shown = self.control_is_text()?,
                "sdtContent" if shown => content(self)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn control_is_text(&mut self) -> Result<bool, WordError> {
        let mut text = true;
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "showingPlcHdr" => {
                    text &= !element.is_on();
                    self.xml.skip()?;
                }
                "docPartObj" => {
                    while let Some(part) = self.xml.child()? {
                        let contents = part.value().as_deref() == Some("Table of Contents");
                        text &= !(part.name() == "docPartGallery" && contents);
                        self.xml.skip()?;
                    }
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(text)
    }

    /// One of several forms of the same thing: the first choice, or the fallback where there is none.
    pub(super) fn alternative(
        &mut self,
        mut content: impl FnMut(&mut Self) -> Result<(), WordError>,
    ) -> Result<(), WordError> {
        let mut taken = false;
        while let Some(element) = self.xml.child()? {
            if taken || !matches!(element.name(), "Choice" | "Fallback") {
                self.xml.skip()?;
            } else {
                taken = true;
                content(self)?;
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, out: &mut Vec<Block>) -> Result<(), WordError> {
        let before = mem::take(&mut self.joined);
        self.fields.at_paragraph();
        let mut paragraph = Paragraph { text: before, ..Paragraph::default() };
        self.inline(&mut paragraph)?;
        let Paragraph { properties, text, mut boxes } = paragraph;
        if properties.joined {
            self.joined = text;
        } else {
            self.close(&properties, &text, out)?;
        }
        out.append(&mut boxes);
        Ok(())
    }

    /// What is left of joined paragraphs where no other follows.
    pub(super) fn flush(&mut self, out: &mut Vec<Block>) -> Result<(), WordError> {
        let text = mem::take(&mut self.joined);
        self.close(&Properties::default(), &text, out)
    }

    /// The level of a heading, from 0.
    pub(super) fn outline(&self, properties: &Properties) -> Option<u8> {
        let own = properties.outline.or_else(|| self.styles.of(properties.style.as_deref()).outline);
        own.filter(|level| *level < 9)
    }

    fn close(&mut self, properties: &Properties, text: &str, out: &mut Vec<Block>) -> Result<(), WordError> {
        let style = properties.style.as_deref();
        let traits = self.styles.of(style);
        let empty = text.trim().is_empty();
        let hidden = properties.hidden.or(traits.hidden).unwrap_or(false);
        if (empty && hidden) || is_contents_style(&traits.name) {
            return Ok(());
        }
        let mut place = properties.place.clone();
        if place.list.is_none() {
            place.list = traits.place.list;
            place.level = place.level.or(traits.place.level);
        }
        let label = self.numbering.count(&place, style, self.styles);
        if empty {
            return Ok(());
        }
        let shape = match self.outline(properties) {
            Some(level) => Shape::Heading { level: level + 1 },
            None => Shape::Paragraph,
        };
        let whole = matches!(shape, Shape::Heading { .. });
        let lines: Vec<String> = if whole { vec![text.replace('\n', "")] } else { lines(text) };
        for (at, line) in lines.into_iter().enumerate() {
            let numbered = label.as_ref().filter(|_| at == 0).map(|label| label.before(&line));
            self.blocks_left = self.blocks_left.checked_sub(1).ok_or(WordError::TooMuch)?;
            out.push(Block { text: numbered.unwrap_or(line), line: 0, shape: shape.clone() });
        }
        Ok(())
    }
}

/// Lines of a paragraph that are not blank.
fn lines(text: &str) -> Vec<String> {
    text.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// Entries of a table of contents that is no field any more.
fn is_contents_style(name: &str) -> bool {
    let entry = name.strip_prefix("toc").or_else(|| name.strip_prefix("目录"));
    entry.is_some_and(|rest| rest.trim().parse::<u8>().is_ok())
}
