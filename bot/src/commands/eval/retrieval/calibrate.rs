//! `zhice eval calibrate`: the threshold below which a question is not answered.

use std::{collections::BTreeMap, fs, path::PathBuf};

use anyhow::Context;
use clap::Args;

use super::{Answered, CorpusArgs, files::queries};
use crate::{commands::say, search::Weights};

#[derive(Debug, Args)]
pub(in crate::commands) struct Calibrate {
    #[command(flatten)]
    pub(super) corpus: CorpusArgs,
    /// 文档里有答案的问题，JSONL，每行 id、question
    #[arg(long, value_name = "FILE", visible_alias = "questions")]
    pub(super) queries: PathBuf,
    /// 文档里没有答案的问题，JSONL，每行 id、question，可有 kind（类别）
    #[arg(long, value_name = "FILE")]
    pub(super) unanswerable: PathBuf,
    /// 有答案的问题至少答复百分之几
    #[arg(long, value_name = "PER_CENT", default_value_t = 95, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(super) answered: u8,
    /// 门槛写到此文件
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// Beside the share asked for, these are shown.
const SHOWN: [u8; 5] = [99, 97, 95, 90, 80];

impl Calibrate {
    pub(in crate::commands::eval) fn run(&self) -> anyhow::Result<()> {
        let (questions, unanswerable) = (queries(&self.queries)?, queries(&self.unanswerable)?);
        let (_, index) = self.corpus.open()?;
        let asked = Answered::all(&index, questions.iter(), &Weights::CHOSEN)?;
        let wrong = Answered::all(&index, unanswerable.iter(), &Weights::CHOSEN)?;
        let mut right: Vec<f32> = asked.found.iter().map(|(_, found)| found.confidence).collect();
        right.sort_by(f32::total_cmp);
        let mut kinds: BTreeMap<&str, Vec<f32>> = BTreeMap::new();
        for (query, found) in &wrong.found {
            kinds.entry(&query.kind).or_default().push(found.confidence);
        }
        let cells = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let head = ["门槛".to_owned(), "该答的答复了".to_owned()];
        say(cells(head.into_iter().chain(kinds.keys().map(|kind| format!("误答 {kind}"))).collect()));
        say(cells(vec!["---".to_owned(); kinds.len() + 2]));
        let mut shares: Vec<u8> = SHOWN.into_iter().chain([self.answered]).collect();
        shares.sort_unstable_by(|a, b| b.cmp(a));
        shares.dedup();
        for share in shares {
            let threshold = threshold(&right, share);
            let answered = std::iter::once(&right).chain(kinds.values());
            let answered = answered.map(|confidences| at_least(confidences, threshold));
            say(cells(std::iter::once(format!("{threshold:.3}")).chain(answered).collect()));
        }
        if let Some(file) = &self.out {
            let text = format!("confidence = {:.3}\n", threshold(&right, self.answered));
            fs::write(file, text).with_context(|| format!("写不了 {}", file.display()))?;
        }
        Ok(())
    }
}

/// The highest threshold, cut to three decimals, at which so many per cent of the questions are answered; `sorted` is
/// ascending.
fn threshold(sorted: &[f32], per_cent: u8) -> f32 {
    let refused = sorted.len() * usize::from(100 - per_cent) / 100;
    let least = sorted.get(refused).copied().unwrap_or(0.0);
    (least * 1000.0).floor() / 1000.0
}

fn at_least(confidences: &[f32], threshold: f32) -> String {
    let answered = confidences.iter().filter(|confidence| **confidence >= threshold).count();
    let per_mille = (answered * 1000 + confidences.len() / 2) / confidences.len().max(1);
    format!("{}.{}%（{answered}/{}）", per_mille / 10, per_mille % 10, confidences.len())
}
