//! The judged snapshot as JSON, CSV and in the binary form for wasm.

use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};

use super::{Site, figures as sheet, problem::Problem};

fn unknown(site: &Site, plan: &str) -> Problem {
    let plans: Vec<&str> = site.plans().into_iter().map(shared::id::PlanId::as_str).collect();
    Problem::not_found(format!("没有方案“{plan}”；可用的有：{}", plans.join("、")))
}

/// The snapshot.
pub(super) async fn snapshot(State(site): State<Site>, Path(plan): Path<String>) -> Response {
    match site.judged(&plan) {
        Some(judged) => ([(header::CACHE_CONTROL, "no-cache")], Json(judged)).into_response(),
        None => unknown(&site, &plan).into_response(),
    }
}

/// One row a target, for a spreadsheet.
pub(super) async fn figures(State(site): State<Site>, Path(plan): Path<String>) -> Response {
    let Some(snapshot) = site.snapshot(&plan) else { return unknown(&site, &plan).into_response() };
    match sheet::csv(&snapshot) {
        Ok(csv) => {
            let disposition = format!("attachment; filename=\"{}-figures.csv\"", snapshot.plan);
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, disposition),
                (header::CACHE_CONTROL, "no-cache".to_owned()),
            ];
            (headers, csv).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "figures.csv failed");
            Problem::internal().into_response()
        }
    }
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
