use std::{
    fs,
    path::{Path, PathBuf},
};

use super::STYLE;

fn sheets(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { sheets(&path) } else { vec![path] };
    entries.flat_map(below).filter(|path| path.extension().is_some_and(|ending| ending == "css")).collect()
}

#[test]
fn every_sheet_is_in_it_once_and_nothing_else_is() {
    let sheets = sheets(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let mut length = 0;
    for path in &sheets {
        // What the full build adds is a sheet of its own.
        if path.ends_with("full/full.css") {
            continue;
        }
        let sheet = fs::read_to_string(path).unwrap();
        assert_eq!(STYLE.matches(&sheet).count(), 1, "{}", path.display());
        length += sheet.len();
    }
    assert_eq!(STYLE.len(), length);
}
