//! The files of `www/`: pages with includes expanded, and everything else as it is.

use std::path::Path;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use super::{Site, pages};
use crate::site::{self, Files};

/// Pages that only make sense with values put in, which their own routes do.
const TEMPLATES: [&str; 9] = [
    "index.html",
    "plan.html",
    "plans.html",
    "schemes.html",
    "chat.html",
    "404.html",
    "embed.html",
    "frozen.html",
    "notice.html",
];

/// A year: files under a hash never change.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Others are looked at again after a few minutes.
const SHORTLY: &str = "public, max-age=300";

/// A file, or the page that says there is none.
pub(super) async fn file(State(site): State<Site>, uri: Uri, headers: HeaderMap) -> Response {
    // The router has taken the base path off.
    let path = uri.path();
    let name = path.trim_start_matches('/');
    let is_page = name.rsplit_once('.').is_some_and(|(_, extension)| extension == "html");
    if TEMPLATES.contains(&name) {
        return pages::not_found(&site, path).await;
    }
    if is_page && let Some(page) = site::page(name) {
        return pages::expanded(&site, StatusCode::OK, &page, &[]).await;
    }
    match plain(name, &headers) {
        Some(response) => response,
        None => pages::not_found(&site, path).await,
    }
}

fn plain(name: &str, headers: &HeaderMap) -> Option<Response> {
    let accepts_brotli = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|coding| coding.trim().split(';').next() == Some("br")));
    if Path::new(name).extension().is_some_and(|extension| extension == "br") {
        return None;
    }
    let compressed = if accepts_brotli { Files::get(&format!("{name}.br")) } else { None };
    let coded = compressed.is_some();
    let file = compressed.or_else(|| Files::get(name))?;
    let digest: [u8; 16] = file.metadata.sha256_hash()[..16].try_into().ok()?;
    let etag = HeaderValue::from_str(&format!("\"{:032x}\"", u128::from_be_bytes(digest))).ok()?;
    let caching = if is_hashed(name) { FOREVER } else { SHORTLY };
    let fresh = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == etag);
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    let mut response = if fresh {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(file.data.into_owned()).into_response()
    };
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_str(mime.as_ref()).ok()?);
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    out.insert(header::ETAG, etag);
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if coded && !fresh {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    Some(response)
}

/// `embed/v1/<16 hex digits>/…`
fn is_hashed(name: &str) -> bool {
    let hash = name.strip_prefix("embed/v1/").and_then(|rest| rest.split_once('/')).map(|(hash, _)| hash);
    hash.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}
