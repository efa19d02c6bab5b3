//! An index on disk, brought up to date document by document and swapped whole.
//!
//! A folder holds one generation, `index-N`, and the file `current` that names it. A new generation is made beside the
//! old one from hard links to its files, which never change, and becomes current by one rename. A kill at any moment
//! leaves the old generation or the new one, and rubbish that the next update removes.

use std::{
    collections::{HashMap, HashSet},
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use rustix::fs::{FlockOperation, flock};
use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;

use super::{
    SearchError,
    document::Document,
    fields::Fields,
    index::{Index, create, write},
};

/// Raised whenever folding, cutting or the fields change: an older index is then built anew.
const FORMAT: u32 = 1;

const CURRENT: &str = "current";
const CATALOGUE: &str = "catalogue.json";
const LOCK: &str = "lock";

/// What is in a generation.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Catalogue {
    format: u32,
    /// The key that the next document gets.
    next: u64,
    documents: Vec<Entry>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    id: String,
    key: u64,
    digest: String,
}

/// What an update did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Updated {
    /// Documents left as they were.
    pub kept: usize,
    /// Documents indexed, new or changed.
    pub indexed: usize,
    /// Documents taken out.
    pub removed: usize,
    /// Why the whole index was built anew, for a person.
    pub rebuilt: Option<String>,
}

impl Index {
    /// Brings the index in a folder up to date with documents, and opens it. An index that is torn or of another
    /// version is built anew; the log says so.
    pub fn on_disk(folder: &Path, documents: &[Document]) -> Result<(Self, Updated), SearchError> {
        let mut seen = HashSet::new();
        if let Some(twice) = documents.iter().find(|document| !seen.insert(document.id.as_str())) {
            return Err(SearchError::Twice(twice.id.clone()));
        }
        fs::create_dir_all(folder).map_err(|error| SearchError::file(folder, error))?;
        let lock = folder.join(LOCK);
        let held = File::create(&lock).map_err(|error| SearchError::file(&lock, error))?;
        flock(&held, FlockOperation::LockExclusive)
            .map_err(|error| SearchError::file(&lock, error.into()))?;
        let folder = Folder(folder);
        folder.clear()?;
        match folder.update(documents) {
            Err(error @ (SearchError::Torn(_) | SearchError::Format(_) | SearchError::Index(_))) => {
                let why = error.to_string();
                tracing::warn!(folder = %folder.0.display(), why, "检索索引不可用，已重建");
                let (index, _) = folder.generation(None, documents)?;
                Ok((index, Updated { indexed: documents.len(), rebuilt: Some(why), ..Updated::default() }))
            }
            done => done,
        }
    }
}

/// A folder with an index, locked.
struct Folder<'a>(&'a Path);

/// The current generation.
struct Generation {
    path: PathBuf,
    catalogue: Catalogue,
}

impl Folder<'_> {
    /// The folder of the current generation, if there is any.
    fn current(&self) -> Result<Option<PathBuf>, SearchError> {
        let file = self.0.join(CURRENT);
        match fs::read_to_string(&file) {
            Ok(name) if is_generation(&name) => Ok(Some(self.0.join(name))),
            Ok(_) => Err(SearchError::Torn("current 文件里不是索引名")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(SearchError::file(&file, error)),
        }
    }

    /// Removes what a killed update or an older generation left.
    fn clear(&self) -> Result<(), SearchError> {
        let current = self.current().unwrap_or_default();
        let entries = fs::read_dir(self.0).map_err(|error| SearchError::file(self.0, error))?;
        for entry in entries.flatten().map(|entry| entry.path()) {
            let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if is_generation(name) && current.as_ref() != Some(&entry) {
                fs::remove_dir_all(&entry).map_err(|error| SearchError::file(&entry, error))?;
            }
        }
        Ok(())
    }

    fn update(&self, documents: &[Document]) -> Result<(Index, Updated), SearchError> {
        let Some(path) = self.current()? else {
            let (index, _) = self.generation(None, documents)?;
            return Ok((index, Updated { indexed: documents.len(), ..Updated::default() }));
        };
        let generation = Generation::read(path)?;
        let order = |entry: &Entry| (entry.id.clone(), entry.digest.clone());
        let known: Vec<_> = generation.catalogue.documents.iter().map(order).collect();
        let wanted: Vec<_> =
            documents.iter().map(|document| (document.id.clone(), document.digest())).collect();
        if known == wanted {
            let index = Index::open(&generation.open()?, &generation.catalogue.keys())?;
            return Ok((index, Updated { kept: documents.len(), ..Updated::default() }));
        }
        self.generation(Some(&generation), documents)
    }

    /// Makes a generation of documents, from what another has of them, and makes it current.
    fn generation(
        &self,
        old: Option<&Generation>,
        documents: &[Document],
    ) -> Result<(Index, Updated), SearchError> {
        let number = self.current().ok().flatten().map_or(0, |path| number(&path));
        let name = format!("index-{}", number + 1);
        let path = self.0.join(&name);
        if path.exists() {
            fs::remove_dir_all(&path).map_err(|error| SearchError::file(&path, error))?;
        }
        fs::create_dir(&path).map_err(|error| SearchError::file(&path, error))?;
        let index = match old {
            None => create(mapped(&path)?)?,
            Some(old) => {
                // What is copied must be whole; what is not copied need not be.
                old.open()?;
                link(&old.path, &path)?;
                opened(&path)?
            }
        };
        let before = old.map_or(&[][..], |old| &old.catalogue.documents);
        let change = Change::between(before, old.map_or(0, |old| old.catalogue.next), documents);
        write(&index, &change.removed, change.added.iter().map(|(key, at)| (*key, &documents[*at])))?;
        let index = Index::open(&index, &change.catalogue.keys())?;
        let file = path.join(CATALOGUE);
        let text =
            serde_json::to_vec(&change.catalogue).map_err(|error| SearchError::file(&file, error.into()))?;
        put(&file, &text)?;
        put(&self.0.join(CURRENT), name.as_bytes())?;
        self.clear()?;
        Ok((index, change.updated))
    }
}

/// What changes between two lists of documents.
struct Change {
    removed: Vec<u64>,
    /// Keys and places in the new list.
    added: Vec<(u64, usize)>,
    catalogue: Catalogue,
    updated: Updated,
}

impl Change {
    fn between(before: &[Entry], mut next: u64, documents: &[Document]) -> Self {
        let mut known: HashMap<&str, &Entry> =
            before.iter().map(|entry| (entry.id.as_str(), entry)).collect();
        let (mut removed, mut added, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        for (at, document) in documents.iter().enumerate() {
            let digest = document.digest();
            let old = known.remove(document.id.as_str());
            if let Some(same) = old.filter(|old| old.digest == digest) {
                entries.push(same.clone());
                continue;
            }
            removed.extend(old.map(|old| old.key));
            added.push((next, at));
            entries.push(Entry { id: document.id.clone(), key: next, digest });
            next += 1;
        }
        let updated = Updated {
            kept: documents.len() - added.len(),
            indexed: added.len(),
            removed: known.len(),
            rebuilt: None,
        };
        removed.extend(known.values().map(|old| old.key));
        Self { removed, added, catalogue: Catalogue { format: FORMAT, next, documents: entries }, updated }
    }
}

impl Catalogue {
    fn keys(&self) -> Vec<u64> {
        self.documents.iter().map(|entry| entry.key).collect()
    }
}

impl Generation {
    fn read(path: PathBuf) -> Result<Self, SearchError> {
        let text = fs::read(path.join(CATALOGUE)).map_err(|_| SearchError::Torn("缺目录文件"))?;
        let value: serde_json::Value =
            serde_json::from_slice(&text).map_err(|_| SearchError::Torn("目录文件不完整"))?;
        // The version first: another one may have other keys.
        let format = value.get("format").and_then(serde_json::Value::as_u64);
        if format != Some(u64::from(FORMAT)) {
            return Err(SearchError::Format(format.unwrap_or(0)));
        }
        let catalogue = serde_json::from_value(value).map_err(|_| SearchError::Torn("目录文件不完整"))?;
        Ok(Self { path, catalogue })
    }

    /// Opens it, once every byte is known to be as it was written.
    fn open(&self) -> Result<tantivy::Index, SearchError> {
        let index = opened(&self.path)?;
        let whole = index.validate_checksum()?.is_empty();
        if whole { Ok(index) } else { Err(SearchError::Torn("校验和不符")) }
    }
}

fn mapped(path: &Path) -> Result<MmapDirectory, SearchError> {
    MmapDirectory::open(path).map_err(|error| SearchError::Index(error.into()))
}

fn opened(path: &Path) -> Result<tantivy::Index, SearchError> {
    let mut index = tantivy::Index::open(mapped(path)?)?;
    index.set_tokenizers(Fields::tokenizers());
    Ok(index)
}

/// Links the files of one folder into another; tantivy replaces files and never writes into one.
fn link(from: &Path, to: &Path) -> Result<(), SearchError> {
    let entries = fs::read_dir(from).map_err(|error| SearchError::file(from, error))?;
    for file in entries.flatten().map(|entry| entry.path()) {
        let Some(name) = file.file_name().filter(|name| *name != CATALOGUE) else { continue };
        if name.to_string_lossy().ends_with(".lock") {
            continue;
        }
        fs::hard_link(&file, to.join(name)).map_err(|error| SearchError::file(&file, error))?;
    }
    Ok(())
}

/// Writes a file so that it is there whole or not at all.
fn put(file: &Path, bytes: &[u8]) -> Result<(), SearchError> {
    let beside = file.with_extension("new");
    let written = fs::write(&beside, bytes).and_then(|()| File::open(&beside)?.sync_all());
    let placed = written.and_then(|()| fs::rename(&beside, file)).and_then(|()| match file.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    });
    placed.map_err(|error| SearchError::file(file, error))
}

fn is_generation(name: &str) -> bool {
    name.strip_prefix("index-").is_some_and(|number| number.parse::<u64>().is_ok())
}

fn number(path: &Path) -> u64 {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix("index-"));
    name.and_then(|number| number.parse().ok()).unwrap_or(0)
}
