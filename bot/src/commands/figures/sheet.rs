//! The review sheet of a publication, as a file.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use clap::Args;
use shared::plan::Plan;

use crate::{
    commands::{
        ledger::{self, Place, Read},
        say,
    },
    figures::{FiguresError, Ledger, publishing, review_sheet},
};

#[derive(Debug, Args)]
pub(in crate::commands) struct Sheet {
    #[command(flatten)]
    place: Place,
    /// 第几次发布
    number: u32,
    /// 写到哪个文件
    #[arg(long, value_name = "FILE.docx")]
    out: PathBuf,
}

impl Sheet {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        writable(&self.out)?;
        ledger::run(async {
            let Read { pack, ledger, .. } = self.place.read().await?;
            let ledger = ledger.ok_or(FiguresError::NoPublication(self.number))?;
            write(&ledger, &pack.plan, self.number, &self.out).await
        })?;
        say(format_args!("已写入 {}", self.out.display()));
        Ok(())
    }
}

/// Whether a sheet can be written there: an earlier one is never overwritten.
pub(in crate::commands) fn writable(path: &Path) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    ensure!(folder.is_dir(), "没有文件夹 {}，审核单写不了：请先建好或换一个位置", folder.display());
    ensure!(!path.exists(), "{} 已存在，不会覆盖：请换一个文件名", path.display());
    Ok(())
}

/// Writes the sheet of a publication.
pub(in crate::commands) async fn write(
    ledger: &Ledger,
    plan: &Plan,
    number: u32,
    path: &Path,
) -> anyhow::Result<()> {
    let review = publishing::reviewed(ledger, plan, number).await?;
    fs::write(path, review_sheet(plan, &review)?).with_context(|| format!("写不了 {}", path.display()))
}
