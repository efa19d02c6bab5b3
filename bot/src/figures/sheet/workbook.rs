//! An Excel workbook as grids. Cells are streamed: a sheet that claims a million columns costs nothing.

use std::{
    cell::Cell as Flag,
    collections::BTreeSet,
    io::Cursor,
    panic::{self, AssertUnwindSafe},
    sync::Once,
    thread,
};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{
    Collector, Grid,
    columns::{GUIDE, LISTS, REPORTS_SHEET, VALUES_SHEET},
    fault::{Place, cell_name},
    grid::Cell,
    shown::{Looks, Shown},
};
use crate::office::{Package, container};

/// From the first day of the other calendar that a workbook may count by to the first of the usual one.
const DAYS_TO_1904: f64 = 1462.0;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The sheets with figures. A sheet that is not of the template must be empty: what it holds would be lost.
pub(super) fn grids(bytes: &[u8], faults: &Collector) -> Vec<Grid> {
    // What the library opens, it inflates without bounds of its own.
    let measured = container::open(bytes, Package::Workbook).and_then(|mut container| container.measure());
    if let Err(error) = measured {
        faults.add(Place::default(), error.to_string());
        return Vec::new();
    }
    // The library trusts a file to be well made: what else it meets ends as a fault here, not as the end of the program.
    match quietly(|| read(bytes, faults)) {
        Ok(Ok(grids)) => grids,
        Ok(Err(why)) => malformed(&format!("（{why}）"), faults),
        Err(_) => malformed("", faults),
    }
}

thread_local! {
    static QUIET: Flag<bool> = const { Flag::new(false) };
}

/// Runs what may panic, and says nothing of it: the fault that becomes of it tells the person enough. Panics of other
/// threads, and of this one outside, are reported as ever.
fn quietly<T>(work: impl FnOnce() -> T) -> thread::Result<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                usual(info);
            }
        }));
    });
    QUIET.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(false);
    done
}

fn malformed(why: &str, faults: &Collector) -> Vec<Grid> {
    let message = format!("工作簿的内部结构有错{why}：请用 Excel 或 WPS 表格打开后另存为新的 .xlsx");
    faults.add(Place::default(), message);
    Vec::new()
}

/// An error says what is broken.
fn read(bytes: &[u8], faults: &Collector) -> Result<Vec<Grid>, String> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error: XlsxError| error.to_string())?;
    let mut looks = Looks::of(bytes)?;
    let sheets: Vec<(String, SheetVisible)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible))
        .collect();
    let mut grids = Vec::new();
    for (name, visible) in &sheets {
        match name.as_str() {
            VALUES_SHEET | REPORTS_SHEET => {
                let shown = looks.sheet(name)?;
                let grid = grid(&mut workbook, name, &shown, faults).map_err(|error| error.to_string())?;
                if *visible != SheetVisible::Visible && grid.rows.range(2..).next().is_some() {
                    let message = "这个工作表被隐藏，里面有内容：请取消隐藏，核对后再暂存";
                    faults.add(Place::sheet(Some(name)), message);
                }
                grids.push(grid);
            }
            GUIDE | LISTS => {}
            _ => foreign(&mut workbook, name, faults).map_err(|error| error.to_string())?,
        }
    }
    if grids.is_empty() && faults.is_empty() {
        let found: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        let found = found.join("、");
        let message = format!(
            "没有工作表“{VALUES_SHEET}”或“{REPORTS_SHEET}”（文件里有：{found}）：请用 zhice figures template 生成的表填写"
        );
        faults.add(Place::default(), message);
    }
    Ok(grids)
}

fn grid(
    workbook: &mut Workbook<'_>,
    name: &str,
    shown: &Shown,
    faults: &Collector,
) -> Result<Grid, XlsxError> {
    for region in workbook.merge_cells_by_sheet_name(name)? {
        let ((top, left), (bottom, right)) = (region.start, region.end);
        let to = cell_name(bottom + 1, right);
        let place = Place::cell(Some(name), top + 1, left, None);
        faults.add(place, format!("到 {to} 是合并单元格：请取消合并，在每一行各自填写"));
    }
    let days_to_1904 = if workbook.has_1904_epoch() { DAYS_TO_1904 } else { 0.0 };
    let mut grid = Grid::new(Some(name));
    let mut cells = workbook.worksheet_cells_reader(name)?;
    while let Some(record) = cells.next_cell_with_formula_metadata()? {
        let (row, column) = (record.pos.0.saturating_add(1), record.pos.1);
        let number = |number: f64| {
            if shown.is_percent(row, column) { Cell::Percent(number) } else { Cell::Number(number) }
        };
        let cell = match record.value {
            _ if record.formula.is_some() => Some(Cell::Formula),
            DataRef::Empty => None,
            #[expect(clippy::cast_precision_loss, reason = "a spreadsheet keeps no more digits itself")]
            DataRef::Int(held) => Some(number(held as f64)),
            DataRef::Float(held) => Some(number(held)),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                Cell::text(&text)
            }
            DataRef::SharedString(text) => Cell::text(text),
            DataRef::Bool(_) => Some(Cell::Flag),
            DataRef::DateTime(date) => Some(Cell::Day(date.as_f64() + days_to_1904)),
            DataRef::Error(_) => Some(Cell::Error),
        };
        if let Some(cell) = cell
            && !grid.put(row, column, cell, faults)
        {
            break;
        }
    }
    hidden(&grid, shown, faults);
    Ok(grid)
}

/// What nobody saw while filling it in would become public.
fn hidden(grid: &Grid, shown: &Shown, faults: &Collector) {
    let name = grid.sheet.as_deref();
    for row in grid.rows.keys().filter(|row| shown.hides_row(**row)) {
        let place = Place::cell(name, *row, 0, None);
        faults.add(place, "这一行被隐藏、被筛选掉或行高为 0：请取消隐藏和筛选，核对这一行后再暂存");
    }
    let filled: BTreeSet<u32> = grid.rows.range(2..).flat_map(|(_, cells)| cells.keys().copied()).collect();
    for column in filled.into_iter().filter(|column| shown.hides_column(*column)) {
        let place = Place::cell(name, 1, column, None);
        faults.add(place, "这一列被隐藏或列宽为 0，里面有内容：请取消隐藏，核对这一列后再暂存");
    }
}

/// A sheet that is not of the template.
fn foreign(workbook: &mut Workbook<'_>, name: &str, faults: &Collector) -> Result<(), XlsxError> {
    let mut cells = workbook.worksheet_cells_reader(name)?;
    while let Some(record) = cells.next_cell()? {
        if *record.get_value() != DataRef::Empty {
            let message = format!(
                "不是模板里的工作表，其中的内容不会被读取：请移到“{VALUES_SHEET}”或“{REPORTS_SHEET}”，或删去这个表"
            );
            faults.add(Place::sheet(Some(name)), message);
            break;
        }
    }
    Ok(())
}
