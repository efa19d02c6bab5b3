//! The tables of a closing report, once the plan's period is over.

use shared::{
    method::Status,
    snapshot::{IndicatorView, Snapshot},
    words,
};

use super::{
    ReportError,
    parts::{self, Headings, LANG},
};
use crate::word::{Column, Document, Table};

/// The closing report of a plan whose period is over on the day the snapshot was judged.
pub fn closing(snapshot: &Snapshot) -> Result<Vec<u8>, ReportError> {
    if !snapshot.is_over() {
        return Err(ReportError::NotOver { to: snapshot.period.to });
    }
    let mut document = parts::begin(snapshot, "期末完成情况");
    let mut headings = Headings::new();
    headings.next(&mut document, "总体情况");
    document.paragraph(&words::result_sentence(snapshot, LANG));
    document.paragraph(words::counting_note(LANG));
    headings.next(&mut document, "目标完成总表");
    targets(&mut document, snapshot);
    headings.next(&mut document, "未达到目标的原因和下一步");
    parts::reasons(&mut document, snapshot);
    headings.next(&mut document, "期末数据尚未录入的目标");
    open(&mut document, snapshot, is_awaited, "应有期末数据的目标均已录入。");
    if snapshot.indicators.iter().any(is_not_due) {
        headings.next(&mut document, "方案期满后才到期的目标");
        open(&mut document, snapshot, is_not_due, "");
    }
    headings.next(&mut document, "任务完成情况");
    parts::tasks(&mut document, snapshot);
    headings.next(&mut document, "数据来源一览");
    parts::sources(&mut document, snapshot);
    headings.next(&mut document, "说明");
    parts::method(&mut document, snapshot);
    document.remark("验收、总结由有权机关作出，本表不代替。");
    Ok(document.into_bytes()?)
}

/// Whether the final figure of a numeric target is still missing.
fn is_awaited(indicator: &IndicatorView) -> bool {
    let decided = matches!(indicator.verdict.status, Status::Met | Status::Missed | Status::NotMeasurable);
    indicator.verdict.past_due && !decided
}

/// Whether the day of a target comes after the plan's period.
fn is_not_due(indicator: &IndicatorView) -> bool {
    !indicator.verdict.past_due
}

/// All targets with their final values. A figure that is not final stands in its own list.
fn targets(document: &mut Document, snapshot: &Snapshot) {
    let mut table = Table::new([
        Column::new("序号", 4).centred(),
        Column::new("指标", 20),
        Column::new("方案目标", 14),
        Column::new("到期", 14),
        Column::new("期末完成值", 17),
        Column::new("判定", 13).centred(),
        Column::new("数据来源", 18),
    ]);
    for (number, indicator) in (1..).zip(&snapshot.indicators) {
        let latest = indicator.latest.as_ref().filter(|_| !is_awaited(indicator));
        let due = format!("{}\n{}", parts::due(indicator), words::due_basis(indicator.due.basis, LANG));
        table.row([
            number.to_string(),
            indicator.name.zh.clone(),
            words::target(indicator, LANG),
            due,
            latest.map_or_else(|| "尚未录入".to_owned(), |reading| parts::value(indicator, reading)),
            parts::verdict(indicator),
            latest.map(|reading| parts::source(&reading.source)).unwrap_or_default(),
        ]);
    }
    document.table(table);
}

/// Targets that are still open, with the newest value there is.
fn open(document: &mut Document, snapshot: &Snapshot, which: fn(&IndicatorView) -> bool, none: &str) {
    let mut table = Table::new([
        Column::new("序号", 4).centred(),
        Column::new("指标", 24),
        Column::new("方案目标", 16),
        Column::new("到期", 10),
        Column::new("最近一期数据", 24),
        Column::new("数据来源", 22),
    ]);
    for (number, indicator) in (1..).zip(snapshot.indicators.iter().filter(|indicator| which(indicator))) {
        let newest = indicator.readings.last();
        table.row([
            number.to_string(),
            indicator.name.zh.clone(),
            words::target(indicator, LANG),
            parts::due(indicator),
            newest.map_or_else(|| "没有录入过数据".to_owned(), |reading| parts::value(indicator, reading)),
            newest.map(|reading| parts::source(&reading.source)).unwrap_or_default(),
        ]);
    }
    if table.is_empty() {
        document.paragraph(none);
    } else {
        document.table(table);
    }
}
