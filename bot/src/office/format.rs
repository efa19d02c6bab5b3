//! What a file is, by its first bytes and its parts. The name of a file is not believed.

use super::Package;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Nothing at all.
    Empty,
    /// A zip container; [`super::container`] tells which.
    Zip,
    /// Word, since 2007.
    Word,
    /// Excel, since 2007.
    Excel,
    /// PowerPoint, since 2007.
    PowerPoint,
    /// LibreOffice's own text, table or slides.
    OpenDocument,
    /// The Chinese fixed-layout format.
    Ofd,
    /// A zip archive of other things.
    Archive,
    /// Word, until 2003.
    OldWord,
    /// Excel, until 2003.
    OldExcel,
    /// PowerPoint, until 2003.
    OldPowerPoint,
    /// An Office file that opens with a password only.
    Encrypted,
    /// Another compound file.
    Compound,
    /// Fixed layout or scanned.
    Pdf,
    /// Rich text.
    RichText,
    /// A web page in one file, as Word and browsers save it.
    WebArchive,
    /// A web page.
    Html,
    /// Word's flat XML.
    FlatXml,
    /// RAR, 7z or gzip.
    OtherArchive,
    /// A picture: a scan, mostly.
    Picture,
    /// None of these: text, perhaps.
    Unknown,
}

/// How far into a file marks are looked for that need not stand at its very beginning.
const OPENING: usize = 4096;

const SIGNATURES: [(&[u8], Format); 11] = [
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"%PDF-", Format::Pdf),
    (b"{\\rtf", Format::RichText),
    (b"Rar!\x1A\x07", Format::OtherArchive),
    (b"7z\xBC\xAF\x27\x1C", Format::OtherArchive),
    (b"\x1F\x8B\x08", Format::OtherArchive),
    (b"\x89PNG\r\n", Format::Picture),
    (b"\xFF\xD8\xFF", Format::Picture),
    (b"II*\0", Format::Picture),
    (b"GIF8", Format::Picture),
];

const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Streams of a compound file that tell what it is; a protected file holds the others encrypted.
const STREAMS: [(&str, Format); 5] = [
    ("EncryptedPackage", Format::Encrypted),
    ("WordDocument", Format::OldWord),
    ("Workbook", Format::OldExcel),
    ("PowerPoint Document", Format::OldPowerPoint),
    ("Book", Format::OldExcel),
];

impl Format {
    /// What the bytes are, as far as their beginning tells. A zip is [`Format::Zip`] whatever it holds.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::Empty;
        }
        if bytes.starts_with(COMPOUND) {
            return compound(bytes);
        }
        let signed = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
        signed.map_or_else(|| markup(bytes), |(_, format)| *format)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "空文件",
            Self::Zip | Self::Archive => "ZIP 压缩包",
            Self::Word => "Word 文档（.docx）",
            Self::Excel => "Excel 工作簿（.xlsx）",
            Self::PowerPoint => "PowerPoint 演示文稿（.pptx）",
            Self::OpenDocument => "OpenDocument 文件（.odt、.ods）",
            Self::Ofd => "OFD 版式文件",
            Self::OldWord => "Word 97—2003 旧格式文档（.doc）",
            Self::OldExcel => "Excel 97—2003 旧格式工作簿（.xls）",
            Self::OldPowerPoint => "PowerPoint 97—2003 旧格式文件（.ppt）",
            Self::Encrypted => "设有打开密码的 Office 文件",
            Self::Compound => "旧格式的复合文档",
            Self::Pdf => "PDF 文件",
            Self::RichText => "RTF 文档",
            Self::WebArchive => "单个文件网页（.mht）",
            Self::Html => "网页（HTML）",
            Self::FlatXml => "Office 的 XML 文件",
            Self::OtherArchive => "压缩包",
            Self::Picture => "图片",
            Self::Unknown => "无法识别的数据",
        }
    }

    /// What to do with it where `wanted` is asked for.
    pub fn advice(self, wanted: Package) -> String {
        let (ending, program) = (wanted.ending(), wanted.program());
        match self {
            Self::Empty => "请检查文件是否保存成功".to_owned(),
            Self::Encrypted => format!("请用 {program} 输入密码打开，取消密码后另存为 {ending}"),
            Self::Zip | Self::Archive | Self::OtherArchive => {
                format!("请先解压，再选其中的 {ending} 文件")
            }
            Self::Pdf | Self::Ofd => {
                format!("请向来文单位索取 {ending} 原件，或复制文字存为 {ending}（扫描件要先识别文字）")
            }
            Self::Picture => format!("请先识别文字并核对，再存为 {ending}"),
            Self::Unknown | Self::Compound => {
                format!("文件可能已损坏或改过扩展名，请用 {program} 打开确认后另存为 {ending}")
            }
            _ if self.belongs_to(wanted) => {
                format!("请用 {program} 打开，另存为 {ending}（只改扩展名没有用）")
            }
            _ => format!("请确认没有选错文件，换成 {ending} 文件"),
        }
    }

    /// Whether the program for `wanted` opens it too.
    fn belongs_to(self, wanted: Package) -> bool {
        match self {
            Self::Html | Self::OpenDocument | Self::FlatXml => true,
            Self::Word | Self::OldWord | Self::RichText | Self::WebArchive => wanted == Package::Document,
            Self::Excel | Self::OldExcel => wanted == Package::Workbook,
            _ => false,
        }
    }
}

/// An entry of a compound file's directory; entries begin at its multiples.
const ENTRY: usize = 128;

/// Compound files name their streams in UTF-16, at the beginning of an entry.
fn compound(bytes: &[u8]) -> Format {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]).collect();
        bytes.chunks(ENTRY).any(|entry| entry.starts_with(&wide))
    };
    STREAMS.into_iter().find(|(name, _)| holds(name)).map_or(Format::Compound, |(_, format)| format)
}

fn markup(bytes: &[u8]) -> Format {
    let opening: String =
        bytes.iter().take(OPENING).filter(|b| b.is_ascii()).map(|b| b.to_ascii_lowercase() as char).collect();
    let opening = opening.trim_start_matches(|c: char| c.is_whitespace() || c == '\0');
    let web = ["<!doctype html", "<html", "<head", "<body", "<meta "];
    if opening.starts_with("mime-version:") {
        Format::WebArchive
    } else if opening.starts_with('<') && opening.contains("mso-application") {
        Format::FlatXml
    } else if opening.starts_with('<') && web.iter().any(|tag| opening.contains(tag)) {
        Format::Html
    } else {
        Format::Unknown
    }
}
