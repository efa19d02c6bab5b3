//! `zhice import`

mod plan_file;
mod policy;
mod replaced;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, anyhow, bail};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use shared::{
    date::PartialDate,
    id::PlanId,
    lang::Text,
    plan::{self, Comparator, Kind, Period, Plan, Region, Stage},
    plan_text::{
        self, DraftIndicator, DraftPlan, DraftTask,
        replace::{self, Replacement},
    },
};

use super::{Data, ended, say};
use crate::{
    clock,
    documents::{self, Document},
    office::files::unwritten,
};

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// 从方案原文生成 plan.toml
    Plan(ImportPlan),
    /// 从政策文件原文生成 policies/*.md，条款照录原文
    Policy(policy::ImportPolicy),
}

#[derive(Debug, Args)]
pub(super) struct ImportPlan {
    /// 方案原文（.txt、.md、.html 或 .docx）
    file: PathBuf,
    /// 写入的数据包文件夹；不写则只显示读到的内容
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// 用这份原文替换已有的方案：沿用 id 和人工补充的内容，列出全部改动
    #[arg(long, value_name = "ID")]
    replaces: Option<PlanId>,
    #[command(flatten)]
    data: Data,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(super) fn run(&self) -> ExitCode {
        match self {
            Self::Plan(import) => ended(import.run()),
            Self::Policy(import) => import.run(),
        }
    }
}

impl ImportPlan {
    fn run(&self) -> anyhow::Result<()> {
        let document = documents::read(&self.file)?;
        let draft = plan_text::read(&document.blocks).with_context(|| self.file.display().to_string())?;
        match &self.replaces {
            Some(id) => self.renew(id, &draft, &document),
            None => self.begin(&draft, &document),
        }
    }

    fn begin(&self, draft: &DraftPlan, document: &Document) -> anyhow::Result<()> {
        if !self.data.folders.is_empty() {
            bail!("--data 只与 --replaces 一起用：它指明要替换的方案在哪个数据包里");
        }
        if let Some(out) = &self.out {
            let mut plan = replace::begin(id_for(out)?, draft, identity(document));
            plan.regions.extend(region(&draft.title));
            write(out, &plan, draft.period)?;
            eprintln!("请补全地区、口径说明等，再运行 zhice check --data {}", out.display());
        }
        say(if self.json { to_json(draft).to_string() } else { describe(draft) });
        Ok(())
    }

    fn renew(&self, id: &PlanId, draft: &DraftPlan, document: &Document) -> anyhow::Result<()> {
        let packs = self.data.load(clock::today())?;
        let old = packs.iter().map(|pack| &pack.plan).find(|plan| plan.id == *id);
        let known = || packs.iter().map(|pack| pack.plan.id.as_str()).collect::<Vec<_>>().join("、");
        let old = old.with_context(|| format!("数据包里没有方案 {id}；有的是：{}", known()))?;
        let replacement = replace::replace(old, draft, identity(document));
        if let Some(out) = &self.out {
            write(out, &replacement.plan, Some(replacement.plan.period))?;
            eprintln!(
                "核对改动后，把它和原文移入方案 {id} 的数据包，替换那里的 plan.toml（旧文件先改名保留），\
                 再运行 zhice check --data 数据包文件夹；id 未变，已有的数据和任务进展仍然有效"
            );
        }
        if self.json {
            say(with_changes(to_json(draft), &replacement));
        } else {
            say(format_args!("{}\n{}", describe(draft), replaced::describe(&replacement)));
        }
        Ok(())
    }
}

/// The id of a new plan: the folder's name where that is a good id.
fn id_for(out: &Path) -> anyhow::Result<PlanId> {
    let folder = out.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    Ok(folder.parse().or_else(|_| "plan".parse())?)
}

/// What a document says of itself; what its issuer adds is filled in by hand.
fn identity(document: &Document) -> plan::Document {
    plan::Document {
        file: document.name.clone(),
        sha256: document.sha256.clone(),
        issuer: None,
        number: None,
        published: None,
        url: None,
    }
}

/// The place a title opens with: `青山县……工作方案`.
fn region(title: &str) -> Option<Region> {
    let endings = ['区', '县', '市', '州', '旗'];
    let (at, ending) = title.char_indices().take(10).find(|(at, c)| *at > 0 && endings.contains(c))?;
    let name = Text::zh(&title[..at + ending.len_utf8()]);
    Some(Region { name, aliases: Vec::new(), elsewhere: false })
}

/// Writes a plan.toml; an existing one is never overwritten, since it holds work done by hand.
fn write(out: &Path, plan: &Plan, period: Option<Period>) -> anyhow::Result<()> {
    let file = out.join("plan.toml");
    if file.exists() {
        bail!("{} 已存在，不会覆盖；请换一个文件夹，或先移走原文件", file.display());
    }
    fs::create_dir_all(out)
        .map_err(|error| anyhow!("建不了文件夹 {}：{}", out.display(), unwritten(&error)))?;
    fs::write(&file, plan_file::render(plan, period)?)
        .map_err(|error| anyhow!("{} 写不了：{}", file.display(), unwritten(&error)))?;
    eprintln!("已写入 {}", file.display());
    Ok(())
}

fn with_changes(mut draft: Value, replacement: &Replacement) -> Value {
    draft["replaces"] = json!({
        "plan": replacement.plan.id.as_str(),
        "changes": replacement.changes,
        "retired": replacement.plan.retired,
        "doubts": replacement.doubts,
    });
    draft
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

#[cfg(test)]
mod tests;
