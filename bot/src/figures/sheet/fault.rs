//! What is wrong with a file, and where.

use std::{cell::RefCell, fmt};

use serde::Serialize;

/// So many faults are told; who filled in a sheet wrongly from top to bottom sees why after a few.
const TOLD: usize = 100;

/// A place in a file; all empty where the whole file is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Place {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row, from 1.
    pub row: Option<u32>,
    /// The column, from 0.
    #[serde(skip)]
    pub column: Option<u32>,
    /// The cell, as a spreadsheet calls it: B7.
    pub cell: Option<String>,
    /// The heading of its column.
    pub heading: Option<String>,
}

impl Place {
    /// A sheet as a whole.
    pub(super) fn sheet(sheet: Option<&str>) -> Self {
        Self { sheet: sheet.map(str::to_owned), ..Self::default() }
    }

    /// A cell; row from 1, column from 0.
    pub(super) fn cell(sheet: Option<&str>, row: u32, column: u32, heading: Option<&str>) -> Self {
        Self {
            row: Some(row),
            column: Some(column),
            cell: Some(cell_name(row, column)),
            heading: heading.map(str::to_owned),
            ..Self::sheet(sheet)
        }
    }
}

/// `B7` of row 7 and column 1.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect::<String>() + &row.to_string()
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = &self.sheet {
            write!(f, "表“{sheet}”")?;
        }
        if let Some(cell) = &self.cell {
            f.write_str(cell)?;
        }
        if let Some(heading) = &self.heading {
            write!(f, "（{heading}）")?;
        }
        Ok(())
    }
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place != Place::default() {
            write!(f, "{}：", self.place)?;
        }
        f.write_str(&self.message)
    }
}

/// All faults of a file, in the order of its sheets and rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.listing())]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// A fault of the file as a whole.
    pub(super) fn of_file(message: impl Into<String>) -> Self {
        Self(vec![Fault { place: Place::default(), message: message.into() }])
    }

    fn listing(&self) -> String {
        let mut lines: Vec<String> = self.0.iter().take(TOLD).map(Fault::to_string).collect();
        if self.0.len() > TOLD {
            lines.push(format!("……另有 {} 处", self.0.len() - TOLD));
        }
        format!("{}\n共 {} 处错误，什么都没有暂存；请逐条修改后重试。", lines.join("\n"), self.0.len())
    }
}

/// Collects faults while a file is read, so that one run tells them all.
#[derive(Debug, Default)]
pub(super) struct Collector(RefCell<Vec<Fault>>);

impl Collector {
    pub(super) fn add(&self, place: Place, message: impl Into<String>) {
        self.0.borrow_mut().push(Fault { place, message: message.into() });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// What was read, if nothing is wrong.
    pub(super) fn finish<T>(self, read: T) -> Result<T, Faults> {
        let mut faults = self.0.into_inner();
        faults.sort();
        faults.dedup();
        if faults.is_empty() { Ok(read) } else { Err(Faults(faults)) }
    }
}
