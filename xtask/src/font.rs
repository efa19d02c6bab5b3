//! The font of the pictures: cut by `bot/fonts/subset.py`, which needs Python with fonttools, and Debian's fonts-noto-cjk.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::guards::files_below;
use crate::project::{Project, run};

/// The most bytes that it may have.
const LARGEST: u64 = 1_200_000;

/// Cuts it anew.
pub(crate) fn cut(project: &Project) -> Result<()> {
    // The system's own: distributions install fonttools for it.
    let python = ["/usr/bin/python3", "python3"].into_iter().find(|python| has_fonttools(python));
    let python = python.context("no Python has fonttools: install python3-fonttools and fonts-noto-cjk")?;
    run(Command::new(python).current_dir(&project.root).arg("bot/fonts/subset.py"))
}

fn has_fonttools(python: &str) -> bool {
    Command::new(python).args(["-c", "import fontTools"]).output().is_ok_and(|output| output.status.success())
}

/// Whether what a file says can come into a picture: how people ask is only read.
fn is_drawn(path: &Path) -> bool {
    let asked = path.parent().is_some_and(|folder| folder.ends_with("asked"));
    !asked && !path.ends_with("words.toml") && !path.ends_with("unheld.toml")
}

/// What is wrong with the font: its size, and characters of the packs that it lacks.
pub(crate) fn faults(root: &Path) -> Result<Vec<String>> {
    let font = root.join("bot/fonts");
    let size = fs::metadata(font.join("pictures.otf")).context("bot/fonts/pictures.otf")?.len();
    let list = fs::read_to_string(font.join("characters.txt")).context("bot/fonts/characters.txt")?;
    let known: BTreeSet<char> = list.chars().collect();
    let mut faults = Vec::new();
    if size > LARGEST {
        faults.push(format!("bot/fonts/pictures.otf: {size} bytes, and at most {LARGEST} are allowed"));
    }
    let files = files_below(&root.join("data"), &["toml", "csv", "md", "txt"])?;
    for path in files.into_iter().filter(|path| is_drawn(path)) {
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let lacking: BTreeSet<char> =
            text.chars().filter(|c| !c.is_control() && !c.is_whitespace() && !known.contains(c)).collect();
        let path = path.strip_prefix(root).unwrap_or(&path).display();
        faults.extend(lacking.iter().map(|c| {
            format!("{path}: `{c}` is not in the font of the pictures: run `cargo xtask font` and commit what it writes")
        }));
    }
    Ok(faults)
}
