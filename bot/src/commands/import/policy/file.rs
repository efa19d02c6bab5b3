//! The policies/*.md that an import writes. Formats: docs/PACK.md.

use std::{collections::HashMap, fs, path::Path};

use serde::Serialize;
use shared::{
    date::{Date, PartialDate},
    policy::{LegalStatus, Policy},
    policy_text::Level,
};

use super::Prepared;
use crate::{
    documents::Document,
    office::files::unread,
    pack::{self, Fault, Faults},
};

#[derive(Serialize)]
struct Front<'a> {
    schema: u32,
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    region: &'a str,
    level: Level,
    status: LegalStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<PartialDate>,
    read: &'static str,
    verified_on: Date,
    topics: &'a [String],
    sources: &'a [String],
    links: &'a [String],
    note: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fact: Vec<FactTable<'a>>,
}

#[derive(Serialize)]
struct FactTable<'a> {
    clause: &'a str,
    value: &'a str,
    unit: &'a str,
    about: &'a str,
}

/// What the file that is there has, some of it by hand.
#[derive(Debug)]
pub(super) struct Kept {
    pub policy: Policy,
    sources: Vec<String>,
    /// By clause.
    topics: HashMap<String, Vec<String>>,
}

impl Kept {
    /// Reads the file, if there is one.
    pub(super) fn of(path: &Path) -> Result<Option<Self>, Faults> {
        if fs::symlink_metadata(path).is_err() {
            return Ok(None);
        }
        let text = fs::read_to_string(path)
            .map_err(|error| Faults(vec![Fault::new(path, 1, "", format!("读不了：{}", unread(&error)))]))?;
        let policy = pack::read_policy(path, &text)?;
        let front = text.split("+++").nth(1).and_then(|front| front.parse::<toml::Table>().ok());
        let sources = front.as_ref().and_then(|front| front.get("sources")?.as_array());
        let sources =
            sources.into_iter().flatten().filter_map(|url| url.as_str().map(str::to_owned)).collect();
        let topics =
            policy.clauses.iter().map(|clause| (clause.id.to_string(), clause.topics.clone())).collect();
        Ok(Some(Self { policy, sources, topics }))
    }
}

/// The file, with what was added by hand to the one that is there.
pub(super) fn render(
    one: &Prepared,
    document: &Document,
    today: Date,
    kept: Option<&Kept>,
) -> Result<String, toml::ser::Error> {
    let policy = &one.policy;
    let fact = policy.clauses.iter().flat_map(|clause| {
        clause.facts.iter().map(|fact| FactTable {
            clause: clause.id.as_str(),
            value: &fact.value,
            unit: &fact.unit,
            about: &fact.about,
        })
    });
    let front = Front {
        schema: 1,
        id: one.id.as_str(),
        title: &policy.title,
        issuer: policy.issuer.as_deref(),
        number: policy.number.as_deref(),
        region: &one.region,
        level: one.level,
        status: policy.status,
        written: policy.written,
        published: policy.published,
        effective: policy.effective,
        expires: policy.expires,
        read: "original",
        verified_on: today,
        topics: kept.map_or(policy.subject.as_slice(), |kept| &kept.policy.topics),
        sources: kept.map_or(&[], |kept| &kept.sources),
        links: kept.map_or(&[], |kept| &kept.policy.links),
        note: origin(one, document),
        fact: fact.collect(),
    };
    let mut text = format!("+++\n{}+++\n", toml::to_string(&front)?);
    for clause in &policy.clauses {
        text.push_str("\n## ");
        text.push_str(&clause.title);
        text.push_str(" {#");
        text.push_str(clause.id.as_str());
        text.push_str("}\n\n");
        let topics = kept.and_then(|kept| kept.topics.get(clause.id.as_str()));
        if let Some(topics) = topics.filter(|topics| !topics.is_empty()) {
            text.push_str("topics: ");
            text.push_str(&topics.join(", "));
            text.push('\n');
        }
        text.push_str(&clause.text);
        text.push('\n');
    }
    Ok(text)
}

/// Where the text came from, for editors.
fn origin(one: &Prepared, document: &Document) -> String {
    let index = one.policy.index.as_ref().map(|index| format!("索引号 {index}。")).unwrap_or_default();
    format!("{index}由 zhice import policy 读自 {}，SHA-256 {}。", document.name, document.sha256)
}
