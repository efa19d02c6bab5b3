//! Reports in Word for those who meet about a plan: each quarter, and at its end. They say what the judged snapshot says,
//! in the columns of the district's own tables; what is missing is called missing, units are not ranked, and nothing is
//! merged into one percentage.

mod closing;
mod parts;
mod quarter;
mod quarterly;
#[cfg(test)]
mod tests;

pub use self::{
    closing::closing,
    quarter::{InvalidQuarter, Quarter},
    quarterly::quarterly,
};
use crate::word::WordError;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The quarter is none of the plan's.
    #[error("{quarter}不在方案期 {from}—{to} 年内；请换一个季度")]
    Outside {
        /// The quarter asked for.
        quarter: Quarter,
        /// First year of the plan.
        from: i32,
        /// Last year of the plan.
        to: i32,
    },
    /// The quarter has not ended.
    #[error("{quarter}要到 {last} 才结束，今天是 {today}；季度结束后才能出表")]
    Future {
        /// The quarter asked for.
        quarter: Quarter,
        /// Its last day.
        last: shared::date::Date,
        /// The day asked.
        today: shared::date::Date,
    },
    /// The plan's period goes on.
    #[error("方案期到 {to} 年底才满，现在出不了期末报告；季度进展请用 --period，如 --period {to}Q1")]
    NotOver {
        /// Last year of the plan.
        to: i32,
    },
    /// The document could not be written.
    #[error(transparent)]
    Word(#[from] WordError),
}
