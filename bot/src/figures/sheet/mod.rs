//! Spreadsheets with figures: the template that is handed out, and what comes back filled in.
//!
//! Reading is strict: what is meant must be certain, and nothing is guessed. All faults of a file are told at once, each
//! with its cell and what to write instead; a file with one fault gives no row. Everything is bounded.

mod cell;
mod columns;
mod csv;
mod fault;
mod grid;
mod reports;
mod shown;
mod template;
#[cfg(test)]
mod tests;
mod values;
mod workbook;

use std::path::Path;

use shared::{date::Date, plan::Plan};

pub(in crate::figures) use self::values::{Cells, HowRead};
use self::{fault::Collector, grid::Grid};
pub use self::{
    fault::{Fault, Faults, Place},
    template::template,
};
use super::ledger::{ReportRow, ValueRow};

/// A file of at most this many bytes is read.
pub const MAX_FILE: usize = 8 * 1024 * 1024;
/// A sheet has at most this many rows below its header.
pub const MAX_ROWS: u32 = 5000;
/// A sheet has at most this many columns.
pub const MAX_COLUMNS: u32 = 50;
/// A cell holds at most this many characters.
pub const MAX_CELL: usize = 2000;

/// What a file is taken for, by its name; the content must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `.xlsx`.
    Workbook,
    /// `.csv`, in UTF-8.
    Csv,
}

impl Kind {
    /// By the ending of a name.
    pub fn of(path: &Path) -> Result<Self, Faults> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "xlsx" => Ok(Self::Workbook),
            "csv" => Ok(Self::Csv),
            _ => Err(Faults::of_file(
                "只接受 .xlsx 和 .csv 文件：请用 zhice figures template 生成的表填写，或另存为 .xlsx",
            )),
        }
    }
}

/// The rows of a file, checked one by one and against each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// Values, without ids.
    pub(in crate::figures) values: Vec<ValueRow>,
    /// Reports on tasks, without ids.
    pub(in crate::figures) reports: Vec<ReportRow>,
    pub(in crate::figures) how_read: HowRead,
    pub(in crate::figures) cells: Cells,
}

impl Rows {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.values.len() + self.reports.len()
    }
}

/// Reads a filled-in file. `today` is the day after which no value can speak. Touches nothing but its arguments.
pub fn read(bytes: &[u8], kind: Kind, plan: &Plan, today: Date) -> Result<Rows, Faults> {
    if bytes.len() > MAX_FILE {
        return Err(Faults::of_file(format!(
            "文件超过 {} MiB：请删去无关内容后再试",
            MAX_FILE / 1024 / 1024
        )));
    }
    let faults = Collector::default();
    let grids = match kind {
        Kind::Workbook => workbook::grids(bytes, &faults),
        Kind::Csv => csv::grid(bytes, &faults).into_iter().collect(),
    };
    let rows = rows(&grids, plan, today, &faults);
    if rows.count() == 0 && faults.is_empty() {
        faults.add(Place::default(), "表里没有数据行：请从第 2 行起填写");
    }
    faults.finish(rows)
}

fn rows(grids: &[Grid], plan: &Plan, today: Date, faults: &Collector) -> Rows {
    let mut rows = Rows::default();
    for grid in grids {
        let Some(table) = columns::table(grid, faults) else { continue };
        if table.is_of_values() {
            let (values, how_read, cells) = values::read(&table, plan, today, faults);
            rows.values.extend(values);
            rows.how_read.extend(how_read);
            rows.cells.extend(cells);
        } else {
            rows.reports.extend(reports::read(&table, plan, today, faults));
        }
    }
    rows
}
