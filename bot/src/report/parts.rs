//! What both reports have: notices, tasks, reasons, sources, and how it was counted.

use shared::{
    date::Date,
    lang::Lang,
    link,
    method::Status,
    plan::Source,
    snapshot::{IndicatorView, Reading, Snapshot, TaskView},
    words,
};

use crate::word::{Column, Document, Page, Table};

pub(super) const LANG: Lang = Lang::Zh;

/// A report with its title, the day it speaks of, and all that must be said before its content.
pub(super) fn begin(snapshot: &Snapshot, title: &str) -> Document {
    let demo = if snapshot.demo { "【演示】" } else { "" };
    let title = format!("{demo}《{}》\n{title}", snapshot.title.zh);
    let mut document = Document::new(Page::Landscape, &title, snapshot.as_of);
    document.subtitle(&format!("（截至{}）", written(snapshot.as_of)));
    if snapshot.demo {
        document.remark(words::demo_notice(LANG).1);
    }
    if let Some(notice) = words::stage_notice(snapshot.stage, LANG) {
        document.remark(notice);
    }
    if let Some(correction) = snapshot.publication.as_ref().and_then(|p| p.corrected.as_ref()) {
        document.remark(&words::correction(correction, LANG));
    }
    document
}

/// As official documents write a day: 2025年9月30日.
pub(super) fn written(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// Headings count themselves in Chinese.
pub(super) struct Headings(usize);

impl Headings {
    pub(super) fn new() -> Self {
        Self(0)
    }

    pub(super) fn next(&mut self, document: &mut Document, text: &str) {
        const NUMBERS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        document.heading(&format!("{}、{text}", NUMBERS.get(self.0).unwrap_or(&"")));
        self.0 += 1;
    }
}

/// A value with the period it covers and what must be said of it: `2025 年 1—9 月 57 件（初步数）`.
pub(super) fn value(indicator: &IndicatorView, reading: &Reading) -> String {
    let period = words::covered(indicator.kind, reading.period, LANG);
    let provisional = if reading.provisional { "（初步数）" } else { "" };
    format!("{period} {}{provisional}", words::reading(indicator, reading, LANG))
}

/// Until when: `2025 年`, as precise as the text.
pub(super) fn due(indicator: &IndicatorView) -> String {
    let date = indicator.due.date;
    if date.is_year() { format!("{date} 年") } else { date.to_string() }
}

/// The verdict's word with what must be said besides.
pub(super) fn verdict(indicator: &IndicatorView) -> String {
    let remarks = indicator.remarks.iter().map(|remark| remark.zh.as_str());
    std::iter::once(words::status(indicator.verdict.status, LANG))
        .chain(remarks)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Where it comes from, with the address where it may be shown.
pub(super) fn source(source: &Source) -> String {
    match source.url.as_deref().filter(|url| link::is_allowed(url)) {
        Some(url) => format!("{}\n{url}", source.title),
        None => source.title.clone(),
    }
}

/// Whether a target was missed.
pub(super) fn is_missed(indicator: &IndicatorView) -> bool {
    indicator.verdict.status == Status::Missed
}

/// Reason and next step of each target missed.
pub(super) fn reasons(document: &mut Document, snapshot: &Snapshot) {
    let mut table = Table::new([
        Column::new("序号", 4).centred(),
        Column::new("指标", 16),
        Column::new("方案目标", 12),
        Column::new("完成值", 14),
        Column::new("原因", 27),
        Column::new("下一步", 27),
    ]);
    for (number, indicator) in (1..).zip(snapshot.indicators.iter().filter(|indicator| is_missed(indicator)))
    {
        let latest = indicator.latest.as_ref();
        let said = |words: Option<&String>| words.cloned().unwrap_or_else(|| "未填报".to_owned());
        table.row([
            number.to_string(),
            indicator.name.zh.clone(),
            words::target(indicator, LANG),
            latest.map(|reading| value(indicator, reading)).unwrap_or_default(),
            said(latest.and_then(|reading| reading.reason.as_ref())),
            said(latest.and_then(|reading| reading.next_step.as_ref())),
        ]);
    }
    if table.is_empty() {
        document.paragraph("没有判定为未达到的目标；尚未录入期末数据的目标不在此列。");
    } else {
        document.table(table);
    }
}

/// The tasks by area, in plan order, in the columns of the district's tables.
pub(super) fn tasks(document: &mut Document, snapshot: &Snapshot) {
    let of_area = |area| snapshot.tasks.iter().filter(move |task| task.area.as_ref() == area);
    for area in &snapshot.areas {
        let tasks: Vec<&TaskView> = of_area(Some(&area.id)).collect();
        if !tasks.is_empty() {
            document.subheading(&[area.number.as_str(), &area.title.zh].concat());
            task_table(document, &tasks);
        }
    }
    let others: Vec<&TaskView> = of_area(None).collect();
    if !others.is_empty() {
        task_table(document, &others);
    }
}

fn task_table(document: &mut Document, tasks: &[&TaskView]) {
    let mut table = Table::new([
        Column::new("序号", 4).centred(),
        Column::new("项目名称", 18),
        Column::new("主要工作内容", 26),
        Column::new("责任单位", 20),
        Column::new("累计完成情况", 32),
    ]);
    for task in tasks {
        let summary = task.summary.clone().unwrap_or_default();
        table.row([task.number.clone(), task.title.zh.clone(), summary, words::units(task), progress(task)]);
    }
    document.table(table);
}

/// Where a task stands, and who says so.
fn progress(task: &TaskView) -> String {
    let state = words::task_state(task.state, LANG);
    let Some(report) = &task.report else { return state.to_owned() };
    let mut lines = vec![format!("{state}。{}", report.text)];
    lines.extend(report.reason.as_ref().map(|reason| format!("原因：{reason}")));
    lines.push(format!("（截至 {}，{}）", report.as_of, report.source.title));
    lines.join("\n")
}

/// Each source once, with the targets and tasks that rest on it.
pub(super) fn sources(document: &mut Document, snapshot: &Snapshot) {
    let mut found: Vec<(&Source, Vec<&str>)> = Vec::new();
    let mut note = |source, what| match found.iter_mut().find(|(known, _)| *known == source) {
        Some((_, whats)) if whats.contains(&what) => {}
        Some((_, whats)) => whats.push(what),
        None => found.push((source, vec![what])),
    };
    for indicator in &snapshot.indicators {
        indicator.readings.iter().for_each(|reading| note(&reading.source, &indicator.name.zh));
    }
    for task in &snapshot.tasks {
        task.report.iter().for_each(|report| note(&report.source, &task.title.zh));
    }
    if found.is_empty() {
        document.paragraph("尚无数据来源：完成数据和任务进展均未录入。");
        return;
    }
    let mut table = Table::new([
        Column::new("序号", 4).centred(),
        Column::new("来源", 40),
        Column::new("涉及的目标和任务", 56),
    ]);
    for (number, (origin, whats)) in (1..).zip(found) {
        table.row([number.to_string(), source(origin), whats.join("、")]);
    }
    document.table(table);
}

/// How it was counted, and from which text.
pub(super) fn method(document: &mut Document, snapshot: &Snapshot) {
    let text = &snapshot.document;
    let known = [Some(text.file.as_str()), text.issuer.as_deref(), text.number.as_deref()];
    let named: Vec<&str> = known.into_iter().flatten().collect();
    document.remark(&format!(
        "1. 判定方法 {}：同一数据、同一日期得出同一判定，可按公开的方法手工复算。",
        snapshot.method
    ));
    document.remark(&format!("2. {}单位之间不作排名。", words::counting_note(LANG)));
    document.remark("3. 责任单位按方案所列，顺序与原文一致；指标不对应单个单位。");
    document.remark(&format!("4. 依据文本：{}；SHA-256 {}。", named.join("，"), text.sha256));
    if let Some(publication) = &snapshot.publication {
        document.remark(&format!("5. 数据为{}的内容。", words::publication(publication, LANG)));
    }
}
