//! The records of the pack that are compared.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use toml::{Table, Value};

use super::value::address;

/// A record: a policy with its clauses, a scheme, a service, a window, a session, a figure near a target.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub id: String,
    /// What it is called; only policies are compared by it.
    pub title: Option<String>,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub region: Option<String>,
    pub status: Option<String>,
    pub read: Option<String>,
    pub dates: Vec<String>,
    pub effective: Option<String>,
    pub sources: Vec<String>,
    /// Policies whose clauses it rests on.
    pub basis: Vec<String>,
    /// What it says, without notes for editors.
    pub text: String,
    /// Its sums: what they are for and how much, in 元.
    pub sums: Vec<(String, String)>,
    pub phone: Option<String>,
    /// Of a published figure near a target: its value and the place it speaks of.
    pub measured: Option<(String, String)>,
}

/// All records of a pack.
pub(super) fn all(pack: &Path) -> Result<Vec<Record>> {
    let mut records = Vec::new();
    for entry in fs::read_dir(pack.join("policies")).context("no policies")? {
        let path = entry?.path();
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        records.push(policy(&text).with_context(|| path.display().to_string())?);
    }
    for (file, lists) in [
        ("schemes.toml", &["scheme"][..]),
        ("services.toml", &["window", "service"]),
        ("sessions.toml", &["session"]),
        ("context.toml", &["context"]),
    ] {
        let path = pack.join(file);
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let table: Table = text.parse().with_context(|| path.display().to_string())?;
        for list in lists {
            let found = table.get(*list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            records.extend(found.iter().filter_map(Value::as_table).map(record));
        }
    }
    records.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(records)
}

/// A policy's file.
pub(super) fn policy(text: &str) -> Result<Record> {
    let (front, body) =
        text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")).context("no front matter")?;
    let front: Table = front.parse()?;
    let clauses = body.lines().filter(|line| !line.starts_with("topics:")).map(without_id);
    let word = |key: &str| front.get(key).and_then(Value::as_str).map(str::to_owned);
    let dates = ["written", "published", "effective", "expires"].into_iter().filter_map(&word);
    let sums = front.get("fact").and_then(Value::as_array).map_or(&[][..], Vec::as_slice).iter().filter_map(
        |fact| {
            let of = |key: &str| fact.get(key).and_then(Value::as_str);
            (of("unit") == Some("元")).then_some(())?;
            Some((of("about")?.to_owned(), of("value")?.to_owned()))
        },
    );
    Ok(Record {
        title: word("title"),
        number: word("number"),
        issuer: word("issuer"),
        region: word("region"),
        status: word("status"),
        read: word("read"),
        dates: dates.collect(),
        effective: word("effective"),
        text: clauses.collect::<Vec<_>>().join("\n"),
        sums: sums.collect(),
        ..record(&front)
    })
}

/// A clause's heading without its id.
fn without_id(line: &str) -> &str {
    let heading = line.strip_prefix("## ").and_then(|heading| heading.rsplit_once(" {#"));
    heading.map_or(line, |(heading, _)| heading)
}

/// What every record has.
fn record(table: &Table) -> Record {
    let word = |key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
    let list = |key: &str| {
        let items = table.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let said =
        ["name", "for_whom", "amount", "until", "how", "what", "hours", "place", "value", "title", "starts"];
    let parts: Vec<String> = said.into_iter().filter_map(&word).chain(list("papers")).collect();
    let addresses = list("sources").into_iter().chain(list("links")).chain(word("source_url"));
    let basis = list("basis")
        .iter()
        .filter_map(|of| of.split_once('#'))
        .map(|(policy, _)| policy.to_owned())
        .collect();
    Record {
        id: word("id").unwrap_or_default(),
        phone: word("phone"),
        measured: word("value").zip(word("region")),
        sources: addresses.filter_map(|url| address(&url)).collect(),
        text: parts.join("\n"),
        basis,
        ..Record::default()
    }
}
