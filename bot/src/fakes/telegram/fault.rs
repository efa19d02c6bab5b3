//! What can go wrong between the bot and Telegram.

use axum::{
    Json,
    http::{StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// A scripted fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// 429: come back after so many seconds.
    TooMany(u32),
    /// 502 from a proxy before Telegram: a page, no JSON.
    BadGateway,
    /// A refusal with a code and its description.
    Refuses(u16, &'static str),
    /// The call succeeds, but the answer is cut off: the bot cannot know.
    AnswerLost,
    /// The call succeeds, and the answer describes it as no client has yet seen.
    AnswerOfTheFuture,
    /// Sent elsewhere, with the token in the address.
    Redirect(String),
}

/// What a method answers.
pub(super) type Answer = Result<Value, Refusal>;

/// What a method refuses with.
pub(super) struct Refusal {
    code: u16,
    description: String,
    retry_after: Option<u32>,
}

impl Refusal {
    pub(super) fn new(code: u16, description: &str) -> Self {
        Self { code, description: description.to_owned(), retry_after: None }
    }
}

pub(super) fn refusal(code: u16, description: &str) -> Answer {
    Err(Refusal::new(code, description))
}

/// The answer as Telegram writes it.
pub(super) fn respond(answer: Answer) -> Response {
    match answer {
        Ok(result) => Json(json!({"ok": true, "result": result})).into_response(),
        Err(Refusal { code, description, retry_after }) => {
            let mut body = json!({"ok": false, "error_code": code, "description": description});
            if let Some(seconds) = retry_after {
                body["parameters"] = json!({"retry_after": seconds});
            }
            let status = StatusCode::from_u16(code).unwrap_or(StatusCode::BAD_REQUEST);
            (status, Json(body)).into_response()
        }
    }
}

impl Fault {
    /// The answer, where the fault is met before the method.
    pub(super) fn before(&self) -> Option<Response> {
        match self {
            Self::TooMany(seconds) => {
                let description = format!("Too Many Requests: retry after {seconds}");
                Some(respond(Err(Refusal { code: 429, description, retry_after: Some(*seconds) })))
            }
            Self::BadGateway => {
                Some((StatusCode::BAD_GATEWAY, "<html><h1>502 Bad Gateway</h1></html>").into_response())
            }
            Self::Refuses(code, description) => Some(respond(refusal(*code, description))),
            Self::Redirect(to) => {
                Some((StatusCode::TEMPORARY_REDIRECT, [(LOCATION, to.clone())]).into_response())
            }
            Self::AnswerLost | Self::AnswerOfTheFuture => None,
        }
    }

    /// The answer, where the fault is met after the method.
    pub(super) fn after(&self, answer: Answer) -> Response {
        match (self, answer) {
            (Self::AnswerLost, Ok(_)) => "{\"ok\":tr".into_response(),
            (Self::AnswerOfTheFuture, Ok(mut result)) => {
                result["chat"] = json!({"id": result["chat"]["id"], "type": "hologram", "shape": 3});
                respond(Ok(result))
            }
            (_, answer) => respond(answer),
        }
    }
}
