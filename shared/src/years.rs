//! Two years of a plan, side by side.

use crate::{
    quantity::Quantity,
    snapshot::{IndicatorView, Snapshot},
};

/// A target in two years. Only full years are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoYears<'a> {
    /// The target.
    pub indicator: &'a IndicatorView,
    /// Its value in the first year.
    pub from: Option<Quantity>,
    /// Its value in the second.
    pub to: Option<Quantity>,
    /// The second less the first, where there are both.
    pub difference: Option<Quantity>,
}

/// The targets that have a value in one of the years, in plan order.
pub fn compare(snapshot: &Snapshot, from: i32, to: i32) -> Vec<TwoYears<'_>> {
    let value = |indicator: &IndicatorView, year| {
        indicator.years.iter().find(|point| point.year == year).and_then(|point| point.value)
    };
    snapshot
        .indicators
        .iter()
        .map(|indicator| {
            let (from, to) = (value(indicator, from), value(indicator, to));
            let difference = from.zip(to).and_then(|(from, to)| less(to, from));
            TwoYears { indicator, from, to, difference }
        })
        .filter(|two| two.from.is_some() || two.to.is_some())
        .collect()
}

/// `a − b` with the finer precision of both; nothing where that is too large to hold.
fn less(a: Quantity, b: Quantity) -> Option<Quantity> {
    let scale = a.scale().max(b.scale());
    let mantissa = |q: Quantity| q.mantissa().checked_mul(10_i64.checked_pow(u32::from(scale - q.scale()))?);
    Some(Quantity::new(mantissa(a)?.checked_sub(mantissa(b)?)?, scale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judging::tests::{judged, value};

    #[test]
    fn a_difference_is_exact_and_missing_where_a_value_is() {
        let snapshot = judged(&[value("a", "2021", "40.5"), value("b", "2023", "48")]);
        let told = |from, to| {
            let two = compare(&snapshot, from, to);
            two.iter().map(|two| two.difference.map(|value| value.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(told(2021, 2023), [Some("7.5".to_owned())]);
        assert_eq!(told(2023, 2021), [Some("-7.5".to_owned())]);
        assert_eq!(told(2021, 2022), [None]);
        assert!(told(2022, 2024).is_empty(), "neither year has a value");
    }

    #[test]
    fn what_cannot_be_held_is_not_told() {
        let huge = Quantity::new(i64::MAX, 0);
        assert_eq!(less(huge, Quantity::new(1, 3)), None);
    }
}
