use shared::lang::Lang;

use super::safeguards;
use crate::tests::{fixtures, part};

#[tokio::test]
async fn safeguards_stand_in_plan_order() {
    insta::assert_snapshot!(part(fixtures::promise(), Lang::En, safeguards).await);
}
