//! Judging 10 000 plans of 9 targets with 16 values each, beside the naive way in floating point in the same run:
//! `cargo bench -p shared`.

#![allow(clippy::unwrap_used, reason = "a bench that cannot build its data may stop")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use shared::{
    date::{Date, PartialDate},
    lang::Text,
    method,
    plan::{
        Baseline, Comparator, Due, DueBasis, Goal, Indicator, Kind, Observation, Observed, Period, Source,
        Target,
    },
    quantity::Quantity,
};

const PLANS: usize = 10_000;
const TARGETS: usize = 9;
const VALUES: usize = 16;
const PERIOD: Period = Period { from: 2021, to: 2028 };

fn indicator(at: usize) -> Indicator {
    let kinds = [Kind::Stock, Kind::AnnualFlow, Kind::Score];
    Indicator {
        id: format!("i{at}").parse().unwrap(),
        name: Text::zh("演示指标"),
        aliases: Vec::new(),
        kind: kinds[at % kinds.len()],
        each_year: false,
        basis: None,
        target: Target {
            goal: Some(Goal {
                value: Quantity::new(480, 1),
                unit: Text::zh("万件"),
                comparator: Comparator::AtLeast,
                comparator_text: "以上".to_owned(),
            }),
            text: None,
            due: Due { date: PartialDate::Year(2028), basis: DueBasis::OwnSentence },
        },
        baseline: Some(Baseline {
            value: Quantity::new(120, 1),
            period: PartialDate::Year(2020),
            source: Source { title: "演示".to_owned(), url: None },
        }),
        cadence: None,
        quote: String::new(),
        locator: String::new(),
        notes: Vec::new(),
        ladder: Vec::new(),
        continues: None,
    }
}

/// Half-yearly values, rising, that stay below the target.
fn observations(indicator: &Indicator) -> Vec<Observation> {
    let observation = |at: usize| {
        let year = 2020 + i32::try_from(at / 2).unwrap();
        let period = if at.is_multiple_of(2) { PartialDate::Month(year, 6) } else { PartialDate::Year(year) };
        Observation {
            id: format!("{}-{at}", indicator.id).parse().unwrap(),
            indicator: indicator.id.clone(),
            period,
            observed: Observed::Value(Quantity::new(125 + i64::try_from(at).unwrap() * 17, 1)),
            margin: None,
            as_of: period.last_day(),
            provisional: false,
            source: Source { title: "演示".to_owned(), url: None },
            supersedes: None,
            reason: None,
            next_step: None,
            note: None,
        }
    };
    (0..VALUES).map(observation).collect()
}

/// What a spreadsheet would do: the linear share of the last value, without words, flags, growth or precision.
fn naive(indicator: &Indicator, observations: &[Observation]) -> Option<f64> {
    let number = |q: Quantity| q.to_string().parse::<f64>().ok();
    let last = observations.iter().rfind(|o| o.indicator == indicator.id)?;
    let Observed::Value(value) = last.observed else { return None };
    let (from, to) =
        (number(indicator.baseline.as_ref()?.value)?, number(indicator.target.goal.as_ref()?.value)?);
    let time = f64::from(last.period.year() - 2020) / 8.0;
    Some((number(value)? - from) / (to - from) / time)
}

fn judging(criterion: &mut Criterion) {
    let indicators: Vec<Indicator> = (0..TARGETS).map(indicator).collect();
    let values: Vec<Vec<Observation>> = indicators.iter().map(observations).collect();
    let as_of: Date = "2028-03-31".parse().unwrap();
    let mut group = criterion.benchmark_group("judging");
    group.sample_size(10).throughput(Throughput::Elements((PLANS * TARGETS) as u64));
    let name = format!("{PLANS} plans × {TARGETS} targets × {VALUES} values");
    group.bench_function(BenchmarkId::new("method zhice-1", &name), |bencher| {
        bencher.iter(|| {
            for _ in 0..PLANS {
                for (indicator, values) in indicators.iter().zip(&values) {
                    black_box(method::judge(black_box(indicator), PERIOD, black_box(values), as_of));
                }
            }
        });
    });
    group.bench_function(BenchmarkId::new("naive, floating point", &name), |bencher| {
        bencher.iter(|| {
            for _ in 0..PLANS {
                for (indicator, values) in indicators.iter().zip(&values) {
                    black_box(naive(black_box(indicator), black_box(values)));
                }
            }
        });
    });
    group.finish();
}

criterion_group!(benches, judging);
criterion_main!(benches);
