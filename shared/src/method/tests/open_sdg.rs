//! Cross-check with the formula that Open SDG publishes (docs/progress-methodology of its site): compound annual growth
//! rates of the observed and of the needed change, and bands at 0.95, 0.60 and 0. Written from the published formula, in
//! floating point, whole years.

use proptest::prelude::*;

use super::*;

/// Growth to the current value over growth to the target, both per year.
fn ratio(start: (f64, i32), now: (f64, i32), target: (f64, i32), rising: bool) -> f64 {
    let growth = |(a, from): (f64, i32), (b, to): (f64, i32)| (b / a).powf(1.0 / f64::from(to - from)) - 1.0;
    let direction = if rising { 1.0 } else { -1.0 };
    direction * growth(start, now) / growth(start, target).abs()
}

fn band(ratio: f64) -> Status {
    match ratio {
        r if r >= 0.95 => Status::OnTrack,
        r if r >= 0.60 => Status::Slow,
        r if r >= 0.0 => Status::FarBehind,
        _ => Status::Backward,
    }
}

proptest! {
    #[test]
    fn the_growth_formula_gives_the_bands_of_open_sdg(
        start in 1_i32..5000, way in 1_i32..5000, now in 1_i32..9999, year in 2021_i32..2024, rising in any::<bool>(),
    ) {
        let (low, high) = (start, start + way);
        let (from, to) = if rising { (low, high) } else { (high, low) };
        // Where a target is reached both say so before any formula.
        prop_assume!(if rising { now < to } else { now > to });
        let comparator = if rising { Comparator::AtLeast } else { Comparator::AtMost };
        let story = Story::of(Kind::Stock, comparator, &to.to_string())
            .from("2020", &from.to_string())
            .then(&year.to_string(), &now.to_string());
        let published = ratio((from.into(), 2020), (now.into(), year), (to.into(), 2024), rising);
        let judged = story.judged(BEFORE);
        let ours = judged.working.pace.as_ref().unwrap().growth.unwrap().at;
        let difference = ours.to_string().parse::<f64>().unwrap() - published;
        prop_assert!(difference.abs() < 0.000_06 * published.abs().max(1.0), "{ours} {published}");
        // Near an edge the shown digits cannot tell the band; there the property above has said enough.
        prop_assume!([0.95, 0.60, 0.0].iter().all(|edge: &f64| (published - edge).abs() > 1e-9));
        let (status, between) = (judged.verdict.status, judged.working.between);
        let bands = between.map_or([status; 2], |(a, b)| [a, b]);
        prop_assert!(bands.contains(&band(published)), "{status:?} {between:?} {published}");
    }
}
