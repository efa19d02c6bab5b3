use shared::lang::Lang;

use super::result;
use crate::tests::{fixtures, part};

#[tokio::test]
async fn counts_first_then_one_mark_per_target_in_plan_order() {
    insta::assert_snapshot!(part(fixtures::closed(), Lang::Zh, result).await);
}

#[tokio::test]
async fn without_figures_there_is_nothing_to_mark() {
    insta::assert_snapshot!(part(fixtures::promise(), Lang::Zh, result).await);
}
