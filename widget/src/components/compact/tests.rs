use shared::lang::Lang;

use super::compact;
use crate::tests::{fixtures, part};

#[tokio::test]
async fn a_line_a_target_with_its_result() {
    insta::assert_snapshot!(part(fixtures::closed(), Lang::Zh, compact).await);
}

#[tokio::test]
async fn a_promise_has_what_is_to_be_reached_instead() {
    let html = part(fixtures::promise(), Lang::Zh, compact).await;
    assert!(html.contains("≥ 48 件/万人") && !html.contains("data-status"), "{html}");
}
