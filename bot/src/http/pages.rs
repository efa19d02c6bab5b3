//! The portal, a plan's page and its bare snippet.

use std::collections::HashMap;

use axum::{
    extract::{Path, Query, State},
    http::{StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use shared::{
    id::PlanId,
    lang::Lang,
    snapshot::{Judged, Snapshot},
};
use widget::Links;

use super::{
    Site, assets,
    ssi::{self, Part},
};
use crate::exports::{self, Entry};

/// The demonstration portal.
pub(super) async fn portal(State(site): State<Site>) -> Response {
    named(&site, "index.html", &[]).await
}

/// A page of `www/` with values to echo.
pub(super) async fn named(site: &Site, name: &str, values: &[(&str, &str)]) -> Response {
    match assets::page(name) {
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
    let Some(snapshot) = site.snapshot(&plan) else { return not_found(&site, uri.path()).await };
    let title = snapshot.short_title.pick(lang);
    let snippet = format!("/p/{plan}/snippet?lang={}", lang.tag());
    let other = lang.pick(Lang::En, Lang::Zh);
    let values = [
        ("TITLE", title),
        ("LANG", lang.tag()),
        ("HEADING", lang.pick("方案公开", "Published work plan")),
        ("SNIPPET", snippet.as_str()),
        ("OTHER_LANG", other.tag()),
        ("OTHER_LANG_NAME", lang.pick("English", "中文")),
    ];
    named(&site, "plan.html", &values).await
}

/// The static content alone, for a portal page to include.
pub(super) async fn snippet(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    uri: Uri,
) -> Response {
    match site.snippet(&plan, lang_of(&query)).await {
        Some(snippet) => Html(snippet).into_response(),
        None => not_found(&site, uri.path()).await,
    }
}

fn lang_of(query: &HashMap<String, String>) -> Lang {
    Lang::from_tag(query.get("lang").map(String::as_str).unwrap_or_default())
}

/// The page that says there is nothing here, and what there is.
pub(super) async fn not_found(site: &Site, path: &str) -> Response {
    let plans: Vec<String> = site.plans().into_iter().map(|plan| site.at(&format!("/p/{plan}"))).collect();
    let plans = plans.join("　");
    let page = assets::page("404.html").unwrap_or_default();
    expanded(site, StatusCode::NOT_FOUND, &page, &[("PATH", path), ("PLANS", &plans)]).await
}

/// A page with its includes and echoes put in.
pub(super) async fn expanded(
    site: &Site,
    status: StatusCode,
    page: &str,
    values: &[(&str, &str)],
) -> Response {
    let value = |name: &str| match name {
        "BASE" => Some(site.inner.base.as_str()),
        name => values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value),
    };
    let mut html = String::with_capacity(page.len());
    for part in ssi::parts(page) {
        match part {
            Part::Text(text) => html.push_str(text),
            Part::Echo(name) => html.push_str(&ssi::escape(value(name).unwrap_or_default())),
            // An include may name a value, so that one page serves every plan.
            Part::Include(path) => {
                let path = path.strip_prefix('$').and_then(value).unwrap_or(path);
                html.push_str(&site.included(path).await);
            }
        }
    }
    let headers = [(header::CACHE_CONTROL, "no-cache")];
    (status, headers, Html(html)).into_response()
}

impl Site {
    /// The judged plan as of today.
    pub(super) fn snapshot(&self, plan: &str) -> Option<Snapshot> {
        Some(self.judged(plan)?.snapshot)
    }

    /// The same with the working of each verdict.
    pub(super) fn judged(&self, plan: &str) -> Option<Judged> {
        let plan: PlanId = plan.parse().ok()?;
        Some(self.inner.desks.of(&plan)?.judged())
    }

    /// What changed in a plan over time.
    pub(super) fn history(&self, snapshot: &Snapshot) -> Vec<Entry> {
        let desk = self.inner.desks.of(&snapshot.plan);
        desk.map(|desk| exports::history(desk.pack(), snapshot.as_of)).unwrap_or_default()
    }

    /// What an include names; a plain line where there is no such plan.
    async fn included(&self, path: &str) -> String {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let plan = path.strip_prefix("/p/").and_then(|rest| rest.strip_suffix("/snippet"));
        let lang = Lang::from_tag(query.strip_prefix("lang=").unwrap_or_default());
        let snippet = match plan {
            Some(plan) => self.snippet(plan, lang).await,
            None => None,
        };
        snippet.unwrap_or_else(|| "<p>此方案未装载。</p>".to_owned())
    }

    /// The element with its static content.
    async fn snippet(&self, plan: &str, lang: Lang) -> Option<String> {
        let snapshot = self.snapshot(plan)?;
        let key = (snapshot.plan.clone(), lang);
        let state = (snapshot.as_of, snapshot.publication.clone());
        let mut rendered = self.inner.rendered.lock().await;
        if let Some((shown, html)) = rendered.get(&key)
            && *shown == state
        {
            return Some(html.clone());
        }
        let api = self.at(&format!("/api/v1/plans/{plan}"));
        let links = Links {
            page: Some(self.at(&format!("/p/{plan}"))),
            json: Some(api.clone()),
            csv: Some(format!("{api}/figures.csv")),
            chat: Some(self.at(&format!("/chat?plan={plan}"))),
        };
        let html = widget::render_snippet(snapshot, lang, links, &format!("{api}/snapshot.bin")).await;
        rendered.insert(key, (state, html.clone()));
        Some(html)
    }
}
