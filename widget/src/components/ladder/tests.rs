use shared::lang::Lang;

use super::ladder;
use crate::tests::{fixtures, part};

#[tokio::test]
async fn reached_steps_are_filled_and_the_ladder_is_called_ours() {
    let html = part(fixtures::closed(), Lang::Zh, |out| ladder(out, &out.scene.snapshot.indicators[6])).await;
    insta::assert_snapshot!(html);
}
