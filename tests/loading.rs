//! What a plan's page fetches, and that nothing on it moves when the widget takes over.

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::json;

use crate::support::browser::{Browser, Options};
use crate::support::portal::{Embedding, PLAIN_PAGE};
use crate::support::{UPGRADED, service};

/// The page names ahead what the loader will want; what it names is what is then used.
#[tokio::test]
async fn what_a_plans_page_names_ahead_is_used_and_nothing_is_fetched_twice() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let portal = Embedding::new(&service.origin(), "/p/shili/snippet", None).serve().await?;
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&portal.url("/p/shili")).await?;
    browser.wait_until(UPGRADED).await?;
    // Chromium complains of what was preloaded in vain a few seconds after the page is there.
    browser
        .wait_until(
            "performance.now() - performance.timing.loadEventEnd + performance.timing.navigationStart > 4000",
        )
        .await?;
    let console = browser.console().await?;
    assert!(console.iter().all(|entry| !entry.message.contains("preload")), "{console:?}");
    let mut asked = BTreeMap::new();
    for path in portal.requests() {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        *asked.entry(name).or_insert(0) += 1;
    }
    for name in [
        "plan-progress.js",
        "element.js",
        "widget.js",
        "widget.wasm",
        "widget.css",
        "snapshot.bin",
        "height.js",
    ] {
        assert_eq!(asked.remove(name), Some(1), "{name}: {:?}", portal.requests());
    }
    asked.remove("icon.svg");
    assert_eq!(asked.into_iter().collect::<Vec<_>>(), [("shili".to_owned(), 1)]);
    let ahead = "[...document.head.querySelectorAll('[rel=modulepreload], [rel=preload]')].length";
    assert_eq!(browser.eval(ahead).await?, json!(4));
    Ok(())
}

/// The widget stands where the static content stood, in our own page and in a portal's, in both languages and in large type.
#[tokio::test]
async fn nothing_moves_when_the_widget_takes_over() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let mut embedding = Embedding::new(&service.origin(), "/p/shili/snippet", None);
    embedding.page = PLAIN_PAGE.replace(
        "</head>",
        "<link rel=\"stylesheet\" href=\"/embed/v1/widget.css\">\
         <script type=\"module\" src=\"/embed/v1/plan-progress.js\"></script></head>",
    );
    embedding.page = embedding.page.replace("</main>", "<p>门户自己的话</p></main>");
    let portal = embedding.serve().await?;
    for width in [1040, 320] {
        let browser = Browser::new(Options { width, ..Options::default() }).await?;
        let without = Browser::new(Options { width, javascript: false, ..Options::default() }).await?;
        for page in [
            portal.page(),
            portal.url("/p/shili"),
            portal.url("/p/shili?lang=en"),
            portal.url("/p/shili?mode=care"),
            portal.url("/p/shili?mode=care&lang=en"),
            portal.url("/p/shili?view=compact"),
            portal.url("/p/shili?view=badge"),
        ] {
            browser.goto(&page).await?;
            browser.wait_until(UPGRADED).await?;
            assert_eq!(shifts(&browser).await?, json!([]), "{page} at {width}");
            // What is new in the page counts as no shift; what stands below would move all the same.
            without.goto(&page).await?;
            let height = "document.querySelector('plan-progress').offsetHeight";
            assert_eq!(browser.eval(height).await?, without.eval(height).await?, "{page} at {width}");
        }
        // The observer sees a shift when there is one.
        browser.eval("document.querySelector('main').prepend('门户', document.createElement('hr'), document.createElement('h2')), 1").await?;
        assert_ne!(shifts(&browser).await?, json!([]), "{width}");
    }
    Ok(())
}

/// The shifts of the page so far: how much, and what moved.
async fn shifts(browser: &Browser) -> Result<serde_json::Value> {
    browser
        .eval(
            "(async () => {
                const seen = [];
                const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
                observer.observe({ type: 'layout-shift', buffered: true });
                for (let frame = 0; frame < 6; frame += 1) await new Promise(requestAnimationFrame);
                await new Promise((done) => setTimeout(done));
                return seen.map(({ value, sources }) => [value, sources.map(({ node, previousRect, currentRect }) =>
                    `${node?.nodeName} ${node?.className} ${previousRect.top} → ${currentRect.top}, ${previousRect.height} → ${currentRect.height}`)]);
            })()",
        )
        .await
}

/// What the browser counts as a shift leaves out elements that are new; the height of the whole tells of those too. The
/// overview alone is higher with its controls above the rows.
#[tokio::test]
async fn a_view_without_controls_is_as_high_with_scripts_as_without() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let height = "document.querySelector('plan-progress').getBoundingClientRect().height";
    for width in [1040, 320] {
        let plain = Browser::new(Options { width, javascript: false, ..Options::default() }).await?;
        let browser = Browser::new(Options { width, ..Options::default() }).await?;
        for view in ["compact", "badge", "tasks", "units", "timeline", "indicator&indicator=i4"] {
            let url = service.url(&format!("/p/shili?view={view}"));
            plain.goto(&url).await?;
            browser.goto(&url).await?;
            browser.wait_until(UPGRADED).await?;
            assert_eq!(plain.eval(height).await?, browser.eval(height).await?, "{view} at {width}");
        }
    }
    Ok(())
}
