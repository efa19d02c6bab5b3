use shared::{lang::Lang, method::Status};

use super::*;
use crate::{
    full::{Failure, tests::shown},
    tests::fixtures,
};

fn ready() -> WhatIf {
    let mut what_if = WhatIf::default();
    assert_eq!(what_if.wanted(), Some(Request::Inputs));
    assert_eq!(what_if.wanted(), None, "they are on their way");
    what_if.update(Event::Inputs(Ok(Rc::new(fixtures::inputs()))));
    what_if
}

fn suppose(what_if: &mut WhatIf, target: &str, period: &str, value: &str) {
    what_if.update(Event::Target(target.to_owned()));
    what_if.update(Event::Period(period.to_owned()));
    what_if.update(Event::Value(value.to_owned()));
    what_if.update(Event::Suppose);
}

fn status(what_if: &WhatIf, target: &str) -> Option<Status> {
    Some(what_if.supposed()?.indicator(&target.parse().unwrap())?.verdict.status)
}

#[test]
fn another_value_is_judged_by_the_same_rules_and_forgotten() {
    let mut what_if = ready();
    let before = fixtures::closed();
    let missed = before.indicators.iter().find(|i| i.verdict.status == Status::Missed).unwrap();
    let goal = missed.goal.as_ref().unwrap().value.to_string();
    suppose(&mut what_if, missed.id.as_str(), "", &goal);
    assert_eq!(status(&what_if, missed.id.as_str()), Some(Status::Met));
    what_if.update(Event::Forget);
    assert!(what_if.supposed().is_none());
}

#[test]
fn what_is_no_value_is_not_judged() {
    let mut what_if = ready();
    let id = fixtures::inputs().indicators[0].id.to_string();
    for (period, value) in [("2025", "很多"), ("明年", "5"), ("2025", ""), ("2025-13", "5"), ("2025", "1e9")]
    {
        suppose(&mut what_if, &id, period, value);
        assert!(what_if.odd && what_if.supposed().is_none(), "{period} {value}");
    }
}

#[tokio::test]
async fn a_supposed_page_says_so() {
    let html = shown(Lang::Zh, |out| {
        let mut what_if = ready();
        let id = fixtures::inputs().indicators[0].id.to_string();
        suppose(&mut what_if, &id, "2025", "5");
        what_if.supposition(out);
        what_if.view(out, &Callback::noop());
    });
    let html = html.await;
    assert!(html.matches("假设演算，不是公布的数据").count() > MARKS, "{html}");
    assert!(html.contains("还原为公布的数据"), "{html}");
}

#[tokio::test]
async fn inputs_that_do_not_come_are_said() {
    let html = shown(Lang::En, |out| {
        let mut what_if = WhatIf::default();
        what_if.wanted();
        what_if.update(Event::Inputs(Err(Failure)));
        what_if.view(out, &Callback::noop());
        assert_eq!(what_if.wanted(), Some(Request::Inputs), "they may be asked for again");
    });
    assert!(html.await.contains("could not be loaded"));
}
