//! From the bytes of a published document to its blocks: `.txt`, `.md`, `.html` and `.docx`.
//!
//! The ending says how a file is meant to be read; its content must agree. Everything is bounded: bytes, parts, depth,
//! blocks and text.

mod encoding;
mod html;
mod markdown;
mod numerals;
mod table;
mod text;
mod word;

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use sha2::{Digest, Sha256};
use shared::plan_text::Block;

pub use self::{html::HtmlError, word::WordError};
use crate::office::{Format, container, files};

/// A document has at most this many paragraphs and rows.
const MAX_BLOCKS: usize = 200_000;

/// A document's blocks and identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its file name.
    pub name: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Its paragraphs, headings and rows.
    pub blocks: Vec<Block>,
    /// What a web page says before its article: where portals print what the document is.
    pub about: Vec<Block>,
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The file cannot be opened.
    #[error("打不开 {path}：{}", files::unread(error))]
    Open {
        /// The path given.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// Larger than any document that is read here.
    #[error("{path} 超过 {} MiB，不像是一份公文", container::MAX_FILE / 1024 / 1024)]
    TooLarge {
        /// The path given.
        path: String,
    },
    /// More paragraphs than any document that is read here.
    #[error("{path} 超过 {MAX_BLOCKS} 段，不像是一份公文；请只保留正文后再导入")]
    TooMuch {
        /// The path given.
        path: String,
    },
    /// An ending that stands for no format read here.
    #[error("{path}：只读 .txt、.md、.html 和 .docx；请用 Word 或 WPS 打开，另存为 .docx 后再导入")]
    Ending {
        /// The path given.
        path: String,
    },
    /// The content is of another kind than the ending says.
    #[error("{path}：内容其实是“{}”，与扩展名不符；{}", found.name(), mending(*found))]
    Renamed {
        /// The path given.
        path: String,
        /// What it is.
        found: Format,
    },
    /// In none of the encodings that Chinese documents come in.
    #[error(
        "{path} 不是 UTF-8、GB18030 或带标记的 UTF-16 文本（第 {offset} 个字节起无法识别）；请用记事本打开，另存为 UTF-8 后再导入"
    )]
    Encoding {
        /// The path given.
        path: String,
        /// Where the first byte stands that is not UTF-8, from 1.
        offset: usize,
    },
    /// A Word file that cannot be read.
    #[error("{path}：{error}")]
    Word {
        /// The path given.
        path: String,
        /// What is wrong with it.
        error: WordError,
    },
    /// A web page that cannot be read.
    #[error("{path}：{error}")]
    Html {
        /// The path given.
        path: String,
        /// What is wrong with it.
        error: HtmlError,
    },
}

/// What to do with a file whose ending is wrong.
fn mending(found: Format) -> &'static str {
    match found {
        Format::Html => "请把扩展名改为 .html 后再导入",
        Format::Zip => "若是 Word 文档，请把扩展名改为 .docx 后再导入",
        Format::Encrypted => "请用 Word 或 WPS 输入密码打开，取消密码后另存为 .docx，再导入",
        Format::Pdf | Format::Picture => "请向来文单位索取 Word 原件，或识别并核对文字后存为 .docx，再导入",
        _ => "请用 Word 或 WPS 打开，另存为 .docx 后再导入",
    }
}

/// How a file is meant to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    Text,
    Markdown,
    Html,
    Word,
}

impl Reader {
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "md" => Some(Self::Markdown),
            "html" | "htm" | "shtml" => Some(Self::Html),
            "docx" | "docm" => Some(Self::Word),
            _ => None,
        }
    }
}

/// Reads a document.
pub fn read(path: &Path) -> Result<Document, DocumentError> {
    let shown = || path.display().to_string();
    if Reader::of(path).is_none() {
        return Err(DocumentError::Ending { path: shown() });
    }
    let open = |error| DocumentError::Open { path: shown(), error };
    let mut bytes = Vec::new();
    let limit = container::MAX_FILE as u64 + 1;
    fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)).map_err(open)?;
    from_bytes(path, &bytes)
}

/// Reads a document that is already in memory; its name says how.
pub fn from_bytes(path: &Path, bytes: &[u8]) -> Result<Document, DocumentError> {
    let shown = || path.display().to_string();
    let reader = Reader::of(path).ok_or_else(|| DocumentError::Ending { path: shown() })?;
    if bytes.len() > container::MAX_FILE {
        return Err(DocumentError::TooLarge { path: shown() });
    }
    let mut about = Vec::new();
    let mut blocks = match reader {
        Reader::Word => word::read(bytes).map_err(|error| DocumentError::Word { path: shown(), error })?,
        Reader::Html => {
            let text = decoded(path, bytes, encoding::declared(bytes), Format::Html)?;
            let page = html::read(&text).map_err(|error| DocumentError::Html { path: shown(), error })?;
            about = page.about;
            page.article
        }
        Reader::Markdown => markdown::read(&lines(path, bytes)?),
        Reader::Text => text::read(&lines(path, bytes)?),
    };
    if matches!(reader, Reader::Word | Reader::Html) {
        for (at, block) in blocks.iter_mut().enumerate() {
            block.line = at + 1;
        }
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Document { name, sha256: format!("{:x}", Sha256::digest(bytes)), blocks, about })
}

/// The text of a file whose lines are its paragraphs.
fn lines(path: &Path, bytes: &[u8]) -> Result<String, DocumentError> {
    let text = decoded(path, bytes, None, Format::Unknown)?;
    if text.matches(['\n', '\r']).count() > MAX_BLOCKS {
        return Err(DocumentError::TooMuch { path: path.display().to_string() });
    }
    Ok(text)
}

fn decoded(
    path: &Path,
    bytes: &[u8],
    declared: Option<&'static encoding_rs::Encoding>,
    wanted: Format,
) -> Result<String, DocumentError> {
    let shown = || path.display().to_string();
    let found = Format::of(bytes);
    if found != wanted && !matches!(found, Format::Unknown | Format::Empty) {
        return Err(DocumentError::Renamed { path: shown(), found });
    }
    encoding::decode(bytes, declared).map_err(|offset| DocumentError::Encoding { path: shown(), offset })
}

#[cfg(test)]
mod tests;
