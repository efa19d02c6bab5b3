//! The sizes of what a visitor downloads, exact to the byte in docs/sizes.json, so that a change of size is a reviewed
//! line of a diff; and the budgets that no change may break.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::assets;
use crate::project::Project;

const FILE: &str = "docs/sizes.json";
/// Module and glue, compressed: what the first widget of a page costs.
const WIDGET_BUDGET: u64 = 75_000;
/// Module and glue of the build with all tools, compressed: what opening a tool costs.
const FULL_BUDGET: u64 = 120_000;
/// The scripts around them, compressed.
const SCRIPTS_BUDGET: u64 = 3_000;
/// The loader, compressed: what every page costs that names it.
const LOADER_BUDGET: u64 = 1_200;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    bytes: u64,
    brotli: u64,
}

type Sizes = BTreeMap<String, Size>;

pub(crate) fn check(project: &Project, write: bool) -> Result<()> {
    let manifest = assets::manifest(project)?;
    ensure!(
        manifest["profile"] == "wasm",
        "www/embed/v1 holds a build with --dev, whose sizes mean nothing: run `cargo xtask assets`"
    );
    let built = sizes(&manifest["files"]).context("www/embed/v1/manifest.json")?;
    within_budgets(&built)?;
    let path = project.root.join(FILE);
    if write {
        fs::write(&path, shown(&built)).with_context(|| format!("cannot write {FILE}"))?;
        println!("wrote {FILE}:\n{}", shown(&built));
        return Ok(());
    }
    let advice = "if the new sizes are meant, run `cargo xtask sizes --write` and commit docs/sizes.json";
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {FILE}; {advice}"))?;
    let recorded: Value =
        serde_json::from_str(&text).with_context(|| format!("{FILE} is no JSON; {advice}"))?;
    let recorded = sizes(&recorded).context(FILE)?;
    if let Some(table) = differences(&recorded, &built) {
        bail!("the built assets differ from {FILE}:\n{table}{advice}");
    }
    println!("as in {FILE}, and within the budgets");
    Ok(())
}

fn sizes(files: &Value) -> Result<Sizes> {
    let files = files.as_object().context("no list of files")?;
    let size = |(name, file): (&String, &Value)| {
        let number =
            |key: &str| file[key].as_u64().with_context(|| format!("{name} has no whole number `{key}`"));
        Ok((name.clone(), Size { bytes: number("bytes")?, brotli: number("brotli")? }))
    };
    files.iter().map(size).collect()
}

/// The text of the checked file: one line a name, so that a diff shows what changed.
fn shown(sizes: &Sizes) -> String {
    let lines = sizes.iter().map(|(name, size)| {
        format!("  \"{name}\": {{ \"bytes\": {}, \"brotli\": {} }}", size.bytes, size.brotli)
    });
    format!("{{\n{}\n}}\n", lines.collect::<Vec<_>>().join(",\n"))
}

fn within_budgets(sizes: &Sizes) -> Result<()> {
    let budgets: [(&[&str], u64); 4] = [
        (&["widget.wasm", "widget.js"], WIDGET_BUDGET),
        (&["full.wasm", "full.js"], FULL_BUDGET),
        (&["element.js", "ask.js"], SCRIPTS_BUDGET),
        (&["plan-progress.js"], LOADER_BUDGET),
    ];
    for (names, budget) in budgets {
        let brotli = |name: &&str| {
            sizes.get(*name).map(|size| size.brotli).with_context(|| format!("the assets have no {name}"))
        };
        let sum = names.iter().map(brotli).sum::<Result<u64>>()?;
        let names = names.join(" + ");
        println!("{names}: {sum} of {budget} bytes");
        ensure!(
            sum <= budget,
            "{names} take {sum} bytes compressed, {} over the budget: make them smaller \
             (docs/sizes.json shows what grew)",
            sum - budget
        );
    }
    Ok(())
}

/// A table of the lines that differ, or nothing.
fn differences(recorded: &Sizes, built: &Sizes) -> Option<String> {
    let names: std::collections::BTreeSet<&String> = recorded.keys().chain(built.keys()).collect();
    let mut table = format!("{:>18}  {:>19}  {:>19}\n", "raw/brotli bytes", "recorded", "built");
    let mut differ = false;
    for name in names {
        let (before, now) = (recorded.get(name), built.get(name));
        if before != now {
            differ = true;
            let cell = |size: Option<&Size>| {
                size.map_or("none".to_owned(), |size| format!("{} / {}", size.bytes, size.brotli))
            };
            let _ = writeln!(table, "{name:>18}  {:>19}  {:>19}", cell(before), cell(now));
        }
    }
    differ.then_some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(widget: u64, full: u64, loader: u64) -> Sizes {
        let size = |brotli| Size { bytes: brotli * 3, brotli };
        [
            ("widget.wasm", widget - 10),
            ("widget.js", 10),
            ("full.wasm", full - 10),
            ("full.js", 10),
            ("element.js", SCRIPTS_BUDGET - 4),
            ("ask.js", 4),
            ("plan-progress.js", loader),
        ]
        .map(|(name, brotli)| (name.to_owned(), size(brotli)))
        .into()
    }

    #[test]
    fn the_checked_file_reads_back_as_it_was_written() {
        let all = with(50_000, 90_000, 900);
        assert_eq!(sizes(&serde_json::from_str(&shown(&all)).unwrap()).unwrap(), all);
    }

    #[test]
    fn one_byte_is_a_difference_and_both_numbers_are_shown() {
        let recorded = with(50_000, 90_000, 900);
        assert_eq!(differences(&recorded, &recorded.clone()), None);
        let table = differences(&recorded, &with(50_000, 90_000, 901)).unwrap();
        assert!(table.contains("2700 / 900") && table.contains("2703 / 901"), "{table}");
        assert!(!table.contains("widget.js"), "{table}");
    }

    #[test]
    fn a_missing_file_is_a_difference() {
        let mut built = with(50_000, 90_000, 900);
        built.remove("widget.js");
        assert!(differences(&with(50_000, 90_000, 900), &built).unwrap().contains("none"));
    }

    #[test]
    fn the_budgets_hold_at_their_edge_and_break_one_byte_later() {
        within_budgets(&with(WIDGET_BUDGET, FULL_BUDGET, LOADER_BUDGET)).unwrap();
        assert!(within_budgets(&with(WIDGET_BUDGET + 1, FULL_BUDGET, LOADER_BUDGET)).is_err());
        assert!(within_budgets(&with(WIDGET_BUDGET, FULL_BUDGET + 1, LOADER_BUDGET)).is_err());
        assert!(within_budgets(&with(WIDGET_BUDGET, FULL_BUDGET, LOADER_BUDGET + 1)).is_err());
    }
}
