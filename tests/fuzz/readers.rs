//! What is fuzzed: bytes from outside → rows or a draft plan. The fuzz targets and the replay of their corpus share it.
#![allow(dead_code, reason = "a fuzz target uses one of them")]

use std::{
    io::{Cursor, Write},
    path::Path,
};

use bot::documents;
use shared::plan_text;
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

fn document(name: &str, bytes: &[u8]) {
    let Ok(document) = documents::from_bytes(Path::new(name), bytes) else { return };
    assert!(document.blocks.iter().map(|block| block.line).is_sorted(), "blocks out of order");
    let _ = plan_text::read(&document.blocks);
}

fn packed(parts: &[u8]) -> Vec<u8> {
    const RELATIONS: &str =
        r#"<R><R Type="/styles" Target="styles.xml"/><R Type="/numbering" Target="numbering.xml"/></R>"#;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let names = ["word/document.xml", "word/styles.xml", "word/numbering.xml"];
    let fixed =
        [("[Content_Types].xml", &b"<Types/>"[..]), ("word/_rels/document.xml.rels", RELATIONS.as_bytes())];
    for (name, bytes) in names.into_iter().zip(parts.split(|b| *b == 0x1E)).chain(fixed) {
        zip.start_file(name, options).and_then(|()| Ok(zip.write_all(bytes)?)).expect("a zip in memory");
    }
    zip.finish().expect("a zip in memory").into_inner()
}
