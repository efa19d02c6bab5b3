//! A slow connection and a slow machine, as Chromium imitates them, and what a page does meanwhile.

use anyhow::{Context as _, Result};
use serde_json::json;

use super::browser::{Browser, Options};

/// The preset that Chromium's developer tools call Slow 4G: milliseconds before an answer, bytes a second down and up.
const LATENCY: f64 = 562.5;
const DOWN: f64 = 1_600_000.0 / 8.0 * 0.9;
const UP: f64 = 750_000.0 / 8.0 * 0.9;
/// How many times slower the processor is.
const SLOWER: u32 = 4;

/// What to wait for in a page, as expressions that are true from then on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Milestones {
    /// The last row has its place.
    pub(crate) rows: &'static str,
    /// A visitor can search.
    pub(crate) interactive: &'static str,
}

/// What a visit took: milliseconds since it began, and bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    /// The last row stands in the document, painted or not.
    pub(crate) parsed: u64,
    /// The browser draws frames, and the last row is in them.
    pub(crate) rows: u64,
    pub(crate) interactive: u64,
    /// Of all answers with their headers, compressed as they came.
    pub(crate) bytes: u64,
}

/// Opens a page for the first time.
pub(crate) async fn visit(url: &str, milestones: Milestones) -> Result<Load> {
    let browser = Browser::new(Options::default()).await?;
    browser.cdp("Network.enable", json!({})).await?;
    let network =
        json!({ "offline": false, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP });
    browser.cdp("Network.emulateNetworkConditions", network).await?;
    browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
    let Milestones { rows, interactive } = milestones;
    // Frames are drawn only when nothing blocks them any more; an observer of the document also runs before.
    let probe = format!(
        "(() => {{
            const marks = globalThis.marks = {{}};
            const mark = (name) => marks[name] ??= Math.round(performance.now());
            const seen = (find) => {{ try {{ return Boolean(find()) }} catch {{ return false }} }};
            new MutationObserver((_, observer) => {{
                if (seen(() => {rows})) {{ mark('parsed'); observer.disconnect() }}
            }}).observe(document, {{ childList: true, subtree: true }});
            const frame = () => {{
                if (seen(() => {rows})) mark('rows');
                if (marks.rows && seen(() => {interactive})) mark('interactive');
                else requestAnimationFrame(frame);
            }};
            requestAnimationFrame(frame);
        }})()"
    );
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": probe })).await?;
    browser.goto(url).await?;
    browser.wait_until("globalThis.marks?.interactive").await?;
    let seen = browser
        .eval(
            "({ ...marks, bytes: ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))
                .reduce((sum, { transferSize }) => sum + transferSize, 0) })",
        )
        .await?;
    let number = |key: &str| seen[key].as_u64().with_context(|| format!("no {key} in {seen}"));
    Ok(Load {
        parsed: number("parsed")?,
        rows: number("rows")?,
        interactive: number("interactive")?,
        bytes: number("bytes")?,
    })
}

/// The middle one of an odd number of visits, for each number by itself.
pub(crate) async fn median(url: &str, milestones: Milestones, visits: usize) -> Result<Load> {
    let mut loads = Vec::new();
    for _ in 0..visits {
        loads.push(visit(url, milestones).await?);
    }
    let middle = |number: fn(&Load) -> u64| {
        let mut numbers: Vec<u64> = loads.iter().map(number).collect();
        numbers.sort_unstable();
        numbers[numbers.len() / 2]
    };
    Ok(Load {
        parsed: middle(|load| load.parsed),
        rows: middle(|load| load.rows),
        interactive: middle(|load| load.interactive),
        bytes: middle(|load| load.bytes),
    })
}
