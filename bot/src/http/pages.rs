//! The portal, a plan's page and its bare snippet.

use std::collections::HashMap;

use axum::{
    extract::{Path, Query, State},
    http::{StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use shared::{lang::Lang, snapshot::Snapshot};

use super::Site;
use crate::site::{self, page};

/// The demonstration portal.
pub(super) async fn portal(State(site): State<Site>) -> Response {
    named(&site, "index.html", &[]).await
}

/// A page of `www/` with values to echo.
pub(super) async fn named(site: &Site, name: &str, values: &[(&'static str, &str)]) -> Response {
    match page(name) {
        Some(page) => expanded(site, StatusCode::OK, &page, values).await,
        None => not_found(site, name).await,
    }
}

/// A plan's page.
pub(super) async fn plan(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    uri: Uri,
) -> Response {
    let lang = lang_of(&query);
    let (Some(page), Some(snapshot)) = (page("plan.html"), site.snapshot(&plan)) else {
        return not_found(&site, uri.path()).await;
    };
    let values = site::of_plan(&snapshot, lang, &site.inner.addresses);
    let inside = site.snippet(snapshot, lang).await;
    ([(header::CACHE_CONTROL, "no-cache")], Html(site::expand(&page, &values, &[inside]))).into_response()
}

/// The static content alone, for a portal page to include.
pub(super) async fn snippet(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    uri: Uri,
) -> Response {
    match site.snapshot(&plan) {
        Some(snapshot) => Html(site.snippet(snapshot, lang_of(&query)).await).into_response(),
        None => not_found(&site, uri.path()).await,
    }
}

pub(super) fn lang_of(query: &HashMap<String, String>) -> Lang {
    Lang::from_tag(query.get("lang").map(String::as_str).unwrap_or_default())
}

/// The page that says there is nothing here, and what there is.
pub(super) async fn not_found(site: &Site, path: &str) -> Response {
    let plans: Vec<String> = site.plans().into_iter().map(|plan| site.at(&format!("/p/{plan}"))).collect();
    let plans = plans.join("　");
    let page = page("404.html").unwrap_or_default();
    expanded(site, StatusCode::NOT_FOUND, &page, &[("PATH", path), ("PLANS", &plans)]).await
}

/// A page with its includes and echoes put in.
pub(super) async fn expanded(
    site: &Site,
    status: StatusCode,
    page: &str,
    values: &[(&'static str, &str)],
) -> Response {
    let mut all = site::common(&site.inner.addresses);
    all.extend(values.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let mut inside = Vec::new();
    for path in site::includes(page) {
        inside.push(site.included(path).await);
    }
    let headers = [(header::CACHE_CONTROL, "no-cache")];
    (status, headers, Html(site::expand(page, &all, &inside))).into_response()
}

impl Site {
    /// The judged plan as of today.
    pub(super) fn snapshot(&self, plan: &str) -> Option<Snapshot> {
        Some(self.desk(plan).ok()?.snapshot())
    }

    /// What an include names; a plain line where there is no such plan.
    async fn included(&self, path: &str) -> String {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let plan = path.strip_prefix("/p/").and_then(|rest| rest.strip_suffix("/snippet"));
        let lang = Lang::from_tag(query.strip_prefix("lang=").unwrap_or_default());
        match plan.and_then(|plan| self.snapshot(plan)) {
            Some(snapshot) => self.snippet(snapshot, lang).await,
            None => "<p>此方案未装载。</p>".to_owned(),
        }
    }

    /// The element with its static content.
    async fn snippet(&self, snapshot: Snapshot, lang: Lang) -> String {
        let key = (snapshot.plan.clone(), lang);
        let state = (snapshot.as_of, snapshot.publication.clone());
        let mut rendered = self.inner.rendered.lock().await;
        if let Some((shown, html)) = rendered.get(&key)
            && *shown == state
        {
            return html.clone();
        }
        let html = site::snippet(snapshot, lang, &self.inner.addresses).await;
        rendered.insert(key, (state, html.clone()));
        html
    }
}
