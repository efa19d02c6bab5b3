//! `zhice ask`

use std::{
    io::{self, Read},
    sync::Arc,
};

use anyhow::Context;
use clap::Args;
use serde_json::{Value, json};
use shared::answer::Answer;

use super::{AsOf, Data, advised, desks, say};
use crate::{
    answer::{self, AtDesk},
    dialogue,
};

/// A question on standard input of at most this many bytes is read.
const MAX_INPUT: u64 = 64 * 1024;

#[derive(Debug, Args)]
pub(super) struct Ask {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    as_of: AsOf,
    /// 之前问过的问题，可多次给出，先问的在前
    #[arg(long = "after", value_name = "EARLIER_QUESTION")]
    earlier: Vec<String>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
    /// 问题；写 - 则从标准输入读
    question: String,
}

impl Ask {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let desks = Arc::new(advised(desks(self.as_of.packs(&self.data)?)?)?);
        let day = self.as_of.day();
        let answer = match self.question()? {
            Some(question) => {
                let asked = Arc::new(AtDesk { desks, plan: None, day: Some(day) });
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                runtime.block_on(dialogue::answer(asked, self.earlier.clone(), question))?
            }
            None => answer::refused_as_too_large(day),
        };
        if self.json {
            say(to_json(&answer));
        } else {
            say(answer.to_text());
        }
        Ok(())
    }

    /// The question, or nothing where standard input holds more than a question can be.
    fn question(&self) -> anyhow::Result<Option<String>> {
        if self.question != "-" {
            return Ok(Some(self.question.clone()));
        }
        let mut bytes = Vec::new();
        io::stdin().lock().take(MAX_INPUT + 1).read_to_end(&mut bytes).context("读不了标准输入")?;
        let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_INPUT);
        Ok(fits.then(|| String::from_utf8_lossy(&bytes).into_owned()))
    }
}

/// The stable JSON form of an answer.
fn to_json(answer: &Answer) -> Value {
    json!({
        "v": 1,
        "status": answer.status,
        "intent": answer.intent,
        "text": answer.to_text(),
        "citations": answer.citations,
        "as_of": answer.as_of,
        "suggestions": answer.suggestions,
    })
}
