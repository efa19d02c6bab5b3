//! What the widget fetches beside the snapshot.

use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use shared::{answer::Answer, binary::Binary, judging::Inputs, library::Library, snapshot::Snapshot};

use super::*;

async fn raw(path: &str) -> Vec<u8> {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = visitor("").0.oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

async fn bytes<T: Binary>(path: &str) -> T {
    T::from_bytes(&raw(path).await).unwrap()
}

/// That nothing but the whole is read, from its first byte to one too many.
fn only_whole<T: Binary>(mut bytes: Vec<u8>) {
    assert!(T::from_bytes(&bytes).is_ok());
    bytes.push(0);
    assert!(T::from_bytes(&bytes).is_err());
    for length in (0..bytes.len() - 1).step_by(7).chain(bytes.len() - 60..bytes.len() - 1) {
        assert!(T::from_bytes(&bytes[..length]).is_err(), "{length} of {} bytes", bytes.len() - 1);
    }
}

#[tokio::test]
async fn what_was_cut_off_or_is_something_else_is_not_read() {
    let [snapshot, library, inputs] =
        ["snapshot", "library", "inputs"].map(|name| format!("/api/v1/plans/shili/{name}.bin"));
    let (snapshot, library, inputs) = (raw(&snapshot).await, raw(&library).await, raw(&inputs).await);
    assert!(Snapshot::from_bytes(&library).is_err() && Inputs::from_bytes(&snapshot).is_err());
    only_whole::<Snapshot>(snapshot);
    only_whole::<Library>(library);
    only_whole::<Inputs>(inputs);
    only_whole::<Answer>(answer("application/vnd.zhice.answer").await.1);
}

/// The answer to one question in a form.
async fn answer(accept: &str) -> (String, Vec<u8>) {
    let body = r#"{"question": "PCT目标是多少", "plan": "gongshu"}"#;
    let request = Request::post("/api/v1/chat").header("content-type", "application/json");
    let request = request.header("accept", accept).body(Body::from(body)).unwrap();
    let response = visitor("").0.oneshot(request).await.unwrap();
    let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
    (kind, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
}

#[tokio::test]
async fn what_it_searches_are_records_of_the_place_with_addresses_that_may_be_linked() {
    let library: Library = bytes("/api/v1/plans/gongshu/library.bin").await;
    assert!(library.entries.len() > 20, "{}", library.entries.len());
    for entry in &library.entries {
        assert!(entry.url.as_deref().is_none_or(shared::link::is_allowed), "{:?}", entry.url);
    }
}

#[tokio::test]
async fn what_it_judges_from_gives_the_snapshot_again() {
    let snapshot: Snapshot = bytes("/api/v1/plans/shili/snapshot.bin").await;
    let mut inputs: Inputs = bytes("/api/v1/plans/shili/inputs.bin").await;
    assert_eq!(inputs.snapshot, snapshot);
    inputs.suppose(&[]);
    assert_eq!(inputs.snapshot, snapshot);
}

#[tokio::test]
async fn an_answer_is_the_same_in_every_form() {
    let (kind, json) = answer("application/json").await;
    assert_eq!(kind, "application/json");
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let (kind, binary) = answer("text/html, application/vnd.zhice.answer").await;
    assert_eq!(kind, "application/vnd.zhice.answer");
    let told = Answer::from_bytes(&binary).unwrap();
    assert_eq!(json["text"], told.to_text());
    let (kind, events) = answer("text/event-stream, application/vnd.zhice.answer").await;
    assert_eq!(kind, "text/event-stream");
    let events = String::from_utf8(events).unwrap();
    let data = events.trim().strip_prefix("event: answer\ndata: ").unwrap_or_else(|| panic!("{events}"));
    assert_eq!(Answer::from_bytes(&BASE64.decode(data).unwrap()).unwrap(), told);
}
