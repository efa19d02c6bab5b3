//! A CSV file as a grid.

use super::{Collector, Grid, fault::Place, grid::Cell};
use crate::office::Format;

/// Reads UTF-8 with or without a byte order mark, separated by commas.
pub(super) fn grid(bytes: &[u8], faults: &Collector) -> Option<Grid> {
    let whole = |message: String| {
        faults.add(Place::default(), message);
        None
    };
    let found = Format::of(bytes);
    if !matches!(found, Format::Unknown | Format::Empty) {
        return whole(format!(
            "内容是“{}”，不是 .csv：如果是 Excel 工作簿，请把扩展名改回 .xlsx",
            found.name()
        ));
    }
    let Ok(text) = str::from_utf8(bytes) else {
        return whole("不是 UTF-8 文本：请在 Excel 或 WPS 里另存为“CSV UTF-8（逗号分隔）”".to_owned());
    };
    // The reader would count a line with both ends as part of the one before.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let first = text.lines().next().unwrap_or_default();
    if !first.contains(',') && first.contains([';', '\t', '，']) {
        return whole("列与列之间应为半角逗号：请另存为“CSV UTF-8（逗号分隔）”".to_owned());
    }
    let mut grid = Grid::new(None);
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => return whole(format!("读不了：{error}")),
        };
        let row = record.position().map_or(0, ::csv::Position::line);
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        for (column, text) in record.iter().enumerate() {
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            if let Some(cell) = Cell::text(text)
                && !grid.put(row, column, cell, faults)
            {
                return None;
            }
        }
    }
    Some(grid)
}
