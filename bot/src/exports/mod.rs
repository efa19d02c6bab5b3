//! The judged snapshot in the forms people take away: CSV and Excel, the feed of changes, and the JSON Schema of the
//! snapshot itself. Each is a pure function of what it is given. Formats: docs/EXPORTS.md.

mod csv;
mod feed;
mod ics;
mod schema;
#[cfg(test)]
mod tests;
mod xlsx;

pub use self::{
    csv::csv,
    feed::{ENTRIES, Entry, Mark, atom, history},
    ics::ics,
    schema::{SCHEMA_PATH, schema},
    xlsx::xlsx,
};

/// Why an export could not be written. None of it is the figures' fault.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The CSV writer failed.
    #[error("CSV 写不成：{0}")]
    Csv(#[from] ::csv::Error),
    /// The Excel writer failed.
    #[error("Excel 文件写不成：{0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The feed's writer failed.
    #[error("订阅源写不成：{0}")]
    Feed(#[from] std::io::Error),
}
