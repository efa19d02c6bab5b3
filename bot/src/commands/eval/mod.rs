//! `zhice eval`: what the machine reads, against keys made by hand.

mod import;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum Eval {
    /// 方案导入：逐份文档比对任务、责任单位和目标
    Import(import::EvalImport),
}

impl Eval {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let Self::Import(import) = self;
        import.run()
    }
}
