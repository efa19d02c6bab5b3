//! The sheet that goes with a publication into the office's files: what changed, and who answers for it.

use shared::{date::Date, plan::Plan};

use super::{Line, Origin, Record};
use crate::word::{Column, Document, Page, Table, WordError};

/// A publication as it is put on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Which publication.
    pub record: Record,
    /// What it changed.
    pub lines: Vec<Line>,
    /// Who prepared, reviewed and approved it; nothing for rows of the pack and for a withdrawal.
    pub people: Option<[String; 3]>,
}

const COLUMNS: [Column; 6] = [
    Column::new("指标或任务", 26),
    Column::new("期间", 10).centred(),
    Column::new("原值", 16).centred(),
    Column::new("新值", 18).centred(),
    Column::new("数据来源", 28),
    Column::new("判定变化", 18).centred(),
];

/// The sheet as a Word file.
pub fn review_sheet(plan: &Plan, review: &Review) -> Result<Vec<u8>, WordError> {
    let publication = &review.record.publication;
    let day = publication.published;
    let mut sheet = Document::new(Page::Landscape, "数据发布审核单", day);
    let demo = if plan.demo { "（演示）" } else { "" };
    sheet.subtitle(&format!("{}{demo}", plan.title.zh));
    let number = format!("第 {} 次发布", publication.number);
    let (date, kind) = (written(day), kind(review.record.origin));
    sheet.facts([("发布编号", &number), ("发布日期", &date), ("发布方式", &kind)]);
    sheet.heading("一、数据变动");
    if review.lines.is_empty() {
        sheet.paragraph("没有变动。");
    } else {
        let mut table = Table::new(COLUMNS);
        for line in &review.lines {
            table.row(
                [&line.what, &line.period, &line.before, &line.after, &line.source, &line.verdict]
                    .map(Clone::clone),
            );
        }
        sheet.table(table);
    }
    sheet.heading("二、随数据公开的文字");
    texts(&mut sheet, &review.lines);
    sheet.heading("三、审核签发");
    signatures(&mut sheet, review, &date);
    if review.people.is_some() {
        sheet.remark("本单按编制、审核、签发三步办理：审核人和签发人不是同一姓名，也都不是编制人。");
    }
    sheet.remark("姓名只在内部留存，不在网页、接口和报表中显示。");
    sheet.remark("判定由系统按公开的方法计算，口径和依据见方法说明；原值留存在数据库中，不被覆盖。");
    sheet.into_bytes()
}

/// The parts that came with the values or changed, a row each.
fn texts(sheet: &mut Document, lines: &[Line]) {
    if lines.iter().all(|line| line.parts.is_empty()) {
        sheet.paragraph("没有变动。");
        return;
    }
    let mut table = Table::new([
        Column::new("指标或任务", 26),
        Column::new("期间", 10).centred(),
        Column::new("项目", 14).centred(),
        Column::new("原文", 33),
        Column::new("新文", 33),
    ]);
    for line in lines {
        for part in &line.parts {
            table.row([&line.what, &line.period, part.name, &part.before, &part.after]);
        }
    }
    sheet.table(table);
}

fn signatures(sheet: &mut Document, review: &Review, date: &str) {
    match &review.people {
        Some([preparer, reviewer, approver]) => {
            let mut table = Table::new([
                Column::new("步骤", 12).centred(),
                Column::new("姓名", 24).centred(),
                Column::new("日期", 24).centred(),
                Column::new("签字", 40),
            ]);
            for (step, name) in [("编制", preparer), ("审核", reviewer), ("签发", approver)] {
                table.row([step, name, date, ""]);
            }
            sheet.table(table);
        }
        None => sheet.paragraph(match review.record.origin {
            Origin::Seed => "随数据包部署，数据包在部署前整体审核。",
            _ => "撤回由负责人决定，姓名记入数据库审计记录。",
        }),
    }
}

fn kind(origin: Origin) -> String {
    match origin {
        Origin::Seed => "数据包自带的数据".to_owned(),
        Origin::Publish => "暂存后审核发布".to_owned(),
        Origin::Withdraw { restores: 0 } => "撤回，恢复到没有数据".to_owned(),
        Origin::Withdraw { restores } => format!("撤回，恢复第 {restores} 次发布的内容"),
    }
}

fn written(day: Date) -> String {
    format!("{} 年 {} 月 {} 日", day.year(), day.month(), day.day())
}
