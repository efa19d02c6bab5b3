//! One truth: for every target of both packs the page, the JSON, the CSV and the answer of the running binary say the
//! same; and the test notices when one of them does not.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shared::lang::Lang;
use shared::snapshot::{IndicatorView, Mode, Snapshot};
use shared::words;

use crate::support::browser::{Browser, Options};
use crate::support::service::{self, Launch, Service};
use crate::support::{UPGRADED, root};

/// What one surface says of one target.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    name: String,
    target: String,
    /// Empty where there is none.
    value: String,
    /// Empty in promise mode, which shows no status.
    status: String,
}

type Surface = BTreeMap<String, Shown>;

/// What the JSON says, in the public words.
async fn json_of(service: &Service, plan: &str) -> Result<(Snapshot, Surface)> {
    let snapshot: Snapshot = serde_json::from_value(service.json(&format!("/api/v1/plans/{plan}")).await?)?;
    let shown = |indicator: &IndicatorView| Shown {
        name: indicator.name.zh.clone(),
        target: words::target(indicator, Lang::Zh),
        value: indicator
            .latest
            .as_ref()
            .map(|reading| words::reading(indicator, reading, Lang::Zh))
            .unwrap_or_default(),
        status: match snapshot.mode {
            Mode::Promise => String::new(),
            _ => words::status(indicator.verdict.status, Lang::Zh).to_owned(),
        },
    };
    let surface = snapshot.indicators.iter().map(|i| (i.id.to_string(), shown(i))).collect();
    Ok((snapshot, surface))
}

/// What a reader of the page sees; `root` is the document or a shadow root.
async fn page_of(browser: &Browser, plan: &str, root: &str) -> Result<Surface> {
    let script = format!(
        "[...{root}.querySelectorAll('[id^=\"zc-{plan}-i\"]')].map((row) => {{
            const said = (cell) => {{
                const copy = row.querySelector(cell)?.cloneNode(true);
                copy?.querySelectorAll('.zc-label, .zc-mark, .zc-hidden, .zc-when').forEach((part) => part.remove());
                return (copy?.textContent ?? '').replace(/\\s+/g, ' ').trim();
            }};
            // Where the last year's value is missing, an older one stands beside the status, with its year.
            const older = said('.zc-outcome > .zc-sub').replace(/^.*年 /, '');
            const value = said('.zc-value .zc-figure') + (row.querySelector('.zc-value .zc-unit') ? ' ' + said('.zc-value .zc-unit') : '');
            const plain = value.replace(' %', '%');
            return [row.id, said('.zc-name strong'), said('.zc-planned'), value === '—' ? older : plain, said('.zc-status')];
        }})"
    );
    let rows = browser.eval(&script).await?;
    let cell = |row: &Value, at: usize| row[at].as_str().unwrap_or_default().to_owned();
    let shown = |row: &Value| {
        let id = cell(row, 0).trim_start_matches(&format!("zc-{plan}-")).to_owned();
        (id, Shown { name: cell(row, 1), target: cell(row, 2), value: cell(row, 3), status: cell(row, 4) })
    };
    Ok(rows.as_array().context("no rows")?.iter().map(shown).collect())
}

/// Where the CSV differs from the snapshot: its cells are raw, so they are compared with the snapshot's own values.
async fn csv_differences(service: &Service, snapshot: &Snapshot) -> Result<Vec<String>> {
    let text = service.text(&format!("/api/v1/plans/{}/figures.csv", snapshot.plan)).await?;
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().collect::<Result<_, _>>()?;
    ensure!(rows.len() == snapshot.indicators.len(), "{} rows", rows.len());
    let mut differences = Vec::new();
    for (row, indicator) in rows.iter().zip(&snapshot.indicators) {
        let goal = indicator.goal.as_ref();
        let text = indicator.target_text.as_ref().map(|text| text.zh.clone()).unwrap_or_default();
        let latest = indicator.latest.as_ref();
        let state = latest.and_then(|reading| indicator.ladder.get(usize::from(reading.step?)));
        let expected = [
            ("indicator", indicator.id.to_string()),
            ("name", indicator.name.zh.clone()),
            ("target", goal.map_or(text, |goal| goal.value.to_string())),
            ("unit", goal.map(|goal| goal.unit.zh.clone()).unwrap_or_default()),
            (
                "value",
                latest.and_then(|reading| reading.value).map(|value| value.to_string()).unwrap_or_default(),
            ),
            ("state", state.map(|state| state.zh.clone()).unwrap_or_default()),
            ("status_word", words::status(indicator.verdict.status, Lang::Zh).to_owned()),
        ];
        for (column, value) in expected.into_iter().filter(|(column, value)| row.get(*column) != Some(value))
        {
            differences.push(format!("csv {} {column}: {:?}, json {value:?}", indicator.id, row.get(column)));
        }
    }
    Ok(differences)
}

fn ask(pack: &Path, question: &str) -> Result<Value> {
    let output = Command::new(service::zhice()?)
        .args(["ask", "--json", "--data", &pack.display().to_string(), question])
        .output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Where the answer to a question about each target differs from what the JSON says.
fn ask_differences(pack: &Path, plan: &str, expected: &Surface) -> Result<Vec<String>> {
    let mut differences = Vec::new();
    for (id, shown) in expected {
        let answer = ask(pack, &format!("{}的目标完成了吗", shown.name))?;
        let text = answer["text"].as_str().unwrap_or_default();
        let cited = answer["citations"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|c| c["id"] == json!(format!("{plan}/{id}")));
        let said = [&shown.name, &shown.target, &shown.value, &shown.status]
            .into_iter()
            .all(|part| text.contains(part.as_str()));
        if !cited || !said {
            differences.push(format!("ask {id}: {shown:?} is not in {text}"));
        }
    }
    Ok(differences)
}

fn differences(name: &str, surface: &Surface, expected: &Surface) -> Vec<String> {
    let ids = surface.keys().chain(expected.keys()).collect::<std::collections::BTreeSet<_>>();
    ids.into_iter()
        .filter(|id| surface.get(*id) != expected.get(*id))
        .map(|id| format!("{name} {id}: {:?}, json {:?}", surface.get(id), expected.get(id)))
        .collect()
}

const SHADOW: &str = "document.querySelector('plan-progress').shadowRoot";
/// All differences between the surfaces of one plan.
async fn all_differences(
    service: &Service,
    browser: &Browser,
    pack: &Path,
    plan: &str,
) -> Result<Vec<String>> {
    let (snapshot, expected) = json_of(service, plan).await?;
    browser.goto(&service.url(&format!("/p/{plan}"))).await?;
    browser.wait_until(UPGRADED).await?;
    let mut found = differences("static page", &page_of(browser, plan, "document").await?, &expected);
    found.extend(differences("wasm page", &page_of(browser, plan, SHADOW).await?, &expected));
    found.extend(csv_differences(service, &snapshot).await?);
    found.extend(ask_differences(pack, plan, &expected)?);
    Ok(found)
}

#[tokio::test]
async fn page_json_csv_and_answer_agree_on_every_target() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = Browser::new(Options::default()).await?;
    for plan in ["gongshu", "shili"] {
        let found = all_differences(&service, &browser, &root().join("data").join(plan), plan).await?;
        assert!(found.is_empty(), "{found:#?}");
    }
    Ok(())
}

/// A copy of the demonstration in which one value is another.
fn changed_pack(folder: &Path) -> Result<std::path::PathBuf> {
    let pack = folder.join("changed");
    copy(&root().join("data/shili"), &pack)?;
    let file = pack.join("observations.csv");
    let rows = std::fs::read_to_string(&file)?;
    ensure!(rows.contains("o-i2-2024,i2,2024,46,"), "the row to change is gone");
    std::fs::write(&file, rows.replace("o-i2-2024,i2,2024,46,", "o-i2-2024,i2,2024,57,"))?;
    Ok(pack)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Control: what is compared really comes from the ledger.
#[tokio::test]
async fn a_changed_observation_changes_all_of_them() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let pack = changed_pack(folder.path())?;
    let store = folder.path().join("zhice.db");
    let service = Launch::new(service::zhice()?).data(&pack).store(&store).start().await?;
    let browser = Browser::new(Options::default()).await?;
    let found = all_differences(&service, &browser, &pack, "shili").await?;
    assert!(found.is_empty(), "the changed pack agrees with itself: {found:#?}");

    let (_, surface) = json_of(&service, "shili").await?;
    assert!(surface["i2"].value.contains("57"), "json {:?}", surface["i2"]);
    assert!(page_of(&browser, "shili", "document").await?["i2"].value.contains("57"));
    assert!(page_of(&browser, "shili", SHADOW).await?["i2"].value.contains("57"));
    assert!(service.text("/api/v1/plans/shili/figures.csv").await?.contains(",57,"));
    let answer = ask(&pack, &format!("{}的目标完成了吗", surface["i2"].name))?;
    assert!(answer["text"].as_str().unwrap_or_default().contains("57 "), "{answer}");
    Ok(())
}

/// Control: a renderer that shows another figure is noticed.
#[tokio::test]
async fn a_corrupted_renderer_is_noticed() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = Browser::new(Options::default()).await?;
    let (_, expected) = json_of(&service, "shili").await?;
    browser.goto(&service.url("/p/shili")).await?;
    browser.wait_until(UPGRADED).await?;
    let corrupt = format!("{SHADOW}.querySelector('#zc-shili-i3 .zc-value strong').textContent = '9.99'");
    browser.eval(&corrupt).await?;
    let found = differences("wasm page", &page_of(&browser, "shili", SHADOW).await?, &expected);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("i3"), "{found:#?}");
    Ok(())
}
