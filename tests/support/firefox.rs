//! Firefox without a window. Debian has no driver for it, so it is spoken to as drivers do: in Marionette, its own
//! protocol of JSON over TCP, each message with its length before it.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Mutex;

use super::{GLANCE, PATIENCE, file_from_env};

/// A message longer than this is none of Firefox's.
const LONGEST: usize = 16 << 20;
/// A first start writes a profile, which takes longer than a page.
const START: u32 = 4;
/// Windows are not narrower than this; for a phone, the page is enlarged instead.
const NARROWEST: u32 = 640;

pub(crate) struct Firefox {
    wire: Mutex<Wire>,
    process: Process,
}

/// The process and its profile; both end with this value.
struct Process {
    child: Child,
    profile: TempDir,
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Firefox {
    /// A view so many pixels of CSS wide; `javascript` is whether the pages' own scripts run.
    pub(crate) async fn new(javascript: bool, width: u32, height: u32) -> Result<Self> {
        let program = file_from_env("FIREFOX")?;
        let profile = tempfile::Builder::new().prefix("zhice-firefox-").tempdir()?;
        std::fs::write(profile.path().join("user.js"), preferences(javascript))?;
        let child = Command::new(&program)
            .args(["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile"])
            .arg(profile.path())
            .env("MOZ_REMOTE_SETTINGS_DEVTOOLS", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let mut process = Process { child, profile };
        let wire = Mutex::new(Wire::open(&mut process).await?);
        let firefox = Self { wire, process };
        firefox.command("WebDriver:NewSession", json!({})).await?;
        firefox.resize(width, height).await?;
        Ok(firefox)
    }

    /// The version, as Firefox gives it.
    pub(crate) async fn version(&self) -> Result<String> {
        let version = self.in_browser("return Services.appinfo.version").await?;
        Ok(version.as_str().context("no version")?.to_owned())
    }

    pub(crate) async fn goto(&self, url: &str) -> Result<()> {
        self.command("WebDriver:Navigate", json!({ "url": url })).await.map(drop)
    }

    /// The value of a JavaScript expression in the page, whether its own scripts run or not.
    pub(crate) async fn eval(&self, expression: &str) -> Result<Value> {
        // The sandbox of the system looks at the page from outside, which also works where scripts are off.
        let body = json!({ "script": format!("return ({expression})"), "args": [], "sandbox": "system" });
        Ok(self.command("WebDriver:ExecuteScript", body).await?["value"].take())
    }

    /// The errors that came to the console since the last call.
    pub(crate) async fn console_errors(&self) -> Result<Vec<String>> {
        let errors = self
            .in_browser(
                "const all = Services.console.getMessageArray();
                Services.console.reset();
                return all.filter((entry) => entry instanceof Ci.nsIScriptError)
                    .filter(({ flags, sourceName }) => !(flags & Ci.nsIScriptError.warningFlag)
                        && !/^(resource|chrome|moz-extension):/.test(sourceName))
                    .map(({ errorMessage }) => errorMessage)",
            )
            .await?;
        let errors = errors.as_array().context("the console is no list")?.iter();
        Ok(errors.filter_map(Value::as_str).map(str::to_owned).collect())
    }

    async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let zoom = if width < NARROWEST { 2 } else { 1 };
        // The window has a frame of its own: it is set twice, the second time with what the first left over.
        let inner = self
            .in_browser(&format!(
                "window.resizeTo({0}, {1});
                gBrowser.selectedBrowser.fullZoom = {zoom};
                return [outerWidth - gBrowser.selectedBrowser.clientWidth,
                    outerHeight - gBrowser.selectedBrowser.clientHeight]",
                width * zoom,
                height * zoom
            ))
            .await?;
        let (wide, high) = (inner[0].as_i64().unwrap_or(0), inner[1].as_i64().unwrap_or(0));
        self.in_browser(&format!(
            "window.resizeTo({} + {wide}, {} + {high}); return true",
            width * zoom,
            height * zoom
        ))
        .await?;
        let begun = Instant::now();
        while self.eval("innerWidth").await? != json!(width) {
            ensure!(
                begun.elapsed() < PATIENCE,
                "Firefox is {} pixels wide and not {width}",
                self.eval("innerWidth").await?
            );
            tokio::time::sleep(GLANCE).await;
        }
        Ok(())
    }

    /// The value that a script gives which runs in the browser's own window.
    async fn in_browser(&self, script: &str) -> Result<Value> {
        self.command("Marionette:SetContext", json!({ "value": "chrome" })).await?;
        let given = self.command("WebDriver:ExecuteScript", json!({ "script": script, "args": [] })).await;
        self.command("Marionette:SetContext", json!({ "value": "content" })).await?;
        Ok(given?["value"].take())
    }

    async fn command(&self, name: &str, parameters: Value) -> Result<Value> {
        self.wire.lock().await.command(name, parameters).await.with_context(|| name.to_owned())
    }

    /// The folder of the browser's own files, removed with it.
    pub(crate) fn profile(&self) -> &Path {
        self.process.profile.path()
    }
}

/// No page but those asked for, no question, no report, a port of Firefox's own choice.
fn preferences(javascript: bool) -> String {
    let fixed = [
        ("marionette.port", "0"),
        ("app.normandy.enabled", "false"),
        ("app.update.enabled", "false"),
        ("browser.aboutwelcome.enabled", "false"),
        ("browser.newtabpage.enabled", "false"),
        ("browser.shell.checkDefaultBrowser", "false"),
        ("browser.startup.page", "0"),
        ("datareporting.policy.dataSubmissionEnabled", "false"),
        ("network.captive-portal-service.enabled", "false"),
        ("network.connectivity-service.enabled", "false"),
        ("toolkit.telemetry.enabled", "false"),
        // Names the element and the directive, in English wherever the tests run.
        ("intl.locale.requested", "\"en-US\""),
    ];
    let line = |(name, value): (&str, &str)| format!("user_pref(\"{name}\", {value});\n");
    let javascript = line(("javascript.enabled", if javascript { "true" } else { "false" }));
    fixed.into_iter().map(line).chain([javascript]).collect()
}

/// The connection, on which one command follows the other.
struct Wire {
    stream: TcpStream,
    last: u64,
}

impl Wire {
    async fn open(process: &mut Process) -> Result<Self> {
        let file = process.profile.path().join("MarionetteActivePort");
        let begun = Instant::now();
        loop {
            let port = std::fs::read_to_string(&file).ok().and_then(|port| port.trim().parse::<u16>().ok());
            if let Some(port) = port
                && let Ok(stream) = TcpStream::connect(("127.0.0.1", port)).await
            {
                let mut wire = Self { stream, last: 0 };
                let greeting = wire.receive().await?;
                ensure!(greeting["marionetteProtocol"] == 3, "Firefox speaks another protocol: {greeting}");
                return Ok(wire);
            }
            if let Some(status) = process.child.try_wait()? {
                bail!("Firefox ended ({status}) instead of waiting for commands");
            }
            ensure!(begun.elapsed() < PATIENCE * START, "Firefox does not wait for commands");
            tokio::time::sleep(GLANCE).await;
        }
    }

    async fn command(&mut self, name: &str, parameters: Value) -> Result<Value> {
        self.last += 1;
        let message = json!([0, self.last, name, parameters]).to_string();
        self.stream.write_all(format!("{}:{message}", message.len()).as_bytes()).await?;
        let mut answer =
            tokio::time::timeout(PATIENCE * START, self.receive()).await.context("no answer")??;
        ensure!(answer[1] == self.last, "an answer to something else: {answer}");
        if !answer[2].is_null() {
            bail!("{}: {}", answer[2]["error"], answer[2]["message"]);
        }
        Ok(answer[3].take())
    }

    async fn receive(&mut self) -> Result<Value> {
        let mut length = 0;
        loop {
            match self.stream.read_u8().await? {
                b':' => break,
                digit @ b'0'..=b'9' => length = length * 10 + usize::from(digit - b'0'),
                other => bail!("a length with the byte {other}"),
            }
            ensure!(length < LONGEST, "a message of {length} bytes");
        }
        let mut message = vec![0; length];
        self.stream.read_exact(&mut message).await?;
        serde_json::from_slice(&message).context("a message that is no JSON")
    }
}
