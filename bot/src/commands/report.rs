//! `zhice report`

use std::{fs::File, io::Write, path::PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::{
    ledger::{self, Chosen, Public},
    say,
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
        if self.out.extension().is_none_or(|extension| extension != "docx") {
            bail!("--out 应以 .docx 结尾，现为 {}", self.out.display());
        }
        let public = ledger::run(ledger::public(vec![self.chosen.pack()?], self.db.as_deref()))?.pop();
        let Public { pack, figures, .. } = public.context("没有方案")?;
        let today = pack.day(clock::today());
        let bytes = match self.kind.period {
            Some(quarter) => report::quarterly(quarter, today, |day| figures.snapshot(&pack.plan, day)),
            None => report::closing(&figures.snapshot(&pack.plan, today)),
        };
        let bytes = bytes.context("没有生成报告")?;
        // A person may have worked on the file that is there.
        let mut file = File::create_new(&self.out)
            .with_context(|| format!("{} 写不了；如已有同名文件，请换个名字或先移走", self.out.display()))?;
        file.write_all(&bytes).with_context(|| format!("{} 没有写完", self.out.display()))?;
        say(format_args!("已生成 {}", self.out.display()));
        Ok(())
    }
}
