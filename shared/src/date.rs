//! Days, and dates that say only what is known.

use core::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是合法的日期：请写 2025、2025-12 或 2025-12-31")]
pub struct InvalidDate(String);

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

impl Date {
    /// The day, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// Whether the next day begins another month.
    pub fn is_last_of_month(self) -> bool {
        self.day() == self.0.month().length(self.year())
    }

    /// The day after; the last day there is stays.
    #[must_use]
    pub fn next_day(self) -> Self {
        Self(self.0.next_day().unwrap_or(self.0))
    }

    /// The same day that many months later, or the last of that month where it is shorter; the last day of a month
    /// leads to the last day of the later one.
    #[must_use]
    pub fn months_later(self, months: u8) -> Self {
        let counted = i32::from(self.month()) - 1 + i32::from(months);
        let (year, month) = (self.year() + counted / 12, u8::try_from(counted % 12 + 1).unwrap_or(12));
        let end = PartialDate::Month(year, month).last_day();
        if self.is_last_of_month() { end } else { Self::new(year, month, self.day()).unwrap_or(end) }
    }
}

impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        match text.parse()? {
            PartialDate::Day(date) => Ok(date),
            _ => Err(InvalidDate(text.to_owned())),
        }
    }
}

/// A date with the precision its source gives: a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// A year and nothing more.
    Year(i32),
    /// A year and a month, 1 to 12.
    Month(i32, u8),
    /// A day.
    Day(Date),
}

impl PartialDate {
    /// The year.
    pub fn year(self) -> i32 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(date) => date.year(),
        }
    }

    /// The last day that the date covers: until then a thing due by it is not late.
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Year(year) => Self::Month(year, 12).last_day(),
            Self::Month(year, month) => {
                let month = time::Month::try_from(month).unwrap_or(time::Month::December);
                let day = month.length(year);
                Date(time::Date::from_calendar_date(year, month, day).unwrap_or(time::Date::MAX))
            }
        }
    }

    /// Whether it is a whole calendar year.
    pub fn is_year(self) -> bool {
        matches!(self, Self::Year(_))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => date.fmt(f),
        }
    }
}

impl FromStr for PartialDate {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        parse(text).ok_or_else(|| InvalidDate(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<PartialDate> {
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())?
    };
    let mut parts = text.split('-');
    let year = i32::from(number(parts.next()?, 4)?);
    if !(1949..=2999).contains(&year) {
        return None;
    }
    let month = match parts.next() {
        None => return Some(PartialDate::Year(year)),
        Some(part) => u8::try_from(number(part, 2)?).ok().filter(|month| (1..=12).contains(month))?,
    };
    let day = match parts.next() {
        None => return Some(PartialDate::Month(year, month)),
        Some(part) => u8::try_from(number(part, 2)?).ok()?,
    };
    parts.next().is_none().then(|| Date::new(year, month, day).map(PartialDate::Day))?
}

macro_rules! serde_by_text {
    ($($name:ty),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )+};
}

serde_by_text!(Date, PartialDate);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_its_precision() {
        for (text, last) in [("2025", "2025-12-31"), ("2024-02", "2024-02-29"), ("2025-10-10", "2025-10-10")]
        {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(date.last_day().to_string(), last);
        }
    }

    #[test]
    fn what_the_calendar_lacks_is_no_date() {
        for bad in
            ["", "25", "2025-13", "2025-02-30", "2025-1-1", "2025-01-01-01", "２０２５", "0000", "+025"]
        {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }
}
