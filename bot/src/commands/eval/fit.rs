//! `zhice eval fit`: how much each kind of evidence counts, fitted to questions with keys.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::answers;
use crate::{
    answer::{Evidence, Standing},
    commands::{AsOf, Data, desks, say},
    evaluation::fit::{self, Case},
};

#[derive(Debug, Args)]
pub(in crate::commands) struct Fit {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    as_of: AsOf,
    /// 题目文件（TOML），可多次给出；留作检验的题目不要放进来
    #[arg(long, value_name = "FILE", required = true)]
    questions: Vec<PathBuf>,
}

impl Fit {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let desks = desks(self.as_of.packs(&self.data)?)?;
        let desk = desks.iter().next().context("没有可以回答的数据包")?;
        let mut cases = Vec::new();
        for file in &self.questions {
            for asked in answers::gold(file, desk.pack())?.0 {
                cases.push(Case::of(&asked, desk)?);
            }
        }
        let fitted = fit::evidence(&cases);
        let (right, all) = fitted.right;
        say(format!("排在第一的正是依据：{right}／{all}"));
        Evidence::NAMES
            .iter()
            .zip(fitted.evidence)
            .for_each(|(name, weight)| say(format!("{weight:7.2}  {name}")));
        say("答不答：");
        Standing::NAMES
            .iter()
            .zip(fit::standing(&cases))
            .for_each(|(name, weight)| say(format!("{weight:7.2}  {name}")));
        say("现用的分量，各门槛下：门槛　该答未答　不该答而答");
        for (from, refused, answered) in fit::thresholds(&cases) {
            say(format!("{from:7.2}  {refused:4}  {answered:4}"));
        }
        Ok(())
    }
}
