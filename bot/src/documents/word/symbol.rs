//! Characters that Word keeps as a place in a symbol font.

use super::xml::Element;

/// Signs of the fonts that documents use; the rest of such fonts is decoration.
const SIGNS: [(&str, u32, char); 24] = [
    ("symbol", 0xA3, '≤'),
    ("symbol", 0xB3, '≥'),
    ("symbol", 0xB1, '±'),
    ("symbol", 0xB4, '×'),
    ("symbol", 0xB8, '÷'),
    ("symbol", 0xB9, '≠'),
    ("symbol", 0xBB, '≈'),
    ("symbol", 0xB0, '°'),
    ("symbol", 0x25, '%'),
    ("symbol", 0x2B, '+'),
    ("symbol", 0x2D, '−'),
    ("symbol", 0x3C, '<'),
    ("symbol", 0x3D, '='),
    ("symbol", 0x3E, '>'),
    ("symbol", 0xD7, '·'),
    ("symbol", 0xAE, '→'),
    ("wingdings", 0x6C, '●'),
    ("wingdings", 0x6E, '■'),
    ("wingdings", 0x6F, '□'),
    ("wingdings", 0xA8, '□'),
    ("wingdings", 0xFC, '✓'),
    ("wingdings", 0xFE, '☑'),
    ("wingdings 2", 0x52, '☑'),
    ("wingdings 2", 0xA3, '□'),
];

/// The character of `sym`: one of the font's own, or a common one.
pub(super) fn read(element: &Element<'_>) -> Option<char> {
    let code = u32::from_str_radix(&element.attribute("char")?, 16).ok()?;
    let font = element.attribute("font").unwrap_or_default().to_lowercase();
    let known = SIGNS.iter().find(|(of, at, _)| *of == font && *at == code & 0xFF);
    let common =
        || char::from_u32(code).filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c) && !c.is_control());
    known.map(|(_, _, c)| *c).or_else(common)
}
