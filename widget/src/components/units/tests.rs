use shared::lang::Lang;

use super::units;
use crate::tests::{fixtures, part};

#[tokio::test]
async fn units_stand_as_first_named_with_their_tasks_and_no_count() {
    let html = part(fixtures::promise(), Lang::Zh, |out| {
        let named: Vec<_> = out.scene.snapshot.units.iter().collect();
        units(out, &named[..3]);
    });
    insta::assert_snapshot!(html.await);
}
