//! The judged snapshot as JSON, CSV, workbook and in the binary form for wasm; the feed of its changes.

use anyhow::Context;
use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use shared::{binary::Binary, changes, date::Date, lang::Lang, snapshot::Snapshot, words};

use super::{
    Site,
    as_of::{self, Asked, Between, Nothing, OnDay},
    problem::Problem,
};
use crate::{
    exports::{self, ExportError},
    figures,
};

/// The snapshot.
pub(super) async fn snapshot(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(asked): Asked<OnDay>,
) -> Result<Response, Problem> {
    let judged = site.judged_as_of(&plan, &asked).await?;
    let schema = format!("<{}>; rel=\"describedby\"", site.at(exports::SCHEMA_PATH));
    Ok(([NO_CACHE], [(header::LINK, schema)], Json(judged)).into_response())
}

/// What changed in public from one day to another, `?from=` and `?to=`: by default from the plan's first day to the day shown.
pub(super) async fn changes(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(asked): Asked<Between>,
) -> Result<Response, Problem> {
    let desk = site.desk(&plan)?;
    let to = as_of::named("to", asked.to.as_deref(), desk.day())?.unwrap_or(desk.day());
    let first = Date::new(desk.pack().plan.period.from, 1, 1).unwrap_or(to).min(to);
    let from = as_of::named("from", asked.from.as_deref(), to)?.unwrap_or(first);
    let before = site.judged_on(desk, from).await?.snapshot;
    let after = site.judged_on(desk, to).await?.snapshot;
    let changes: Vec<Value> = changes::between(&before, &after)
        .iter()
        .map(|change| json!({ "change": change, "text": words::change(change, &after, Lang::Zh) }))
        .collect();
    let body = json!({ "v": 1, "plan": plan, "from": from, "to": to, "changes": changes });
    Ok(([NO_CACHE], Json(body)).into_response())
}

/// The schema of the snapshot.
pub(super) async fn schema() -> Response {
    ([(header::CONTENT_TYPE, "application/schema+json")], exports::schema()).into_response()
}

/// One row a target, for a spreadsheet.
pub(super) async fn csv(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(asked): Asked<OnDay>,
) -> Result<Response, Problem> {
    let snapshot = site.judged_as_of(&plan, &asked).await?.snapshot;
    let name = format!("{}-figures.csv", snapshot.plan);
    Ok(download("text/csv; charset=utf-8", &name, exports::csv(&snapshot)))
}

/// The figures as a workbook.
pub(super) async fn xlsx(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(asked): Asked<OnDay>,
) -> Result<Response, Problem> {
    let snapshot = site.judged_as_of(&plan, &asked).await?.snapshot;
    let name = format!("{}-figures.xlsx", snapshot.plan);
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(download(kind, &name, exports::xlsx(&snapshot)))
}

/// The changes, newest first.
pub(super) async fn feed(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    let snapshot = site.desk(&plan)?.snapshot();
    match site.feed(&snapshot).await {
        Ok(feed) => {
            Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"), NO_CACHE], feed)
                .into_response())
        }
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "feed.atom failed");
            Err(Problem::internal())
        }
    }
}

impl Site {
    /// The feed of a plan, made once for each state of its figures.
    async fn feed(&self, snapshot: &Snapshot) -> anyhow::Result<Vec<u8>> {
        let plan = &snapshot.plan;
        let state = (snapshot.as_of, snapshot.publication.clone());
        let mut feeds = self.inner.feeds.lock().await;
        if let Some((shown, feed)) = feeds.get(plan)
            && *shown == state
        {
            return Ok(feed.clone());
        }
        let desk = self.inner.desks.of(plan).context("no desk")?;
        let entries = match self.ledger(plan) {
            Some(ledger) => figures::history(ledger, &desk.pack().plan).await?,
            None => exports::history(desk.pack(), snapshot.as_of),
        };
        let addresses = &self.inner.addresses;
        let (page, itself) = (addresses.page(plan, Lang::Zh), addresses.of_plan(plan, "feed.atom"));
        let feed = exports::atom(snapshot, &entries, &page, &itself)?;
        feeds.insert(plan.clone(), (state, feed.clone()));
        Ok(feed)
    }
}

/// Looked at again each time.
const NO_CACHE: (header::HeaderName, &str) = (header::CACHE_CONTROL, "no-cache");

/// A file to keep under a name.
fn download(kind: &'static str, name: &str, made: Result<Vec<u8>, ExportError>) -> Response {
    match made {
        Ok(bytes) => {
            let disposition = (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""));
            ([(header::CONTENT_TYPE, kind), NO_CACHE], [disposition], bytes).into_response()
        }
        Err(error) => failed(&error),
    }
}

fn failed(error: &ExportError) -> Response {
    tracing::error!(%error, "an export failed");
    Problem::internal().into_response()
}

/// The binary form.
pub(super) async fn binary(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(asked): Asked<OnDay>,
) -> Result<Response, Problem> {
    bytes(&site.judged_as_of(&plan, &asked).await?.snapshot)
}

/// What can be looked for beside the plan.
pub(super) async fn library(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    let desk = site.desk(&plan)?;
    bytes(&desk.pack().library(desk.day()))
}

/// What the plan is judged from: for judging it again with another value.
pub(super) async fn inputs(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    bytes(&site.desk(&plan)?.inputs())
}

fn bytes(data: &impl Binary) -> Result<Response, Problem> {
    match data.to_bytes() {
        Ok(bytes) => {
            Ok(([(header::CONTENT_TYPE, "application/octet-stream"), NO_CACHE], bytes).into_response())
        }
        Err(error) => {
            tracing::error!(%error, "a binary form failed");
            Err(Problem::internal())
        }
    }
}
