//! The harness itself: it sees what is wrong when something is.

use anyhow::{Context as _, Result};
use axum::Router;
use axum::http::header;
use axum::routing::get;
use serde_json::json;

use crate::support::axe;
use crate::support::browser::{Browser, Options};
use crate::support::portal::Embedding;
use crate::support::service::Launch;

const GOOD_PAGE: &str = "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>一页</title></head>\
    <body><main><h1 id=\"here\">静态</h1></main><noscript>没有脚本</noscript>\
    <script>document.getElementById('here').textContent = '脚本'</script></body></html>";

#[tokio::test]
async fn axe_finds_a_planted_fault_and_nothing_in_a_good_page() -> Result<()> {
    let browser = Browser::new(Options::default()).await?;
    browser.goto_html(GOOD_PAGE).await?;
    axe::assert_none(&browser, "the good page").await?;
    browser.goto_html(&GOOD_PAGE.replace("<h1", "<img src=\"data:,\"><h1")).await?;
    let found = axe::violations(&browser).await?;
    assert_eq!(found.iter().map(|violation| violation.id.as_str()).collect::<Vec<_>>(), ["image-alt"]);
    assert!(found[0].nodes[0].starts_with("img:"), "{found:?}");
    assert!(axe::assert_none(&browser, "the page with a fault").await.is_err());
    Ok(())
}

#[tokio::test]
async fn axe_sees_into_an_open_shadow_root() -> Result<()> {
    let browser = Browser::new(Options::default()).await?;
    browser.goto_html(GOOD_PAGE).await?;
    let plant = "document.querySelector('main').appendChild(document.createElement('div'))
        .attachShadow({ mode: 'open' }).appendChild(document.createElement('img')).src = 'data:,', 1";
    browser.eval(plant).await?;
    assert!(axe::violations(&browser).await?.iter().any(|violation| violation.id == "image-alt"));
    Ok(())
}

#[tokio::test]
async fn a_page_without_scripts_runs_none_and_can_still_be_examined() -> Result<()> {
    let with = Browser::new(Options::default()).await?;
    with.goto_html(GOOD_PAGE).await?;
    assert_eq!(with.text("document.getElementById('here').textContent").await?, "脚本");
    drop(with);

    let without = Browser::new(Options { javascript: false, ..Options::default() }).await?;
    for _ in 0..2 {
        without.goto_html(GOOD_PAGE).await?;
        assert_eq!(without.text("document.getElementById('here').textContent").await?, "静态");
        assert!(without.text("document.body.innerText").await?.contains("没有脚本"));
        axe::assert_none(&without, "the page without scripts").await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_console_the_width_and_a_promise_are_seen() -> Result<()> {
    let browser = Browser::new(Options { width: 320, height: 700, ..Options::default() }).await?;
    browser.goto_html("<script>console.warn('careful'); undefinedFunction()</script>").await?;
    assert_eq!(browser.eval("[innerWidth, innerHeight]").await?, json!([320, 700]));
    assert_eq!(browser.eval("new Promise((done) => setTimeout(() => done(7), 1))").await?, json!(7));
    let errors = browser.console_errors().await?;
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].message.contains("undefinedFunction"), "{errors:?}");
    assert!(browser.console_errors().await?.is_empty());
    let thrown = browser.eval("nothing.here").await.unwrap_err().to_string();
    assert!(thrown.contains("ReferenceError"), "{thrown}");
    let late = browser.eval("setTimeout(() => { document.title = 'later' }, 100), 1");
    late.await?;
    browser.wait_until("document.title === 'later'").await
}

#[tokio::test]
async fn a_screenshot_holds_the_whole_page() -> Result<()> {
    let browser = Browser::new(Options { width: 320, height: 400, ..Options::default() }).await?;
    let tall = "<!doctype html><style>body { margin: 0 } div { height: 2000px }</style><div>高</div>";
    browser.goto_html(tall).await?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("deeper/page.png");
    browser.screenshot(&path).await?;
    let png = std::fs::read(path)?;
    let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
    assert_eq!((number(16), number(20)), (320, 2000));
    Ok(())
}

/// A service in miniature, whose snippet has a script in its text and one of its own.
async fn stand_in() -> Result<String> {
    let script =
        || async { ([(header::CONTENT_TYPE, "text/javascript")], "document.body.className = 'own'") };
    let snippet =
        "<p id=\"here\">静态</p><script>document.title = 'inline'</script><script src=\"/own.js\"></script>";
    let router = Router::new()
        .route("/p/a/snippet", get(move || async move { snippet }))
        .route("/own.js", get(script));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(origin)
}

#[tokio::test]
async fn the_portal_embeds_the_snippet_and_its_policy_holds() -> Result<()> {
    let upstream = stand_in().await?;
    let browser = Browser::new(Options::default()).await?;

    let portal = Embedding::new(&upstream, "/p/a/snippet", None).serve().await?;
    browser.goto(&portal.page()).await?;
    assert_eq!(browser.text("document.title").await?, "inline");
    assert_eq!(portal.requests().iter().filter(|path| *path == "/own.js").count(), 1);

    let strict = Embedding::new(&upstream, "/p/a/snippet", Some("default-src 'self'")).serve().await?;
    browser.goto(&strict.page()).await?;
    assert_eq!(browser.text("document.title").await?, "门户");
    assert_eq!(browser.text("document.body.className").await?, "own");
    assert_eq!(browser.text("document.getElementById('here').textContent").await?, "静态");
    let errors = browser.console_errors().await?;
    assert!(errors.iter().any(|entry| entry.message.contains("Content Security Policy")), "{errors:?}");
    Ok(())
}

#[tokio::test]
async fn a_service_that_cannot_start_fails_with_what_it_printed() -> Result<()> {
    let launch = Launch::new("/bin/sh".into());
    let error = launch.start().await.err().context("a shell is no service")?;
    assert!(error.to_string().contains("ended"), "{error}");
    assert!(error.to_string().contains("serve"), "{error}");
    Ok(())
}

#[test]
fn a_browser_leaves_no_process_behind() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let browser = runtime.block_on(Browser::new(Options::default()))?;
    let profile = browser.profile().to_owned();
    let of_this_browser = || -> Result<usize> {
        let processes = std::fs::read_dir("/proc")?.filter_map(Result::ok);
        let lines = processes.filter_map(|process| std::fs::read(process.path().join("cmdline")).ok());
        Ok(lines.filter(|line| String::from_utf8_lossy(line).contains(&*profile.to_string_lossy())).count())
    };
    assert!(of_this_browser()? > 0);
    drop(browser);
    let begun = std::time::Instant::now();
    while of_this_browser()? > 0 && begun.elapsed() < crate::support::PATIENCE {
        std::thread::sleep(crate::support::GLANCE);
    }
    assert_eq!(of_this_browser()?, 0);
    assert!(!profile.exists());
    Ok(())
}
