use shared::lang::Lang;

use super::badge;
use crate::tests::{fixtures, linked_part, links, part};

#[tokio::test]
async fn one_line_says_that_it_is_a_demonstration_and_how_it_stands() {
    insta::assert_snapshot!(linked_part(fixtures::closed(), Lang::Zh, links(), badge).await);
}

#[tokio::test]
async fn a_promise_has_no_results_to_tell() {
    let html = part(fixtures::promise(), Lang::En, badge).await;
    assert!(html.contains("no results have been entered yet") && !html.contains("<a "), "{html}");
}
