//! What the cells of a table of tasks tell: its goals and measures, and the day each row is due.

use super::due::{self, Use};
use crate::{
    date::PartialDate,
    plan_text::{
        flow::{Line, Row},
        table::{head, is_units, plain},
    },
};

/// A cell of running text.
pub(super) struct Cell {
    pub line: Line,
    /// Its column tells goals.
    pub goals: bool,
    /// The date in the row's column of deadlines.
    pub due: Option<PartialDate>,
}

/// The cells of a table with a column of units that say what is to be done or reached.
pub(super) fn told(rows: &[Row]) -> Vec<Cell> {
    const GOALS: [&str; 5] = ["目标", "指标", "成效", "成果", "标志性"];
    const DEEDS: [&str; 7] = ["举措", "措施", "任务", "内容", "事项", "项目", "要求"];
    const DEADLINES: [&str; 5] = ["时限", "时间", "期限", "节点", "进度"];
    let Some((head, body)) = head(rows, |cells| cells.iter().any(|cell| is_units(cell))) else {
        return Vec::new();
    };
    let names: Vec<String> = head.iter().map(|cell| plain(cell)).collect();
    let has = |name: &str, words: &[&str]| words.iter().any(|word| name.contains(word));
    let deadline = names.iter().position(|name| has(name, &DEADLINES));
    let columns: Vec<(usize, bool)> = names
        .iter()
        .enumerate()
        .filter(|(at, name)| Some(*at) != deadline && !is_units(name))
        .filter(|(_, name)| has(name, &GOALS) || has(name, &DEEDS))
        .map(|(at, name)| (at, has(name, &GOALS)))
        .collect();
    let cell = |row: &Row, at: usize| row.cells.get(at).cloned().unwrap_or_default();
    let mut cells = Vec::new();
    for row in body {
        let due = deadline.and_then(|at| only_date(&cell(row, at)));
        for (at, goals) in &columns {
            let text = cell(row, *at);
            if !text.is_empty() {
                let line = Line { text, line: row.line, heading: None };
                cells.push(Cell { line, goals: *goals, due });
            }
        }
    }
    cells
}

/// The date that stands behind `完成时限：` in the paragraphs of an item, if it is one.
pub(super) fn deadline(paragraphs: &[Line]) -> Option<PartialDate> {
    /// In characters.
    const FAR: usize = 16;
    let mut dates = Vec::new();
    for line in paragraphs {
        for label in ["完成时限：", "完成时间：", "时间节点：", "完成期限：", "时限："]
        {
            for (at, _) in line.text.match_indices(label) {
                let behind: String = line.text[at + label.len()..].chars().take(FAR).collect();
                let end = behind.find(['；', '，', '。', '）', ']', '】']).unwrap_or(behind.len());
                dates.push(only_date(&behind[..end])?);
            }
        }
    }
    dates.dedup();
    let [one] = dates.as_slice() else { return None };
    Some(*one)
}

fn only_date(text: &str) -> Option<PartialDate> {
    let mentions = due::mentions(text);
    let [one] = mentions.as_slice() else { return None };
    (one.is != Use::Base).then_some(one.date)
}
