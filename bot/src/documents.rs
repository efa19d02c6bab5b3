//! From the bytes of a published document to its blocks. Plain text (`.txt`, `.md`) in this version.

use std::{fs, io, path::Path};

use sha2::{Digest, Sha256};
use shared::plan_text::{Block, Shape};

/// A document of at most this many bytes is read.
const MAX_DOCUMENT: u64 = 16 * 1024 * 1024;

/// A document's blocks and identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its file name.
    pub name: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Its paragraphs.
    pub blocks: Vec<Block>,
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The file cannot be opened.
    #[error("打不开 {path}：{error}")]
    Open {
        /// The path given.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// Larger than any plan.
    #[error("{path} 超过 16 MiB，不像是一份方案")]
    TooLarge {
        /// The path given.
        path: String,
    },
    /// A format this version does not read.
    #[error("{path}：本版本只读 .txt 和 .md；请在 Word 或浏览器里另存为 UTF-8 纯文本后再导入")]
    Format {
        /// The path given.
        path: String,
    },
    /// Not UTF-8.
    #[error("{path} 不是 UTF-8 文本（第 {offset} 个字节起）；请另存为 UTF-8 后再导入")]
    Encoding {
        /// The path given.
        path: String,
        /// Where the first wrong byte stands, from 1.
        offset: usize,
    },
}

/// Reads a document.
pub fn read(path: &Path) -> Result<Document, DocumentError> {
    let shown = path.display().to_string();
    let open = |error| DocumentError::Open { path: shown.clone(), error };
    let extension = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    if !matches!(extension.as_deref(), Some("txt" | "md")) {
        return Err(DocumentError::Format { path: shown });
    }
    if fs::metadata(path).map_err(open)?.len() > MAX_DOCUMENT {
        return Err(DocumentError::TooLarge { path: shown });
    }
    let bytes = fs::read(path).map_err(open)?;
    let text = str::from_utf8(&bytes)
        .map_err(|error| DocumentError::Encoding { path: shown, offset: error.valid_up_to() + 1 })?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Document { name, sha256: format!("{:x}", Sha256::digest(&bytes)), blocks: lines(text) })
}

fn lines(text: &str) -> Vec<Block> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    text.lines()
        .enumerate()
        .map(|(at, line)| Block { text: line.to_owned(), line: at + 1, shape: Shape::Paragraph })
        .collect()
}
