//! The statements of the ledger. There is no UPDATE and no DELETE among them.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::{
    id::PlanId,
    snapshot::{Correction, Publication},
};
use sqlx::{SqliteConnection, prelude::FromRow};

use super::{Batch, FiguresError, Moment, Origin, Record, ReportRow, State, ValueRow};

/// What is to be said of how the cells of rows were read, by the rows' ids.
pub(in crate::figures) type Said = BTreeMap<String, String>;

/// The number of what is public.
pub(in crate::figures) async fn number(
    connection: &mut SqliteConnection,
    plan: &PlanId,
) -> Result<Option<u32>, FiguresError> {
    let number: Option<u32> = sqlx::query_scalar("SELECT max(number) FROM publication WHERE plan = ?")
        .bind(plan.as_str())
        .fetch_one(connection)
        .await?;
    Ok(number)
}

#[derive(FromRow)]
struct PublicationRow {
    number: u32,
    kind: String,
    previous: Option<u32>,
    restores: Option<u32>,
    published_at: i64,
    day: String,
    corrected_on: Option<String>,
    corrected_reason: Option<String>,
}

impl TryFrom<PublicationRow> for Record {
    type Error = FiguresError;

    fn try_from(row: PublicationRow) -> Result<Self, FiguresError> {
        let unreadable = |reason: String| FiguresError::Unreadable { id: row.number.to_string(), reason };
        let day = |text: &str| text.parse().map_err(|error| unreadable(format!("{error}")));
        let corrected = match (&row.corrected_on, &row.corrected_reason) {
            (Some(on), Some(reason)) => Some(Correction { on: day(on)?, reason: reason.clone() }),
            _ => None,
        };
        let origin = match (row.kind.as_str(), row.restores) {
            ("seed", _) => Origin::Seed,
            ("publish", _) => Origin::Publish,
            ("withdraw", Some(restores)) => Origin::Withdraw { restores },
            (kind, _) => return Err(unreadable(kind.to_owned())),
        };
        Ok(Self {
            publication: Publication { number: row.number, published: day(&row.day)?, corrected },
            origin,
            previous: row.previous,
            published_at: row.published_at,
        })
    }
}

/// All publications, oldest first.
pub(in crate::figures) async fn records(
    connection: &mut SqliteConnection,
    plan: &PlanId,
) -> Result<Vec<Record>, FiguresError> {
    let rows: Vec<PublicationRow> = sqlx::query_as(
        "SELECT number, kind, previous, restores, published_at, day, corrected_on, corrected_reason
         FROM publication WHERE plan = ? ORDER BY number",
    )
    .bind(plan.as_str())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Record::try_from).collect()
}

/// One publication.
pub(in crate::figures) async fn record(
    connection: &mut SqliteConnection,
    plan: &PlanId,
    number: u32,
) -> Result<Record, FiguresError> {
    let row: Option<PublicationRow> = sqlx::query_as(
        "SELECT number, kind, previous, restores, published_at, day, corrected_on, corrected_reason
         FROM publication WHERE plan = ? AND number = ?",
    )
    .bind(plan.as_str())
    .bind(number)
    .fetch_optional(connection)
    .await?;
    row.ok_or(FiguresError::NoPublication(number))?.try_into()
}

pub(super) async fn digest(
    connection: &mut SqliteConnection,
    plan: &PlanId,
    number: u32,
) -> Result<String, FiguresError> {
    let digest: Option<String> =
        sqlx::query_scalar("SELECT digest FROM publication WHERE plan = ? AND number = ?")
            .bind(plan.as_str())
            .bind(number)
            .fetch_optional(connection)
            .await?;
    digest.ok_or(FiguresError::NoPublication(number))
}

/// Who prepared, reviewed and approved a publication; nothing where nobody had to.
pub(in crate::figures) async fn people(
    connection: &mut SqliteConnection,
    plan: &PlanId,
    number: u32,
) -> Result<Option<[String; 3]>, FiguresError> {
    let people: Option<(Option<String>, Option<String>, Option<String>)> =
        sqlx::query_as("SELECT preparer, reviewer, approver FROM publication WHERE plan = ? AND number = ?")
            .bind(plan.as_str())
            .bind(number)
            .fetch_optional(connection)
            .await?;
    Ok(match people {
        Some((Some(preparer), Some(reviewer), Some(approver))) => Some([preparer, reviewer, approver]),
        _ => None,
    })
}

/// The rows that a publication shows.
pub(super) async fn state(
    connection: &mut SqliteConnection,
    plan: &PlanId,
    number: u32,
) -> Result<State, FiguresError> {
    let values = sqlx::query_as(
        "SELECT entry.* FROM publication_item AS item
         JOIN observation AS entry ON entry.plan = item.plan AND entry.id = item.id
         WHERE item.plan = ? AND item.number = ? AND item.kind = 'observation' ORDER BY entry.id",
    );
    let values = values.bind(plan.as_str()).bind(number).fetch_all(&mut *connection).await?;
    let reports = sqlx::query_as(
        "SELECT entry.* FROM publication_item AS item
         JOIN task_update AS entry ON entry.plan = item.plan AND entry.id = item.id
         WHERE item.plan = ? AND item.number = ? AND item.kind = 'update' ORDER BY entry.id",
    );
    let reports = reports.bind(plan.as_str()).bind(number).fetch_all(connection).await?;
    Ok(State { values, reports })
}

/// All rows that were ever entered for a plan, public or not.
pub(super) async fn entered(connection: &mut SqliteConnection, plan: &PlanId) -> Result<State, FiguresError> {
    let values = sqlx::query_as("SELECT * FROM observation WHERE plan = ? ORDER BY id");
    let values = values.bind(plan.as_str()).fetch_all(&mut *connection).await?;
    let reports = sqlx::query_as("SELECT * FROM task_update WHERE plan = ? ORDER BY id");
    let reports = reports.bind(plan.as_str()).fetch_all(connection).await?;
    Ok(State { values, reports })
}

/// The batches that wait for review, oldest first.
pub(in crate::figures) async fn waiting(
    connection: &mut SqliteConnection,
    plan: &PlanId,
) -> Result<Vec<Batch>, FiguresError> {
    let batches = sqlx::query_as(
        "SELECT id, file, sha256, prepared_by, staged_at,
                (SELECT count(*) FROM observation WHERE batch = batch.id)
                    + (SELECT count(*) FROM task_update WHERE batch = batch.id) AS rows
         FROM batch WHERE plan = ? AND id NOT IN (SELECT batch FROM batch_end) ORDER BY id",
    );
    Ok(batches.bind(plan.as_str()).fetch_all(connection).await?)
}

/// The rows of a batch.
pub(in crate::figures) async fn batch_rows(
    connection: &mut SqliteConnection,
    batch: i64,
) -> Result<(Vec<ValueRow>, Vec<ReportRow>), FiguresError> {
    let values = sqlx::query_as("SELECT * FROM observation WHERE batch = ? ORDER BY id").bind(batch);
    let values = values.fetch_all(&mut *connection).await?;
    let reports = sqlx::query_as("SELECT * FROM task_update WHERE batch = ? ORDER BY id").bind(batch);
    let reports = reports.fetch_all(connection).await?;
    Ok((values, reports))
}

/// Whether an id was ever used.
pub(in crate::figures) async fn entry_exists(
    connection: &mut SqliteConnection,
    plan: &PlanId,
    id: &str,
) -> Result<bool, FiguresError> {
    let found: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM observation WHERE plan = ?1 AND id = ?2)
             OR EXISTS (SELECT 1 FROM task_update WHERE plan = ?1 AND id = ?2)",
    )
    .bind(plan.as_str())
    .bind(id)
    .fetch_one(connection)
    .await?;
    Ok(found)
}

/// Enters rows; `batch` is nothing for those of the pack.
pub(in crate::figures) async fn enter(
    connection: &mut SqliteConnection,
    plan: &PlanId,
    batch: Option<i64>,
    rows: &State,
    moment: Moment,
) -> Result<(), FiguresError> {
    for row in &rows.values {
        sqlx::query("INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(plan.as_str())
            .bind(&row.id)
            .bind(batch)
            .bind(moment.millis)
            .bind(&row.indicator)
            .bind(&row.period)
            .bind(&row.value)
            .bind(&row.state)
            .bind(&row.margin)
            .bind(&row.as_of)
            .bind(row.provisional)
            .bind(&row.source_title)
            .bind(&row.source_url)
            .bind(&row.supersedes)
            .bind(&row.reason)
            .bind(&row.next_step)
            .bind(&row.note)
            .execute(&mut *connection)
            .await?;
    }
    for row in &rows.reports {
        sqlx::query("INSERT INTO task_update VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(plan.as_str())
            .bind(&row.id)
            .bind(batch)
            .bind(moment.millis)
            .bind(&row.task)
            .bind(&row.state)
            .bind(&row.as_of)
            .bind(&row.text)
            .bind(&row.reason)
            .bind(&row.source_title)
            .bind(&row.source_url)
            .bind(&row.supersedes)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Keeps how the cells of rows were read, by the rows' ids.
pub(in crate::figures) async fn insert_how_read(
    connection: &mut SqliteConnection,
    plan: &PlanId,
    how_read: &Said,
) -> Result<(), FiguresError> {
    for (id, said) in how_read {
        let insert = sqlx::query("INSERT INTO how_read VALUES (?, ?, ?)");
        insert.bind(plan.as_str()).bind(id).bind(said).execute(&mut *connection).await?;
    }
    Ok(())
}

/// How cells were read where that must be said, of all rows that were ever entered.
pub(in crate::figures) async fn how_read(
    connection: &mut SqliteConnection,
    plan: &PlanId,
) -> Result<Said, FiguresError> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT id, said FROM how_read WHERE plan = ?")
        .bind(plan.as_str())
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Records that a file was put forward, and returns its number.
pub(in crate::figures) async fn insert_batch(
    connection: &mut SqliteConnection,
    plan: &PlanId,
    (file, sha256, prepared_by): (&str, &str, Option<&str>),
    moment: Moment,
) -> Result<i64, FiguresError> {
    let inserted =
        sqlx::query("INSERT INTO batch (plan, file, sha256, prepared_by, staged_at) VALUES (?, ?, ?, ?, ?)");
    let inserted = inserted.bind(plan.as_str()).bind(file).bind(sha256).bind(prepared_by).bind(moment.millis);
    Ok(inserted.execute(connection).await?.last_insert_rowid())
}

/// Records what became of a batch: `publication` is nothing where it was dropped.
pub(in crate::figures) async fn insert_end(
    connection: &mut SqliteConnection,
    batch: i64,
    publication: Option<u32>,
    moment: Moment,
) -> Result<(), FiguresError> {
    let ended = sqlx::query("INSERT INTO batch_end (batch, publication, ended_at) VALUES (?, ?, ?)");
    ended.bind(batch).bind(publication).bind(moment.millis).execute(connection).await?;
    Ok(())
}

/// Numbers a state: it is public from the commit on. The names are the preparer's, the reviewer's and the approver's.
pub(in crate::figures) async fn insert_publication(
    connection: &mut SqliteConnection,
    plan: &PlanId,
    record: &Record,
    state: &State,
    [preparer, reviewer, approver]: [Option<&str>; 3],
) -> Result<(), FiguresError> {
    let (kind, restores) = match record.origin {
        Origin::Seed => ("seed", None),
        Origin::Publish => ("publish", None),
        Origin::Withdraw { restores } => ("withdraw", Some(restores)),
    };
    let Publication { number, published, corrected } = &record.publication;
    sqlx::query("INSERT INTO publication VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(plan.as_str())
        .bind(number)
        .bind(kind)
        .bind(record.previous)
        .bind(restores)
        .bind(record.published_at)
        .bind(published.to_string())
        .bind(corrected.as_ref().map(|correction| correction.on.to_string()))
        .bind(corrected.as_ref().map(|correction| &correction.reason))
        .bind(preparer)
        .bind(reviewer)
        .bind(approver)
        .bind(state.digest()?)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// Lists the rows that a publication shows.
pub(in crate::figures) async fn insert_items(
    connection: &mut SqliteConnection,
    plan: &PlanId,
    number: u32,
    state: &State,
) -> Result<(), FiguresError> {
    let values = state.values.iter().map(|row| ("observation", &row.id));
    let reports = state.reports.iter().map(|row| ("update", &row.id));
    for (kind, id) in values.chain(reports) {
        sqlx::query("INSERT INTO publication_item VALUES (?, ?, ?, ?)")
            .bind(plan.as_str())
            .bind(number)
            .bind(kind)
            .bind(id)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// What the audit trail knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::figures) enum Event {
    Seeded,
    Staged,
    Dropped,
    Published,
    Withdrawn,
}

impl Event {
    fn name(self) -> &'static str {
        match self {
            Self::Seeded => "seeded",
            Self::Staged => "staged",
            Self::Dropped => "dropped",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Adds to the audit trail.
pub(in crate::figures) async fn audit(
    connection: &mut SqliteConnection,
    plan: &PlanId,
    event: Event,
    person: Option<&str>,
    detail: &Value,
    moment: Moment,
) -> Result<(), FiguresError> {
    sqlx::query("INSERT INTO audit (at, plan, event, person, detail) VALUES (?, ?, ?, ?, ?)")
        .bind(moment.millis)
        .bind(plan.as_str())
        .bind(event.name())
        .bind(person)
        .bind(detail.to_string())
        .execute(connection)
        .await?;
    Ok(())
}
