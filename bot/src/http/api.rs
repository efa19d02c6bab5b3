//! The judged snapshot as JSON, CSV, workbook and in the binary form for wasm; the feed of its changes.

use anyhow::Context;
use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use shared::{lang::Lang, snapshot::Snapshot};

use super::{Site, problem::Problem};
use crate::{
    exports::{self, ExportError},
    figures,
};

fn unknown(site: &Site, plan: &str) -> Problem {
    let plans: Vec<&str> = site.plans().into_iter().map(shared::id::PlanId::as_str).collect();
    Problem::not_found(format!("没有方案“{plan}”；可用的有：{}", plans.join("、")))
}

/// The snapshot.
pub(super) async fn snapshot(State(site): State<Site>, Path(plan): Path<String>) -> Response {
    match site.judged(&plan) {
        Some(judged) => {
            let schema = format!("<{}>; rel=\"describedby\"", site.at(exports::SCHEMA_PATH));
            ([NO_CACHE], [(header::LINK, schema)], Json(judged)).into_response()
        }
        None => unknown(&site, &plan).into_response(),
    }
}

/// The schema of the snapshot.
pub(super) async fn schema() -> Response {
    ([(header::CONTENT_TYPE, "application/schema+json")], exports::schema()).into_response()
}

/// One row a target, for a spreadsheet.
pub(super) async fn csv(State(site): State<Site>, Path(plan): Path<String>) -> Response {
    let Some(snapshot) = site.snapshot(&plan) else { return unknown(&site, &plan).into_response() };
    let name = format!("{}-figures.csv", snapshot.plan);
    download("text/csv; charset=utf-8", &name, exports::csv(&snapshot))
}

/// The figures as a workbook.
pub(super) async fn xlsx(State(site): State<Site>, Path(plan): Path<String>) -> Response {
    let Some(snapshot) = site.snapshot(&plan) else { return unknown(&site, &plan).into_response() };
    let name = format!("{}-figures.xlsx", snapshot.plan);
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    download(kind, &name, exports::xlsx(&snapshot))
}

/// The changes, newest first.
pub(super) async fn feed(State(site): State<Site>, Path(plan): Path<String>) -> Response {
    let Some(snapshot) = site.snapshot(&plan) else { return unknown(&site, &plan).into_response() };
    match site.feed(&snapshot).await {
        Ok(feed) => {
            ([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"), NO_CACHE], feed).into_response()
        }
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "feed.atom failed");
            Problem::internal().into_response()
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
        let entries = match self.inner.ledgers.iter().find(|ledger| ledger.plan() == plan) {
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
pub(super) async fn binary(State(site): State<Site>, Path(plan): Path<String>) -> Response {
    let Some(snapshot) = site.snapshot(&plan) else { return unknown(&site, &plan).into_response() };
    match snapshot.to_bytes() {
        Ok(bytes) => {
            let headers =
                [(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, "no-cache")];
            (headers, bytes).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "snapshot.bin failed");
            Problem::internal().into_response()
        }
    }
}
