//! 企业能办什么, and the sessions' files for calendars.

use axum::{
    extract::{Path, State},
    http::{Uri, header},
    response::{Html, IntoResponse, Response},
};

use super::{
    Site,
    as_of::{Asked, Nothing},
    pages::{fragment, not_found},
    problem::Problem,
    wanted::WantedList,
};
use crate::{
    exports,
    site::{self, page},
};

/// The page.
pub(super) async fn schemes(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(wanted): Asked<WantedList>,
    uri: Uri,
) -> Response {
    let (Some(template), Ok(desk)) = (page("schemes.html"), site.desk(&plan)) else {
        return not_found(&site, uri.path()).await;
    };
    let show = match wanted.show() {
        Ok(show) => show,
        Err(problem) => return problem.into_response(),
    };
    let (snapshot, addresses) = (desk.snapshot(), &site.inner.addresses);
    let values = site::of_offers(&snapshot, show.lang, addresses);
    let inside = site::offers(snapshot, desk.pack().offers(desk.day()), show, addresses).await;
    let html = site::expand(&template, &values, &[inside]);
    ([(header::CACHE_CONTROL, "no-cache")], Html(html)).into_response()
}

/// The view alone, for a portal page to include.
pub(super) async fn snippet(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(wanted): Asked<WantedList>,
    uri: Uri,
) -> Response {
    let Ok(desk) = site.desk(&plan) else { return not_found(&site, uri.path()).await };
    let show = match wanted.show() {
        Ok(show) => show,
        Err(problem) => return problem.into_response(),
    };
    let offers = desk.pack().offers(desk.day());
    fragment(site::offers(desk.snapshot(), offers, show, &site.inner.addresses).await)
}

/// A session that is still to come, for a calendar.
pub(super) async fn event(
    State(site): State<Site>,
    Path(id): Path<String>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Response, Problem> {
    let mut shown = Vec::new();
    for desk in site.inner.desks.iter() {
        if site.off(&desk.pack().plan.id).await.is_none() {
            shown.push(desk);
        }
    }
    let found = shown.into_iter().find_map(|desk| {
        let day = desk.day();
        let offers = desk.pack().offers(day);
        Some(exports::ics(&desk.pack().plan.id, offers.session(&id)?, day))
    });
    let file = found.ok_or_else(|| Problem::not_found("没有这一场培训，或者已经办过"))?;
    let kind = (header::CONTENT_TYPE, "text/calendar; charset=utf-8");
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"event.ics\"");
    Ok(([kind, (header::CACHE_CONTROL, "no-cache")], [name], file).into_response())
}
