//! What a user experiences.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use bot::delivery::{Service, System};
use serde_json::json;

use crate::world::World;

#[tokio::test]
async fn a_question_is_answered_in_the_light_of_the_ones_before() {
    let world = World::polling().await;
    let user = world.telegram.user(7);
    user.says("/start");
    assert_eq!(user.hears().await.text, "答：你好");
    for question in ["专利质押贴息", "要哪些材料"] {
        user.says(question);
        assert_eq!(user.hears().await.text, format!("答：{question}"));
    }
    let stranger = world.telegram.user(8);
    stranger.says("培训");
    stranger.hears().await;
    let asked = world.stub.asked();
    assert_eq!(
        asked[1..],
        [
            (vec![], "专利质押贴息".to_owned()),
            (vec!["专利质押贴息".to_owned()], "要哪些材料".to_owned()),
            (vec![], "培训".to_owned()),
        ]
    );
}

#[tokio::test]
async fn a_pressed_suggestion_is_a_question() {
    let world = World::polling().await;
    let user = world.telegram.user(7);
    user.says("菜单");
    let menu = user.hears().await;
    let labels: Vec<&str> = menu.buttons.iter().map(|button| button.label.as_str()).collect();
    assert_eq!(labels, ["要哪些材料", "找谁办"]);

    user.presses("找谁办");
    user.presses_are_answered(1).await;
    assert_eq!(user.hears().await.text, "答：找谁办");
    assert_eq!(world.stub.asked()[1].0, ["菜单"]);

    // Another user's button says nothing to this one.
    let stranger = world.telegram.user(8);
    stranger.says("你好");
    let message = stranger.hears().await.id;
    stranger.presses_forged(message, &menu.buttons[0].data);
    assert!(stranger.hears().await.text.contains("失效"));
}

#[tokio::test]
async fn what_is_no_question_is_passed_over_and_holds_nothing_up() {
    let world = World::polling().await;
    let user = world.telegram.user(7);
    world.telegram.push(json!({"hologram": {"from": {"id": 7}, "depth": 3}}));
    world.telegram.push(json!({"message": {"chat": {"id": -5, "type": "supergroup"}, "text": "大家好"}}));
    world.telegram.push(json!({"message": "not even a message"}));
    user.edits("改过的问题");
    for _ in 0..3 {
        user.sends(json!({"photo": [], "media_group_id": "album"}));
    }
    user.says("培训");
    assert!(user.hears().await.text.contains("文字"));
    assert_eq!(user.hears().await.text, "答：培训");
    world.telegram.all_confirmed().await;
    world.nothing_more_for(7).await;
}

#[tokio::test]
async fn a_question_in_a_style_that_is_newer_than_the_client_is_answered() {
    let world = World::polling().await;
    let user = world.telegram.user(7);
    user.sends(json!({"text": "贴息", "entities": [{"type": "hologram", "offset": 0, "length": 2}]}));
    assert_eq!(user.hears().await.text, "答：贴息");
}

#[tokio::test]
async fn an_update_that_comes_twice_is_answered_once() {
    let world = World::polling().await;
    let user = world.telegram.user(7);
    let update = user.says("甲");
    user.hears().await;
    world.telegram.all_confirmed().await;
    world.telegram.repeat(update);
    world.telegram.repeat(update);
    world.nothing_more_for(7).await;
}

#[tokio::test]
async fn a_long_answer_comes_in_parts_and_in_order() {
    let world = World::polling().await;
    let user = world.telegram.user(7);
    user.says("长");
    user.says("短");
    for at in 1..=3 {
        assert!(user.hears().await.text.starts_with(&format!("第{at}段")));
    }
    assert_eq!(user.hears().await.text, "答：短");
}

#[tokio::test]
async fn after_a_week_of_silence_numbers_begin_anew_and_nothing_is_missed() {
    let world = World::polling().await;
    let user = world.telegram.user(7);
    user.says("甲");
    user.hears().await;
    world.telegram.renumber(1000);
    for question in ["乙", "丙"] {
        user.says(question);
        assert_eq!(user.hears().await.text, format!("答：{question}"));
    }
    world.telegram.all_confirmed().await;
}

#[tokio::test]
async fn what_was_said_while_it_was_down_is_answered_at_start() {
    let mut world = World::stopped(None).await;
    for user in 1..=3 {
        world.telegram.user(user).says("有人吗");
    }
    world.starts().await;
    for user in 1..=3 {
        assert_eq!(world.telegram.user(user).hears().await.text, "答：有人吗");
    }
}

#[tokio::test]
async fn a_stop_in_the_middle_loses_nothing_and_doubles_nothing() {
    let mut world = World::polling().await;
    let users = 1..=20;
    for user in users.clone() {
        world.telegram.user(user).says("甲");
        world.telegram.user(user).says("乙");
    }
    world.telegram.called("sendMessage", 5).await;
    let begun = Instant::now();
    world.stops().await;
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
    world.starts().await;
    for user in users {
        let user = world.telegram.user(user);
        assert_eq!(user.hears().await.text, "答：甲");
        assert_eq!(user.hears().await.text, "答：乙");
    }
    for user in 1..=20 {
        world.nothing_more_for(user).await;
    }
}

#[tokio::test]
async fn two_services_cannot_deliver_from_one_database() {
    let world = World::polling().await;
    let (_stop, stopping) = tokio::sync::watch::channel(false);
    let Err(error) = world.service(stopping).await else { panic!("a second service started") };
    assert!(error.to_string().contains("另一个 zhice serve"), "{error}");

    // Without a channel nothing is delivered: a second site over the same database is no harm.
    let (_stop, stopping) = tokio::sync::watch::channel(false);
    let site =
        Service::start(world.store.clone(), Arc::new(System), world.stub.clone(), Vec::new(), stopping);
    assert!(site.await.is_ok());
}
