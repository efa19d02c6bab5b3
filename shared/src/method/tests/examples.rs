//! The worked examples of docs/METHOD.md: each block is read and judged, and must give the verdict, the flags and the
//! sentences that stand in it.

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    kind: Kind,
    #[serde(default)]
    each_year: bool,
    target: String,
    unit: String,
    due: PartialDate,
    plan: Period,
    as_of: Date,
    baseline: Option<Start>,
    cadence: Option<Cadence>,
    #[serde(default)]
    values: Vec<Row>,
    verdict: Status,
    between: Option<(Status, Status)>,
    #[serde(default)]
    remarks: Vec<String>,
    #[serde(default)]
    explained: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Start {
    period: PartialDate,
    value: Quantity,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    period: PartialDate,
    value: Quantity,
    #[serde(default)]
    provisional: bool,
    margin: Option<Quantity>,
    as_of: Option<Date>,
    #[serde(default)]
    supersedes: Option<String>,
}

impl Example {
    fn indicator(&self) -> Indicator {
        let (sign, value) = self.target.split_once(' ').expect("a target is written “>= 48”, or “- 培育”");
        let goal = Comparator::from_sign(sign).map(|comparator| Goal {
            value: number(value),
            unit: Text::zh(&*self.unit),
            comparator,
            comparator_text: String::new(),
        });
        let mut indicator = indicator(self.kind, goal);
        indicator.target.due.date = self.due;
        indicator.each_year = self.each_year;
        indicator.cadence = self.cadence;
        indicator.baseline = self.baseline.as_ref().map(|start| Baseline {
            value: start.value,
            period: start.period,
            source: Source { title: start.source.clone(), url: None },
        });
        indicator
    }

    fn observations(&self) -> Vec<Observation> {
        let row = |(at, row): (usize, &Row)| Observation {
            as_of: row.as_of.unwrap_or(row.period.last_day()),
            provisional: row.provisional,
            margin: row.margin,
            supersedes: row.supersedes.as_ref().map(|id| id.parse().unwrap()),
            ..observed(&format!("o{}", at + 1), &row.period.to_string(), &row.value.to_string())
        };
        self.values.iter().enumerate().map(row).collect()
    }
}

fn examples() -> Vec<String> {
    let page = include_str!("../../../../docs/METHOD.md");
    let blocks = page.split("```toml\n").skip(1);
    blocks.map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

fn zh(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(|text| text.zh).collect()
}

#[test]
fn the_worked_examples_are_true() {
    for text in examples() {
        let example: Example = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let indicator = example.indicator();
        let Judgement { verdict, working } =
            judge(&indicator, example.plan, &example.observations(), example.as_of);
        assert_eq!((verdict.status, working.between), (example.verdict, example.between), "{text}");
        assert_eq!(zh(crate::words::remarks(&indicator, &verdict, &working)), example.remarks, "{text}");
        assert_eq!(zh(crate::words::explained(&indicator, &verdict, &working)), example.explained, "{text}");
    }
}

#[test]
fn the_worked_examples_reach_every_verdict() {
    let mut reached: Vec<Status> =
        examples().iter().map(|text| toml::from_str::<Example>(text).unwrap().verdict).collect();
    reached.sort();
    reached.dedup();
    let mut all = Status::ALL;
    all.sort();
    assert_eq!(reached, all);
}
