//! An endpoint that fails: the answer is the engine's own, in time.

use std::time::{Duration, Instant};

use bot::fakes::model::{FakeModel, Reply};
use futures_util::future::join_all;

use crate::world::{DOUBTFUL, HASTY, PATIENT, asks, beside, client, is_own};

#[tokio::test]
async fn a_status_of_failure_is_no_advice() {
    for status in [400, 401, 404, 429, 500, 503, 204] {
        let (answer, fake) = beside(Reply::Fails(status), PATIENT).await;
        is_own(&answer).unwrap_or_else(|fault| panic!("{status}: {fault}"));
        assert_eq!(fake.asked().len(), 1, "{status}: never tried again for the same question");
    }
}

#[tokio::test]
async fn what_never_comes_is_not_waited_for() {
    for reply in [Reply::Stalls, Reply::Drips] {
        let begun = Instant::now();
        let (answer, fake) = beside(reply.clone(), HASTY).await;
        is_own(&answer).unwrap_or_else(|fault| panic!("{reply:?}: {fault}"));
        assert_eq!(fake.asked().len(), 1);
        assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn a_connection_that_breaks_or_is_never_made_is_no_advice() {
    let (answer, _fake) = beside(Reply::HangsUp, PATIENT).await;
    is_own(&answer).unwrap();
    let gone = FakeModel::start(Reply::Stalls).await.unwrap().url();
    is_own(&asks(client(&gone, PATIENT), *DOUBTFUL).await).unwrap();
}

#[tokio::test]
async fn a_flood_is_not_read_to_its_end() {
    let (answer, fake) = beside(Reply::Floods(50), PATIENT).await;
    is_own(&answer).unwrap();
    assert!(fake.flooded() < 50, "{} MiB were taken", fake.flooded());
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let elsewhere = FakeModel::start(Reply::Stalls).await.unwrap();
    let to = format!("{}/chat/completions", elsewhere.url());
    let (answer, fake) = beside(Reply::Redirects(to), PATIENT).await;
    is_own(&answer).unwrap();
    assert_eq!((fake.asked().len(), elsewhere.asked().len()), (1, 0));
}

#[tokio::test]
async fn an_endpoint_that_keeps_failing_is_left_alone() {
    let fake = FakeModel::start(Reply::Fails(500)).await.unwrap();
    let model = client(&fake.url(), PATIENT);
    for _ in 0..8 {
        is_own(&asks(model.clone(), *DOUBTFUL).await).unwrap();
    }
    assert_eq!(fake.asked().len(), 5);
}

#[tokio::test]
async fn few_are_asked_at_once_and_the_rest_do_not_wait() {
    let fake = FakeModel::start(Reply::Stalls).await.unwrap();
    let model = client(&fake.url(), "2000");
    let answers = join_all((0..12).map(|_| asks(model.clone(), *DOUBTFUL))).await;
    for answer in &answers {
        is_own(answer).unwrap();
    }
    assert!((1..=4).contains(&fake.asked().len()), "{} at once", fake.asked().len());
}
