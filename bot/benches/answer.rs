//! How long a whole answer takes: `cargo bench -p bot --bench answer`.
//!
//! One thread, over the working questions of the first deployment: its pack, and the same pack with its documents ten and
//! fifty times. What is measured is everything from the words of a question to the checked answer.
#![allow(clippy::print_stdout, reason = "a table is the result")]

use std::{
    fs,
    path::PathBuf,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use bot::{
    answer::Desk,
    evaluation::Gold,
    pack::{self, Pack},
};
use shared::{date::Date, id::PolicyId};

const ROUNDS: usize = 3;

fn today() -> Date {
    "2026-11-23".parse().expect("a day")
}

fn main() {
    // `cargo test --benches` only asks whether it builds and begins.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let repository = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let pack = pack::load(&[repository.join("data/gongshu")], today()).expect("a pack").remove(0);
    let text = fs::read_to_string(repository.join("tests/gold/gongshu/working.toml")).expect("questions");
    let gold = Gold::read(&text, &pack).expect("questions of the pack");
    let questions: Vec<(Vec<String>, String)> =
        gold.0.into_iter().map(|asked| (asked.earlier, asked.question)).collect();
    println!("| documents | clauses | ready in | p50 | p95 | p99 | two threads, answers a second | memory |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for times in [1, 10, 50] {
        let pack = Arc::new(many(&pack, times));
        let (documents, clauses) =
            (pack.policies.len(), pack.policies.iter().map(|p| p.clauses.len()).sum::<usize>());
        let before = memory();
        let begun = Instant::now();
        let desk = Desk::new(pack, today).expect("a desk");
        let ready = begun.elapsed();
        let took = memory().saturating_sub(before);
        let times = each(&desk, &questions);
        let rate = rate(&desk, &questions);
        let of = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
        println!(
            "| {documents} | {clauses} | {ready:.2?} | {:.2?} | {:.2?} | {:.2?} | {rate} | {took} MB |",
            of(50),
            of(95),
            of(99)
        );
    }
}

/// A pack with its documents so many times, each under an id of its own.
fn many(pack: &Pack, times: usize) -> Pack {
    let mut more = pack.clone();
    for time in 1..times {
        more.policies.extend(pack.policies.iter().cloned().map(|mut policy| {
            let id: PolicyId = format!("{}-{time}", policy.id).parse().expect("an id");
            policy.id = id;
            policy
        }));
    }
    more
}

fn each(desk: &Desk, questions: &[(Vec<String>, String)]) -> Vec<Duration> {
    let mut times: Vec<Duration> = Vec::new();
    for (earlier, question) in questions.iter().cycle().take(questions.len() * ROUNDS) {
        let begun = Instant::now();
        std::hint::black_box(desk.answer(earlier, question, today()));
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    times
}

/// Answers a second on two threads.
fn rate(desk: &Desk, questions: &[(Vec<String>, String)]) -> usize {
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| each(desk, questions));
        }
    });
    let answers = 2 * ROUNDS * questions.len();
    usize::try_from(answers as u128 * 1_000 / begun.elapsed().as_millis().max(1)).unwrap_or(usize::MAX)
}

/// Memory of the process in MB, as Linux tells it; elsewhere 0.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kb| kb / 1024)
}
