//! What is fuzzed: bytes from outside → rows or a draft plan. The fuzz targets and the replay of their corpus share it.
#![allow(dead_code, reason = "a fuzz target uses one of them")]

use std::{
    io::{Cursor, Write},
    path::Path,
    sync::LazyLock,
};

use bot::{
    documents,
    figures::sheet::{self, Kind},
    pack,
};
use shared::{plan::Plan, plan_text};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A web page.
pub(crate) fn html(bytes: &[u8]) {
    document("a.html", bytes);
}

/// A Word file; or, since a fuzzer seldom keeps a zip whole, its parts as text with the character U+001E between them: the
/// document, its styles, its lists.
pub(crate) fn word(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        document("a.docx", bytes);
    } else {
        document("a.docx", &packed(bytes));
    }
}

/// Plain text.
pub(crate) fn plan(bytes: &[u8]) {
    document("a.txt", bytes);
}

/// A sheet with figures: a workbook whole, its parts as for [`word`] (the sheet, its styles), or a CSV file.
pub(crate) fn figures(bytes: &[u8]) {
    static PLAN: LazyLock<Plan> = LazyLock::new(|| {
        let root =
            Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find(|above| above.join("data/shili").is_dir());
        let pack = root.expect("the workspace").join("data/shili");
        pack::load(&[pack], TODAY.parse().expect("a day")).expect("a good pack").remove(0).plan
    });
    const TODAY: &str = "2025-06-30";
    let read = |bytes: &[u8], kind| {
        let rows = sheet::read(bytes, kind, &PLAN, TODAY.parse().expect("a day"));
        assert!(rows.is_err() || rows.is_ok_and(|rows| rows.count() > 0), "neither a row nor a fault");
    };
    if bytes.starts_with(b"PK") {
        read(bytes, Kind::Workbook);
    } else if bytes.starts_with(b"<") {
        read(&workbook(bytes), Kind::Workbook);
    } else {
        read(bytes, Kind::Csv);
    }
}

fn document(name: &str, bytes: &[u8]) {
    let Ok(document) = documents::from_bytes(Path::new(name), bytes) else { return };
    assert!(document.blocks.iter().map(|block| block.line).is_sorted(), "blocks out of order");
    let _ = plan_text::read(&document.blocks);
}

fn packed(parts: &[u8]) -> Vec<u8> {
    const RELATIONS: &str =
        r#"<R><R Type="/styles" Target="styles.xml"/><R Type="/numbering" Target="numbering.xml"/></R>"#;
    zipped(
        parts,
        &["word/document.xml", "word/styles.xml", "word/numbering.xml"],
        &[("[Content_Types].xml", "<Types/>"), ("word/_rels/document.xml.rels", RELATIONS)],
    )
}

fn workbook(parts: &[u8]) -> Vec<u8> {
    const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="目标数据" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    const SHEETS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let fixed = [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", SHEETS),
    ];
    zipped(parts, &["xl/worksheets/sheet1.xml", "xl/styles.xml"], &fixed)
}

/// A package of these parts, in their order under the names, and of those that are always the same.
fn zipped(parts: &[u8], names: &[&str], fixed: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let given = names.iter().copied().zip(parts.split(|b| *b == 0x1E));
    for (name, bytes) in given.chain(fixed.iter().map(|(name, text)| (*name, text.as_bytes()))) {
        zip.start_file(name, options).and_then(|()| Ok(zip.write_all(bytes)?)).expect("a zip in memory");
    }
    zip.finish().expect("a zip in memory").into_inner()
}
