//! Chromium without a window, driven through chromedriver. Every browser has a profile and a driver of its own, and
//! both processes end with it, however the test ends.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::{Method, Url};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{GLANCE, PATIENCE, file_from_env, http};

/// How a page is visited. Pixels of CSS, at one device pixel each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// Whether the pages' own scripts run. `eval` works either way.
    pub(crate) javascript: bool,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { javascript: true, width: 1040, height: 900 }
    }
}

pub(crate) struct Browser {
    /// For clicks and keys: `browser.client.find(Locator::Css("…"))`.
    pub(crate) client: Client,
    options: Options,
    processes: Processes,
}

/// An entry of the browser's console: of scripts, of the network and of the content security policy.
#[derive(Clone, Debug)]
pub(crate) struct ConsoleEntry {
    /// `SEVERE`, `WARNING`, `INFO` …
    pub(crate) level: String,
    /// `console-api`, `network`, `security`, `javascript` …
    pub(crate) source: String,
    pub(crate) message: String,
}

impl Browser {
    pub(crate) async fn new(options: Options) -> Result<Self> {
        let (mut processes, address) = start_driver()?;
        wait_for_driver(&address).await?;
        let capabilities = json!({
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": file_from_env("CHROMIUM")?,
                "args": [
                    "--headless=new",
                    // Containers run as root and without a large shared memory.
                    "--no-sandbox",
                    "--disable-dev-shm-usage",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-background-networking",
                    "--disable-breakpad",
                    "--disable-component-update",
                    "--disable-crash-reporter",
                    "--disable-sync",
                    "--hide-scrollbars",
                    "--no-default-browser-check",
                    "--no-first-run",
                    format!("--user-data-dir={}", processes.profile.path().display()),
                    format!("--window-size={},{}", options.width, options.height),
                ],
            },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!("an object was written") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&address)
            .await
            .context("chromedriver cannot start chromium")?;
        processes.browser = client
            .capabilities()
            .and_then(|has| has.get("goog:processID"))
            .and_then(Value::as_i64)
            .and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
        let browser = Self { client, options, processes };
        browser.resize(options.width, options.height).await?;
        browser.scripts(options.javascript).await?;
        Ok(browser)
    }

    /// The folder of the browser's own files, removed with it.
    pub(crate) fn profile(&self) -> &Path {
        self.processes.profile.path()
    }

    pub(crate) async fn goto(&self, url: &str) -> Result<()> {
        self.client.goto(url).await.with_context(|| format!("cannot open {url}"))
    }

    /// Opens a page that is written here, without any server.
    pub(crate) async fn goto_html(&self, html: &str) -> Result<()> {
        self.goto(&format!("data:text/html;charset=utf-8;base64,{}", BASE64.encode(html))).await
    }

    /// The value of a JavaScript expression in the page, awaited when it is a promise. No policy of the page stands in
    /// the way. Where the page's scripts are off they stay off: those it has were dropped when it was read.
    pub(crate) async fn eval(&self, expression: &str) -> Result<Value> {
        if !self.options.javascript {
            self.scripts(true).await?;
        }
        let parameters = json!({
            "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true,
        });
        let answer = self.cdp("Runtime.evaluate", parameters).await;
        if !self.options.javascript {
            self.scripts(false).await?;
        }
        let mut answer = answer?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            let what = thrown["exception"]["description"].as_str().or(thrown["text"].as_str());
            bail!("`{}` threw {}", beginning(expression), what.unwrap_or("something"));
        }
        Ok(answer["result"]["value"].take())
    }

    /// The text that an expression gives; another kind of value is a failure.
    pub(crate) async fn text(&self, expression: &str) -> Result<String> {
        match self.eval(expression).await? {
            Value::String(text) => Ok(text),
            other => bail!("`{}` is no text but {other}", beginning(expression)),
        }
    }

    /// Waits until an expression is true, in the sense of JavaScript.
    pub(crate) async fn wait_until(&self, expression: &str) -> Result<()> {
        let begun = Instant::now();
        loop {
            // A page that is just being replaced has nothing to evaluate in; the next look meets the new one.
            let last = self.eval(&format!("Boolean({expression})")).await;
            if matches!(last, Ok(Value::Bool(true))) {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                let page = self.text("document.body.innerText").await.unwrap_or_default();
                bail!(
                    "after {} s `{expression}` is still not true ({last:?}); the page reads: {}; the console: {:?}",
                    PATIENCE.as_secs(),
                    beginning(&page),
                    self.console().await.unwrap_or_default()
                );
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// A command of the Chrome DevTools Protocol.
    pub(crate) async fn cdp(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.post("goog/cdp/execute", body).await.with_context(|| command.to_owned())
    }

    /// What came to the console since the last call.
    pub(crate) async fn console(&self) -> Result<Vec<ConsoleEntry>> {
        let entries = self.post("se/log", json!({ "type": "browser" })).await?;
        let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        let entries = entries.as_array().context("the log is no list")?.iter();
        let entries = entries.map(|entry| ConsoleEntry {
            level: text(entry, "level"),
            source: text(entry, "source"),
            message: text(entry, "message"),
        });
        Ok(entries.collect())
    }

    /// The errors that came to the console since the last call.
    pub(crate) async fn console_errors(&self) -> Result<Vec<ConsoleEntry>> {
        Ok(self.console().await?.into_iter().filter(|entry| entry.level == "SEVERE").collect())
    }

    /// A width of the view; windows themselves cannot be as narrow as a phone.
    pub(crate) async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await.map(drop)
    }

    /// Sets media features, such as `[("forced-colors", "active")]`, and the medium: "" for the screen, or "print".
    pub(crate) async fn media(&self, medium: &str, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<_> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features }))
            .await
            .map(drop)
    }

    /// Writes the whole page as a PNG.
    pub(crate) async fn screenshot(&self, path: &Path) -> Result<()> {
        let size = &self.cdp("Page.getLayoutMetrics", json!({})).await?["cssContentSize"];
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        let shot = self
            .cdp(
                "Page.captureScreenshot",
                json!({ "format": "png", "captureBeyondViewport": true, "clip": clip }),
            )
            .await?;
        let png = BASE64.decode(shot["data"].as_str().context("a screenshot without data")?)?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, png).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Whether scripts run. Timers and promises do not either while they are off, so `eval` turns them on for itself.
    async fn scripts(&self, on: bool) -> Result<()> {
        self.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": !on })).await.map(drop)
    }

    async fn post(&self, endpoint: &'static str, body: Value) -> Result<Value> {
        Ok(self.client.issue_cmd(OwnCommand { endpoint, body }).await?)
    }
}

/// The beginning of a long text, for a message.
fn beginning(text: &str) -> String {
    text.chars().take(300).collect()
}

/// A command that chromedriver has beyond the standard.
#[derive(Debug)]
struct OwnCommand {
    endpoint: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for OwnCommand {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.endpoint))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// The driver, its browser and the profile. The driver leads a process group that the browser belongs to.
struct Processes {
    driver: Child,
    browser: Option<Pid>,
    profile: TempDir,
}

impl Drop for Processes {
    fn drop(&mut self) {
        if let Some(browser) = self.browser {
            let _ = kill_process(browser, Signal::KILL);
        }
        if let Ok(driver) = i32::try_from(self.driver.id())
            && let Some(group) = Pid::from_raw(driver)
        {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.driver.wait();
    }
}

/// Starts chromedriver on a port of its own choice; returns its address.
fn start_driver() -> Result<(Processes, String)> {
    let program = file_from_env("CHROMEDRIVER")?;
    let profile = tempfile::Builder::new().prefix("zhice-browser-").tempdir()?;
    let mut driver = Command::new(&program)
        .arg("--port=0")
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", program.display()))?;
    let output = driver.stdout.take();
    let processes = Processes { driver, browser: None, profile };
    let mut lines = BufReader::new(output.context("chromedriver without output")?).lines();
    let port = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| port_in(&line))
        .context("chromedriver ended without naming its port")?;
    // A full pipe would stop the driver.
    std::thread::spawn(move || lines.for_each(drop));
    Ok((processes, format!("http://127.0.0.1:{port}")))
}

/// The port in `ChromeDriver was started successfully on port 40000.`
fn port_in(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

async fn wait_for_driver(address: &str) -> Result<()> {
    let begun = Instant::now();
    loop {
        let last = ready(address).await;
        if matches!(last, Ok(true)) {
            return Ok(());
        }
        if begun.elapsed() > PATIENCE {
            bail!("chromedriver is not ready after {} s: {last:?}", PATIENCE.as_secs());
        }
        tokio::time::sleep(GLANCE).await;
    }
}

async fn ready(address: &str) -> Result<bool> {
    let status: Value = http().get(format!("{address}/status")).send().await?.json().await?;
    Ok(status["value"]["ready"] == true)
}
