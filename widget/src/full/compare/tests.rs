use shared::lang::Lang;

use super::*;
use crate::{
    full::{Failure, tests::shown},
    tests::fixtures,
};

#[test]
fn only_a_day_is_asked_for() {
    let mut compare = Compare::default();
    for odd in ["", "2025-13-01", "../x", "2025-06-30&x"] {
        compare.update(Event::Day(odd.to_owned()));
        assert_eq!(compare.update(Event::Show), None, "{odd}");
    }
    compare.update(Event::Day("2025-06-30".to_owned()));
    assert_eq!(compare.update(Event::Show), Some(Request::AsOf("2025-06-30".to_owned())));
}

#[tokio::test]
async fn two_years_stand_side_by_side() {
    let html = shown(Lang::Zh, |out| {
        let mut compare = Compare::default();
        compare.update(Event::From("2023".to_owned()));
        compare.update(Event::To("2024".to_owned()));
        compare.view(out, &Callback::noop());
    });
    insta::assert_snapshot!(html.await);
}

async fn after(then: Fetched<Snapshot>, day: &str) -> String {
    let day = day.to_owned();
    shown(Lang::Zh, move |out| {
        let mut compare = Compare::default();
        compare.update(Event::Day(day));
        compare.update(Event::Show);
        compare.update(Event::Then(then.map(Rc::new)));
        compare.view(out, &Callback::noop());
    })
    .await
}

#[tokio::test]
async fn what_changed_since_a_day_is_a_sentence_each() {
    let mut then = fixtures::closed();
    then.as_of = "2024-06-30".parse().unwrap();
    assert!(after(Ok(then.clone()), "2024-06-30").await.contains("没有变化"));
    then.indicators[0].readings.clear();
    let html = after(Ok(then), "2024-06-30").await;
    assert!(html.contains("录入"), "{html}");
}

#[tokio::test]
async fn the_newest_snapshot_is_not_taken_for_that_of_another_day() {
    let html = after(Ok(fixtures::closed()), "2024-06-30").await;
    assert!(html.contains("这里没有那一天的数据") && !html.contains("没有变化"), "{html}");
    assert!(after(Err(Failure), "2024-06-30").await.contains("这里没有那一天的数据"));
}
