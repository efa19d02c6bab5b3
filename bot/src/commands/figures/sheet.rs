//! The review sheet of a publication, as a file.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use clap::Args;
use shared::plan::Plan;

use crate::{
    commands::{
        ledger::{self, Place, Read},
        output, say,
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
        writable("--out", &self.out)?;
        ledger::run(async {
            let Read { pack, ledger, .. } = self.place.read().await?;
            let ledger = ledger.ok_or(FiguresError::NoPublication(self.number))?;
            write(&ledger, &pack.plan, self.number, &self.out).await
        })?;
        say(format_args!("已写入 {}", self.out.display()));
        Ok(())
    }
}

/// Whether a sheet can be written there: an earlier one is never overwritten. `flag` says where.
pub(in crate::commands) fn writable(flag: &str, path: &Path) -> anyhow::Result<()> {
    output::is_word(flag, path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    ensure!(
        folder.is_dir(),
        "没有文件夹 {}，审核单写不了：请先建好，或用 {flag} 换一个位置",
        folder.display()
    );
    ensure!(!path.exists(), "{} 已存在，不会覆盖：请用 {flag} 指定另一个文件名，或先移走", path.display());
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
    output::write_new(path, &review_sheet(plan, &review)?)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_stands_in_the_way_of_a_sheet_is_told_with_the_flag_that_helps() {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path().join("发布审核单.docx");
        fs::write(&there, "演示").unwrap();
        let told = |path: &Path| writable("--sheet", path).unwrap_err().to_string();
        assert!(told(&there).contains("已存在，不会覆盖：请用 --sheet"), "{}", told(&there));
        assert!(told(&folder.path().join("x.txt")).contains("--sheet 应以 .docx 结尾"));
        assert!(told(&folder.path().join("none/x.docx")).contains("用 --sheet 换一个位置"));
        writable("--sheet", &folder.path().join("x.docx")).unwrap();
    }
}
