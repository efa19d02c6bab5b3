use shared::lang::Lang;

use super::promises;
use crate::tests::{fixtures, part};

#[tokio::test]
async fn a_promise_is_its_target_its_due_date_and_its_words() {
    let html = part(fixtures::promise(), Lang::Zh, |out| {
        let [first, .., trainees, cluster, _, _] = &out.scene.snapshot.indicators[..] else {
            panic!("nine targets")
        };
        promises(out, &[first, trainees, cluster]);
    });
    insta::assert_snapshot!(html.await);
}
