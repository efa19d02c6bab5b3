//! The day it is where the deployment is: Asia/Shanghai, which has had no summer time since 1991.

use shared::date::Date;
use time::{OffsetDateTime, UtcOffset};

/// Today in Asia/Shanghai.
pub fn today() -> Date {
    let shanghai = UtcOffset::from_hms(8, 0, 0).unwrap_or(UtcOffset::UTC);
    OffsetDateTime::now_utc().to_offset(shanghai).date().into()
}
