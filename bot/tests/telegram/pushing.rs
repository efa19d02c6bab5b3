//! The webhook.

use reqwest::{Client, StatusCode};

use crate::world::{SECRET, World};

async fn post(world: &World, secret: Option<&str>, body: impl Into<reqwest::Body>) -> StatusCode {
    let mut request = Client::new().post(world.webhook()).body(body);
    if let Some(secret) = secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    request.send().await.unwrap().status()
}

#[tokio::test]
async fn a_pushed_question_is_answered_once_however_often_it_is_pushed() {
    let world = World::pushing().await;
    let user = world.telegram.user(7);
    let update = user.says("甲");
    for _ in 0..3 {
        assert_eq!(world.telegram.push_to(&world.webhook(), Some(SECRET)).await.unwrap(), StatusCode::OK);
        world.telegram.repeat(update);
    }
    assert_eq!(user.hears().await.text, "答：甲");
    user.says("乙");
    for _ in 0..2 {
        assert_eq!(world.telegram.push_to(&world.webhook(), Some(SECRET)).await.unwrap(), StatusCode::OK);
    }
    assert_eq!(user.hears().await.text, "答：乙");
    assert!(world.telegram.calls("getUpdates").is_empty());
}

#[tokio::test]
async fn who_calls_is_checked_before_what_is_said() {
    let world = World::pushing().await;
    let almost = &SECRET[..SECRET.len() - 1];
    for secret in [None, Some(""), Some("wrong"), Some(almost), Some("webhook_secret-CANARYX")] {
        assert_eq!(post(&world, secret, "no JSON at all").await, StatusCode::UNAUTHORIZED, "{secret:?}");
        assert_eq!(
            post(&world, secret, vec![b' '; 300 * 1024]).await,
            StatusCode::UNAUTHORIZED,
            "{secret:?}"
        );
    }
    assert_eq!(post(&world, Some(SECRET), "no JSON at all").await, StatusCode::BAD_REQUEST);
    assert_eq!(post(&world, Some(SECRET), "{}").await, StatusCode::BAD_REQUEST);
    assert_eq!(post(&world, Some(SECRET), vec![b' '; 256 * 1024 + 1]).await, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(post(&world, Some(SECRET), "[".repeat(10_000)).await, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn unknown_kinds_are_taken_so_that_they_are_not_pushed_for_ever() {
    let world = World::pushing().await;
    assert_eq!(post(&world, Some(SECRET), r#"{"update_id":1,"hologram":{}}"#).await, StatusCode::OK);
}

#[tokio::test]
async fn what_cannot_be_stored_is_not_acknowledged() {
    let world = World::pushing().await;
    world.store.close().await;
    world.telegram.user(7).says("甲");
    let status = world.telegram.push_to(&world.webhook(), Some(SECRET)).await.unwrap();
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(world.telegram.unconfirmed(), 1);
}

#[tokio::test]
async fn without_a_secret_there_is_no_webhook() {
    let world = World::polling().await;
    assert_eq!(post(&world, Some(SECRET), r#"{"update_id":1}"#).await, StatusCode::NOT_FOUND);
}
