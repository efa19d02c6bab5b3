//! The parameters of a call: JSON, or a form, perhaps with a file.

use axum::{
    Form,
    extract::{FromRequest, Request},
};
use serde_json::{Map, Value};

use super::state::Upload;

const LIMIT: usize = 1 << 20;
/// In a form everything is text; these are meant so, the others are JSON.
const TEXTS: [&str; 5] = ["callback_query_id", "caption", "secret_token", "text", "url"];

/// The parameters of a call and the file with them; none if they cannot be read.
pub(super) async fn read(request: Request) -> Option<(Map<String, Value>, Option<Upload>)> {
    let kind = request.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/x-www-form-urlencoded") {
        let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, &()).await.ok()?;
        return Some((fields.into_iter().map(field).collect(), None));
    }
    let boundary =
        kind.strip_prefix("multipart/form-data; boundary=").map(|boundary| format!("--{boundary}"));
    let body = axum::body::to_bytes(request.into_body(), LIMIT).await.ok()?;
    match boundary {
        Some(boundary) => form(&body, boundary.as_bytes()),
        None if body.is_empty() => Some((Map::new(), None)),
        None => Some((serde_json::from_slice(&body).ok()?, None)),
    }
}

fn form(body: &[u8], boundary: &[u8]) -> Option<(Map<String, Value>, Option<Upload>)> {
    let (mut params, mut upload) = (Map::new(), None);
    let mut rest = split(body, boundary)?.1;
    while let Some((part, after)) = split(rest, boundary) {
        rest = after;
        let (head, content) = split(part, b"\r\n\r\n")?;
        let content = content.strip_suffix(b"\r\n")?.to_vec();
        let head = String::from_utf8_lossy(head);
        if let Some(name) = quoted(&head, "filename=\"") {
            upload = Some(Upload { name, bytes: content });
        } else {
            let (name, value) = field((quoted(&head, " name=\"")?, String::from_utf8(content).ok()?));
            params.insert(name, value);
        }
    }
    Some((params, upload))
}

fn field((name, text): (String, String)) -> (String, Value) {
    let json = if TEXTS.contains(&name.as_str()) { None } else { serde_json::from_str(&text).ok() };
    (name, json.unwrap_or(Value::String(text)))
}

fn quoted(head: &str, key: &str) -> Option<String> {
    let (value, _) = head.split_once(key)?.1.split_once('"')?;
    Some(value.to_owned())
}

fn split<'a>(bytes: &'a [u8], at: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let found = bytes.windows(at.len()).position(|window| window == at)?;
    Some((&bytes[..found], &bytes[found + at.len()..]))
}
