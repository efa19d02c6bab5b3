//! Office files made by hand, for tests.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

/// What makes an Office file of a zip.
pub(crate) const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

/// A zip with these parts.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    zip_with(parts, SimpleFileOptions::default())
}

/// A zip whose parts are written in a special way.
pub(crate) fn zip_with(parts: &[(&str, &[u8])], options: SimpleFileOptions) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A compound file as far as it is looked at: its mark and the name of a stream.
pub(crate) fn compound(stream: &str) -> Vec<u8> {
    let name = stream.encode_utf16().chain([0]).flat_map(u16::to_le_bytes);
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".iter().copied().chain([0; 504]).chain(name).collect()
}
