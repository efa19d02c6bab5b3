//! What nobody can change afterwards.

use super::*;

#[tokio::test]
async fn nothing_in_the_ledger_can_be_changed_removed_or_replaced() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    office.stages(HEADER, &[FIRST]).await.unwrap();
    let mut tx = office.ledger.store().begin().await.unwrap();
    let read = [("o-i4-2024".to_owned(), "读作 2.4".to_owned())].into();
    ledger::insert_how_read(&mut tx, office.ledger.plan(), &read).await.unwrap();
    tx.commit().await.unwrap();
    let store = store(&office.folder).await;
    let tables = [
        "batch",
        "batch_end",
        "observation",
        "task_update",
        "how_read",
        "publication",
        "publication_item",
        "audit",
    ];
    for table in tables {
        let mut tx = store.begin().await.unwrap();
        let count = format!("SELECT count(*) FROM {table}");
        let before: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(count.clone())).fetch_one(&mut *tx).await.unwrap();
        assert!(before > 0, "{table} has rows to keep");
        let column: String = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT name FROM pragma_table_info('{table}') LIMIT 1"
        )))
        .fetch_one(&mut *tx)
        .await
        .unwrap()
        .get(0);
        for statement in [
            format!("UPDATE {table} SET {column} = {column}"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            let tried = sqlx::query(sqlx::AssertSqlSafe(statement.clone())).execute(&mut *tx).await;
            assert!(tried.is_err(), "{statement}");
        }
        let after: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(count)).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(before, after, "{table}");
    }
}

#[tokio::test]
async fn the_audit_trail_tells_who_did_what_in_order() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    office.withdraws(None).await.unwrap();
    office.stages(HEADER, &[FIRST]).await.unwrap();
    drop_batch(&office.ledger, 2, office.moment).await.unwrap();
    let mut connection = office.ledger.reader().await.unwrap();
    let rows: Vec<(String, Option<String>)> = sqlx::query_as("SELECT event, person FROM audit ORDER BY id")
        .fetch_all(&mut *connection)
        .await
        .unwrap();
    let told: Vec<(&str, Option<&str>)> = rows.iter().map(|(e, p)| (e.as_str(), p.as_deref())).collect();
    let (seeded, staged, dropped) = (("seeded", None), ("staged", None), ("dropped", None));
    let (published, withdrawn) = (("published", Some("局长丙")), ("withdrawn", Some("负责人丁")));
    assert_eq!(told, [seeded, staged, published, withdrawn, staged, dropped]);
}

#[tokio::test]
async fn what_was_approved_is_compared_with_what_is_there() {
    let office = Office::new().await;
    let mut tx = office.ledger.store().begin().await.unwrap();
    for statement in
        ["DROP TRIGGER observation_kept", "UPDATE observation SET value = '99' WHERE id = 'o-i2-2024'"]
    {
        sqlx::query(statement).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert!(matches!(office.ledger.current().await, Err(FiguresError::Digest { number: 1 })));
}
