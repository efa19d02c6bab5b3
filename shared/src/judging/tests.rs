use super::*;
use crate::{
    binary::Binary,
    method::Status,
    plan::{
        Comparator, Continues, Continuity, Document, Due, DueBasis, Goal, Period, Region, Source, Stage,
        Target,
    },
};

pub(crate) fn plan() -> Plan {
    Plan {
        id: "qingshan".parse().unwrap(),
        title: Text::zh("青山县质量强县建设工作方案（2021年-2024年）"),
        short_title: None,
        stage: Stage::Draft,
        demo: true,
        as_of: None,
        corrections: None,
        period: Period { from: 2021, to: 2024 },
        document: Document {
            file: "plan.txt".to_owned(),
            sha256: "00".repeat(32),
            issuer: None,
            number: None,
            published: None,
            url: None,
        },
        regions: vec![Region { name: Text::zh("青山县"), aliases: Vec::new(), elsewhere: false }],
        areas: Vec::new(),
        tasks: vec![Task {
            id: "k1".parse().unwrap(),
            number: "1".to_owned(),
            area: None,
            title: Text::zh("激发活力"),
            units: vec!["县市场局".to_owned(), "县科技局".to_owned()],
            lead: Vec::new(),
            summary: None,
        }],
        units: Vec::new(),
        safeguards: Vec::new(),
        predecessor: None,
        retired: Vec::new(),
        indicators: vec![Indicator {
            id: "i1".parse().unwrap(),
            name: Text::zh("标准数"),
            aliases: Vec::new(),
            kind: Kind::Stock,
            each_year: false,
            basis: None,
            target: Target {
                goal: Some(Goal {
                    value: "48".parse().unwrap(),
                    unit: Text::zh("件"),
                    comparator: Comparator::AtLeast,
                    comparator_text: "以上".to_owned(),
                }),
                text: None,
                due: Due { date: PartialDate::Year(2024), basis: DueBasis::OwnSentence },
            },
            baseline: None,
            cadence: None,
            quote: "到2024年，标准数48件以上。".to_owned(),
            locator: String::new(),
            notes: Vec::new(),
            ladder: Vec::new(),
            continues: None,
        }],
        context: Vec::new(),
    }
}

pub(crate) fn value(id: &str, period: &str, value: &str) -> Observation {
    let period: PartialDate = period.parse().unwrap();
    Observation {
        id: id.parse().unwrap(),
        indicator: "i1".parse().unwrap(),
        period,
        observed: Observed::Value(value.parse().unwrap()),
        margin: None,
        as_of: period.last_day(),
        provisional: false,
        source: Source { title: "年报".to_owned(), url: None },
        supersedes: None,
        reason: None,
        next_step: None,
        note: None,
    }
}

/// That plan with these values, judged half a year after it ended.
pub(crate) fn judged(observations: &[Observation]) -> Snapshot {
    judged_on(observations, "2025-06-30")
}

fn judged_on(observations: &[Observation], as_of: &str) -> Snapshot {
    Snapshot::judge(&plan(), observations, &[], as_of.parse().unwrap())
}

#[test]
fn a_plan_without_values_promises_and_counts_nothing() {
    let snapshot = judged(&[]);
    assert_eq!((snapshot.mode, snapshot.summary.len()), (Mode::Promise, 0));
    assert!(snapshot.is_over());
}

#[test]
fn a_value_that_was_not_yet_known_is_not_shown() {
    let rows = [value("a", "2022", "40"), value("b", "2024", "50")];
    let then = judged_on(&rows, "2023-06-30");
    assert_eq!((then.mode, then.indicators[0].readings.len()), (Mode::Running, 1));
    let now = judged(&rows);
    assert_eq!((now.mode, now.indicators[0].verdict.status), (Mode::Closed, Status::Met));
}

#[test]
fn a_part_of_a_year_never_stands_for_the_year() {
    let snapshot = judged(&[value("a", "2023-06", "44"), value("b", "2024-12-31", "50")]);
    let years: Vec<Option<String>> =
        snapshot.indicators[0].years.iter().map(|point| point.value.map(|v| v.to_string())).collect();
    assert_eq!(years, [None, None, None, Some("50".to_owned())]);
}

#[test]
fn a_corrected_value_says_what_it_was_and_who_corrected_it() {
    let first = Observation { provisional: true, ..value("a", "2024", "47.5") };
    let report = Source { title: "统计公报".to_owned(), url: None };
    let second =
        Observation { supersedes: Some(first.id.clone()), source: report, ..value("b", "2024", "48") };
    let third = Observation { supersedes: Some(second.id.clone()), ..value("c", "2024", "48.2") };
    let told = |rows: &[Observation]| -> Vec<String> {
        let explained = judged(rows).indicators.remove(0).explained;
        let of_revisions = |step: &Text| step.zh.starts_with("更正：");
        explained.into_iter().filter(of_revisions).map(|step| step.zh).collect()
    };
    assert_eq!(told(std::slice::from_ref(&first)), [""; 0]);
    let ahead = Observation { as_of: "2099-12-31".parse().unwrap(), ..second.clone() };
    assert_eq!(told(&[first.clone(), ahead]), [""; 0], "a correction of a later day is not known yet");
    assert_eq!(
        told(&[third, first, second]),
        [
            "更正：2024 年原为 47.5 件（年报，初步数，截至 2024-12-31），按统计公报（截至 2024-12-31）更正为 48 件。",
            "更正：2024 年原为 48 件（统计公报，截至 2024-12-31），按年报（截至 2024-12-31）更正为 48.2 件。"
        ]
    );
}

#[test]
fn a_target_says_how_it_goes_on_from_the_plan_before() {
    let mut plan = plan();
    plan.predecessor = Some("qingshan-2017".parse().unwrap());
    let note = Some(Text { zh: "统计范围扩大到园区。".to_owned(), en: None });
    let continues =
        |continuity| Continues { indicator: "i3".parse().unwrap(), continuity, note: note.clone() };
    let mut said = |continuity| {
        plan.indicators[0].continues = Some(continues(continuity));
        let snapshot = Snapshot::judge(&plan, &[], &[], "2025-06-30".parse().unwrap());
        snapshot.indicators[0].notes.last().unwrap().zh.clone()
    };
    let before = "承接上一方案（qingshan-2017）的目标 i3，";
    assert_eq!(said(Continuity::Same), format!("{before}同口径。统计范围扩大到园区。"));
    assert_eq!(said(Continuity::Changed), format!("{before}口径有变。统计范围扩大到园区。"));
}

#[test]
fn supposing_another_value_judges_anew_and_forgets_nothing_else() {
    let known = [value("a", "2023", "40"), value("b", "2024", "41")];
    let before = judged(&known);
    let ahead = Observation { as_of: "2099-12-31".parse().unwrap(), ..value("c", "2099", "50") };
    let all = [known.as_slice(), &[ahead]].concat();
    let mut inputs = Inputs::of(&plan(), &all, &[], before.as_of);
    assert_eq!(inputs.snapshot, before);
    assert_eq!(inputs.observations, known, "what speaks of a later day stays inside");
    assert_eq!(Inputs::from_bytes(&inputs.to_bytes().unwrap()).as_ref(), Ok(&inputs));
    let at = |inputs: &Inputs, value: &str| {
        let value = Observed::Value(value.parse().unwrap());
        inputs.supposed(&"i1".parse().unwrap(), "2024".parse().unwrap(), value).unwrap()
    };
    inputs.suppose(&[at(&inputs, "48")]);
    let target = &inputs.snapshot.indicators[0];
    assert_eq!(target.verdict.status, Status::Met);
    assert_eq!(inputs.snapshot.summary, [StatusCount { status: Status::Met, count: 1 }]);
    let values: Vec<_> = target.readings.iter().map(|r| r.value.unwrap().to_string()).collect();
    assert_eq!(values, ["40", "48"]);
    inputs.suppose(&[at(&inputs, "41")]);
    assert_eq!(inputs.snapshot.indicators[0].verdict.status, Status::Missed);
    inputs.suppose(&[]);
    assert_eq!(inputs.snapshot, before);
}
