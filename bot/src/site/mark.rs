//! The file that says which files of a folder are ours, so that no other is ever deleted.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use shared::id::PlanId;

use super::Folder;

/// Its name.
pub(super) const MARK: &str = "zhice-site.json";

/// It is read up to so many bytes; a site of a thousand plans needs a hundredth.
const LONGEST: u64 = 64 * 1024 * 1024;

/// What it says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Mark {
    v: u8,
    made_by: String,
    plans: Vec<PlanId>,
    /// Every file written, by its path in the folder; this one is not among them.
    files: BTreeSet<PathBuf>,
}

impl Mark {
    /// The mark of a site.
    pub(super) fn of(plans: Vec<PlanId>, files: &Folder) -> Self {
        let files = files.keys().map(PathBuf::from).collect();
        Self { v: 2, made_by: "zhice render".to_owned(), plans, files }
    }

    /// As it is written.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        Ok(format!("{}\n", serde_json::to_string_pretty(self)?).into_bytes())
    }

    /// The mark of a folder, where there is one that can be read.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let mut text = Vec::new();
        File::open(folder.join(MARK))?.take(LONGEST).read_to_end(&mut text)?;
        Ok(serde_json::from_slice(&text)?)
    }

    /// What lies in the folder and was not written with this mark, by its path there. A folder that holds nothing of
    /// ours counts as one thing and is not looked into.
    pub(super) fn foreign(&self, folder: &Path) -> io::Result<BTreeSet<PathBuf>> {
        let folders: BTreeSet<&Path> = self.files.iter().flat_map(|file| file.ancestors().skip(1)).collect();
        let mut foreign = BTreeSet::new();
        let mut open = vec![PathBuf::new()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(folder.join(&next))? {
                let entry = entry?;
                let (path, kind) = (next.join(entry.file_name()), entry.file_type()?);
                if kind.is_dir() && folders.contains(path.as_path()) {
                    open.push(path);
                } else if !kind.is_file() || (path != Path::new(MARK) && !self.files.contains(&path)) {
                    foreign.insert(path);
                }
            }
        }
        Ok(foreign)
    }
}
