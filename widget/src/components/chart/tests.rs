use shared::{lang::Lang, quantity::Quantity, snapshot::Snapshot};

use super::{chart, scale::Scale};
use crate::{
    markup::Writer,
    tests::{fixtures, part},
};

fn first(out: &mut Writer) {
    let indicator = &out.scene.snapshot.indicators[0];
    chart(out, indicator, indicator.goal.as_ref().unwrap());
}

fn with(values: &[(i32, Option<&str>)]) -> Snapshot {
    let mut snapshot = fixtures::running();
    let years = &mut snapshot.indicators[0].years;
    *years = vec![years[0]; values.len()];
    for (point, (year, value)) in years.iter_mut().zip(values) {
        (point.year, point.value) = (*year, value.map(|value| value.parse().unwrap()));
    }
    snapshot
}

#[tokio::test]
async fn past_years_without_a_value_are_outlined_and_coming_ones_are_empty() {
    let snapshot = with(&[(2022, Some("24")), (2023, None), (2024, None), (2025, None)]);
    insta::assert_snapshot!(part(snapshot, Lang::Zh, first).await);
}

#[tokio::test]
async fn a_value_over_the_target_is_not_cut_off() {
    let html = part(with(&[(2022, Some("96"))]), Lang::En, first).await;
    assert!(html.contains("52V4.0h"), "the bar reaches the top: {html}");
    assert!(html.contains(r#"d="M0 28.0h"#), "the target line stands at half its height: {html}");
}

#[tokio::test]
async fn of_many_years_the_first_and_the_last_are_labelled() {
    let years: Vec<_> = (2016..2026).map(|year| (year, Some("40"))).collect();
    let html = part(with(&years), Lang::Zh, first).await;
    assert_eq!(html.matches("<text").count(), 2);
    assert!(html.contains(">2016<") && html.contains(">2025<"));
}

#[test]
fn a_negative_value_stays_on_the_line() {
    let scale = Scale::new(4, Quantity::new(10, 0));
    assert_eq!(scale.level(Quantity::new(-5, 0)), "52.0");
    assert_eq!(scale.level(Quantity::new(10, 0)), "4.0");
}
