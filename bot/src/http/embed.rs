//! For webmasters: what a portal's headers allow, and a plan as a folder of plain files.

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use shared::id::PlanId;

use super::{
    Site,
    as_of::{Asked, Parameters},
    pages,
    problem::Problem,
};
use crate::{
    embed::check::check,
    site::{self, Assets, BasePath},
};

/// The webmaster's page.
pub(super) async fn page(State(site): State<Site>) -> Response {
    let plans: Vec<&str> = site.plans().into_iter().map(PlanId::as_str).collect();
    let (all, assets) = (plans.join(" "), Assets::of_files());
    let values = [
        ("PLANS", all.as_str()),
        ("PLAN", plans.first().copied().unwrap_or_default()),
        ("STYLE_INTEGRITY", &assets.style_integrity),
        ("LOADER_INTEGRITY", &assets.loader_integrity),
        ("STYLE_SIZE", &assets.style_size),
        ("LOADER_SIZE", &assets.loader_size),
        ("WIDGET_SIZE", &assets.widget_size),
        ("FULL_SIZE", &assets.full_size),
    ];
    pages::named(&site, "embed.html", &values).await
}

/// Headers to check.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pasted {
    headers: String,
    #[serde(default)]
    origin: String,
}

/// Says which way of embedding works under these headers.
pub(super) async fn checked(pasted: Result<Json<Pasted>, JsonRejection>) -> Result<Response, Problem> {
    let Ok(Json(Pasted { headers, origin })) = pasted else {
        return Err(Problem::bad_request(
            "请以 JSON 提交，不超过 64 KiB：{\"headers\": \"门户页面的响应头\"}，可加 origin（门户的网址）",
        ));
    };
    let checkup = check(&headers, Some(&origin)).map_err(|error| Problem::bad_request(error.to_string()))?;
    Ok(Json(checkup).into_response())
}

/// Where the folder will stand.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Placed {
    at: String,
}

impl Parameters for Placed {
    const KNOWN: &str = "参数只有 at（文件夹在门户上的网址前缀），至多写一次，如 ?at=/files/zhice";
}

/// The plan as a folder of plain files, in one file.
pub(super) async fn zip(
    State(site): State<Site>,
    Path(plan): Path<String>,
    Asked(placed): Asked<Placed>,
) -> Result<Response, Problem> {
    let judged = site.desk(&plan)?.judged();
    let at = if placed.at.is_empty() { site::usual_place(&judged.snapshot) } else { placed.at };
    let at: BasePath = at.parse().map_err(|_| {
        Problem::bad_request("at 应以 / 开头、不以 / 结尾，只含字母、数字、-、_ 和 /，如 /files/zhice")
    })?;
    let made = async { site::zipped(&site::frozen(&judged, &at).await?) };
    let bytes = made.await.map_err(|error| {
        tracing::error!(%error, "portal.zip failed");
        Problem::internal()
    })?;
    let name = format!("attachment; filename=\"zhice-{}.zip\"", judged.snapshot.plan);
    let kind = [(header::CONTENT_TYPE, "application/zip".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok(([(header::CACHE_CONTROL, "no-cache")], kind, bytes).into_response())
}
