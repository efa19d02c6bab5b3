//! A plan that is switched off: every address of it answers with the notice alone.

use axum::{
    Json,
    extract::{MatchedPath, Query, RawPathParams, Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use serde::Deserialize;
use shared::{
    id::PlanId,
    lang::{Lang, Text},
};

use super::{Site, problem::Problem};
use crate::{figures::Off, site};

/// In which language a page was asked for; whatever else is asked for does not matter now.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Spoken {
    lang: String,
}

/// Lets a request for a plan pass, if the plan is shown.
pub(super) async fn shown(
    State(site): State<Site>,
    names: RawPathParams,
    matched: MatchedPath,
    request: Request,
    next: Next,
) -> Response {
    let plan = names.iter().find(|(name, _)| *name == "plan").and_then(|(_, plan)| plan.parse().ok());
    let off = match &plan {
        Some(plan) => site.off(plan).await,
        None => None,
    };
    let Some((title, off)) = off else { return next.run(request).await };
    let spoken: Query<Spoken> = Query::try_from_uri(request.uri()).unwrap_or_default();
    let lang = if spoken.lang == "en" { Lang::En } else { Lang::Zh };
    let mut response = match Form::of(matched.as_str()) {
        // An include drops what comes with an error.
        Form::Fragment => Html(site::notice(&title, &off, lang)).into_response(),
        Form::Page => match site::notice_page(&title, &off, lang, &site.inner.addresses) {
            Ok(page) => (StatusCode::SERVICE_UNAVAILABLE, Html(page)).into_response(),
            Err(error) => {
                tracing::error!(%error, "the notice failed");
                Problem::internal().into_response()
            }
        },
        Form::Data => {
            let kind = [(header::CONTENT_TYPE, "application/problem+json")];
            let body = Json(site::notice_problem(&title, &off)).into_response().into_body();
            (StatusCode::SERVICE_UNAVAILABLE, kind, body).into_response()
        }
    };
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

/// What somebody who asks for an address of a plan expects.
enum Form {
    Page,
    Fragment,
    Data,
}

impl Form {
    /// By the pattern of the address.
    fn of(matched: &str) -> Self {
        match matched.rsplit('/').next() {
            Some("snippet" | "plain") => Self::Fragment,
            // No base path holds a name in braces.
            Some("schemes" | "{plan}") if matched.contains("/p/{plan}") => Self::Page,
            _ => Self::Data,
        }
    }
}

impl Site {
    /// Since when and why a plan is not shown, with its title. Where the ledger cannot be read, what was known stays.
    pub(super) async fn off(&self, plan: &PlanId) -> Option<(Text, Off)> {
        let desk = self.inner.desks.of(plan)?;
        let off = match self.ledger(plan) {
            Some(ledger) => ledger.off().await.unwrap_or_else(|error| {
                tracing::error!(%error, %plan, "the ledger cannot be read");
                desk.off()
            }),
            None => desk.off(),
        };
        let plan = &desk.pack().plan;
        Some((plan.short_title.clone().unwrap_or_else(|| plan.title.clone()), off?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pattern_tells_what_is_expected_under_any_base_path() {
        for base in ["", "/zhice", "/api", "/api/p", "/snippet"] {
            let of = |pattern: &str| Form::of(&format!("{base}{pattern}"));
            assert!(matches!(of("/p/{plan}"), Form::Page), "{base}");
            assert!(matches!(of("/p/{plan}/schemes"), Form::Page), "{base}");
            assert!(matches!(of("/p/{plan}/schemes/snippet"), Form::Fragment), "{base}");
            assert!(matches!(of("/p/{plan}/i/{file}"), Form::Data), "{base}");
            assert!(matches!(of("/api/v1/plans/{plan}"), Form::Data), "{base}");
            assert!(matches!(of("/api/v1/plans/{plan}/feed.atom"), Form::Data), "{base}");
        }
    }
}
