//! `zhice embed`: what the webmaster of a portal needs.

use std::{
    fs::File,
    io::{self, Read},
    path::PathBuf,
};

use anyhow::{Context, anyhow, ensure};
use clap::{Args, Subcommand};
use shared::id::PlanId;

use super::{
    Data,
    ledger::{self, Public},
    output, say,
};
use crate::{
    clock,
    embed::check::{Checkup, MAX_HEADERS, Tier, Works, check},
    office::files::unread,
    site::{self, BasePath},
};

#[derive(Debug, Subcommand)]
pub(super) enum Embed {
    /// 检查门户页面的响应头：哪种嵌入方式可用，要改哪几行
    Check(Check),
    /// 把一个方案存成可以自行托管的 zip：静态片段、组件和固定的数据
    Zip(Zip),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// 响应头文件，如 curl -sI 网址 的输出；- 表示从标准输入读
    #[arg(default_value = "-", value_name = "FILE")]
    file: PathBuf,
    /// 门户的网址；策略里列了具体网址时用来比对
    #[arg(long, value_name = "URL")]
    origin: Option<String>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Zip {
    #[command(flatten)]
    data: Data,
    /// 从数据库读已发布的数据；不写则只读数据包
    #[arg(long, env = "ZHICE_DB", value_name = "URL")]
    db: Option<String>,
    /// 方案的 id
    plan: PlanId,
    /// 写到哪个文件
    #[arg(long, value_name = "FILE.zip")]
    out: PathBuf,
    /// 文件夹将放在门户的哪个网址前缀下，默认 /zhice-方案id
    #[arg(long, value_name = "/x")]
    at: Option<BasePath>,
}

impl Embed {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        match self {
            Self::Check(command) => command.run(),
            Self::Zip(command) => command.run(),
        }
    }
}

impl Check {
    fn run(&self) -> anyhow::Result<()> {
        let checkup = check(&self.headers()?, self.origin.as_deref())?;
        if self.json {
            say(serde_json::to_string(&checkup)?);
        } else {
            tell(&checkup);
        }
        Ok(())
    }

    /// The headers, read no further than they may be long.
    fn headers(&self) -> anyhow::Result<String> {
        let unreadable = |error: io::Error| anyhow!("{} 读不了：{}", self.file.display(), unread(&error));
        let mut bytes = Vec::new();
        let most = MAX_HEADERS as u64 + 1;
        if self.file.as_os_str() == "-" {
            io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(unreadable)?;
        } else {
            let file = File::open(&self.file).map_err(unreadable)?;
            file.take(most).read_to_end(&mut bytes).map_err(unreadable)?;
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn tell(checkup: &Checkup) {
    for verdict in &checkup.tiers {
        let tier = match verdict.tier {
            Tier::Plain => "纯文字片段",
            Tier::Snippet => "静态片段",
            Tier::Element => "交互组件",
            Tier::Iframe => "iframe 页面",
        };
        let works = match verdict.works {
            Works::Yes => "可用",
            Works::Partly => "部分可用",
            Works::No => "不可用",
        };
        say(format_args!("{tier}：{works}"));
        verdict.reasons.iter().for_each(|reason| say(format_args!("　原因：{reason}")));
        verdict.change.iter().for_each(|line| say(format_args!("　改为：{line}")));
    }
    checkup.remarks.iter().for_each(|remark| say(format_args!("注：{remark}")));
}

impl Zip {
    fn run(&self) -> anyhow::Result<()> {
        let packs = self.data.load(clock::today())?;
        let known: Vec<String> = packs.iter().map(|pack| pack.plan.id.to_string()).collect();
        let files = ledger::run(async {
            let mut public = ledger::public(packs, self.db.as_deref()).await?;
            let at = public.iter().position(|public| public.pack.plan.id == self.plan);
            let at = at.with_context(|| format!("没有方案“{}”：可用的有 {}", self.plan, known.join("、")))?;
            let Public { pack, figures, off, .. } = public.swap_remove(at);
            ensure!(
                off.is_none(),
                "{} 正在暂停显示，没有生成；恢复显示用 zhice switch on {}",
                self.plan,
                self.plan
            );
            let judged = figures.judged(&pack.plan, pack.day(clock::today()));
            let place = match &self.at {
                Some(at) => at.clone(),
                None => site::usual_place(&judged.snapshot).parse()?,
            };
            Ok(site::frozen(&judged, &place).await?)
        })?;
        output::write_new(&self.out, &site::zipped(&files)?)?;
        say(format_args!("已写入 {}（{} 个文件），用法见其中的 README.txt", self.out.display(), files.len()));
        if !site::has_widget() {
            say("程序里没有交互组件，只有静态内容。");
        }
        Ok(())
    }
}
