//! One target as a picture to keep: SVG, or PNG for where SVG is not taken.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use shared::{id::IndicatorId, lang::Lang, snapshot::Snapshot};

use super::{Site, as_of::Asked, problem::Problem, wanted::WantedLang};
use crate::picture::{PictureError, png};

/// The picture, by the target's id and the ending of its form.
pub(super) async fn picture(
    State(site): State<Site>,
    Path((plan, file)): Path<(String, String)>,
    Asked(wanted): Asked<WantedLang>,
) -> Result<Response, Problem> {
    let snapshot = site.desk(&plan)?.snapshot();
    let lang = wanted.lang()?;
    let Some((id, form @ ("svg" | "png"))) = file.rsplit_once('.') else {
        return Err(Problem::not_found("图的地址是目标编号加 .svg 或 .png，如 i5.svg"));
    };
    let known = id.parse().ok().filter(|id| snapshot.indicator(id).is_some());
    let id: IndicatorId = known.ok_or_else(|| {
        let ids: Vec<&str> = snapshot.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
        Problem::not_found(format!("方案里没有目标“{id}”；有的是：{}", ids.join("、")))
    })?;
    let name = format!("inline; filename=\"{plan}-{file}\"");
    let (kind, bytes) = match form {
        "svg" => ("image/svg+xml; charset=utf-8", svg(snapshot, id, lang).await?.into_bytes()),
        _ => ("image/png", site.png(snapshot, id, lang).await?),
    };
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, [(header::CONTENT_DISPOSITION, name)], bytes).into_response())
}

async fn svg(snapshot: Snapshot, id: IndicatorId, lang: Lang) -> Result<String, Problem> {
    widget::render_picture(snapshot, id, lang).await.ok_or_else(Problem::internal)
}

impl Site {
    /// The PNG of a target, drawn once for each state of its plan.
    async fn png(&self, snapshot: Snapshot, id: IndicatorId, lang: Lang) -> Result<Vec<u8>, Problem> {
        let key = (snapshot.plan.clone(), id.clone(), lang);
        let state = (snapshot.as_of, snapshot.publication.clone());
        let mut pictures = self.inner.pictures.lock().await;
        if let Some((shown, png)) = pictures.get(&key)
            && *shown == state
        {
            return Ok(png.clone());
        }
        let svg = svg(snapshot, id, lang).await?;
        match tokio::task::spawn_blocking(move || png(&svg)).await {
            Ok(Ok(png)) => {
                pictures.insert(key, (state, png.clone()));
                Ok(png)
            }
            Ok(Err(error @ (PictureError::Character(_) | PictureError::Size(_)))) => {
                Err(Problem::not_found(error.to_string()))
            }
            Ok(Err(error)) => Err(failed(&error)),
            Err(error) => Err(failed(&error)),
        }
    }
}

fn failed(error: &dyn std::error::Error) -> Problem {
    tracing::error!(%error, "a picture failed");
    Problem::internal()
}
