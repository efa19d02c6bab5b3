//! A plan far larger than any: how long it takes until a visitor can search in it.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde_json::json;

use crate::support::browser::{Browser, Options};
use crate::support::service::{self, Launch, Service};
use crate::support::{GLANCE, hostile, http};

/// Nothing here is quick.
const PATIENCE: Duration = Duration::from_mins(2);
const WIDGET: &str = "document.querySelector('plan-progress')?.shadowRoot";

pub(super) async fn section() -> Result<String> {
    let folder = tempfile::tempdir()?;
    let mut text = String::from(
        "\n## Plans of many tasks\n\n\
         The overview at full speed: milliseconds until the page is loaded, until a visitor can search, and from a typed \
         word to its rows; bytes of the page compressed, and of the snapshot.\n\n\
         | tasks | loaded | interactive | search | page | snapshot |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for tasks in [1_000, 10_000] {
        let pack = hostile::large_pack(&folder.path().join(tasks.to_string()), tasks)?;
        let service = Launch::new(service::zhice()?).data(&pack).start().await?;
        let (page, snapshot) =
            (sent(&service, "/p/shili").await?, sent(&service, "/api/v1/plans/shili/snapshot.bin").await?);
        let browser = Browser::new(Options::default()).await?;
        let begun = Instant::now();
        browser.goto(&service.url("/p/shili")).await?;
        let loaded = begun.elapsed().as_millis();
        until(&browser, &format!("{WIDGET}?.querySelector('input') && !{WIDGET}.querySelector('slot')"))
            .await?;
        let interactive = begun.elapsed().as_millis();
        let begun = Instant::now();
        let search = format!(
            "(() => {{ const input = {WIDGET}.querySelector('input'); input.value = '宣讲';
                input.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true }})) }})()"
        );
        browser.eval(&search).await?;
        until(&browser, &format!("{WIDGET}.querySelectorAll('[id^=\"zc-shili-i\"]').length === 1")).await?;
        let searched = begun.elapsed().as_millis();
        let _ = writeln!(text, "| {tasks} | {loaded} | {interactive} | {searched} | {page} | {snapshot} |");
    }
    Ok(text)
}

async fn until(browser: &Browser, expression: &str) -> Result<()> {
    let begun = Instant::now();
    while browser.eval(&format!("Boolean({expression})")).await? != json!(true) {
        ensure!(begun.elapsed() < PATIENCE, "`{expression}` is not true after {PATIENCE:?}");
        tokio::time::sleep(GLANCE).await;
    }
    Ok(())
}

async fn sent(service: &Service, path: &str) -> Result<usize> {
    let request = http().get(service.url(path)).timeout(PATIENCE).header("accept-encoding", "br");
    Ok(request.send().await?.error_for_status()?.bytes().await?.len())
}
