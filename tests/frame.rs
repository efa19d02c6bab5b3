//! The page of a plan in an `<iframe>`: as high as its content where the portal's page has our script, and never as high
//! as somebody else says.

use anyhow::Result;
use serde_json::json;

use crate::support::browser::{Browser, Options};
use crate::support::portal::{Embedding, PLAIN_PAGE, Portal, SNIPPET};
use crate::support::service::{self, Service};

/// What a webmaster pastes.
const FRAME: &str = "<script src=\"/frame.js\"></script>\
    <iframe data-zhice src=\"/p/shili\" title=\"方案目标完成情况\" width=\"100%\" height=\"900\"></iframe>";
/// The policy of a portal that allows no more than this tier needs.
const POLICY: &str = "default-src 'none'; script-src 'self'; frame-src 'self'";

/// What only one of the two pages may do holds for both here, since the portal stands before the service.
async fn portal(service: &Service, csp: Option<&str>) -> Result<Portal> {
    let mut embedding = Embedding::new(&service.origin(), "/healthz", csp);
    embedding.page = PLAIN_PAGE.replace(SNIPPET, &format!("{FRAME}{SNIPPET}"));
    embedding.serve().await
}

const HEIGHT: &str = "document.querySelector('iframe').getBoundingClientRect().height";
/// The height is that of the content, and nothing in the frame scrolls.
const FITS: &str = "(() => { const frame = document.querySelector('iframe');
    const page = frame.contentDocument?.documentElement;
    return frame.style.height && page.querySelector('plan-progress') && Math.abs(frame.clientHeight - page.offsetHeight) <= 1 })()";

#[tokio::test]
async fn the_frame_is_as_high_as_its_page_at_every_width() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let portal = portal(&service, None).await?;
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&portal.page()).await?;
    browser.wait_until(FITS).await?;
    let wide = browser.eval(HEIGHT).await?;
    browser.resize(320, 700).await?;
    browser.wait_until(&format!("{HEIGHT} > {wide} && {FITS}")).await?;
    let errors = browser.console_errors().await?;
    assert!(errors.iter().all(|entry| entry.message.contains("favicon")), "{errors:?}");
    Ok(())
}

#[tokio::test]
async fn nobody_else_sets_the_height_and_no_height_is_absurd() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let portal = portal(&service, None).await?;
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&portal.page()).await?;
    // The controls that the widget brings make the page higher once.
    let upgraded = "document.querySelector('iframe').contentDocument.querySelector('plan-progress').shadowRoot?.querySelector('article')";
    browser.wait_until(upgraded).await?;
    browser.wait_until(FITS).await?;
    let before = browser.eval(HEIGHT).await?;
    // From the window itself, from another frame, and from the frame with what is no height; then a task to be heard in.
    let said = "(async () => {
        const good = { type: 'zhice-height', plan: 'shili', height: 777 };
        postMessage(good, '*');
        const other = document.createElement('iframe');
        document.body.append(other);
        other.contentWindow.setTimeout(`parent.postMessage(${JSON.stringify(good)}, '*')`);
        const inside = document.querySelector('iframe').contentWindow;
        for (const odd of [null, 7, 'zhice-height', { height: 777 }, { ...good, plan: 1 }, { ...good, height: '777' },
            { ...good, height: 1e9 }, { ...good, height: -1 }, { ...good, height: 0 }, { ...good, height: 77.5 }]) {
            inside.setTimeout(`parent.postMessage(${JSON.stringify(odd)}, '*')`);
        }
        await new Promise((done) => setTimeout(done, 200)) })()";
    browser.eval(said).await?;
    assert_eq!(browser.eval(HEIGHT).await?, before);
    // The control: the frame itself may.
    let may = "document.querySelector('iframe').contentWindow.setTimeout(
        \"parent.postMessage({ type: 'zhice-height', plan: 'shili', height: 777 }, '*')\")";
    browser.eval(&format!("({may}, 1)")).await?;
    browser.wait_until(&format!("{HEIGHT} >= 777 && {HEIGHT} < 790")).await
}

#[tokio::test]
async fn without_the_script_or_with_a_strict_policy_the_page_is_there() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let inside =
        "document.querySelector('iframe').contentDocument?.body?.innerText.includes('万人发明专利有效量')";
    for (csp, javascript) in [(Some(POLICY), true), (None, false)] {
        let portal = portal(&service, csp).await?;
        let browser = Browser::new(Options { javascript, ..Options::default() }).await?;
        browser.goto(&portal.page()).await?;
        browser.wait_until(inside).await?;
        if !javascript {
            assert_eq!(browser.eval("document.querySelector('iframe').clientHeight").await?, json!(900));
        }
    }
    Ok(())
}

#[tokio::test]
async fn another_site_may_frame_it_only_where_it_is_named() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let other = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = other.local_addr()?;
    let launch = service::Launch::new(service::zhice()?).packs().store(&folder.path().join("zhice.db"));
    let closed = launch.clone().start().await?;
    let second = tempfile::tempdir()?;
    let open = service::Launch::new(service::zhice()?)
        .packs()
        .store(&second.path().join("zhice.db"))
        .args(["--frame-ancestors", &format!("http://{address}")])
        .start()
        .await?;
    let page = |service: &Service| {
        let frame = FRAME.replace("src=\"/", &format!("src=\"{}/", service.origin()));
        let page = PLAIN_PAGE.replace(SNIPPET, &frame);
        axum::routing::get(move || async move { axum::response::Html(page) })
    };
    let router = axum::Router::new().route("/open", page(&open)).route("/closed", page(&closed));
    tokio::spawn(async move { axum::serve(other, router).await });
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&format!("http://{address}/open")).await?;
    browser.wait_until(&format!("{HEIGHT} > 1000")).await?;
    browser.goto(&format!("http://{address}/closed")).await?;
    let begun = std::time::Instant::now();
    let mut told = Vec::new();
    while told.is_empty() && begun.elapsed() < crate::support::PATIENCE {
        told.extend(
            browser.console().await?.into_iter().filter(|entry| entry.message.contains("frame-ancestors")),
        );
        tokio::time::sleep(crate::support::GLANCE).await;
    }
    assert!(!told.is_empty(), "the browser refuses");
    assert_eq!(browser.eval(&format!("{HEIGHT} < 910")).await?, json!(true));
    Ok(())
}
