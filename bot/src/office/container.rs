//! The zip container of an Office file. Every size is bounded by what is really inflated, not by what the file claims.

use std::io::{Cursor, Read};

use zip::{ZipArchive, read::ZipFile, result::ZipError};

use super::Format;

/// A file of at most this many bytes is opened.
pub const MAX_FILE: usize = 16 * 1024 * 1024;
/// A container has at most this many parts.
pub const MAX_PARTS: usize = 4096;
/// A part is read up to this many bytes.
pub const MAX_PART: u64 = 64 * 1024 * 1024;
/// All parts read of one container come to at most this many bytes.
pub const MAX_TOTAL: u64 = 160 * 1024 * 1024;
/// A part larger than [`RATIO_FROM`] may be this many times its compressed size. Sheets of empty cells come near it.
pub const MAX_RATIO: u64 = 400;
/// Parts up to this size may have any ratio.
pub const RATIO_FROM: u64 = 4 * 1024 * 1024;

/// The kind of Office file that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Package {
    /// A Word document.
    Document,
    /// An Excel workbook.
    Workbook,
}

impl Package {
    fn format(self) -> Format {
        match self {
            Self::Document => Format::Word,
            Self::Workbook => Format::Excel,
        }
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Document => ".docx",
            Self::Workbook => ".xlsx",
        }
    }

    /// What people open it with.
    pub fn program(self) -> &'static str {
        match self {
            Self::Document => "Word 或 WPS",
            Self::Workbook => "Excel 或 WPS",
        }
    }
}

/// Why an Office file cannot be opened. The caller says which file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContainerError {
    /// The content is of another kind.
    #[error("内容是“{}”，不是 {}；{}", found.name(), wanted.ending(), found.advice(*wanted))]
    Other {
        /// What it is.
        found: Format,
        /// What was asked for.
        wanted: Package,
    },
    /// The file itself is too large.
    #[error("文件超过 {} MiB；请删去其中的图片或无关内容后再试", MAX_FILE / 1024 / 1024)]
    TooLarge,
    /// The zip structure is broken.
    #[error("文件不完整或已损坏，可能没有下载完；请重新获取，或用 {} 打开修复后另存", .0.program())]
    Damaged(Package),
    /// A part is broken.
    #[error("文件里的 {part} 已损坏；请用 Word、Excel 或 WPS 打开修复后另存为新文件")]
    DamagedPart {
        /// Its name.
        part: String,
    },
    /// Parts are locked by a zip password.
    #[error("文件里的 {part} 设有压缩密码；请取消密码后再试")]
    Locked {
        /// Its name.
        part: String,
    },
    /// A part is compressed in a way that Office does not use.
    #[error("文件里的 {part} 用了 Office 不用的压缩方式；请用 Word、Excel 或 WPS 打开后另存为新文件")]
    Compression {
        /// Its name.
        part: String,
    },
    /// A part that every such file has is not there.
    #[error("文件里缺少 {part}；请用 Word、Excel 或 WPS 打开修复后另存为新文件")]
    Missing {
        /// Its name.
        part: String,
    },
    /// More parts than any real file.
    #[error("文件里有 {0} 个部分，超过 {MAX_PARTS} 个，不像是正常的 Office 文件；未读取")]
    TooManyParts(usize),
    /// It swells too much.
    #[error("文件里的 {part} 解压后过大（疑似压缩炸弹）；未读取。若确是正常文件，请拆分后再试")]
    Bomb {
        /// Its name.
        part: String,
    },
}

/// An opened Office file.
#[derive(Debug)]
pub struct Container<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be inflated.
    room: u64,
}

/// Opens an Office file of the kind asked for. Nothing is inflated yet.
pub fn open(bytes: &[u8], package: Package) -> Result<Container<'_>, ContainerError> {
    if bytes.len() > MAX_FILE {
        return Err(ContainerError::TooLarge);
    }
    let found = Format::of(bytes);
    if found != Format::Zip {
        return Err(ContainerError::Other { found, wanted: package });
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ContainerError::Damaged(package))?;
    if archive.len() > MAX_PARTS {
        return Err(ContainerError::TooManyParts(archive.len()));
    }
    let found = kind(&archive);
    if found != package.format() {
        return Err(ContainerError::Other { found, wanted: package });
    }
    Ok(Container { archive, room: MAX_TOTAL })
}

/// Which file a zip is, by the names of its parts.
fn kind(archive: &ZipArchive<Cursor<&[u8]>>) -> Format {
    let any = |wanted: &dyn Fn(&str) -> bool| archive.file_names().any(wanted);
    let below = |folder: &str| any(&|name: &str| plain(name).starts_with(folder));
    if any(&|name: &str| plain(name) == "[content_types].xml") {
        [("word/", Format::Word), ("xl/", Format::Excel), ("ppt/", Format::PowerPoint)]
            .into_iter()
            .find(|(folder, _)| below(folder))
            .map_or(Format::Archive, |(_, format)| format)
    } else if any(&|name: &str| plain(name) == "ofd.xml") {
        Format::Ofd
    } else if any(&|name: &str| name == "mimetype") && any(&|name: &str| name == "content.xml") {
        Format::OpenDocument
    } else {
        Format::Archive
    }
}

/// The name of a part as Office compares it: without regard to case, no slash before it. Some programs on Windows write
/// backslashes.
fn plain(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}

impl Container<'_> {
    /// Whether a part is there.
    pub fn has(&self, part: &str) -> bool {
        self.index(part).is_some()
    }

    fn index(&self, part: &str) -> Option<usize> {
        let wanted = plain(part);
        (0..self.archive.len())
            .find(|at| self.archive.name_for_index(*at).is_some_and(|name| plain(name) == wanted))
    }

    /// Inflates a part.
    pub fn read(&mut self, part: &str) -> Result<Vec<u8>, ContainerError> {
        let at = self.index(part).ok_or_else(|| ContainerError::Missing { part: part.to_owned() })?;
        let mut bytes = Vec::new();
        self.inflate(at, |chunk| bytes.extend_from_slice(chunk))?;
        Ok(bytes)
    }

    /// Inflates every part once and keeps nothing: after it, a library may be given the same bytes without bounds of its
    /// own.
    pub fn measure(&mut self) -> Result<(), ContainerError> {
        (0..self.archive.len()).try_for_each(|at| self.inflate(at, |_| ()))
    }

    fn inflate(&mut self, at: usize, mut take: impl FnMut(&[u8])) -> Result<(), ContainerError> {
        let part = self.archive.name_for_index(at).unwrap_or_default().to_owned();
        let mut file = self.archive.by_index(at).map_err(|error| fault(&part, &error))?;
        let left = MAX_PART.min(self.room);
        let compressed = file.compressed_size();
        let mut size = 0_u64;
        let mut chunk = [0; 16 * 1024];
        loop {
            let count = read(&mut file, &mut chunk, &part)?;
            if count == 0 {
                break;
            }
            size += count as u64;
            if size > left || (size > RATIO_FROM && size / MAX_RATIO > compressed) {
                return Err(ContainerError::Bomb { part });
            }
            take(&chunk[..count]);
        }
        self.room -= size;
        Ok(())
    }
}

fn read<R: Read + ?Sized>(
    file: &mut ZipFile<'_, R>,
    chunk: &mut [u8],
    part: &str,
) -> Result<usize, ContainerError> {
    file.read(chunk).map_err(|_| ContainerError::DamagedPart { part: part.to_owned() })
}

fn fault(part: &str, error: &ZipError) -> ContainerError {
    let part = part.to_owned();
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ContainerError::Locked { part }
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            ContainerError::Compression { part }
        }
        _ => ContainerError::DamagedPart { part },
    }
}

#[cfg(test)]
mod tests;
