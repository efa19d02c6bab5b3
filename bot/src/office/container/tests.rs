use zip::{CompressionMethod, write::SimpleFileOptions};

use super::*;
use crate::office::fixtures::{TYPES, compound, zip_with, zipped};

fn opened(bytes: &[u8]) -> Result<Vec<u8>, ContainerError> {
    open(bytes, Package::Document)?.read("word/document.xml")
}

fn told(bytes: &[u8]) -> String {
    opened(bytes).unwrap_err().to_string()
}

#[test]
fn a_part_is_found_whatever_the_slashes_and_capitals() {
    let bytes = zipped(&[TYPES, ("Word\\Document.xml", b"<a/>")]);
    assert_eq!(opened(&bytes).unwrap(), b"<a/>");
}

#[test]
fn a_file_is_called_what_it_is() {
    let sheet = zipped(&[TYPES, ("xl/workbook.xml", b"")]);
    let text = zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"")]);
    let ofd = zipped(&[("OFD.xml", b"")]);
    let others: [&[u8]; 8] = [
        b"",
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1A\n",
        b"{\\rtf1\\ansi",
        b"\xEF\xBB\xBF\r\n<!DOCTYPE HTML PUBLIC><HTML>",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
        b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>",
        b"plain words",
    ];
    let old = ["EncryptedPackage", "WordDocument", "Workbook", "PowerPoint Document", "Other"].map(compound);
    let zips = [sheet, text, ofd, zipped(&[("a.txt", b"")])];
    let all = zips.iter().chain(&old).map(Vec::as_slice).chain(others);
    let told: Vec<String> = all.map(told).collect();
    let told = told.join("\n");
    insta::assert_snapshot!(told);
}

#[test]
fn a_file_with_a_part_cut_off_is_damaged() {
    let whole = zipped(&[TYPES, ("word/document.xml", &[b'x'; 4000])]);
    for length in [4, 30, whole.len() / 2, whole.len() - 1] {
        assert_eq!(opened(&whole[..length]), Err(ContainerError::Damaged(Package::Document)), "{length}");
    }
}

#[test]
fn a_part_with_a_changed_byte_is_damaged() {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut bytes = zip_with(&[TYPES, ("word/document.xml", b"figures: 300")], stored);
    let at = bytes.windows(12).position(|window| window == b"figures: 300").unwrap();
    bytes[at + 9] = b'9';
    assert_eq!(opened(&bytes), Err(ContainerError::DamagedPart { part: "word/document.xml".to_owned() }));
}

#[test]
fn what_swells_without_bounds_is_not_read() {
    let zeros = vec![0; usize::try_from(RATIO_FROM).unwrap() + 1];
    let bytes = zipped(&[TYPES, ("word/document.xml", &zeros)]);
    assert!(bytes.len() < 16 * 1024);
    assert!(told(&bytes).contains("疑似压缩炸弹"), "{}", told(&bytes));
}

#[test]
fn all_parts_together_are_bounded() {
    let bytes = zipped(&[TYPES, ("word/document.xml", &[b'x'; 600]), ("word/numbering.xml", &[b'x'; 600])]);
    let mut container = open(&bytes, Package::Document).unwrap();
    container.measure().unwrap();
    container.room = 1000;
    let bomb = ContainerError::Bomb { part: "word/numbering.xml".to_owned() };
    assert_eq!(container.measure(), Err(bomb.clone()), "in one go");
    container.room = 1000;
    container.read("word/document.xml").unwrap();
    assert_eq!(container.read("word/numbering.xml"), Err(bomb), "one after the other");
}

#[test]
fn no_real_file_has_thousands_of_parts() {
    let names: Vec<String> = (0..=MAX_PARTS).map(|at| format!("word/{at}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(opened(&zipped(&parts)), Err(ContainerError::TooManyParts(MAX_PARTS + 1)));
}

#[test]
fn a_file_larger_than_any_plan_is_not_opened() {
    assert_eq!(opened(&vec![0; MAX_FILE + 1]), Err(ContainerError::TooLarge));
}

#[test]
fn a_locked_part_and_a_missing_one_are_named() {
    let mut locked = zipped(&[TYPES, ("word/document.xml", b"<a/>")]);
    // The flag of encryption, in the local header and in the directory of the second part.
    let mark = |bytes: &mut Vec<u8>, signature: &[u8], flag: usize| {
        let last = bytes.windows(4).rposition(|window| window == signature).unwrap();
        bytes[last + flag] |= 1;
    };
    mark(&mut locked, b"PK\x03\x04", 6);
    mark(&mut locked, b"PK\x01\x02", 8);
    assert_eq!(opened(&locked), Err(ContainerError::Locked { part: "word/document.xml".to_owned() }));
    let without = zipped(&[TYPES, ("word/styles.xml", b"")]);
    assert!(told(&without).contains("缺少 word/document.xml"), "{}", told(&without));
}

proptest::proptest! {
    #[test]
    fn no_change_of_a_byte_makes_it_panic(at in 0_usize..400, value in proptest::prelude::any::<u8>()) {
        let mut bytes = zipped(&[TYPES, ("word/document.xml", b"<w:document/>")]);
        let at = at % bytes.len();
        bytes[at] = value;
        if let Ok(mut container) = open(&bytes, Package::Document) {
            let _ = container.measure();
        }
    }
}
