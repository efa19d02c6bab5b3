use shared::lang::Lang;

use super::{evidence, remarks};
use crate::tests::{fixtures, part};

#[tokio::test]
async fn the_sentence_the_comparison_and_every_figure() {
    let trainees =
        part(fixtures::closed(), Lang::Zh, |out| evidence(out, &out.scene.snapshot.indicators[5])).await;
    insta::assert_snapshot!(trainees);
}

#[tokio::test]
async fn provisional_corrected_and_remarked_figures_say_so() {
    let mut snapshot = fixtures::closed();
    let [first, second, ..] = &mut snapshot.indicators[0].readings[..] else { panic!("two figures") };
    first.provisional = true;
    second.supersedes = Some(first.id.clone());
    second.note = Some("按新口径计算。".to_owned());
    let html = part(snapshot, Lang::Zh, |out| evidence(out, &out.scene.snapshot.indicators[0])).await;
    for said in ["31.2 件/万人", "初步数", "更正数", "按新口径计算。"] {
        assert!(html.contains(said), "{said}");
    }
}

#[tokio::test]
async fn a_promise_has_its_ladder_marked_as_ours() {
    let cluster =
        part(fixtures::promise(), Lang::En, |out| remarks(out, &out.scene.snapshot.indicators[6])).await;
    insta::assert_snapshot!(cluster);
}
