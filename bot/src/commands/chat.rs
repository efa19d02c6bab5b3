//! `zhice chat`: a conversation at the console.

use std::io::{self, BufRead, Write};

use clap::Args;

use super::{AsOf, Data, desks, say};
use crate::dialogue::EARLIER;

#[derive(Debug, Args)]
pub(super) struct Chat {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    as_of: AsOf,
}

impl Chat {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let desks = desks(self.as_of.packs(&self.data)?)?;
        say("知策自动应答（不是人工）。输入问题后回车；空行或 Ctrl-D 结束。");
        let mut earlier: Vec<String> = Vec::new();
        let mut lines = io::stdin().lock().lines();
        loop {
            let mut prompt = io::stdout().lock();
            let _ = write!(prompt, "问> ").and_then(|()| prompt.flush());
            drop(prompt);
            let Some(line) = lines.next().transpose()?.filter(|line| !line.trim().is_empty()) else {
                return Ok(());
            };
            if let Some(answer) = desks.answer(&earlier, &line, self.as_of.day()) {
                say(format_args!("\n{}\n", answer.to_text()));
            }
            earlier.push(line);
            let excess = earlier.len().saturating_sub(EARLIER);
            earlier.drain(..excess);
        }
    }
}
