//! What a pack brings into the ledger.

use super::*;

#[tokio::test]
async fn the_rows_of_a_pack_are_public_at_once_and_entered_once() {
    let office = Office::new().await;
    let by_pack = office.pack.as_of(today());
    let shown = office.shown().await;
    assert_eq!(shown.indicators, by_pack.indicators);
    assert_eq!(shown.tasks, by_pack.tasks);
    office.opens(&office.pack).await.unwrap();
    assert_eq!(office.ledger.number().await.unwrap(), Some(1));
}

#[tokio::test]
async fn a_pack_without_figures_publishes_nothing() {
    let mut pack = demonstration();
    (pack.observations, pack.updates) = (Vec::new(), Vec::new());
    let office = Office::with(pack).await;
    assert_eq!(office.ledger.number().await.unwrap(), None);
    assert_eq!((office.shown().await.mode, office.shown().await.publication), (Mode::Promise, None));
}

#[tokio::test]
async fn a_row_of_the_pack_that_says_something_else_is_an_error_that_names_both() {
    let office = Office::new().await;
    let mut pack = demonstration();
    let at = pack.observations.iter().position(|o| o.id.as_str() == "o-i2-2024").unwrap();
    pack.observations[at].observed = shared::plan::Observed::Value("57".parse().unwrap());
    pack.updates[0].text = "演示：另一种说法。".to_owned();
    // One more, which must not be entered either.
    let mut new = pack.observations[0].clone();
    new.id = "o-new".parse().unwrap();
    pack.observations.push(new);
    pack.observation_rows.push(pack.observation_rows[0].clone());
    let said = office.opens(&pack).await.unwrap_err().to_string();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/shili");
    insta::assert_snapshot!(said.replace(&format!("{}/", folder.display()), ""));
    assert_eq!(office.ledger.number().await.unwrap(), Some(1));
}

#[tokio::test]
async fn new_rows_of_a_pack_join_what_is_public_and_lost_ones_stay() {
    let mut pack = demonstration();
    let (last, at) = (pack.observations.pop().unwrap(), pack.observation_rows.pop().unwrap());
    let office = Office::with(pack.clone()).await;
    assert_eq!(office.value("i9").await, "4");
    pack.observations.remove(0);
    pack.observation_rows.remove(0);
    pack.observations.push(last);
    pack.observation_rows.push(at);
    office.opens(&pack).await.unwrap();
    assert_eq!((office.value("i9").await, office.ledger.number().await.unwrap()), ("7".to_owned(), Some(2)));
    assert_eq!(office.ledger.current().await.unwrap().observations.len(), demonstration().observations.len());
}

#[tokio::test]
async fn a_pack_does_not_publish_again_what_a_sheet_has_published() {
    let mut pack = demonstration();
    let at = pack.observations.iter().position(|o| o.id.as_str() == "o-i2-2024").unwrap();
    let (late, place) = (pack.observations.remove(at), pack.observation_rows.remove(at));
    let office = Office::with(pack.clone()).await;
    office.stages(HEADER, &["i2,2024,47,2024-12-31,最终数,演示：统计,,"]).await.unwrap();
    office.publishes().await.unwrap();
    pack.observations.push(late);
    pack.observation_rows.push(place);
    let said = office.opens(&pack).await.unwrap_err().to_string();
    assert!(said.contains("f-i2-2024-1") && said.contains("o-i2-2024"), "{said}");
    assert_eq!(office.value("i2").await, "47");
}
