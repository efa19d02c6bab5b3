//! Search over documents cut into passages. tantivy keeps words, postings and files; the scores are ours: see
//! docs/RETRIEVAL.md.

mod anchors;
mod document;
mod fields;
mod index;
mod question;
mod rows;
mod scorer;
mod store;
mod text;
mod weights;

use std::{
    io,
    path::{Path, PathBuf},
};

pub use self::{
    document::Document,
    index::{Found, Hit, Index},
    store::Updated,
    text::{fold, letters, telling, tokens},
    weights::Weights,
};

/// Why search failed: never the question.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// tantivy failed: out of memory, or files that are not its own.
    #[error("检索索引出错：{0}")]
    Index(#[from] tantivy::TantivyError),
    /// The index is not whole.
    #[error("检索索引不完整：{0}")]
    Torn(&'static str),
    /// The index was made by another version.
    #[error("检索索引是另一版本（{0}）建立的")]
    Format(u64),
    /// Two documents share an id.
    #[error("文档编号 {0} 出现了两次；每份文档的编号必须不同")]
    Twice(String),
    /// A file of the index cannot be read or written.
    #[error("读写检索索引失败：{path}：{error}")]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl From<io::Error> for SearchError {
    fn from(error: io::Error) -> Self {
        Self::Index(error.into())
    }
}

impl SearchError {
    fn file(path: &Path, error: io::Error) -> Self {
        Self::File { path: path.to_owned(), error }
    }
}

#[cfg(test)]
mod tests;
