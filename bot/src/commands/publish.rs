//! `zhice publish`

use std::{
    io::{self, BufRead, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, bail, ensure};
use clap::Args;
use serde_json::json;
use shared::changes;

use super::{
    figures::{list, record_json, sheet},
    ledger::{self, Open, Place},
    say,
};
use crate::figures::{
    People,
    publishing::{self, Proposal},
    unsigned,
};

#[derive(Debug, Args)]
pub(super) struct Publish {
    #[command(flatten)]
    place: Place,
    /// 编制人；暂存时已写明的可不写
    #[arg(long, value_name = "NAME")]
    prepared_by: Option<String>,
    /// 审核人；不写则在终端询问。姓名只在内部留存，不会公开
    #[arg(long, value_name = "NAME")]
    reviewer: Option<String>,
    /// 签发人；不写则在终端询问。姓名只在内部留存，不会公开
    #[arg(long, value_name = "NAME")]
    approver: Option<String>,
    /// 不再询问是否发布
    #[arg(long)]
    yes: bool,
    /// 发布审核单写到哪个文件，默认是当前文件夹的 发布审核单-方案-编号.docx
    #[arg(long, value_name = "FILE.docx")]
    sheet: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

impl Publish {
    pub(super) fn run(&self) -> ExitCode {
        super::ended(ledger::run(self.publish()))
    }

    async fn publish(&self) -> anyhow::Result<()> {
        let Open { pack, ledger, moment } = self.place.open().await?;
        let proposal = publishing::propose(&ledger, &pack.plan, moment).await?;
        if !self.json {
            list(&proposal.lines);
        }
        let sheet = self.sheet.clone().unwrap_or_else(|| {
            PathBuf::from(format!("发布审核单-{}-{}.docx", pack.plan.id, proposal.number()))
        });
        // Looked at before anything is asked, and before what cannot be undone.
        sheet::writable("--sheet", &sheet)?;
        let people = self.people(&proposal)?;
        if !self.yes && !agreed()? {
            bail!("没有发布，公开的数据没有变动");
        }
        let record = publishing::publish(&ledger, &pack.plan, &proposal, &people, moment).await?;
        let number = record.publication.number;
        if self.json {
            say(json!({
                "v": 1,
                "plan": pack.plan.id,
                "publication": record_json(&record),
                "changes": changes::between(&proposal.before, &proposal.after),
                "rows": proposal.lines,
            }));
        } else {
            say(format_args!(
                "已发布：{}第 {number} 次发布，{}",
                pack.plan.title.zh, record.publication.published
            ));
        }
        sheet::write(&ledger, &pack.plan, number, &sheet).await.with_context(|| {
            format!(
                "第 {number} 次发布已经公开，但发布审核单没有写成；请用 zhice figures sheet {number} --out FILE.docx 补写"
            )
        })?;
        if !self.json {
            say(format_args!("发布审核单：{}", sheet.display()));
        }
        Ok(())
    }

    fn people(&self, proposal: &Proposal) -> anyhow::Result<People> {
        let prepared_by = match &self.prepared_by {
            None if unsigned(&proposal.batches) => Some(asked("编制人", "--prepared-by")?),
            given => given.clone(),
        };
        let reviewer = given_or_asked(self.reviewer.as_ref(), "审核人", "--reviewer")?;
        let approver = given_or_asked(self.approver.as_ref(), "签发人", "--approver")?;
        Ok(People::of(&proposal.batches, prepared_by.as_deref(), &reviewer, &approver)?)
    }
}

fn given_or_asked(given: Option<&String>, who: &str, flag: &str) -> anyhow::Result<String> {
    given.map_or_else(|| asked(who, flag), |name| Ok(name.clone()))
}

/// Asks at the terminal; without one the flag must be there.
fn asked(who: &str, flag: &str) -> anyhow::Result<String> {
    ensure!(io::stdin().is_terminal(), "要写明{who}：请加 {flag} 姓名（在终端里运行时会询问）");
    line(&format!("{who}："))
}

fn agreed() -> anyhow::Result<bool> {
    ensure!(io::stdin().is_terminal(), "没有终端可以确认：核对以上变动后，请加 --yes 再运行");
    Ok(matches!(line("以上变动将公开。确认发布吗？[y/N] ")?.as_str(), "y" | "Y" | "是"))
}

fn line(prompt: &str) -> anyhow::Result<String> {
    let mut output = io::stderr().lock();
    write!(output, "{prompt}").and_then(|()| output.flush())?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).context("读不了终端")?;
    Ok(answer.trim().to_owned())
}
