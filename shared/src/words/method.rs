//! What the method says, in words: remarks beside a verdict, and its working in sentences to recompute it by.

use super::{sign, status, with_unit};
use crate::{
    date::PartialDate,
    lang::{Lang, Text},
    method::{Pace, Span, Staleness, Status, Verdict, Working, YearToDate},
    plan::{Cadence, Indicator, Kind},
    quantity::Quantity,
};

/// A text in both languages, from what makes it in one.
fn both(say: impl Fn(Lang) -> String) -> Text {
    Text { zh: say(Lang::Zh), en: Some(say(Lang::En)) }
}

/// What must be said of a verdict besides its word.
pub(crate) fn remarks(indicator: &Indicator, verdict: &Verdict, working: &Working) -> Vec<Text> {
    let mut remarks = Vec::new();
    let fixed = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: Some(en.to_owned()) };
    if verdict.provisional {
        remarks.push(fixed("初步数", "provisional"));
    }
    let year =
        working.used.as_ref().map(|used| used.period.year()).filter(|_| indicator.kind == Kind::AnnualFlow);
    match year.filter(|_| verdict.early) {
        Some(year) => remarks.push(both(|lang| {
            lang.pick(
                format!("仅就 {year} 年而言，到期年仍须达到"),
                format!("for {year} alone; the due year must reach it as well"),
            )
        })),
        None if verdict.early => {
            remarks.push(fixed("早于到期日，届时仍须保持", "before the due date; must still hold then"));
        }
        None => {}
    }
    if indicator.each_year {
        remarks.extend(years_short(working));
    }
    if working.at_baseline {
        remarks.push(fixed("起点时已达到，属保持类目标", "already met at the start: a target to be kept"));
    }
    if working.below_baseline && verdict.status != Status::Backward {
        remarks.push(fixed("不及起点", "worse than at the start"));
    }
    if let Some((low, high)) = working.between {
        remarks.push(both(|lang| {
            let (low, high) = (status(low, lang), status(high, lang));
            lang.pick(format!("“{low}”与“{high}”之间"), format!("between “{low}” and “{high}”"))
        }));
    }
    if let Some(part) = &working.year_to_date {
        remarks.push(both(|lang| year_to_date(part, indicator, lang)));
    }
    if let Some(late) = &working.staleness {
        let since = late.since;
        remarks
            .push(both(|lang| lang.pick(format!("{since} 后未更新"), format!("not updated since {since}"))));
    }
    remarks
}

/// The working, a sentence a step. Empty where nothing was computed.
pub(crate) fn explained(indicator: &Indicator, verdict: &Verdict, working: &Working) -> Vec<Text> {
    let mut lines = Vec::new();
    let Some(goal) = &indicator.target.goal else { return lines };
    if let (Some(compared), Some(used)) = (&verdict.compared, &working.used) {
        let holds = compared.comparator.holds(compared.value, compared.target) == Some(true);
        lines.push(both(|lang| {
            let period = covered(indicator.kind, used.period, lang);
            let target = with_unit(&compared.target.to_string(), goal.unit.pick(lang));
            let outcome =
                if holds { lang.pick("成立", "holds") } else { lang.pick("不成立", "does not hold") };
            let (value, sign) = (compared.value, sign(compared.comparator));
            lang.pick(
                format!("{period}：{value} {sign} {target}，{outcome}。"),
                format!("{period}: {value} {sign} {target} {outcome}."),
            )
        }));
        if !holds && let Some(percent) = working.attainment {
            lines.push(both(|lang| {
                lang.pick(
                    format!("现值/目标值 = {percent}%，是水平，不是进度。"),
                    format!("Value over target = {percent}%: a level, not a pace."),
                )
            }));
        }
    }
    lines.extend(years(working));
    if let Some(part) = &working.year_to_date {
        lines.push(both(|lang| {
            let part = year_to_date(part, indicator, lang);
            lang.pick(
                format!("{part}。部分年度的数据不与全年目标比较。"),
                format!("{part}. A part of a year is not compared with the target of a year."),
            )
        }));
    }
    lines.extend(working.staleness.as_ref().map(late));
    let margin = working.used.as_ref().is_some_and(|used| used.margin.is_some());
    lines.extend(working.pace.as_ref().into_iter().flat_map(|told| pace(told, margin)));
    lines
}

/// What a value covers: `2024 年`, `2025 年 1—9 月`, `2025-09-30`.
pub fn covered(kind: Kind, period: PartialDate, lang: Lang) -> String {
    match (period, kind) {
        (PartialDate::Year(year), _) => lang.pick(format!("{year} 年"), year.to_string()),
        (PartialDate::Month(year, month), Kind::AnnualFlow) => {
            lang.pick(format!("{year} 年 1—{month} 月"), format!("months 1–{month} of {year}"))
        }
        _ => period.to_string(),
    }
}

/// The years that for themselves do or do not reach the target.
fn years_that(working: &Working, holds: bool) -> Vec<i32> {
    working.periods.iter().filter(|period| period.holds == holds).map(|period| period.year).collect()
}

fn list(years: &[i32], lang: Lang) -> String {
    match years {
        [] => lang.pick("无", "none").to_owned(),
        years => years.iter().map(i32::to_string).collect::<Vec<_>>().join(lang.pick("、", ", ")),
    }
}

/// What must be said of a target for each year: where it was not reached, and where nothing is known.
fn years_short(working: &Working) -> Vec<Text> {
    let (missed, missing) = (years_that(working, false), &working.missing_years);
    let mut said = Vec::new();
    if !missed.is_empty() {
        said.push(both(|lang| {
            let years = list(&missed, lang);
            lang.pick(format!("{years} 年未达到"), format!("not reached in {years}"))
        }));
    }
    if !missing.is_empty() {
        said.push(both(|lang| {
            let years = list(missing, lang);
            lang.pick(format!("{years} 年没有数据"), format!("no figure for {years}"))
        }));
    }
    said
}

/// Which years for themselves reach the target; nothing unless there are several to tell of.
fn years(working: &Working) -> Option<Text> {
    let (reached, missed) = (years_that(working, true), years_that(working, false));
    let missing = &working.missing_years;
    (working.periods.len() + missing.len() > 1).then(|| {
        both(|lang| {
            let [reached, missed, missing] = [&reached, &missed, missing].map(|years| list(years, lang));
            lang.pick(
                format!("逐年看，达到目标的年份：{reached}；未达到的：{missed}；没有数据的：{missing}。各年不相加。"),
                format!(
                    "Year by year, reached in: {reached}; not in: {missed}; no figure for: {missing}. Years are not \
                     summed."
                ),
            )
        })
    })
}

fn year_to_date(part: &YearToDate, indicator: &Indicator, lang: Lang) -> String {
    let unit = indicator.target.goal.as_ref().map_or("", |goal| goal.unit.pick(lang));
    let value = |value: Quantity| with_unit(&value.to_string(), unit);
    let now = format!("{} {}", covered(Kind::AnnualFlow, part.period, lang), value(part.value));
    let earlier = part.earlier.first().map(|earlier| {
        let (year, value) = (earlier.period.year(), value(earlier.value));
        lang.pick(format!("，{year} 年同期 {value}"), format!(" (same part of {year}: {value})"))
    });
    now + &earlier.unwrap_or_default()
}

fn late(late: &Staleness) -> Text {
    let Staleness { day, cadence, grace_months, since, .. } = late;
    both(|lang| {
        let every = match cadence {
            Cadence::Yearly => lang.pick("每年", "yearly"),
            Cadence::HalfYearly => lang.pick("每半年", "half-yearly"),
            Cadence::Quarterly => lang.pick("每季度", "quarterly"),
            Cadence::Monthly => lang.pick("每月", "monthly"),
        };
        lang.pick(
            format!("最新数据截至 {day}；约定{every}更新，另宽限 {grace_months} 个月，{since} 后仍无新数据，不作判定。"),
            format!(
                "The newest figure is of {day}; one was promised {every}, with {grace_months} months of grace. \
                 None came by {since}, so no verdict is given."
            ),
        )
    })
}

/// `margin`: the source itself gave an error.
fn pace(pace: &Pace, margin: bool) -> Vec<Text> {
    let Pace { baseline, value, target, elapsed, total, linear, growth, .. } = pace;
    let start = baseline.value;
    let from = baseline.period;
    let mut lines = vec![both(|lang| {
        let source = &baseline.source.title;
        lang.pick(
            format!("起点 {start}（{from}，{source}）；时间按每月 30 天、每年 360 天计。"),
            format!("Start {start} ({from}, {source}); months count 30 days, years 360."),
        )
    })];
    if value.is_open() {
        lines.push(both(|lang| {
            let (low, high) = (value.low, value.high);
            let by = match (lang, margin) {
                (Lang::Zh, true) => "按来源写明的误差",
                (Lang::Zh, false) => "按公布的精度",
                (Lang::En, true) => "By the error its source gives",
                (Lang::En, false) => "By the precision published",
            };
            lang.pick(
                format!("{by}，现值可能在 {low} 与 {high} 之间。"),
                format!("{by}, the value may lie between {low} and {high}."),
            )
        }));
    }
    let at = value.at;
    lines.push(both(|lang| {
        let result = ratio(*linear, lang);
        lang.pick(
            format!("线性：({at} − {start})/({target} − {start}) ÷ ({elapsed}/{total}) = {result}。"),
            format!("Linear: ({at} − {start})/({target} − {start}) ÷ ({elapsed}/{total}) = {result}."),
        )
    }));
    lines.push(both(|lang| match growth {
        Some(growth) => {
            let result = ratio(*growth, lang);
            let formula = format!(
                "(({at}/{start})^(360/{elapsed}) − 1) ÷ (({target}/{start})^(360/{total}) − 1) = {result}"
            );
            lang.pick(format!("年均增速：{formula}。"), format!("Yearly growth: {formula}."))
        }
        None => lang
            .pick(
                "年均增速不适用（数值为零或正负不同），只按线性。",
                "Yearly growth does not apply (zero or mixed signs).",
            )
            .to_owned(),
    }));
    lines.push(both(|lang| {
        lang.pick(
            "两式的比值：不低于 0.95 为按进度，不低于 0.60 为进度偏慢，不低于 0 为明显偏慢，小于 0 为不及起点。",
            "Bands of the ratios: 0.95 and more on pace, 0.60 and more slow, 0 and more far behind, below 0 worse than at the start.",
        )
        .to_owned()
    }));
    lines
}

fn ratio(span: Span, lang: Lang) -> String {
    let Span { at, low, high } = span;
    if span.is_open() {
        lang.pick(format!("{at}（{low} 至 {high}）"), format!("{at} ({low} to {high})"))
    } else {
        at.to_string()
    }
}
