//! The portal, a plan's page and its bare snippet.

use axum::{
    extract::{Path, State},
    http::{StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use shared::{lang::Lang, snapshot::Snapshot};
use widget::{Look, Show, View};

use super::{Site, as_of::Asked, problem::Problem, wanted::Wanted};
use crate::site::{self, Corrections, page};

/// The demonstration portal.
pub(super) async fn portal(State(site): State<Site>) -> Response {
    named(&site, "index.html", &[]).await
}

/// A page of `www/` with values to echo.
pub(super) async fn named(site: &Site, name: &str, values: &[(&'static str, &str)]) -> Response {
    match page(name) {
        Some(page) => expanded(site, StatusCode::OK, &page, values).await,
        None => not_found(site, &format!("/{name}")).await,
    }
}

/// A plan's page.
pub(super) async fn plan(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(wanted): Asked<Wanted>,
    uri: Uri,
) -> Response {
    let (Some(page), Some(snapshot)) = (page("plan.html"), site.snapshot(&plan)) else {
        return not_found(&site, uri.path()).await;
    };
    let show = match wanted.show(&snapshot) {
        Ok(show) => show,
        Err(problem) => return problem.into_response(),
    };
    let addresses = &site.inner.addresses;
    let mut values = site::of_plan(&snapshot, show.lang, addresses);
    // Known from the first byte on: a frame that changed with what stands in it would move.
    values.push(("CARE", if show.look.care { "care".to_owned() } else { String::new() }));
    let corrections = site.desk(&plan).map(|desk| Corrections::of(desk.pack())).unwrap_or_default();
    let targets = site::targets(&snapshot, &corrections, show.lang, addresses);
    let inside = site.snippet(snapshot, show).await;
    let html = site::expand(&page, &values, &[inside, targets]);
    ([(header::CACHE_CONTROL, "no-cache")], Html(html)).into_response()
}

/// The static content alone, for a portal page to include.
pub(super) async fn snippet(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(wanted): Asked<Wanted>,
    uri: Uri,
) -> Response {
    let Some(snapshot) = site.snapshot(&plan) else { return not_found(&site, uri.path()).await };
    match wanted.show(&snapshot) {
        Ok(show) => fragment(site.snippet(snapshot, show).await),
        Err(problem) => problem.into_response(),
    }
}

/// Content for other pages to include: looked at again each time, so that what is switched off is gone at once.
pub(super) fn fragment(html: String) -> Response {
    ([(header::CACHE_CONTROL, "no-cache")], Html(html)).into_response()
}

/// The same for an editor that keeps neither styles nor pictures.
pub(super) async fn plain(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(wanted): Asked<Wanted>,
    uri: Uri,
) -> Response {
    let Some(snapshot) = site.snapshot(&plan) else { return not_found(&site, uri.path()).await };
    match wanted.show(&snapshot) {
        Ok(show) if show.look != Look::default() => {
            Problem::bad_request("纯文字片段不带样式，mode 和 theme 在这里没有用").into_response()
        }
        Ok(show) => fragment(site::plain(snapshot, show, &site.inner.addresses).await),
        Err(problem) => problem.into_response(),
    }
}

/// Says that there is nothing at a path under the base path: to programs in their form, to people with what there is.
pub(super) async fn not_found(site: &Site, path: &str) -> Response {
    let address = site.at(path);
    if path.starts_with("/api/") {
        return Problem::not_found(format!("没有 {address} 这个地址")).into_response();
    }
    let plans: Vec<String> = site.plans().into_iter().map(|plan| site.at(&format!("/p/{plan}"))).collect();
    let plans = plans.join("　");
    let page = page("404.html").unwrap_or_default();
    expanded(site, StatusCode::NOT_FOUND, &page, &[("PATH", &address), ("PLANS", &plans)]).await
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
        let name = path.split('?').next().unwrap_or_default();
        let plan = name.strip_prefix("/p/").and_then(|rest| rest.strip_suffix("/snippet"));
        if let Some(plan) = plan.and_then(|plan| plan.parse().ok())
            && let Some((title, off)) = self.off(&plan).await
        {
            return site::notice(&title, &off, Lang::Zh);
        }
        let asked = plan.and_then(|plan| {
            let snapshot = self.snapshot(plan)?;
            let show = Wanted::of_include(path)?.show(&snapshot).ok()?;
            Some((snapshot, show))
        });
        match asked {
            Some((snapshot, show)) => self.snippet(snapshot, show).await,
            None => "<p>此方案未装载。</p>".to_owned(),
        }
    }

    /// The element with its static content. What most visitors see is kept.
    async fn snippet(&self, snapshot: Snapshot, show: Show) -> String {
        if show.view != View::Overview || show.look != Look::default() {
            return site::snippet(snapshot, show, &self.inner.addresses).await;
        }
        let key = (snapshot.plan.clone(), show.lang);
        let state = (snapshot.as_of, snapshot.publication.clone());
        let mut rendered = self.inner.rendered.lock().await;
        if let Some((shown, html)) = rendered.get(&key)
            && *shown == state
        {
            return html.clone();
        }
        let html = site::snippet(snapshot, show, &self.inner.addresses).await;
        rendered.insert(key, (state, html.clone()));
        html
    }
}
