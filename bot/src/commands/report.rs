//! `zhice report`

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::{
    ledger::{self, Chosen, Public},
    output, say,
};
use crate::{
    clock,
    report::{self, Quarter},
};

#[derive(Debug, Args)]
pub(super) struct Report {
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    kind: Kind,
    /// 从数据库读已发布的数据；不写则只读数据包
    #[arg(long, env = "ZHICE_DB", value_name = "URL")]
    db: Option<String>,
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
        output::is_word("--out", &self.out)?;
        let public = ledger::run(ledger::public(vec![self.chosen.pack()?], self.db.as_deref()))?.pop();
        let Public { pack, figures, .. } = public.context("没有方案")?;
        let today = pack.day(clock::today());
        let bytes = match self.kind.period {
            Some(quarter) => report::quarterly(quarter, today, |day| figures.snapshot(&pack.plan, day)),
            None => report::closing(&figures.snapshot(&pack.plan, today)),
        };
        let bytes = bytes.context("没有生成报告")?;
        output::write_new(&self.out, &bytes)?;
        say(format_args!("已生成 {}", self.out.display()));
        Ok(())
    }
}
