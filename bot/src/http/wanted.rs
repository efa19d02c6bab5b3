//! What a visitor wants to see of a plan: the parameters of its page and of its snippet.

use axum::{extract::Query, http::Uri};
use serde::Deserialize;
use shared::{lang::Lang, snapshot::Snapshot};
use widget::{Look, Show, Theme, View};

use super::{as_of::Parameters, problem::Problem};

/// Language, part of the plan, and look.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    lang: Option<String>,
    view: Option<String>,
    indicator: Option<String>,
    unit: Option<String>,
    mode: Option<String>,
    theme: Option<String>,
}

impl Parameters for Wanted {
    const KNOWN: &str =
        "参数有 lang、view、indicator、unit、mode、theme，各至多写一次，如 ?view=tasks&lang=en";
}

impl Wanted {
    /// Reads what stands after the question mark of an include.
    pub(super) fn of_include(path: &str) -> Option<Self> {
        let uri: Uri = path.parse().ok()?;
        Some(Query::try_from_uri(&uri).ok()?.0)
    }

    /// The language alone.
    pub(super) fn lang(&self) -> Result<Lang, Problem> {
        match self.lang.as_deref() {
            None | Some("zh" | "zh-CN") => Ok(Lang::Zh),
            Some("en") => Ok(Lang::En),
            Some(other) => Err(wrong("lang", other, "zh-CN、en")),
        }
    }

    /// All of it, for a plan that has what is asked for; without links.
    pub(super) fn show(&self, snapshot: &Snapshot) -> Result<Show, Problem> {
        Ok(Show { lang: self.lang()?, view: self.view(snapshot)?, look: self.look()?, ..Show::default() })
    }

    /// Language and look, for the list of offers, which has no parts.
    pub(super) fn list(&self) -> Result<Show, Problem> {
        if self.view.is_some() || self.indicator.is_some() || self.unit.is_some() {
            return Err(Problem::bad_request("这个地址的参数只有 lang、mode、theme"));
        }
        Ok(Show { lang: self.lang()?, look: self.look()?, ..Show::default() })
    }

    fn view(&self, snapshot: &Snapshot) -> Result<View, Problem> {
        let [view, indicator, unit] =
            [&self.view, &self.indicator, &self.unit].map(|text| text.as_deref().unwrap_or_default());
        let view = View::named(view, indicator, unit).map_err(|_| {
            let known = View::NAMES.join("、");
            Problem::bad_request(format!(
                "view 可写 {known}；indicator 只用于 view=indicator，unit 只用于 view=units，现为 \
                 view=“{view}” indicator=“{indicator}” unit=“{unit}”"
            ))
        })?;
        if view.is_in(snapshot) {
            return Ok(view);
        }
        let known: Vec<&str> = match view {
            View::Unit(_) => snapshot.units.iter().map(|unit| unit.name.zh.as_str()).collect(),
            _ => snapshot.indicators.iter().map(|indicator| indicator.id.as_str()).collect(),
        };
        let [what, name] = if unit.is_empty() { ["目标", indicator] } else { ["责任单位", unit] };
        Err(Problem::not_found(format!("方案里没有{what}“{name}”；有的是：{}", known.join("、"))))
    }

    fn look(&self) -> Result<Look, Problem> {
        let (mode, theme) = (self.mode.as_deref(), self.theme.as_deref());
        if let Some(other) = mode.filter(|mode| *mode != Look::CARE) {
            return Err(wrong("mode", other, Look::CARE));
        }
        if let Some(other) = theme.filter(|theme| Theme::named(theme).name() != *theme) {
            return Err(wrong("theme", other, "light、dark、auto"));
        }
        Ok(Look::named(mode.unwrap_or_default(), theme.unwrap_or_default()))
    }
}

fn wrong(key: &str, value: &str, known: &str) -> Problem {
    Problem::bad_request(format!("{key} 可写 {known}，现为“{value}”"))
}
