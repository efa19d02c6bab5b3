//! The day it is where the deployment is: Asia/Shanghai, which has had no summer time since 1991; and days that are asked for.

use shared::date::Date;
use time::{OffsetDateTime, UtcOffset};

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是一天：请写成 2025-12-31 这样的日期（1949 年至 2999 年）")]
pub struct InvalidDay(String);

/// Today in Asia/Shanghai.
pub fn today() -> Date {
    let shanghai = UtcOffset::from_hms(8, 0, 0).unwrap_or(UtcOffset::UTC);
    OffsetDateTime::now_utc().to_offset(shanghai).date().into()
}

/// The day that a text names, where a year or a month is not enough.
pub fn day(text: &str) -> Result<Date, InvalidDay> {
    text.parse().map_err(|_| InvalidDay(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_day_is_needed_no_year_or_month_is_advised() {
        for text in ["2024", "2025-12", "2025-02-30", "1948-12-31", ""] {
            let said = day(text).unwrap_err().to_string();
            assert_eq!(said, format!("“{text}”不是一天：请写成 2025-12-31 这样的日期（1949 年至 2999 年）"));
        }
        assert_eq!(day("2025-12-31").unwrap().to_string(), "2025-12-31");
    }
}
