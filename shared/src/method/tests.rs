use proptest::prelude::*;

use super::*;
use crate::{
    date::PartialDate,
    lang::Text,
    plan::{DueBasis, Source, Target},
};

fn indicator(kind: Kind, goal: Option<&str>, comparator: Comparator) -> Indicator {
    Indicator {
        id: "i1".parse().unwrap(),
        name: Text::zh("标准数"),
        aliases: Vec::new(),
        kind,
        basis: None,
        target: Target {
            goal: goal.map(|value| Goal {
                value: value.parse().unwrap(),
                unit: Text::zh("件"),
                comparator,
                comparator_text: String::new(),
            }),
            text: None,
            due: Due { date: PartialDate::Year(2024), basis: DueBasis::OwnSentence },
        },
        quote: String::new(),
        locator: String::new(),
        notes: Vec::new(),
        ladder: Vec::new(),
        continues: None,
    }
}

fn observed(id: &str, period: &str, value: &str, provisional: bool) -> Observation {
    let period: PartialDate = period.parse().unwrap();
    Observation {
        id: id.parse().unwrap(),
        indicator: "i1".parse().unwrap(),
        period,
        observed: Observed::Value(value.parse().unwrap()),
        as_of: period.last_day(),
        provisional,
        source: Source { title: "年报".to_owned(), url: None },
        supersedes: None,
        reason: None,
        next_step: None,
        note: None,
    }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn status(indicator: &Indicator, observations: &[Observation], as_of: &str) -> Status {
    judge(indicator, observations, day(as_of)).status
}

const AFTER: &str = "2025-06-30";
const BEFORE: &str = "2024-06-30";

#[test]
fn without_a_number_nothing_is_measured() {
    let ladder = indicator(Kind::Milestone, None, Comparator::AtLeast);
    assert_eq!(status(&ladder, &[], AFTER), Status::NotMeasurable);
}

#[test]
fn without_a_value_there_is_no_data() {
    let stock = indicator(Kind::Stock, Some("48"), Comparator::AtLeast);
    let verdict = judge(&stock, &[], day(AFTER));
    assert_eq!((verdict.status, verdict.past_due), (Status::NoData, true));
}

#[test]
fn a_level_before_the_due_day_is_met_early_or_only_a_level() {
    let stock = indicator(Kind::Stock, Some("48"), Comparator::AtLeast);
    let reached = judge(&stock, &[observed("a", "2023", "48.0", false)], day(BEFORE));
    assert_eq!((reached.status, reached.early), (Status::Met, true));
    assert_eq!(status(&stock, &[observed("a", "2023", "47.9", false)], BEFORE), Status::LevelOnly);
}

#[test]
fn after_the_due_day_only_the_final_value_decides() {
    let stock = indicator(Kind::Stock, Some("48"), Comparator::AtLeast);
    let judged = |rows: &[Observation]| status(&stock, rows, AFTER);
    assert_eq!(judged(&[observed("a", "2023", "60", false)]), Status::AwaitingFinal);
    assert_eq!(judged(&[observed("a", "2024-06", "60", false)]), Status::AwaitingFinal);
    assert_eq!(judged(&[observed("a", "2024", "47.9", true)]), Status::AwaitingFinal);
    assert_eq!(judged(&[observed("a", "2024", "47.9", false)]), Status::Missed);
    assert_eq!(judged(&[observed("a", "2024-12-31", "48", false)]), Status::Met);
}

#[test]
fn an_annual_flow_is_judged_by_its_due_year_and_never_summed() {
    let flow = indicator(Kind::AnnualFlow, Some("85"), Comparator::AtLeast);
    let rows = [observed("a", "2022", "50", false), observed("b", "2023", "60", false)];
    assert_eq!(status(&flow, &rows, AFTER), Status::AwaitingFinal);
    let part = [observed("a", "2024-06", "90", false)];
    assert_eq!(status(&flow, &part, AFTER), Status::AwaitingFinal);
    assert_eq!(status(&flow, &[observed("c", "2024", "84", false)], AFTER), Status::Missed);
    assert_eq!(status(&flow, &[observed("c", "2024", "85", false)], AFTER), Status::Met);
}

#[test]
fn a_correction_takes_the_place_of_what_it_names() {
    let stock = indicator(Kind::Stock, Some("48"), Comparator::AtLeast);
    let mut correction = observed("b", "2024", "47", false);
    correction.supersedes = Some("a".parse().unwrap());
    let rows = [observed("a", "2024", "49", false), correction];
    let verdict = judge(&stock, &rows, day(AFTER));
    assert_eq!(verdict.status, Status::Missed);
    assert_eq!(verdict.compared.unwrap().observation.as_str(), "b");
}

#[test]
fn about_claims_no_edge() {
    let stock = indicator(Kind::Stock, Some("48"), Comparator::About);
    assert_eq!(status(&stock, &[observed("a", "2024", "48", false)], AFTER), Status::AwaitingFinal);
}

fn rows() -> impl Strategy<Value = Vec<Observation>> {
    let row = (2020_i32..2027, 0_i64..100, any::<bool>());
    prop::collection::vec(row, 0..6).prop_map(|rows| {
        let row = |(at, (year, value, provisional)): (usize, (i32, i64, bool))| {
            observed(&format!("o{at}"), &year.to_string(), &value.to_string(), provisional)
        };
        rows.into_iter().enumerate().map(row).collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_the_rows_does_not_matter(rows in rows(), flow in any::<bool>()) {
        let kind = if flow { Kind::AnnualFlow } else { Kind::Stock };
        let indicator = indicator(kind, Some("50"), Comparator::AtLeast);
        let mut reversed = rows.clone();
        reversed.reverse();
        prop_assert_eq!(judge(&indicator, &rows, day(AFTER)), judge(&indicator, &reversed, day(AFTER)));
    }

    #[test]
    fn a_higher_value_never_turns_met_into_missed(value in 0_i64..100, more in 1_i64..100) {
        let indicator = indicator(Kind::Stock, Some("50"), Comparator::AtLeast);
        let judged = |value: i64| status(&indicator, &[observed("a", "2024", &value.to_string(), false)], AFTER);
        prop_assert!(judged(value) != Status::Met || judged(value + more) == Status::Met);
    }
}
