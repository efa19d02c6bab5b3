//! Replays the corpus of the fuzz targets (docs/FUZZING.md): what once was interesting stays read without a panic.

#[path = "../../tests/fuzz/readers.rs"]
mod readers;

use std::{fs, path::Path};

fn replay(target: &str, read: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/corpus").join(target);
    let entries: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!entries.is_empty(), "{} is empty", folder.display());
    for entry in entries {
        read(&fs::read(entry).unwrap());
    }
}

#[test]
fn web_pages() {
    replay("html", readers::html);
}

#[test]
fn word_files() {
    replay("word", readers::word);
}

#[test]
fn plans_in_plain_text() {
    replay("plan", readers::plan);
}
