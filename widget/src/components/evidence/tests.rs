use shared::{date::PartialDate, lang::Lang, plan::Kind};

use super::{evidence, figures, remarks};
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
async fn a_margin_stands_with_its_figure() {
    let mut snapshot = fixtures::closed();
    snapshot.indicators[0].readings[0].margin = Some("0.50".parse().unwrap());
    let html = part(snapshot, Lang::Zh, |out| evidence(out, &out.scene.snapshot.indicators[0])).await;
    assert_eq!(html.matches("误差范围 ±").count(), 1);
    assert!(html.contains("误差范围 ±0.50"), "{html}");
}

#[tokio::test]
async fn parts_of_years_stand_apart_after_the_full_years() {
    let mut snapshot = fixtures::closed();
    let indicator = &mut snapshot.indicators[0];
    indicator.kind = Kind::AnnualFlow;
    let mut part_of_year = indicator.readings[0].clone();
    part_of_year.period = PartialDate::Month(2022, 6);
    indicator.readings.insert(1, part_of_year);
    let table =
        part(snapshot.clone(), Lang::Zh, |out| figures::figures(out, &out.scene.snapshot.indicators[0]))
            .await;
    insta::assert_snapshot!(table);
    snapshot.indicators[0].kind = Kind::Stock;
    let levels =
        part(snapshot, Lang::Zh, |out| figures::figures(out, &out.scene.snapshot.indicators[0])).await;
    assert!(!levels.contains("部分年份"), "a level has no parts");
}

#[tokio::test]
async fn a_promise_has_its_ladder_marked_as_ours() {
    let cluster =
        part(fixtures::promise(), Lang::En, |out| remarks(out, &out.scene.snapshot.indicators[6])).await;
    insta::assert_snapshot!(cluster);
}
