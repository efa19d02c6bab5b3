//! `kill -9` at every instant between a message and its reply: nothing is lost and nothing is doubled.
//!
//! The service kills itself at a named instant (`ZHICE_KILL_AT`), so each crash is the same on every machine.

use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use bot::fakes::telegram::FakeTelegram;
use tokio::process::{Child, Command};

const USERS: std::ops::RangeInclusive<i64> = 1..=3;
/// Each user asks so often before each start.
const QUESTIONS: usize = 2;
const KILLS: usize = 3;
/// One message and one reply.
const QUESTION: &str = "你好";
/// How long a service may take to get to the instant at which it dies.
const PATIENCE: Duration = Duration::from_secs(30);
const SECRET: &str = "durability";

/// A service that is killed and started again over the same database.
struct Scene {
    telegram: FakeTelegram,
    folder: tempfile::TempDir,
    pushed: bool,
    port: u16,
    /// How often everyone has said thanks, and heard a reply to that.
    thanks: usize,
}

impl Scene {
    async fn new() -> Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        Ok(Self {
            telegram: FakeTelegram::start().await?,
            folder: tempfile::tempdir()?,
            pushed: false,
            port: listener.local_addr()?.port(),
            thanks: 0,
        })
    }

    fn start(&self, environment: &[(&str, &str)]) -> Result<Child> {
        let binary = std::env::var_os("ZHICE_BIN")
            .context("ZHICE_BIN is not set: run the end-to-end tests through `cargo xtask test`")?;
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the workspace")?;
        let mut command = Command::new(binary);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ZHICE_"))
        {
            command.env_remove(name);
        }
        if self.pushed {
            command.env("ZHICE_TELEGRAM_WEBHOOK_SECRET", SECRET);
        }
        command
            .arg("serve")
            .arg("--data")
            .arg(root.join("data/gongshu"))
            .arg("--db")
            .arg(format!("sqlite://{}", self.folder.path().join("zhice.db").display()))
            // Only who pushes needs to find the service again; any other port spares the tests from taking each other's.
            .args(["--listen", &format!("127.0.0.1:{}", if self.pushed { self.port } else { 0 })])
            .env("ZHICE_TELEGRAM_TOKEN", self.telegram.token())
            .env("ZHICE_TELEGRAM_API_URL", self.telegram.api_url())
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .kill_on_drop(true);
        Ok(command.spawn()?)
    }

    /// Runs the service until it kills itself.
    async fn dies(&self, environment: &[(&str, &str)]) -> Result<()> {
        let mut service = self.start(environment)?;
        let ended = tokio::time::timeout(PATIENCE, service.wait()).await;
        let status = ended.context("it was to kill itself, and runs on")??;
        ensure!(killed(status), "it was to kill itself, and ended with {status}");
        Ok(())
    }

    fn everyone_asks(&self) {
        for user in USERS {
            for _ in 0..QUESTIONS {
                self.telegram.user(user).says(QUESTION);
            }
        }
    }

    /// Lets a healthy service catch up, ends it in order and counts the replies to what each user asked.
    async fn heard_in_the_end(&mut self) -> Result<Vec<usize>> {
        let mut service = self.start(&[])?;
        for user in USERS {
            // Answered after everything that was asked before.
            self.telegram.user(user).says("谢谢");
        }
        self.telegram.all_confirmed().await;
        terminate(&service)?;
        ensure!(service.wait().await?.success(), "it did not end in order");
        self.thanks += 1;
        Ok(USERS.map(|user| self.telegram.user(user).heard().len() - self.thanks).collect())
    }
}

fn killed(status: ExitStatus) -> bool {
    std::os::unix::process::ExitStatusExt::signal(&status) == Some(9)
}

fn terminate(service: &Child) -> Result<()> {
    let id = service.id().context("the service has ended")?;
    let id = rustix::process::Pid::from_raw(i32::try_from(id)?).context("a process without an id")?;
    Ok(rustix::process::kill_process(id, rustix::process::Signal::TERM)?)
}

/// Kills the service at one instant, again and again; each time everyone has asked before.
async fn survives(instant: &str) -> Result<()> {
    let mut scene = Scene::new().await?;
    for round in 1..=KILLS {
        scene.everyone_asks();
        scene.dies(&[("ZHICE_KILL_AT", instant)]).await?;
        assert_eq!(scene.heard_in_the_end().await?, [round * QUESTIONS; 3], "killed when {instant}");
    }
    Ok(())
}

/// The same with one message at a time. Once replies are on their way, another one that is being sent at the instant of
/// the kill would be the residue below, and is not what is tried here.
async fn survives_one_by_one(instant: &str) -> Result<()> {
    let mut scene = Scene::new().await?;
    for round in 1..=KILLS {
        scene.telegram.user(1).says(QUESTION);
        scene.dies(&[("ZHICE_KILL_AT", instant)]).await?;
        assert_eq!(scene.heard_in_the_end().await?, [round, 0, 0], "killed when {instant}");
    }
    Ok(())
}

#[tokio::test]
async fn killed_between_fetch_and_commit() -> Result<()> {
    survives("fetched").await
}

#[tokio::test]
async fn killed_between_commit_and_the_next_offset() -> Result<()> {
    survives("accepted").await
}

#[tokio::test]
async fn killed_between_answer_and_commit() -> Result<()> {
    survives("answered").await
}

#[tokio::test]
async fn killed_between_reply_and_send() -> Result<()> {
    survives_one_by_one("replied").await
}

#[tokio::test]
async fn killed_just_before_the_send() -> Result<()> {
    survives_one_by_one("leased").await
}

#[tokio::test]
async fn killed_after_the_send_was_noted() -> Result<()> {
    survives_one_by_one("sent").await
}

/// The control: the same crash as in `killed_between_fetch_and_commit`, in a service that acknowledges too early.
#[tokio::test]
async fn control_an_offset_before_the_commit_loses_one() -> Result<()> {
    let mut scene = Scene::new().await?;
    scene.everyone_asks();
    assert_eq!(scene.heard_in_the_end().await?, [QUESTIONS; 3]);
    scene.telegram.user(1).says(QUESTION);
    scene.dies(&[("ZHICE_FAULT", "offset-before-commit"), ("ZHICE_KILL_AT", "fetched")]).await?;
    scene.everyone_asks();
    // User 1 asked once more than that.
    assert_eq!(scene.heard_in_the_end().await?, [2 * QUESTIONS; 3]);
    Ok(())
}

/// What no order of writes removes: Telegram took the reply, and the process died before it noted so.
#[tokio::test]
async fn residue_killed_between_send_and_note_one_reply_comes_twice() -> Result<()> {
    let mut scene = Scene::new().await?;
    scene.telegram.user(1).says(QUESTION);
    scene.dies(&[("ZHICE_KILL_AT", "delivered")]).await?;
    assert_eq!(scene.heard_in_the_end().await?, [2, 0, 0], "one reply, twice");
    Ok(())
}

#[tokio::test]
async fn a_push_is_acknowledged_only_when_it_is_stored() -> Result<()> {
    let scene = Scene { pushed: true, ..Scene::new().await? };
    let url = format!("http://127.0.0.1:{}/channels/telegram", scene.port);
    scene.telegram.user(1).says(QUESTION);

    let mut service = scene.start(&[("ZHICE_KILL_AT", "accepted")])?;
    scene.listens().await?;
    assert!(
        scene.telegram.push_to(&url, Some(SECRET)).await.is_err(),
        "a killed service acknowledges nothing"
    );
    ensure!(killed(service.wait().await?), "it was to kill itself");
    assert_eq!(scene.telegram.unconfirmed(), 1);

    let mut service = scene.start(&[])?;
    scene.listens().await?;
    let status = scene.telegram.push_to(&url, Some(SECRET)).await?;
    assert!(status.is_success(), "{status}");
    scene.telegram.user(1).hears().await;
    terminate(&service)?;
    ensure!(service.wait().await?.success(), "it did not end in order");
    assert_eq!(scene.telegram.user(1).heard().len(), 1);
    Ok(())
}

/// Killed from outside, wherever it happens to be. A reply may come twice for each kill that met a send, none is lost.
#[tokio::test]
async fn killed_at_any_moment_nothing_is_lost() -> Result<()> {
    let mut scene = Scene::new().await?;
    let mut doubled = 0;
    let kills = 2 * KILLS;
    for kill in 1..=kills {
        scene.everyone_asks();
        let mut service = scene.start(&[])?;
        // Some calls later than the last time: in the pull, between the replies, among them.
        scene.telegram.called("sendMessage", scene.telegram.calls("sendMessage").len() + kill % 4).await;
        service.kill().await?;
    }
    for heard in scene.heard_in_the_end().await? {
        let asked = kills * QUESTIONS;
        ensure!(heard >= asked, "{heard} replies to {asked} questions");
        doubled += heard - asked;
    }
    // At most as many as are sent at once.
    ensure!(doubled <= kills * USERS.count(), "{doubled} replies came twice");
    Ok(())
}

impl Scene {
    /// Waits until the service takes connections.
    async fn listens(&self) -> Result<()> {
        let begun = std::time::Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", self.port)).await.is_err() {
            ensure!(begun.elapsed().as_secs() < 30, "it does not listen");
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        Ok(())
    }
}
