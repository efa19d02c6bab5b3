use shared::{lang::Lang, method::Status, snapshot::Snapshot};

use super::targets;
use crate::{
    markup::Writer,
    tests::{fixtures, part},
};

/// The table of the targets with a status, of the first target with it only.
async fn first(snapshot: Snapshot, lang: Lang, status: Status) -> String {
    fn rows(out: &mut Writer) {
        let chosen: Vec<_> = out.scene.snapshot.indicators.iter().collect();
        targets(out, &chosen);
    }
    let mut snapshot = snapshot;
    let found = snapshot.indicators.iter().position(|indicator| indicator.verdict.status == status).unwrap();
    snapshot.indicators = vec![snapshot.indicators.swap_remove(found)];
    part(snapshot, lang, rows).await
}

/// Without the evidence, which has its own tests.
fn values(html: &str) -> String {
    let before = html.split(r#"<td class="zc-more""#).next().unwrap();
    before.to_owned()
}

#[tokio::test]
async fn met_in_the_last_year() {
    insta::assert_snapshot!(first(fixtures::closed(), Lang::Zh, Status::Met).await);
}

#[tokio::test]
async fn missed_with_its_reason() {
    insta::assert_snapshot!(values(&first(fixtures::closed(), Lang::Zh, Status::Missed).await));
}

#[tokio::test]
async fn a_milestone_with_its_step() {
    insta::assert_snapshot!(values(&first(fixtures::closed(), Lang::En, Status::NotMeasurable).await));
}

#[tokio::test]
async fn a_final_value_that_is_missing_is_not_replaced_by_an_older_one() {
    insta::assert_snapshot!(values(&first(fixtures::closed(), Lang::Zh, Status::AwaitingFinal).await));
}

#[tokio::test]
async fn met_early_on_a_provisional_value() {
    insta::assert_snapshot!(values(&first(fixtures::running(), Lang::Zh, Status::Met).await));
}

#[tokio::test]
async fn not_yet_due_shows_the_newest_value_and_its_year() {
    insta::assert_snapshot!(values(&first(fixtures::running(), Lang::En, Status::LevelOnly).await));
}

#[tokio::test]
async fn no_value_at_all_is_a_dash_and_outlines() {
    let mut observations = fixtures::observations(2025);
    observations.retain(|observation| observation.indicator.as_str() != "patents");
    let snapshot = Snapshot::judge(&fixtures::plan(), &observations, &[], "2026-06-30".parse().unwrap());
    insta::assert_snapshot!(values(&first(snapshot, Lang::Zh, Status::NoData).await));
}
