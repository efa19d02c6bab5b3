use shared::{
    lang::Lang,
    snapshot::{Correction, Publication},
};

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

#[tokio::test]
async fn figures_that_were_taken_back_are_said_to_be() {
    let mut snapshot = fixtures::closed();
    snapshot.publication = Some(Publication {
        number: 2,
        published: "2026-02-10".parse().unwrap(),
        corrected: Some(Correction {
            on: "2026-02-10".parse().unwrap(), reason: "数值录错一位".to_owned()
        }),
    });
    let html = part(snapshot, Lang::Zh, badge).await;
    assert!(html.contains("已更正") && html.contains("数值录错一位"), "{html}");
}
