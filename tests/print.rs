//! The plan on paper: A4, every row open, nothing cut off.

use anyhow::{Context as _, Result};
use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use serde_json::json;

use crate::support::browser::{Browser, Options};
use crate::support::fit::{self, Least};
use crate::support::{UPGRADED, service};

/// What is left of A4 between the page's margins of 14 mm, in pixels of CSS.
const SHEET: u32 = 688;

/// The texts behind rows, each with whether a reader of the sheet sees it whole.
const FACTS: &str = "[document, ...[...document.querySelectorAll('plan-progress')].flatMap(({ shadowRoot }) => shadowRoot ?? [])]
    .flatMap((root) => [...root.querySelectorAll('article .zc-facts dd')])
    .filter((fact) => !fact.closest('plan-progress')?.shadowRoot)
    .map((fact) => fact.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })
        && fact.getBoundingClientRect().height > 8 && fact.scrollWidth <= fact.clientWidth)";

#[tokio::test]
async fn closed_rows_are_open_on_paper_and_nothing_sticks_out() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    for javascript in [false, true] {
        let browser = Browser::new(Options { javascript, ..Options::default() }).await?;
        browser.goto(&service.url("/p/shili")).await?;
        if javascript {
            browser.wait_until(UPGRADED).await?;
        }
        let closed = format!("{FACTS}.every((whole) => !whole)");
        assert_eq!(browser.eval(&closed).await?, json!(true), "closed on the screen");
        browser.media("print", &[]).await?;
        browser.resize(SHEET, 1000).await?;
        let seen = format!("[{FACTS}.length > 20, {FACTS}.every((whole) => whole)]");
        assert_eq!(browser.eval(&seen).await?, json!([true, true]), "open on paper, scripts {javascript}");
        fit::assert_fits(&browser, "paper", Least { text: 14, target: 0 }).await?;
        browser.media("", &[]).await?;
        let sheets = sheets(&browser).await?;
        assert!((4..=10).contains(&sheets), "{sheets} sheets, scripts {javascript}");
    }
    Ok(())
}

/// How many sheets of A4 the page takes.
async fn sheets(browser: &Browser) -> Result<usize> {
    // The page's own style sheet says A4 and its margins.
    let printed = browser.cdp("Page.printToPDF", json!({ "preferCSSPageSize": true })).await?;
    let pdf = BASE64.decode(printed["data"].as_str().context("no PDF")?)?;
    let text = String::from_utf8_lossy(&pdf);
    Ok(text
        .match_indices("/Type /Page")
        .filter(|(at, found)| !text[at + found.len()..].starts_with('s'))
        .count())
}
