//! The pace: how far a value has come, against how far it should have come by its day.

use rust_decimal::{Decimal, MathematicalOps};
use serde::Serialize;

use super::{Status, working::Used};
use crate::{
    date::Date,
    plan::{Baseline, Comparator, Goal},
    quantity::Quantity,
};

/// Decimals of the ratios that are shown. Bands are decided on the unrounded ratio.
const SHOWN: u32 = 4;

/// Lower edges of the bands: at least 0.95 is on track, at least 0.60 slow, at least 0 far behind.
const EDGES: [Decimal; 3] =
    [Decimal::from_parts(95, 0, 0, false, 2), Decimal::from_parts(60, 0, 0, false, 2), Decimal::ZERO];

/// Growth is computed to this many decimals; a needed growth as small is not divided by.
const SMALLEST_GROWTH: Decimal = Decimal::from_parts(1, 0, 0, false, 12);

/// The pace of a value, by two formulas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pace {
    /// y0 and t0, with who says so.
    pub baseline: Baseline,
    /// y: the published value, and what it may be in truth by the precision it was printed with.
    pub value: Span,
    /// yT.
    pub target: Quantity,
    /// t − t0 in days of [`days360`].
    pub elapsed: u32,
    /// tT − t0 in days of [`days360`].
    pub total: u32,
    /// `((y−y0)/(yT−y0)) / ((t−t0)/(tT−t0))`.
    pub linear: Span,
    /// `((y/y0)^(1/(t−t0)) − 1) / ((yT/y0)^(1/(tT−t0)) − 1)`, time in years; nothing where the three values do not
    /// share a sign.
    pub growth: Option<Span>,
    /// Lower edges of 按进度, 进度偏慢 and 明显偏慢.
    pub thresholds: [Quantity; 3],
    /// The bands of all ratios, lowest and highest.
    #[serde(skip)]
    bands: (Status, Status),
}

/// A number with the lowest and highest it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// As published, or computed from it.
    pub at: Quantity,
    /// At least.
    pub low: Quantity,
    /// At most.
    pub high: Quantity,
}

impl Span {
    /// Whether anything is left open.
    pub fn is_open(self) -> bool {
        self.low != self.high
    }
}

impl Pace {
    /// Nothing where no pace can be told: the value is not later than the baseline, nothing was to change, or the words
    /// of the target give no direction.
    pub(super) fn of(baseline: &Baseline, used: &Used, goal: &Goal, due: Date) -> Option<Self> {
        if matches!(goal.comparator, Comparator::Exactly | Comparator::About) {
            return None;
        }
        let start = baseline.period.last_day();
        let way = Way {
            from: baseline.value.decimal(),
            to: goal.value.decimal(),
            elapsed: days360(start, used.day)?,
            total: days360(start, due)?,
        };
        let value = used.value.decimal();
        let half = uncertainty(used, goal);
        let values = [value, value.checked_sub(half)?, value.checked_add(half)?];
        let linear = each(values, |y| way.linear(y))?;
        let growth = each(values, |y| way.growth(y));
        let ratios = linear.iter().chain(growth.iter().flatten()).copied();
        let (lowest, highest) = ratios.fold((linear[0], linear[0]), |(l, h), r| (l.min(r), h.max(r)));
        Some(Self {
            baseline: baseline.clone(),
            value: Span { at: used.value, ..span(values, None)? },
            target: goal.value,
            elapsed: way.elapsed,
            total: way.total,
            linear: span(linear, Some(SHOWN))?,
            growth: growth.map(|growth| span(growth, Some(SHOWN))).unwrap_or_default(),
            thresholds: [Quantity::new(95, 2), Quantity::new(60, 2), Quantity::new(0, 0)],
            bands: (band(lowest), band(highest)),
        })
    }

    /// The bands of all ratios, the lower first.
    pub fn bands(&self) -> (Status, Status) {
        self.bands
    }
}

fn each(values: [Decimal; 3], ratio: impl Fn(Decimal) -> Option<Decimal>) -> Option<[Decimal; 3]> {
    Some([ratio(values[0])?, ratio(values[1])?, ratio(values[2])?])
}

/// A falling target turns the ends around: the lowest ratio stands first whatever the direction.
fn span([at, a, b]: [Decimal; 3], decimals: Option<u32>) -> Option<Span> {
    let shown = |d: Decimal| Quantity::from_decimal(decimals.map_or(d, |decimals| d.round_dp(decimals)));
    Some(Span { at: shown(at)?, low: shown(a.min(b))?, high: shown(a.max(b))? })
}

fn band(ratio: Decimal) -> Status {
    match EDGES.iter().position(|edge| ratio >= *edge) {
        Some(0) => Status::OnTrack,
        Some(1) => Status::Slow,
        Some(_) => Status::FarBehind,
        None => Status::Backward,
    }
}

/// From where, to where, and how much of the time is gone.
struct Way {
    from: Decimal,
    to: Decimal,
    elapsed: u32,
    total: u32,
}

impl Way {
    fn linear(&self, value: Decimal) -> Option<Decimal> {
        let done = value.checked_sub(self.from)?.checked_div(self.to.checked_sub(self.from)?)?;
        done.checked_mul(self.total.into())?.checked_div(self.elapsed.into())
    }

    fn growth(&self, value: Decimal) -> Option<Decimal> {
        let needed = yearly_growth(self.from, self.to, self.total)?;
        if needed.abs() <= SMALLEST_GROWTH {
            return None;
        }
        yearly_growth(self.from, value, self.elapsed)?.checked_div(needed)
    }
}

/// `(b/a)^(1 year/days) − 1`; nothing where the two do not share a sign.
fn yearly_growth(a: Decimal, b: Decimal, days: u32) -> Option<Decimal> {
    let years = Decimal::from(days).checked_div(YEAR.into())?;
    // Zero and mixed signs have no logarithm.
    let exponent = b.checked_div(a)?.checked_ln()?.checked_div(years)?;
    exponent.checked_exp_with_tolerance(SMALLEST_GROWTH)?.checked_sub(Decimal::ONE)
}

const YEAR: u32 = 360;

/// Days from one day to a later one, with months of 30 and years of 360 days, so that ends of years lie whole years
/// apart; the last day of a month is its 30th. Nothing where the second is not later.
pub fn days360(from: Date, to: Date) -> Option<u32> {
    let count = |date: Date| {
        let day = if date.is_last_of_month() { 30 } else { date.day() };
        (date.year() * 12 + i32::from(date.month())) * 30 + i32::from(day)
    };
    u32::try_from(count(to) - count(from)).ok().filter(|days| *days > 0)
}

/// How far the true value may lie from the published one: the error its source gives, else what rounding hides.
pub(super) fn uncertainty(used: &Used, goal: &Goal) -> Decimal {
    used.margin.map_or_else(|| rounding(used.value, goal), Quantity::decimal)
}

/// Half of the last printed place. A count of whole things (8 家) is exact; a number with decimals, in 万 or 亿, or of a
/// share or ratio was rounded.
fn rounding(value: Quantity, goal: &Goal) -> Decimal {
    let unit = goal.unit.zh.as_str();
    let scaled = unit.starts_with(['万', '亿', '%', '％', '‰']) || unit.contains(['/', '／']);
    if value.scale() == 0 && !scaled {
        return Decimal::ZERO;
    }
    Decimal::new(5, u32::from(value.scale()) + 1)
}

/// `value / target` in percent with one decimal, where a target is to be reached from below.
pub(super) fn attainment(value: Quantity, goal: &Goal) -> Option<Quantity> {
    let upward = matches!(goal.comparator, Comparator::AtLeast | Comparator::MoreThan | Comparator::Exactly);
    let (value, target) = (value.decimal(), goal.value.decimal());
    if !upward || target <= Decimal::ZERO || value < Decimal::ZERO {
        return None;
    }
    Quantity::from_decimal(value.checked_mul(100.into())?.checked_div(target)?.round_dp(1))
}
