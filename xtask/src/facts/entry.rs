//! The facts: YAML files of entries, each with an id.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::value::{address, all_figures, dates, name};

/// The files, and where their entries stand in them.
const FILES: [(&str, Option<&str>); 5] = [
    ("procedures.yaml", None),
    ("local.yaml", None),
    ("policies.yaml", None),
    ("events.yaml", None),
    ("observations.yaml", Some("observations")),
];
/// Where entries keep addresses, which say nothing of the subject.
const ADDRESSES: [&str; 2] = ["source", "linkable"];

/// Everything that was found out.
pub(super) struct Facts {
    pub entries: Vec<Entry>,
}

/// One entry.
#[derive(Debug)]
pub(super) struct Entry {
    pub id: String,
    fields: Value,
    pub sources: BTreeSet<String>,
    /// Everything it says.
    pub text: String,
    pub figures: BTreeSet<String>,
    pub dates: BTreeSet<String>,
}

impl Facts {
    /// Reads the files of a folder; each of them must be there.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut entries = Vec::new();
        for (file, key) in FILES {
            let path = folder.join(file);
            let text = fs::read_to_string(&path)
                .with_context(|| format!("{} is not there: name the folder of the facts", path.display()))?;
            entries.extend(Self::of(&text, key).with_context(|| path.display().to_string())?);
        }
        Ok(Self { entries })
    }

    /// The entries of one file.
    pub(super) fn of(text: &str, key: Option<&str>) -> Result<Vec<Entry>> {
        let all: Value = serde_saphyr::from_str(text).map_err(|error| anyhow::anyhow!("{error}"))?;
        let list = key.map_or(&all, |key| &all[key]);
        list.as_array().context("no list of entries")?.iter().map(Entry::of).collect()
    }
}

impl Entry {
    fn of(fields: &Value) -> Result<Self> {
        let id = fields["id"].as_str().context("an entry without an id")?.to_owned();
        let mut texts = Vec::new();
        leaves(fields, &mut texts);
        let text = texts.join("\n");
        let sources: Vec<&str> =
            fields["source"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        // The file of a law is named after the day it was adopted.
        let dated = dates(&format!("{text}\n{}", sources.join("\n")));
        Ok(Self {
            sources: sources.into_iter().filter_map(address).collect(),
            figures: all_figures(&text),
            dates: dated,
            id,
            text,
            fields: fields.clone(),
        })
    }

    /// A field that is a text or a number.
    pub(super) fn field(&self, key: &str) -> Option<String> {
        scalar(&self.fields[key])
    }

    /// What it is called.
    pub(super) fn title(&self) -> Option<String> {
        self.field("title").or_else(|| self.field("name"))
    }

    /// Whether it names a document as its legal basis, by title or by number.
    pub(super) fn rests_on(&self, title: &str, number: Option<&str>) -> bool {
        self.bases(title, number).next().is_some()
    }

    /// What it says of a document that it names as its legal basis, under a key.
    pub(super) fn of_basis<'a>(
        &'a self,
        title: &'a str,
        number: Option<&'a str>,
        key: &'a str,
    ) -> impl Iterator<Item = String> + 'a {
        self.bases(title, number).filter_map(move |basis| scalar(&basis[key]))
    }

    fn bases<'a>(&'a self, title: &'a str, number: Option<&'a str>) -> impl Iterator<Item = &'a Value> {
        let bases = self.fields["legal_basis"].as_array().map_or(&[][..], Vec::as_slice);
        bases.iter().filter(move |basis| {
            let says = |key: &str, wanted: &str| {
                basis[key].as_str().is_some_and(|text| short(text) == short(wanted))
            };
            says("title", title)
                || number.is_some_and(|number| says("number", number) || says("title", number))
        })
    }

    /// Whether it is a published figure of a place.
    pub(super) fn measures(&self, (value, region): &(String, String)) -> bool {
        self.field("value").as_ref() == Some(value)
            && self.field("region").is_some_and(|place| place.ends_with(region.as_str()))
    }

    /// Its sums by what they are for, in 元.
    pub(super) fn costs(&self) -> Vec<(String, String)> {
        let items = self.fields["cost"].as_array().map_or(&[][..], Vec::as_slice);
        items
            .iter()
            .filter_map(|item| Some((name(item["item"].as_str()?), item["amount"].as_u64()?.to_string())))
            .collect()
    }
}

/// A law goes by its name with and without that of the country.
fn short(title: &str) -> String {
    name(title).trim_start_matches("中华人民共和国").to_owned()
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn leaves(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| leaves(item, texts)),
        Value::Object(fields) => {
            let own = fields.iter().filter(|(key, _)| !ADDRESSES.contains(&key.as_str()));
            own.for_each(|(_, field)| leaves(field, texts));
        }
        value => texts.extend(scalar(value)),
    }
}
