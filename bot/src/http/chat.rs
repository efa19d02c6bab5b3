//! The web chat: one POST an answer, as JSON, in the binary form that the widget reads (at once or as an event), or as a
//! page for a browser without scripts.

use std::{collections::HashMap, convert::Infallible, sync::Arc, time::Duration};

use axum::{
    Form, Json,
    extract::{
        Query, State,
        rejection::{FormRejection, JsonRejection},
    },
    http::{HeaderMap, StatusCode, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use futures_util::{Stream, stream};
use serde::{Deserialize, Serialize};
use shared::{answer::Answer, binary::Binary as _, id::PlanId};

use super::{Site, pages, problem::Problem};
use crate::{
    answer::AtDesk,
    dialogue::{self, EARLIER},
    site,
};

/// A question with the ones before it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    question: String,
    #[serde(default)]
    earlier: Vec<String>,
    #[serde(default)]
    plan: Option<PlanId>,
}

/// The stable form of an answer on the web: the tree, and the whole as text.
#[derive(Debug, Serialize)]
struct Said {
    v: u16,
    text: String,
    #[serde(flatten)]
    answer: Answer,
}

/// Answers in the form that the request wants.
pub(super) async fn answer(
    State(site): State<Site>,
    headers: HeaderMap,
    asked: Result<Json<Asked>, JsonRejection>,
) -> Response {
    let asked = match asked {
        Ok(Json(asked)) => asked,
        Err(rejection) => return refused(&rejection).into_response(),
    };
    if let Some(plan) = asked.plan.as_ref().filter(|plan| site.inner.desks.of(plan).is_none()) {
        return Problem::not_found(format!("没有方案“{plan}”")).into_response();
    }
    let earlier: Vec<String> =
        asked.earlier.into_iter().rev().take(EARLIER).collect::<Vec<_>>().into_iter().rev().collect();
    let shape = Shape::wanted(&headers);
    if shape == Shape::Events {
        return events(site, asked.plan, earlier, asked.question).into_response();
    }
    match site.respond(asked.plan, earlier, asked.question).await {
        Some(answer) if shape == Shape::Binary => binary(&answer),
        Some(answer) => Json(Said { v: 1, text: answer.to_text(), answer }).into_response(),
        None => Problem::internal().into_response(),
    }
}

/// The binary form of an answer, which the widget reads.
const BINARY: &str = "application/vnd.zhice.answer";
/// The same in base64, as an event.
const EVENTS: &str = "text/event-stream";
/// How often a word goes out to those who wait, so that no proxy takes the connection for dead.
const BREATH: Duration = Duration::from_secs(5);

/// In which form an answer is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Json,
    Binary,
    Events,
}

impl Shape {
    /// The first form that the request names; JSON if it names none of ours.
    fn wanted(headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let known = |kind: &str| match kind.split(';').next().unwrap_or_default().trim() {
            EVENTS => Some(Self::Events),
            BINARY => Some(Self::Binary),
            "application/json" => Some(Self::Json),
            _ => None,
        };
        accepted.split(',').find_map(known).unwrap_or(Self::Json)
    }
}

fn binary(answer: &Answer) -> Response {
    match answer.to_bytes() {
        Ok(bytes) => ([(header::CONTENT_TYPE, BINARY)], bytes).into_response(),
        Err(error) => {
            tracing::error!(%error, "an answer has no binary form");
            Problem::internal().into_response()
        }
    }
}

/// One event, `answer` or `failed`, and a breath now and then until it comes.
fn events(
    site: Site,
    plan: Option<PlanId>,
    earlier: Vec<String>,
    question: String,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let answering = async move {
        let answer = site.respond(plan, earlier, question).await;
        let bytes = answer.and_then(|answer| answer.to_bytes().ok());
        Ok(match bytes {
            Some(bytes) => Event::default().event("answer").data(BASE64.encode(bytes)),
            None => Event::default().event("failed"),
        })
    };
    Sse::new(stream::once(answering)).keep_alive(KeepAlive::new().interval(BREATH))
}

fn refused(rejection: &JsonRejection) -> Problem {
    let status = rejection.status();
    let (title, detail) = if status == StatusCode::PAYLOAD_TOO_LARGE {
        ("内容太长", "请求超过 64 KiB，没有处理。请用一两句话提问。")
    } else {
        ("请求有误", "请以 JSON 提交：{\"question\": \"……\"}，可加 earlier（之前的问题）和 plan（方案 id）。")
    };
    Problem { status, title, detail: detail.to_owned() }
}

/// The chat page.
pub(super) async fn page(State(site): State<Site>, Query(query): Query<HashMap<String, String>>) -> Response {
    let plan = query.get("plan").map(String::as_str).unwrap_or_default();
    pages::named(&site, "chat.html", &[("PLAN", plan)]).await
}

/// What the page's form sends where no script runs.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    question: String,
    #[serde(default)]
    plan: String,
}

/// Answers as a page.
pub(super) async fn form(State(site): State<Site>, sent: Result<Form<Sent>, FormRejection>) -> Response {
    let sent = match sent {
        Ok(Form(sent)) => sent,
        Err(rejection) => {
            let text = "这次提交没有读懂，或者内容超过 64 KiB。请写一两句话再提交。";
            let page = site::page("chat.html").unwrap_or_default();
            return pages::expanded(&site, rejection.status(), &page, &[("ANSWER", text)]).await;
        }
    };
    match site.respond(sent.plan.parse().ok(), Vec::new(), sent.question.clone()).await {
        Some(answer) => {
            let text = answer.to_text();
            let values = [("PLAN", sent.plan.as_str()), ("QUESTION", &sent.question), ("ANSWER", &text)];
            pages::named(&site, "chat.html", &values).await
        }
        None => Problem::internal().into_response(),
    }
}

impl Site {
    /// The answer of a plan's desk, or of the one that the question itself names. Nothing if answering failed.
    async fn respond(&self, plan: Option<PlanId>, earlier: Vec<String>, question: String) -> Option<Answer> {
        let asked = Arc::new(AtDesk { desks: Arc::clone(&self.inner.desks), plan, day: None });
        let answered = dialogue::answer(asked, earlier, question).await;
        answered.inspect_err(|error| tracing::error!(%error, "answering failed")).ok()
    }
}
