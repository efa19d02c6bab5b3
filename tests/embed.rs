//! The webmaster's page: the code that it makes is what the service serves, and it reads without a script.

use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::support::browser::{Browser, Options};
use crate::support::{axe, fit, root, service};

const READY: &str = "document.getElementById('preview')?.contentDocument?.querySelector('.zc')";
const CODE: &str = "document.getElementById('code').value";

/// Chooses values of the form, as a person does.
fn choose(values: &Value) -> String {
    format!(
        "(() => {{ const form = document.getElementById('builder');
        for (const [name, value] of Object.entries({values})) {{
            const field = form.elements[name];
            if (field.type === 'checkbox') field.checked = value; else field.value = value;
            field.dispatchEvent(new Event('change', {{ bubbles: true }}));
        }} }})()"
    )
}

#[tokio::test]
async fn the_page_fits_and_axe_sees_no_fault_with_scripts_and_without() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    for (width, javascript) in [(1040, true), (320, true), (320, false)] {
        let browser = Browser::new(Options { javascript, width, ..Options::default() }).await?;
        browser.goto(&service.url("/embed.html")).await?;
        if javascript {
            browser.wait_until(READY).await?;
            let sent = "(() => { const form = document.getElementById('doctor');
                form.elements.headers.value = \"Content-Security-Policy: default-src 'self'\"; form.requestSubmit() })()";
            browser.eval(sent).await?;
            browser.wait_until("document.querySelector('#result table')").await?;
            assert!(
                browser
                    .text("document.getElementById('result').innerText")
                    .await?
                    .contains("'wasm-unsafe-eval'")
            );
            browser.screenshot(&root().join(format!("target/screens/embed-{width}.png"))).await?;
        }
        let what = format!("/embed.html at {width}, scripts {javascript}");
        axe::assert_none(&browser, &what).await?;
        fit::assert_fits(&browser, &what, fit::PLAIN).await?;
        let text = browser.text("document.body.innerText").await?;
        assert!(text.contains("script-src 'self' 'wasm-unsafe-eval'") && text.contains("sha256-"), "{text}");
        let errors = browser.console_errors().await?;
        assert!(errors.iter().all(|entry| entry.message.contains("favicon")), "{errors:?}");
    }
    Ok(())
}

#[tokio::test]
async fn the_code_that_is_made_names_what_is_served() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::Launch::new(service::zhice()?)
        .packs()
        .store(&folder.path().join("z.db"))
        .base_path("/x")
        .start()
        .await?;
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&service.url("/embed.html")).await?;
    browser.wait_until(READY).await?;
    browser.eval(&choose(&json!({ "plan": "shili" }))).await?;
    browser.wait_until(&format!("{CODE}.includes('/x/p/shili/snippet') && document.querySelector('[name=indicator]').options.length === 10")).await?;
    for (values, expected) in [
        (
            json!({ "tier": "snippet", "view": "tasks", "lang": "en", "mode": "care" }),
            "/x/p/shili/snippet?view=tasks&amp;lang=en&amp;mode=care",
        ),
        (json!({ "tier": "plain" }), "/x/p/shili/plain?view=tasks&amp;lang=en"),
        (
            json!({ "tier": "iframe", "view": "indicator", "indicator": "i4", "lang": "" }),
            "src=\"/x/p/shili?view=indicator&amp;indicator=i4&amp;mode=care\"",
        ),
        (json!({ "data": "frozen", "tier": "element" }), "/zhice-shili/snippet-indicator-i4.html"),
        (json!({ "data": "live", "sri": true }), "plan-progress.js\" integrity=\"sha256-"),
    ] {
        browser.eval(&choose(&values)).await?;
        let code = browser.text(CODE).await?;
        ensure!(code.contains(expected), "{values}: {code}");
        for address in code.split('"').filter(|part| part.starts_with("/x/")) {
            let address = address.replace("&amp;", "&");
            let answer = service.get(address.strip_prefix("/x").context("no base")?).await?;
            ensure!(answer.status().is_success(), "{address}: {}", answer.status());
        }
    }
    let linked = service.text("/p/shili").await? + &service.text("/").await?;
    assert!(!linked.contains("embed.html"), "no public page leads there");
    Ok(())
}

#[tokio::test]
async fn headers_are_checked_at_the_command_line_and_over_http_alike() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let headers = "HTTP/1.1 200 OK\r\nContent-Security-Policy: default-src 'self' https://www.a.gov.cn\r\n";
    let client = reqwest::Client::new();
    let post = async |body: Value| client.post(service.url("/api/v1/embed/check")).json(&body).send().await;
    let over_http: Value = post(json!({ "headers": headers })).await?.error_for_status()?.json().await?;
    let check = |arguments: &[&str]| -> Result<String> {
        let mut child = Command::new(service::zhice()?)
            .args(["embed", "check"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        child.stdin.take().context("no input")?.write_all(headers.as_bytes())?;
        Ok(String::from_utf8(child.wait_with_output()?.stdout)?)
    };
    let said: Value = serde_json::from_str(&check(&["-", "--json"])?)?;
    assert_eq!(said, over_http);
    let text = check(&[])?;
    assert!(text.contains("改为：script-src 'self' https://www.a.gov.cn 'wasm-unsafe-eval'"), "{text}");
    for bad in [
        json!({ "headers": "" }),
        json!({ "headers": "x".repeat(17_000) }),
        json!({ "header": "x: y" }),
        json!([]),
    ] {
        let refused = post(bad.clone()).await?;
        assert_eq!(refused.status(), 400, "{bad}");
        assert_eq!(refused.headers()["content-type"], "application/problem+json");
    }
    Ok(())
}
