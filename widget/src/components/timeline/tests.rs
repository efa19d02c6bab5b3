use shared::{
    lang::Lang,
    snapshot::{Correction, Publication},
};

use super::timeline;
use crate::tests::{fixtures, part};

#[tokio::test]
async fn what_is_due_and_what_was_reported_in_the_order_of_days() {
    let mut snapshot = fixtures::closed();
    snapshot.publication = Some(Publication {
        number: 3,
        published: "2026-02-10".parse().unwrap(),
        corrected: Some(Correction {
            on: "2026-02-10".parse().unwrap(), reason: "数值录错一位".to_owned()
        }),
    });
    insta::assert_snapshot!(part(snapshot, Lang::Zh, timeline).await);
}

#[tokio::test]
async fn a_promise_has_its_years_and_its_due_dates() {
    insta::assert_snapshot!(part(fixtures::promise(), Lang::En, timeline).await);
}
