//! Being pushed to: who calls is checked before a byte of the body is read, and 200 means that it is on disk.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
    routing::post,
};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use super::incoming;
use crate::delivery::Intake;

const SECRET: &str = "X-Telegram-Bot-Api-Secret-Token";
/// Telegram's updates are a few kilobytes.
const LIMIT: usize = 256 * 1024;

struct Webhook {
    secret: SecretString,
    intake: Intake,
}

pub(super) fn routes(secret: SecretString, intake: Intake) -> Router {
    let webhook = Arc::new(Webhook { secret, intake });
    Router::new().route("/channels/telegram", post(pushed)).with_state(webhook)
}

async fn pushed(State(webhook): State<Arc<Webhook>>, headers: HeaderMap, body: Body) -> Response {
    if !webhook.is_telegram(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Ok(body) = axum::body::to_bytes(body, LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let update = serde_json::from_slice(&body).ok();
    let Some(received) = update.as_ref().and_then(incoming::read) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match webhook.intake.is_full().await {
        Ok(false) => {}
        Ok(true) => return later(),
        Err(error) => return failed(&error),
    }
    match webhook.intake.accept(&[received], None).await {
        Ok(_) => StatusCode::OK.into_response(),
        Err(error) => failed(&error),
    }
}

impl Webhook {
    fn is_telegram(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(SECRET).map_or(&[][..], |value| value.as_bytes());
        self.secret.expose_secret().as_bytes().ct_eq(given).into()
    }
}

fn failed(error: &crate::store::StoreError) -> Response {
    tracing::error!(%error, "收到的消息未能存盘，请 Telegram 稍后再推送");
    later()
}

fn later() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "5")]).into_response()
}
