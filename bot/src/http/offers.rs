//! 企业能办什么, and the sessions' files for calendars.

use std::collections::HashMap;

use axum::{
    extract::{Path, Query, State},
    http::{Uri, header},
    response::{Html, IntoResponse, Response},
};

use super::{
    Site,
    pages::{lang_of, not_found},
    problem::Problem,
};
use crate::{
    exports,
    site::{self, page},
};

/// The page.
pub(super) async fn schemes(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    uri: Uri,
) -> Response {
    let (Some(template), Ok(desk)) = (page("schemes.html"), site.desk(&plan)) else {
        return not_found(&site, uri.path()).await;
    };
    let (lang, snapshot, addresses) = (lang_of(&query), desk.snapshot(), &site.inner.addresses);
    let values = site::of_offers(&snapshot, lang, addresses);
    let inside = site::offers(snapshot, desk.pack().offers(desk.day()), lang, addresses).await;
    let html = site::expand(&template, &values, &[inside]);
    ([(header::CACHE_CONTROL, "no-cache")], Html(html)).into_response()
}

/// The view alone, for a portal page to include.
pub(super) async fn snippet(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    uri: Uri,
) -> Response {
    let Ok(desk) = site.desk(&plan) else { return not_found(&site, uri.path()).await };
    let offers = desk.pack().offers(desk.day());
    let html = site::offers(desk.snapshot(), offers, lang_of(&query), &site.inner.addresses).await;
    Html(html).into_response()
}

/// A session that is still to come, for a calendar.
pub(super) async fn event(State(site): State<Site>, Path(id): Path<String>) -> Result<Response, Problem> {
    let found = site.inner.desks.iter().find_map(|desk| {
        let day = desk.day();
        let offers = desk.pack().offers(day);
        Some(exports::ics(&desk.pack().plan.id, offers.session(&id)?, day))
    });
    let file = found.ok_or_else(|| Problem::not_found("没有这一场培训，或者已经办过"))?;
    let kind = (header::CONTENT_TYPE, "text/calendar; charset=utf-8");
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"event.ics\"");
    Ok(([kind, (header::CACHE_CONTROL, "no-cache")], [name], file).into_response())
}
