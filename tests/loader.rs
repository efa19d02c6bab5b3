//! The loader of `<plan-progress>` in a browser: the widget takes the place of the static content when everything it
//! needs is there, and in every other case the static content stays.

use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::support::browser::{Browser, Options};
use crate::support::portal::{Embedding, Portal};
use crate::support::{root, service};

/// What a webmaster pastes; `#static` tells whether the static content is shown.
const ELEMENT: &str = "<plan-progress src=\"/x/snapshot.bin\"><p id=\"static\">静态</p></plan-progress>\
    <script type=\"module\" src=\"/x/embed/v1/plan-progress.js\"></script>";
const STATIC_SHOWN: &str = "document.getElementById('static').getClientRects().length === 1";
const WIDGET_SHOWN: &str = "document.getElementById('static').getClientRects().length === 0 \
    && document.querySelector('plan-progress').shadowRoot.querySelector('div').innerText.length > 1";
/// The one line that the loader writes when it leaves the page as it was.
const WARNING: &str = "static content stays";

/// The policy that the embed page asks for.
const WITH_WASM: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
const WITHOUT_WASM: &str = "default-src 'self'";

/// A host of the built assets, a snippet and a snapshot, all below the prefix `/x`.
async fn host(snippet: &str, snapshot: Option<Vec<u8>>, csp: Option<&str>) -> Result<Portal> {
    let snippet = Arc::<str>::from(snippet);
    let router = Router::new()
        .route("/snippet", get(move || async move { snippet.to_string() }))
        .route(
            "/x/snapshot.bin",
            get(|State(snapshot): State<Option<Vec<u8>>>| async move {
                snapshot.ok_or(StatusCode::SERVICE_UNAVAILABLE)
            }),
        )
        .route("/x/never.bin", get(std::future::pending::<()>))
        .route("/x/embed/v1/{*file}", get(asset))
        .with_state(snapshot);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Embedding::new(&origin, "/snippet", csp).serve().await
}

async fn asset(Path(file): Path<String>) -> Response {
    let path = root().join("www/embed/v1").join(&file);
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match tokio::fs::read(path).await {
        Ok(content) => ([(header::CONTENT_TYPE, kind)], content).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The snapshot of the demonstration plan, as the service gives it.
async fn snapshot() -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    Ok(service.get("/api/v1/plans/shili/snapshot.bin").await?.error_for_status()?.bytes().await?.to_vec())
}

async fn visit(portal: &Portal) -> Result<Browser> {
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&portal.page()).await?;
    Ok(browser)
}

fn asked_for(portal: &Portal, name: &str) -> usize {
    portal.requests().iter().filter(|path| path.ends_with(name)).count()
}

/// Waits for the loader's warning and checks that it is the only one, and that the static content is shown; returns it.
async fn assert_static(browser: &Browser) -> Result<String> {
    let mut warnings = Vec::new();
    let begun = std::time::Instant::now();
    while warnings.is_empty() && begun.elapsed() < crate::support::PATIENCE {
        let entries = browser.console().await?;
        warnings.extend(entries.into_iter().filter(|entry| entry.message.contains(WARNING)));
        tokio::time::sleep(crate::support::GLANCE).await;
    }
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert_eq!(browser.eval(STATIC_SHOWN).await?, json!(true));
    Ok(warnings.remove(0).message)
}

/// A page of thousands of rows would no longer answer.
#[tokio::test]
async fn with_a_plan_too_large_for_a_page_the_static_content_stays() -> Result<()> {
    let body = vec![0; 210_000];
    let snapshot = [b"ZCSN\x02\0".as_slice(), &Sha256::digest(&body), &body].concat();
    let portal = host(ELEMENT, Some(snapshot), Some(WITH_WASM)).await?;
    let browser = visit(&portal).await?;
    let warning = assert_static(&browser).await?;
    assert!(warning.contains("too large"), "{warning}");
    assert_eq!(browser.eval("document.querySelector('plan-progress').shadowRoot").await?, json!(null));
    Ok(())
}

#[tokio::test]
async fn the_widget_takes_over_under_the_policy_that_is_asked_for() -> Result<()> {
    let portal = host(ELEMENT, Some(snapshot().await?), Some(WITH_WASM)).await?;
    let browser = visit(&portal).await?;
    browser.wait_until(WIDGET_SHOWN).await?;
    let here = "(() => { const { shadowRoot } = document.querySelector('plan-progress');
        return [shadowRoot.adoptedStyleSheets.length, shadowRoot.querySelectorAll('[style], slot').length] })()";
    assert_eq!(browser.eval(here).await?, json!([1, 0]));
    let errors = browser.console_errors().await?;
    assert!(errors.iter().all(|entry| entry.message.contains("favicon")), "{errors:?}");
    Ok(())
}

/// What the check of a portal's headers says of it.
#[tokio::test]
async fn no_text_is_made_into_code_or_markup() -> Result<()> {
    let policy = format!("{WITH_WASM}; require-trusted-types-for 'script'; trusted-types 'none'");
    let portal = host(ELEMENT, Some(snapshot().await?), Some(&policy)).await?;
    let browser = visit(&portal).await?;
    browser.wait_until(WIDGET_SHOWN).await?;
    let errors = browser.console_errors().await?;
    assert!(errors.iter().all(|entry| entry.message.contains("favicon")), "{errors:?}");
    Ok(())
}

#[tokio::test]
async fn the_assets_are_fetched_once_for_all_elements_of_a_page() -> Result<()> {
    let snippet = ELEMENT.replacen("<script", &format!("{}<script", ELEMENT.replace("id=\"static\"", "")), 1);
    let portal = host(&snippet, Some(snapshot().await?), None).await?;
    let browser = visit(&portal).await?;
    let all = "[...document.querySelectorAll('plan-progress')].every((element) =>
        element.shadowRoot?.querySelector('div')?.firstChild && !element.shadowRoot.querySelector('slot'))";
    browser.wait_until(all).await?;
    assert_eq!(browser.eval("document.querySelectorAll('plan-progress').length").await?, json!(2));
    for name in ["widget.js", "widget.wasm", "widget.css"] {
        assert_eq!(asked_for(&portal, name), 1, "{name}: {:?}", portal.requests());
    }
    Ok(())
}

#[tokio::test]
async fn without_leave_to_compile_wasm_the_static_content_stays_and_nothing_is_fetched() -> Result<()> {
    let portal = host(ELEMENT, Some(snapshot().await?), Some(WITHOUT_WASM)).await?;
    let browser = visit(&portal).await?;
    assert_static(&browser).await?;
    for name in ["widget.js", "widget.css", "widget.wasm", "snapshot.bin"] {
        assert_eq!(asked_for(&portal, name), 0, "{name}: {:?}", portal.requests());
    }
    Ok(())
}

#[tokio::test]
async fn while_the_snapshot_is_on_its_way_the_static_content_stays() -> Result<()> {
    let portal = host(&ELEMENT.replace("snapshot.bin", "never.bin"), None, None).await?;
    let browser = visit(&portal).await?;
    let fetched =
        "performance.getEntriesByType('resource').filter(({ name }) => /widget\\.(wasm|css)$/.test(name))";
    browser.wait_until(&format!("{fetched}.length === 2")).await?;
    browser.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))").await?;
    assert_eq!(browser.eval(STATIC_SHOWN).await?, json!(true));
    assert_eq!(browser.eval("document.querySelector('plan-progress').shadowRoot").await?, json!(null));
    Ok(())
}

#[tokio::test]
async fn without_a_snapshot_the_static_content_stays() -> Result<()> {
    let portal = host(ELEMENT, None, None).await?;
    assert_static(&visit(&portal).await?).await.map(drop)
}

#[tokio::test]
async fn with_a_snapshot_it_cannot_read_the_static_content_stays() -> Result<()> {
    let portal = host(ELEMENT, Some(b"no snapshot".to_vec()), None).await?;
    assert_static(&visit(&portal).await?).await.map(drop)
}

#[tokio::test]
async fn with_a_snapshot_of_an_older_form_the_static_content_stays() -> Result<()> {
    let mut older = snapshot().await?;
    // The version stands after the mark of four bytes; the rest is whole.
    older[4] = 1;
    let portal = host(ELEMENT, Some(older), None).await?;
    assert_static(&visit(&portal).await?).await.map(drop)
}

#[tokio::test]
async fn with_a_damaged_snapshot_the_static_content_stays() -> Result<()> {
    let mut damaged = snapshot().await?;
    // A letter in a text: the bytes can still be read, only the digest tells.
    let at = damaged.len() - 2;
    damaged[at] ^= 1;
    let portal = host(ELEMENT, Some(damaged), None).await?;
    assert_static(&visit(&portal).await?).await.map(drop)
}

#[tokio::test]
async fn nothing_is_fetched_before_the_element_comes_near_the_view() -> Result<()> {
    let snippet = format!("<svg width=\"1\" height=\"5000\"></svg>{ELEMENT}");
    let portal = host(&snippet, Some(snapshot().await?), None).await?;
    let browser = visit(&portal).await?;
    browser.wait_until("customElements.get('plan-progress')").await?;
    // Two frames: an observer that was to fire at once has fired by then.
    browser.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))").await?;
    assert_eq!(asked_for(&portal, "widget.js"), 0, "{:?}", portal.requests());
    assert_eq!(browser.eval(STATIC_SHOWN).await?, json!(true));
    browser.eval("document.getElementById('static').scrollIntoView()").await?;
    browser.wait_until(WIDGET_SHOWN).await
}

#[tokio::test]
async fn the_language_follows_the_attribute() -> Result<()> {
    let portal = host(ELEMENT, Some(snapshot().await?), None).await?;
    let browser = visit(&portal).await?;
    browser.wait_until(WIDGET_SHOWN).await?;
    let text = "document.querySelector('plan-progress').shadowRoot.querySelector('div').innerText";
    let chinese = browser.text(text).await?;
    browser.eval("document.querySelector('plan-progress').lang = 'en'").await?;
    browser.wait_until(&format!("{text} !== {}", json!(chinese))).await?;
    browser.eval("document.querySelector('plan-progress').lang = 'zh-CN'").await?;
    browser.wait_until(&format!("{text} === {}", json!(chinese))).await
}

#[tokio::test]
async fn an_element_that_is_moved_shows_its_static_content_until_the_widget_is_back() -> Result<()> {
    let portal = host(ELEMENT, Some(snapshot().await?), None).await?;
    let browser = visit(&portal).await?;
    browser.wait_until(WIDGET_SHOWN).await?;
    let moved = "(() => { const element = document.querySelector('plan-progress');
        document.querySelector('main').prepend(element);
        return [document.getElementById('static').getClientRects().length,
            element.shadowRoot.querySelectorAll('div').length] })()";
    assert_eq!(browser.eval(moved).await?, json!([1, 0]));
    browser.wait_until(WIDGET_SHOWN).await?;
    assert!(browser.console().await?.iter().all(|entry| entry.source == "network"));
    Ok(())
}

#[tokio::test]
async fn an_element_that_is_removed_while_loading_stays_as_it_was() -> Result<()> {
    let portal = host(ELEMENT, Some(snapshot().await?), None).await?;
    let browser = visit(&portal).await?;
    browser.wait_until(WIDGET_SHOWN).await?;
    // It is gone again as soon as it has asked for its snapshot.
    let removed = "(async () => {
        const element = document.createElement('plan-progress');
        element.setAttribute('src', '/x/snapshot.bin');
        const { fetch } = window;
        const asked = new Promise((done) => {
            window.fetch = (...request) => { done(); return fetch(...request) } });
        document.querySelector('main').prepend(element);
        await asked;
        element.remove();
        window.fetch = fetch;
        const response = await fetch('/x/snapshot.bin');
        await response.arrayBuffer();
        await new Promise((done) => setTimeout(done, 200));
        return element.shadowRoot?.querySelectorAll('div').length ?? 0 })()";
    assert_eq!(browser.eval(removed).await?, json!(0));
    assert_eq!(
        asked_for(&portal, "snapshot.bin"),
        3,
        "the removed element was loading: {:?}",
        portal.requests()
    );
    Ok(())
}

/// Yew never lets go of a root that it listened on; what hangs on the root must not stay with it.
#[tokio::test]
async fn removed_elements_are_freed() -> Result<()> {
    let portal = host(ELEMENT, Some(snapshot().await?), None).await?;
    let browser = visit(&portal).await?;
    browser.wait_until(WIDGET_SHOWN).await?;
    let cycles = "(async () => {
        globalThis.elements = [];
        globalThis.roots = [];
        for (let cycle = 0; cycle < 10; cycle += 1) {
            const element = document.createElement('plan-progress');
            element.setAttribute('src', '/x/snapshot.bin');
            document.querySelector('main').prepend(element);
            while (!element.shadowRoot?.querySelector('div')?.firstChild) await new Promise(requestAnimationFrame);
            elements.push(new WeakRef(element));
            roots.push(element.shadowRoot.querySelector('div'));
            element.remove();
        }
        // Yew empties a root in a later task.
        await new Promise(requestAnimationFrame);
        return roots.every((root) => !root.isConnected && !root.parentNode && !root.firstChild) })()";
    assert_eq!(browser.eval(cycles).await?, json!(true));
    browser.cdp("HeapProfiler.collectGarbage", json!({})).await?;
    browser.wait_until("elements.length === 10 && elements.every((element) => !element.deref())").await?;
    assert!(browser.console().await?.iter().all(|entry| entry.source == "network"));
    Ok(())
}

#[tokio::test]
async fn the_attributes_say_which_part_is_shown_and_how() -> Result<()> {
    let element = ELEMENT.replace("<plan-progress", "<plan-progress view=\"tasks\" mode=\"care\"");
    let portal = host(&element, Some(snapshot().await?), None).await?;
    let browser = visit(&portal).await?;
    browser.wait_until(WIDGET_SHOWN).await?;
    let within =
        |what: &str| format!("document.querySelector('plan-progress').shadowRoot.querySelector({what})");
    for (selector, found) in [("'.zc-tasks'", true), ("'.zc-targets'", false), ("'[data-mode=care]'", true)] {
        assert_eq!(
            browser.eval(&format!("{} !== null", within(selector))).await?,
            json!(found),
            "{selector}"
        );
    }
    let set = "const element = document.querySelector('plan-progress');
        element.removeAttribute('mode'); element.setAttribute('view', 'indicator');
        element.setAttribute('indicator', 'i4')";
    browser.eval(&format!("(() => {{ {set} }})()")).await?;
    browser.wait_until(&format!("{}?.open", within("'[id$=-i4] details'"))).await?;
    assert_eq!(
        browser.eval(&format!("{} === null", within("'.zc-tasks, [data-mode=care]'"))).await?,
        json!(true)
    );
    Ok(())
}

#[tokio::test]
async fn an_address_that_names_a_part_leads_to_it_inside_the_widget() -> Result<()> {
    let portal = host(ELEMENT, Some(snapshot().await?), None).await?;
    let browser = visit(&portal).await?;
    browser.wait_until(WIDGET_SHOWN).await?;
    let row = "document.querySelector('plan-progress').shadowRoot.getElementById('zc-shili-i7')";
    let seen = format!(
        "(() => {{ const {{ top }} = {row}.getBoundingClientRect();
        return {row}.querySelector('details').open && top >= -1 && top < innerHeight }})()"
    );
    assert_eq!(browser.eval(&seen).await?, json!(false), "not before");
    browser.eval("location.hash = '#zc-shili-i7'").await?;
    browser.wait_until(&seen).await?;
    // The same link again, from far away, and the parts that the widget itself links to.
    let link =
        "document.querySelector('plan-progress').shadowRoot.querySelector('.zc-contents a[href$=-tasks]')";
    for _ in 0..2 {
        browser.eval("scrollTo(0, 0)").await?;
        browser.eval(&format!("{link}.click()")).await?;
        let tasks = "document.querySelector('plan-progress').shadowRoot.getElementById('zc-shili-tasks')";
        browser.wait_until(&format!("Math.abs({tasks}.getBoundingClientRect().top) < 2")).await?;
    }
    assert_eq!(browser.eval("location.hash").await?, json!("#zc-shili-tasks"));
    Ok(())
}

/// What a fault in the wasm does to one element, it does to all: they share it.
#[tokio::test]
async fn after_a_trap_every_element_shows_its_static_content_and_a_way_to_try_again() -> Result<()> {
    let second = ELEMENT.replace("id=\"static\"", "").replace("静态", "又一个");
    let portal =
        host(&ELEMENT.replacen("<script", &format!("{second}<script"), 1), Some(snapshot().await?), None)
            .await?;
    let browser = visit(&portal).await?;
    let all = |condition: &str| {
        format!("[...document.querySelectorAll('plan-progress')].every(({{ shadowRoot }}) => {condition})")
    };
    let shown = all("shadowRoot?.querySelector('.zc') && !shadowRoot.querySelector('slot')");
    browser.wait_until(&shown).await?;
    // The memory of the wasm is overwritten, then a button of the first element is pressed.
    let glue = "performance.getEntriesByType('resource').map(({ name }) => name).find((name) => name.endsWith('widget.js'))";
    browser
        .eval(&format!(
            "import({glue}).then(({{ default: init }}) => init()).then(({{ memory }}) => {{
                new Uint8Array(memory.buffer).fill(255);
                setTimeout(() => document.querySelector('plan-progress').shadowRoot.querySelector('button').click());
            }})"
        ))
        .await?;
    browser
        .wait_until(&all(
            "shadowRoot.querySelector('slot') && shadowRoot.querySelector('[role=status] button')",
        ))
        .await?;
    assert_eq!(browser.eval(STATIC_SHOWN).await?, json!(true));
    for element in [0, 1] {
        let button = format!(
            "document.querySelectorAll('plan-progress')[{element}].shadowRoot.querySelector('button')"
        );
        browser.eval(&format!("{button}.click()")).await?;
    }
    browser.wait_until(&shown).await?;
    let filter =
        "document.querySelector('plan-progress').shadowRoot.querySelector('button[data-status=met]')";
    browser.eval(&format!("{filter}.click()")).await?;
    browser.wait_until(&format!("{filter}.getAttribute('aria-pressed') === 'true'")).await
}
