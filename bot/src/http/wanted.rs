//! What a visitor wants to see of a plan: the parameters of its page and of its snippet.

use axum::{extract::Query, http::Uri};
use serde::Deserialize;
use shared::{lang::Lang, snapshot::Snapshot};
use widget::{Look, Show, View};

use super::{as_of::Parameters, problem::Problem};

/// Language, part of the plan, and look. What stands there empty counts as left out.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Wanted {
    lang: String,
    view: String,
    indicator: String,
    unit: String,
    mode: String,
    theme: String,
}

/// Language and look, for the list of offers, which has no parts.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WantedList {
    lang: String,
    mode: String,
    theme: String,
}

/// The language alone, for what looks one way.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WantedLang {
    lang: String,
}

impl Parameters for WantedLang {
    const KNOWN: &str = "参数只有 lang，至多写一次，如 ?lang=en";
}

impl WantedLang {
    /// The language.
    pub(super) fn lang(&self) -> Result<Lang, Problem> {
        lang(&self.lang)
    }
}

impl Parameters for Wanted {
    const KNOWN: &str =
        "参数有 lang、view、indicator、unit、mode、theme，各至多写一次，如 ?view=tasks&lang=en";
}

impl Parameters for WantedList {
    const KNOWN: &str = "参数有 lang、mode、theme，各至多写一次，如 ?lang=en";
}

impl WantedList {
    /// All of it; without links.
    pub(super) fn show(&self) -> Result<Show, Problem> {
        Ok(Show { lang: lang(&self.lang)?, look: look(&self.mode, &self.theme)?, ..Show::default() })
    }
}

impl Wanted {
    /// Reads what stands after the question mark of an include.
    pub(super) fn of_include(path: &str) -> Option<Self> {
        let uri: Uri = path.parse().ok()?;
        Some(Query::try_from_uri(&uri).ok()?.0)
    }

    /// All of it, for a plan that has what is asked for; without links.
    pub(super) fn show(&self, snapshot: &Snapshot) -> Result<Show, Problem> {
        let (lang, look) = (lang(&self.lang)?, look(&self.mode, &self.theme)?);
        Ok(Show { lang, look, view: self.view(snapshot)?, ..Show::default() })
    }

    fn view(&self, snapshot: &Snapshot) -> Result<View, Problem> {
        let Self { view, indicator, unit, .. } = self;
        if view == "indicator" && indicator.is_empty() {
            return Err(Problem::bad_request("view=indicator 还要写明是哪一项目标，如 ?indicator=i5"));
        }
        let lists_units = matches!(view.as_str(), "" | "units");
        let lists_targets = matches!(view.as_str(), "" | "indicator");
        let is_odd = (!unit.is_empty() && !lists_units) || (!indicator.is_empty() && !lists_targets);
        if is_odd || !(unit.is_empty() || indicator.is_empty()) {
            return Err(Problem::bad_request(
                "indicator 只与 view=indicator 同用，unit 只与 view=units 同用（都可以不写 view）",
            ));
        }
        match View::named(view, indicator, unit) {
            Ok(named) if named.is_in(snapshot) => Ok(named),
            Err(_) if indicator.is_empty() => Err(wrong("view", view, &View::NAMES.join("、"))),
            _ => Err(self.missing(snapshot)),
        }
    }

    /// That the plan has no such target or unit, and which it has.
    fn missing(&self, snapshot: &Snapshot) -> Problem {
        let (what, name, known): (_, _, Vec<&str>) = if self.unit.is_empty() {
            let ids = snapshot.indicators.iter().map(|indicator| indicator.id.as_str());
            ("目标", &self.indicator, ids.collect())
        } else {
            let names = snapshot.units.iter().map(|unit| unit.name.zh.as_str());
            ("责任单位", &self.unit, names.collect())
        };
        Problem::not_found(format!("方案里没有{what}“{name}”；有的是：{}", known.join("、")))
    }
}

fn lang(name: &str) -> Result<Lang, Problem> {
    match name {
        "" | "zh" | "zh-CN" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        other => Err(wrong("lang", other, "zh-CN（或 zh）、en")),
    }
}

fn look(mode: &str, theme: &str) -> Result<Look, Problem> {
    let look = Look::named(mode, theme);
    let [known_mode, known_theme] = look.names();
    if mode != known_mode {
        return Err(wrong("mode", mode, Look::CARE));
    }
    if !theme.is_empty() && theme != known_theme {
        return Err(wrong("theme", theme, "light、dark、auto"));
    }
    Ok(look)
}

fn wrong(key: &str, value: &str, known: &str) -> Problem {
    Problem::bad_request(format!("{key} 可写 {known}，现为“{value}”"))
}
