use shared::lang::Lang;

use super::reason;
use crate::{
    markup::Writer,
    tests::{fixtures, part},
};

const PLEDGES: usize = 3;

fn pledges(out: &mut Writer) {
    reason(out, &out.scene.snapshot.indicators[PLEDGES]);
}

#[tokio::test]
async fn reason_and_next_step_stand_in_full() {
    insta::assert_snapshot!(part(fixtures::closed(), Lang::Zh, pledges).await);
}

#[tokio::test]
async fn a_missing_reason_is_shown_as_missing() {
    let mut snapshot = fixtures::closed();
    let deciding = snapshot.indicators[PLEDGES].latest.as_mut().unwrap();
    (deciding.reason, deciding.next_step) = (None, None);
    insta::assert_snapshot!(part(snapshot, Lang::En, pledges).await);
}
