//! Numbers of at most four decimals, exactly.

use std::{
    fmt,
    ops::{Add, Sub},
    str::FromStr,
};

const SCALE: i64 = 10_000;
const DECIMALS: usize = 4;

/// A number in ten-thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::answer) struct Decimal(i64);

impl Decimal {
    pub(in crate::answer) fn whole(number: u32) -> Self {
        Self(i64::from(number) * SCALE)
    }

    /// Nothing where the result has more decimals or is too large.
    pub(in crate::answer) fn times(self, other: Self) -> Option<Self> {
        let product = i128::from(self.0) * i128::from(other.0);
        let exact = product % i128::from(SCALE) == 0;
        i64::try_from(product / i128::from(SCALE)).ok().filter(|_| exact).map(Self)
    }

    /// A hundredth part.
    pub(in crate::answer) fn percent(self) -> Option<Self> {
        (self.0 % 100 == 0).then_some(Self(self.0 / 100))
    }
}

impl Add for Decimal {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Decimal {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl FromStr for Decimal {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 12 || part.len() > DECIMALS || !digits(whole) || !digits(part) {
            return Err(());
        }
        let part = format!("{part:0<DECIMALS$}");
        let number = |text: &str| text.parse::<i64>().map_err(drop);
        Ok(Self(number(whole)? * SCALE + number(&part)?))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / SCALE, (self.0 % SCALE).abs());
        let part = format!("{part:04}");
        match part.trim_end_matches('0') {
            "" => write!(f, "{whole}"),
            part => write!(f, "{whole}.{part}"),
        }
    }
}
