//! Errors as RFC 9457 for programs, and as a page for people.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// An error as `application/problem+json`.
pub(super) struct Problem {
    pub status: StatusCode,
    pub title: &'static str,
    pub detail: String,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({
            "type": "about:blank",
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        (
            self.status,
            [(header::CONTENT_TYPE, "application/problem+json"), (header::CACHE_CONTROL, "no-cache")],
            Json(body).into_response().into_body(),
        )
            .into_response()
    }
}

impl Problem {
    pub(super) fn not_found(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, title: "没有找到", detail: detail.into() }
    }

    pub(super) fn bad_request(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, title: "请求有误", detail: detail.into() }
    }

    pub(super) fn internal() -> Self {
        let detail = "内部错误，已记入日志。请稍后再试。".to_owned();
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, title: "内部错误", detail }
    }
}
