//! What a workbook shows of its cells and the library that reads them does not tell: which numbers stand as
//! percentages, and which rows and columns are hidden.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{MAX_COLUMNS, MAX_ROWS};
use crate::office::{Container, Package, container};

/// The formats `0%` and `0.00%` have numbers of their own and are not written out.
const PERCENT_FORMATS: [u32; 2] = [9, 10];
/// Elements stand within each other up to this depth. Real workbooks stay below 20.
const MAX_DEPTH: usize = 200;

/// The parts of a workbook that say how its sheets are shown.
pub(super) struct Looks<'a> {
    container: Container<'a>,
    /// The part that holds a sheet, by the sheet's name.
    parts: HashMap<String, String>,
    /// The styles that show a number as a percentage, by their place in the list of styles.
    percent: BTreeSet<u32>,
}

/// How a sheet is shown. Rows count from 1, columns from 0.
#[derive(Debug, Default)]
pub(super) struct Shown {
    percent: BTreeSet<(u32, u32)>,
    hidden_rows: BTreeSet<u32>,
    hidden_columns: BTreeSet<u32>,
}

impl Shown {
    /// Whether a number stands there as a percentage.
    pub(super) fn is_percent(&self, row: u32, column: u32) -> bool {
        self.percent.contains(&(row, column))
    }

    /// Whether a row is hidden, filtered away, or of no height.
    pub(super) fn hides_row(&self, row: u32) -> bool {
        self.hidden_rows.contains(&row)
    }

    /// Whether a column is hidden or of no width.
    pub(super) fn hides_column(&self, column: u32) -> bool {
        self.hidden_columns.contains(&column)
    }
}

impl<'a> Looks<'a> {
    /// Reads styles and names. An error says in the file's words what is broken.
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, String> {
        let mut container = container::open(bytes, Package::Workbook).map_err(|error| error.to_string())?;
        let parts = parts(&mut container)?;
        let percent = if container.has("xl/styles.xml") { percent(&mut container)? } else { BTreeSet::new() };
        Ok(Self { container, parts, percent })
    }

    /// How a sheet is shown, as far as it may be filled in.
    pub(super) fn sheet(&mut self, name: &str) -> Result<Shown, String> {
        let part = self.parts.get(name).ok_or_else(|| format!("找不到工作表“{name}”的内容"))?.clone();
        let mut shown = Shown::default();
        let (mut row, mut column) = (0, 0);
        elements(&mut self.container, &part, |element, _| match element.local_name().as_ref() {
            b"row" => {
                row = number(element, "r").unwrap_or(row + 1);
                column = 0;
                if row <= MAX_ROWS + 1 && is_hidden(element, "ht") {
                    shown.hidden_rows.insert(row);
                }
            }
            b"col" if is_hidden(element, "width") => {
                let (first, last) = (number(element, "min").unwrap_or(1), number(element, "max"));
                let last = last.unwrap_or(first).min(MAX_COLUMNS);
                shown.hidden_columns.extend((first.max(1)..=last).map(|column| column - 1));
            }
            b"c" => {
                if let Some(at) = attribute(element, "r").as_deref().and_then(place) {
                    (row, column) = at;
                }
                let style = number(element, "s").unwrap_or(0);
                if row <= MAX_ROWS + 1 && column < MAX_COLUMNS && self.percent.contains(&style) {
                    shown.percent.insert((row, column));
                }
                column = column.saturating_add(1);
            }
            _ => {}
        })?;
        Ok(shown)
    }
}

/// The part of each sheet: the workbook names relations, and another part says where they lead.
fn parts(container: &mut Container<'_>) -> Result<HashMap<String, String>, String> {
    let mut targets = HashMap::new();
    elements(container, "xl/_rels/workbook.xml.rels", |element, _| {
        if element.local_name().as_ref() == b"Relationship"
            && let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target"))
        {
            let target = target.trim_start_matches('/');
            let within = if target.starts_with("xl/") { "" } else { "xl/" };
            targets.insert(id, [within, target].concat());
        }
    })?;
    let mut parts = HashMap::new();
    elements(container, "xl/workbook.xml", |element, _| {
        if element.local_name().as_ref() == b"sheet"
            && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
            && let Some(target) = targets.get(&id)
        {
            parts.entry(name).or_insert_with(|| target.clone());
        }
    })?;
    Ok(parts)
}

/// The styles whose format is a percentage.
fn percent(container: &mut Container<'_>) -> Result<BTreeSet<u32>, String> {
    let mut written: BTreeMap<u32, bool> = PERCENT_FORMATS.map(|format| (format, true)).into();
    let mut formats = Vec::new();
    elements(container, "xl/styles.xml", |element, parent| match (parent, element.local_name().as_ref()) {
        (b"numFmts", b"numFmt") => {
            let code = attribute(element, "formatCode").unwrap_or_default();
            if let Some(format) = number(element, "numFmtId") {
                written.insert(format, is_percent(&code));
            }
        }
        (b"cellXfs", b"xf") => formats.push(number(element, "numFmtId").unwrap_or(0)),
        _ => {}
    })?;
    let of_percent = |format: &u32| written.get(format).is_some_and(|percent| *percent);
    Ok((0..).zip(&formats).filter(|(_, format)| of_percent(format)).map(|(style, _)| style).collect())
}

/// Whether a format multiplies by a hundred: it has a percent sign that is no mere text.
fn is_percent(code: &str) -> bool {
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        let end = match sign {
            '%' => return true,
            '"' => '"',
            '[' => ']',
            // What follows is shown as it is, or takes its width only.
            '\\' | '_' | '*' => {
                signs.next();
                continue;
            }
            _ => continue,
        };
        signs.by_ref().find(|sign| *sign == end);
    }
    false
}

/// Goes through the elements of a part with the name of the one that each stands in.
fn elements(
    container: &mut Container<'_>,
    part: &str,
    mut each: impl FnMut(&BytesStart<'_>, &[u8]),
) -> Result<(), String> {
    let bytes = container.read(part).map_err(|error| error.to_string())?;
    let mut reader = Reader::from_reader(bytes.as_slice());
    let mut open: Vec<Vec<u8>> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| format!("{part}：{error}"))?;
        let parent = open.last().map_or(b"".as_slice(), Vec::as_slice);
        match event {
            Event::Start(_) if open.len() == MAX_DEPTH => return Err(format!("{part}：嵌套过深")),
            Event::Start(element) => {
                each(&element, parent);
                open.push(element.local_name().as_ref().to_owned());
            }
            Event::Empty(element) => each(&element, parent),
            Event::End(_) => drop(open.pop()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute, by its name without prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = element.attributes();
    let found = all.with_checks(false).flatten();
    found
        .filter(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())
        .find_map(|attribute| attribute.normalized_value(XmlVersion::Explicit1_0).ok())
        .map(Cow::into_owned)
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}

/// Whether a row or column is hidden or has no extent.
fn is_hidden(element: &BytesStart<'_>, extent: &str) -> bool {
    let hidden = attribute(element, "hidden").is_some_and(|hidden| matches!(hidden.trim(), "1" | "true"));
    let extent = attribute(element, extent).and_then(|extent| extent.trim().parse::<f64>().ok());
    hidden || extent.is_some_and(|extent| extent <= 0.0)
}

/// Row 7, column 1 of `B7`.
fn place(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let column = letters.chars().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter) - u32::from('A') + 1)?;
        column.checked_mul(26)?.checked_add(value)
    })?;
    Some((row.parse().ok()?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_that_is_text_makes_no_percentage() {
        for code in ["0%", "0.00%", "#,##0.0 %", "0%;[Red]-0%", "\"约\"0%", "_ 0%"] {
            assert!(is_percent(code), "{code}");
        }
        for code in ["", "General", "0.00", "0\"%\"", "0\\%", "0_%", "[$%-804]0", "\"%"] {
            assert!(!is_percent(code), "{code}");
        }
    }

    #[test]
    fn a_cell_is_found_by_its_name() {
        let cases =
            [("A1", Some((1, 0))), ("AB12", Some((12, 27))), ("7", None), ("B", None), ("ZZZZZZZZ1", None)];
        for (name, at) in cases {
            assert_eq!(place(name), at, "{name}");
        }
    }
}
