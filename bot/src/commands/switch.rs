//! `zhice switch`: takes everything that is shown of a plan down at once, and puts it back.

use std::env;

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use shared::id::PlanId;

use super::{Data, ledger, ledger::Database, say};
use crate::{
    clock,
    delivery::{Clock, System},
    figures::{Ledger, Moment, Switched},
    store::Store,
};

#[derive(Debug, Subcommand)]
pub(super) enum Switch {
    /// 立即暂停显示一个方案：页面、片段和数据接口只给出说明
    Off(Off),
    /// 恢复显示
    On(On),
    /// 列出各方案是否显示，以及历次操作
    List(List),
}

/// Where the plans and the database are.
#[derive(Debug, Args)]
struct Where {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    database: Database,
}

#[derive(Debug, Args)]
pub(super) struct Off {
    /// 方案的 id
    plan: PlanId,
    /// 暂停显示的原因，会公开显示
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// 由谁操作，默认是系统用户名；只在内部留存，不会公开
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    at: Where,
}

#[derive(Debug, Args)]
pub(super) struct On {
    /// 方案的 id
    plan: PlanId,
    /// 由谁操作，默认是系统用户名；只在内部留存，不会公开
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    at: Where,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// 输出 JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    at: Where,
}

impl Switch {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        match self {
            Self::Off(command) => ledger::run(command.run()),
            Self::On(command) => ledger::run(command.run()),
            Self::List(command) => ledger::run(command.run()),
        }
    }
}

impl Where {
    /// The ledgers of all plans.
    async fn ledgers(&self) -> anyhow::Result<Vec<Ledger>> {
        let packs = self.data.load(clock::today())?;
        // A database made here would be another one than that of the service.
        let known = Store::read(&self.database.db).await?;
        ensure!(
            known.is_some(),
            "{} 里还没有数据库：请用 --db 指明 zhice serve 所用的那一个",
            self.database.db
        );
        let store = Store::open(&self.database.db).await?;
        Ok(packs.iter().map(|pack| Ledger::as_it_is(store.clone(), pack)).collect())
    }

    async fn ledger(&self, plan: &PlanId) -> anyhow::Result<Ledger> {
        let mut ledgers = self.ledgers().await?;
        let at = ledgers.iter().position(|ledger| ledger.plan() == plan);
        let known: Vec<&str> = ledgers.iter().map(|ledger| ledger.plan().as_str()).collect();
        let at = at.with_context(|| format!("没有方案“{plan}”：可用的有 {}", known.join("、")))?;
        Ok(ledgers.swap_remove(at))
    }
}

impl Off {
    async fn run(&self) -> anyhow::Result<()> {
        let ledger = self.at.ledger(&self.plan).await?;
        let off = ledger.switch_off(&self.reason, &who(self.by.as_deref())?, now()).await?;
        say(format_args!(
            "已暂停显示：{}，自 {} 起，原因：{}；运行中的 zhice serve 从下一次访问起只给出这一说明，静态网站请重新运行 zhice render",
            self.plan, off.since, off.reason
        ));
        Ok(())
    }
}

impl On {
    async fn run(&self) -> anyhow::Result<()> {
        let ledger = self.at.ledger(&self.plan).await?;
        if ledger.switch_on(&who(self.by.as_deref())?, now()).await? {
            say(format_args!("已恢复显示：{}；静态网站请重新运行 zhice render", self.plan));
        } else {
            say(format_args!("{} 本来就在显示，没有改动", self.plan));
        }
        Ok(())
    }
}

impl List {
    async fn run(&self) -> anyhow::Result<()> {
        let mut plans = Vec::new();
        for ledger in self.at.ledgers().await? {
            let (off, switched) = (ledger.off().await?, ledger.switched().await?);
            if self.json {
                let switched: Vec<Value> = switched.iter().map(switched_json).collect();
                plans.push(json!({ "plan": ledger.plan(), "off": off, "switched": switched }));
                continue;
            }
            let state = match off {
                Some(off) => format!("暂停显示，自 {} 起，原因：{}", off.since, off.reason),
                None => "显示".to_owned(),
            };
            say(format_args!("{}　{state}", ledger.plan()));
            for Switched { reason, by, day } in &switched {
                match reason {
                    Some(reason) => say(format_args!("　{day}　{by}　暂停：{reason}")),
                    None => say(format_args!("　{day}　{by}　恢复")),
                }
            }
        }
        if self.json {
            say(json!({ "v": 1, "plans": plans }));
        }
        Ok(())
    }
}

fn switched_json(switched: &Switched) -> Value {
    let Switched { reason, by, day } = switched;
    json!({ "state": if reason.is_some() { "off" } else { "on" }, "reason": reason, "by": by, "day": day })
}

/// Who switches: as named, else the user of the system.
fn who(named: Option<&str>) -> anyhow::Result<String> {
    let user = || ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| env::var(name).ok());
    named.map(str::to_owned).or_else(user).context("不知道由谁操作：请用 --by 写上姓名")
}

/// This moment; also for a demonstration, which is taken down today and not on the day it is frozen at.
fn now() -> Moment {
    Moment { millis: System.now(), day: clock::today() }
}
