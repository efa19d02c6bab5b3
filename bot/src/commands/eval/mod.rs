//! `zhice eval`: what the machine reads and finds, against keys made by hand.

mod answers;
mod fit;
mod import;
mod retrieval;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum Eval {
    /// 方案导入：逐份文档比对任务、责任单位和目标
    Import(import::EvalImport),
    /// 检索：在一批文档里查一批问题，按标准答案评分
    Retrieval(retrieval::EvalRetrieval),
    /// 拒答门槛：给出各门槛下答复了多少该答的、误答了多少不该答的
    Calibrate(retrieval::Calibrate),
    /// 问答：逐题比对依据、数字和该不该答
    Answers(answers::EvalAnswers),
    /// 拟合：各种线索各占多少分量
    Fit(fit::Fit),
}

impl Eval {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        match self {
            Self::Import(command) => command.run(),
            Self::Retrieval(command) => command.run(),
            Self::Calibrate(command) => command.run(),
            Self::Answers(command) => command.run(),
            Self::Fit(command) => command.run(),
        }
    }
}
