//! Tables of indicators: a name, a unit, and a column for each year.

use super::{
    super::table::{head, plain},
    due, figure,
};
use crate::{
    date::PartialDate,
    plan::{Comparator, DueBasis, Kind, Period},
    plan_text::{
        DraftIndicator, Note,
        brackets::{closes, opens, spans},
        flow::Row,
        outline::Entry,
    },
};

/// A column of values that are to be reached.
struct Column {
    at: usize,
    due: Option<PartialDate>,
}

/// Reads the indicators of a table whose head names 指标 and values to be reached.
pub(super) fn read(
    rows: &[Row],
    entry: &Entry,
    period: Option<Period>,
    found: &mut Vec<DraftIndicator>,
    notes: &mut Vec<Note>,
) {
    let Some((names, body)) = head(rows, |cells| name_column(cells).is_some()) else { return };
    let Some(name) = name_column(names) else { return };
    let unit = names.iter().position(|cell| ["单位", "计量单位"].contains(&plain(cell).as_str()));
    let (names, body) = whole_head(names, body, name);
    let columns = columns(&names, period);
    for row in body {
        let cell = |at: usize| row.cells.get(at).map(String::as_str).unwrap_or_default();
        let source = row.cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join("\t");
        let (printed, bracket) = name_and_unit(cell(name));
        if printed.is_empty() {
            continue;
        }
        let unit = unit
            .map(|at| cell(at).trim())
            .filter(|unit| !unit.is_empty() && *unit != "—" && *unit != "-")
            .map(str::to_owned);
        for column in &columns {
            let text = cell(column.at);
            let Some(value) = value(text) else { continue };
            if value.value.is_none() {
                notes.push(Note {
                    text: format!("指标“{printed}”的目标值“{text}”没有单一数值，请按原文核定"),
                    source: source.clone(),
                    line: row.line,
                });
            }
            found.push(DraftIndicator {
                name: printed.clone(),
                text: format!("{printed} {text}"),
                value: value.value,
                unit: value.unit.or_else(|| unit.clone()).or_else(|| bracket.clone()),
                comparator: value.value.map(|_| value.comparator.map_or(Comparator::AtLeast, |(_, c)| c)),
                comparator_text: value.comparator.map_or("", |(word, _)| word).to_owned(),
                relative_to: None,
                due: column.due,
                due_basis: if column.due.is_some() { DueBasis::OwnSentence } else { DueBasis::PlanPeriod },
                kind: if printed.ends_with("满意度") { Kind::Score } else { Kind::Stock },
                source: source.clone(),
                locator: entry.locator.clone(),
            });
        }
    }
}

/// A head of two rows as one: the years stand below a cell such as 目标值 that reaches over them.
fn whole_head<'a>(names: &[String], body: &'a [Row], name: usize) -> (Vec<String>, &'a [Row]) {
    let years = |row: &Row| row.cells.iter().any(|cell| !due::mentions(&plain(cell)).is_empty());
    let below = body.first().filter(|row| row.cells.get(name).is_none_or(String::is_empty) && years(row));
    let Some(below) = below else { return (names.to_vec(), body) };
    let mut over = "";
    let cells = names.iter().enumerate().map(|(at, above)| {
        let below = below.cells.get(at).map(String::as_str).unwrap_or_default();
        if !above.is_empty() {
            over = above;
        }
        if below.is_empty() { above.clone() } else { format!("{over}{below}") }
    });
    (cells.collect(), &body[1..])
}

fn name_column(cells: &[String]) -> Option<usize> {
    let names = ["指标名称", "主要指标", "指标内容", "具体指标", "指标", "目标名称", "三级指标", "二级指标"];
    names.iter().find_map(|name| cells.iter().position(|cell| plain(cell) == *name))
}

/// Columns of years to come, and of target values; those of the years before are what is compared with.
fn columns(head: &[String], period: Option<Period>) -> Vec<Column> {
    let told = |cell: &str| {
        ["现状", "基期", "基准", "基数", "实际", "完成", "现值", "增速", "增长", "属性"]
            .iter()
            .any(|word| cell.contains(word))
    };
    let mut columns: Vec<Column> = Vec::new();
    for (at, cell) in head.iter().enumerate() {
        let cell = plain(cell);
        let year = due::mentions(&cell)
            .first()
            .map(|mention| mention.date)
            .or_else(|| cell.parse().ok().map(PartialDate::Year));
        let goal = cell.contains("目标") && !cell.contains("目标名称");
        if !told(&cell) && (year.is_some() || goal) {
            columns.push(Column { at, due: year });
        }
    }
    let first = columns.iter().filter_map(|column| column.due).map(PartialDate::year).min();
    let several = columns.len() > 1;
    // Without a period the earliest of several years, with nothing between, is what is compared with.
    let base = |date: PartialDate| match period {
        Some(period) => date.year() < period.from,
        None => several && Some(date.year()) == first && !head.iter().any(|cell| cell.contains("目标")),
    };
    columns.retain(|column| column.due.is_none_or(|date| !base(date)));
    columns
}

/// `发明专利拥有量（件）`
fn name_and_unit(cell: &str) -> (String, Option<String>) {
    let cell = cell.trim().trim_start_matches(|c: char| c.is_ascii_digit() || ".、".contains(c)).trim();
    match spans(cell).pop().filter(|span| span.closed && span.outer.end == cell.len()) {
        Some(span)
            if !cell[span.inner.clone()].contains(opens) && !cell[span.inner.clone()].contains(closes) =>
        {
            (cell[..span.outer.start].trim().to_owned(), Some(cell[span.inner].trim().to_owned()))
        }
        _ => (cell.to_owned(), None),
    }
}

struct Cell {
    value: Option<crate::quantity::Quantity>,
    unit: Option<String>,
    comparator: Option<(&'static str, Comparator)>,
}

/// A cell's number; a cell of words gives none, an empty one is no value at all.
fn value(cell: &str) -> Option<Cell> {
    let cell = cell.trim().trim_matches(|c: char| opens(c) || closes(c));
    let figures = figure::figures(cell);
    let [one] = figures.as_slice() else { return None };
    let (_, before) = super::compare::split_before(&cell[..one.start]);
    Some(Cell { value: one.value, unit: one.unit.clone(), comparator: one.after.or(before) })
}
