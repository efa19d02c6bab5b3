//! The figures as an Excel workbook: results, every value, tasks, and what to know before quoting any of it. Numbers are
//! numbers with their printed decimals, days are days, and no text can become a formula.

mod sheet;
#[cfg(test)]
mod tests;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use shared::{
    lang::Lang,
    plan::{Kind, Source},
    snapshot::{IndicatorView, Reading, Snapshot, TaskView},
    words,
};

use self::sheet::{Cell, Head, Sheet, date, text};
use super::ExportError;

const LANG: Lang = Lang::Zh;

/// The workbook. The same snapshot gives the same bytes.
pub fn xlsx(snapshot: &Snapshot) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    let made = snapshot.as_of;
    let made = ExcelDateTime::from_ymd(u16::try_from(made.year()).unwrap_or(1900), made.month(), made.day())?;
    let properties = DocProperties::new().set_title(&snapshot.title.zh).set_author("知策");
    workbook.set_properties(&properties.set_creation_datetime(&made));
    workbook.push_worksheet(results(snapshot)?);
    workbook.push_worksheet(values(snapshot)?);
    workbook.push_worksheet(tasks(snapshot)?);
    workbook.push_worksheet(notes(snapshot)?);
    Ok(workbook.save_to_buffer()?)
}

type Written = Result<rust_xlsxwriter::Worksheet, ExportError>;

const RESULTS: [Head; 18] = [
    ("编号", 7.0),
    ("目标", 26.0),
    ("口径", 10.0),
    ("方案目标", 16.0),
    ("目标值", 9.0),
    ("单位", 9.0),
    ("到期", 9.0),
    ("到期依据", 16.0),
    ("判定", 14.0),
    ("数据期间", 14.0),
    ("完成值", 10.0),
    ("误差 ±", 8.0),
    ("数据截至", 12.0),
    ("数据状态", 9.0),
    ("数据来源", 24.0),
    ("未达到原因", 28.0),
    ("下一步", 28.0),
    ("方案原文", 40.0),
];

/// One row a target, in plan order.
fn results(snapshot: &Snapshot) -> Written {
    let mut sheet = Sheet::new("目标完成情况", RESULTS)?;
    for indicator in &snapshot.indicators {
        let goal = indicator.goal.as_ref();
        let latest = indicator.latest.as_ref();
        let kind = words::kind(indicator.kind, LANG);
        sheet.row([
            text(indicator.id.as_str()),
            text(&indicator.name.zh),
            text(indicator.basis.as_ref().map_or(kind, |basis| &basis.zh)),
            text(words::target(indicator, LANG)),
            goal.map_or(Cell::Empty, |goal| Cell::Number(goal.value)),
            goal.map_or(Cell::Empty, |goal| text(&goal.unit.zh)),
            text(indicator.due.date.to_string()),
            text(words::due_basis(indicator.due.basis, LANG)),
            text(words::status(indicator.verdict.status, LANG)),
            latest.map_or(Cell::Empty, |reading| period(indicator, reading)),
            latest.map_or(Cell::Empty, |reading| observed(indicator, reading)),
            latest.map_or(Cell::Empty, margin),
            latest.map_or(Cell::Empty, |reading| date(reading.as_of)),
            latest.map_or(Cell::Empty, finality),
            latest.map_or(Cell::Empty, |reading| source(&reading.source)),
            latest.map_or(Cell::Empty, |reading| text(reading.reason.as_deref().unwrap_or_default())),
            latest.map_or(Cell::Empty, |reading| text(reading.next_step.as_deref().unwrap_or_default())),
            text(&indicator.quote),
        ])?;
    }
    sheet.finish()
}

const VALUES: [Head; 14] = [
    ("目标编号", 9.0),
    ("目标", 26.0),
    ("数据期间", 16.0),
    ("范围", 9.0),
    ("数值", 11.0),
    ("误差 ±", 8.0),
    ("单位", 9.0),
    ("数据截至", 12.0),
    ("数据状态", 9.0),
    ("数据来源", 28.0),
    ("更正了", 16.0),
    ("原因", 26.0),
    ("下一步", 26.0),
    ("备注", 26.0),
];

/// One row a current value. A part of a year is no year: it is called so, and stands after the full years.
fn values(snapshot: &Snapshot) -> Written {
    let mut sheet = Sheet::new("数据明细", VALUES)?;
    for indicator in &snapshot.indicators {
        let (parts, whole): (Vec<&Reading>, Vec<&Reading>) =
            indicator.readings.iter().partition(|reading| indicator.is_part_of_year(reading));
        for reading in whole.into_iter().chain(parts) {
            let optional = |words: &Option<String>| text(words.as_deref().unwrap_or_default());
            sheet.row([
                text(indicator.id.as_str()),
                text(&indicator.name.zh),
                period(indicator, reading),
                span(indicator, reading).map_or(Cell::Empty, text),
                observed(indicator, reading),
                margin(reading),
                indicator.goal.as_ref().map_or(Cell::Empty, |goal| text(&goal.unit.zh)),
                date(reading.as_of),
                finality(reading),
                source(&reading.source),
                reading.supersedes.as_ref().map_or(Cell::Empty, |earlier| text(earlier.as_str())),
                optional(&reading.reason),
                optional(&reading.next_step),
                optional(&reading.note),
            ])?;
        }
    }
    sheet.finish()
}

const TASKS: [Head; 10] = [
    ("序号", 6.0),
    ("领域", 22.0),
    ("项目名称", 26.0),
    ("主要工作内容", 36.0),
    ("责任单位", 28.0),
    ("进展", 11.0),
    ("累计完成情况", 36.0),
    ("未达到原因", 26.0),
    ("截至", 12.0),
    ("来源", 24.0),
];

/// One row a task, in plan order.
fn tasks(snapshot: &Snapshot) -> Written {
    let mut sheet = Sheet::new("任务进展", TASKS)?;
    for task in &snapshot.tasks {
        let report = task.report.as_ref();
        sheet.row([
            text(&task.number),
            text(area(snapshot, task)),
            text(&task.title.zh),
            text(task.summary.as_deref().unwrap_or_default()),
            text(words::units(task)),
            text(words::task_state(task.state, LANG)),
            report.map_or(Cell::Empty, |report| text(&report.text)),
            report.map_or(Cell::Empty, |report| text(report.reason.as_deref().unwrap_or_default())),
            report.map_or(Cell::Empty, |report| date(report.as_of)),
            report.map_or(Cell::Empty, |report| source(&report.source)),
        ])?;
    }
    sheet.finish()
}

fn area(snapshot: &Snapshot, task: &TaskView) -> String {
    let area = snapshot.areas.iter().find(|area| Some(&area.id) == task.area.as_ref());
    area.map(|area| [area.number.as_str(), &area.title.zh].concat()).unwrap_or_default()
}

/// What to know before quoting any of it.
fn notes(snapshot: &Snapshot) -> Written {
    let mut sheet = Sheet::new("说明", [("项目", 16.0), ("内容", 90.0)])?;
    let mut say = |name: &str, what: Cell| sheet.row([text(name), what]);
    say("方案", text(&snapshot.title.zh))?;
    if snapshot.demo {
        let (word, notice) = words::demo_notice(LANG);
        say(word, text(notice))?;
    }
    if let Some(notice) = words::stage_notice(snapshot.stage, LANG) {
        say("文本", text(notice))?;
    }
    say("方案期", text(words::period(snapshot, LANG)))?;
    say("结果", text(words::result_sentence(snapshot, LANG)))?;
    say("判定日", date(snapshot.as_of))?;
    say("数据截至", snapshot.data_as_of.map_or_else(|| text("尚未录入"), date))?;
    say("判定方法", text(&snapshot.method))?;
    say("计数方法", text(words::counting_note(LANG)))?;
    if let Some(publication) = &snapshot.publication {
        say("公布", text(words::publication(publication, LANG)))?;
        if let Some(correction) = &publication.corrected {
            say("更正", text(words::correction(correction, LANG)))?;
        }
    }
    let document = &snapshot.document;
    let source = Source { title: document.file.clone(), url: document.url.clone() };
    say("依据文本", self::source(&source))?;
    say("文本指纹", text(format!("SHA-256 {}", document.sha256)))?;
    for indicator in &snapshot.indicators {
        for note in &indicator.notes {
            say(&indicator.name.zh, text(&note.zh))?;
        }
    }
    sheet.finish()
}

fn period(indicator: &IndicatorView, reading: &Reading) -> Cell {
    text(words::covered(indicator.kind, reading.period, LANG))
}

/// How much of its year a sum covers; nothing of what is no sum.
fn span(indicator: &IndicatorView, reading: &Reading) -> Option<&'static str> {
    let part = indicator.is_part_of_year(reading);
    (indicator.kind == Kind::AnnualFlow).then_some(if part { "部分年度" } else { "全年" })
}

/// The value as a number, or the step of a milestone in words.
fn observed(indicator: &IndicatorView, reading: &Reading) -> Cell {
    reading.value.map_or_else(|| text(words::reading(indicator, reading, LANG)), Cell::Number)
}

fn margin(reading: &Reading) -> Cell {
    reading.margin.map_or(Cell::Empty, Cell::Number)
}

fn finality(reading: &Reading) -> Cell {
    text(if reading.provisional { "初步数" } else { "最终数" })
}

fn source(source: &Source) -> Cell {
    Cell::Source(source.clone())
}
