//! `zhice figures`: the template, staging, and what waits.

pub(super) mod sheet;

use std::{fs::File, io::Read as _, path::PathBuf, process::ExitCode};

use anyhow::{Context, anyhow};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shared::changes;

use super::{
    ledger::{self, Chosen, Open, Place, Read},
    output, say,
};
use crate::{
    figures::{
        Batch, FiguresError, Line, Origin, Record,
        sheet::{Faults, Kind, MAX_FILE, Rows, read, template},
        staging::{self, Staged},
    },
    office::files::unread,
};

#[derive(Debug, Subcommand)]
pub(super) enum Figures {
    /// 生成填写表（.xlsx）
    Template(Template),
    /// 暂存填好的表，等待审核；有一处错误就什么都不存
    Stage(Stage),
    /// 列出待审核的批次和历次发布
    List(List),
    /// 撤下一个待审核的批次
    Drop(Drop),
    /// 补写一次发布的审核单（.docx）
    Sheet(sheet::Sheet),
}

#[derive(Debug, Args)]
pub(super) struct Template {
    #[command(flatten)]
    chosen: Chosen,
    /// 写到哪个文件
    #[arg(long, value_name = "FILE.xlsx")]
    out: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Stage {
    #[command(flatten)]
    place: Place,
    /// 填好的表（.xlsx 或 .csv）
    file: PathBuf,
    /// 编制人；不写则在发布时指明
    #[arg(long, value_name = "NAME")]
    prepared_by: Option<String>,
    /// 只检查和显示变动，不暂存
    #[arg(long)]
    dry_run: bool,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    place: Place,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Drop {
    #[command(flatten)]
    place: Place,
    /// 批次编号
    batch: i64,
}

impl Figures {
    pub(super) fn run(&self) -> ExitCode {
        let run = match self {
            Self::Template(command) => command.run(),
            Self::Stage(command) => return command.run(),
            Self::List(command) => command.run(),
            Self::Drop(command) => command.run(),
            Self::Sheet(command) => command.run(),
        };
        super::ended(run)
    }
}

impl Template {
    fn run(&self) -> anyhow::Result<()> {
        let pack = self.chosen.pack()?;
        let bytes = template(&pack.plan).context("生成不了填写表")?;
        output::write_new(&self.out, &bytes)?;
        say(format_args!("已写入 {}；填好后运行 zhice figures stage", self.out.display()));
        Ok(())
    }
}

/// Why a file could not be staged.
enum NotStaged {
    Rows(Faults),
    Other(anyhow::Error),
}

impl NotStaged {
    fn of(error: FiguresError) -> Self {
        match error {
            FiguresError::Contradiction(faults) => Self::Rows(faults),
            error => Self::Other(error.into()),
        }
    }
}

impl<E: Into<anyhow::Error>> From<E> for NotStaged {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

impl Stage {
    fn run(&self) -> ExitCode {
        let staged = ledger::run(async { Ok(self.stage().await) });
        match staged.unwrap_or_else(|error| Err(NotStaged::Other(error))) {
            Ok(staged) => {
                self.tell(&staged);
                ExitCode::SUCCESS
            }
            Err(NotStaged::Rows(faults)) => {
                if self.json {
                    say(json!({ "v": 1, "faults": faults.0 }));
                } else {
                    eprintln!("{faults}");
                }
                ExitCode::FAILURE
            }
            Err(NotStaged::Other(error)) => super::ended(Err(error)),
        }
    }

    async fn stage(&self) -> Result<Staged, NotStaged> {
        let (kind, bytes) = self.bytes()?;
        if self.dry_run {
            let Read { pack, ledger, moment } = self.place.read().await?;
            let rows: Rows = read(&bytes, kind, &pack.plan, moment.day).map_err(NotStaged::Rows)?;
            return staging::preview(ledger.as_ref(), &pack, rows, moment).await.map_err(NotStaged::of);
        }
        let Open { pack, ledger, moment } = self.place.open().await?;
        let rows: Rows = read(&bytes, kind, &pack.plan, moment.day).map_err(NotStaged::Rows)?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let file = staging::File {
            name: &name,
            sha256: &format!("{:x}", Sha256::digest(&bytes)),
            prepared_by: self.prepared_by.as_deref(),
        };
        staging::stage(&ledger, &pack.plan, rows, file, moment).await.map_err(NotStaged::of)
    }

    /// The file, read no further than it may be long.
    fn bytes(&self) -> Result<(Kind, Vec<u8>), NotStaged> {
        let kind = Kind::of(&self.file).map_err(NotStaged::Rows)?;
        let unreadable = |error| anyhow!("{} 读不了：{}", self.file.display(), unread(&error));
        let file = File::open(&self.file).map_err(unreadable)?;
        let mut bytes = Vec::new();
        file.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok((kind, bytes))
    }

    fn tell(&self, staged: &Staged) {
        if self.json {
            say(json!({
                "v": 1,
                "batch": staged.batch,
                "added": staged.added,
                "revised": staged.revised,
                "unchanged": staged.unchanged,
                "changes": changes::between(&staged.before, &staged.after),
                "rows": staged.lines,
            }));
            return;
        }
        list(&staged.lines);
        let Staged { added, revised, unchanged, .. } = staged;
        say(format_args!("新增 {added} 行，更正 {revised} 行，与现有数据相同 {unchanged} 行"));
        match staged.batch {
            Some(batch) => say(format_args!("已暂存为批次 {batch}，尚未公开；审核后运行 zhice publish")),
            None if self.dry_run => say("这是试运行，什么都没有存"),
            None => say("没有新内容，不需要暂存"),
        }
    }
}

/// A difference, a line each.
pub(super) fn list(lines: &[Line]) {
    lines.iter().for_each(say);
}

impl List {
    fn run(&self) -> anyhow::Result<()> {
        let (waiting, publications) = ledger::run(async {
            let Read { ledger, .. } = self.place.read().await?;
            let Some(ledger) = ledger else { return Ok((Vec::new(), Vec::new())) };
            Ok((ledger.waiting().await?, ledger.publications().await?))
        })?;
        if self.json {
            let waiting: Vec<Value> = waiting.iter().map(batch_json).collect();
            let publications: Vec<Value> = publications.iter().map(record_json).collect();
            say(json!({ "v": 1, "waiting": waiting, "publications": publications }));
            return Ok(());
        }
        if waiting.is_empty() {
            say("没有待审核的批次");
        }
        for Batch { id, file, rows, sha256, .. } in &waiting {
            let digest = sha256.get(..12).unwrap_or_default();
            say(format_args!("待审核：批次 {id}　{file}　{rows} 行　SHA-256 {digest}"));
        }
        for record in &publications {
            let how = match record.origin {
                Origin::Seed => "数据包自带的数据".to_owned(),
                Origin::Publish => "审核后发布".to_owned(),
                Origin::Withdraw { restores: 0 } => "撤回，恢复到第一次发布之前".to_owned(),
                Origin::Withdraw { restores } => format!("撤回，恢复第 {restores} 次发布的内容"),
            };
            let public = if Some(record) == publications.last() { "　← 目前公开" } else { "" };
            say(format_args!(
                "第 {} 次发布　{}　{how}{public}",
                record.publication.number, record.publication.published
            ));
        }
        Ok(())
    }
}

fn batch_json(batch: &Batch) -> Value {
    json!({ "id": batch.id, "file": batch.file, "sha256": batch.sha256, "rows": batch.rows, "staged_at": batch.staged_at })
}

/// A publication without its people.
pub(super) fn record_json(record: &Record) -> Value {
    let (kind, restores) = match record.origin {
        Origin::Seed => ("seed", None),
        Origin::Publish => ("publish", None),
        Origin::Withdraw { restores } => ("withdraw", Some(restores)),
    };
    json!({
        "number": record.publication.number,
        "published": record.publication.published,
        "corrected": record.publication.corrected,
        "kind": kind,
        "restores": restores,
    })
}

impl Drop {
    fn run(&self) -> anyhow::Result<()> {
        let dropped = ledger::run(async {
            let open = self.place.as_it_is().await?;
            let Open { ledger, moment, .. } = open.ok_or(FiguresError::NoBatch(self.batch))?;
            Ok(staging::drop_batch(&ledger, self.batch, moment).await?)
        })?;
        say(format_args!("已撤下批次 {}（{}，{} 行）", dropped.id, dropped.file, dropped.rows));
        Ok(())
    }
}
