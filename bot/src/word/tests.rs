use std::io::{Cursor, Read};

use proptest::prelude::*;
use quick_xml::{Reader, events::Event};
use zip::{DateTime, ZipArchive};

use super::*;

fn day() -> Date {
    "2025-09-30".parse().unwrap()
}

fn sheet(note: &str) -> Document {
    let mut document = Document::new(Page::Landscape, "进展情况", day());
    document.subtitle("截至 2025-09-30");
    document.heading("一、目标");
    let mut table = Table::new([Column::new("序号", 1).centred(), Column::new("项目名称", 5)]);
    table.row(["1", "第一行\n第二行"]);
    table.row(["2", note]);
    document.table(table);
    document.facts([("经办", "甲"), ("复核", "")]);
    document
}

pub(crate) fn part(file: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The texts of a part's paragraphs, as a reader of the file sees them.
pub(crate) fn paragraphs(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut text): (Vec<String>, String) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return found,
            Event::Text(piece) => text.push_str(&piece.decode().unwrap()),
            Event::GeneralRef(name) => {
                let name = format!("&{};", name.decode().unwrap());
                text.push_str(&quick_xml::escape::unescape(&name).unwrap());
            }
            Event::End(element) if element.name().as_ref() == b"w:p" => found.push(std::mem::take(&mut text)),
            _ => {}
        }
    }
}

#[test]
fn title_text_and_cells_stand_in_order() {
    let file = sheet("<甲> & “乙”").into_bytes().unwrap();
    let expected = [
        "进展情况",
        "截至 2025-09-30",
        "一、目标",
        "序号",
        "项目名称",
        "1",
        "第一行",
        "第二行",
        "2",
        "<甲> & “乙”",
        "",
        "经办",
        "甲",
        "复核",
        "",
        "",
    ];
    assert_eq!(paragraphs(&part(&file, "word/document.xml")), expected);
    assert_eq!(paragraphs(&part(&file, "word/footer1.xml")), ["— PAGE1 —"]);
    assert!(part(&file, "docProps/core.xml").contains("<dc:title>进展情况</dc:title>"));
}

#[test]
fn only_a_head_returns_on_each_page_and_columns_fill_the_width() {
    let file = sheet("").into_bytes().unwrap();
    let xml = part(&file, "word/document.xml");
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 1, "{xml}");
    assert!(xml.find("<w:tblHeader/>").unwrap() < xml.find("项目名称").unwrap());
    let widths = |from: &str| -> Vec<u32> {
        let columns = from.split("<w:gridCol w:w=\"").skip(1);
        columns.map(|column| column.split('"').next().unwrap().parse().unwrap()).collect()
    };
    let first = xml.split("</w:tblGrid>").next().unwrap();
    assert_eq!(widths(first).iter().sum::<u32>(), Page::Landscape.width());
    assert!(part(&file, "word/styles.xml").contains("w:eastAsia=\"zh-CN\""));
}

#[test]
fn the_same_content_gives_the_same_bytes_and_no_hour() {
    let first = sheet("甲").into_bytes().unwrap();
    let _another = Document::new(Page::Portrait, "别的", day());
    assert!(first == sheet("甲").into_bytes().unwrap());
    let mut archive = ZipArchive::new(Cursor::new(first.as_slice())).unwrap();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).unwrap();
        assert_eq!(entry.last_modified(), Some(DateTime::default()), "{}", entry.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_is_carried_without_what_xml_cannot(text in "(\\PC|[\u{0}-\u{1f}]|[&<>\"']|&amp;|\u{FFFE}){0,24}") {
        let file = sheet(&text).into_bytes().unwrap();
        let found = paragraphs(&part(&file, "word/document.xml"));
        let lines: Vec<String> = text.split('\n').map(clean).collect();
        prop_assert_eq!(&found[9..9 + lines.len()], lines.as_slice());
    }
}
