use shared::{lang::Lang, plan::Stage};

use super::heading;
use crate::tests::{fixtures, part};

#[tokio::test]
async fn a_demonstration_of_a_draft_says_both() {
    insta::assert_snapshot!(part(fixtures::closed(), Lang::Zh, heading).await);
    insta::assert_snapshot!(part(fixtures::closed(), Lang::En, heading).await);
}

#[tokio::test]
async fn an_issued_plan_has_nothing_to_warn_of() {
    let mut snapshot = fixtures::promise();
    snapshot.stage = Stage::InForce;
    snapshot.safeguards.clear();
    insta::assert_snapshot!(part(snapshot, Lang::Zh, heading).await);
}
