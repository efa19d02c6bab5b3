//! The rules one by one, in their order; every verdict is reached.

use super::*;

#[test]
fn without_a_number_nothing_is_measured() {
    let ladder = indicator(Kind::Milestone, None);
    let judged = judge(&ladder, PLAN, &[], AFTER.parse().unwrap());
    assert_eq!((judged.verdict.status, judged.working.rule), (Status::NotMeasurable, Rule::NotMeasurable));
}

#[test]
fn about_gives_no_edge_to_measure_by() {
    let about = Story::of(Kind::Stock, Comparator::About, "48").then("2024", "48");
    assert_eq!(about.status(AFTER), Status::NotMeasurable);
}

#[test]
fn without_a_value_there_is_no_data() {
    let stock = Story::at_least("48");
    let verdict = stock.verdict(AFTER);
    assert_eq!((verdict.status, verdict.past_due), (Status::NoData, true));
    assert!(!stock.verdict(BEFORE).past_due);
}

#[test]
fn a_value_before_the_plan_or_of_a_ladder_is_no_data() {
    assert_eq!(Story::at_least("48").then("2020", "60").status(BEFORE), Status::NoData);
    let state =
        Story::at_least("48").then("2023", "60").which(|o| o.observed = Observed::State("申报".to_owned()));
    assert_eq!(state.status(BEFORE), Status::NoData);
}

#[test]
fn a_target_due_after_the_plan_counts_values_until_then() {
    let later = Story::at_least("48").due("2026").then("2026", "50");
    assert_eq!(later.status("2027-06-30"), Status::Met);
    assert_eq!(Story::at_least("48").due("2026").then("2027", "50").status("2028-06-30"), Status::NoData);
}

#[test]
fn a_level_is_met_early_and_must_hold_until_the_due_day() {
    let reached = Story::at_least("48").then("2023", "48.0");
    let verdict = reached.verdict(BEFORE);
    assert_eq!((verdict.status, verdict.early), (Status::Met, true));
    let compared = verdict.compared.unwrap();
    assert_eq!((compared.value, compared.target), (number("48"), number("48")));
    assert_eq!(reached.then("2024-03", "47").status(BEFORE), Status::LevelOnly);
}

#[test]
fn on_the_due_day_itself_nothing_is_past() {
    let stock = Story::at_least("48").then("2023", "47");
    assert_eq!(stock.status("2024-12-31"), Status::LevelOnly);
    assert_eq!(stock.status("2025-01-01"), Status::AwaitingFinal);
}

#[test]
fn a_value_after_the_due_day_does_not_decide() {
    let early_due = Story::at_least("48").due("2022").then("2022", "47").then("2023", "60");
    assert_eq!(early_due.status(BEFORE), Status::Missed);
    let before_due = Story::at_least("48").due("2024-06").then("2024-03", "47").then("2024-07-31", "60");
    assert_eq!(
        before_due.which(|o| o.as_of = "2024-05-31".parse().unwrap()).status(BEFORE),
        Status::LevelOnly
    );
}

#[test]
fn met_carries_what_must_be_known_of_it() {
    let kept = Story::at_least("48").from("2020", "50").then("2024", "49").provisional();
    let Judgement { verdict, working } = kept.judged(AFTER);
    assert_eq!(verdict.status, Status::Met);
    assert!(working.at_baseline && verdict.provisional && working.below_baseline && !verdict.early);
    let Judgement { verdict, working } =
        Story::at_least("48").from("2020", "40").then("2024", "49").judged(AFTER);
    assert!(!working.at_baseline && !verdict.provisional && !working.below_baseline);
}

#[test]
fn worse_than_at_the_start_is_told_in_the_direction_of_the_target() {
    let below = |comparator, value: &str| {
        Story::of(Kind::Stock, comparator, "48")
            .from("2020", "40")
            .then("2024", value)
            .judged(AFTER)
            .working
            .below_baseline
    };
    let edge = [Comparator::AtLeast, Comparator::MoreThan, Comparator::AtMost, Comparator::LessThan];
    assert_eq!(edge.map(|c| below(c, "39")), [true, true, false, false]);
    assert_eq!(edge.map(|c| below(c, "40")), [false; 4]);
    assert_eq!(edge.map(|c| below(c, "41")), [false, false, true, true]);
    assert_eq!(["39", "41"].map(|value| below(Comparator::Exactly, value)), [false; 2]);
}

#[test]
fn each_comparator_has_its_own_edge() {
    let holds = |comparator, value: &str| {
        Story::of(Kind::Stock, comparator, "48").then("2024", value).status(AFTER) == Status::Met
    };
    let edge = [Comparator::AtLeast, Comparator::MoreThan, Comparator::AtMost, Comparator::LessThan];
    assert_eq!(edge.map(|c| holds(c, "47")), [false, false, true, true]);
    assert_eq!(edge.map(|c| holds(c, "48")), [true, false, true, false]);
    assert_eq!(edge.map(|c| holds(c, "49")), [true, true, false, false]);
    assert_eq!(["47", "48", "49"].map(|v| holds(Comparator::Exactly, v)), [false, true, false]);
}

#[test]
fn after_the_due_day_only_the_final_value_of_the_due_period_decides() {
    let judged = |period: &str, value: &str| Story::at_least("48").then(period, value);
    assert_eq!(judged("2023", "60").status(AFTER), Status::AwaitingFinal);
    assert_eq!(judged("2024-06", "60").status(AFTER), Status::AwaitingFinal);
    assert_eq!(judged("2024", "47.9").provisional().status(AFTER), Status::AwaitingFinal);
    assert_eq!(judged("2024", "47.9").status(AFTER), Status::Missed);
    assert_eq!(judged("2024-12-31", "48").status(AFTER), Status::Met);
}

#[test]
fn an_annual_flow_is_judged_year_by_year_and_never_summed() {
    let flow = Story::flow("85").then("2022", "50").then("2023", "60");
    assert_eq!(flow.status(AFTER), Status::AwaitingFinal);
    assert_eq!(Story::flow("85").then("2024-06", "90").status(AFTER), Status::AwaitingFinal);
    assert_eq!(Story::flow("85").then("2024", "84").status(AFTER), Status::Missed);
    let met = Story::flow("85").then("2022", "84").then("2023", "86").then("2024", "85").judged(AFTER);
    assert_eq!((met.verdict.status, met.verdict.early), (Status::Met, false));
    let years: Vec<(i32, bool)> = met.working.periods.iter().map(|p| (p.year, p.holds)).collect();
    assert_eq!(years, [(2022, false), (2023, true), (2024, true)]);
}

#[test]
fn a_flow_reached_in_an_earlier_year_is_met_for_that_year() {
    let judged = Story::flow("85").then("2023", "86").judged(BEFORE);
    assert_eq!((judged.verdict.status, judged.verdict.early), (Status::Met, true));
    assert_eq!(judged.working.used.unwrap().period, PartialDate::Year(2023));
}

#[test]
fn a_part_of_a_year_stands_beside_the_same_part_of_earlier_years_only() {
    let flow = Story::flow("85").then("2022-09", "40").then("2023-06", "30").then("2023-09", "51");
    let flow = flow.then("2023", "70").then("2024-09", "90");
    let judged = flow.judged("2024-10-31");
    assert_eq!(judged.verdict.status, Status::LevelOnly, "90 in nine months is not compared with 85 a year");
    let part = judged.working.year_to_date.unwrap();
    assert_eq!((part.period, part.value), (PartialDate::Month(2024, 9), number("90")));
    let earlier: Vec<i32> = part.earlier.iter().map(|same| same.period.year()).collect();
    assert_eq!(earlier, [2023, 2022]);
    assert_eq!(flow.then("2024", "95").judged(AFTER).working.year_to_date, None, "the whole year is known");
}

#[test]
fn a_level_has_no_part_of_a_year() {
    let judged = Story::at_least("48").then("2023-09", "40").judged(BEFORE);
    assert_eq!(judged.working.year_to_date, None);
    assert_eq!(judged.working.periods, []);
    assert_eq!(Story::at_least("48").then("2023", "40").judged(BEFORE).working.periods, []);
}

#[test]
fn figures_older_than_promised_are_stale_and_their_verdict_is_withheld() {
    let yearly = Story::at_least("48").from("2020", "30").promised(Cadence::Yearly).then("2022", "40");
    assert_eq!(yearly.status("2024-03-31"), Status::OnTrack, "a year and three months of grace");
    let stale = yearly.judged("2024-04-01");
    assert_eq!((stale.verdict.status, stale.working.rule), (Status::Stale, Rule::Stale));
    let late = stale.working.staleness.unwrap();
    assert_eq!((late.since.to_string(), late.newest.as_str()), ("2024-03-31".to_owned(), "o1"));
    assert_eq!(stale.working.pace, None);
    let months = |cadence| {
        let judged = Story::at_least("48").promised(cadence).then("2022", "40").judged("2024-06-01");
        judged.working.staleness.unwrap().since.to_string()
    };
    assert_eq!(months(Cadence::HalfYearly), "2023-09-30");
    assert_eq!(months(Cadence::Quarterly), "2023-06-30");
    assert_eq!(months(Cadence::Monthly), "2023-04-30");
}

#[test]
fn a_met_target_stays_met_when_its_figure_is_old() {
    let met = Story::at_least("48").promised(Cadence::Yearly).then("2021", "50");
    assert_eq!(met.status("2024-11-30"), Status::Met);
}

#[test]
fn a_part_of_a_year_keeps_a_flow_from_being_stale() {
    let flow = Story::flow("85").promised(Cadence::Quarterly).then("2023", "60").then("2024-06", "30");
    assert_eq!(flow.status("2024-09-30"), Status::LevelOnly);
}

#[test]
fn without_a_baseline_there_is_a_level_and_no_pace() {
    let level = Story::at_least("48").then("2022", "36").judged(BEFORE);
    assert_eq!((level.verdict.status, level.working.rule), (Status::LevelOnly, Rule::LevelOnly));
    assert_eq!(level.working.attainment, Some(number("75")));
    assert_eq!(level.working.pace, None);
}

#[test]
fn a_share_of_the_target_is_told_only_where_more_is_better() {
    let share = |comparator, target: &str, value: &str| {
        Story::of(Kind::Stock, comparator, target).then("2022", value).judged(BEFORE).working.attainment
    };
    assert_eq!(share(Comparator::MoreThan, "40", "13"), Some(number("32.5")));
    assert_eq!(share(Comparator::Exactly, "40", "50"), Some(number("125")), "over the target is not cut");
    assert_eq!(share(Comparator::AtLeast, "40", "0"), Some(number("0")));
    assert_eq!(share(Comparator::AtMost, "5", "9"), None);
    assert_eq!(share(Comparator::LessThan, "5", "9"), None);
    assert_eq!(share(Comparator::AtLeast, "0", "-1"), None);
    assert_eq!(share(Comparator::AtLeast, "5", "-1"), None);
}

#[test]
fn a_survey_is_not_interpolated() {
    let score = Story::of(Kind::Score, Comparator::AtLeast, "85").from("2020", "80").then("2022", "79");
    let Judgement { verdict, working } = score.judged(BEFORE);
    assert_eq!(verdict.status, Status::LevelOnly);
    assert!(working.below_baseline, "and what is worse than before is said");
}

#[test]
fn the_pace_falls_into_four_bands() {
    // From 0 at the end of 2020 to 100 at the end of 2024: a quarter of the way is due each year. A baseline of nought
    // leaves the linear formula alone.
    let pace = |value: &str| Story::at_least("100").from("2020", "0").then("2022", value).status(BEFORE);
    assert_eq!(["99", "50", "48", "47.5"].map(pace)[..3], [Status::OnTrack; 3]);
    assert_eq!(["47", "31", "30"].map(pace), [Status::Slow; 3]);
    assert_eq!(["29", "1", "0"].map(pace), [Status::FarBehind; 3]);
    assert_eq!(["-1", "-50"].map(pace), [Status::Backward; 2]);
}

#[test]
fn a_falling_target_is_paced_the_other_way() {
    let pace = |value: &str| {
        Story::of(Kind::Stock, Comparator::AtMost, "0").from("2020", "100").then("2022", value).status(BEFORE)
    };
    assert_eq!(
        ["50", "53", "70", "71", "100", "101"].map(pace),
        [Status::OnTrack, Status::Slow, Status::Slow, Status::FarBehind, Status::FarBehind, Status::Backward]
    );
}

#[test]
fn what_each_year_must_reach_has_no_pace() {
    let mut flow = Story::flow("6").from("2020", "3").then("2022", "5");
    assert_eq!(flow.status("2023-06-30"), Status::OnTrack);
    flow.indicator.each_year = true;
    assert_eq!(flow.status("2023-06-30"), Status::LevelOnly);
    assert_eq!(flow.judged("2023-12-31").working.missing_years, [2021]);
    assert_eq!(flow.judged("2024-01-01").working.missing_years, [2021, 2023]);
    assert_eq!(
        flow.judged("2026-01-01").working.missing_years,
        [2021, 2023, 2024],
        "none after the due year"
    );
    assert_eq!(
        Story::flow("6").judged(AFTER).working.missing_years,
        [0; 0],
        "without any value that is said already"
    );
    assert_eq!(Story::at_least("6").then("2022", "5").judged(AFTER).working.missing_years, [0; 0]);
}

#[test]
fn worse_than_at_the_start_must_be_so_within_the_precision() {
    let score = |value: &str, margin: Option<&str>| {
        let story =
            Story::of(Kind::Score, Comparator::AtLeast, "85").from("2020", "78.0").then("2022", value);
        story.which(|o| o.margin = margin.map(number)).judged(BEFORE).working.below_baseline
    };
    assert!(score("77.9", None), "77.95 at best");
    assert!(!score("77.9", Some("3")));
    assert!(score("74.9", Some("3")));
    assert!(!score("75", Some("3")), "78 at best, which is not worse");
    let share = |value: &str| {
        let story = Story::of(Kind::Stock, Comparator::AtMost, "5")
            .unit("%")
            .from("2020", "12.0")
            .then("2022", value);
        story.judged(BEFORE).working.below_baseline
    };
    assert!(share("13") && !share("12"), "a share printed as 12 may be 11.5");
}

#[test]
fn what_was_reached_at_the_start_and_is_no_longer_is_backward() {
    let lost = Story::at_least("48").from("2020", "50").then("2022", "47").judged(BEFORE);
    assert_eq!((lost.verdict.status, lost.working.rule), (Status::Backward, Rule::Pace));
    assert!(lost.working.at_baseline);
}

#[test]
fn where_no_pace_can_be_told_there_is_a_level() {
    let exactly = Story::of(Kind::Stock, Comparator::Exactly, "48").from("2020", "30").then("2022", "40");
    assert_eq!(exactly.status(BEFORE), Status::LevelOnly, "exactly gives no direction");
    let same_day = Story::at_least("48").from("2022", "30").then("2022", "40");
    assert_eq!(same_day.status(BEFORE), Status::LevelOnly, "no time has passed");
    let nothing_to_do =
        Story::of(Kind::Stock, Comparator::MoreThan, "48").from("2020", "48").then("2022", "40");
    assert_eq!(nothing_to_do.status(BEFORE), Status::LevelOnly, "the way has no length");
    let late_start = Story::at_least("48").due("2021").from("2022", "30").then("2021", "40");
    assert_eq!(late_start.status("2021-12-31"), Status::LevelOnly, "the baseline lies after the value");
}

#[test]
fn two_formulas_in_two_bands_are_borderline() {
    // Linear 0.889, growth 1.006: the worked example of docs/METHOD.md.
    let both = Story::at_least("48").from("2020", "30").then("2022", "38").judged(BEFORE);
    assert_eq!(both.verdict.status, Status::Borderline);
    assert_eq!(both.working.between, Some((Status::Slow, Status::OnTrack)));
    let pace = both.working.pace.unwrap();
    assert_eq!((pace.elapsed, pace.total), (720, 1440));
    assert_eq!(pace.linear.at, number("0.8889"));
    assert_eq!(pace.growth.unwrap().at, number("1.0063"));
}

#[test]
fn the_published_precision_may_leave_it_open() {
    // From 0: linear alone. 4.74 of the way of 10 in half of the time is 0.948; printed as 4.7 it may be 0.95.
    let story = |value: &str, unit: &str| {
        Story::at_least("10").unit(unit).from("2020", "0").then("2022", value).judged(BEFORE)
    };
    let between = |value: &str, unit: &str| story(value, unit).working.between;
    assert_eq!(between("4.7", "件"), Some((Status::Slow, Status::OnTrack)));
    assert_eq!(story("4.70", "件").verdict.status, Status::Slow);
    assert_eq!(story("3", "件").verdict.status, Status::Slow, "whole things are exact");
    for rounded in ["万件", "亿元", "%", "％", "‰", "件/万人", "件／万人"] {
        assert_eq!(between("3", rounded), Some((Status::FarBehind, Status::Slow)), "{rounded}");
    }
    let margin =
        Story::at_least("10").from("2020", "0").then("2022", "5").which(|o| o.margin = Some(number("1")));
    assert_eq!(margin.judged(BEFORE).working.between, Some((Status::Slow, Status::OnTrack)));
    let pace = margin.judged(BEFORE).working.pace.unwrap();
    assert_eq!((pace.value.low, pace.value.high), (number("4"), number("6")));
    assert_eq!((pace.linear.low, pace.linear.high), (number("0.8"), number("1.2")));
}

#[test]
fn growth_needs_values_of_one_sign() {
    let growth = |from: &str, to: &str, value: &str| {
        let judged = Story::at_least(to).from("2020", from).then("2022", value).judged(BEFORE);
        judged.working.pace.unwrap().growth.map(|growth| growth.at)
    };
    assert_eq!(growth("0", "10", "5"), None);
    assert_eq!(growth("10", "20", "0"), None);
    assert_eq!(growth("-10", "20", "5"), None);
    assert_eq!(growth("10", "20", "-5"), None);
    assert!(growth("10", "20", "15").is_some());
    assert!(growth("-20", "-10", "-15").is_some());
}

#[test]
fn a_closed_plan_shows_results_only() {
    let later =
        Story::at_least("48").due("2026").from("2020", "30").promised(Cadence::Yearly).then("2022", "40");
    assert_eq!(later.status(BEFORE), Status::Stale);
    let closed = later.judged(AFTER);
    assert_eq!(closed.verdict.status, Status::LevelOnly);
    assert_eq!((closed.working.pace, closed.working.staleness), (None, None));
}

#[test]
fn a_correction_takes_the_place_of_what_it_names() {
    let story = Story::at_least("48").then("2024", "49").then("2024", "47");
    let story = story.which(|o| o.supersedes = Some("o1".parse().unwrap()));
    let verdict = story.verdict(AFTER);
    assert_eq!(verdict.status, Status::Missed);
    assert_eq!(verdict.compared.unwrap().observation.as_str(), "o2");
}

#[test]
fn a_value_of_a_later_day_is_not_known_yet() {
    let story = Story::at_least("48").then("2022", "40").then("2023", "50");
    assert_eq!(story.status("2023-12-30"), Status::LevelOnly);
    assert_eq!(story.status("2023-12-31"), Status::Met);
    let other = story.which(|o| o.indicator = "i2".parse().unwrap());
    assert_eq!(other.status(BEFORE), Status::LevelOnly, "another target's value is not taken");
}

#[test]
fn of_two_values_for_one_period_the_later_day_counts() {
    let story = Story::at_least("48").then("2024", "47").which(|o| o.as_of = "2025-03-01".parse().unwrap());
    let story = story.then("2024", "50").which(|o| o.as_of = "2025-01-01".parse().unwrap());
    assert_eq!(story.status(AFTER), Status::Missed);
}

#[test]
fn days_are_counted_in_months_of_thirty() {
    let days = |from: &str, to: &str| days360(from.parse().unwrap(), to.parse().unwrap());
    assert_eq!(days("2020-12-31", "2024-12-31"), Some(1440));
    assert_eq!(days("2023-12-31", "2024-02-29"), Some(60));
    assert_eq!(days("2023-01-31", "2023-02-28"), Some(30));
    assert_eq!(days("2023-02-27", "2023-02-28"), Some(3));
    assert_eq!(days("2023-03-30", "2023-03-31"), None);
    assert_eq!(days("2024-01-15", "2024-03-16"), Some(61));
    assert_eq!(days("2024-01-15", "2024-01-15"), None);
    assert_eq!(days("2024-01-15", "2023-01-15"), None);
}

#[test]
fn every_rule_names_its_formula_and_the_day() {
    let judged = Story::at_least("48").then("2024", "49").judged(AFTER);
    assert_eq!(judged.working.as_of.to_string(), AFTER);
    assert_eq!(judged.working.formula, "y comparator yT");
    let formula = |story: Story, day: &str| story.judged(day).working.formula;
    assert_eq!(formula(Story::at_least("48"), AFTER), "");
    assert_eq!(formula(Story::at_least("48").then("2022", "4"), BEFORE), "y / yT");
    assert!(formula(Story::at_least("48").from("2020", "0").then("2022", "4"), BEFORE).starts_with("linear"));
    let stale = Story::at_least("48").promised(Cadence::Monthly).then("2022", "4");
    assert!(formula(stale, BEFORE).starts_with("day(y)"));
}
