//! Documents whose tables a test of the running program writes: what the test leaves is compared with the document, or
//! taken into it. What stands above the mark in a document is written by hand.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::project::{Project, run};
use crate::test::{self, Counts};
use crate::{assets, install, npm};

/// Below this line a document is written by a test.
const MARK: &str = "<!-- What follows is written by `cargo xtask ";
/// Where the tests leave what they write.
const LEFT: &str = "target/reports";
/// Where they find the peers.
const PEERS: &str = "target/peers";

/// The policies, tiers and browsers: compared, so that a change of any cell is a reviewed line.
pub(crate) fn matrix(project: &Project, write: bool) -> Result<()> {
    left_by(project, "MATRIX.md", "matrix::the_whole_matrix")?;
    if write {
        return take_in(project, "MATRIX.md");
    }
    let (_, recorded) = document(project, "MATRIX.md")?;
    let found = left(project, "MATRIX.md")?;
    if let Some(change) = difference(&recorded, &found) {
        bail!(
            "docs/MATRIX.md does not say what was found:\n{change}\n\
             if that is meant, run `cargo xtask matrix --write` and commit docs/MATRIX.md"
        );
    }
    println!("as in docs/MATRIX.md");
    Ok(())
}

/// Speeds and sizes beside those of peers: recorded and never compared, for no two machines are the same.
pub(crate) fn measure(project: &Project) -> Result<()> {
    peers(project)?;
    run(&mut project.cargo(&["build", "--locked", "--release", "-p", "bot", "--bin", "zhice"]))?;
    left_by(project, "MEASURED.md", "measured::")?;
    take_in(project, "MEASURED.md")
}

/// Builds what stands beside the widget, as its authors would publish it.
fn peers(project: &Project) -> Result<()> {
    let modules = npm::see_to(project, "peers")?;
    for name in ["preact", "lit"] {
        let bundle = project.root.join(PEERS).join(format!("{name}.js"));
        let mut command = Command::new(modules.join(".bin/esbuild"));
        command
            .arg(project.root.join("tests/peers").join(format!("{name}.js")))
            .args(["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=warning"])
            .arg(format!("--outfile={}", bundle.display()));
        run(&mut command)?;
        let script = fs::read(&bundle).with_context(|| format!("cannot read {}", bundle.display()))?;
        fs::write(bundle.with_extension("js.br"), assets::brotli(&script, 11)?)?;
    }
    Ok(())
}

/// Runs the tests of a name that are left out otherwise, with all that they need.
fn left_by(project: &Project, file: &str, tests: &str) -> Result<()> {
    let tools = install::tools(project, true)?;
    let firefox = install::firefox(project)?;
    if assets::manifest(project).is_err() {
        assets::build(project, false)?;
    }
    run(&mut project.cargo(&["build", "--locked", "-p", "bot", "--bin", "zhice", "--features", "simulate"]))?;
    let report = project.root.join(LEFT).join(file);
    if report.exists() {
        fs::remove_file(&report).with_context(|| format!("cannot remove {}", report.display()))?;
    }
    let mut command = test::end_to_end(project, &tools);
    // One at a time: a measure beside another one is none.
    command.env("FIREFOX", firefox).args(["--", "--ignored", "--test-threads=1", tests]);
    Counts::default().run(&mut command)
}

fn left(project: &Project, file: &str) -> Result<String> {
    let path = project.root.join(LEFT).join(file);
    fs::read_to_string(&path).with_context(|| format!("the tests left no {}", path.display()))
}

/// The two parts of a document.
fn document(project: &Project, file: &str) -> Result<(String, String)> {
    let path = project.root.join("docs").join(file);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read docs/{file}"))?;
    parts(&text).with_context(|| format!("docs/{file} has no line that begins with `{MARK}`"))
}

fn parts(text: &str) -> Option<(String, String)> {
    let mark = text.find(MARK)?;
    let end = mark + text[mark..].find('\n')? + 1;
    Some((text[..end].to_owned(), text[end..].trim_start_matches('\n').to_owned()))
}

fn take_in(project: &Project, file: &str) -> Result<()> {
    let (by_hand, _) = document(project, file)?;
    let found = left(project, file)?;
    ensure!(!found.trim().is_empty(), "the tests left an empty {file}");
    fs::write(project.root.join("docs").join(file), format!("{by_hand}\n{found}"))
        .with_context(|| format!("cannot write docs/{file}"))?;
    println!("wrote docs/{file}:\n{found}");
    Ok(())
}

/// The lines that only one of two texts has.
fn difference(recorded: &str, found: &str) -> Option<String> {
    if recorded == found {
        return None;
    }
    let only = |sign: char, one: &str, other: &str| {
        let lines = one.lines().filter(|line| !other.lines().any(|known| known == *line));
        lines.map(|line| format!("{sign} {line}")).collect::<Vec<_>>()
    };
    let lines = [only('-', recorded, found), only('+', found, recorded)].concat();
    Some(if lines.is_empty() { "the same lines in another order".to_owned() } else { lines.join("\n") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_by_hand_ends_with_the_mark() {
        let text = format!("# By hand\n\n{MARK}x`. -->\n\n| a |\n| b |\n");
        let (by_hand, table) = parts(&text).unwrap();
        assert!(by_hand.ends_with("-->\n") && by_hand.starts_with("# By hand"));
        assert_eq!(table, "| a |\n| b |\n");
        assert_eq!(parts("# By hand\n"), None);
    }

    #[test]
    fn a_changed_line_is_shown_as_it_was_and_as_it_is() {
        assert_eq!(difference("| a |\n| b |\n", "| a |\n| b |\n"), None);
        assert_eq!(difference("| a |\n| b |\n", "| a |\n| c |\n").unwrap(), "- | b |\n+ | c |");
        assert_eq!(difference("a\nb\n", "b\na\n").unwrap(), "the same lines in another order");
    }
}
