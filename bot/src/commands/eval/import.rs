//! `zhice eval import`: a folder of documents, each beside its key. Forms and rules: docs/IMPORT.md.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::Args;
use serde_json::{Value, json};
use shared::plan_text::{
    self, PlanTextError,
    score::{Key, Score},
};

use crate::{commands::say, documents};

#[derive(Debug, Args)]
pub(in crate::commands) struct EvalImport {
    /// 文件夹：每份文档一个子文件夹，内有 document.txt（或 .md、.html、.docx）和 key.json
    #[arg(long, value_name = "DIR")]
    fixtures: PathBuf,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

impl EvalImport {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let scores = self.scores()?;
        let total = scores.iter().fold(Score::default(), |sum, (_, score)| sum.and(*score));
        if self.json {
            let documents = scores.iter().map(|(name, score)| json!({"document": name, "score": score}));
            say(json!({"v": 1, "documents": documents.collect::<Vec<Value>>(), "total": total}));
        } else {
            say(table(&scores, total));
        }
        Ok(())
    }

    fn scores(&self) -> anyhow::Result<Vec<(String, Score)>> {
        let folder = &self.fixtures;
        let entries = fs::read_dir(folder).with_context(|| format!("打不开文件夹 {}", folder.display()))?;
        let mut cases: Vec<PathBuf> = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()
            .with_context(|| format!("读不了文件夹 {}", folder.display()))?;
        cases.retain(|case| case.join("key.json").is_file());
        cases.sort();
        if cases.is_empty() {
            bail!(
                "{} 里没有带 key.json 的子文件夹；每份文档请放一个子文件夹：document.txt 和 key.json（格式见 docs/IMPORT.md）",
                folder.display()
            );
        }
        cases.iter().map(|case| score(case)).collect()
    }
}

fn score(case: &Path) -> anyhow::Result<(String, Score)> {
    let name = case.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = ["txt", "md", "html", "htm", "docx"]
        .iter()
        .map(|ending| case.join("document").with_extension(ending))
        .find(|file| file.is_file())
        .with_context(|| format!("{} 里没有 document.txt（或 .md、.html、.docx）", case.display()))?;
    let key_file = case.join("key.json");
    let key = fs::read_to_string(&key_file).with_context(|| format!("读不了 {}", key_file.display()))?;
    let key: Key = serde_json::from_str(&key).with_context(|| format!("{} 不合格式", key_file.display()))?;
    let document = documents::read(&file)?;
    let text: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
    let score = match plan_text::read(&document.blocks) {
        Ok(plan) => Score::of(&plan, &key, &text.join("\n")),
        // Nothing found is a score too: everything in the key was missed.
        Err(PlanTextError::Empty | PlanTextError::NoPlan { .. }) => Score::nothing_read(&key),
        Err(error) => return Err(error).with_context(|| format!("读不了 {}", file.display())),
    };
    Ok((name, score))
}

fn table(scores: &[(String, Score)], total: Score) -> String {
    let mut lines = vec![
        "| 文档 | 任务单位全对 | 多读的任务 | 数值目标全对 | 读出的数值目标 | 原文没有的单位 |".to_owned(),
    ];
    lines.push("| --- | --- | --- | --- | --- | --- |".to_owned());
    lines.extend(scores.iter().map(|(name, score)| row(name, *score)));
    lines.push(row("合计", total));
    lines.push(String::new());
    lines.push(format!(
        "任务单位全对 {}；数值目标全对 {}；目标精确率 {}；原文没有的单位 {} 个",
        share(total.tasks_right, total.tasks),
        share(total.targets_right, total.targets),
        share(total.targets_right, total.targets_read),
        total.invented,
    ));
    lines.join("\n")
}

fn row(name: &str, score: Score) -> String {
    let Score { tasks, tasks_right, tasks_extra, targets, targets_right, targets_read, invented } = score;
    format!(
        "| {name} | {tasks_right}/{tasks} | {tasks_extra} | {targets_right}/{targets} | {targets_read} | {invented} |"
    )
}

/// A share with one decimal: `98.5%（65/66）`.
fn share(part: usize, whole: usize) -> String {
    match (part * 1000 + whole / 2).checked_div(whole) {
        None => "无".to_owned(),
        Some(per_mille) => format!("{}.{}%（{part}/{whole}）", per_mille / 10, per_mille % 10),
    }
}
