//! A plan far larger than any: how long it takes until a visitor can search in it.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde_json::json;

use crate::support::browser::{Browser, Options};
use crate::support::service::{self, Launch, Service};
use crate::support::{GLANCE, hostile, http};

/// Nothing here is quick.
const PATIENCE: Duration = Duration::from_secs(30);
const WIDGET: &str = "document.querySelector('plan-progress')?.shadowRoot";

pub(super) async fn section() -> Result<String> {
    let folder = tempfile::tempdir()?;
    let mut text = String::from(
        "\n## Plans of many tasks\n\n\
         The overview at full speed: milliseconds until the page is loaded, until a visitor can search, and from a typed \
         word to its rows; bytes of the page compressed, and of the snapshot.\n\n\
         | tasks | loaded | interactive | search | page | snapshot |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    // Beyond a thousand the static content stays alone.
    for tasks in [300, 1_000] {
        let pack = hostile::large_pack(&folder.path().join(tasks.to_string()), tasks)?;
        let service = Launch::new(service::zhice()?).data(&pack).start().await?;
        let (page, snapshot) =
            (sent(&service, "/p/shili").await?, sent(&service, "/api/v1/plans/shili/snapshot.bin").await?);
        let browser = Browser::new(Options::default()).await?;
        let begun = Instant::now();
        browser.goto(&service.url("/p/shili")).await?;
        let loaded = begun.elapsed().as_millis();
        let shown = format!("{WIDGET}?.querySelector('input') && !{WIDGET}.querySelector('slot')");
        if !until(&browser, &shown).await? {
            let _ = writeln!(text, "| {tasks} | {loaded} | not in {PATIENCE:?} | | {page} | {snapshot} |");
            continue;
        }
        let interactive = begun.elapsed().as_millis();
        let begun = Instant::now();
        let search = format!(
            "(() => {{ const input = {WIDGET}.querySelector('input'); input.value = '宣讲';
                input.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true }})) }})()"
        );
        browser.eval(&search).await?;
        let found = format!("{WIDGET}.querySelectorAll('[id^=\"zc-shili-i\"]').length === 1");
        ensure!(until(&browser, &found).await?, "nothing is found among {tasks} tasks");
        let searched = begun.elapsed().as_millis();
        let _ = writeln!(text, "| {tasks} | {loaded} | {interactive} | {searched} | {page} | {snapshot} |");
    }
    Ok(text)
}

/// Whether an expression becomes true in time.
async fn until(browser: &Browser, expression: &str) -> Result<bool> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if browser.eval(&format!("Boolean({expression})")).await? == json!(true) {
            return Ok(true);
        }
        tokio::time::sleep(GLANCE).await;
    }
    Ok(false)
}

async fn sent(service: &Service, path: &str) -> Result<usize> {
    let request = http().get(service.url(path)).timeout(PATIENCE).header("accept-encoding", "br");
    Ok(request.send().await?.error_for_status()?.bytes().await?.len())
}
