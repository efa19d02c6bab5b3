//! A published value that another one took the place of, in words.

use super::{covered, with_unit};
use crate::{
    lang::{Lang, Text},
    plan::{Indicator, Observation, Observed},
};

/// What a value was before, who said so, and who corrected it: `2024 年原为 2.6 万件（快报，初步数，截至 2024-12-31），按年报（截至
/// 2024-12-31）更正为 2.65 万件。`
pub(crate) fn revision(indicator: &Indicator, before: &Observation, now: &Observation) -> Text {
    let say = |lang: Lang| {
        let period = covered(indicator.kind, now.period, lang);
        let (old, new) = (observed(indicator, before, lang), observed(indicator, now, lang));
        let (first, then) = (&before.source.title, &now.source.title);
        let provisional = if before.provisional { lang.pick("，初步数", ", provisional") } else { "" };
        match lang {
            Lang::Zh => format!(
                "更正：{period}原为 {old}（{first}{provisional}，截至 {}），按{then}（截至 {}）更正为 {new}。",
                before.as_of, now.as_of
            ),
            Lang::En => format!(
                "Corrected: {period} was {old} ({first}{provisional}, as of {}); it is {new} by {then} (as of {}).",
                before.as_of, now.as_of
            ),
        }
    };
    Text { zh: say(Lang::Zh), en: Some(say(Lang::En)) }
}

fn observed(indicator: &Indicator, observation: &Observation, lang: Lang) -> String {
    match &observation.observed {
        Observed::Value(value) => {
            let unit = indicator.target.goal.as_ref().map_or("", |goal| goal.unit.pick(lang));
            with_unit(&value.to_string(), unit)
        }
        Observed::State(state) => {
            let step = indicator.ladder.iter().find(|step| step.zh == *state);
            step.map_or(state.as_str(), |step| step.pick(lang)).to_owned()
        }
    }
}
