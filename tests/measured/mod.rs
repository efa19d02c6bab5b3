//! What is measured and not asserted: no two machines are the same. `cargo xtask measure` takes it into the documents.

mod large;
mod mount;
mod sizes;
mod speed;

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::support::browser::{Browser, Options};
use crate::support::portal::{Embedding, Portal};
use crate::support::service::{self, Launch, Service};
use crate::support::{cycles, root};

const FILE: &str = "target/reports/MEASURED.md";
/// Where `cargo xtask measure` puts the peers.
const PEERS: &str = "target/peers";

#[tokio::test]
#[ignore = "measures: `cargo xtask measure` runs it and takes what it writes into docs/MEASURED.md"]
async fn everything_is_measured() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let store = folder.path().join("zhice.db");
    let service = Launch::new(service::zhice_release()?).packs().store(&store).start().await?;
    let mut report = Report::begin(&machine().await?)?;
    report.add(&speed::section(&service).await?)?;
    report.add(&mount::section(&service).await?)?;
    report.add(&sizes::section(&service).await?)?;
    report.add(&memory(&service).await?)?;
    report.add(&large::section().await?)?;
    Ok(())
}

/// The file as it grows: what is measured stays when a later part fails.
struct Report(std::fs::File);

impl Report {
    fn begin(text: &str) -> Result<Self> {
        let file = root().join(FILE);
        std::fs::create_dir_all(file.parent().context("a file in a folder")?)?;
        let mut report = Self(std::fs::File::create(file)?);
        report.add(text)?;
        Ok(report)
    }

    fn add(&mut self, text: &str) -> Result<()> {
        Ok(self.0.write_all(text.as_bytes())?)
    }
}

/// The day, the machine, the browser.
async fn machine() -> Result<String> {
    let browser = Browser::new(Options::default()).await?;
    let day = browser.text("new Date().toISOString().slice(0, 10)").await?;
    let version = browser.cdp("Browser.getVersion", json!({})).await?;
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(": unknown");
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    let cores = std::thread::available_parallelism()?;
    Ok(format!(
        "{day}; {}; {cores} cores, {}; work waiting when it began (load average over a minute): {load}\n",
        version["product"].as_str().unwrap_or("unknown"),
        model.trim_start_matches(['\t', ' ', ':']),
    ))
}

/// The plan is named ahead, as a careful author would.
const PEER_PAGE: &str = "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>门户</title>\
    <link rel=\"stylesheet\" href=\"/embed/v1/widget.css\"><script type=\"module\" src=\"/peer.js\"></script>\
    <link rel=\"preload\" as=\"fetch\" crossorigin href=\"/api/v1/plans/shili\">\
    </head><body><main><h1>门户</h1><div id=\"plan\"></div></main></body></html>\n";

/// A portal of which one page is written with a peer.
async fn peer(service: &Service, name: &str) -> Result<Portal> {
    let script = std::fs::read(root().join(PEERS).join(format!("{name}.js.br")))
        .context("the peers are not built: run `cargo xtask measure`")?;
    let mut embedding = Embedding::new(&service.origin(), "", None);
    embedding.snippet = None;
    PEER_PAGE.clone_into(&mut embedding.page);
    embedding.scripts.insert("/peer.js".to_owned(), script);
    embedding.serve().await
}

/// A portal that embeds the element with the three lines of the documents, and nothing named ahead.
async fn element(service: &Service) -> Result<Portal> {
    let mut embedding = Embedding::new(&service.origin(), "/p/shili/snippet", None);
    embedding.page = embedding.page.replace(
        "</head>",
        "<link rel=\"stylesheet\" href=\"/embed/v1/widget.css\">\
         <script type=\"module\" src=\"/embed/v1/plan-progress.js\"></script></head>",
    );
    embedding.serve().await
}

async fn memory(service: &Service) -> Result<String> {
    let seen = cycles::run(service, 1000).await?;
    let mut text = String::from("\n## Memory of elements that come and go\n\n");
    let _ = writeln!(
        text,
        "1,000 elements were put into a page, awaited and removed. Growth of the JavaScript heap from the 200th to the \
         1,000th: {} bytes each; of the wasm memory: {} bytes each. Elements, observers and timers left: {}, {}, {}.",
        seen.heap_growth(),
        seen.wasm_growth(),
        seen.elements,
        seen.observers,
        seen.timers
    );
    Ok(text)
}
