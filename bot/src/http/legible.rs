//! Requests that no route can take: addresses that are no text or have no end, methods that an address does not know.

use axum::{
    extract::{RawPathParams, Request, State, rejection::RawPathParamsRejection},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{Site, pages::not_found, problem::Problem};

/// An address of at most this many bytes is answered: the longest name of a unit fits, as a browser writes it.
pub(super) const LONGEST: usize = 4 * 1024;

/// Lets a request pass whose address can be read.
pub(super) async fn addressed(
    State(site): State<Site>,
    names: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
    next: Next,
) -> Response {
    let uri = request.uri();
    if uri.path_and_query().is_some_and(|address| address.as_str().len() > LONGEST) {
        let detail = "网址超过 4 KiB，没有处理".to_owned();
        return Problem { status: StatusCode::URI_TOO_LONG, title: "网址太长", detail }.into_response();
    }
    match names {
        Err(RawPathParamsRejection::InvalidUtf8InPathParam(_)) => not_found(&site, uri.path()).await,
        _ => next.run(request).await,
    }
}

/// Where there is something, but not for this method; the router says in `Allow` for which.
pub(super) async fn method(method: Method) -> Problem {
    let detail = format!("这个地址不接受 {method}；接受的方法见响应头 Allow");
    Problem { status: StatusCode::METHOD_NOT_ALLOWED, title: "方法不对", detail }
}
