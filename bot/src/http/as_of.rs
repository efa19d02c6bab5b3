//! A plan as of a day that the address names. A misspelt day must not pass for none: what is not known after the question
//! mark, or stands there twice, is refused.

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use serde::{Deserialize, de::DeserializeOwned};
use shared::{date::Date, id::PlanId, judging::Judged};

use super::{Site, problem::Problem};
use crate::{answer::Desk, clock};

/// What the address says after the question mark.
pub(super) struct Asked<T>(pub T);

/// The parameters that an address knows. All of them are optional texts, so that nothing but a name can be wrong.
pub(super) trait Parameters: DeserializeOwned {
    /// What to tell who names another one, or one twice.
    const KNOWN: &str;
}

impl<S: Sync, T: Parameters> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match Query::try_from_uri(&parts.uri) {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(_) => Err(Problem::bad_request(T::KNOWN)),
        }
    }
}

/// A day to judge as of.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OnDay {
    as_of: Option<String>,
}

impl Parameters for OnDay {
    const KNOWN: &str = "参数只有 as_of，至多写一次，如 ?as_of=2025-12-31";
}

/// The days to compare.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Between {
    pub from: Option<String>,
    pub to: Option<String>,
}

impl Parameters for Between {
    const KNOWN: &str = "参数只有 from 和 to，各至多写一次，如 ?from=2024-12-31&to=2025-12-31";
}

/// No parameter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

impl Parameters for Nothing {
    const KNOWN: &str = "这个地址没有参数";
}

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
    pub(super) async fn judged_as_of(&self, plan: &str, asked: &OnDay) -> Result<Judged, Problem> {
        let desk = self.desk(plan)?;
        let day = named("as_of", asked.as_of.as_deref(), desk.day())?;
        self.judged_on(desk, day.unwrap_or(desk.day())).await
    }

    /// What was public on a day, judged as of it; without a ledger the pack's figures.
    pub(super) async fn judged_on(&self, desk: &Desk, day: Date) -> Result<Judged, Problem> {
        let plan = &desk.pack().plan;
        let Some(ledger) = self.ledger(&plan.id).filter(|_| day < desk.day()) else {
            return Ok(desk.judged_on(day));
        };
        match ledger.on(day).await {
            Ok(figures) => Ok(figures.judged(plan, day)),
            Err(error) => {
                tracing::error!(%error, plan = %plan.id, %day, "the ledger cannot be read");
                Err(Problem::internal())
            }
        }
    }
}

/// The day that a parameter names. What lies ahead has no figures and is not judged.
pub(super) fn named(key: &str, text: Option<&str>, latest: Date) -> Result<Option<Date>, Problem> {
    let Some(text) = text else { return Ok(None) };
    match clock::day(text) {
        Ok(day) if day <= latest => Ok(Some(day)),
        Ok(day) => Err(Problem::bad_request(format!("{key}={day} 晚于 {latest}：没有那一天的数据"))),
        Err(error) => Err(Problem::bad_request(format!("{key}={error}"))),
    }
}
