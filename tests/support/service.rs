//! A running `zhice`: started on a free port, awaited, read, killed and started again.

use std::io::{BufRead as _, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use reqwest::StatusCode;
use rustix::process::{Pid, Signal, kill_process};

use super::{GLANCE, PATIENCE, file_from_env, http, root};

/// The binary with the platforms' fakes.
pub(crate) fn zhice() -> Result<PathBuf> {
    file_from_env("ZHICE_BIN")
}

/// The binary that a deployment runs.
pub(crate) fn zhice_release() -> Result<PathBuf> {
    file_from_env("ZHICE_RELEASE_BIN")
}

/// How a service is started. `serve` and `--listen` are added.
#[derive(Clone, Debug)]
pub(crate) struct Launch {
    binary: PathBuf,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    base_path: String,
}

impl Launch {
    pub(crate) fn new(binary: PathBuf) -> Self {
        Self { binary, arguments: Vec::new(), environment: Vec::new(), base_path: String::new() }
    }

    /// Both packs of the repository.
    pub(crate) fn packs(self) -> Self {
        self.data(&root().join("data/gongshu")).data(&root().join("data/shili"))
    }

    pub(crate) fn data(self, pack: &Path) -> Self {
        self.args(["--data".to_owned(), pack.display().to_string()])
    }

    /// A store in a file, made when it is not there.
    pub(crate) fn store(self, file: &Path) -> Self {
        self.args(["--db".to_owned(), format!("sqlite://{}?mode=rwc", file.display())])
    }

    pub(crate) fn args(mut self, arguments: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A path such as `/x` below which everything is served.
    pub(crate) fn base_path(mut self, base_path: &str) -> Self {
        base_path.clone_into(&mut self.base_path);
        self.args(["--base-path", base_path])
    }

    /// Starts the service and waits until it is ready. A port that was free a moment ago may be another test's by now;
    /// only then is another one tried.
    pub(crate) async fn start(self) -> Result<Service> {
        let mut tries = 0;
        loop {
            tries += 1;
            let mut service = Service {
                launch: self.clone(),
                port: free_port()?,
                child: None,
                readers: Vec::new(),
                client: http(),
                log: Log::default(),
            };
            match service.start().await {
                Err(error) if tries < PORTS && error.to_string().contains(PORT_TAKEN) => {}
                started => return started.map(|()| service),
            }
        }
    }
}

/// How many ports are tried.
const PORTS: u32 = 5;
/// What zhice says of a port that is another's.
const PORT_TAKEN: &str = "不能监听";

/// Two packs, a store that ends with the test's folder, the binary with fakes: what most tests want.
pub(crate) async fn start(folder: &Path) -> Result<Service> {
    Launch::new(zhice()?).packs().store(&folder.join("zhice.db")).start().await
}

pub(crate) struct Service {
    launch: Launch,
    port: u16,
    child: Option<Child>,
    readers: Vec<JoinHandle<()>>,
    client: reqwest::Client,
    log: Log,
}

impl Service {
    /// Starts the service again, on the same port and with the same arguments.
    pub(crate) async fn start(&mut self) -> Result<()> {
        anyhow::ensure!(self.child.is_none(), "the service is running");
        let mut command = Command::new(&self.launch.binary);
        // What the developer's own environment says about a zhice is not for this one.
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ZHICE_"))
        {
            command.env_remove(name);
        }
        let mut child = command
            .current_dir(root())
            .arg("serve")
            .args(&self.launch.arguments)
            .args(["--listen", &format!("127.0.0.1:{}", self.port)])
            .envs(self.launch.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", self.launch.binary.display()))?;
        self.readers = vec![
            self.log.follow(child.stdout.take().context("no output")?),
            self.log.follow(child.stderr.take().context("no output")?),
        ];
        self.child = Some(child);
        self.wait_until_ready().await
    }

    async fn wait_until_ready(&mut self) -> Result<()> {
        let begun = Instant::now();
        loop {
            let last = self.get("/readyz").await.map(|answer| answer.status());
            if matches!(last, Ok(StatusCode::OK)) {
                return Ok(());
            }
            let child = self.child.as_mut().context("not started")?;
            if let Some(status) = child.try_wait()? {
                self.child = None;
                self.read_to_the_end();
                bail!("zhice ended ({status}) instead of serving:\n{}", self.log());
            }
            if begun.elapsed() > 3 * PATIENCE {
                bail!("zhice is not ready after {} s ({last:?}):\n{}", 3 * PATIENCE.as_secs(), self.log());
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// The address of the service itself, without the base path and without a slash at the end.
    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The address of a path below the base path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin(), self.launch.base_path)
    }

    pub(crate) async fn get(&self, path: &str) -> Result<reqwest::Response> {
        let url = self.url(path);
        self.client.get(&url).send().await.with_context(|| url)
    }

    /// The text of a page; a status other than 200 is a failure.
    pub(crate) async fn text(&self, path: &str) -> Result<String> {
        Ok(self.get(path).await?.error_for_status()?.text().await?)
    }

    pub(crate) async fn json(&self, path: &str) -> Result<serde_json::Value> {
        Ok(self.get(path).await?.error_for_status()?.json().await?)
    }

    /// Everything that the service printed so far, over all its starts.
    pub(crate) fn log(&self) -> String {
        self.log.text()
    }

    /// Waits until a line of the log holds a word.
    pub(crate) async fn wait_for_log(&self, word: &str) -> Result<()> {
        let begun = Instant::now();
        while !self.log().contains(word) {
            if begun.elapsed() > PATIENCE {
                bail!("after {} s the log has no `{word}`:\n{}", PATIENCE.as_secs(), self.log());
            }
            tokio::time::sleep(GLANCE).await;
        }
        Ok(())
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(None)))
    }

    /// Ends the process at once, as a power cut does.
    pub(crate) fn kill(&mut self) -> Result<()> {
        let Some(mut child) = self.child.take() else { return Ok(()) };
        child.kill()?;
        child.wait()?;
        self.read_to_the_end();
        Ok(())
    }

    /// Asks the process to end, as an administrator does, and returns how it ended.
    pub(crate) async fn terminate(&mut self) -> Result<std::process::ExitStatus> {
        let child = self.child.as_mut().context("the service is not running")?;
        let id = Pid::from_raw(i32::try_from(child.id())?).context("a process without an id")?;
        kill_process(id, Signal::TERM)?;
        let begun = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                self.child = None;
                self.read_to_the_end();
                return Ok(status);
            }
            if begun.elapsed() > PATIENCE {
                bail!(
                    "zhice still runs {} s after it was asked to end:\n{}",
                    PATIENCE.as_secs(),
                    self.log.text()
                );
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Takes in what an ended process still had to say.
    fn read_to_the_end(&mut self) {
        for reader in self.readers.drain(..) {
            let _ = reader.join();
        }
    }

    /// A power cut, and the start after it.
    pub(crate) async fn kill_and_restart(&mut self) -> Result<()> {
        self.kill()?;
        self.start().await
    }
}

impl Drop for Service {
    #[allow(clippy::print_stdout, reason = "the harness shows what a failing test printed")]
    fn drop(&mut self) {
        let _ = self.kill();
        if std::thread::panicking() {
            println!("what zhice printed:\n{}", self.log());
        }
    }
}

/// What processes print, gathered by threads of their own so that no pipe ever fills up.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Log {
    fn follow(&self, output: impl Read + Send + 'static) -> JoinHandle<()> {
        let log = Arc::clone(&self.0);
        std::thread::spawn(move || {
            for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
                let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
                log.push_str(&String::from_utf8_lossy(&line));
                log.push('\n');
            }
        })
    }

    fn text(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A port that nothing listens on at this moment.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
