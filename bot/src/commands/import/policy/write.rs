//! What is written, and what it changes.

use std::{
    fs,
    path::{Path, PathBuf},
};

use shared::policy::{Clause, Policy};

use super::Prepared;
use crate::{office::files::unwritten, pack::Fault};

/// What becomes of a document.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Nothing is to be written.
    Shown,
    /// A new file.
    New { target: PathBuf, text: String },
    /// The file that is there says the same.
    Same { target: PathBuf },
    /// The file that is there is replaced.
    Replaced { target: PathBuf, text: String, changes: Vec<String> },
}

/// Writes all files: each whole beside its place first, then all are moved there.
pub(super) fn all(out: &Path, prepared: &[Prepared]) -> Result<(), Fault> {
    let folder = out.join("policies");
    fs::create_dir_all(&folder)
        .map_err(|error| Fault::new(&folder, 1, "", format!("建不了文件夹：{}", unwritten(&error))))?;
    let files: Vec<(&PathBuf, &String)> = prepared.iter().filter_map(|one| one.outcome.file()).collect();
    // A pack does not read what begins with a point.
    let beside =
        |target: &Path| folder.join(format!(".{}.new", target.file_name().unwrap_or_default().display()));
    let fault = |target: &Path, error: &std::io::Error| {
        Fault::new(target, 1, "", format!("写不了：{}", unwritten(error)))
    };
    for (target, text) in &files {
        fs::write(beside(target), text).map_err(|error| fault(target, &error))?;
    }
    for (target, _) in &files {
        fs::rename(beside(target), target).map_err(|error| fault(target, &error))?;
    }
    Ok(())
}

impl Outcome {
    fn file(&self) -> Option<(&PathBuf, &String)> {
        match self {
            Self::New { target, text } | Self::Replaced { target, text, .. } => Some((target, text)),
            Self::Shown | Self::Same { .. } => None,
        }
    }
}

/// What a new text changes, in words; nothing where only the day it was read differs.
pub(super) fn changes(old: &Policy, new: &Policy) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or("无".to_owned());
    let date =
        |date: Option<shared::date::PartialDate>| date.map_or("无".to_owned(), |date| date.to_string());
    let word = |policy: &Policy| policy.status.word(shared::lang::Lang::Zh).to_owned();
    let fields = [
        ("标题", old.title.clone(), new.title.clone()),
        ("发布机构", text(&old.issuer), text(&new.issuer)),
        ("文号", text(&old.number), text(&new.number)),
        ("地区", old.region.clone(), new.region.clone()),
        ("效力", word(old), word(new)),
        ("成文日期", date(old.written), date(new.written)),
        ("发布日期", date(old.published), date(new.published)),
        ("施行日期", date(old.effective), date(new.effective)),
        ("失效日期", date(old.expires), date(new.expires)),
    ];
    let mut changes: Vec<String> = fields
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(name, old, new)| format!("{name} {old} → {new}"))
        .collect();
    if old.read != new.read {
        changes.push("改为照录原文".to_owned());
    }
    let other = |of: &Policy, clause: &Clause| of.clauses.iter().find(|other| other.id == clause.id).cloned();
    for clause in &new.clauses {
        match other(old, clause) {
            None => changes.push(format!("新增条款 {}", clause.id)),
            Some(before) if before != *clause => changes.push(format!("条款 {} 有改动", clause.id)),
            Some(_) => {}
        }
    }
    let dropped = old.clauses.iter().filter(|clause| other(new, clause).is_none());
    changes.extend(dropped.map(|clause| format!("删除条款 {}", clause.id)));
    changes
}
