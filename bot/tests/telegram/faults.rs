//! What happens when Telegram, or the way to it, does not do as it should.

use bot::fakes::telegram::Fault;

use crate::world::World;

#[tokio::test]
async fn too_many_requests_are_waited_out() {
    let world = World::polling().await;
    let user = world.telegram.user(7);
    world.telegram.fail("sendMessage", Fault::TooMany(1));
    user.says("甲");
    assert_eq!(user.hears().await.text, "答：甲");
    assert_eq!(world.telegram.calls("sendMessage").len(), 2);
}

/// Ten seconds: teloxide sleeps that long on a 5xx before it says so.
#[tokio::test]
async fn a_server_error_is_retried_and_nobody_else_waits_for_it() {
    let world = World::polling().await;
    let (unlucky, lucky) = (world.telegram.user(7), world.telegram.user(8));
    world.telegram.fail("sendMessage", Fault::BadGateway);
    unlucky.says("甲");
    world.telegram.called("sendMessage", 1).await;
    lucky.says("乙");
    assert_eq!(lucky.hears().await.text, "答：乙");
    assert_eq!(unlucky.heard(), []);
    assert_eq!(unlucky.hears().await.text, "答：甲");
    world.nothing_more_for(7).await;
}

#[tokio::test]
async fn a_user_who_blocked_the_bot_holds_nobody_up() {
    let world = World::polling().await;
    let user = world.telegram.user(7);
    user.says("你好");
    user.hears().await;
    user.blocks(true);
    user.says("甲");
    world.telegram.called("sendMessage", 2).await;
    world.nothing_more_for(8).await;
    user.blocks(false);
    // The refused reply is not brought up again.
    world.nothing_more_for(7).await;
}

#[tokio::test]
async fn a_failed_pull_is_repeated() {
    let world = World::polling().await;
    for fault in [
        Fault::Refuses(
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        ),
        Fault::TooMany(1),
        Fault::AnswerLost,
    ] {
        world.telegram.fail("getUpdates", fault);
        world.nothing_more_for(7).await;
    }
}

#[tokio::test]
async fn a_message_that_was_taken_is_not_sent_again_because_its_description_is_new() {
    let world = World::polling().await;
    world.telegram.fail("sendMessage", Fault::AnswerOfTheFuture);
    world.telegram.user(7).says("甲");
    assert_eq!(world.telegram.user(7).hears().await.text, "答：甲");
    world.nothing_more_for(7).await;
}

/// The residue: Telegram took the message, the answer never came, and there is no key to ask with whether it did.
#[tokio::test]
async fn when_the_answer_to_a_send_is_lost_the_message_comes_twice_and_not_more() {
    let world = World::polling().await;
    let user = world.telegram.user(7);
    world.telegram.fail("sendMessage", Fault::AnswerLost);
    user.says("甲");
    for _ in 0..2 {
        assert_eq!(user.hears().await.text, "答：甲");
    }
    world.nothing_more_for(7).await;
}

#[tokio::test]
async fn telegram_out_of_reach_at_start_does_not_stop_the_service() {
    let mut world = World::stopped(None).await;
    world.telegram.fail("getMe", Fault::AnswerLost);
    world.starts().await;
    world.nothing_more_for(7).await;
}
