//! Mutation testing of the method: every change that a tool can make to its lines must be noticed by a test, or stand in
//! docs/MUTANTS.md with the reason why it changes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use sha2::{Digest as _, Sha256};

use crate::project::{Project, run};

/// What is mutated, with its tests.
const METHOD: &str = "shared/src/method";
/// What the verdicts rest on: the lines with their tests, the words of the method, and its numbers and days.
const BASIS: [&str; 4] = [METHOD, "docs/METHOD.md", "shared/src/quantity.rs", "shared/src/date.rs"];
const REPORT: &str = "docs/MUTANTS.md";
const TOOL: &str = "27.1.0";
/// The lines of the report that are written here; the rest is written by hand.
const DIGEST: &str = "- digest of the lines and their tests: ";
const COUNTS: &str = "- mutants: ";

/// Compares with the report: nothing is run while the method and its tests are what the report was made of.
pub(crate) fn check(project: &Project, write: bool) -> Result<()> {
    let report = project.root.join(REPORT);
    let text = fs::read_to_string(&report).with_context(|| format!("cannot read {REPORT}"))?;
    let digest = digest(&project.root, &BASIS)?;
    if !write && text.contains(&format!("{DIGEST}{digest}\n")) {
        println!("{METHOD} is what {REPORT} was made of: nothing to mutate");
        return Ok(());
    }
    let outcome = mutate(project)?;
    let explained = explained(&text);
    let left: Vec<&String> = outcome.missed.difference(&explained).collect();
    ensure!(
        left.is_empty(),
        "no test notices these changes; write one, or explain in {REPORT} why they change nothing:\n{}",
        left.into_iter().cloned().collect::<Vec<_>>().join("\n")
    );
    if let Some(gone) = explained.difference(&outcome.missed).next() {
        bail!("{REPORT} explains a change that is noticed by now, or no longer made: {gone}");
    }
    if write {
        let line = |line: &str| match line {
            line if line.starts_with(DIGEST) => format!("{DIGEST}{digest}"),
            line if line.starts_with(COUNTS) => format!("{COUNTS}{}", outcome.counts),
            line => line.to_owned(),
        };
        let text: Vec<String> = text.lines().map(line).collect();
        fs::write(&report, text.join("\n") + "\n").with_context(|| format!("cannot write {REPORT}"))?;
    }
    println!("{}", outcome.counts);
    Ok(())
}

struct Outcome {
    missed: BTreeSet<String>,
    counts: String,
}

fn mutate(project: &Project) -> Result<Outcome> {
    let there = Command::new("cargo").args(["mutants", "--version"]).output();
    if !there.is_ok_and(|there| there.status.success()) {
        run(&mut project.cargo(&["install", "cargo-mutants", "--locked", "--version", TOOL]))?;
    }
    let folder = project.target.join("mutants");
    let folder_name = folder.to_str().context("the target folder has no plain name")?;
    let mut command = project.cargo(&["mutants", "--package", "shared", "--no-shuffle", "-o", folder_name]);
    println!("$ cargo mutants --package shared");
    // 2: some were missed; 3: some ran out of time, which a test has noticed. Anything else is no result.
    let code = command.status().context("cannot start cargo mutants")?.code();
    ensure!(matches!(code, Some(0 | 2 | 3)), "cargo mutants ended with {code:?}");
    let list = |name: &str| -> Result<Vec<String>> {
        let path = folder.join("mutants.out").join(name);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(text.lines().map(without_place).collect())
    };
    let (missed, caught) = (list("missed.txt")?, list("caught.txt")?);
    let (slow, unviable) = (list("timeout.txt")?, list("unviable.txt")?);
    ensure!(!caught.is_empty(), "no mutant was caught: the tests cannot have run");
    let counts = format!(
        "{} made, {} noticed, {} ran out of time, {} did not compile, {} not noticed",
        missed.len() + caught.len() + slow.len() + unviable.len(),
        caught.len(),
        slow.len(),
        unviable.len(),
        missed.len()
    );
    Ok(Outcome { missed: missed.into_iter().collect(), counts })
}

/// `shared/src/x.rs:12:3: replace …` without the line and column, which move with every edit.
fn without_place(line: &str) -> String {
    match line.splitn(4, ':').collect::<Vec<_>>()[..] {
        [file, _, _, change] => format!("{file}:{change}"),
        _ => line.to_owned(),
    }
}

/// The changes that the report explains: lines `- `file: change` — reason`.
fn explained(report: &str) -> BTreeSet<String> {
    let entries = report.lines().filter_map(|line| line.strip_prefix("- `")?.split_once("` — "));
    entries.filter(|(_, reason)| !reason.trim().is_empty()).map(|(change, _)| change.to_owned()).collect()
}

/// Over the names and bytes of files, and of all files below folders, in the order of their paths.
fn digest(root: &Path, of: &[&str]) -> Result<String> {
    let mut files = Vec::new();
    let mut open: Vec<PathBuf> = of.iter().map(|path| root.join(path)).collect();
    while let Some(next) = open.pop() {
        if !next.is_dir() {
            files.push(next);
            continue;
        }
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            open.push(entry?.path());
        }
    }
    files.sort();
    let mut hash = Sha256::new();
    for path in files {
        hash.update(path.strip_prefix(root)?.to_string_lossy().as_bytes());
        hash.update(fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?);
    }
    Ok(format!("{:x}", hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_is_known_by_its_file_and_change() {
        let line = "shared/src/method/pace.rs:92:9: replace < with <= in Pace::of";
        assert_eq!(without_place(line), "shared/src/method/pace.rs: replace < with <= in Pace::of");
    }

    #[test]
    fn whatever_the_verdicts_rest_on_changes_the_digest() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path();
        let files =
            BASIS.map(|path| if path == METHOD { format!("{METHOD}/a/b.rs") } else { path.to_owned() });
        for file in &files {
            fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            fs::write(root.join(file), "one").unwrap();
        }
        let mut seen = BTreeSet::from([digest(root, &BASIS).unwrap()]);
        fs::write(root.join("shared/src/lib.rs"), "elsewhere").unwrap();
        assert!(!seen.insert(digest(root, &BASIS).unwrap()), "what lies elsewhere changes nothing");
        for file in &files {
            fs::write(root.join(file), "two").unwrap();
            assert!(seen.insert(digest(root, &BASIS).unwrap()), "{file}");
        }
        fs::remove_file(root.join("docs/METHOD.md")).unwrap();
        assert!(digest(root, &BASIS).is_err(), "what is missing is told");
    }

    #[test]
    fn an_explanation_without_a_reason_is_none() {
        let report = "# x\n- `a.rs: replace + with -` — the sum is nought.\n- `b.rs: delete !` — \n- other\n";
        assert_eq!(explained(report).into_iter().collect::<Vec<_>>(), ["a.rs: replace + with -"]);
    }
}
