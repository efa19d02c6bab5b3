//! The columns of the two sheets, and a sheet whose columns are known.

use std::collections::BTreeMap;

use super::{
    fault::{Collector, Place},
    grid::{Cell, Grid},
};

/// The sheet of values.
pub(super) const VALUES_SHEET: &str = "目标数据";
/// The sheet of reports on tasks.
pub(super) const REPORTS_SHEET: &str = "任务进展";
/// The sheet that explains.
pub(super) const GUIDE: &str = "填写说明";
/// The hidden sheet that the drop-downs take their words from.
pub(super) const LISTS: &str = "选项";

/// A column.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Its name in the pack's files.
    pub(super) key: &'static str,
    /// Its heading.
    pub(super) heading: &'static str,
    /// Whether every row must fill it.
    pub(super) required: bool,
    /// How to fill it.
    pub(super) note: &'static str,
    /// Its width in characters.
    pub(super) width: u16,
}

const fn column(
    key: &'static str,
    heading: &'static str,
    required: bool,
    width: u16,
    note: &'static str,
) -> Column {
    Column { key, heading, required, note, width }
}

pub(super) const VALUES: [Column; 12] = [
    column("indicator", "指标", true, 40, "从下拉列表选。括号里是单位，数值按这个单位填。"),
    column(
        "period",
        "期间",
        true,
        10,
        "2025 表示全年；2025-06 表示到 6 月底的部分年份；2025-06-30 表示某一天。",
    ),
    column(
        "value",
        "数值",
        false,
        12,
        "只写半角数字和小数点，按公布的小数位写，如 49.10。单位不写。定性目标不填这一列。",
    ),
    column("state", "阶段", false, 12, "只有定性目标填，从下拉列表选。"),
    column("as_of", "截至日期", true, 13, "数据说的是哪一天的情况，如 2025-12-31。"),
    column("status", "数据性质", true, 10, "最终数或初步数。只有最终数能判定未达到。"),
    column("source_title", "数据来源", true, 34, "谁在哪里公布的，如：某区统计公报（2025 年）。会公开显示。"),
    column("source_url", "来源网址", false, 34, "可不填。只有 *.gov.cn 的网址能公开。"),
    column("margin", "误差", false, 8, "来源写明误差时填，正数，表示 ±。"),
    column("reason", "未达到原因", false, 34, "期满未达到的目标必须填，由责任单位说明。会公开显示。"),
    column("next_step", "下一步措施", false, 34, "期满未达到的目标必须填。会公开显示。"),
    column("note", "公开备注", false, 24, "可不填。会公开显示。"),
];

pub(super) const REPORTS: [Column; 7] = [
    column("task", "任务", true, 46, "从下拉列表选。"),
    column("state", "状态", true, 13, "未启动、按序时推进、已完成、未达到。"),
    column("as_of", "截至日期", true, 13, "说的是哪一天的情况，如 2025-12-31。"),
    column("text", "进展说明", true, 50, "做了什么。会公开显示。"),
    column("reason", "未达到原因", false, 34, "状态为“未达到”时必须填。会公开显示。"),
    column("source_title", "数据来源", true, 34, "谁说的，如：某区工作简报。会公开显示。"),
    column("source_url", "来源网址", false, 34, "可不填。只有 *.gov.cn 的网址能公开。"),
];

/// A sheet whose header was understood.
#[derive(Debug)]
pub(super) struct Table<'a> {
    grid: &'a Grid,
    columns: BTreeMap<&'static str, (u32, &'static Column)>,
    /// The columns that have a heading, understood or not.
    headed: Vec<u32>,
    all: &'static [Column],
}

/// Reads the header, which is the first row. Rows can be read as long as no column is missing that they need.
pub(super) fn table<'a>(grid: &'a Grid, faults: &Collector) -> Option<Table<'a>> {
    let sheet = grid.sheet.as_deref();
    let Some(header) = grid.rows.get(&1) else {
        faults.add(Place::sheet(sheet), "第 1 行应为表头：请用 zhice figures template 生成的表填写");
        return None;
    };
    let headings: Vec<(u32, String)> = header.iter().map(|(column, cell)| (*column, heading(cell))).collect();
    let names_tasks = headings.iter().any(|(_, heading)| is_named(&REPORTS[0], heading));
    let all: &'static [Column] = match sheet {
        Some(VALUES_SHEET) => &VALUES,
        Some(REPORTS_SHEET) => &REPORTS,
        _ if names_tasks => &REPORTS,
        _ => &VALUES,
    };
    let occupied = headings.iter().map(|(column, _)| *column).collect();
    let mut columns = BTreeMap::new();
    let fault = |column: u32, message: String| faults.add(Place::cell(sheet, 1, column, None), message);
    for (at, heading) in headings {
        match all.iter().find(|column| is_named(column, &heading)) {
            Some(column) if columns.insert(column.key, (at, column)).is_some() => {
                fault(at, format!("“{heading}”列重复"));
            }
            Some(_) => {}
            None if matches!(heading.as_str(), "id" | "supersedes") => fault(
                at,
                format!(
                    "没有“{heading}”列：编号和更正关系由系统编定，请删去这一列；整表带编号的数据请放进数据包"
                ),
            ),
            None => {
                let known: Vec<&str> = all.iter().map(|column| column.heading).collect();
                fault(at, format!("不认识的表头“{heading}”：应为 {}", known.join("、")));
            }
        }
    }
    let mut complete = true;
    for column in all.iter().filter(|column| column.required && !columns.contains_key(column.key)) {
        faults.add(Place::sheet(sheet), format!("缺少“{}”列", column.heading));
        complete = false;
    }
    complete.then_some(Table { grid, columns, headed: occupied, all })
}

fn heading(cell: &Cell) -> String {
    match cell {
        // The template marks what must be filled with a star.
        Cell::Text(text) => text.trim_end_matches(['*', ' ', '＊']).to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Percent(_) | Cell::Day(_) | Cell::Flag | Cell::Error | Cell::Formula => {
            "（不是文字）".to_owned()
        }
    }
}

fn is_named(column: &Column, heading: &str) -> bool {
    column.heading == heading || column.key.eq_ignore_ascii_case(heading)
}

impl<'a> Table<'a> {
    /// Whether its rows are values, not reports.
    pub(super) fn is_of_values(&self) -> bool {
        self.all[0].key == VALUES[0].key
    }

    /// The rows below the header that hold anything.
    pub(super) fn lines<'b>(&'b self, faults: &'b Collector) -> impl Iterator<Item = Line<'b>>
    where
        'a: 'b,
    {
        self.grid.rows.range(2..).map(move |(row, cells)| {
            let line = Line { table: self, row: *row, cells, faults };
            line.strays();
            line
        })
    }
}

/// A row.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    table: &'a Table<'a>,
    /// From 1.
    pub(super) row: u32,
    cells: &'a BTreeMap<u32, Cell>,
    pub(super) faults: &'a Collector,
}

impl<'a> Line<'a> {
    /// What stands in a column.
    pub(super) fn cell(&self, key: &str) -> Option<&'a Cell> {
        let (column, _) = self.table.columns.get(key)?;
        self.cells.get(column)
    }

    /// Where its cell in a column is; the row's first cell where the column is not there.
    pub(super) fn place(&self, key: &str) -> Place {
        let sheet = self.table.grid.sheet.as_deref();
        match self.table.columns.get(key) {
            Some((at, column)) => Place::cell(sheet, self.row, *at, Some(column.heading)),
            None => Place::cell(sheet, self.row, 0, None),
        }
    }

    /// Tells a fault of a cell; of the sheet's row where the column is not there.
    pub(super) fn fault(&self, key: &str, message: impl Into<String>) {
        let (place, message) = (self.place(key), message.into());
        if self.table.columns.contains_key(key) {
            self.faults.add(place, message);
            return;
        }
        let column = self.table.all.iter().find(|column| column.key == key);
        let heading = column.map_or(key, |column| column.heading);
        self.faults.add(place, format!("缺少“{heading}”列，{message}"));
    }

    /// What stands in a column understood by `read`; a fault where that is not possible, or where it is empty and must
    /// not be.
    pub(super) fn read<T>(&self, key: &str, read: impl FnOnce(&Cell) -> Result<T, String>) -> Option<T> {
        if let Some(cell) = self.cell(key) {
            return read(cell).map_err(|message| self.fault(key, message)).ok();
        }
        if self.table.all.iter().any(|column| column.key == key && column.required) {
            self.fault(key, "不能为空");
        }
        None
    }

    /// Cells that stand under no heading.
    fn strays(&self) {
        for column in self.cells.keys() {
            if !self.table.headed.contains(column) {
                let place = Place::cell(self.table.grid.sheet.as_deref(), self.row, *column, None);
                self.faults.add(place, "这一列没有表头，内容不会被读取：请删去");
            }
        }
    }
}
