//! `zhice report`

use std::{fs::File, io::Write, path::PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use shared::id::PlanId;

use super::{Data, say};
use crate::{
    clock,
    pack::Pack,
    report::{self, Quarter},
};

#[derive(Debug, Args)]
pub(super) struct Report {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    kind: Kind,
    /// 方案的 id；只有一个方案时可不写
    #[arg(long = "plan", value_name = "ID")]
    plan: Option<PlanId>,
    /// 写到哪个 .docx 文件；已存在时不覆盖
    #[arg(long, value_name = "F.docx")]
    out: PathBuf,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Kind {
    /// 某季度的进展情况，如 2025Q3
    #[arg(long, value_name = "2025Q3")]
    period: Option<Quarter>,
    /// 方案期满后的期末报告
    #[arg(long = "final")]
    closing: bool,
}

impl Report {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        if self.out.extension().is_none_or(|extension| extension != "docx") {
            bail!("--out 应以 .docx 结尾，现为 {}", self.out.display());
        }
        let pack = self.pack()?;
        let today = pack.day(clock::today());
        let bytes = match self.kind.period {
            Some(quarter) => report::quarterly(quarter, today, |day| pack.as_of(day)),
            None => report::closing(&pack.as_of(today)),
        };
        let bytes = bytes.context("没有生成报告")?;
        // A person may have worked on the file that is there.
        let mut file = File::create_new(&self.out)
            .with_context(|| format!("{} 写不了；如已有同名文件，请换个名字或先移走", self.out.display()))?;
        file.write_all(&bytes).with_context(|| format!("{} 没有写完", self.out.display()))?;
        say(format_args!("已生成 {}", self.out.display()));
        Ok(())
    }

    fn pack(&self) -> anyhow::Result<Pack> {
        let mut packs = self.data.load(clock::today())?;
        let ids = packs.iter().map(|pack| pack.plan.id.to_string()).collect::<Vec<_>>().join("、");
        let at = match &self.plan {
            Some(plan) => packs.iter().position(|pack| pack.plan.id == *plan),
            None if packs.len() == 1 => Some(0),
            None => bail!("有几个方案：请用 --plan 指明其中一个（{ids}）"),
        };
        let at = at.with_context(|| format!("没有这个方案：可用的有 {ids}"))?;
        Ok(packs.swap_remove(at))
    }
}
