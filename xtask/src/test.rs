//! Everything that must hold before a change lands, in the order in which a fault is cheapest to find.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::project::{Project, Steps, run, shown};
use crate::{assets, guards, install, sizes};

pub(crate) fn all(project: &Project, install: bool) -> Result<()> {
    let mut steps = Steps::begin();
    let mut counts = Counts::default();
    let result = every_step(project, install, &mut steps, &mut counts);
    println!("{}", steps.table());
    // The last line tells what was run, in the plain form; after a fault outside the tests there is nothing to count.
    if result.is_ok() || counts.failed > 0 {
        println!("{} passed, {} failed", counts.passed, counts.failed);
    }
    result
}

fn every_step(project: &Project, install: bool, steps: &mut Steps, counts: &mut Counts) -> Result<()> {
    let cargo = |line: &str| project.cargo(&line.split(' ').collect::<Vec<_>>());
    let tools = steps.step("tools", || install::tools(project, install))?;
    steps.step("format", || run(&mut cargo("fmt --all --check")).context("`cargo fmt --all` mends it"))?;
    steps.step("lints", || {
        run(&mut cargo("clippy --locked --workspace --all-targets --features bot/simulate -- -D warnings"))
    })?;
    steps.step("assets", || assets::build(project, false))?;
    for features in ["widget/csr", "widget/csr,widget/full"] {
        steps.step("lints for the browser", || {
            run(&mut cargo(&format!(
                "clippy --locked -p shared -p widget --lib --no-default-features --features {features} \
                 --target wasm32-unknown-unknown -- -D warnings"
            )))
        })?;
    }
    steps.step("sizes", || sizes::check(project, false))?;
    steps.step("guards", || guards::check(project))?;
    steps.step("tests of the crates", || {
        let arguments = "test --locked --no-fail-fast --workspace --exclude tests --features bot/simulate";
        counts.run(&mut cargo(arguments))
    })?;
    // Apart: the pages that the service renders are of the core build.
    steps.step("tests of the full build", || {
        counts.run(&mut cargo("test --locked -p widget --features ssr,full -- full:: tools::"))
    })?;
    steps.step("release build", || run(&mut cargo("build --locked --release -p bot --bin zhice")))?;
    steps.step("zhice for the end-to-end tests", || {
        run(&mut cargo("build --locked -p bot --bin zhice --features simulate"))
    })?;
    steps.step("end-to-end tests", || counts.run(&mut end_to_end(project, &tools)))
}

/// The end-to-end tests, with everything they ask for by name. Both binaries are built before.
pub(crate) fn end_to_end(project: &Project, tools: &install::Tools) -> Command {
    let mut command = project.cargo(&["test", "--locked", "--no-fail-fast", "-p", "tests"]);
    command
        .env("ZHICE_BIN", project.zhice("debug"))
        .env("ZHICE_RELEASE_BIN", project.zhice("release"))
        .env("CHROMIUM", &tools.chromium)
        .env("CHROMEDRIVER", &tools.chromedriver)
        .env("AXE_JS", &tools.axe)
        .env("NODE", &tools.node)
        .env("HTML_VALIDATE", &tools.validator);
    command
}

/// Tests that ran, as cargo tells it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    passed: u64,
    failed: u64,
}

impl Counts {
    /// Runs cargo test, passes its output on line by line and counts. No test at all is a failure.
    pub(crate) fn run(&mut self, command: &mut Command) -> Result<()> {
        println!("$ {}", shown(command));
        let before = self.passed;
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start `{}`", shown(command)))?;
        let lines = BufReader::new(child.stdout.take().context("no output to read")?);
        for line in lines.split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            self.count(&line);
        }
        let status = child.wait()?;
        if !status.success() {
            bail!("`{}` failed ({status}); the tests' own words stand above", shown(command));
        }
        if self.passed == before {
            bail!("`{}` ran no test", shown(command));
        }
        Ok(())
    }

    /// Takes in a closing line of a test binary: `test result: ok. 3 passed; 0 failed; …`.
    fn count(&mut self, line: &str) {
        let Some((_, rest)) = line.split_once("test result: ") else { return };
        let number = |word: &str| {
            let end = rest.find(word)?;
            rest[..end].rsplit(|letter: char| !letter.is_ascii_digit()).next()?.parse::<u64>().ok()
        };
        self.passed += number(" passed").unwrap_or(0);
        self.failed += number(" failed").unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_added_up_and_nothing_else_is() {
        let mut counts = Counts::default();
        for line in [
            "running 12 tests",
            "test a ... ok",
            "test result: ok. 11 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s",
            "99 passed, 5 failed",
            "test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s",
        ] {
            counts.count(line);
        }
        assert_eq!(counts, Counts { passed: 15, failed: 2 });
    }

    #[test]
    fn a_run_without_a_test_is_a_failure() {
        let error = Counts::default()
            .run(Command::new("echo").arg("test result: ok. 0 passed; 0 failed"))
            .unwrap_err();
        assert!(error.to_string().contains("ran no test"), "{error}");
    }

    #[test]
    fn a_failing_run_is_a_failure_and_its_tests_are_counted() {
        let mut counts = Counts::default();
        let script = "echo 'test result: FAILED. 1 passed; 1 failed;'; exit 101";
        assert!(counts.run(Command::new("sh").args(["-c", script])).is_err());
        assert_eq!(counts, Counts { passed: 1, failed: 1 });
    }
}
