//! A plan as of a day that the address names.

use std::collections::HashMap;

use shared::{date::Date, id::PlanId, snapshot::Judged};

use super::{Site, problem::Problem};
use crate::answer::Desk;

impl Site {
    /// The desk of a plan.
    pub(super) fn desk(&self, plan: &str) -> Result<&Desk, Problem> {
        let known = plan.parse::<PlanId>().ok().and_then(|plan| self.inner.desks.of(&plan));
        known.ok_or_else(|| {
            let plans: Vec<&str> = self.plans().into_iter().map(PlanId::as_str).collect();
            Problem::not_found(format!("没有方案“{plan}”；可用的有：{}", plans.join("、")))
        })
    }

    /// The plan judged as of `?as_of=`, by default the day it is shown as of.
    pub(super) fn judged_as_of(
        &self,
        plan: &str,
        query: &HashMap<String, String>,
    ) -> Result<Judged, Problem> {
        let desk = self.desk(plan)?;
        let day = named(query, "as_of", desk.day())?;
        Ok(desk.judged_on(day.unwrap_or(desk.day())))
    }
}

/// The day that a key of the query names. What lies ahead has no figures and is not judged.
pub(super) fn named(
    query: &HashMap<String, String>,
    key: &str,
    latest: Date,
) -> Result<Option<Date>, Problem> {
    let Some(text) = query.get(key) else { return Ok(None) };
    match text.parse::<Date>() {
        Ok(day) if day <= latest => Ok(Some(day)),
        Ok(day) => Err(Problem::bad_request(format!("{key}={day} 晚于 {latest}：没有那一天的数据"))),
        Err(_) => Err(Problem::bad_request(format!("{key} 应写成 2025-12-31 这样的日期"))),
    }
}
