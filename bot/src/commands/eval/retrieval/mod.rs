//! `zhice eval retrieval` and `zhice eval calibrate`: how well passages are found, and when to be silent.

mod calibrate;
mod files;
mod score;
#[cfg(test)]
mod tests;

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::Context;
use clap::Args;
use serde::Deserialize;
use serde_json::json;

pub(super) use self::calibrate::Calibrate;
use self::{
    files::{Corpus, Query, queries},
    score::{Score, percentile},
};
use crate::{
    commands::say,
    search::{Found, Index, Weights},
};

/// So many passages are ranked for a question.
const DEPTH: usize = 50;

#[derive(Debug, Args)]
pub(in crate::commands) struct EvalRetrieval {
    #[command(flatten)]
    corpus: CorpusArgs,
    /// 问题，JSONL，每行 id、question、relevant（能回答的段落 id）
    #[arg(long, value_name = "FILE", visible_alias = "questions")]
    queries: PathBuf,
    /// 文档里没有答案的问题，JSONL，每行 id、question
    #[arg(long, value_name = "FILE")]
    unanswerable: Option<PathBuf>,
    /// 把握低于此数的问题拒答；用 zhice eval calibrate 求得
    #[arg(long, value_name = "NUMBER", conflicts_with = "thresholds", allow_negative_numbers = true)]
    threshold: Option<f32>,
    /// 从 zhice eval calibrate 写出的文件取门槛
    #[arg(long, value_name = "FILE")]
    thresholds: Option<PathBuf>,
    /// 逐题结果写到此文件，JSONL
    #[arg(long, value_name = "FILE", visible_alias = "out")]
    run: Option<PathBuf>,
    /// 另列各步骤的作用：逐一去掉，比较得分和用时
    #[arg(long)]
    ablate: bool,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// What is searched.
#[derive(Debug, Args)]
struct CorpusArgs {
    /// 段落，JSONL，每行 id、text，可有 doc（所属文档）、title
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,
    /// 索引放在此文件夹，下次只更新有变动的文档；不给则在内存中建立
    #[arg(long, value_name = "DIR")]
    index: Option<PathBuf>,
}

/// The thresholds of a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    confidence: f32,
}

impl CorpusArgs {
    fn open(&self) -> anyhow::Result<(Corpus, Index)> {
        let corpus = Corpus::read(&self.corpus)?;
        let index = match &self.index {
            Some(folder) => {
                let (index, updated) = Index::on_disk(folder, &corpus.documents)?;
                if let Some(why) = updated.rebuilt {
                    eprintln!("检索索引不可用，已重建：{why}");
                }
                index
            }
            None => Index::in_memory(&corpus.documents)?,
        };
        Ok((corpus, index))
    }
}

impl EvalRetrieval {
    pub(in crate::commands::eval) fn run(&self) -> anyhow::Result<()> {
        let threshold = self.threshold()?;
        let questions = queries(&self.queries)?;
        let unanswerable = self.unanswerable.as_deref().map(queries).transpose()?.unwrap_or_default();
        let (corpus, index) = self.corpus.open()?;
        let answered = Answered::all(&index, questions.iter().chain(&unanswerable), &Weights::CHOSEN)?;
        let score = answered.score(&corpus, &questions);
        if let Some(file) = &self.run {
            answered.write(file, &corpus, threshold).with_context(|| format!("写不了 {}", file.display()))?;
        }
        let (middle, slow) = (percentile(&answered.times, 50), percentile(&answered.times, 99));
        if self.json {
            let micros = |time: Duration| u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
            say(json!({"v": 1, "score": score, "p50_us": micros(middle), "p99_us": micros(slow)}));
        } else {
            say(HEAD);
            say(row("全部步骤", &score, middle, slow));
        }
        if self.ablate {
            for (name, weights) in without() {
                let answered = Answered::all(&index, questions.iter(), &weights)?;
                let score = answered.score(&corpus, &questions);
                say(row(name, &score, percentile(&answered.times, 50), percentile(&answered.times, 99)));
            }
        }
        Ok(())
    }

    fn threshold(&self) -> anyhow::Result<Option<f32>> {
        let Some(file) = &self.thresholds else { return Ok(self.threshold) };
        let text = fs::read_to_string(file).with_context(|| format!("读不了 {}", file.display()))?;
        let thresholds: Thresholds = toml::from_str(&text)
            .with_context(|| format!("{} 不合格式，应有一行 confidence = 数", file.display()))?;
        Ok(Some(thresholds.confidence))
    }
}

/// Questions with what was found.
struct Answered<'a> {
    found: Vec<(&'a Query, Found)>,
    times: Vec<Duration>,
}

impl<'a> Answered<'a> {
    fn all(
        index: &Index,
        queries: impl Iterator<Item = &'a Query>,
        weights: &Weights,
    ) -> anyhow::Result<Self> {
        let mut answered = Self { found: Vec::new(), times: Vec::new() };
        for query in queries {
            let began = Instant::now();
            let found = index.find_weighed(&query.question, DEPTH, weights, |_, _| true)?;
            answered.times.push(began.elapsed());
            answered.found.push((query, found));
        }
        Ok(answered)
    }

    /// The score of the questions that have an answer; they come first.
    fn score(&self, corpus: &Corpus, questions: &[Query]) -> Score {
        let ranked = self.found.iter().take(questions.len());
        Score::of(corpus, ranked.map(|(query, found)| (*query, found.hits.as_slice())))
    }

    fn write(&self, file: &Path, corpus: &Corpus, threshold: Option<f32>) -> anyhow::Result<()> {
        let mut out = BufWriter::new(File::create(file)?);
        for (query, found) in &self.found {
            let ranked: Vec<&str> =
                found.hits.iter().map(|hit| corpus.ids[hit.document][hit.passage].as_str()).collect();
            let answer = found.hits.first().map(|hit| &corpus.documents[hit.document].passages[hit.passage]);
            let refused = answer.is_none() || threshold.is_some_and(|least| found.confidence < least);
            let line = json!({
                "id": query.id,
                "ranked": ranked,
                "answer": answer.filter(|_| !refused),
                "confidence": found.confidence,
                "refused": refused,
            });
            writeln!(out, "{line}")?;
        }
        Ok(out.flush()?)
    }
}

/// The weights without one step each.
fn without() -> [(&'static str, Weights); 7] {
    let all = Weights::CHOSEN;
    [
        ("不看标题和开头", Weights { about: 0.0, ..all.clone() }),
        ("不看上文和小标题", Weights { above: 0.0, ..all.clone() }),
        ("不看整份文档", Weights { document: 0.0, signs: 0.0, ..all.clone() }),
        ("不看文档单字", Weights { signs: 0.0, ..all.clone() }),
        ("虚词不减分", Weights { particle: 1.0, ..all.clone() }),
        ("不计长短", Weights { length: 0.0, document_length: 0.0, ..all.clone() }),
        ("只看段落本身", Weights { about: 0.0, above: 0.0, document: 0.0, signs: 0.0, particle: 1.0, ..all }),
    ]
}

const HEAD: &str = "| 检索 | nDCG@10 | R@1 | R@3 | R@10 | 文档 R@1 | 用时中位数 | 99% 以内 |\n\
     | --- | --- | --- | --- | --- | --- | --- | --- |";

fn row(name: &str, score: &Score, middle: Duration, slow: Duration) -> String {
    let Score { ndcg, first, third, tenth, document, .. } = score;
    format!(
        "| {name} | {ndcg:.4} | {first:.4} | {third:.4} | {tenth:.4} | {document:.4} | {} 微秒 | {} 微秒 |",
        middle.as_micros(),
        slow.as_micros()
    )
}
