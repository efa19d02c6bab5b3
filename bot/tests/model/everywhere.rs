//! The web chat asks the model, and is what it was without one.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use bot::{
    answer::Desks,
    fakes::model::FakeModel,
    http::{Portals, Site},
};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::world::{DESKS, DOUBTFUL, PATIENT, client, desks, own, says};

async fn chats(desks: Arc<Desks>) -> Value {
    let site = Site::new(desks, Vec::new(), "").unwrap();
    let router = site.router(Router::new(), &Portals::default());
    let request = Request::post("/api/v1/chat").header("content-type", "application/json");
    let body = json!({"question": *DOUBTFUL, "plan": "gongshu"}).to_string();
    let response = router.oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    serde_json::from_slice(&to_bytes(response.into_body(), usize::MAX).await.unwrap()).unwrap()
}

#[tokio::test]
async fn the_web_chat_follows_advice_and_without_a_model_answers_by_itself() {
    let fake = FakeModel::start(says(None, Some("费减比例是多少"))).await.unwrap();
    let advised = chats(Arc::new(desks().advised_by(client(&fake.url(), PATIENT)))).await;
    assert!(advised["text"].as_str().unwrap().contains("85%"), "{advised}");
    assert_eq!(fake.asked().len(), 1);
    let alone = chats(Arc::clone(&DESKS)).await;
    assert_eq!(alone["text"], own().to_text());
    assert_eq!(fake.asked().len(), 1);
}
