use std::path::PathBuf;

use shared::{
    date::Date,
    plan::{Observation, Observed, Source},
};

use super::*;
use crate::{
    pack::{self, Pack},
    word::tests::{paragraphs, part},
};

fn load(folder: &str) -> Pack {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    pack::load(&[folder], day("2026-11-22")).unwrap().remove(0)
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// What a reader of the report sees, a line a paragraph; empty ones are left out.
fn read(report: &[u8]) -> String {
    let lines = paragraphs(&part(report, "word/document.xml"));
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn of_quarter(pack: &Pack, quarter: &str, today: &str) -> Result<String, String> {
    let report = quarterly(quarter.parse().unwrap(), day(today), |day| pack.as_of(day));
    report.map(|report| read(&report)).map_err(|error| error.to_string())
}

/// A part of a year.
fn part_of_year(indicator: &str, period: &str, value: &str) -> Observation {
    let period: shared::date::PartialDate = period.parse().unwrap();
    Observation {
        id: format!("o-{indicator}-{period}").parse().unwrap(),
        indicator: indicator.parse().unwrap(),
        period,
        observed: Observed::Value(value.parse().unwrap()),
        margin: None,
        as_of: period.last_day(),
        provisional: true,
        source: Source { title: "演示：季报".to_owned(), url: None },
        supersedes: None,
        reason: None,
        next_step: None,
        note: None,
    }
}

#[test]
fn a_quarter_is_told_in_the_columns_of_the_district() {
    insta::assert_snapshot!(of_quarter(&load("data/shili"), "2024Q4", "2025-06-30").unwrap());
}

#[test]
fn the_end_of_a_plan_is_told_with_what_was_missed_and_what_is_missing() {
    insta::assert_snapshot!(read(&closing(&load("data/shili").as_of(day("2025-06-30"))).unwrap()));
}

#[test]
fn a_part_of_a_year_stands_beside_the_same_part_of_the_year_before_only() {
    let mut pack = load("data/shili");
    pack.observations.push(part_of_year("i2", "2024-09", "30"));
    let alone = of_quarter(&pack, "2024Q3", "2025-06-30").unwrap();
    assert!(alone.contains("2024 年 1—9 月\n30 件（初步数）\n") && !alone.contains("上年同期"), "{alone}");
    pack.observations.extend([part_of_year("i2", "2023-09", "25"), part_of_year("i2", "2023-06", "17")]);
    let beside = of_quarter(&pack, "2024Q3", "2025-06-30").unwrap();
    assert!(beside.contains("30 件（初步数）\n上年同期：25 件\n"), "{beside}");
}

#[test]
fn a_verdict_that_rests_on_an_earlier_value_names_it() {
    let mut pack = load("data/shili");
    pack.observations.push(part_of_year("i5", "2024-09", "4"));
    let told = of_quarter(&pack, "2024Q3", "2025-06-30").unwrap();
    assert!(told.contains("2024 年 1—9 月\n4 场（初步数）\n达到\n"), "{told}");
    assert!(told.contains("\n据 2023 年 6 场\n演示：季报\n"), "{told}");
}

#[test]
fn a_quarter_without_figures_of_its_own_says_so() {
    let told = of_quarter(&load("data/shili"), "2024Q2", "2025-06-30").unwrap();
    assert!(told.contains("2023 年\n本季度指标尚未出报\n最近一期：38 件\n"), "{told}");
    let nothing = of_quarter(&load("data/gongshu"), "2025Q3", "2026-11-22").unwrap();
    assert_eq!(nothing.matches("指标尚未出报").count(), 9);
    assert!(nothing.contains("9 项目标：完成数据尚未录入。"));
}

#[test]
fn a_draft_says_so_and_nobody_leads_whom_the_plan_does_not_name() {
    let pack = load("data/gongshu");
    for told in [
        of_quarter(&pack, "2025Q3", "2026-11-22").unwrap(),
        read(&closing(&pack.as_of(day("2026-11-22"))).unwrap()),
    ] {
        assert!(told.contains("依据征求意见稿整理；本库未收录正式印发文本。"));
        assert!(told.contains("区市场监管局、区发改经信局、区科技局、区财政局、区统计局、各街道（园区）"));
        for word in ["牵头", "总进度", "完成率", "演示", "排名第"] {
            assert!(!told.contains(word), "{word}");
        }
    }
}

#[test]
fn what_cannot_be_reported_on_is_refused_with_the_reason() {
    let pack = load("data/gongshu");
    let refused = |quarter, today| of_quarter(&pack, quarter, today).unwrap_err();
    assert_eq!(refused("2021Q4", "2026-11-22"), "2021年第四季度不在方案期 2022—2025 年内；请换一个季度");
    assert_eq!(
        refused("2025Q4", "2025-12-30"),
        "2025年第四季度要到 2025-12-31 才结束，今天是 2025-12-30；季度结束后才能出表"
    );
    assert!(of_quarter(&pack, "2025Q4", "2025-12-31").is_ok());
    let early = closing(&pack.as_of(day("2025-12-31"))).unwrap_err().to_string();
    assert!(early.contains("方案期到 2025 年底才满"), "{early}");
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let made = || closing(&load("data/shili").as_of(day("2025-06-30"))).unwrap();
    assert!(made() == made());
}
