//! What is taken back.

use super::*;

#[tokio::test]
async fn a_withdrawal_brings_the_state_before_back_and_says_so() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    let record = office.withdraws(None).await.unwrap();
    assert_eq!((record.publication.number, record.origin), (3, Origin::Withdraw { restores: 1 }));
    let shown = office.shown().await;
    assert_eq!(shown.correction().unwrap().reason, "录入有误");
    assert_eq!(shown.indicators, office.pack.as_of(today()).indicators);

    // What was withdrawn does not come back by withdrawing again, by name, or by the pack.
    assert!(matches!(office.withdraws(None).await, Err(FiguresError::NothingBefore)));
    assert!(matches!(office.withdraws(Some(2)).await, Err(FiguresError::NotAnEarlierState(2, _))));
    office.opens(&office.pack).await.unwrap();
    assert_eq!(office.value("i4").await, "2.4");

    // Entered anew and reviewed, it does; the notice then has done its work.
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    assert_eq!((office.value("i4").await.as_str(), office.shown().await.correction()), ("2.6", None));
}

#[tokio::test]
async fn the_very_first_figures_are_withdrawn_only_by_name() {
    let mut pack = demonstration();
    (pack.observations, pack.updates) = (Vec::new(), Vec::new());
    let office = Office::with(pack).await;
    assert!(matches!(office.withdraws(None).await, Err(FiguresError::NothingBefore)));
    office.stages(HEADER, &[FIRST]).await.unwrap();
    office.publishes().await.unwrap();
    assert!(matches!(office.withdraws(None).await, Err(FiguresError::NothingBefore)));
    office.withdraws(Some(0)).await.unwrap();
    let shown = office.shown().await;
    assert_eq!((shown.mode, shown.correction().is_some()), (Mode::Promise, true));
}

#[tokio::test]
async fn what_was_staged_on_top_of_withdrawn_figures_is_told_and_not_published() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    office.stages(HEADER, &[&MORE.replace("2.6", "2.7")]).await.unwrap();
    office.withdraws(None).await.unwrap();
    let said = office.publishes().await.unwrap_err().to_string();
    assert!(said.contains("zhice figures drop 2"), "{said}");
    drop_batch(&office.ledger, 2, office.moment).await.unwrap();
    office.stages(HEADER, &[&MORE.replace("2.6", "2.7")]).await.unwrap();
    office.publishes().await.unwrap();
    assert_eq!(office.value("i4").await, "2.7");
}

#[tokio::test]
async fn a_withdrawal_does_not_leave_a_missed_target_unexplained() {
    let mut pack = demonstration();
    let at = pack.observations.iter().position(|o| o.id.as_str() == "o-i4-2024").unwrap();
    pack.observations[at].reason = None;
    let office = Office::with(pack).await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    let said = office.withdraws(None).await.unwrap_err().to_string();
    assert!(said.contains("i4") && said.contains("--to"), "{said}");
    assert_eq!((office.value("i4").await.as_str(), office.ledger.number().await.unwrap()), ("2.6", Some(2)));
    office.withdraws(Some(0)).await.unwrap();
}

#[tokio::test]
async fn who_withdraws_is_one_person_by_name_or_nothing_is_taken_back() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    for by in ["", "\u{3164}", "丁、戊", "丁;戊", "丁\u{7}"] {
        let withdrawal = Withdrawal { reason: "录入有误", by, to: None };
        let refused = withdraw(&office.ledger, &office.pack.plan, withdrawal, office.moment).await;
        let Err(FiguresError::Review(told)) = refused else { panic!("{by:?}: {refused:?}") };
        assert!(!told.contains("编制人") && (!by.is_empty() || told.contains("--by")), "{by:?}: {told}");
    }
    assert_eq!((office.value("i4").await.as_str(), office.ledger.number().await.unwrap()), ("2.6", Some(2)));
}
