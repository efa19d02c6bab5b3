use shared::lang::Lang;
#[cfg(not(feature = "full"))]
use shared::method::Status;
use yew::Callback;

use super::{Shown, toolbar};
use crate::tests::{fixtures, part};

// The full build names its search otherwise.
#[cfg(not(feature = "full"))]
#[tokio::test]
async fn the_chosen_filter_is_pressed_and_the_hits_are_announced() {
    let html = part(fixtures::closed(), Lang::Zh, |out| {
        let filter = Some(Status::Missed);
        toolbar(
            out,
            &Shown { hidden: false, typed: "", filter, hits: "显示 1 项目标", open: None },
            &Callback::noop(),
        );
    });
    insta::assert_snapshot!(html.await);
}

#[tokio::test]
async fn a_promise_has_no_status_to_filter_by() {
    let html = part(fixtures::promise(), Lang::En, |out| {
        toolbar(
            out,
            &Shown { hidden: false, typed: "", filter: None, hits: "", open: None },
            &Callback::noop(),
        );
    })
    .await;
    assert!(!html.contains("aria-pressed") && html.contains("<input"), "{html}");
}
