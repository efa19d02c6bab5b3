//! `zhice import policy`

mod file;
mod id;
mod report;
mod write;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use serde_json::json;
use shared::{
    date::Date,
    id::PolicyId,
    plan::Region,
    plan_text::Note,
    policy_text::{self, DraftPolicy, Level, Places},
};

use self::{file::Kept, write::Outcome};
use super::super::{Data, say};
use crate::{
    clock,
    documents::{self, Document},
    pack::{self, Fault, Faults},
};

/// So many files are read at once.
const MOST_FILES: usize = 200;

#[derive(Debug, Args)]
pub(in crate::commands) struct ImportPolicy {
    /// 政策文件原文（.txt、.md、.html 或 .docx），一份文件一个文档
    #[arg(required = true, num_args = 1..=MOST_FILES)]
    files: Vec<PathBuf>,
    /// 写入的数据包文件夹（写到其中的 policies）；不写则只显示读到的内容
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// 文件适用的地区；正文没有写明时必须给出
    #[arg(long, value_name = "NAME")]
    region: Option<String>,
    /// 替换内容不同的已有文件；人工补的 topics、links 和 sources 保留
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    data: Data,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// A document that was read, ready to be written.
#[derive(Debug)]
struct Prepared {
    file: PathBuf,
    id: PolicyId,
    policy: DraftPolicy,
    region: String,
    level: Level,
    outcome: Outcome,
}

impl ImportPolicy {
    pub(in crate::commands) fn run(&self) -> ExitCode {
        match self.import(clock::today()) {
            Ok(prepared) => {
                let told = |one: &Prepared| report::describe(one);
                say(if self.json {
                    json!({ "v": 1, "policies": prepared.iter().map(report::to_json).collect::<Vec<_>>() })
                        .to_string()
                } else {
                    prepared.iter().map(told).collect::<Vec<_>>().join("\n\n")
                });
                if let Some(out) = self.out.as_ref().filter(|_| !self.json) {
                    let folders = self.data.folders.iter().filter(|folder| *folder != out).chain([out]);
                    let folders: Vec<_> =
                        folders.map(|folder| format!("--data {}", folder.display())).collect();
                    eprintln!("请核对条款和待核事项，再运行 zhice check {}", folders.join(" "));
                }
                ExitCode::SUCCESS
            }
            Err(faults) => {
                if self.json {
                    say(json!({ "v": 1, "faults": faults.0 }));
                } else {
                    eprintln!("{faults}");
                }
                ExitCode::FAILURE
            }
        }
    }

    /// Reads all files, then writes them: nothing is written unless all are good.
    fn import(&self, today: Date) -> Result<Vec<Prepared>, Faults> {
        let regions = self.regions(today)?;
        let (mut prepared, mut faults) = (Vec::new(), Vec::new());
        for file in &self.files {
            match self.prepare(file, regions.as_deref(), today) {
                Ok(one) => prepared.push(one),
                Err(found) => faults.extend(found.0),
            }
        }
        faults.extend(twice(&prepared));
        if !faults.is_empty() {
            faults.sort();
            return Err(Faults(faults));
        }
        if let Some(out) = &self.out {
            write::all(out, &prepared).map_err(|fault| Faults(vec![fault]))?;
        }
        Ok(prepared)
    }

    /// The places of the pack that the documents are for; nothing where there is no pack yet.
    fn regions(&self, today: Date) -> Result<Option<Vec<Region>>, Faults> {
        let begun = self.out.clone().filter(|out| out.join("plan.toml").is_file());
        let folders =
            if self.data.folders.is_empty() { Vec::from_iter(begun) } else { self.data.folders.clone() };
        if folders.is_empty() {
            return Ok(None);
        }
        let packs = pack::load(&folders, today)?;
        Ok(Some(packs.into_iter().flat_map(|pack| pack.plan.regions).collect()))
    }

    fn prepare(&self, file: &Path, regions: Option<&[Region]>, today: Date) -> Result<Prepared, Faults> {
        let fault = |line, key: &str, message: String| Faults(vec![Fault::new(file, line, key, message)]);
        let document = documents::read(file).map_err(|error| {
            let (told, path) = (error.to_string(), file.display().to_string());
            let reason = told.replacen(&path, "", 1).replacen(" ：", "：", 1);
            fault(1, "", reason.trim_start_matches(['：', ' ']).to_owned())
        })?;
        let places = Places(regions.unwrap_or_default());
        let mut policy = policy_text::read(&document.about, &document.blocks, &places)
            .map_err(|error| fault(error.line(), "", error.to_string()))?;
        let id = id::of(file, policy.number.as_deref()).map_err(|error| fault(1, "id", error.to_string()))?;
        let region = self.region(&mut policy, regions).map_err(|message| fault(1, "region", message))?;
        let level = Level::of(&region);
        let mut one = Prepared { file: file.to_owned(), id, policy, region, level, outcome: Outcome::Shown };
        one.outcome = self.outcome(&one, &document, today)?;
        Ok(one)
    }

    /// The place: as the operator says, else as the text does.
    fn region(&self, policy: &mut DraftPolicy, regions: Option<&[Region]>) -> Result<String, String> {
        let known = || {
            let own = regions.unwrap_or_default().iter().filter(|region| !region.elsewhere);
            own.map(|region| region.name.zh.as_str()).collect::<Vec<_>>().join("、")
        };
        let said = self.region.clone().or_else(|| policy.region.clone()).ok_or_else(|| match regions {
            Some(_) => format!("没有读到适用的地区：请用 --region 写明，数据包里有 {}", known()),
            None => "没有读到适用的地区：请用 --region 写明".to_owned(),
        })?;
        let named = match regions {
            Some(regions) => Places(regions).named(&said).map(str::to_owned),
            None => Some(said.clone()),
        };
        let named = named
            .ok_or_else(|| format!("数据包的地区里没有“{said}”，有的是 {}：请用 --region 写明", known()))?;
        if let Some(text) = policy.region.as_ref().filter(|text| **text != named) {
            let text = format!("文件写的地区是“{text}”，按 --region 记作“{named}”");
            policy.notes.push(Note { text, source: policy.title.clone(), line: 1 });
        }
        Ok(named)
    }

    /// What becomes of the file in the pack.
    fn outcome(&self, one: &Prepared, document: &Document, today: Date) -> Result<Outcome, Faults> {
        let Some(out) = &self.out else { return Ok(Outcome::Shown) };
        let target = out.join("policies").join(format!("{}.md", one.id));
        let kept = Kept::of(&target)?;
        let text = file::render(one, document, today, kept.as_ref()).map_err(|error| {
            Faults(vec![Fault::new(&one.file, 1, "", format!("写不成数据包的格式：{error}"))])
        })?;
        let new = pack::read_policy(&target, &text)?;
        let clauses = one.policy.clauses.iter().zip(&new.clauses);
        if let Some((clause, _)) = clauses.into_iter().find(|(clause, written)| clause.text != written.text) {
            let message = format!("条款 {} 写进数据包后与原文不同，没有写；请检查这一条的第一行", clause.id);
            return Err(Faults(vec![Fault::new(&one.file, clause.line, "", message)]));
        }
        let Some(old) = kept.map(|kept| kept.policy) else { return Ok(Outcome::New { target, text }) };
        let changes = write::changes(&old, &new);
        match (changes.is_empty(), self.replace) {
            (true, _) => Ok(Outcome::Same { target }),
            (false, true) => Ok(Outcome::Replaced { target, text, changes }),
            (false, false) => {
                let message = format!(
                    "已有这份文件而内容不同（{}），不会覆盖：确认后加 --replace，或先移走",
                    changes.join("；")
                );
                Err(Faults(vec![Fault::new(&target, 1, "", message)]))
            }
        }
    }
}

/// Two documents that would be written to one file.
fn twice(prepared: &[Prepared]) -> Vec<Fault> {
    let mut first: HashMap<&PolicyId, &Path> = HashMap::new();
    let mut faults = Vec::new();
    for one in prepared {
        if let Some(other) = first.get(&one.id) {
            let message = format!("id {} 与 {} 相同：请把其中一个文件改名", one.id, other.display());
            faults.push(Fault::new(&one.file, 1, "id", message));
        }
        first.entry(&one.id).or_insert(&one.file);
    }
    faults
}

#[cfg(test)]
mod tests;
