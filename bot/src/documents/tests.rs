use shared::plan_text::Shape;

use super::*;
use crate::office::fixtures::{TYPES, compound, zipped};

/// Blocks as a person reads them.
pub(super) fn shown(blocks: &[Block]) -> String {
    let line = |block: &Block| match &block.shape {
        Shape::Paragraph => format!("p  {}", block.text),
        Shape::Heading { level } => format!("h{level} {}", block.text),
        Shape::Row { cells, first } => {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('\n', "⏎")).collect();
            format!("{} {}", if *first { "t1" } else { "t " }, cells.join(" | "))
        }
    };
    blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn told(name: &str, bytes: &[u8]) -> String {
    from_bytes(Path::new(name), bytes).unwrap_err().to_string()
}

#[test]
fn the_ending_says_how_and_the_content_must_agree() {
    let zip = zipped(&[TYPES, ("word/document.xml", b"<document/>")]);
    let page = "<html><body>青山县".as_bytes();
    let told = [
        told("方案.doc", b""),
        told("方案.docx", &compound("WordDocument")),
        told("方案.docx", &compound("EncryptedPackage")),
        told("方案.docx", page),
        told("方案.docx", b"%PDF-1.4"),
        told("方案.docx", &zip[..zip.len() - 9]),
        told("方案.docx", &zipped(&[TYPES, ("word/document.xml", b"<document><body>")])),
        told("方案.txt", &zip),
        told("方案.txt", page),
        told("方案.md", b"\x89PNG\r\n\x1A\n"),
        told("方案.html", b"%PDF-1.4"),
        told("方案.html", &compound("EncryptedPackage")),
        told("方案.txt", b"\xE6\x96\x87\xFF\xFF"),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_text_of_an_old_system_reads_like_a_new_one() {
    let text = "青山县质量工作方案（演示）\r\n一、工作目标\r\n";
    let (old, _, _) = encoding_rs::GB18030.encode(text);
    let read = |bytes: &[u8]| from_bytes(Path::new("a.txt"), bytes).unwrap().blocks;
    assert_eq!(read(&old), read(text.as_bytes()));
    assert_eq!(shown(&read(&old)), "p  青山县质量工作方案（演示）\np  一、工作目标");
}

#[test]
fn a_text_without_end_is_refused() {
    assert!(told("a.txt", "\n".repeat(MAX_BLOCKS + 1).as_bytes()).contains("超过 200000 段"));
    assert!(told("a.md", &vec![b'a'; container::MAX_FILE + 1]).contains("超过 16 MiB"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = read(Path::new("nowhere/方案.docx")).unwrap_err().to_string();
    assert_eq!(error, "打不开 nowhere/方案.docx：没有这个文件：请检查文件名和所在的文件夹");
}

#[test]
fn blocks_are_counted_where_a_format_has_no_lines() {
    let page = "<p>甲</p><p></p><p>乙</p>";
    let blocks = from_bytes(Path::new("a.html"), page.as_bytes()).unwrap().blocks;
    assert_eq!(blocks.iter().map(|block| block.line).collect::<Vec<_>>(), [1, 2]);
}

/// `libreoffice.docx` is what LibreOffice 7 made of `libreoffice.fodt` beside it (`soffice --convert-to docx`): numbered
/// headings, a list that runs on, merged cells, a footnote, hidden text, a tracked change.
#[test]
fn a_document_saved_by_libreoffice_reads_as_it_is_printed() {
    let bytes = include_bytes!("../../tests/documents/libreoffice.docx");
    insta::assert_snapshot!(shown(&from_bytes(Path::new("a.docx"), bytes).unwrap().blocks));
}
