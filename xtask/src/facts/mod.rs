//! Compares the first deployment's pack with the facts that it was written from, value by value.
//!
//! A record of the pack rests on the entries of the facts with its id, on those that name its title or number as their
//! legal basis, on those read at the same address, and on those that these name by id. What it says must stand there:
//! figures, dates, numbers of documents, titles, issuers, places, telephones. What the facts have and the record does not
//! say is told as missing and is no fault, since a pack says less than was found.

mod compare;
mod entry;
mod record;
mod value;

use std::path::Path;

use anyhow::{Result, bail, ensure};

use self::{
    compare::{Compared, Finding},
    entry::Facts,
};
use crate::project::Project;

/// The pack that the facts are of.
const PACK: &str = "data/gongshu";

pub(crate) fn check(project: &Project, folder: &Path) -> Result<()> {
    let facts = Facts::read(folder)?;
    let records = record::all(&project.root.join(PACK))?;
    ensure!(!facts.entries.is_empty() && !records.is_empty(), "there is nothing to compare");
    let compared: Vec<Compared> = records
        .iter()
        .map(|record| {
            // A policy and the schemes that rest on it say together what one entry has.
            let same =
                records.iter().filter(|other| other.id == record.id || other.basis.contains(&record.id));
            compare::record(record, &same.flat_map(compare::said_by).collect(), &facts)
        })
        .collect();
    println!("{}", table(&compared));
    let unsaid = compare::unsaid_telephones(&records, &facts);
    if !unsaid.is_empty() {
        println!("telephones of the facts that the pack does not say: {}", unsaid.join(", "));
    }
    let faults: Vec<String> = compared.iter().flat_map(Compared::faults).collect();
    if !faults.is_empty() {
        bail!("{} values of {PACK} are not those of the facts:\n{}", faults.len(), faults.join("\n"));
    }
    println!("{} records of {PACK}: every value compared stands in the facts", records.len());
    Ok(())
}

/// A line a record: the entries it rests on, how many of its values stand there, what is missing from it.
fn table(compared: &[Compared]) -> String {
    let mut lines =
        vec!["record | entries | same | missing | not backed | contradicted | missing values".to_owned()];
    for one in compared {
        let count = |of: fn(&Finding) -> bool| one.findings.iter().filter(|finding| of(finding)).count();
        let missing: Vec<&str> = one.findings.iter().filter_map(Finding::missing).collect();
        lines.push(format!(
            "{} | {} | {} | {} | {} | {} | {}",
            one.record,
            one.entries,
            one.same,
            missing.len(),
            count(|finding| matches!(finding, Finding::NotBacked { .. })),
            count(|finding| matches!(finding, Finding::Contradicted { .. })),
            missing.join(", "),
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests;
