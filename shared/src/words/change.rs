//! A change in one sentence.

use super::{covered, reading, status, task_state};
use crate::{
    changes::Change,
    id::IndicatorId,
    lang::Lang,
    snapshot::{IndicatorView, Reading, Snapshot, TaskReport},
};

/// A change in one sentence: `标准数：2024 年数据由 47.5 件 更正为 51 件（县年报）`. `after` is the state it led
/// to; a target or task that it lacks goes by its id.
pub fn change(change: &Change, after: &Snapshot, lang: Lang) -> String {
    let said = |parts: &[&str]| parts.concat();
    match change {
        Change::Status { indicator, from, to } => {
            let (name, from, to) = (name(indicator, after, lang), status(*from, lang), status(*to, lang));
            let [verdict, into] = [lang.pick("：判定由“", ": verdict from “"), lang.pick("”变为“", "” to “")];
            said(&[name, verdict, from, into, to, "”"])
        }
        Change::Added { indicator, reading } => {
            let (what, value) = (of(indicator, reading, after, lang), value(indicator, reading, after, lang));
            let entered = [lang.pick("录入 ", ""), &value, lang.pick("", " entered")].concat();
            said(&[&what, &entered, &who(reading, lang)])
        }
        Change::Revised { indicator, from, to } => {
            let (what, who) = (of(indicator, to, after, lang), who(to, lang));
            let (from, to) = (value(indicator, from, after, lang), value(indicator, to, after, lang));
            said(&[&what, lang.pick("由 ", ""), &from, lang.pick(" 更正为 ", " corrected to "), &to, &who])
        }
        Change::Removed { indicator, reading } => {
            let (what, value) = (of(indicator, reading, after, lang), value(indicator, reading, after, lang));
            said(&[&what, lang.pick("撤下 ", ""), &value, lang.pick("", " taken back")])
        }
        Change::Task { task, from, to, report } => {
            let title = after.task(task).map_or(task.as_str(), |task| task.title.pick(lang));
            let report = report.as_ref().map(|report| told(report, lang)).unwrap_or_default();
            let (before, now) = (task_state(*from, lang), task_state(*to, lang));
            let head = said(&[lang.pick("任务“", "Task “"), title, lang.pick("”：", "”: ")]);
            if from == to {
                return said(&[&head, now, &report]);
            }
            let [from, into] = [lang.pick("由“", "from “"), lang.pick("”变为“", "” to “")];
            said(&[&head, from, before, into, now, "”", &report])
        }
        Change::Corrected { on, reason } => {
            let on = on.to_string();
            match lang {
                Lang::Zh => said(&[&on, " 更正：", reason]),
                Lang::En => said(&["Corrected on ", &on, ": ", reason]),
            }
        }
    }
}

fn name<'a>(id: &'a IndicatorId, after: &'a Snapshot, lang: Lang) -> &'a str {
    after.indicator(id).map_or(id.as_str(), |indicator| indicator.name.pick(lang))
}

/// `标准数：2024 年数据`
fn of(id: &IndicatorId, reading: &Reading, after: &Snapshot, lang: Lang) -> String {
    let name = name(id, after, lang);
    let period = match after.indicator(id) {
        Some(indicator) => covered(indicator.kind, reading.period, lang),
        None => reading.period.to_string(),
    };
    [name, lang.pick("：", ", "), &period, lang.pick("数据", ": ")].concat()
}

fn value(id: &IndicatorId, of: &Reading, after: &Snapshot, lang: Lang) -> String {
    let bare = || of.value.map_or_else(|| "—".to_owned(), |value| value.to_string());
    after.indicator(id).map_or_else(bare, |indicator: &IndicatorView| reading(indicator, of, lang))
}

/// `（初步数，某某年报）`
fn who(reading: &Reading, lang: Lang) -> String {
    let provisional = if reading.provisional { lang.pick("初步数，", "provisional, ") } else { "" };
    let source = &reading.source.title;
    [lang.pick("（", " ("), provisional, source, lang.pick("）", ")")].concat()
}

fn told(report: &TaskReport, lang: Lang) -> String {
    let text = report.text.trim();
    if text.is_empty() { String::new() } else { [lang.pick("。", ". "), text].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        changes,
        judging::tests::{judged, value},
        plan::Observation,
        snapshot::{Correction, Publication},
    };

    #[test]
    fn each_change_is_a_sentence() {
        let first = value("a", "2024", "47.5");
        let second = Observation { supersedes: Some("a".parse().unwrap()), ..value("b", "2024", "51") };
        let none = judged(&[]);
        let one = judged(std::slice::from_ref(&first));
        let two = judged(&[first, second]);
        let mut back = one.clone();
        let on = "2025-06-30".parse().unwrap();
        let corrected = Some(Correction { on, reason: "录入有误".to_owned() });
        back.publication = Some(Publication { number: 3, published: on, corrected });
        let words = |before: &Snapshot, after: &Snapshot, lang| -> Vec<String> {
            changes::between(before, after).iter().map(|found| change(found, after, lang)).collect()
        };
        assert_eq!(
            [(&none, &one), (&one, &two), (&two, &back)].map(|(from, to)| words(from, to, Lang::Zh)),
            [
                vec!["标准数：2024 年数据录入 47.5 件（年报）", "标准数：判定由“尚未录入”变为“未达到”"],
                vec![
                    "标准数：2024 年数据由 47.5 件 更正为 51 件（年报）",
                    "标准数：判定由“未达到”变为“达到”"
                ],
                vec![
                    "2025-06-30 更正：录入有误",
                    "标准数：2024 年数据录入 47.5 件（年报）",
                    "标准数：2024 年数据撤下 51 件",
                    "标准数：判定由“达到”变为“未达到”"
                ],
            ]
        );
        assert_eq!(words(&none, &one, Lang::En)[0], "标准数, 2024: 47.5 件 entered (年报)");
    }
}
