//! A quarter of a year, as `2025Q3`.

use std::{fmt, str::FromStr};

use shared::date::{Date, PartialDate};

/// Why a text is no quarter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是季度：请写年份加 Q1 至 Q4，如 2025Q3")]
pub struct InvalidQuarter(String);

/// A quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i32,
    /// 1 to 4.
    number: u8,
}

impl Quarter {
    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The last day of the month before it.
    fn before(self) -> Date {
        let month = match self.number {
            1 => PartialDate::Month(self.year - 1, 12),
            number => PartialDate::Month(self.year, 3 * (number - 1)),
        };
        month.last_day()
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        PartialDate::Month(self.year, 3 * self.number).last_day()
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.before() < day && day <= self.last_day()
    }
}

impl fmt::Display for Quarter {
    /// As official documents write it: 2025年第三季度.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = ["一", "二", "三", "四"].get(usize::from(self.number - 1)).unwrap_or(&"");
        write!(f, "{}年第{number}季度", self.year)
    }
}

impl FromStr for Quarter {
    type Err = InvalidQuarter;

    fn from_str(text: &str) -> Result<Self, InvalidQuarter> {
        let parsed = || {
            let (year, number) = text.split_once(['Q', 'q'])?;
            let PartialDate::Year(year) = year.parse().ok()? else { return None };
            let number = ["1", "2", "3", "4"].iter().position(|known| *known == number)?;
            Some(Self { year, number: u8::try_from(number + 1).ok()? })
        };
        parsed().ok_or_else(|| InvalidQuarter(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_has_its_days_and_its_name() {
        let quarter: Quarter = "2025Q3".parse().unwrap();
        assert_eq!(quarter.to_string(), "2025年第三季度");
        assert_eq!(quarter.last_day().to_string(), "2025-09-30");
        for (day, within) in
            [("2025-06-30", false), ("2025-07-01", true), ("2025-09-30", true), ("2025-10-01", false)]
        {
            assert_eq!(quarter.contains(day.parse().unwrap()), within, "{day}");
        }
        assert!("2025q1".parse::<Quarter>().unwrap().contains("2025-01-01".parse().unwrap()));
        assert_eq!("2024Q1".parse::<Quarter>().unwrap().last_day().to_string(), "2024-03-31");
    }

    #[test]
    fn what_is_no_quarter_says_how_one_is_written() {
        for bad in ["", "2025", "2025Q5", "2025Q0", "2025-Q1", "25Q1", "2025Q33", "第三季度", "2025-06Q1"]
        {
            let told = bad.parse::<Quarter>().unwrap_err().to_string();
            assert!(told.contains("2025Q3"), "{told}");
        }
    }
}
