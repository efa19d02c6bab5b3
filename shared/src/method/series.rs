//! The values of one indicator that count: which there are, which decides, and how old the newest is.

use super::{
    GRACE_MONTHS,
    working::{PeriodResult, SamePart, Staleness, Used, YearToDate},
};
use crate::{
    date::{Date, PartialDate},
    id::ObservationId,
    plan::{Due, Goal, Indicator, Kind, Observation, Period},
};

/// Values that count: those nothing supersedes and that speak of a day until `as_of`, oldest first. The day a value became
/// public is not asked: that is what publications are numbered for.
pub fn current<'a>(
    observations: &'a [Observation],
    indicator: &Indicator,
    as_of: Date,
) -> Vec<&'a Observation> {
    let known = |o: &&Observation| o.indicator == indicator.id && o.as_of <= as_of;
    let superseded: Vec<&ObservationId> =
        observations.iter().filter(known).filter_map(|o| o.supersedes.as_ref()).collect();
    let mut current: Vec<&Observation> =
        observations.iter().filter(known).filter(|o| !superseded.contains(&&o.id)).collect();
    current.sort_by(|a, b| (a.period.last_day(), a.as_of, &a.id).cmp(&(b.period.last_day(), b.as_of, &b.id)));
    current
}

/// Values that took the place of others, each after the one that it corrects; in the order of their periods, then of their
/// days.
pub fn revisions<'a>(
    observations: &'a [Observation],
    indicator: &Indicator,
    as_of: Date,
) -> Vec<[&'a Observation; 2]> {
    let known = |o: &&Observation| o.indicator == indicator.id && o.as_of <= as_of;
    let corrected = |now: &'a Observation| {
        let before = observations.iter().filter(known).find(|o| Some(&o.id) == now.supersedes.as_ref())?;
        Some([before, now])
    };
    let mut pairs: Vec<_> = observations.iter().filter(known).filter_map(corrected).collect();
    pairs.sort_by(|[_, a], [_, b]| {
        (a.period.last_day(), a.as_of, &a.id).cmp(&(b.period.last_day(), b.as_of, &b.id))
    });
    pairs
}

/// The numbers of an indicator within the plan's period, oldest first.
pub(super) struct Series<'a> {
    indicator: &'a Indicator,
    /// The plan's first year.
    first: i32,
    due: Due,
    values: Vec<Used>,
}

impl<'a> Series<'a> {
    pub(super) fn of(
        indicator: &'a Indicator,
        period: Period,
        observations: &[Observation],
        as_of: Date,
    ) -> Self {
        let due = indicator.target.due;
        let last = period.to.max(due.date.year());
        let values = current(observations, indicator, as_of)
            .into_iter()
            .filter(|o| (period.from..=last).contains(&o.period.year()))
            .filter_map(Used::of)
            .collect();
        Self { indicator, first: period.from, due, values }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value a target is judged by: an annual flow by whole years only; after the due day by the value of the due
    /// period only, before it by the newest.
    pub(super) fn deciding(&self, past_due: bool) -> Option<Used> {
        let due = self.due.date;
        let flow = self.indicator.kind == Kind::AnnualFlow;
        let counts = |used: &&Used| match (flow, past_due) {
            (true, true) => used.period.is_year() && used.period.year() == due.year(),
            (true, false) => used.period.is_year() && used.period.year() <= due.year(),
            (false, true) => used.day == due.last_day(),
            (false, false) => used.day <= due.last_day(),
        };
        self.values.iter().rfind(counts).cloned()
    }

    /// Each whole year of an annual flow, judged for itself.
    pub(super) fn periods(&self, goal: &Goal) -> Vec<PeriodResult> {
        let years = self.values.iter().filter(|used| used.period.is_year());
        let years = years.filter(|_| self.indicator.kind == Kind::AnnualFlow);
        let result = |used: &Used| PeriodResult {
            id: used.id.clone(),
            year: used.period.year(),
            value: used.value,
            holds: goal.comparator.holds(used.value, goal.value) == Some(true),
            provisional: used.provisional,
        };
        years.map(result).collect()
    }

    /// The years of the plan, until its due year, that are over as of a day and have no whole-year value.
    pub(super) fn missing_years(&self, as_of: Date) -> Vec<i32> {
        if self.indicator.kind != Kind::AnnualFlow || self.values.is_empty() {
            return Vec::new();
        }
        let over = |year: &i32| PartialDate::Year(*year).last_day() < as_of;
        let known = |year: &i32| self.values.iter().any(|used| used.period == PartialDate::Year(*year));
        (self.first..=self.due.date.year()).filter(|year| over(year) && !known(year)).collect()
    }

    /// The newest part of a year, unless the whole year is known as well.
    pub(super) fn year_to_date(&self) -> Option<YearToDate> {
        if self.indicator.kind != Kind::AnnualFlow {
            return None;
        }
        let newest = self.values.last().filter(|used| !used.period.is_year())?;
        let same_part = |used: &&Used| match (used.period, newest.period) {
            (PartialDate::Month(year, month), PartialDate::Month(now, until)) => year < now && month == until,
            _ => false,
        };
        let earlier = self.values.iter().rev().filter(same_part);
        let earlier =
            earlier.map(|used| SamePart { id: used.id.clone(), period: used.period, value: used.value });
        Some(YearToDate {
            id: newest.id.clone(),
            period: newest.period,
            value: newest.value,
            earlier: earlier.collect(),
        })
    }

    /// Nothing while the figures are as new as was promised, or where nobody promised.
    pub(super) fn staleness(&self, as_of: Date) -> Option<Staleness> {
        let (newest, cadence) = (self.values.last()?, self.indicator.cadence?);
        let since = newest.day.months_later(cadence.months() + GRACE_MONTHS);
        (since < as_of).then(|| Staleness {
            newest: newest.id.clone(),
            day: newest.day,
            cadence,
            grace_months: GRACE_MONTHS,
            since,
        })
    }
}
