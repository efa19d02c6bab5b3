//! `zhice render`

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::{
    Data,
    ledger::{self, Public},
    say,
};
use crate::{
    clock,
    site::{self, BasePath, Corrections, Shown},
};

#[derive(Debug, Args)]
pub(super) struct Render {
    #[command(flatten)]
    data: Data,
    /// 从数据库读已发布的数据；不写则只读数据包
    #[arg(long, env = "ZHICE_DB", value_name = "URL")]
    db: Option<String>,
    /// 写到哪个文件夹；已存在时只替换本命令以前生成的，里面有别的文件就不写入
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// 网站挂在哪个网址前缀下，如 /zhice；只影响供其他页面嵌入的片段，页面之间用相对地址
    #[arg(long, default_value = "", value_name = "/x")]
    base_path: String,
}

impl Render {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let base: BasePath = self.base_path.parse()?;
        let today = clock::today();
        let packs = self.data.load(today)?;
        let shown = ledger::run(async {
            let mut shown = Vec::new();
            for public in ledger::public(packs, self.db.as_deref()).await? {
                let Public { pack, figures, .. } = &public;
                let day = pack.day(today);
                let judged = figures.judged(&pack.plan, day);
                shown.push(Shown {
                    judged,
                    corrections: Corrections::of(pack),
                    offers: pack.offers(day),
                    library: pack.library(day),
                    inputs: figures.inputs(&pack.plan, day),
                    off: public.off.clone(),
                    entries: public.history().await?,
                });
            }
            Ok(shown)
        })?;
        let files = ledger::run(async { Ok(site::folder(&shown, &base).await?) }).context("网站没有生成")?;
        site::place(&files, &self.out).context("网站没有写入")?;
        say(format_args!("已生成 {} 个文件：{}", files.len(), self.out.display()));
        if !site::has_widget() {
            say("程序里没有交互组件，页面只有静态内容。");
        }
        Ok(())
    }
}
