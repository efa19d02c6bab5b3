//! Acceptance: the first deployment's plan, imported from the document itself, read as its issue says; its pack beside the
//! facts.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::facts;
use crate::project::{Project, Steps, output, run};

const PLAN: &str = "plan/gongshu-2022-2025.txt";

pub(crate) fn all(project: &Project, folder: &Path) -> Result<()> {
    let mut steps = Steps::begin();
    plan(project, folder, &mut steps)?;
    steps.step("facts", || facts::check(project, &folder.join("facts")))
}

fn plan(project: &Project, folder: &Path, steps: &mut Steps) -> Result<()> {
    let file = folder.join(PLAN);
    ensure!(file.is_file(), "{} is not there: name the folder that holds {PLAN}", file.display());
    let file = std::path::absolute(&file)?;
    // The same build that the end-to-end tests use, so that nothing is compiled twice.
    steps.step("zhice", || {
        run(&mut project.cargo(&[
            "build",
            "--locked",
            "-p",
            "bot",
            "--bin",
            "zhice",
            "--features",
            "simulate",
        ]))
    })?;
    let draft = steps.step("zhice import plan", || {
        let mut import = Command::new(project.zhice("debug"));
        let printed =
            output(import.current_dir(&project.root).args(["import", "plan"]).arg(&file).arg("--json"))?;
        serde_json::from_str(&printed).context("`zhice import plan --json` printed no JSON")
    })?;
    steps.step("counts", || {
        let counts = Counts::of(&draft)?;
        println!("{}", counts.shown());
        counts.check()
    })
}

/// What was read from the document.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    stage: String,
    /// `None`: the importer prints no areas.
    areas: Option<usize>,
    indicators: usize,
    tasks: usize,
    /// How often a department is named under a task, and how many different ones are.
    mentions: usize,
    distinct: usize,
    safeguards: usize,
}

impl Counts {
    /// What stands in the document, counted by hand.
    fn wanted() -> Self {
        Self {
            stage: "draft".to_owned(),
            areas: Some(4),
            indicators: 9,
            tasks: 11,
            mentions: 53,
            distinct: 16,
            safeguards: 3,
        }
    }

    fn of(draft: &Value) -> Result<Self> {
        let list = |key: &str| {
            draft[key].as_array().with_context(|| format!("`zhice import plan --json` has no list `{key}`"))
        };
        let tasks = list("tasks")?;
        let mut mentions = Vec::new();
        for task in tasks {
            let departments = task["departments"].as_array().context("a task has no list `departments`")?;
            for department in departments {
                mentions.push(department.as_str().context("a department is no text")?);
            }
        }
        Ok(Self {
            stage: draft["stage"].as_str().context("`zhice import plan --json` has no `stage`")?.to_owned(),
            areas: draft.get("areas").is_some().then(|| list("areas").map(Vec::len)).transpose()?,
            indicators: list("indicators")?.len(),
            tasks: tasks.len(),
            distinct: mentions.iter().collect::<BTreeSet<_>>().len(),
            mentions: mentions.len(),
            safeguards: list("safeguards")?.len(),
        })
    }

    fn shown(&self) -> String {
        let areas = self.areas.map_or("areas not printed".to_owned(), |areas| format!("{areas} areas"));
        format!(
            "{} indicators, {areas}, {} tasks, {} department mentions of {} departments, {} safeguards, stage {}",
            self.indicators, self.tasks, self.mentions, self.distinct, self.safeguards, self.stage
        )
    }

    fn check(self) -> Result<()> {
        let mut wanted = Self::wanted();
        if self.areas.is_none() {
            wanted.areas = None;
        }
        if self != wanted {
            bail!(
                "the plan was read otherwise than it is written\n   read: {}\n wanted: {}",
                self.shown(),
                wanted.shown()
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn departments_are_counted_by_mention_and_once_each() {
        let draft = json!({
            "stage": "draft", "indicators": [{}], "safeguards": [],
            "tasks": [{"departments": ["甲局", "乙局"]}, {"departments": ["甲局"]}],
        });
        let counts = Counts::of(&draft).unwrap();
        assert_eq!((counts.mentions, counts.distinct, counts.areas), (3, 2, None));
    }

    #[test]
    fn one_department_too_few_is_told_with_both_counts() {
        Counts::wanted().check().unwrap();
        let error = Counts { mentions: 52, ..Counts::wanted() }.check().unwrap_err().to_string();
        assert!(
            error.contains("52 department mentions") && error.contains("53 department mentions"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_list_is_a_fault_and_not_an_empty_one() {
        let error = Counts::of(&json!({"stage": "draft", "indicators": [], "tasks": []})).unwrap_err();
        assert!(error.to_string().contains("safeguards"), "{error}");
    }
}
