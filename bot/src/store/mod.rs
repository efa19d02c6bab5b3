//! The embedded store: one SQLite file, opened durable, with its schema brought up to date.
//!
//! A commit is on disk when it returns (`synchronous=FULL`). There is one connection that writes, so a write waits for
//! the one before it instead of failing; readers see the last commit and wait for nobody. Queries live beside their
//! domain, not here.

mod error;
#[cfg(test)]
mod tests;

use std::{
    cmp::Ordering,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
    time::Duration,
};

use sqlx::{
    Sqlite, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

pub use self::error::StoreError;

/// How long a write waits for another process that holds the file.
const BUSY: Duration = Duration::from_secs(5);
/// How long a caller waits for a connection of the pool.
const ACQUIRE: Duration = Duration::from_secs(10);
const READERS: u32 = 4;

/// The store. Cheap to clone; clones share the connections.
#[derive(Debug, Clone)]
pub struct Store {
    writer: SqlitePool,
    reader: SqlitePool,
    path: Arc<Path>,
}

impl Store {
    /// Opens the database at a `sqlite:` URL, creates it where there is none, and brings its schema up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let options = options(url)?;
        let path = options.get_filename().to_owned();
        let explain = |error| StoreError::opening(&path, error);

        // A URL that says how to open the file is obeyed.
        let writing =
            if url.contains("mode=") { options.clone() } else { options.clone().create_if_missing(true) };

        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(ACQUIRE)
            .connect_with(writing)
            .await
            .map_err(explain)?;
        sqlx::migrate!().run(&writer).await.map_err(|error| StoreError::migrating(&path, error))?;
        // A read-only file whose schema is current would otherwise fail only at the first message.
        sqlx::query("DELETE FROM cursor WHERE channel = ''").execute(&writer).await.map_err(explain)?;

        let reader = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(ACQUIRE)
            .connect_with(options.read_only(true))
            .await
            .map_err(explain)?;
        Ok(Self { writer, reader, path: path.into() })
    }

    /// Opens the database at a `sqlite:` URL for reading alone. Nothing where there is no file, or an empty one: it is
    /// not created, and its schema is not changed.
    pub async fn read(url: &str) -> Result<Option<Self>, StoreError> {
        let options = options(url)?;
        let path = options.get_filename().to_owned();
        if !path.exists() {
            return Ok(None);
        }
        let explain = |error| StoreError::opening(&path, error);
        let reader = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(ACQUIRE)
            .connect_with(options.read_only(true))
            .await
            .map_err(explain)?;
        let empty: bool = sqlx::query_scalar(
            "SELECT NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = '_sqlx_migrations')",
        )
        .fetch_one(&reader)
        .await
        .map_err(explain)?;
        if empty {
            return Ok(None);
        }
        let version: i64 = sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM _sqlx_migrations")
            .fetch_one(&reader)
            .await
            .map_err(explain)?;
        let own = sqlx::migrate!().iter().map(|migration| migration.version).max().unwrap_or_default();
        match version.cmp(&own) {
            Ordering::Less => Err(StoreError::Older { path }),
            Ordering::Equal => Ok(Some(Self { writer: reader.clone(), reader, path: path.into() })),
            Ordering::Greater => Err(StoreError::Newer { path, version }),
        }
    }

    /// Begins the one writing transaction; dropped without a commit, it leaves no trace.
    pub async fn begin(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Connections that see what is committed and cannot write.
    pub fn reader(&self) -> &SqlitePool {
        &self.reader
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes the connections; SQLite then folds its log back into the file.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }

    /// Claims the file for the one process that may deliver from it, until the claim is dropped or the process ends.
    /// Two of them would send every reply twice.
    pub fn claim(&self) -> Result<Claim, StoreError> {
        let path = with_suffix(&self.path, ".lock");
        let io = |source| StoreError::Claim { path: path.clone(), source };
        let file =
            std::fs::File::options().create(true).write(true).truncate(false).open(&path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => Ok(Claim { _file: file }),
            Err(std::fs::TryLockError::WouldBlock) => {
                Err(StoreError::Claimed { path: self.path.to_path_buf() })
            }
            Err(std::fs::TryLockError::Error(source)) => Err(io(source)),
        }
    }
}

/// The claim of [`Store::claim`].
#[derive(Debug)]
pub struct Claim {
    // The lock lives as long as the file is open.
    _file: std::fs::File,
}

fn options(url: &str) -> Result<SqliteConnectOptions, StoreError> {
    let not_ours = || StoreError::Url { url: url.to_owned() };
    // In memory nothing is durable, and sqlx would take any other scheme for a file name.
    if !url.starts_with("sqlite:") || url.contains(":memory:") || url.contains("mode=memory") {
        return Err(not_ours());
    }
    let options = SqliteConnectOptions::from_str(url).map_err(|_| not_ours())?;
    if options.get_filename().as_os_str().is_empty() {
        return Err(not_ours());
    }
    Ok(options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
