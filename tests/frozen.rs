//! A plan as a folder of plain files, behind a web server that knows nothing: the widget runs, and does not if one byte of
//! anything was changed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use bot::embed::check::{Tier, Works, check};
use serde_json::json;
use zip::ZipArchive;

use crate::support::browser::{Browser, Options};
use crate::support::{root, service};

type Files = BTreeMap<String, Vec<u8>>;

fn unpacked(bytes: &[u8]) -> Result<Files> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut files = Files::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        files.insert(file.name().to_owned(), bytes);
    }
    Ok(files)
}

fn zip(arguments: &[&str]) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("portal.zip");
    let output = Command::new(service::zhice()?)
        .current_dir(root())
        .env_remove("ZHICE_DB")
        .args(["embed", "zip", "shili", "--data", "data/shili", "--out", &out.display().to_string()])
        .args(arguments)
        .output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(std::fs::read(out)?)
}

/// A server of files below `/any/where`, and of a page of the portal with a fragment and a frame in it, which alone
/// has the header.
async fn served(files: Files, header: &str) -> Result<String> {
    let (name, value) = header.split_once(": ").context("no header")?;
    let own = (HeaderName::try_from(name)?, HeaderValue::from_str(value)?);
    let fragment = String::from_utf8(files.get("snippet.html").context("no snippet")?.clone())?;
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>门户</title></head><body>{fragment}<iframe src=\"/any/where/index.html\" title=\"框\"></iframe></body></html>"
    );
    let file = |State(files): State<Arc<Files>>, Path(name): Path<String>| async move {
        let kind = match name.rsplit('.').next() {
            Some("html") => "text/html",
            Some("js") => "text/javascript",
            Some("css") => "text/css",
            Some("wasm") => "application/wasm",
            _ => "application/octet-stream",
        };
        let found =
            files.get(&name).cloned().map(|bytes| ([(header::CONTENT_TYPE, kind)], bytes).into_response());
        found.unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
    };
    let html = move || {
        let (own, page) = (own.clone(), page.clone());
        async move { ([own], Html(page)).into_response() }
    };
    let router = Router::new()
        .route("/portal.html", get(html))
        .route("/any/where/{*name}", get(file))
        .with_state(Arc::new(files));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(origin)
}

const WIDGET: &str = "document.querySelector('plan-progress').shadowRoot?.querySelector('article .zc-tools')";
const STATIC: &str = "document.querySelector('plan-progress > article').getClientRects().length === 1";
/// What a portal has to allow, and no more.
const POLICY: &str = "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    connect-src 'self'; img-src data:; frame-src 'self'";

#[test]
fn the_same_plan_gives_the_same_file_and_every_sum_is_right() -> Result<()> {
    let bytes = zip(&[])?;
    ensure!(bytes == zip(&[])?, "two runs differ");
    let files = unpacked(&bytes)?;
    let sums = String::from_utf8(files["SHA256SUMS"].clone())?;
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "SHA256SUMS") {
        let digest = <sha2::Sha256 as sha2::Digest>::digest(bytes);
        ensure!(sums.contains(&format!("{digest:x}  {name}\n")), "{name}");
    }
    let readme = String::from_utf8(files["README.txt"].clone())?;
    assert!(readme.contains("/zhice-shili/") && readme.contains("'wasm-unsafe-eval'"), "{readme}");
    let snippet = String::from_utf8(files["snippet.html"].clone())?;
    assert!(snippet.contains("src=\"/zhice-shili/snapshot."), "the usual place");
    for name in ["snippet.html", "snippet.en.html", "snippet-tasks.html", "index.html"] {
        let html = String::from_utf8(files[name].clone())?;
        assert!(!html.contains("http:") && !html.contains("<!--#"), "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn the_page_and_the_fragment_run_from_any_folder() -> Result<()> {
    let origin = served(unpacked(&zip(&["--at", "/any/where"])?)?, POLICY).await?;
    let browser = Browser::new(Options::default()).await?;
    for page in ["/any/where/index.html", "/any/where/en.html", "/portal.html"] {
        browser.goto(&format!("{origin}{page}")).await?;
        browser.wait_until(WIDGET).await?;
        let errors = browser.console_errors().await?;
        assert!(errors.iter().all(|entry| entry.message.contains("favicon")), "{page}: {errors:?}");
    }
    Ok(())
}

#[tokio::test]
async fn one_changed_byte_leaves_the_static_content() -> Result<()> {
    let whole = unpacked(&zip(&["--at", "/any/where"])?)?;
    let named = |end: &str| whole.keys().find(|name| name.ends_with(end)).cloned().context(end.to_owned());
    let browser = Browser::new(Options::default()).await?;
    for end in [".bin", "/widget.wasm", "/element.js", "/widget.js", "/plan-progress.js"] {
        let mut files = whole.clone();
        let name = named(end)?;
        let bytes = files.get_mut(&name).context("gone")?;
        // The last letter of a text, or a space after a script: what is changed still runs if nobody looks.
        if end.ends_with("js") {
            bytes.push(b' ');
        } else {
            let last = bytes.len() - 2;
            bytes[last] ^= 1;
        }
        let origin = served(files, POLICY).await?;
        browser.goto(&format!("{origin}/portal.html")).await?;
        // Whatever was going to happen has happened when nothing is fetched any more for a while.
        browser.eval("new Promise((done) => setTimeout(done, 1500))").await?;
        assert_eq!(browser.eval(STATIC).await?, json!(true), "{end}");
        assert_eq!(browser.eval(&format!("{WIDGET} ?? null")).await?, json!(null), "{end}");
        let console = browser.console().await?;
        let told = |what: &str| console.iter().any(|entry| entry.message.contains(what));
        assert!(told("static content stays") || told("integrity"), "{end}: {console:?}");
    }
    Ok(())
}

#[tokio::test]
async fn the_service_gives_the_same_folder() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let answer = service.get("/p/shili/portal.zip?at=/any/where").await?.error_for_status()?;
    assert_eq!(answer.headers()["content-type"], "application/zip");
    let given = unpacked(&answer.bytes().await?)?;
    // The service has published the pack's figures; the command line reads the pack alone.
    let db = format!("sqlite://{}", folder.path().join("zhice.db").display());
    let made = unpacked(&zip(&["--at", "/any/where", "--db", &db])?)?;
    assert_eq!(given.keys().collect::<Vec<_>>(), made.keys().collect::<Vec<_>>());
    assert!(given == made);
    ensure!(service.get("/p/shili/portal.zip?at=//x").await?.status() == StatusCode::BAD_REQUEST);
    Ok(())
}

/// What the check of headers says, against a browser.
#[tokio::test]
async fn a_browser_does_what_the_check_says() -> Result<()> {
    let files = unpacked(&zip(&["--at", "/any/where"])?)?;
    let framed = "document.querySelector('iframe').contentDocument?.querySelector('plan-progress') ?? null";
    let browser = Browser::new(Options::default()).await?;
    for header in [
        POLICY,
        "Content-Security-Policy: default-src 'self'",
        "Content-Security-Policy: script-src 'self' 'wasm-unsafe-eval', connect-src 'none'",
        "Content-Security-Policy: script-src 'self' 'unsafe-eval'; frame-src 'none'",
        "Content-Security-Policy: script-src-elem 'self'; script-src 'wasm-unsafe-eval'; child-src 'none'",
        "Content-Security-Policy: script-src 'nonce-abc' 'wasm-unsafe-eval'",
        "Content-Security-Policy: script-src 'self' 'strict-dynamic' 'sha256-AAAA' 'wasm-unsafe-eval'",
        "Content-Security-Policy: sandbox allow-scripts",
        "Content-Security-Policy: sandbox allow-scripts allow-same-origin",
        "Content-Security-Policy-Report-Only: default-src 'none'",
        "Cross-Origin-Embedder-Policy: require-corp",
        "Cross-Origin-Embedder-Policy: credentialless",
        "X-Frame-Options: DENY",
    ] {
        let said = check(header, None)?;
        let works =
            |tier: Tier| said.tiers.iter().find(|verdict| verdict.tier == tier).map(|verdict| verdict.works);
        let origin = served(files.clone(), header).await?;
        browser.goto(&format!("{origin}/portal.html")).await?;
        if works(Tier::Element) == Some(Works::Yes) {
            browser.wait_until(WIDGET).await.context(header)?;
        } else {
            browser.eval("new Promise((done) => setTimeout(done, 1500))").await?;
            assert_eq!(browser.eval(STATIC).await?, json!(true), "{header}");
        }
        // Of a page without an origin nobody sees into the frame.
        if !header.ends_with("sandbox allow-scripts") {
            let expected = works(Tier::Iframe) != Some(Works::No);
            assert_eq!(browser.eval(&format!("({framed}) !== null")).await?, json!(expected), "{header}");
        }
    }
    Ok(())
}
