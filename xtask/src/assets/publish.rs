//! Putting the built files where the service and the pages find them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Puts the files into the folder, each by a rename, then removes what does not belong there: a server that reads the
/// folder meanwhile finds whole files, and the old loader's assets until the new loader is in place.
pub(super) fn publish(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    let parent = folder.parent().context("the assets' folder has no parent")?;
    let staging = parent.join(format!(".staging-{}", std::process::id()));
    remove(&staging)?;
    for (name, content) in files {
        write(&staging.join(name), content)?;
    }
    for (name, _) in files {
        let to = folder.join(name);
        make_parent(&to)?;
        fs::rename(staging.join(name), &to).with_context(|| format!("cannot replace {}", to.display()))?;
    }
    remove(&staging)?;
    let keep: BTreeSet<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    remove_others(folder, &keep)
}

/// Removes every file below the folder that is not to be kept, and the folders this empties.
fn remove_others(folder: &Path, keep: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if keep.contains(&path) {
            continue;
        }
        if !keep.iter().any(|kept| kept.starts_with(&path)) {
            remove(&path)?;
        } else if path.is_dir() {
            remove_others(&path, keep)?;
        }
    }
    Ok(())
}

pub(super) fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

pub(super) fn write(path: &Path, content: &[u8]) -> Result<()> {
    make_parent(path)?;
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

fn make_parent(path: &Path) -> Result<()> {
    let parent = path.parent().context("a path without a folder")?;
    fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))
}
