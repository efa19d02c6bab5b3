//! The rows of the sheet of values.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use shared::{
    date::{Date, PartialDate},
    link,
    plan::{Indicator, Plan},
};

use super::{
    cell,
    columns::{Line, Table},
    fault::{Collector, Place, cell_name},
};
use crate::figures::ledger::ValueRow;

/// The words of a value that is final.
pub(super) const FINAL: &str = "最终数";
/// The words of a value that is not.
pub(super) const PROVISIONAL: &str = "初步数";

/// What an indicator is called in the drop-down: id, name, and the unit that its values are written in.
pub(super) fn label(indicator: &Indicator) -> String {
    let unit = unit(indicator);
    let unit = if unit.is_empty() { "定性目标" } else { unit };
    format!("{} {}（{unit}）", indicator.id, indicator.name.zh)
}

/// The unit that values are written in; empty for a target without a number.
pub(super) fn unit(indicator: &Indicator) -> &str {
    indicator.target.goal.as_ref().map_or("", |goal| &goal.unit.zh)
}

/// How cells were read that hold another number than the one they were taken for, by target and period.
pub(in crate::figures) type HowRead = BTreeMap<(String, String), String>;

/// The cells that name the periods of values, by target and period.
pub(in crate::figures) type Cells = BTreeMap<(String, String), Place>;

/// Reads the rows; those with faults are left out and told.
pub(super) fn read(
    table: &Table<'_>,
    plan: &Plan,
    today: Date,
    faults: &Collector,
) -> (Vec<ValueRow>, HowRead, Cells) {
    let mut seen = HashMap::new();
    let (mut rows, mut how_read, mut cells) = (Vec::new(), HowRead::new(), Cells::new());
    for line in table.lines(faults) {
        let names = |i: &Indicator| (i.id.as_str().to_owned(), i.name.zh.clone(), label(i));
        let indicator = line.read("indicator", |c| cell::choice(c, &plan.indicators, names, "指标"));
        let period = line.read("period", cell::period);
        if let (Some(indicator), Some(period)) = (indicator, period) {
            period_fits(&line, indicator, period, plan);
            let subject = (&indicator.id, indicator.kind.canonical(period));
            match seen.entry(subject) {
                Entry::Occupied(first) => twice(&line, period, *first.get()),
                Entry::Vacant(free) => drop(free.insert((line.row, period))),
            }
        }
        let Some(row) = value(&line, indicator, period, today) else { continue };
        let subject = (row.indicator.clone(), row.period.clone());
        if let Some(said) = said(&line, &row) {
            how_read.insert(subject.clone(), said);
        }
        cells.insert(subject, line.place("period"));
        rows.push(row);
    }
    (rows, how_read, cells)
}

/// Tells that an earlier row gave the value already, perhaps of a period written in another way.
fn twice(line: &Line<'_>, period: PartialDate, (row, first): (u32, PartialDate)) {
    let first_cell = cell_name(row, 0);
    let message = if first == period {
        format!("与 {first_cell} 重复：同一指标同一期间只能有一行")
    } else {
        let day = period.last_day();
        format!(
            "与 {first_cell} 重复：期间 {first} 和 {period} 说的都是 {day} 的情况，同一指标只能有一行，请删去一行"
        )
    };
    line.fault("indicator", message);
}

/// Tells a period that a plan cannot ask about: the year before it begins is the last that still says where it stood.
fn period_fits(line: &Line<'_>, indicator: &Indicator, period: PartialDate, plan: &Plan) {
    if !indicator.kind.allows(period) {
        line.fault(
            "period",
            "当年值的期间写年份（2025），或 1 月至某月（2025-09，不含 12 月）；全年请写年份",
        );
    }
    let (from, to) = (plan.period.from, plan.period.to);
    if period.year() < from - 1 {
        let earliest = from - 1;
        line.fault(
            "period",
            format!("期间 {period} 早于 {earliest} 年：方案期是 {from}—{to} 年，最早填上一年（{earliest}）的数，请改正年份"),
        );
    }
}

/// How the numbers of a row were read, where that must be said.
fn said(line: &Line<'_>, row: &ValueRow) -> Option<String> {
    let said = |key: &str, number: Option<&String>| cell::how_read(line.cell(key)?, number?.parse().ok()?);
    let margin = said("margin", row.margin.as_ref()).map(|said| format!("误差：{said}"));
    let all: Vec<String> = said("value", row.value.as_ref()).into_iter().chain(margin).collect();
    (!all.is_empty()).then(|| all.join("；"))
}

/// The row of a target and a period, as far as they could be read.
fn value(
    line: &Line<'_>,
    indicator: Option<&Indicator>,
    period: Option<PartialDate>,
    today: Date,
) -> Option<ValueRow> {
    let as_of = as_of(line, today);
    let observed = indicator.and_then(|indicator| observed(line, indicator));
    if let (Some(period), Some(as_of), Some(Observed::Value(_))) = (period, as_of, &observed)
        && (first_day(period)..period.last_day()).contains(&as_of)
    {
        let message = format!(
            "截至日期早于期间 {period} 的最后一天：部分年份的数据，期间请写到月或日，如 {}",
            PartialDate::Day(as_of)
        );
        line.fault("as_of", message);
    }
    if let (Some(period), Some(as_of)) = (period, as_of)
        && as_of < first_day(period)
    {
        line.fault("as_of", format!("截至日期早于期间 {period} 的第一天：那时期间还没有开始，请改正"));
    }
    let provisional = line.read("status", |c| match cell::text(c)?.as_str() {
        FINAL | "final" => Ok(false),
        PROVISIONAL | "provisional" => Ok(true),
        other => Err(format!("“{other}”不对：只能填{FINAL}或{PROVISIONAL}")),
    });
    let unit = indicator.map_or("", unit);
    let margin = line.read("margin", |c| cell::quantity(c, unit));
    let source_title = line.read("source_title", cell::text);
    let source_url = url(line);
    let [reason, next_step, note] = ["reason", "next_step", "note"].map(|key| line.read(key, cell::text));
    let (value, state) = match observed? {
        Observed::Value(value) => (Some(value), None),
        Observed::State(state) => (None, Some(state)),
    };
    Some(ValueRow {
        id: String::new(),
        indicator: indicator?.id.to_string(),
        period: period?.to_string(),
        value,
        state,
        margin: margin.map(|margin| margin.to_string()),
        as_of: as_of?.to_string(),
        provisional: provisional?,
        source_title: source_title?,
        source_url,
        supersedes: None,
        reason,
        next_step,
        note,
    })
}

/// The first day that a period covers.
fn first_day(period: PartialDate) -> Date {
    let (year, month) = match period {
        PartialDate::Day(day) => return day,
        PartialDate::Month(year, month) => (year, month),
        PartialDate::Year(year) => (year, 1),
    };
    Date::new(year, month, 1).unwrap_or(period.last_day())
}

enum Observed {
    Value(String),
    State(String),
}

/// The value of a target with a number, or the step of one without.
fn observed(line: &Line<'_>, indicator: &Indicator) -> Option<Observed> {
    let (id, unit) = (&indicator.id, unit(indicator));
    if indicator.target.goal.is_some() {
        if line.cell("state").is_some() {
            line.fault("state", format!("{id} 有数值目标，不填阶段：请把数填在“数值”列"));
        }
        if line.cell("value").is_none() {
            line.fault("value", "不能为空：没有数据就不要这一行，缺数据不等于 0");
        }
        let value = line.read("value", |c| cell::quantity(c, unit))?;
        return Some(Observed::Value(value.to_string()));
    }
    if line.cell("value").is_some() {
        line.fault("value", format!("{id} 是定性目标，没有数值：请在“阶段”列选一项"));
    }
    let steps: Vec<&str> = indicator.ladder.iter().map(|step| step.zh.as_str()).collect();
    if line.cell("state").is_none() {
        line.fault("state", format!("不能为空：{id} 的阶段有 {}", steps.join("、")));
    }
    line.read("state", |c| {
        let state = cell::text(c)?;
        if steps.contains(&state.as_str()) {
            Ok(Observed::State(state))
        } else {
            Err(format!("{id} 没有阶段“{state}”：应为 {}", steps.join("、")))
        }
    })
}

/// The day that a row speaks of: not one that has not come.
pub(super) fn as_of(line: &Line<'_>, today: Date) -> Option<Date> {
    line.read("as_of", |c| {
        let day = cell::day(c)?;
        if day > today { Err(format!("{day} 还没有到（今天是 {today}）")) } else { Ok(day) }
    })
}

/// An address that may be shown.
pub(super) fn url(line: &Line<'_>) -> Option<String> {
    line.read("source_url", |c| {
        let url = cell::text(c)?;
        if link::is_allowed(&url) {
            Ok(url)
        } else {
            Err(format!("“{url}”不能作为公开链接：只允许 *.gov.cn；请删去网址，只写来源名称"))
        }
    })
}
