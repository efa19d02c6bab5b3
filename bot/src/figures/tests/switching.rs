use super::*;
use crate::figures::Off;

fn on(day: &str) -> Moment {
    Moment { millis: 1, day: day.parse().unwrap() }
}

#[tokio::test]
async fn a_plan_is_down_since_the_first_time_and_for_the_last_reason() {
    let office = Office::new().await;
    let ledger = &office.ledger;
    assert_eq!(ledger.off().await.unwrap(), None);
    ledger.switch_off("数据核对", "科长乙", on("2025-07-01")).await.unwrap();
    let off = ledger.switch_off(" 数据\n\u{202e}有误\n", "局长丙", on("2025-07-02")).await.unwrap();
    assert_eq!(off, Off { since: "2025-07-01".parse().unwrap(), reason: "数据 有误".to_owned() }, "one line");
    let again = office.opens(&office.pack).await.unwrap();
    assert_eq!(again.off().await.unwrap(), Some(off), "it lasts");
    assert!(ledger.switch_on("局长丙", on("2025-07-03")).await.unwrap());
    assert!(!ledger.switch_on("局长丙", on("2025-07-03")).await.unwrap(), "it is on already");
    assert_eq!(ledger.off().await.unwrap(), None);
    let third = ledger.switch_off("再核对", "科长乙", on("2025-07-04")).await.unwrap();
    assert_eq!(third.since.to_string(), "2025-07-04");
    let by: Vec<String> = ledger.switched().await.unwrap().into_iter().map(|switched| switched.by).collect();
    assert_eq!(by, ["科长乙", "局长丙", "局长丙", "科长乙"]);
}

#[tokio::test]
async fn a_reason_and_a_name_are_needed_and_nothing_is_forgotten() {
    let office = Office::new().await;
    let long = "长".repeat(201);
    for (reason, by) in
        [("", "科长乙"), (" \n", "科长乙"), (long.as_str(), "科长乙"), ("核对", " "), ("核对", "甲、乙")]
    {
        let refused = office.ledger.switch_off(reason, by, office.moment).await.unwrap_err();
        assert!(matches!(refused, FiguresError::Review(_)), "{reason} {by}: {refused}");
    }
    assert_eq!(office.ledger.switched().await.unwrap(), []);
    office.ledger.switch_off("核对", "科长乙", office.moment).await.unwrap();
    let mut tx = office.ledger.store().begin().await.unwrap();
    for statement in ["DELETE FROM switch", "UPDATE switch SET state = 'on', reason = NULL"] {
        assert!(sqlx::query(statement).execute(&mut *tx).await.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn what_runs_hears_of_it() {
    let office = Office::new().await;
    let live = Live::new(office.ledger.current().await.unwrap());
    let off = office.ledger.switch_off("核对", "科长乙", office.moment).await.unwrap();
    assert!(live.refresh(&office.ledger).await.unwrap());
    assert_eq!(live.off(), Some(off));
    assert!(!live.refresh(&office.ledger).await.unwrap());
    office.ledger.switch_on("科长乙", office.moment).await.unwrap();
    assert!(live.refresh(&office.ledger).await.unwrap());
    assert_eq!(live.off(), None);
}
