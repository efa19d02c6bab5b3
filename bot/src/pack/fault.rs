//! What is wrong with a pack, and where.

use std::{
    cell::RefCell,
    fmt,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::publishing::foreign_address;

/// One fault of a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// The file, as the pack was named.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The key or column; empty where the whole line is meant.
    pub key: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl Fault {
    /// A fault at a place.
    pub fn new(file: &Path, line: usize, key: &str, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, key: key.to_owned(), message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file.display(), self.line)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        f.write_str(&self.message)
    }
}

/// All faults of a pack, in the order of its files and lines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.listing())]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    fn listing(&self) -> String {
        let lines: Vec<String> = self.0.iter().map(Fault::to_string).collect();
        format!("{}\n共 {} 处错误，请逐条修改后重试。", lines.join("\n"), self.0.len())
    }
}

/// Collects faults while a pack is read, so that one run reports them all.
#[derive(Debug, Default)]
pub(super) struct Collector {
    faults: RefCell<Vec<Fault>>,
    /// Whether the pack is to be published: then what is shown is looked at more closely.
    publishing: bool,
}

impl Collector {
    pub(super) fn for_publishing() -> Self {
        Self { publishing: true, ..Self::default() }
    }

    pub(super) fn publishing(&self) -> bool {
        self.publishing
    }

    /// Looks at a text that is shown.
    pub(super) fn shown(&self, at: &At, key: &str, text: &str) {
        if !self.publishing {
            return;
        }
        if let Some(address) = foreign_address(&at.file, key, text) {
            let message = format!("写有网址“{address}”，不能公开：只允许 *.gov.cn；请删去网址，只写名称");
            self.add(at, key, message);
        }
    }

    pub(super) fn add(&self, at: &At, key: &str, message: impl Into<String>) {
        self.faults.borrow_mut().push(Fault::new(&at.file, at.line, key, message));
    }

    pub(super) fn finish(self) -> Result<(), Faults> {
        let mut faults = self.faults.into_inner();
        faults.sort();
        faults.dedup();
        if faults.is_empty() { Ok(()) } else { Err(Faults(faults)) }
    }
}

/// A place in a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

impl At {
    pub(super) fn new(file: &Path, line: usize) -> Self {
        Self { file: file.to_owned(), line }
    }
}

/// A record with the place it was read at.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The record.
    pub record: T,
    /// Where it stands.
    pub at: At,
}
