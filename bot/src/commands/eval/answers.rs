//! `zhice eval answers`: the answers to questions with keys. Form and rules: tests/gold/README.md.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;
use serde_json::json;

use crate::{
    commands::{AsOf, Data, desks, say},
    evaluation::{Gold, Marked, Tally, mark},
    pack::Pack,
};

#[derive(Debug, Args)]
pub(in crate::commands) struct EvalAnswers {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    as_of: AsOf,
    /// 题目文件（TOML），可多次给出，分别计分
    #[arg(long, value_name = "FILE", required = true)]
    questions: Vec<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

impl EvalAnswers {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let desks = desks(self.as_of.packs(&self.data)?)?;
        let desk = desks.iter().next().context("没有可以回答的数据包")?;
        let day = self.as_of.day();
        let mut files = Vec::new();
        for file in &self.questions {
            let marked: Vec<Marked> = gold(file, desk.pack())?
                .0
                .iter()
                .map(|asked| mark(asked, &desk.answer(&asked.earlier, &asked.question, day), desk.pack()))
                .collect();
            files.push((file.display().to_string(), marked));
        }
        if self.json {
            let files = files.iter().map(|(name, marked)| {
                let faults: Vec<&Marked> = marked.iter().filter(|marked| !marked.faults.is_empty()).collect();
                let (total, kinds) = Tally::of(marked);
                json!({"file": name, "total": total, "kinds": kinds, "faults": faults})
            });
            say(json!({"v": 1, "files": files.collect::<Vec<_>>()}));
        } else {
            for (name, marked) in &files {
                say(report(name, marked));
            }
        }
        Ok(())
    }
}

/// The questions of a file.
pub(super) fn gold(file: &Path, pack: &Pack) -> anyhow::Result<Gold> {
    let text = fs::read_to_string(file).with_context(|| format!("读不了 {}", file.display()))?;
    Gold::read(&text, pack).with_context(|| file.display().to_string())
}

fn report(name: &str, marked: &[Marked]) -> String {
    let (total, kinds) = Tally::of(marked);
    let mut lines = vec![format!("# {name}"), String::new()];
    lines.push("| 类别 | 该答 | 依据在前三 | 误拒 | 错数 | 缺数 | 无据之数 | 不该答 | 误答 |".to_owned());
    lines.push("| --- | --- | --- | --- | --- | --- | --- | --- | --- |".to_owned());
    lines.extend(kinds.iter().map(|(kind, tally)| row(kind, *tally)));
    lines.push(row("合计", total));
    lines.push(String::new());
    for marked in marked.iter().filter(|marked| !marked.faults.is_empty()) {
        let faults: Vec<String> = marked.faults.iter().map(ToString::to_string).collect();
        lines.push(format!("- {}（{}）{}：{}", marked.id, marked.kind, marked.question, faults.join("；")));
    }
    lines.join("\n")
}

fn row(name: &str, tally: Tally) -> String {
    let Tally {
        answerable,
        right_clause,
        false_refusals,
        wrong_figures,
        missing_figures,
        unsupported,
        unanswerable,
        false_answers,
    } = tally;
    format!(
        "| {name} | {answerable} | {right_clause} | {false_refusals} | {wrong_figures} | {missing_figures} | \
         {unsupported} | {unanswerable} | {false_answers} |"
    )
}
