//! `zhice check`

use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use super::{Data, say};
use crate::{clock, pack};

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    data: Data,
    /// 按公开的要求检查：不得有 *.gov.cn 以外的链接，不得只依据转载页
    #[arg(long)]
    publish: bool,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(super) fn run(&self) -> ExitCode {
        let folders = match self.data.folders() {
            Ok(folders) => folders,
            Err(error) => {
                if self.json {
                    let fault = json!({ "file": "", "line": 1, "key": "", "message": error.to_string() });
                    say(json!({ "v": 1, "faults": [fault] }));
                } else {
                    eprintln!("错误：{error:#}");
                }
                return ExitCode::FAILURE;
            }
        };
        let load = if self.publish { pack::load_for_publishing } else { pack::load };
        let found = load(&folders, clock::today());
        if self.json {
            let faults = found.as_ref().err().map(|faults| faults.0.clone()).unwrap_or_default();
            say(json!({ "v": 1, "faults": faults }));
        }
        match found {
            Ok(packs) => {
                if !self.json {
                    packs.iter().for_each(describe);
                }
                ExitCode::SUCCESS
            }
            Err(faults) => {
                if !self.json {
                    eprintln!("{faults}");
                }
                ExitCode::FAILURE
            }
        }
    }
}

fn describe(pack: &pack::Pack) {
    let plan = &pack.plan;
    say(format_args!("{}（{}）没有错误", plan.title.zh, plan.id));
    say(format_args!(
        "  目标 {}　任务 {}　责任单位 {}　保障措施 {}　数据 {}　任务进展 {}",
        plan.indicators.len(),
        plan.tasks.len(),
        plan.unit_names().len(),
        plan.safeguards.len(),
        pack.observations.len(),
        pack.updates.len(),
    ));
    say(format_args!(
        "  政策文件 {}　事项 {}　服务 {}　窗口 {}　培训 {}　问答 {}　答复 {}",
        pack.policies.len(),
        pack.schemes.len(),
        pack.services.len(),
        pack.windows.len(),
        pack.sessions.len(),
        pack.faqs.len(),
        pack.replies.len(),
    ));
}
