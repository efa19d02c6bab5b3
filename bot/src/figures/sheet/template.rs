//! The workbook that is handed out to be filled in.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    IgnoreError, Note, Workbook, Worksheet, XlsxError,
};
use shared::{
    lang::Lang,
    plan::{Indicator, Plan},
    words,
};

use super::{
    MAX_ROWS,
    columns::{Column, GUIDE, LISTS, REPORTS, REPORTS_SHEET, VALUES, VALUES_SHEET},
    reports, values,
};
use crate::figures::ledger::STATES;

/// The years that the calendar of the drop-downs allows.
const FIRST_DAY: &str = "1990-01-01";
const LAST_DAY: &str = "2099-12-31";

/// The lists behind the drop-downs, in the order of their columns in the hidden sheet.
struct Lists {
    indicators: Vec<String>,
    steps: Vec<String>,
    statuses: Vec<String>,
    tasks: Vec<String>,
    states: Vec<String>,
}

impl Lists {
    fn of(plan: &Plan) -> Self {
        let mut steps: Vec<String> = Vec::new();
        for step in plan.indicators.iter().flat_map(|indicator| &indicator.ladder) {
            if !steps.contains(&step.zh) {
                steps.push(step.zh.clone());
            }
        }
        Self {
            indicators: plan.indicators.iter().map(values::label).collect(),
            steps,
            statuses: [values::FINAL, values::PROVISIONAL].map(str::to_owned).into(),
            tasks: plan.tasks.iter().map(reports::label).collect(),
            states: STATES.map(|state| words::task_state(state, Lang::Zh).to_owned()).into(),
        }
    }

    fn columns(&self) -> [&[String]; 5] {
        [&self.indicators, &self.steps, &self.statuses, &self.tasks, &self.states]
    }

    /// The list of a column, as a range of the hidden sheet.
    fn range(&self, sheet: &str, key: &str) -> Option<String> {
        let at = match (sheet, key) {
            (VALUES_SHEET, "indicator") => 0,
            (VALUES_SHEET, "state") => 1,
            (VALUES_SHEET, "status") => 2,
            (REPORTS_SHEET, "task") => 3,
            (REPORTS_SHEET, "state") => 4,
            _ => return None,
        };
        let letter = char::from(b'A' + u8::try_from(at).unwrap_or_default());
        let last = self.columns()[at].len();
        (last > 0).then(|| format!("='{LISTS}'!${letter}$1:${letter}${last}"))
    }
}

/// The workbook for a plan, as the bytes of an `.xlsx` file.
pub fn template(plan: &Plan) -> Result<Vec<u8>, XlsxError> {
    let lists = Lists::of(plan);
    let mut workbook = Workbook::new();
    sheet(workbook.add_worksheet(), VALUES_SHEET, &VALUES, &lists)?;
    sheet(workbook.add_worksheet(), REPORTS_SHEET, &REPORTS, &lists)?;
    guide(workbook.add_worksheet(), plan)?;
    let hidden = workbook.add_worksheet();
    hidden.set_name(LISTS)?.set_hidden(true);
    for (column, list) in (0..).zip(lists.columns()) {
        for (row, word) in (0..).zip(list) {
            hidden.write_string(row, column, word)?;
        }
    }
    workbook.save_to_buffer()
}

fn header_format() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color("E8EEF7")
        .set_border(FormatBorder::Thin)
}

/// A sheet to be filled in: one heading row that stays in sight, a note and a rule for each column.
fn sheet(
    sheet: &mut Worksheet,
    name: &str,
    columns: &'static [Column],
    lists: &Lists,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_freeze_panes(1, 0)?.set_row_height(0, 30)?;
    sheet.set_landscape().set_repeat_rows(0, 0)?;
    let header = header_format();
    for (at, column) in (0..).zip(columns) {
        let star = if column.required { "*" } else { "" };
        sheet.write_string_with_format(0, at, format!("{}{star}", column.heading), &header)?;
        sheet.insert_note(0, at, &Note::new(column.note).add_author_prefix(false).set_width(240))?;
        sheet.set_column_width(at, column.width)?;
        // Text keeps what was typed: 49.10 stays 49.10, and 2025-06 does not turn into a day.
        let format = if column.key == "as_of" { "yyyy-mm-dd" } else { "@" };
        sheet.set_column_format(at, &Format::new().set_num_format(format).set_text_wrap())?;
        let rule = rule(name, column, lists)?;
        sheet.add_data_validation(1, at, MAX_ROWS, at, &rule)?;
        sheet.ignore_error_range(1, at, MAX_ROWS, at, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// What a column accepts, and what is said while it is filled in.
fn rule(sheet: &str, column: &Column, lists: &Lists) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new().set_input_title(column.heading)?.set_input_message(column.note)?;
    let refused = |rule: DataValidation| rule.set_error_title(column.heading)?.set_error_message(column.note);
    if let Some(range) = lists.range(sheet, column.key) {
        refused(rule.allow_list_formula(Formula::new(range)))
    } else if column.key == "as_of" {
        let (first, last) =
            (ExcelDateTime::parse_from_str(FIRST_DAY)?, ExcelDateTime::parse_from_str(LAST_DAY)?);
        refused(rule.allow_date(DataValidationRule::Between(first, last)))
    } else {
        Ok(rule.allow_any_value())
    }
}

const STEPS: [&str; 7] = [
    "一、在“目标数据”表填各项指标的数据，一行一个数；在“任务进展”表填各项任务的进展。没有数据就不填，缺数据不等于 0。",
    "二、带 * 的列必须填。指标、任务、阶段、状态从下拉列表选；把鼠标停在表头上可看这一列怎么填。",
    "三、数值只写半角数字和小数点，单位按指标括号里的单位，不写“万”“%”等字；按公布的小数位写。",
    "四、更正已公布的数据：照样填一行，指标和期间与原来相同即可；原来的数会留存，不会被覆盖。",
    "五、不要用公式、合并单元格，不要改表名和表头，不要另加列。",
    "六、期满未达到的目标，必须写明未达到原因和下一步措施，否则不能发布。",
    "七、填好后保存，交经办人运行 zhice figures stage 暂存，再经审核、签发后发布。",
];

/// The sheet that says how to fill in the others, with each target as the plan prints it.
fn guide(sheet: &mut Worksheet, plan: &Plan) -> Result<(), XlsxError> {
    sheet.set_name(GUIDE)?;
    let (title, wrapped) = (Format::new().set_bold().set_font_size(14), Format::new().set_text_wrap());
    let demo = if plan.demo { "（演示）" } else { "" };
    sheet.write_string_with_format(0, 0, format!("{}{demo}", plan.title.zh), &title)?;
    for (row, step) in (1..).zip(STEPS) {
        sheet.write_string(row, 0, step)?;
    }
    let first = 10;
    let header = header_format();
    let headings = ["编号", "指标", "方案目标", "数值的单位", "数据类型", "阶段（定性目标）"];
    for (at, (heading, width)) in (0..).zip(headings.into_iter().zip([10, 40, 20, 14, 12, 40])) {
        sheet.write_string_with_format(first - 1, at, heading, &header)?;
        sheet.set_column_width(at, width)?;
    }
    for (row, indicator) in (first..).zip(&plan.indicators) {
        for (at, text) in (0..).zip(described(indicator)) {
            sheet.write_string_with_format(row, at, text, &wrapped)?;
        }
    }
    Ok(())
}

fn described(indicator: &Indicator) -> [String; 6] {
    let target = match (&indicator.target.goal, &indicator.target.text) {
        (Some(goal), _) => {
            let value = words::with_unit(&goal.value.to_string(), &goal.unit.zh);
            format!("{}{value}", words::target_sign(goal))
        }
        (None, Some(text)) => text.zh.clone(),
        (None, None) => String::new(),
    };
    let steps: Vec<&str> = indicator.ladder.iter().map(|step| step.zh.as_str()).collect();
    [
        indicator.id.to_string(),
        indicator.name.zh.clone(),
        target,
        values::unit(indicator).to_owned(),
        words::kind(indicator.kind, Lang::Zh).to_owned(),
        steps.join("、"),
    ]
}
