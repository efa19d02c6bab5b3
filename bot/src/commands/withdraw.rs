//! `zhice withdraw`

use std::process::ExitCode;

use clap::Args;
use serde_json::json;
use shared::changes;

use super::{
    figures::{list, record_json},
    ledger::{self, Open, Place},
    say,
};
use crate::figures::publishing::{self, Withdrawal};

#[derive(Debug, Args)]
pub(super) struct Withdraw {
    #[command(flatten)]
    place: Place,
    /// 撤回原因，会公开显示
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// 由谁决定撤回；只在内部留存，不会公开
    #[arg(long, value_name = "NAME")]
    by: String,
    /// 恢复第几次发布的内容，默认是上一次；0 表示第一次发布之前，即没有数据
    #[arg(long, value_name = "N")]
    to: Option<u32>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

impl Withdraw {
    pub(super) fn run(&self) -> ExitCode {
        super::ended(ledger::run(self.withdraw()))
    }

    async fn withdraw(&self) -> anyhow::Result<()> {
        let Open { pack, ledger, moment } = self.place.open().await?;
        let withdrawal = Withdrawal { reason: &self.reason, by: &self.by, to: self.to };
        let withdrawn = publishing::withdraw(&ledger, &pack.plan, withdrawal, moment).await?;
        if self.json {
            say(json!({
                "v": 1,
                "plan": pack.plan.id,
                "publication": record_json(&withdrawn.record),
                "changes": changes::between(&withdrawn.before, &withdrawn.after),
                "rows": withdrawn.lines,
            }));
            return Ok(());
        }
        list(&withdrawn.lines);
        let publication = &withdrawn.record.publication;
        say(format_args!(
            "已撤回：{}现在公开的是第 {} 次发布，页面注明 {} 已更正；运行中的 zhice serve 几秒内换上",
            pack.plan.title.zh, publication.number, publication.published
        ));
        Ok(())
    }
}
