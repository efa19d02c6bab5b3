//! Tables: of tasks with their units, and of indicators with their values.

use super::{
    flow,
    units::{Role, Units, read_cell},
};

/// A task that a row of a table gives.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub number: String,
    pub title: String,
    pub units: Units,
    pub source: String,
    pub line: usize,
}

/// The tasks of a table whose head names a column of units.
pub(super) fn tasks(rows: &[flow::Row]) -> Vec<Row> {
    let Some((head, body)) = head(rows, |cells| cells.iter().any(|cell| is_units(cell))) else {
        return Vec::new();
    };
    let columns: Vec<(usize, Role)> =
        head.iter().enumerate().filter_map(|(at, cell)| Some((at, unit_column(cell)?))).collect();
    let number = head.iter().position(|cell| ["序号", "编号"].contains(&plain(cell).as_str()));
    let Some(title) = title_column(head, &columns, number) else { return Vec::new() };
    let mut found: Vec<Row> = Vec::new();
    let mut above: Vec<String> = Vec::new();
    for row in body {
        let cell = |at: usize| row.cells.get(at).map(String::as_str).unwrap_or_default();
        let title = cell(title).trim();
        if title.is_empty() {
            continue;
        }
        let cells: Vec<String> = columns.iter().map(|(at, _)| cell(*at).to_owned()).collect();
        // All cells of units empty: they are merged with those above.
        let merged = cells.iter().all(String::is_empty);
        let cells = if merged { above.clone() } else { cells };
        let mut units = Units::default();
        for ((_, role), cell) in columns.iter().zip(&cells) {
            let read = read_cell(cell, *role);
            let new = read
                .named
                .into_iter()
                .filter(|(_, name)| !units.named.iter().any(|(_, known)| known == name));
            let new: Vec<_> = new.collect();
            units.named.extend(new);
            units.left.extend(read.left);
        }
        above = cells;
        found.push(Row {
            number: number.map(|at| cell(at).trim_end_matches(['.', '、']).to_owned()).unwrap_or_default(),
            title: title.to_owned(),
            units,
            source: row.cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join("\t"),
            line: row.line,
        });
    }
    found
}

/// The head of a table and the rows below it: the first of the first rows that `fits`.
pub(super) fn head(
    rows: &[flow::Row],
    fits: impl Fn(&[String]) -> bool,
) -> Option<(&[String], &[flow::Row])> {
    let at = rows.iter().take(3).position(|row| fits(&row.cells))?;
    Some((&rows[at].cells, &rows[at + 1..]))
}

/// The words of a head's cell, without blanks.
pub(super) fn plain(cell: &str) -> String {
    cell.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a head's cell names a column of units.
pub(super) fn is_units(cell: &str) -> bool {
    unit_column(cell).is_some()
}

fn unit_column(cell: &str) -> Option<Role> {
    let cell = plain(cell);
    if cell.chars().count() > 10 || cell.contains("责任人") {
        return None;
    }
    let ends = ["单位", "部门", "主体", "处室", "科室"].iter().any(|end| cell.contains(end));
    let kind = |words: &[&str]| words.iter().any(|word| cell.contains(word));
    match () {
        () if !ends => None,
        () if kind(&["配合", "协", "参与", "参加"]) && !kind(&["牵头", "责任"]) => {
            Some(Role::Support)
        }
        () if kind(&["牵头", "主办"]) && !kind(&["配合", "责任单位"]) => Some(Role::Lead),
        () if kind(&["责任", "负责", "牵头", "实施", "承办", "落实"]) => Some(Role::Responsible),
        () => None,
    }
}

/// The column that says what is to be done: the most particular of those named.
fn title_column(head: &[String], units: &[(usize, Role)], number: Option<usize>) -> Option<usize> {
    let words = [
        "具体任务",
        "具体内容",
        "具体举措",
        "具体措施",
        "工作任务",
        "任务内容",
        "工作内容",
        "主要任务",
        "任务",
        "举措",
        "措施",
        "内容",
        "事项",
        "项目",
    ];
    let named = words.iter().find_map(|word| head.iter().position(|cell| plain(cell).contains(word)));
    let other = || (0..head.len()).find(|at| Some(*at) != number && units.iter().all(|(unit, _)| unit != at));
    named.filter(|at| units.iter().all(|(unit, _)| unit != at)).or_else(other)
}
