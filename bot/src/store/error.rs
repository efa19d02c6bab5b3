//! What can be wrong with the database, in the words of the person who has to mend it.

use std::path::{Path, PathBuf};

use sqlx::migrate::MigrateError;

/// Why the store cannot do what it should.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The URL names no SQLite file.
    #[error("数据库地址“{url}”不能用：请写成 sqlite:///绝对路径/zhice.db 或 sqlite://相对路径.db")]
    Url {
        /// As given.
        url: String,
    },
    /// The file cannot be created or written.
    #[error("数据库 {} 不可写：请确认目录存在、运行 zhice 的用户对目录和文件有写权限（{reason}）", path.display())]
    NotWritable {
        /// The file.
        path: PathBuf,
        /// SQLite's words.
        reason: String,
    },
    /// The file is something else.
    #[error("{} 不是 SQLite 数据库或已损坏：请换一个路径，或从备份恢复（{reason}）", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
        /// SQLite's words.
        reason: String,
    },
    /// A newer program has been here.
    #[error("数据库 {} 由更新版本的 zhice 写过（结构版本 {version}）：请升级 zhice，不要用旧版本打开", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The first migration that is unknown here.
        version: i64,
    },
    /// The schema is that of an earlier program, and a command that only reads does not change it.
    #[error("数据库 {} 的结构是旧版的，只读命令不会升级它：请先用这一版的 zhice serve 打开一次", path.display())]
    Older {
        /// The file.
        path: PathBuf,
    },
    /// The schema could not be brought up to date.
    #[error("数据库 {} 的结构无法升级：请保留文件并联系维护者（{reason}）", path.display())]
    Migration {
        /// The file.
        path: PathBuf,
        /// What was wrong.
        reason: String,
    },
    /// Another process holds the file.
    #[error("数据库 {} 正被另一个程序占用：请关闭它后再试", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// Another zhice delivers from this database.
    #[error("另一个 zhice serve 正在使用数据库 {}：同一个库只能有一个，否则每条回复会发两遍", path.display())]
    Claimed {
        /// The file.
        path: PathBuf,
    },
    /// The lock file cannot be made.
    #[error("无法建立锁文件 {}：请确认目录可写（{source}）", path.display())]
    Claim {
        /// The lock file.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// A statement failed.
    #[error("数据库操作失败：{0}")]
    Statement(#[from] sqlx::Error),
    /// A row holds what this program cannot read.
    #[error("数据库中的记录无法解读：{0}")]
    Content(#[from] serde_json::Error),
}

impl StoreError {
    pub(super) fn opening(path: &Path, error: sqlx::Error) -> Self {
        let path = path.to_owned();
        let Some(code) = primary_code(&error) else { return Self::Statement(error) };
        let reason = reason(&error);
        match code {
            5 | 6 => Self::Busy { path },
            // PERM, READONLY, IOERR, FULL, CANTOPEN
            3 | 8 | 10 | 13 | 14 => Self::NotWritable { path, reason },
            // CORRUPT, NOTADB
            11 | 26 => Self::NotADatabase { path, reason },
            _ => Self::Statement(error),
        }
    }

    pub(super) fn migrating(path: &Path, error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::Newer { path: path.to_owned(), version },
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)
                if primary_code(&error).is_some_and(|code| code != 1) =>
            {
                Self::opening(path, error)
            }
            other => Self::Migration { path: path.to_owned(), reason: other.to_string() },
        }
    }
}

/// SQLite's result code without its extension.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code: i32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}

fn reason(error: &sqlx::Error) -> String {
    error.as_database_error().map_or_else(|| error.to_string(), |error| error.message().to_owned())
}
