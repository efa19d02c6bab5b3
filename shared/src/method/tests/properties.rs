//! What must hold for all inputs.

use proptest::prelude::*;

use super::*;

/// How good a verdict is, for one story with its day: what a higher value must not lower.
fn rank(judged: &Judgement) -> (usize, usize) {
    let place = |status: Status| {
        [Status::Backward, Status::FarBehind, Status::Slow, Status::OnTrack].iter().position(|s| *s == status)
    };
    match (judged.verdict.status, judged.working.between) {
        (Status::Met, _) => (9, 9),
        (_, Some((low, high))) => (place(low).unwrap(), place(high).unwrap()),
        (status, None) => place(status).map_or((0, 0), |at| (at, at)),
    }
}

fn quantity() -> impl Strategy<Value = Quantity> {
    (any::<i64>(), 0_u8..=15)
        .prop_map(|(mantissa, scale)| Quantity::new(mantissa % 1_000_000_000_000_000, scale))
}

fn rows() -> impl Strategy<Value = Vec<(i32, u8, Quantity, bool)>> {
    prop::collection::vec((2018_i32..2028, 0_u8..=12, quantity(), any::<bool>()), 0..8)
}

fn story(kind: u8, comparator: u8, target: Quantity, rows: &[(i32, u8, Quantity, bool)]) -> Story {
    let kind = [Kind::Stock, Kind::AnnualFlow, Kind::Score, Kind::Milestone][usize::from(kind % 4)];
    let comparator = Comparator::ALL[usize::from(comparator) % Comparator::ALL.len()];
    let mut story = Story::of(kind, comparator, "1");
    story.indicator.target.goal.as_mut().unwrap().value = target;
    for (at, (year, month, value, provisional)) in rows.iter().enumerate() {
        let period = if *month == 0 { year.to_string() } else { format!("{year}-{month:02}") };
        let mut row = observed(&format!("o{at}"), &period, "1");
        (row.observed, row.provisional) = (Observed::Value(*value), *provisional);
        story.observations.push(row);
    }
    story
}

fn baseline(value: Quantity) -> Baseline {
    let source = Source { title: String::new(), url: None };
    Baseline { value, period: PartialDate::Year(2020), source }
}

proptest! {
    #[test]
    fn no_input_panics_and_each_is_judged_by_one_rule(
        (kind, comparator, target) in (any::<u8>(), any::<u8>(), quantity()),
        (start, margin) in (proptest::option::of(quantity()), proptest::option::of(quantity())),
        rows in rows(),
        (year, month) in (2019_i32..2030, 1_u8..=12),
    ) {
        let mut story = story(kind, comparator, target, &rows);
        story.indicator.baseline = start.map(baseline);
        story.indicator.cadence = Some(Cadence::Quarterly);
        if let Some(row) = story.observations.last_mut() {
            row.margin = margin;
        }
        let judged = story.judged(&format!("{year}-{month:02}-15"));
        prop_assert!(Status::ALL.contains(&judged.verdict.status));
        prop_assert_eq!(judged.working.between.is_some(), judged.verdict.status == Status::Borderline);
        let words = crate::words::explained(&story.indicator, &judged.verdict, &judged.working);
        let told = judged.working.periods.len() + judged.working.missing_years.len() > 1;
        prop_assert_eq!(
            words.is_empty(),
            judged.verdict.compared.is_none() && judged.working.year_to_date.is_none() && !told
        );
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(rows in rows(), kind in any::<u8>(), comparator in any::<u8>()) {
        let mut story = story(kind, comparator, Quantity::new(50, 0), &rows);
        story.indicator.baseline = Some(baseline(Quantity::new(10, 0)));
        let judged = story.judged(BEFORE);
        story.observations.reverse();
        prop_assert_eq!(judged, story.judged(BEFORE));
    }

    #[test]
    fn a_better_value_never_lowers_the_verdict(
        start in -500_i64..500, way in 1_i64..500, value in -1500_i64..1500, more in 1_i64..500,
        scale in 0_u8..4, decimals in 0_u8..3, year in 2021_i32..2024, rising in any::<bool>(),
    ) {
        let comparator = if rising { Comparator::AtLeast } else { Comparator::AtMost };
        let sign = if rising { 1 } else { -1 };
        let judged = |value: i64| {
            let mut story = Story::of(Kind::Stock, comparator, "1").then(&year.to_string(), "1");
            story.indicator.target.goal.as_mut().unwrap().value = Quantity::new(start + sign * way, scale);
            story.indicator.baseline = Some(baseline(Quantity::new(start, scale)));
            story.observations[0].observed = Observed::Value(Quantity::new(value, decimals));
            story.judged(BEFORE)
        };
        let (worse, better) = (judged(value), judged(value + sign * more));
        prop_assert!(rank(&worse).0 <= rank(&better).0, "{worse:?} {better:?}");
        prop_assert!(rank(&worse).1 <= rank(&better).1, "{worse:?} {better:?}");
    }

    #[test]
    fn another_unit_of_measure_gives_the_same_verdict(
        start in 1_i64..1000, target in 1_i64..1000, value in 1_i64..1000, factor in 1_i64..1000, margin in 0_i64..50,
        year in 2021_i32..2024,
    ) {
        let verdict = |factor: i64| {
            let mut story = Story::at_least("1").then(&year.to_string(), "1");
            story.indicator.target.goal.as_mut().unwrap().value = Quantity::new(target * factor, 0);
            story.indicator.baseline = Some(baseline(Quantity::new(start * factor, 0)));
            story.observations[0].observed = Observed::Value(Quantity::new(value * factor, 0));
            story.observations[0].margin = Some(Quantity::new(margin * factor, 0));
            let judged = story.judged(BEFORE);
            (judged.verdict.status, judged.working.between)
        };
        prop_assert_eq!(verdict(1), verdict(factor));
    }

    #[test]
    fn rising_and_falling_are_mirror_images_by_the_linear_formula(
        way in 1_i64..1000, value in 0_i64..1000, year in 2021_i32..2024,
    ) {
        // From 0: growth does not apply, so the linear formula alone decides.
        let verdict = |sign: i64, comparator| {
            let mut story = Story::of(Kind::Stock, comparator, "1").then(&year.to_string(), "1");
            story.indicator.target.goal.as_mut().unwrap().value = Quantity::new(sign * way, 0);
            story.indicator.baseline = Some(baseline(Quantity::new(0, 0)));
            story.observations[0].observed = Observed::Value(Quantity::new(sign * value, 0));
            story.verdict(BEFORE).status
        };
        prop_assert_eq!(verdict(1, Comparator::AtLeast), verdict(-1, Comparator::AtMost));
    }

    #[test]
    fn a_ratio_shown_can_be_recomputed(
        start in 1_i32..1000, way in 1_i32..1000, value in 1_i32..2000, month in 1_u8..=12,
    ) {
        let mut story = Story::at_least("1").then(&format!("2023-{month:02}"), "1");
        story.indicator.target.goal.as_mut().unwrap().value = Quantity::new((start + way).into(), 0);
        story.indicator.baseline = Some(baseline(Quantity::new(start.into(), 0)));
        story.observations[0].observed = Observed::Value(Quantity::new(value.into(), 0));
        let Some(pace) = story.judged(BEFORE).working.pace else { return Ok(()) };
        let shown = |quantity: Quantity| quantity.to_string().parse::<f64>().unwrap();
        let (y0, y, to) = (f64::from(start), f64::from(value), f64::from(start + way));
        let (t, all) = (f64::from(pace.elapsed), f64::from(pace.total));
        let linear = (y - y0) / (to - y0) / (t / all);
        prop_assert!((shown(pace.linear.at) - linear).abs() < 0.000_06, "{} {linear}", pace.linear.at);
        let growth = ((y / y0).powf(360.0 / t) - 1.0) / ((to / y0).powf(360.0 / all) - 1.0);
        let ours = shown(pace.growth.unwrap().at);
        prop_assert!((ours - growth).abs() < 0.000_06 * growth.abs().max(1.0), "{ours} {growth}");
    }
}
