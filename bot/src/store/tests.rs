use super::*;

async fn opened(path: &Path) -> Result<Store, StoreError> {
    Store::open(&format!("sqlite://{}", path.display())).await
}

#[tokio::test]
async fn opens_durable() {
    let dir = tempfile::tempdir().unwrap();
    let store = opened(&dir.path().join("z.db")).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let pragma = async |name: &'static str, tx: &mut Transaction<'static, Sqlite>| -> String {
        sqlx::query_scalar(name).fetch_one(&mut **tx).await.unwrap()
    };
    assert_eq!(pragma("PRAGMA journal_mode", &mut tx).await, "wal");
    assert_eq!(pragma("SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", &mut tx).await, "2");
    assert_eq!(pragma("SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys", &mut tx).await, "1");
    assert_eq!(pragma("SELECT CAST(timeout AS TEXT) FROM pragma_busy_timeout", &mut tx).await, "5000");
}

#[tokio::test]
async fn every_table_is_strict() {
    let dir = tempfile::tempdir().unwrap();
    let store = opened(&dir.path().join("z.db")).await.unwrap();
    let loose: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
         AND name NOT LIKE 'sqlite_%' AND name != '_sqlx_migrations'",
    )
    .fetch_all(store.reader())
    .await
    .unwrap();
    assert_eq!(loose, Vec::<String>::new());
}

#[tokio::test]
async fn opens_again_and_keeps_what_was_committed_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("z.db");
    let store = opened(&path).await.unwrap();
    for (channel, commit) in [("kept", true), ("dropped", false)] {
        let mut tx = store.begin().await.unwrap();
        sqlx::query("INSERT INTO cursor VALUES (?, '1')").bind(channel).execute(&mut *tx).await.unwrap();
        if commit {
            tx.commit().await.unwrap();
        }
    }
    store.close().await;
    let store = opened(&path).await.unwrap();
    let channels: Vec<String> =
        sqlx::query_scalar("SELECT channel FROM cursor").fetch_all(store.reader()).await.unwrap();
    assert_eq!(channels, ["kept"]);
}

#[tokio::test]
async fn readers_cannot_write() {
    let dir = tempfile::tempdir().unwrap();
    let store = opened(&dir.path().join("z.db")).await.unwrap();
    assert!(sqlx::query("DELETE FROM inbox").execute(store.reader()).await.is_err());
}

#[tokio::test]
async fn says_what_is_wrong_in_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let text = dir.path().join("text.db");
    std::fs::write(&text, "这不是数据库，只是一段比 SQLite 文件头更长的普通文字。".repeat(20)).unwrap();
    let missing = dir.path().join("没有这个目录").join("z.db");

    let cases = [
        (format!("sqlite://{}", missing.display()), "不可写"),
        (format!("sqlite://{}", dir.path().display()), "不可写"),
        (format!("sqlite://{}", text.display()), "不是 SQLite 数据库"),
        ("postgres://localhost/zhice".to_owned(), "不能用"),
        ("sqlite::memory:".to_owned(), "不能用"),
        ("sqlite://".to_owned(), "不能用"),
    ];
    for (url, expected) in cases {
        let said = Store::open(&url).await.unwrap_err().to_string();
        assert!(said.contains(expected), "{url}: {said}");
        assert!(!said.contains('\n'), "{url}: {said}");
    }
}

#[tokio::test]
async fn refuses_a_read_only_file_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("z.db");
    opened(&path).await.unwrap().close().await;
    // As a user without the right to write would open it; the tests may run as root, who has every right.
    let error = Store::open(&format!("sqlite://{}?mode=ro", path.display())).await.unwrap_err();
    assert!(matches!(error, StoreError::NotWritable { .. }), "{error}");
}

#[tokio::test]
async fn refuses_a_newer_schema() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("z.db");
    let store = opened(&path).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'of the future', 1, x'00', 0)",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    let error = opened(&path).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer { version: 9999, .. }), "{error}");
}

#[tokio::test]
async fn a_reader_tells_of_an_older_schema_and_leaves_it_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("z.db");
    let url = format!("sqlite://{}", path.display());
    // As the program left it that did not know the newest part of the schema.
    let mut known: Vec<_> = sqlx::migrate!().iter().cloned().collect();
    let newest = known.pop().unwrap().version;
    let made = options(&url).unwrap().create_if_missing(true);
    let older = SqlitePoolOptions::new().connect_with(made).await.unwrap();
    sqlx::migrate::Migrator::with_migrations(known).run(&older).await.unwrap();
    older.close().await;
    for _ in 0..2 {
        let error = Store::read(&url).await.unwrap_err();
        assert!(matches!(error, StoreError::Older { .. }), "{error}");
        assert!(error.to_string().contains("zhice serve"), "{error}");
    }
    opened(&path).await.unwrap().close().await;
    let store = Store::read(&url).await.unwrap().unwrap();
    let version: i64 = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(store.reader())
        .await
        .unwrap();
    assert_eq!(version, newest, "opened for writing it is brought up to date");
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("z.db");
    opened(&path).await.unwrap().close().await;
    let store = Store::read(&format!("sqlite://{}", path.display())).await.unwrap().unwrap();
    for pool in [&store.reader, &store.writer] {
        let tried = sqlx::query("INSERT INTO cursor VALUES ('a', '1')").execute(pool).await;
        assert!(tried.is_err(), "opened for reading alone");
    }
}

#[tokio::test]
async fn one_process_delivers() {
    let dir = tempfile::tempdir().unwrap();
    let store = opened(&dir.path().join("z.db")).await.unwrap();
    let first = store.claim().unwrap();
    assert!(matches!(store.claim(), Err(StoreError::Claimed { .. })));
    drop(first);
    store.claim().unwrap();
}
