//! Fixed-point values: exactly what was printed, with its decimals.

use core::{fmt, str::FromStr};

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Why a text is no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是合法的数值：只写数字和小数点，最多 15 位，单位另列")]
pub struct InvalidQuantity(String);

/// A fixed-point number of at most 15 digits. Keeps the decimals it was written with: `14.0` is not `14`, though equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(Decimal);

impl Quantity {
    /// `mantissa / 10^scale`.
    pub fn new(mantissa: i64, scale: u8) -> Self {
        Self(Decimal::new(mantissa, u32::from(scale.min(15))))
    }

    /// The number of printed decimals.
    pub fn scale(self) -> u8 {
        u8::try_from(self.0.scale()).unwrap_or(u8::MAX)
    }

    /// The number without its decimal point.
    pub fn mantissa(self) -> i64 {
        i64::try_from(self.0.mantissa()).unwrap_or(i64::MAX)
    }

    /// For arithmetic within the crate.
    pub(crate) fn decimal(self) -> Decimal {
        self.0
    }

    /// The value of a computation; `None` past 15 digits.
    pub(crate) fn from_decimal(decimal: Decimal) -> Option<Self> {
        let shown = Self(decimal.normalize());
        (shown.0.mantissa().unsigned_abs() < u128::from(LIMIT)).then_some(shown)
    }

    /// The value times a power of ten, as 万 and 亿 do; `None` when it grows past 15 digits.
    pub fn times_ten_to(self, power: u8) -> Option<Self> {
        let (mantissa, scale) = (self.mantissa(), self.scale());
        let scaled = if power <= scale {
            Self::new(mantissa, scale - power)
        } else {
            Self::new(mantissa.checked_mul(10_i64.checked_pow(u32::from(power - scale))?)?, 0)
        };
        (scaled.mantissa().unsigned_abs() < LIMIT).then_some(scaled)
    }

    /// This value as thousandths of `whole`, cut to `0..=u16::MAX`: the height of a bar. Zero where `whole` is not positive.
    pub fn per_mille_of(self, whole: Self) -> u16 {
        let scale = self.scale().max(whole.scale());
        let at_scale = |q: Self| i128::from(q.mantissa()) * 10_i128.pow(u32::from(scale - q.scale()));
        let (value, whole) = (at_scale(self).max(0), at_scale(whole));
        if whole <= 0 {
            return 0;
        }
        // Of very long numbers the last bits change no thousandth; dividing 128 of them would cost the wasm 1 KB.
        let spare = (i128::BITS - value.max(whole).leading_zeros()).saturating_sub(53);
        let short = |number: i128| u64::try_from(number >> spare).unwrap_or(u64::MAX);
        let height = short(value) * 1000 / short(whole).max(1);
        u16::try_from(height).unwrap_or(u16::MAX)
    }
}

const LIMIT: u64 = 1_000_000_000_000_000;

/// By hand: a number of at most 64 bits needs none of what `Decimal` prints 96 with.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mantissa, decimals) = (self.mantissa(), usize::from(self.scale()));
        let number = mantissa.unsigned_abs();
        // The result of a computation may have more decimals than 64 bits have digits.
        let one = 10_u64.checked_pow(u32::from(self.scale()));
        let (whole, rest) = one.map_or((0, number), |one| (number / one, number % one));
        f.write_str(if mantissa < 0 { "-" } else { "" })?;
        match decimals {
            0 => write!(f, "{whole}"),
            _ => write!(f, "{whole}.{rest:0decimals$}"),
        }
    }
}

impl FromStr for Quantity {
    type Err = InvalidQuantity;

    fn from_str(text: &str) -> Result<Self, InvalidQuantity> {
        parse(text).ok_or_else(|| InvalidQuantity(text.to_owned()))
    }
}

/// Digits with at most one point and one leading minus; no separators, no exponent.
fn parse(text: &str) -> Option<Quantity> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, decimals) = match digits.split_once('.') {
        Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
        Some(_) => return None,
        None => (digits, ""),
    };
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) || whole.len() + decimals.len() > 15 {
        return None;
    }
    let mantissa: i64 = [whole, decimals].concat().parse().ok()?;
    let scale = u8::try_from(decimals.len()).ok()?;
    Some(Quantity::new(if negative { -mantissa } else { mantissa }, scale))
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.mantissa(), self.scale()).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
        } else {
            let (mantissa, scale) = Deserialize::deserialize(deserializer)?;
            Ok(Self::new(mantissa, scale))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_value_is_kept_as_printed() {
        for text in ["48", "7.4", "14.0", "0", "-3", "0.05", "123456789012.345"] {
            assert_eq!(text.parse::<Quantity>().unwrap().to_string(), text);
        }
        for bad in ["", ".", "1.", ".5", "1e3", "1,000", "+1", "１", "--1", "1234567890123456", "NaN"] {
            assert!(bad.parse::<Quantity>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_least_number_that_a_computation_gives_is_printed() {
        let least = Quantity::from_decimal(Decimal::new(1, 28)).unwrap();
        assert_eq!(least.to_string(), format!("0.{:0>28}", 1));
    }

    #[test]
    fn a_bar_of_numbers_that_differ_past_measure_is_empty_or_full() {
        let (little, much) = (Quantity::new(1, 15), Quantity::new(i64::MAX, 0));
        assert_eq!((little.per_mille_of(much), much.per_mille_of(little)), (0, u16::MAX));
    }

    #[test]
    fn fourteen_and_fourteen_point_nought_are_equal() {
        assert_eq!("14".parse::<Quantity>().unwrap(), "14.0".parse().unwrap());
    }

    #[test]
    fn ten_thousands_and_hundred_millions_scale_exactly() {
        let q = |text: &str| text.parse::<Quantity>().unwrap();
        assert_eq!(q("13.6").times_ten_to(4), Some(q("136000")));
        assert_eq!(q("0.05").times_ten_to(1), Some(q("0.5")));
        assert_eq!(q("123456789").times_ten_to(8), None);
    }

    proptest! {
        #[test]
        fn text_and_value_round_trip(mantissa in -999_999_999_999_i64..999_999_999_999, scale in 0_u8..6) {
            let value = Quantity::new(mantissa, scale);
            prop_assert_eq!(value.to_string().parse::<Quantity>().unwrap(), value);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = text.parse::<Quantity>();
        }

        #[test]
        fn a_bar_never_leaves_its_range(a in any::<i64>(), b in any::<i64>(), s in 0_u8..15, t in 0_u8..15) {
            let _ = Quantity::new(a, s).per_mille_of(Quantity::new(b, t));
        }

        #[test]
        fn a_bar_is_as_high_as_its_share(a in 0..1_000_000_i64, b in 1..1_000_000_i64, s in 0_u8..3) {
            let exact = u16::try_from(a * 1000 / b).unwrap_or(u16::MAX);
            prop_assert_eq!(Quantity::new(a, s).per_mille_of(Quantity::new(b, s)), exact);
        }
    }
}
