//! The matrix as people read it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;

use super::cell::{Found, POLICIES, Policy, TIERS, Tier, VISITS, Visit};
use crate::support::root;

/// Where the tests leave what the documents are made of.
const FILE: &str = "target/reports/MATRIX.md";

/// The browsers, each with its cells.
#[derive(Default)]
pub(super) struct Record(BTreeMap<&'static str, Vec<(String, Visit, Found)>>);

impl Record {
    pub(super) fn add(
        &mut self,
        browser: &'static str,
        policy: &Policy,
        visit: Visit,
        row: Vec<(&'static Tier, Found)>,
    ) {
        let cells = self.0.entry(browser).or_default();
        cells.extend(row.into_iter().map(|(tier, found)| (key(policy, tier), visit, found)));
    }

    pub(super) fn write(&self) -> Result<()> {
        let file = root().join(FILE);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, self.shown())?;
        Ok(())
    }

    fn shown(&self) -> String {
        let mut text = String::new();
        for (browser, cells) in &self.0 {
            let _ = write!(text, "## {browser}\n\n| policy | tier |");
            for Visit { javascript, width } in VISITS {
                let _ = write!(text, " scripts {}, {width} px |", if javascript { "on" } else { "off" });
            }
            text.push_str("\n| --- | --- | --- | --- | --- | --- |\n");
            for (policy, tier) in
                POLICIES.iter().flat_map(|policy| TIERS.iter().map(move |tier| (policy, tier)))
            {
                let _ = write!(text, "| {} | {} |", policy.name, tier.name);
                for visit in VISITS {
                    let found = cells.iter().find(|(name, at, _)| *name == key(policy, tier) && *at == visit);
                    let _ = write!(
                        text,
                        " {} |",
                        found.map_or("not visited".to_owned(), |(_, _, found)| shown(found))
                    );
                }
                text.push('\n');
            }
            text.push('\n');
        }
        text.trim_end().to_owned() + "\n"
    }
}

fn key(policy: &Policy, tier: &Tier) -> String {
    format!("{}, {}", policy.name, tier.name)
}

fn shown(found: &Found) -> String {
    let who = if found.widget { "widget" } else { "static" };
    let texts = format!("{who}, {} of {} texts", found.shown, found.shown + found.missing.len());
    [&[texts], &found.errors[..]].concat().join("; ")
}
