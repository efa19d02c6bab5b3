//! One record beside the entries that it rests on.

use std::collections::BTreeSet;

use super::{
    entry::{Entry, Facts},
    record::Record,
    value::{agree, dates, figures, name, telephones},
};

/// A record compared.
#[derive(Debug)]
pub(super) struct Compared {
    pub record: String,
    /// How many entries it rests on.
    pub entries: usize,
    /// How many of its values stand there.
    pub same: usize,
    pub findings: Vec<Finding>,
}

/// A value that is not the same.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// The facts have it, the record does not say it.
    Missing(String),
    /// The record says it, no fact does.
    NotBacked { key: &'static str, said: String },
    /// Both say something else.
    Contradicted { key: &'static str, said: String, fact: String },
}

impl Finding {
    pub(super) fn missing(&self) -> Option<&str> {
        match self {
            Self::Missing(what) => Some(what),
            Self::NotBacked { .. } | Self::Contradicted { .. } => None,
        }
    }
}

impl Compared {
    /// What must be mended, a line each.
    pub(super) fn faults(&self) -> Vec<String> {
        let line = |finding: &Finding| match finding {
            Finding::Missing(_) => None,
            Finding::NotBacked { key, said } => {
                Some(format!("{}: {key}: no fact says `{said}`", self.record))
            }
            Finding::Contradicted { key, said, fact } => {
                Some(format!("{}: {key}: the pack says `{said}`, the facts say `{fact}`", self.record))
            }
        };
        self.findings.iter().filter_map(line).collect()
    }

    fn same_or(&mut self, is: bool, otherwise: Finding) {
        if is {
            self.same += 1;
        } else {
            self.findings.push(otherwise);
        }
    }
}

/// Compares a record with the facts. `said`: the figures of all records that are of its entry, this one among them.
pub(super) fn record(record: &Record, said: &BTreeSet<String>, facts: &Facts) -> Compared {
    let entries = entries(record, facts);
    let mut compared =
        Compared { record: record.id.clone(), entries: entries.len(), same: 0, findings: Vec::new() };
    // A scheme or service that rests on clauses of the pack says what they say, as `zhice check` sees to.
    if entries.is_empty() && !record.basis.is_empty() {
        return compared;
    }
    figures_of(record, &entries, &mut compared);
    dates_of(record, &entries, &mut compared);
    phone_of(record, facts, &mut compared);
    let own: Vec<&Entry> = entries.iter().copied().filter(|entry| entry.id == record.id).collect();
    if record.title.is_some() {
        identity(record, &entries, &own, &mut compared);
        if own.is_empty() {
            as_basis(record, &entries, &mut compared);
        }
        sums(record, &entries, &mut compared);
    }
    for entry in own {
        let phones: String = telephones(&entry.text).into_iter().collect();
        let phones = figures(&phones.replace('-', " "));
        let unsaid = figures(&entry.text).into_iter().filter(|figure| !said.contains(figure));
        let unsaid = unsaid.filter(|figure| !phones.contains(figure));
        compared.findings.extend(unsaid.map(Finding::Missing));
    }
    compared
}

/// The entries that a record rests on.
fn entries<'a>(record: &Record, facts: &'a Facts) -> Vec<&'a Entry> {
    let sources: BTreeSet<&String> = record.sources.iter().collect();
    let rests = |entry: &&Entry| {
        entry.id == record.id
            || record.basis.contains(&entry.id)
            || record.title.as_ref().is_some_and(|title| entry.rests_on(title, record.number.as_deref()))
            || entry.sources.iter().any(|source| sources.contains(source))
            || record.measured.as_ref().is_some_and(|measured| entry.measures(measured))
    };
    let found: Vec<&Entry> = facts.entries.iter().filter(rests).collect();
    // An entry sends its reader to others by their ids.
    let named = |entry: &&Entry| {
        !found.iter().any(|known| known.id == entry.id)
            && found.iter().any(|known| known.text.contains(entry.id.as_str()))
    };
    let named: Vec<&Entry> = facts.entries.iter().filter(named).collect();
    [found, named].concat()
}

/// The figures that a record says.
pub(super) fn said_by(record: &Record) -> BTreeSet<String> {
    let parts = [
        record.title.as_deref(),
        record.number.as_deref(),
        Some(record.text.as_str()),
        record.phone.as_deref(),
    ];
    let dates = record.dates.iter().flat_map(|date| figures(date));
    parts.into_iter().flatten().flat_map(figures).chain(dates).collect()
}

fn figures_of(record: &Record, entries: &[&Entry], compared: &mut Compared) {
    for figure in figures(&record.text) {
        let backed = entries.iter().any(|entry| entry.figures.contains(&figure));
        compared.same_or(backed, Finding::NotBacked { key: "figure", said: figure.clone() });
    }
}

/// A date of the record stands in an entry; the date that an entry gives of its document is one of the record's.
fn dates_of(record: &Record, entries: &[&Entry], compared: &mut Compared) {
    for date in record.dates.iter().flat_map(|date| dates(date)) {
        let backed = entries
            .iter()
            .flat_map(|entry| &entry.dates)
            .any(|fact| agree(fact, &date) && fact.len() >= date.len());
        compared.same_or(backed, Finding::NotBacked { key: "date", said: date.clone() });
    }
    for entry in entries.iter().filter(|entry| entry.id == record.id) {
        let Some(fact) = entry.field("date") else { continue };
        for date in dates(&fact) {
            let said: Vec<String> = record.dates.iter().flat_map(|date| dates(date)).collect();
            let says = said.iter().any(|said| agree(said, &date));
            let otherwise = if said.is_empty() {
                Finding::Missing(date.clone())
            } else {
                Finding::Contradicted { key: "date", said: said.join(", "), fact: date.clone() }
            };
            compared.same_or(says, otherwise);
        }
    }
}

fn phone_of(record: &Record, facts: &Facts, compared: &mut Compared) {
    for phone in record.phone.iter().flat_map(|phone| telephones(phone)) {
        let backed = facts.entries.iter().any(|entry| entry.text.contains(&phone));
        compared.same_or(backed, Finding::NotBacked { key: "phone", said: phone.clone() });
    }
}

/// Title, number, issuer, place, status and how it was read.
fn identity(record: &Record, entries: &[&Entry], own: &[&Entry], compared: &mut Compared) {
    let text: String = entries.iter().map(|entry| name(&entry.text)).collect();
    let titles: Vec<String> = own.iter().filter_map(|entry| entry.title()).collect();
    if let Some(title) = record.title.as_deref().filter(|_| !own.is_empty()) {
        // A remark in brackets may be cut short.
        let known = text.contains(name(title).trim_end_matches('）'));
        let fact = titles.join(", ");
        compared.same_or(known, Finding::Contradicted { key: "title", said: title.to_owned(), fact });
    }
    stated("number", record.number.as_deref(), &text, own, compared);
    // Bodies that issue together stand in a list.
    match record.issuer.as_deref() {
        Some(issuer) if !own.is_empty() => {
            for body in issuer.split(['、', '；']) {
                stated("issuer", Some(body), &text, own, compared);
            }
        }
        Some(_) => {}
        None => stated("issuer", None, &text, own, compared),
    }
    for entry in own {
        let region = record.region.clone().zip(entry.field("region"));
        let status = record.status.clone().zip(entry.field("status").as_deref().and_then(status));
        let read = record.read.clone().zip(entry.field("verified").as_deref().and_then(read));
        for (key, pair) in [("region", region), ("status", status), ("read", read)] {
            let Some((said, fact)) = pair else { continue };
            compared.same_or(said == fact, Finding::Contradicted { key, said, fact });
        }
    }
}

/// Number, status and day of a law that has no entry of its own, as the entries give them that rest on it. They may differ
/// among themselves.
fn as_basis(record: &Record, entries: &[&Entry], compared: &mut Compared) {
    let Some(title) = record.title.as_deref() else { return };
    let number = record.number.as_deref();
    let given = |key: &'static str| -> BTreeSet<String> {
        entries.iter().flat_map(|entry| entry.of_basis(title, number, key)).collect()
    };
    let statuses: BTreeSet<String> = given("status").iter().filter_map(|words| status(words)).collect();
    let effective: BTreeSet<String> = given("effective").iter().flat_map(|date| dates(date)).collect();
    let own = record.effective.iter().flat_map(|date| dates(date)).next();
    for (key, said, facts) in [
        ("number", record.number.clone(), given("number")),
        ("status", record.status.clone(), statuses),
        ("effective", own, effective),
    ] {
        let Some(first) = facts.first().cloned() else { continue };
        match said {
            None => compared.findings.push(Finding::Missing(first)),
            Some(said) => {
                let same = facts
                    .iter()
                    .any(|fact| name(fact) == name(&said) || agree(fact, &said) && key == "effective");
                let fact = facts.into_iter().collect::<Vec<_>>().join(", ");
                compared.same_or(same, Finding::Contradicted { key, said, fact });
            }
        }
    }
}

/// A word of the record stands in what the entries say; one of the facts that the record lacks is missing.
fn stated(key: &'static str, said: Option<&str>, text: &str, own: &[&Entry], compared: &mut Compared) {
    let fact = own.iter().find_map(|entry| entry.field(key));
    match (said, fact) {
        (Some(said), _) if text.contains(&name(said)) => compared.same += 1,
        (Some(said), Some(fact)) => {
            compared.findings.push(Finding::Contradicted { key, said: said.to_owned(), fact });
        }
        (Some(said), None) => compared.findings.push(Finding::NotBacked { key, said: said.to_owned() }),
        (None, Some(fact)) => compared.findings.push(Finding::Missing(fact)),
        (None, None) => {}
    }
}

/// The status that an entry's words come to; nothing where they are of something else.
fn status(words: &str) -> Option<String> {
    let has = |of: &[&str]| of.iter().any(|word| words.contains(word));
    let holds = ["in force", "effective", "现行", "已公布"].iter().any(|word| words.starts_with(word));
    // What is to be checked of a law when another one comes into force does not touch what holds now.
    let doubted = has(&["check", "待核", "（须核）"]) || words.starts_with("须核");
    let status = match holds {
        true if doubted => "check",
        true => "in-force",
        false if has(&["已结束", "closed", "expired"]) => "expired",
        false if doubted => "check",
        false => return None,
    };
    Some(status.to_owned())
}

/// How an entry's words say that it was read.
fn read(verified: &str) -> Option<String> {
    let read = match verified {
        "statute" => "statute",
        "page" => "page",
        "page-secondary" | "unverified" => "repost",
        "dataset" => "dataset",
        _ => return None,
    };
    Some(read.to_owned())
}

/// A sum for the same thing is the same sum.
fn sums(record: &Record, entries: &[&Entry], compared: &mut Compared) {
    for (item, fact) in entries.iter().flat_map(|entry| entry.costs()) {
        let said: Vec<&String> =
            record.sums.iter().filter(|(about, _)| name(about) == item).map(|(_, value)| value).collect();
        if let Some(first) = said.first() {
            let same = said.iter().any(|value| **value == fact);
            compared
                .same_or(same, Finding::Contradicted { key: "sum", said: format!("{item} {first}"), fact });
        }
    }
}

/// Telephones of the facts that no record says.
pub(super) fn unsaid_telephones(records: &[Record], facts: &Facts) -> Vec<String> {
    let texts = records.iter().flat_map(|record| [Some(record.text.as_str()), record.phone.as_deref()]);
    let said: String = texts.flatten().collect::<Vec<_>>().join("\n");
    let known: BTreeSet<String> = facts.entries.iter().flat_map(|entry| telephones(&entry.text)).collect();
    known.into_iter().filter(|phone| !said.contains(phone)).collect()
}
