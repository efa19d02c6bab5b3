//! Figures from the template to the public and back: what a section chief does at the command line, and what the running
//! service shows of it. The public snapshot is the old one or the new one, whole, wherever the process dies.

mod killed;
mod public;
mod reading;
mod sheets;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use shared::binary::Binary as _;
use shared::lang::Lang;
use shared::snapshot::{IndicatorView, Snapshot};
use shared::words;

use crate::support::service::{self, Launch, Service};
use crate::support::{GLANCE, root};

const PLAN: &str = "shili";

/// How long a withdrawal may take to show: the promise is a minute.
const MINUTE: Duration = Duration::from_mins(1);

const PREPARER: &str = "编制者某甲";
const REVIEWER: &str = "审核者某乙";
const APPROVER: &str = "签发者某丙";
const WITHDREW: &str = "撤回者某丁";

/// An office: a database, the demonstration's pack and the command line.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Result<Self> {
        Ok(Self { folder: tempfile::tempdir()? })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Result<Output> {
        self.run_with(&root().join("data").join(PLAN), arguments, environment)
    }

    /// Runs a command over a pack.
    fn run_with(&self, pack: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Result<Output> {
        let mut command = Command::new(service::zhice()?);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ZHICE_"))
        {
            command.env_remove(name);
        }
        let output = command
            .current_dir(self.folder.path())
            .args(arguments)
            .arg("--data")
            .arg(pack)
            .env("ZHICE_DB", format!("sqlite://{}", self.file("zhice.db").display()))
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .output()?;
        Ok(output)
    }

    /// Runs a command that must succeed.
    fn does(&self, arguments: &[&str]) -> Result<String> {
        let output = self.run(arguments, &[])?;
        ensure!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8(output.stdout)?)
    }

    fn stages(&self, rows: &str) -> Result<String> {
        let header = "指标,期间,数值,截至日期,数据性质,数据来源,未达到原因,下一步措施";
        std::fs::write(self.file("填报.csv"), format!("{header}\n{rows}\n"))?;
        self.does(&["figures", "stage", "填报.csv"])
    }

    async fn serves(&self) -> Result<Service> {
        Launch::new(service::zhice()?)
            .data(&root().join("data").join(PLAN))
            .store(&self.file("zhice.db"))
            .start()
            .await
    }

    /// What is public, judged by the command line.
    fn public(&self) -> Result<Snapshot> {
        let said: Value = serde_json::from_str(&self.does(&["progress", "--json"])?)?;
        Ok(serde_json::from_value(said["plans"][0].clone())?)
    }
}

const PUBLISH: [&str; 8] =
    ["publish", "--yes", "--prepared-by", PREPARER, "--reviewer", REVIEWER, "--approver", APPROVER];
const WITHDRAW: [&str; 5] = ["withdraw", "--reason", "录入有误", "--by", WITHDREW];

/// A value that meets its target for the first time, and one that corrects another.
const ROWS: &str = "i6,2024,90,2024-12-31,最终数,演示：统计,,\n\
                    i4,2024,2.6,2024-12-31,最终数,演示：统计,演示：原因,演示：措施";

/// What the running service shows, in all its forms: one state, or an error that says where they differ.
async fn whole(service: &Service) -> Result<Snapshot> {
    let json = async || -> Result<Snapshot> {
        Ok(serde_json::from_value(service.json(&format!("/api/v1/plans/{PLAN}")).await?)?)
    };
    let begun = Instant::now();
    loop {
        let first = json().await?;
        let differences = differences(service, &first).await?;
        // Where it changed under way, it is looked at again.
        if json().await? == first {
            ensure!(differences.is_empty(), "{differences:#?}");
            return Ok(first);
        }
        ensure!(begun.elapsed() < MINUTE, "it changes all the time");
    }
}

async fn differences(service: &Service, json: &Snapshot) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let bytes = service.get(&format!("/api/v1/plans/{PLAN}/snapshot.bin")).await?.bytes().await?;
    if Snapshot::from_bytes(&bytes)? != *json {
        found.push("snapshot.bin is another state".to_owned());
    }
    let publication = json.publication.as_ref().context("nothing is published")?;
    let page = service.text(&format!("/p/{PLAN}")).await?;
    if !page.contains(&words::publication(publication, Lang::Zh)) {
        found.push(format!("the page is not of publication {}", publication.number));
    }
    let rows = csv_of(service).await?;
    for indicator in &json.indicators {
        let row = rows.get(indicator.id.as_str()).context("no row")?;
        let (value, number) = (printed(indicator), publication.number.to_string());
        if (&row["value"], &row["publication"]) != (&value, &number) {
            found.push(format!("csv {}: {row:?}, json {value} of {number}", indicator.id));
        }
        let shown = indicator.latest.as_ref().map(|reading| words::reading(indicator, reading, Lang::Zh));
        let figure = shown.and_then(|shown| shown.split(' ').next().map(str::to_owned)).unwrap_or_default();
        if !page.contains(figure.trim_end_matches('%')) {
            found.push(format!("{figure} of {} is not on the page", indicator.id));
        }
    }
    Ok(found)
}

async fn csv_of(service: &Service) -> Result<BTreeMap<String, BTreeMap<String, String>>> {
    let text = service.text(&format!("/api/v1/plans/{PLAN}/figures.csv")).await?;
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().collect::<Result<_, _>>()?;
    Ok(rows.into_iter().map(|row| (row["indicator"].clone(), row)).collect())
}

fn printed(indicator: &IndicatorView) -> String {
    let value = indicator.latest.as_ref().and_then(|reading| reading.value);
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn number(snapshot: &Snapshot) -> u32 {
    snapshot.publication.as_ref().map_or(0, |publication| publication.number)
}

/// Waits until the running service shows a publication.
async fn shows(service: &Service, wanted: u32) -> Result<Duration> {
    let begun = Instant::now();
    while number(&whole(service).await?) != wanted {
        ensure!(begun.elapsed() < MINUTE, "publication {wanted} does not show:\n{}", service.log());
        tokio::time::sleep(GLANCE).await;
    }
    Ok(begun.elapsed())
}
