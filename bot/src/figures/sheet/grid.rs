//! A sheet as it was filled in, before anything is understood.

use std::collections::BTreeMap;

use shared::text::clean;

use super::{
    MAX_COLUMNS, MAX_ROWS,
    fault::{Collector, Place},
};

/// What stands in a cell. An empty cell is not kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Text, trimmed, not empty.
    Text(String),
    /// A number without a date's format.
    Number(f64),
    /// A number that is shown as a percentage: 0.85 for 85%.
    Percent(f64),
    /// A number with a date's format: days since 1899-12-30.
    Day(f64),
    /// 真 or 假.
    Flag,
    /// `#N/A` and its like.
    Error,
    /// A formula, whatever it comes to.
    Formula,
}

impl Cell {
    /// Text without the white space around it; nothing where there is nothing else.
    pub(super) fn text(text: &str) -> Option<Self> {
        // A line break within is a blank like any other.
        let text = clean(&text.replace(['\r', '\n'], " "));
        (!text.is_empty()).then_some(Self::Text(text))
    }
}

/// A sheet: its cells by row (from 1) and column (from 0).
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Grid {
    /// Its name; nothing for a CSV file.
    pub(super) sheet: Option<String>,
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
}

impl Grid {
    pub(super) fn new(sheet: Option<&str>) -> Self {
        Self { sheet: sheet.map(str::to_owned), rows: BTreeMap::new() }
    }

    /// Puts a cell; false where the sheet is too large, which is told.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell, faults: &Collector) -> bool {
        let place = Place::sheet(self.sheet.as_deref());
        if row > MAX_ROWS + 1 {
            faults.add(place, format!("超过 {MAX_ROWS} 行：请分成几个文件"));
            return false;
        }
        if column >= MAX_COLUMNS {
            faults.add(place, format!("超过 {MAX_COLUMNS} 列：请用模板，不要加列"));
            return false;
        }
        self.rows.entry(row).or_default().insert(column, cell);
        true
    }
}
