//! Supposing another value, for those who prepare the figures: the same rules judge again, and the whole page shows what
//! would follow, marked as supposed. Nothing is sent or kept.

use std::rc::Rc;

use shared::{
    date::PartialDate,
    id::IndicatorId,
    judging::Inputs,
    plan::{Indicator, Observation, Observed},
    snapshot::Snapshot,
};
use yew::Callback;

use super::{
    Event as Outer, Failure, Fetched, Request,
    controls::{Kind, button, choice, field, form, panel},
};
use crate::{
    markup::Writer,
    strings::{
        COLON, DOT, PERIOD, STEPS, TARGET, VALUE,
        full::{FORGET, NO_INPUTS, NO_NUMBER, SUPPOSE, SUPPOSED, WAITING, WHAT_IF, WHAT_IF_NOTE},
    },
};

/// How often the mark stands on a supposed page.
const MARKS: usize = 12;

/// What happens to what is supposed.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// What the plan is judged from came.
    Inputs(Fetched<Rc<Inputs>>),
    /// A target is chosen.
    Target(String),
    /// The year box now holds this.
    Period(String),
    /// The value box, or the list of steps, now holds this.
    Value(String),
    /// The rules are to judge again.
    Suppose,
    /// Everything supposed is forgotten.
    Forget,
}

/// What is supposed.
#[derive(Default)]
pub(crate) struct WhatIf {
    /// Nothing while it is not asked for or awaited. Its snapshot is judged with all that is supposed.
    inputs: Option<Fetched<Inputs>>,
    awaited: bool,
    target: Option<IndicatorId>,
    period: String,
    value: String,
    /// What was typed is no value.
    odd: bool,
    supposed: Vec<Observation>,
}

impl WhatIf {
    pub(super) fn wanted(&mut self) -> Option<Request> {
        let missing = self.known().is_none() && !self.awaited;
        self.awaited |= missing;
        missing.then_some(Request::Inputs)
    }

    pub(super) fn update(&mut self, event: Event) {
        self.odd = false;
        match event {
            Event::Inputs(inputs) => {
                // Nobody else holds them: events are moved, and cloning is what this would cost the wasm.
                self.inputs = Some(inputs.and_then(|inputs| Rc::into_inner(inputs).ok_or(Failure)));
                self.awaited = false;
            }
            Event::Target(id) => {
                self.target = id.parse().ok();
                self.value.clear();
            }
            Event::Period(period) => self.period = period,
            Event::Value(value) => self.value = value,
            Event::Suppose => match self.typed() {
                Some(own) => {
                    let at = |known: &Observation| (known.indicator.clone(), known.period);
                    self.supposed.retain(|known| at(known) != at(&own));
                    self.supposed.push(own);
                    if let Some(Ok(inputs)) = &mut self.inputs {
                        inputs.suppose(&self.supposed);
                    }
                }
                None => self.odd = true,
            },
            Event::Forget => self.supposed.clear(),
        }
    }

    /// The plan judged with what is supposed.
    pub(super) fn supposed(&self) -> Option<&Snapshot> {
        self.known().filter(|_| !self.supposed.is_empty()).map(|inputs| &inputs.snapshot)
    }

    fn known(&self) -> Option<&Inputs> {
        self.inputs.as_ref()?.as_ref().ok()
    }

    /// The target chosen, the first at the start.
    fn target(&self) -> Option<&Indicator> {
        let indicators = &self.known()?.indicators;
        let chosen = indicators.iter().find(|indicator| Some(&indicator.id) == self.target.as_ref());
        chosen.or_else(|| indicators.iter().find(|indicator| can_be_supposed(indicator)))
    }

    /// The period typed; until then the last year of the plan.
    fn period(&self) -> Option<PartialDate> {
        if self.period.is_empty() {
            return Some(PartialDate::Year(self.known()?.snapshot.period.to));
        }
        self.period.trim().parse().ok()
    }

    /// What the fields say, if it is a value.
    fn typed(&self) -> Option<Observation> {
        let target = self.target()?;
        let observed = if target.ladder.is_empty() {
            Observed::Value(self.value.trim().parse().ok()?)
        } else {
            Observed::State(target.ladder.get(self.step())?.zh.clone())
        };
        self.known()?.supposed(&target.id, self.period()?, observed)
    }

    /// The step of the ladder chosen, the first at the start.
    fn step(&self) -> usize {
        self.value.parse().unwrap_or_default()
    }

    /// What is supposed, in one line above the page, and the mark all over it.
    pub(super) fn supposition(&self, out: &mut Writer) {
        let Some(snapshot) = self.supposed() else { return };
        out.with("div", &["class", "aria-hidden"], &["zc-watermark", "true"], |out| {
            let words = SUPPOSED.of(out.scene.lang);
            for _ in 0..MARKS {
                out.with("span", &["data-words"], &[words], |_| {});
            }
        });
        out.with("p", &["class", "role"], &["zc-supposition", "status"], |out| {
            out.strong(|out| out.say(&SUPPOSED));
            for own in &self.supposed {
                out.text(DOT);
                match snapshot.indicator(&own.indicator) {
                    Some(indicator) => out.plan(&indicator.name),
                    None => out.text(own.indicator.as_str()),
                }
                out.text(" ");
                out.show(&own.period);
                out.say(&COLON);
                match &own.observed {
                    Observed::Value(value) => out.show(value),
                    Observed::State(state) => out.chinese(state),
                }
            }
        });
    }

    pub(super) fn view(&self, out: &mut Writer, act: &Callback<Outer>) {
        panel(out, &WHAT_IF, act, |out| {
            let act = act.reform(Outer::WhatIf);
            out.element("p.zc-note", |out| out.say(&WHAT_IF_NOTE));
            match (&self.inputs, self.known().zip(self.target())) {
                (None, _) => out.paragraph(|out| out.say(&WAITING)),
                (Some(_), Some((inputs, target))) => self.form(out, inputs, target, &act),
                (Some(_), None) => out.element("p.zc-notice", |out| out.say(&NO_INPUTS)),
            }
            if self.odd {
                out.with("p", &["class", "role"], &["zc-notice", "alert"], |out| out.say(&NO_NUMBER));
            }
        });
    }

    fn form(&self, out: &mut Writer, inputs: &Inputs, target: &Indicator, act: &Callback<Event>) {
        let lang = out.scene.lang;
        form(out, &SUPPOSE, &act.reform(|()| Event::Suppose), |out| {
            let targets = inputs.indicators.iter().filter(|indicator| can_be_supposed(indicator));
            let targets: Vec<_> = targets.map(|known| (known.id.as_str(), known.name.pick(lang))).collect();
            choice(out, TARGET.of(lang), &targets, target.id.as_str(), &act.reform(Event::Target));
            let period = self.period().map_or_else(|| self.period.clone(), |period| period.to_string());
            field(out, PERIOD.of(lang), Kind::Text, &period, &act.reform(Event::Period));
            self.value(out, target, act);
        });
        if !self.supposed.is_empty() {
            button(out, &FORGET, act.reform(|_| Event::Forget));
        }
    }

    /// A number in the target's unit, or a step of its ladder.
    fn value(&self, out: &mut Writer, target: &Indicator, act: &Callback<Event>) {
        let lang = out.scene.lang;
        let input = act.reform(Event::Value);
        if target.ladder.is_empty() {
            let unit = target.target.goal.as_ref().map_or("", |goal| goal.unit.pick(lang));
            let label = [VALUE.of(lang), if unit.is_empty() { "" } else { DOT }, unit].concat();
            return field(out, &label, Kind::Number, &self.value, &input);
        }
        let numbers: Vec<String> = (0..target.ladder.len()).map(|at| at.to_string()).collect();
        let steps = numbers.iter().zip(&target.ladder).map(|(at, step)| (at.as_str(), step.pick(lang)));
        choice(out, STEPS.of(lang), &steps.collect::<Vec<_>>(), &self.step().to_string(), &input);
    }
}

/// Without a number or a ladder there is nothing to judge.
fn can_be_supposed(indicator: &Indicator) -> bool {
    indicator.target.goal.is_some() || !indicator.ladder.is_empty()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
