//! From the parts to the file: what docx-rs cannot say is put in here, and nothing of the hour of writing.

use std::io::Cursor;

use docx_rs::XMLDocx;
use quick_xml::{
    Reader, Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use shared::date::Date;

use super::WordError;

/// Fonts that few machines have, with what stands in for them.
const FONTS: [(&str, &str); 5] = [
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S;华文中宋;STZhongsong;宋体;SimSun;Noto Serif CJK SC"),
    ("仿宋", "FangSong;仿宋_GB2312;STFangsong;Noto Serif CJK SC"),
    ("楷体", "KaiTi;楷体_GB2312;STKaiti;Noto Serif CJK SC"),
    ("黑体", "SimHei;STHeiti;Noto Sans CJK SC"),
    ("宋体", "SimSun;STSong;Noto Serif CJK SC"),
];

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const TERMS: &str = "http://purl.org/dc/terms/";
const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

pub(super) fn pack(mut parts: XMLDocx, title: &str, dated: Date) -> Result<Vec<u8>, WordError> {
    parts.document = heads_return(&parts.document)?;
    parts.styles = in_chinese(&parts.styles)?;
    parts.font_table = font_table()?;
    parts.doc_props.core = properties(title, dated)?;
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file)?;
    Ok(file.into_inner())
}

/// Lets the head of each table return on every page. A head is a first row that does not say `cantSplit` yet: every row
/// of content does.
fn heads_return(document: &[u8]) -> Result<Vec<u8>, WordError> {
    let mut in_first_row = false;
    rewrite(document, |event, writer| {
        match event {
            Event::Start(element) if element.name().as_ref() == b"w:tbl" => in_first_row = true,
            Event::End(element) if element.name().as_ref() == b"w:tr" => in_first_row = false,
            Event::Empty(element) if in_first_row && element.name().as_ref() == b"w:trPr" => {
                writer.write_event(Event::Start(element.borrow()))?;
                for mark in ["w:cantSplit", "w:tblHeader"] {
                    writer.write_event(Event::Empty(BytesStart::new(mark)))?;
                }
                writer.write_event(Event::End(BytesEnd::new("w:trPr")))?;
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    })
}

/// Names the language of the text, by which Word breaks lines and picks glyphs.
fn in_chinese(styles: &[u8]) -> Result<Vec<u8>, WordError> {
    let mut in_defaults = false;
    rewrite(styles, |event, writer| {
        match event {
            Event::Start(element) if element.name().as_ref() == b"w:rPrDefault" => in_defaults = true,
            Event::End(element) if in_defaults && element.name().as_ref() == b"w:rPr" => {
                in_defaults = false;
                let language =
                    BytesStart::new("w:lang").with_attributes([("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
                writer.write_event(Event::Empty(language))?;
            }
            _ => {}
        }
        Ok(false)
    })
}

type Part = Writer<Vec<u8>>;

/// Copies a part event by event; `instead` writes what it likes and says whether it did so in the event's place.
fn rewrite(
    part: &[u8],
    mut instead: impl FnMut(&Event<'_>, &mut Part) -> Result<bool, WordError>,
) -> Result<Vec<u8>, WordError> {
    let mut reader = Reader::from_reader(part);
    let mut writer = Writer::new(Vec::with_capacity(part.len() + 1024));
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(writer.into_inner()),
            event => {
                if !instead(&event, &mut writer)? {
                    writer.write_event(event)?;
                }
            }
        }
    }
}

fn part() -> Result<Part, WordError> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    Ok(writer)
}

fn font_table() -> Result<Vec<u8>, WordError> {
    let mut writer = part()?;
    writer.create_element("w:fonts").with_attribute(("xmlns:w", WORD)).write_inner_content(|writer| {
        for (name, others) in FONTS {
            let font = writer.create_element("w:font").with_attribute(("w:name", name));
            font.write_inner_content(|writer| {
                writer.create_element("w:altName").with_attribute(("w:val", others)).write_empty()?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(writer.into_inner())
}

/// Title and day. The day is the content's, not the hour of writing.
fn properties(title: &str, dated: Date) -> Result<Vec<u8>, WordError> {
    let day = format!("{dated}T00:00:00Z");
    let mut writer = part()?;
    let spaces = [
        ("xmlns:cp", CORE),
        ("xmlns:dc", DUBLIN_CORE),
        ("xmlns:dcterms", TERMS),
        ("xmlns:xsi", SCHEMA_INSTANCE),
    ];
    writer.create_element("cp:coreProperties").with_attributes(spaces).write_inner_content(|writer| {
        for (name, text) in [("dc:title", title), ("dc:creator", "知策"), ("dc:language", "zh-CN")] {
            writer.create_element(name).write_text_content(BytesText::new(text))?;
        }
        for name in ["dcterms:created", "dcterms:modified"] {
            let element = writer.create_element(name).with_attribute(("xsi:type", "dcterms:W3CDTF"));
            element.write_text_content(BytesText::new(&day))?;
        }
        Ok(())
    })?;
    Ok(writer.into_inner())
}
