//! The command line. Exit codes: 0 done, 1 a fault the user can mend, 2 wrong usage.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line speaks on its standard streams"
)]

mod ask;
mod chat;
mod check;
mod embed;
mod eval;
mod figures;
mod import;
mod ledger;
mod output;
mod progress;
mod publish;
mod render;
mod report;
mod serve;
mod switch;
mod withdraw;

use std::{
    env,
    fmt::Display,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
};

use anyhow::{Context, bail};
use clap::{Args, Parser, Subcommand};
use shared::date::Date;

use crate::{
    answer::{Desk, Desks},
    clock, exports,
    model::{self, Model},
    pack::{self, Pack},
};

/// 知策：方案目标完成情况与惠企政策问答
#[derive(Debug, Parser)]
#[command(name = "zhice", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 启动网站和消息服务
    Serve(serve::Serve),
    /// 回答一个问题
    Ask(ask::Ask),
    /// 在控制台对话
    Chat(chat::Chat),
    /// 显示目标完成情况
    Progress(progress::Progress),
    /// 导入已公布的文件
    #[command(subcommand)]
    Import(import::Import),
    /// 检查数据包，一次列出全部错误
    Check(check::Check),
    /// 按人工答案评分
    #[command(subcommand)]
    Eval(eval::Eval),
    /// 数据录入：生成填写表、暂存填好的表、查看和撤下待审核的批次
    #[command(subcommand)]
    Figures(figures::Figures),
    /// 发布待审核的数据：显示变动，审核签发后公开
    Publish(publish::Publish),
    /// 撤回刚发布的数据：恢复此前公开的内容，并注明已更正
    Withdraw(withdraw::Withdraw),
    /// 生成 Word 报告：某季度的进展，或方案期满后的期末完成情况
    Report(report::Report),
    /// 生成整个静态网站，不需要服务器
    Render(render::Render),
    /// 网站管理员用：检查响应头、生成自行托管的 zip
    #[command(subcommand)]
    Embed(embed::Embed),
    /// 立即暂停或恢复显示一个方案
    #[command(subcommand)]
    Switch(switch::Switch),
    /// 输出接口数据的 JSON Schema
    Schema,
}

/// Where the data is.
#[derive(Debug, Args)]
struct Data {
    /// 数据包文件夹，可多次给出；同一方案的后者覆盖前者。默认取环境变量 ZHICE_DATA，再取 ./data/gongshu
    #[arg(long = "data", value_name = "DIR")]
    folders: Vec<PathBuf>,
}

impl Data {
    /// The folders named, or the default ones; never the demonstration.
    fn folders(&self) -> anyhow::Result<Vec<PathBuf>> {
        if !self.folders.is_empty() {
            return Ok(self.folders.clone());
        }
        if let Some(named) = env::var_os("ZHICE_DATA").filter(|value| !value.is_empty()) {
            return Ok(env::split_paths(&named).collect());
        }
        let default = PathBuf::from("data/gongshu");
        if default.is_dir() {
            return Ok(vec![default]);
        }
        bail!(
            "没有找到数据包：请用 --data DIR 指明，或设置环境变量 ZHICE_DATA（默认位置 ./data/gongshu 不存在）"
        )
    }

    fn load(&self, today: Date) -> anyhow::Result<Vec<Pack>> {
        let folders = self.folders()?;
        pack::load(&folders, today).context("数据包有错误")
    }
}

/// The day to answer as of.
#[derive(Debug, Args)]
struct AsOf {
    /// 按哪一天回答，默认今天（北京时间）
    #[arg(long = "as-of", value_name = "DATE", value_parser = clock::day)]
    date: Option<Date>,
}

impl AsOf {
    fn day(&self) -> Date {
        self.date.unwrap_or_else(clock::today)
    }

    /// The packs as of the day asked for, which wins over the day a demonstration pack fixes.
    fn packs(&self, data: &Data) -> anyhow::Result<Vec<Pack>> {
        // A pack that fixes a day already there is whole, whatever earlier day is asked for.
        let mut packs = data.load(self.day().max(clock::today()))?;
        if self.date.is_some() {
            for pack in &mut packs {
                pack.plan.as_of = self.date;
            }
        }
        Ok(packs)
    }
}

/// Writes a line to standard output. A reader that has gone away, as `head` does, is no fault.
fn say(text: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// A desk for each pack.
fn desks(packs: Vec<Pack>) -> anyhow::Result<Desks> {
    let desk = |pack| Desk::new(Arc::new(pack), clock::today);
    let desks = packs.into_iter().map(desk).collect::<Result<_, _>>()?;
    Ok(Desks::new(desks, clock::today))
}

/// The desks, with the language model to ask if the environment names one.
fn advised(desks: Desks) -> anyhow::Result<Desks> {
    let Some(config) = model::Config::from_env()? else { return Ok(desks) };
    let model = Model::new(&config)?;
    tracing::info!(host = config.url.host_str(), "a language model is asked where an answer is not sure");
    Ok(desks.advised_by(Arc::new(model)))
}

/// Runs the command line.
pub fn main() -> ExitCode {
    let run = match Cli::parse().command {
        Command::Serve(command) => command.run(),
        Command::Ask(command) => command.run(),
        Command::Chat(command) => command.run(),
        Command::Progress(command) => command.run(),
        Command::Import(command) => return command.run(),
        Command::Check(command) => return command.run(),
        Command::Eval(command) => command.run(),
        Command::Figures(command) => return command.run(),
        Command::Publish(command) => return command.run(),
        Command::Withdraw(command) => return command.run(),
        Command::Report(command) => command.run(),
        Command::Render(command) => command.run(),
        Command::Embed(command) => command.run(),
        Command::Switch(command) => command.run(),
        Command::Schema => {
            say(exports::schema().trim_end());
            Ok(())
        }
    };
    ended(run)
}

/// The exit code, with the error told.
fn ended(run: anyhow::Result<()>) -> ExitCode {
    match run {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("错误：{error:#}");
            ExitCode::FAILURE
        }
    }
}
