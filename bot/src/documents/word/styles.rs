//! What paragraph and character styles say that matters for reading: headings, lists, hidden text.

use std::collections::HashMap;

use super::{WordError, xml::Xml};

/// A style may rest on another one, up to this many times.
const MAX_CHAIN: usize = 16;

/// A list and the level in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListPlace {
    pub list: Option<i64>,
    pub level: Option<usize>,
}

/// What a style, or a paragraph itself, says; what it leaves open comes from the style below.
#[derive(Debug, Clone, Default)]
pub(super) struct Traits {
    pub name: String,
    based_on: Option<String>,
    /// From 0; 9 is running text.
    pub outline: Option<u8>,
    pub place: ListPlace,
    pub hidden: Option<bool>,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Traits>,
    default: Option<String>,
}

impl Styles {
    pub(super) fn read(part: &str, text: &str) -> Result<Self, WordError> {
        let mut xml = Xml::new(part, text);
        let mut styles = Self::default();
        xml.child()?;
        while let Some(element) = xml.child()? {
            if element.name() != "style" {
                xml.skip()?;
                continue;
            }
            let id = element.attribute("styleId").unwrap_or_default();
            let is_default = element.attribute("default").is_some_and(|on| on == "1" || on == "true");
            if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                styles.default = Some(id.clone());
            }
            styles.styles.insert(id, style(&mut xml)?);
        }
        Ok(styles)
    }

    /// What holds for a paragraph or run of a style: its own words, else those of the styles it rests on. The name stays
    /// its own, or that of the nearest built-in heading below.
    pub(super) fn of(&self, id: Option<&str>) -> Traits {
        let mut found = Traits::default();
        let mut next = id.or(self.default.as_deref());
        for at in 0..MAX_CHAIN {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            if at == 0 {
                found.name.clone_from(&style.name);
            }
            found.outline = found.outline.or(style.outline).or(heading(&style.name));
            found.place.list = found.place.list.or(style.place.list);
            found.place.level = found.place.level.or(style.place.level);
            found.hidden = found.hidden.or(style.hidden);
            next = style.based_on.as_deref();
        }
        found
    }

    /// The list that a list style stands for.
    pub(super) fn list(&self, id: &str) -> Option<i64> {
        self.styles.get(id)?.place.list
    }
}

fn style(xml: &mut Xml<'_>) -> Result<Traits, WordError> {
    let mut style = Traits::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "name" => {
                style.name = element.value().unwrap_or_default().to_lowercase();
                xml.skip()?;
            }
            "basedOn" => {
                style.based_on = element.value();
                xml.skip()?;
            }
            "pPr" => paragraph(xml, &mut style)?,
            "rPr" => style.hidden = run(xml)?.hidden,
            _ => xml.skip()?,
        }
    }
    Ok(style)
}

/// `heading 1` in every language of Word, since built-in names are stored in English; `标题 1` where a style was made by
/// hand.
fn heading(name: &str) -> Option<u8> {
    if name == "title" || name == "标题" {
        return Some(0);
    }
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    let level: u8 = rest.trim().parse().ok()?;
    level.checked_sub(1).filter(|level| *level < 9)
}

fn paragraph(xml: &mut Xml<'_>, style: &mut Traits) -> Result<(), WordError> {
    while let Some(element) = xml.child()? {
        match element.name() {
            "numPr" => style.place = place(xml)?,
            "outlineLvl" => {
                style.outline = element.number("val");
                xml.skip()?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Reads `numPr`.
pub(super) fn place(xml: &mut Xml<'_>) -> Result<ListPlace, WordError> {
    let mut place = ListPlace::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "numId" => place.list = element.number("val"),
            "ilvl" => place.level = element.number("val"),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(place)
}

/// What the properties of a run, or of a paragraph's mark, say.
#[derive(Debug, Clone, Default)]
pub(super) struct RunTraits {
    pub style: Option<String>,
    pub hidden: Option<bool>,
    /// Struck out: 10 struck out before 12 is no 1012.
    pub struck: bool,
    /// A tracked change takes it out.
    pub deleted: bool,
}

/// Reads `rPr`.
pub(super) fn run(xml: &mut Xml<'_>) -> Result<RunTraits, WordError> {
    let mut traits = RunTraits::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "rStyle" => traits.style = element.value(),
            "vanish" => traits.hidden = Some(element.is_on()),
            "strike" | "dstrike" => traits.struck |= element.is_on(),
            "del" | "moveFrom" => traits.deleted = true,
            _ => {}
        }
        xml.skip()?;
    }
    Ok(traits)
}
