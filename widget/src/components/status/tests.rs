use shared::{lang::Lang, method::Status};

use super::status;
use crate::tests::{fixtures, part};

#[tokio::test]
async fn each_status_has_its_own_shape_and_word() {
    let html =
        part(fixtures::promise(), Lang::Zh, |out| Status::ALL.into_iter().for_each(|s| status(out, s))).await;
    insta::assert_snapshot!(html);
}
