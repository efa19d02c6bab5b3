use shared::{
    lang::Lang,
    plan::Stage,
    snapshot::{Correction, Publication},
};

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

#[tokio::test]
async fn figures_that_were_taken_back_are_told_with_day_and_reason() {
    let mut snapshot = fixtures::closed();
    let on = "2026-06-30".parse().unwrap();
    let corrected = Some(Correction { on, reason: "录入有误".to_owned() });
    snapshot.publication = Some(Publication { number: 3, published: on, corrected });
    let html = part(snapshot.clone(), Lang::Zh, heading).await;
    assert!(html.contains("已更正：<time>2026-06-30</time> 撤回了此前发布的数据，原因：录入有误"), "{html}");
    let html = part(snapshot, Lang::En, heading).await;
    assert!(
        html.contains("Corrected: figures withdrawn on <time>2026-06-30</time>")
            && html.contains("lang=\"zh"),
        "{html}"
    );
}
