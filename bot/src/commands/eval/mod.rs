//! `zhice eval`: what the machine reads, against keys made by hand.

mod answers;
mod import;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum Eval {
    /// 方案导入：逐份文档比对任务、责任单位和目标
    Import(import::EvalImport),
    /// 问答：逐题比对依据、数字和该不该答
    Answers(answers::EvalAnswers),
}

impl Eval {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        match self {
            Self::Import(import) => import.run(),
            Self::Answers(answers) => answers.run(),
        }
    }
}
