//! `zhice import plan`

mod plan_file;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use shared::{
    date::PartialDate,
    plan::{Comparator, Kind, Stage},
    plan_text::{self, DraftIndicator, DraftPlan, DraftTask},
};

use super::say;
use crate::documents::{self, Document};

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// 从方案原文生成 plan.toml
    Plan(ImportPlan),
}

#[derive(Debug, Args)]
pub(super) struct ImportPlan {
    /// 方案原文（.txt、.md、.html 或 .docx）
    file: PathBuf,
    /// 写入的数据包文件夹；不写则只显示读到的内容
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let Self::Plan(import) = self;
        let document = documents::read(&import.file)?;
        let draft = plan_text::read(&document.blocks).with_context(|| import.file.display().to_string())?;
        if let Some(out) = &import.out {
            write(out, &draft, &document)?;
        }
        if import.json {
            say(to_json(&draft));
        } else {
            say(describe(&draft));
        }
        Ok(())
    }
}

/// Writes a new pack; an existing plan.toml is never overwritten, since it holds work done by hand.
fn write(out: &Path, draft: &DraftPlan, document: &Document) -> anyhow::Result<()> {
    let file = out.join("plan.toml");
    if file.exists() {
        bail!("{} 已存在，不会覆盖；请换一个文件夹，或先移走原文件", file.display());
    }
    fs::create_dir_all(out).with_context(|| format!("建不了文件夹 {}", out.display()))?;
    fs::write(&file, plan_file::render(out, draft, document)?)
        .with_context(|| format!("写不了 {}", file.display()))?;
    eprintln!(
        "已写入 {}；请补全地区、口径说明等，再运行 zhice check --data {}",
        file.display(),
        out.display()
    );
    Ok(())
}

fn to_json(draft: &DraftPlan) -> Value {
    json!({
        "v": 1,
        "title": draft.title,
        "stage": draft.stage,
        "period": draft.period,
        "areas": draft.areas,
        "indicators": draft.indicators.iter().map(indicator).collect::<Vec<_>>(),
        "tasks": draft.tasks.iter().map(task).collect::<Vec<_>>(),
        "safeguards": draft.safeguards,
        "notes": draft.notes,
    })
}

fn indicator(indicator: &DraftIndicator) -> Value {
    let number = |text: String| serde_json::from_str::<serde_json::Number>(&text).ok();
    json!({
        "name": indicator.name,
        "text": indicator.text,
        "value": indicator.value.and_then(|value| number(value.to_string())),
        "unit": indicator.unit,
        "comparator": indicator.comparator.map(Comparator::sign),
        "comparator_text": indicator.comparator_text,
        "relative_to": indicator.relative_to,
        "date": indicator.due.map(PartialDate::last_day),
        "due_basis": indicator.due_basis,
        "kind": indicator.kind,
        "source": indicator.source,
    })
}

fn task(task: &DraftTask) -> Value {
    json!({
        "number": task.number,
        "title": task.title,
        "departments": task.departments,
        "lead": task.lead,
        "source": task.source,
    })
}

fn describe(draft: &DraftPlan) -> String {
    let mentions: usize = draft.tasks.iter().map(|task| task.departments.len()).sum();
    let mut distinct: Vec<&String> = draft.tasks.iter().flat_map(|task| &task.departments).collect();
    distinct.sort();
    distinct.dedup();
    let stage = match draft.stage {
        Stage::Draft => "征求意见稿",
        Stage::InForce => "正文未标明征求意见稿",
    };
    let mut lines = vec![format!("{}　{stage}", draft.title)];
    lines.push(format!(
        "目标 {}　任务分组 {}　任务 {}　责任单位 {}（共出现 {mentions} 次）　保障措施 {}",
        draft.indicators.len(),
        draft.areas.len(),
        draft.tasks.len(),
        distinct.len(),
        draft.safeguards.len(),
    ));
    for indicator in &draft.indicators {
        let value = indicator.value.map(|value| value.to_string()).unwrap_or_default();
        let unit = indicator.unit.as_deref().unwrap_or_default();
        let sign = indicator.comparator.map_or("", Comparator::sign);
        let kind = if indicator.kind == Kind::Milestone { "定性：" } else { "" };
        lines.push(format!(
            "  {}　{kind}{sign}{value}{unit}（{}）",
            indicator.name, indicator.comparator_text
        ));
    }
    for task in &draft.tasks {
        lines.push(format!("  {}.{}　{}", task.number, task.title, task.departments.join("、")));
    }
    lines.extend(draft.notes.iter().map(|note| format!("  待核（第 {} 行）：{}", note.line, note.text)));
    lines.join("\n")
}
