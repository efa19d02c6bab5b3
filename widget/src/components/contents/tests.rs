use shared::lang::Lang;

use super::contents;
use crate::tests::{fixtures, linked_part, links, part};

#[tokio::test]
async fn every_part_and_the_second_door() {
    insta::assert_snapshot!(
        linked_part(fixtures::closed(), Lang::Zh, links(), |out| contents(out, |_| {})).await
    );
}

#[tokio::test]
async fn a_part_that_the_plan_has_not_is_not_linked() {
    let mut snapshot = fixtures::promise();
    snapshot.tasks.clear();
    snapshot.units.clear();
    let html = part(snapshot, Lang::En, |out| contents(out, |_| {})).await;
    assert_eq!(html.matches("<li>").count(), 2, "{html}");
}
