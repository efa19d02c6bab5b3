//! The report of a quarter, for the joint meeting.

use shared::{
    date::{Date, PartialDate},
    plan::Kind,
    snapshot::{IndicatorView, Reading, Snapshot},
    words,
};

use super::{
    Quarter, ReportError,
    parts::{self, Headings, LANG},
};
use crate::word::{Column, Document, Table};

/// The report of a quarter. `judge` gives the plan as of a day; `today` is the day on which the report is asked for.
pub fn quarterly(
    quarter: Quarter,
    today: Date,
    judge: impl FnOnce(Date) -> Snapshot,
) -> Result<Vec<u8>, ReportError> {
    let last = quarter.last_day();
    let snapshot = judge(last);
    let (from, to) = (snapshot.period.from, snapshot.period.to);
    if !snapshot.period.contains(quarter.year()) {
        return Err(ReportError::Outside { quarter, from, to });
    }
    if today < last {
        return Err(ReportError::Future { quarter, last, today });
    }
    let mut document = parts::begin(&snapshot, &format!("{quarter}进展情况"));
    let mut headings = Headings::new();
    headings.next(&mut document, "目标完成情况");
    document.paragraph(&words::result_sentence(&snapshot, LANG));
    targets(&mut document, &snapshot, quarter);
    if snapshot.indicators.iter().any(parts::is_missed) {
        headings.next(&mut document, "未达到目标的原因和下一步");
        parts::reasons(&mut document, &snapshot);
    }
    headings.next(&mut document, "任务进展情况");
    parts::tasks(&mut document, &snapshot);
    headings.next(&mut document, "说明");
    parts::method(&mut document, &snapshot);
    Ok(document.into_bytes()?)
}

fn targets(document: &mut Document, snapshot: &Snapshot, quarter: Quarter) {
    let mut table = Table::new([
        Column::new("序号", 4).centred(),
        Column::new("指标", 18),
        Column::new("方案目标", 13),
        Column::new("数据期间", 12),
        Column::new("累计完成情况", 25),
        Column::new("判定", 11).centred(),
        Column::new("数据来源", 17),
    ]);
    for (number, indicator) in (1..).zip(&snapshot.indicators) {
        let newest = indicator.readings.last();
        table.row([
            number.to_string(),
            indicator.name.zh.clone(),
            words::target(indicator, LANG),
            newest.map(|reading| words::covered(indicator.kind, reading.period, LANG)).unwrap_or_default(),
            newest.map_or_else(|| "指标尚未出报".to_owned(), |reading| reached(indicator, reading, quarter)),
            judged_by(indicator),
            newest.map(|reading| parts::source(&reading.source)).unwrap_or_default(),
        ]);
    }
    document.table(table);
}

/// The newest value. A quarter that has none of its own says so, and the value is called the newest there is. A part of a
/// year stands beside the same part of the year before, where both are known, and beside nothing else.
fn reached(indicator: &IndicatorView, newest: &Reading, quarter: Quarter) -> String {
    let figure = words::reading(indicator, newest, LANG);
    let provisional = if newest.provisional { "（初步数）" } else { "" };
    let value = [figure.as_str(), provisional].concat();
    let of_quarter = quarter.contains(newest.as_of) || quarter.contains(newest.period.last_day());
    let mut lines = if of_quarter {
        vec![value]
    } else {
        vec!["本季度指标尚未出报".to_owned(), format!("最近一期：{value}")]
    };
    if let Some(earlier) = same_part_before(indicator, newest) {
        lines.push(format!("上年同期：{}", words::reading(indicator, earlier, LANG)));
    }
    lines.join("\n")
}

/// The verdict, with the value that it rests on where that is not the newest.
fn judged_by(indicator: &IndicatorView) -> String {
    let deciding = indicator.verdict.compared.as_ref().map(|compared| &compared.observation);
    let earlier = indicator.readings.split_last().map_or([].as_slice(), |(_, earlier)| earlier);
    let verdict = parts::verdict(indicator);
    match earlier.iter().find(|reading| Some(&reading.id) == deciding) {
        Some(reading) => format!("{verdict}\n据 {}", parts::value(indicator, reading)),
        None => verdict,
    }
}

fn same_part_before<'a>(indicator: &'a IndicatorView, newest: &Reading) -> Option<&'a Reading> {
    let (Kind::AnnualFlow, PartialDate::Month(year, month)) = (indicator.kind, newest.period) else {
        return None;
    };
    let before = PartialDate::Month(year - 1, month);
    indicator.readings.iter().rfind(|reading| reading.period == before)
}
