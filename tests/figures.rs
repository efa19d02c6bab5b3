//! Figures from the template to the public and back: what a section chief does at the command line, and what the running
//! service shows of it. The public snapshot is the old one or the new one, whole, wherever the process dies.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use shared::lang::Lang;
use shared::snapshot::{IndicatorView, Snapshot};
use shared::words;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::service::{self, Launch, Service};
use crate::support::{GLANCE, root};

const PLAN: &str = "shili";
/// How long a withdrawal may take to show: the promise is a minute.
const MINUTE: Duration = Duration::from_mins(1);
/// 2024-12-31 as a spreadsheet counts.
const LAST_OF_2024: &str = "45657";
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
        let mut command = Command::new(service::zhice()?);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ZHICE_"))
        {
            command.env_remove(name);
        }
        let output = command
            .current_dir(self.folder.path())
            .args(arguments)
            .arg("--data")
            .arg(root().join("data").join(PLAN))
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

/// Types rows into the sheet of values of a template, as a spreadsheet would save them. The fifth cell is a day.
fn fill(template: &Path, rows: &[[&str; 11]]) -> Result<()> {
    rewrite(template, |sheet| typed_into(sheet, rows))
}

/// Changes the sheet of values of a workbook.
fn rewrite(template: &Path, change: impl Fn(&str) -> Result<String>) -> Result<()> {
    let bytes = std::fs::read(template)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut filled = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        if part.name() == "xl/worksheets/sheet1.xml" {
            content = change(&String::from_utf8(content)?)?.into_bytes();
        }
        filled.start_file(part.name(), SimpleFileOptions::default())?;
        filled.write_all(&content)?;
    }
    Ok(std::fs::write(template, filled.finish()?.into_inner())?)
}

fn typed_into(sheet: &str, rows: &[[&str; 11]]) -> Result<String> {
    let column =
        sheet.split("<col ").find(|column| column.starts_with("min=\"5\"")).context("no fifth column")?;
    let day = column.split("style=\"").nth(1).and_then(|rest| rest.split('"').next()).context("no style")?;
    let mut typed = String::new();
    for (row, cells) in (2..).zip(rows) {
        let cell = |(column, text): (char, &&str)| match (column, *text) {
            (_, "") => String::new(),
            ('E', serial) => format!("<c r=\"E{row}\" s=\"{day}\"><v>{serial}</v></c>"),
            (column, text) => format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        };
        let cells: String = ('A'..).zip(cells).map(cell).collect();
        write!(typed, "<row r=\"{row}\">{cells}</row>")?;
    }
    ensure!(sheet.contains("</sheetData>"), "no sheet");
    Ok(sheet.replace("</sheetData>", &format!("{typed}</sheetData>")))
}

#[tokio::test]
async fn from_the_template_to_every_export_the_values_are_equal() -> Result<()> {
    let office = Office::new()?;
    office.does(&["figures", "template", "--out", "填报.xlsx"])?;
    let source = "演示：年报";
    fill(
        &office.file("填报.xlsx"),
        &[
            [
                "i6 知识产权纠纷调解成功率（%）",
                "2024",
                "90.50",
                "",
                LAST_OF_2024,
                "最终数",
                source,
                "",
                "",
                "",
                "",
            ],
            ["i3", "2023", "2.40", "", LAST_OF_2024, "最终数", source, "", "", "", ""],
            ["i4", "2024", "2.600", "", LAST_OF_2024, "最终数", source, "", "", "演示：原因", "演示：措施"],
            ["i8", "2024", "", "已认定", LAST_OF_2024, "最终数", source, "", "", "", ""],
        ],
    )?;
    let service = office.serves().await?;
    let staged: Value = serde_json::from_str(&office.does(&["figures", "stage", "填报.xlsx", "--json"])?)?;
    assert_eq!((&staged["v"], &staged["added"], &staged["revised"]), (&1.into(), &1.into(), &3.into()));
    office.does(&[&PUBLISH[..], &["--sheet", "审核单.docx"]].concat())?;
    assert!(std::fs::read(office.file("审核单.docx"))?.starts_with(b"PK"));
    shows(&service, 2).await?;

    let shown = whole(&service).await?;
    assert_eq!(shown, office.public()?, "the command line says what the service says");
    let value = |id: &str| shown.indicators.iter().find(|i| i.id.as_str() == id).map(printed);
    assert_eq!([value("i6"), value("i4")], [Some("90.50".to_owned()), Some("2.600".to_owned())]);
    let csv = csv_of(&service).await?;
    assert_eq!((csv["i6"]["value"].as_str(), csv["i8"]["state"].as_str()), ("90.50", "已认定"));
    let i3 = shown.indicators.iter().find(|i| i.id.as_str() == "i3").context("i3")?;
    assert!(i3.years.iter().any(|point| point.value.is_some_and(|value| value.to_string() == "2.40")));
    Ok(())
}

/// The people who answer for a publication stand in the database and on the review sheet, and nowhere else.
#[tokio::test]
async fn nobody_who_reviewed_is_named_in_public() -> Result<()> {
    let office = Office::new()?;
    office.stages(ROWS)?;
    let mut said = vec![office.does(&PUBLISH)?, office.does(&WITHDRAW)?];
    for command in
        [&["progress"][..], &["progress", "--json"], &["figures", "list"], &["figures", "list", "--json"]]
    {
        said.push(office.does(command)?);
    }
    let service = office.serves().await?;
    let api = format!("/api/v1/plans/{PLAN}");
    let addresses =
        ["", "/figures.csv", "/figures.xlsx", "/feed.atom", "/snapshot.bin"].map(|end| format!("{api}{end}"));
    let pages = ["zh-CN", "en"].map(|lang| format!("/p/{PLAN}?lang={lang}"));
    for address in addresses.into_iter().chain(pages) {
        let bytes = service.get(&address).await?.error_for_status()?.bytes().await?.to_vec();
        if let Ok(mut archive) = ZipArchive::new(Cursor::new(&bytes)) {
            for at in 0..archive.len() {
                let mut part = String::new();
                // A part that is no text names nobody.
                let _ = archive.by_index(at)?.read_to_string(&mut part);
                said.push(part);
            }
        }
        said.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    for name in [PREPARER, REVIEWER, APPROVER, WITHDREW] {
        assert!(!said.iter().any(|text| text.contains(name)), "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn a_withdrawal_shows_within_a_minute_and_says_that_it_corrected() -> Result<()> {
    let office = Office::new()?;
    let service = office.serves().await?;
    let before = whole(&service).await?;
    office.stages(ROWS)?;
    office.does(&PUBLISH)?;
    shows(&service, 2).await?;
    office.does(&WITHDRAW)?;
    let took = shows(&service, 3).await?;
    ensure!(took < Duration::from_secs(15), "it took {took:?}");

    let after = whole(&service).await?;
    assert_eq!((&after.indicators, &after.tasks), (&before.indicators, &before.tasks));
    let correction = after.correction().context("it does not say that it was corrected")?;
    let notice = words::correction(correction, Lang::Zh);
    assert!(notice.starts_with("已更正：2025-06-30") && notice.contains("录入有误"), "{notice}");
    assert!(service.text(&format!("/p/{PLAN}")).await?.contains(&notice));
    assert!(office.does(&["progress"])?.contains(&notice));
    let chat = reqwest::Client::new()
        .post(service.url("/api/v1/chat"))
        .json(&serde_json::json!({ "question": "示例区的目标完成了吗" }));
    assert!(chat.send().await?.text().await?.contains("已更正"), "the answer says so too");
    Ok(())
}

#[tokio::test]
async fn a_file_with_a_fault_leaves_nothing_behind() -> Result<()> {
    let office = Office::new()?;
    let header = "指标,期间,数值,截至日期,数据性质,数据来源";
    let good = "i2,2024,47,2024-12-31,最终数,演示：统计";
    std::fs::write(
        office.file("填报.csv"),
        format!("{header}\n{good}\ni6,2024,13.6万,2024-12-31,最终数,演示\n"),
    )?;
    let output = office.run(&["figures", "stage", "填报.csv", "--json"], &[])?;
    assert_eq!(output.status.code(), Some(1));
    let said: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(
        (said["faults"][0]["cell"].as_str(), said["faults"].as_array().map(Vec::len)),
        (Some("C3"), Some(1))
    );
    let listed: Value = serde_json::from_str(&office.does(&["figures", "list", "--json"])?)?;
    assert_eq!(listed["waiting"], Value::Array(Vec::new()));
    Ok(())
}

#[test]
fn a_malformed_workbook_is_told_in_words_alone() -> Result<()> {
    let office = Office::new()?;
    office.does(&["figures", "template", "--out", "填报.xlsx"])?;
    rewrite(&office.file("填报.xlsx"), |sheet| {
        let (before, rest) = sheet.split_once("<dimension ref=\"").context("no dimension")?;
        let (_, after) = rest.split_once('"').context("no end")?;
        Ok(format!("{before}<dimension ref=\"L2:A1\"{after}"))
    })?;
    let output = office.run(&["figures", "stage", "填报.xlsx"], &[])?;
    let told = String::from_utf8(output.stderr)?;
    assert!(!output.status.success() && !told.contains("panicked"), "{told}");
    assert!(told.contains("内部结构有错") || told.contains("没有数据行"), "{told}");
    Ok(())
}

#[test]
fn commands_that_read_create_and_publish_nothing() -> Result<()> {
    let office = Office::new()?;
    std::fs::write(
        office.file("填报.csv"),
        "指标,期间,数值,截至日期,数据性质,数据来源\ni2,2024,47,2024-12-31,最终数,演示\n",
    )?;
    let commands: [&[&str]; 4] = [
        &["progress"],
        &["figures", "list"],
        &["figures", "stage", "填报.csv", "--dry-run"],
        &["render", "--out", "site"],
    ];
    for command in commands {
        let output = office.run(command, &[])?;
        let told = String::from_utf8(output.stderr)?;
        assert!(output.status.success() && told.contains("尚未入库"), "{command:?}: {told}");
        assert!(!office.file("zhice.db").exists(), "{command:?}");
    }
    assert_eq!(office.public()?.publication, None);
    office.stages(ROWS)?;
    assert_eq!(number(&office.public()?), 1, "staging enters the pack's rows");
    office.does(&["figures", "template", "--out", "空表.xlsx"])?;
    assert!(!office.run(&["figures", "template", "--out", "空表.xlsx"], &[])?.status.success());
    Ok(())
}

#[test]
fn nothing_is_published_without_a_review() -> Result<()> {
    let office = Office::new()?;
    let refused = |arguments: &[&str]| -> Result<String> {
        let output = office.run(arguments, &[])?;
        ensure!(output.status.code() == Some(1), "{arguments:?}: {}", output.status);
        Ok(String::from_utf8(output.stderr)?)
    };
    assert!(refused(&PUBLISH)?.contains("没有待审核的数据"));
    office.stages(ROWS)?;
    assert!(refused(&["publish"])?.contains("--prepared-by"));
    assert!(
        refused(&["publish", "--yes", "--prepared-by", "甲", "--reviewer", "乙"])?.contains("--approver")
    );
    let alone = ["publish", "--yes", "--prepared-by", "甲", "--reviewer", "乙", "--approver", "乙"];
    assert!(refused(&alone)?.contains("三个不同的人"));
    assert!(refused(&PUBLISH.map(|flag| if flag == "--yes" { "--json" } else { flag }))?.contains("--yes"));
    assert_eq!(number(&office.public()?), 1);
    Ok(())
}

fn killed(status: ExitStatus) -> bool {
    std::os::unix::process::ExitStatusExt::signal(&status) == Some(9)
}

/// Kills a command at an instant and looks at what the running service and a fresh one show: `before` or what comes
/// after it, whole. Returns what the fresh one shows.
async fn killed_at(
    office: &Office,
    service: &Service,
    command: &[&str],
    environment: &[(&str, &str)],
) -> Result<Snapshot> {
    let before = number(&whole(service).await?);
    let output = office.run(command, environment)?;
    ensure!(killed(output.status), "it was to kill itself: {}", String::from_utf8_lossy(&output.stderr));
    let running = number(&whole(service).await?);
    ensure!([before, before + 1].contains(&running), "the running service shows publication {running}");
    let fresh = office.serves().await?;
    whole(&fresh).await
}

#[tokio::test]
async fn killed_while_publishing_the_old_state_or_the_new_one_is_public() -> Result<()> {
    let office = Office::new()?;
    let service = office.serves().await?;
    let old = whole(&service).await?;
    office.stages(ROWS)?;
    for instant in ["numbered", "listed"] {
        let shown = killed_at(&office, &service, &PUBLISH, &[("ZHICE_KILL_AT", instant)]).await?;
        assert_eq!(shown, old, "killed when {instant}");
    }
    let new = killed_at(&office, &service, &PUBLISH, &[("ZHICE_KILL_AT", "public")]).await?;
    assert_eq!((number(&new), new.indicators == old.indicators), (2, false));
    shows(&service, 2).await?;
    assert_eq!(whole(&service).await?, new);
    // It died before it could write its sheet, which is written afterwards.
    office.does(&["figures", "sheet", "2", "--out", "审核单.docx"])?;
    Ok(())
}

#[tokio::test]
async fn killed_while_withdrawing_the_old_state_or_the_new_one_is_public() -> Result<()> {
    let office = Office::new()?;
    let service = office.serves().await?;
    let first = whole(&service).await?;
    office.stages(ROWS)?;
    office.does(&PUBLISH)?;
    shows(&service, 2).await?;
    let old = whole(&service).await?;
    for instant in ["numbered", "listed"] {
        let shown = killed_at(&office, &service, &WITHDRAW, &[("ZHICE_KILL_AT", instant)]).await?;
        assert_eq!(shown, old, "killed when {instant}");
    }
    let new = killed_at(&office, &service, &WITHDRAW, &[("ZHICE_KILL_AT", "public")]).await?;
    assert_eq!((number(&new), &new.indicators), (3, &first.indicators));
    shows(&service, 3).await?;
    Ok(())
}

/// The control: the same crash in a program that publishes in two transactions is noticed.
#[tokio::test]
async fn control_publishing_in_two_transactions_is_noticed() -> Result<()> {
    let office = Office::new()?;
    let service = office.serves().await?;
    office.stages(ROWS)?;
    let fault = [("ZHICE_FAULT", "publish-in-two"), ("ZHICE_KILL_AT", "numbered")];
    let Err(noticed) = killed_at(&office, &service, &PUBLISH, &fault).await else {
        bail!("half a publication was taken for a whole one")
    };
    assert!(noticed.to_string().contains("摘要不符"), "{noticed}");
    Ok(())
}
