//! A paragraph: its properties, and the text of its runs.

use super::{
    WordError,
    body::Body,
    field::is_contents,
    styles::{self, ListPlace},
    symbol,
};
use shared::plan_text::Block;

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub properties: Properties,
    /// Its text; a line break is a `\n`.
    pub text: String,
    /// What stands in its text boxes.
    pub boxes: Vec<Block>,
}

/// What a paragraph says of itself, before its style.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub style: Option<String>,
    pub outline: Option<u8>,
    pub place: ListPlace,
    /// A tracked change joins it with the next one.
    pub joined: bool,
    pub hidden: Option<bool>,
}

impl Body<'_> {
    /// Reads what stands in a paragraph.
    pub(super) fn inline(&mut self, into: &mut Paragraph) -> Result<(), WordError> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "pPr" => {
                    into.properties = self.properties()?;
                    if self.outline(&into.properties).is_some() {
                        self.fields.at_heading();
                    }
                }
                "r" => self.run(into)?,
                "del" | "moveFrom" => self.xml.skip()?,
                "fldSimple" if element.attribute("instr").is_some_and(|text| is_contents(&text)) => {
                    self.xml.skip()?;
                }
                "sdt" => self.control(|body| body.inline(into))?,
                "AlternateContent" => self.alternative(|body| body.inline(into))?,
                _ => self.inline(into)?,
            }
        }
        Ok(())
    }

    fn properties(&mut self) -> Result<Properties, WordError> {
        let mut properties = Properties::default();
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "pStyle" => {
                    properties.style = element.value();
                    self.xml.skip()?;
                }
                "outlineLvl" => {
                    properties.outline = element.number("val");
                    self.xml.skip()?;
                }
                "numPr" => properties.place = styles::place(&mut self.xml)?,
                "rPr" => {
                    let mark = styles::run(&mut self.xml)?;
                    (properties.joined, properties.hidden) = (mark.deleted, mark.hidden);
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(properties)
    }

    fn run(&mut self, into: &mut Paragraph) -> Result<(), WordError> {
        let mut hidden = false;
        self.pieces(into, &mut hidden)
    }

    /// The pieces of a run. Hidden pieces are read, for the marks of fields in them, and not kept.
    fn pieces(&mut self, into: &mut Paragraph, hidden: &mut bool) -> Result<(), WordError> {
        while let Some(element) = self.xml.child()? {
            let mut piece = None;
            match element.name() {
                "rPr" => {
                    let traits = styles::run(&mut self.xml)?;
                    let of_style = || traits.style.as_deref().and_then(|id| self.styles.of(Some(id)).hidden);
                    *hidden = traits.struck || traits.hidden.or_else(of_style).unwrap_or(false);
                    continue;
                }
                "t" => {
                    let text = self.xml.text()?;
                    self.put(into, &text, *hidden)?;
                    continue;
                }
                "instrText" => {
                    let text = self.xml.text()?;
                    self.fields.instruct(&text);
                    continue;
                }
                "drawing" | "pict" | "object" => {
                    self.boxes(into, *hidden)?;
                    continue;
                }
                "AlternateContent" => {
                    self.alternative(|body| body.pieces(into, hidden))?;
                    continue;
                }
                "ruby" => {
                    self.base_of_ruby(into)?;
                    continue;
                }
                "fldChar" => self.fields.mark(element.attribute("fldCharType").as_deref()),
                "tab" | "ptab" => piece = Some('\t'),
                "br" | "cr" => piece = Some('\n'),
                "noBreakHyphen" => piece = Some('-'),
                "sym" | "symEx" => piece = symbol::read(&element),
                _ => {}
            }
            self.xml.skip()?;
            if let Some(c) = piece {
                self.put(into, c.encode_utf8(&mut [0; 4]), *hidden)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, into: &mut Paragraph, text: &str, hidden: bool) -> Result<(), WordError> {
        if !hidden && self.fields.show() {
            self.spend(text.len())?;
            into.text.push_str(text);
        }
        Ok(())
    }

    /// The text that a reading stands over, without the reading.
    fn base_of_ruby(&mut self, into: &mut Paragraph) -> Result<(), WordError> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "rubyBase" => self.inline(into)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Text boxes in a drawing; their paragraphs come after the one they hang on.
    fn boxes(&mut self, into: &mut Paragraph, hidden: bool) -> Result<(), WordError> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "txbxContent" if !hidden => {
                    let mut blocks = Vec::new();
                    self.blocks(&mut blocks)?;
                    into.boxes.append(&mut blocks);
                }
                "AlternateContent" => self.alternative(|body| body.boxes(into, hidden))?,
                _ => self.boxes(into, hidden)?,
            }
        }
        Ok(())
    }
}
