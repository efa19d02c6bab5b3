//! Pulling elements out of a part of a Word file, within bounds. Names are compared without their prefix: the strict and
//! the transitional form of the format differ in nothing else that is read here.

use std::borrow::Cow;

use encoding_rs::Encoding;
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
};

use super::WordError;

/// Elements stand within each other up to this depth. Real documents stay below 60.
const MAX_DEPTH: usize = 200;

/// The text of a part: UTF-8, or what its byte order mark says.
pub(super) fn decode<'a>(part: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, WordError> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    encoding
        .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
        .ok_or_else(|| WordError::Broken { part: part.to_owned() })
}

/// A part that is being read. Whoever asks for a child must read or skip it before asking for the next one.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
}

/// The opening of an element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        str::from_utf8(self.0.local_name().into_inner()).unwrap_or_default()
    }

    /// An attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let found = all.with_checks(false).flatten();
        found
            .filter(|attribute| attribute.key.local_name().into_inner() == name.as_bytes())
            .find_map(|attribute| attribute.normalized_value(XmlVersion::Explicit1_0).ok())
            .map(Cow::into_owned)
    }

    /// The attribute that most elements have.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// A whole number in an attribute.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// A switch is on unless it says that it is off.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

impl<'a> Xml<'a> {
    pub(super) fn new(part: &'a str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part, depth: 0 }
    }

    fn broken(&self) -> WordError {
        WordError::Broken { part: self.part.to_owned() }
    }

    fn event(&mut self) -> Result<Event<'a>, WordError> {
        let event = self.reader.read_event().map_err(|_| self.broken())?;
        match &event {
            Event::Start(_) if self.depth == MAX_DEPTH => {
                return Err(WordError::Deep { part: self.part.to_owned() });
            }
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            // Office writes no document type; a file that has one wants to be expanded.
            Event::DocType(_) => return Err(self.broken()),
            Event::Eof if self.depth > 0 => return Err(self.broken()),
            _ => {}
        }
        Ok(event)
    }

    /// The next element within the current one; nothing where the current one closes.
    pub(super) fn child(&mut self) -> Result<Option<Element<'a>>, WordError> {
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Some(Element(start))),
                Event::End(_) | Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Leaves out the rest of the current element.
    pub(super) fn skip(&mut self) -> Result<(), WordError> {
        let around = self.depth.saturating_sub(1);
        while self.depth > around {
            self.event()?;
        }
        Ok(())
    }

    /// The text of the current element, to its end; elements within it are left out.
    pub(super) fn text(&mut self) -> Result<String, WordError> {
        let mut text = String::new();
        loop {
            match self.event()? {
                Event::Text(piece) => text.push_str(&piece.xml10_content().map_err(|_| self.broken())?),
                Event::CData(piece) => text.push_str(&piece.decode().map_err(|_| self.broken())?),
                Event::GeneralRef(reference) => self.resolve(&reference, &mut text)?,
                Event::Start(_) => self.skip()?,
                Event::End(_) | Event::Eof => return Ok(text),
                _ => {}
            }
        }
    }

    fn resolve(&self, reference: &BytesRef<'_>, text: &mut String) -> Result<(), WordError> {
        if let Some(c) = reference.resolve_char_ref().map_err(|_| self.broken())? {
            text.push(c);
            return Ok(());
        }
        let name = reference.decode().map_err(|_| self.broken())?;
        text.push_str(resolve_predefined_entity(&name).ok_or_else(|| self.broken())?);
        Ok(())
    }
}
