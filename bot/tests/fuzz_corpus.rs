//! Replays the corpus of the fuzz targets (docs/FUZZING.md): what once was interesting stays read without a panic.

#[path = "../../tests/fuzz/readers.rs"]
mod readers;

use std::{fs, io, path::Path};

fn replay(target: &str, read: fn(&[u8])) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/corpus").join(target);
    let mut replayed = 0;
    for entry in fs::read_dir(&folder)? {
        read(&fs::read(entry?.path())?);
        replayed += 1;
    }
    assert!(replayed > 0, "{} is empty", folder.display());
    Ok(())
}

#[test]
fn web_pages() -> io::Result<()> {
    replay("html", readers::html)
}

#[test]
fn word_files() -> io::Result<()> {
    replay("word", readers::word)
}

#[test]
fn plans_in_plain_text() -> io::Result<()> {
    replay("plan", readers::plan)
}
