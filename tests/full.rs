//! What the full build adds, in a browser: it takes the place of the core build when a tool is opened, and what the
//! reader chose before stays.

use anyhow::Result;
use serde_json::json;

use crate::support::browser::{Browser, Options};
use crate::support::fit::{self, CARE, PLAIN};
use crate::support::service::{self, Service};
use crate::support::{axe, root};

/// The widget's own root.
const ROOT: &str = "document.querySelector('plan-progress').shadowRoot";
/// The core build is there.
const READY: &str = "!!document.querySelector('plan-progress').shadowRoot?.querySelector('[data-panel]')";

async fn open(service: &Service, path: &str) -> Result<Browser> {
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&service.url(path)).await?;
    browser.wait_until(READY).await?;
    Ok(browser)
}

/// Clicks a tool and waits for what it shows.
async fn tool(browser: &Browser, panel: &str, shown: &str) -> Result<()> {
    browser.eval(&format!("{ROOT}.querySelector('[data-panel=\"{panel}\"]').click()")).await?;
    browser.wait_until(&format!("!!{ROOT}.querySelector('{shown}')")).await
}

/// Types into a field of the widget as a reader does: the value, then the event.
async fn fill(browser: &Browser, field: &str, value: &str) -> Result<()> {
    let value = json!(value);
    browser
        .eval(&format!(
            "(() => {{ const field = {ROOT}.querySelector('{field}'); field.value = {value};
                field.dispatchEvent(new Event('input', {{ bubbles: true, composed: true }})) }})()"
        ))
        .await?;
    Ok(())
}

async fn text(browser: &Browser, of: &str) -> Result<String> {
    let text = browser.eval(&format!("{ROOT}.querySelector('{of}')?.innerText ?? ''")).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

async fn fetched(browser: &Browser, name: &str) -> Result<u64> {
    let script =
        format!("performance.getEntriesByType('resource').filter((e) => e.name.endsWith('{name}')).length");
    Ok(browser.eval(&script).await?.as_u64().unwrap_or_default())
}

#[tokio::test]
async fn asking_loads_the_full_build_and_answers_with_what_it_rests_on() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = open(&service, "/p/gongshu").await?;
    assert_eq!(fetched(&browser, "full.wasm").await?, 0, "nobody asked for it");
    tool(&browser, "ask", ".zc-panel form").await?;
    fill(&browser, ".zc-panel input", "商标续展").await?;
    browser.eval(&format!("{ROOT}.querySelector('.zc-panel form').requestSubmit()")).await?;
    browser.wait_until(&format!("!!{ROOT}.querySelector('.zc-said details')")).await?;
    let said = text(&browser, ".zc-said").await?;
    let told: serde_json::Value = crate::support::http()
        .post(service.url("/api/v1/chat"))
        .json(&json!({"question": "商标续展", "plan": "gongshu"}))
        .send()
        .await?
        .json()
        .await?;
    let block = &told["blocks"][0];
    let first = block["text"].as_str().or(block["notice"].as_str()).unwrap_or_default();
    assert!(!first.is_empty() && said.contains(first.lines().next().unwrap_or_default()), "{said}\n{told}");
    assert_eq!(fetched(&browser, "full.wasm").await?, 1);
    assert_eq!(browser.eval(&format!("{ROOT}.querySelectorAll('article').length")).await?, json!(1));
    let errors = browser.console_errors().await?;
    assert!(errors.is_empty(), "{errors:?}");
    Ok(())
}

#[tokio::test]
async fn a_search_stays_when_it_is_widened_and_stands_in_the_address() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = open(&service, "/p/gongshu").await?;
    fill(&browser, "[type=search]", "商标").await?;
    browser.wait_until("decodeURI(location.hash) === '#zc-gongshu?...商标'").await?;
    tool(&browser, "search", ".zc-part .zc-list").await?;
    let found =
        browser.eval(&format!("[...{ROOT}.querySelectorAll('h3')].map((h) => h.innerText).join()")).await?;
    assert!(found.as_str().unwrap_or_default().contains("政策文件"), "{found}");
    assert_eq!(browser.eval(&format!("{ROOT}.querySelector('[type=search]').value")).await?, json!("商标"));
    let hits = text(&browser, ".zc-hits").await?;
    assert!(hits.contains("项政策和事项"), "{hits}");

    let again = open(&service, "/p/gongshu#zc-gongshu?.1.en.%E5%95%86%E6%A0%87").await?;
    let state = format!(
        "[{ROOT}.querySelector('[type=search]').value, {ROOT}.querySelector('article').lang,
          {ROOT}.querySelectorAll('details:not([open])').length]"
    );
    assert_eq!(again.eval(&state).await?, json!(["商标", "en", 0]));
    Ok(())
}

#[tokio::test]
async fn a_fragment_of_the_host_is_left_alone() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = open(&service, "/p/gongshu#top").await?;
    fill(&browser, "[type=search]", "商标").await?;
    browser.wait_until(&format!("{ROOT}.querySelector('.zc-hits').innerText.length > 0")).await?;
    // What the element would write, it writes 200 ms after the last key; a timer begun later ends later.
    browser.eval("new Promise((done) => setTimeout(done, 200))").await?;
    assert_eq!(browser.eval("location.hash").await?, json!("#top"));
    browser
        .eval(
            "location.hash = '#bottom', document.querySelector('plan-progress').setAttribute('mode', 'care')",
        )
        .await?;
    browser.wait_until(&format!("{ROOT}.querySelector('article').dataset.mode === 'care'")).await?;
    assert_eq!(browser.eval(&format!("{ROOT}.querySelector('[type=search]').value")).await?, json!("商标"));
    Ok(())
}

#[tokio::test]
async fn years_and_days_are_compared() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = open(&service, "/p/shili").await?;
    tool(&browser, "compare", ".zc-years").await?;
    let table = text(&browser, ".zc-years").await?;
    assert!(table.contains("2021") && table.contains("2024"), "{table}");
    let heads = format!(
        "new Set([...{ROOT}.querySelectorAll('.zc-years th[scope=col]')].map((th) => th.offsetTop)).size"
    );
    assert_eq!(browser.eval(&heads).await?, json!(1), "the heads of the columns stand in a row");
    fill(&browser, ".zc-panel [type=date]", "2023-06-30").await?;
    browser.eval(&format!("{ROOT}.querySelector('.zc-panel form').requestSubmit()")).await?;
    browser.wait_until(&format!("!!{ROOT}.querySelector('.zc-panel [role=status] li')")).await?;
    let told = service.get("/api/v1/plans/shili/changes?from=2023-06-30").await?.text().await?;
    let first = text(&browser, ".zc-panel [role=status] li").await?;
    assert!(told.contains(&first), "{first}\n{told}");
    Ok(())
}

#[tokio::test]
async fn supposing_is_for_pages_that_allow_it_and_marks_all_of_the_page() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = open(&service, "/p/shili").await?;
    assert_eq!(browser.eval(&format!("{ROOT}.querySelector('[data-panel=what-if]')")).await?, json!(null));
    browser
        .eval(
            "document.querySelector('plan-progress').dataset.whatIf = '/api/v1/plans/shili/inputs.bin'; \
            document.querySelector('plan-progress').setAttribute('theme', 'light')",
        )
        .await?;
    browser.wait_until(&format!("!!{ROOT}.querySelector('[data-panel=what-if]')")).await?;
    let before = text(&browser, ".zc-sentence").await?;
    tool(&browser, "what-if", ".zc-panel select").await?;
    let asked = browser.eval("performance.getEntriesByType('resource').length").await?;
    fill(&browser, ".zc-panel [inputmode=decimal]", "0").await?;
    browser.eval(&format!("{ROOT}.querySelector('.zc-panel form').requestSubmit()")).await?;
    browser.wait_until(&format!("!!{ROOT}.querySelector('.zc-watermark')")).await?;
    let after = text(&browser, ".zc-sentence").await?;
    assert_ne!(before, after);
    assert!(text(&browser, ".zc-supposition").await?.contains("不是公布的数据"));
    let since = browser.eval("performance.getEntriesByType('resource').length").await?;
    assert_eq!(since, asked, "nothing is asked or sent to judge again");
    Ok(())
}

#[tokio::test]
async fn tools_that_cannot_be_loaded_leave_what_is_shown() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = open(&service, "/p/shili").await?;
    browser.cdp("Network.enable", json!({})).await?;
    browser.cdp("Network.setBlockedURLs", json!({"urls": ["*full.wasm*"]})).await?;
    browser.eval(&format!("{ROOT}.querySelector('[data-panel=compare]').click()")).await?;
    browser.wait_until(&format!("{ROOT}.lastElementChild.innerText.includes('这项功能暂时不可用')")).await?;
    assert_eq!(browser.eval(&format!("!!{ROOT}.querySelector('article .zc-tools')")).await?, json!(true));
    browser.cdp("Network.setBlockedURLs", json!({"urls": []})).await?;
    browser.eval(&format!("{ROOT}.lastElementChild.querySelector('button').click()")).await?;
    browser.wait_until(&format!("!{ROOT}.lastElementChild.innerText.includes('暂时不可用')")).await?;
    tool(&browser, "compare", ".zc-years").await
}

#[tokio::test]
async fn the_panels_fit_and_keep_the_rules_of_accessibility() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    for width in [1040, 320] {
        for (look, name, value, least) in [
            ("light", "theme", "light", PLAIN),
            ("care", "mode", "care", CARE),
            ("dark", "theme", "dark", PLAIN),
        ] {
            let browser = Browser::new(Options { width, height: 900, ..Options::default() }).await?;
            browser.goto(&service.url("/p/shili")).await?;
            let element = "document.querySelector('plan-progress')";
            browser.eval(&format!("{element}.dataset.whatIf = '/api/v1/plans/shili/inputs.bin'")).await?;
            browser.eval(&format!("{element}.setAttribute('{name}', '{value}')")).await?;
            browser.wait_until(READY).await?;
            for panel in ["compare", "ask", "what-if"] {
                used(&browser, panel).await?;
                let page = format!("{panel} {look} at {width}");
                let file = format!("target/screens/panel-{panel}-{look}-{width}.png");
                browser.screenshot(&root().join(file)).await?;
                axe::assert_none(&browser, &page).await?;
                fit::assert_fits(&browser, &page, least).await?;
            }
        }
    }
    Ok(())
}

/// A panel in use.
async fn used(browser: &Browser, panel: &str) -> Result<()> {
    let (field, text, then) = match panel {
        "compare" => return tool(browser, panel, ".zc-years").await,
        "ask" => ("[type=text]", "商标", ".zc-said"),
        _ => ("[inputmode=decimal]", "0", ".zc-watermark"),
    };
    tool(browser, panel, &format!(".zc-panel {field}")).await?;
    fill(browser, &format!(".zc-panel {field}"), text).await?;
    browser.eval(&format!("{ROOT}.querySelector('.zc-panel form').requestSubmit()")).await?;
    browser.wait_until(&format!("!!{ROOT}.querySelector('{then}')")).await
}
