//! Packs that nobody would write in good faith, made of the demonstration: markup, quotes and words without end in every
//! text, and far more tasks than a plan has. Controls of direction are no part of them: no pack with those is read.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use super::root;

/// What ends every text. Nothing of it is markup on any page.
pub(crate) const MARKUP: &str =
    "'\"><img src=x onerror=hacked=1></td></script><script>hacked=1</script>&lt;<!--]]>{{1}}";
/// A word that no line breaks in by itself.
const WORD: usize = 200;

/// Keys of the files whose values are texts for people. A quotation must stand in the document, so it stays as it is.
const TEXTS: [&str; 33] = [
    "about",
    "amount",
    "audience",
    "basis",
    "basis_en",
    "for_whom",
    "hours",
    "how",
    "issuer",
    "ladder",
    "ladder_en",
    "lead",
    "locator",
    "name",
    "name_en",
    "notes",
    "notes_en",
    "organiser",
    "papers",
    "place",
    "short_title",
    "short_title_en",
    "situation",
    "situation_en",
    "source_title",
    "summary",
    "text",
    "text_en",
    "title",
    "title_en",
    "unit",
    "unit_en",
    "units",
];
/// Columns of the tables that are texts for people.
const COLUMNS: [&str; 5] = ["source_title", "reason", "next_step", "note", "text"];

/// The demonstration with all of that in every text.
pub(crate) fn pack(folder: &Path) -> Result<PathBuf> {
    let pack = copied(folder, "hostile")?;
    for entry in std::fs::read_dir(&pack)? {
        let file = entry?.path();
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("toml") => {
                let text = std::fs::read_to_string(&file)?;
                std::fs::write(&file, spoiled(&text, file.ends_with("plan.toml"))?)?;
            }
            Some("csv") => spoil_table(&file)?,
            _ => {}
        }
    }
    for entry in std::fs::read_dir(pack.join("policies"))? {
        let file = entry?.path();
        let text = std::fs::read_to_string(&file)?;
        let mut parts = text.splitn(3, "+++\n");
        let (front, body) = parts.nth(1).zip(parts.next()).context("a policy without front matter")?;
        let body: Vec<String> = body
            .lines()
            .map(|line| if line.starts_with("演示") { line.to_owned() + &ending() } else { line.to_owned() })
            .collect();
        let body = body.join("\n") + "\n";
        std::fs::write(&file, format!("+++\n{}+++\n{body}", spoiled(front, false)?))?;
    }
    Ok(pack)
}

/// The demonstration with so many tasks more.
pub(crate) fn large_pack(folder: &Path, tasks: usize) -> Result<PathBuf> {
    let pack = copied(folder, "large")?;
    let file = pack.join("plan.toml");
    let mut plan = std::fs::read_to_string(&file)?;
    let units = plan.lines().find(|line| line.starts_with("units = ")).context("no units")?.to_owned();
    for task in 0..tasks {
        write!(
            plan,
            "\n[[task]]\nid = \"m{task}\"\nnumber = \"9.{task}\"\narea = \"a1\"\ntitle = \"演示：第 {task} 项任务\"\n\
             title_en = \"Demonstration: task {task}\"\n{units}\nsummary = \"演示：逐项落实，按季度报告进展。\"\n"
        )?;
    }
    std::fs::write(file, plan)?;
    Ok(pack)
}

fn ending() -> String {
    format!("{MARKUP}{}", "W".repeat(WORD))
}

fn copied(folder: &Path, name: &str) -> Result<PathBuf> {
    let pack = folder.join(name);
    let from = root().join("data/shili");
    std::fs::create_dir_all(pack.join("policies"))?;
    for inside in ["", "policies"] {
        for entry in std::fs::read_dir(from.join(inside))? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                std::fs::copy(entry.path(), pack.join(inside).join(entry.file_name()))?;
            }
        }
    }
    Ok(pack)
}

/// The lines of a file with the ending put into each text. Names of regions stay: they are matched and not shown alone.
fn spoiled(text: &str, is_plan: bool) -> Result<String> {
    let (mut section, mut changed, mut out) = ("", 0, String::new());
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        }
        let key = line.split(" = ").next().unwrap_or_default();
        let is_text = TEXTS.contains(&key) && section != "[[region]]";
        // In other files than the plan's it is a list of ids.
        if is_text && (key != "basis" || is_plan) {
            out.push_str(&with_endings(line));
            changed += 1;
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    ensure!(changed > 0, "no text was found in {}", text.chars().take(60).collect::<String>());
    Ok(out)
}

/// A line with the ending before the closing quote of each of its texts.
fn with_endings(line: &str) -> String {
    let written = ending().replace('\\', "\\\\").replace('"', "\\\"");
    let (mut inside, mut out) = (false, String::new());
    for character in line.chars() {
        if character == '"' {
            if inside {
                out.push_str(&written);
            }
            inside = !inside;
        }
        out.push(character);
    }
    out
}

fn spoil_table(file: &Path) -> Result<()> {
    let mut reader = csv::Reader::from_path(file)?;
    let headers = reader.headers()?.clone();
    // The steps of a ladder are texts, the states of a task are not.
    let steps = headers.iter().any(|column| column == "indicator");
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headers)?;
    for row in reader.records() {
        let row = row?;
        let cells = headers.iter().zip(&row).map(|(column, cell)| {
            let is_text = (COLUMNS.contains(&column) || (steps && column == "state")) && !cell.is_empty();
            if is_text { format!("{cell}{}", ending()) } else { cell.to_owned() }
        });
        writer.write_record(cells)?;
    }
    std::fs::write(file, writer.into_inner().context("the table cannot be written")?)?;
    Ok(())
}
