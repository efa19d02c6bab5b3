//! The running service and Telegram.

use std::path::Path;
use std::process::{Output, Stdio};

use anyhow::{Context as _, Result};
use bot::fakes::telegram::FakeTelegram;
use tokio::process::Command;

fn zhice(telegram: &FakeTelegram, db: &str) -> Result<Command> {
    let binary = std::env::var_os("ZHICE_BIN")
        .context("ZHICE_BIN is not set: run the end-to-end tests through `cargo xtask test`")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the workspace")?;
    let mut command = Command::new(binary);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ZHICE_")) {
        command.env_remove(name);
    }
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--db", db, "--data"])
        .arg(root.join("data/gongshu"))
        .env("ZHICE_TELEGRAM_TOKEN", telegram.token())
        .env("ZHICE_TELEGRAM_API_URL", telegram.api_url())
        .stdin(Stdio::null())
        .kill_on_drop(true);
    Ok(command)
}

fn store(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("zhice.db").display())
}

/// Ended with 1 and said one line, which is returned.
fn one_line(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    said
}

#[tokio::test]
async fn a_question_is_answered_with_its_sources() -> Result<()> {
    let (telegram, folder) = (FakeTelegram::start().await?, tempfile::tempdir()?);
    let _service = zhice(&telegram, &store(folder.path()))?.stdout(Stdio::null()).spawn()?;
    let user = telegram.user(7);
    user.says("/start");
    assert!(!user.hears().await.text.is_empty());
    user.says("专利质押融资的目标是多少");
    let answer = user.hears().await.text;
    assert!(answer.contains("依据："), "{answer}");
    Ok(())
}

#[tokio::test]
async fn an_answer_about_one_target_with_figures_brings_its_picture_once() -> Result<()> {
    let (telegram, folder) = (FakeTelegram::start().await?, tempfile::tempdir()?);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the workspace")?;
    let mut zhice = zhice(&telegram, &store(folder.path()))?;
    let _service = zhice.arg("--data").arg(root.join("data/shili")).stdout(Stdio::null()).spawn()?;
    let user = telegram.user(7);
    user.says("示例区万人发明专利有效量完成了吗");
    let words = user.hears().await;
    assert!(words.document.is_none() && words.text.contains("31.4"), "{}", words.text);
    let picture = user.hears().await;
    assert_eq!(picture.text, "演示 · 万人发明专利有效量");
    let file = picture.document.context("no picture")?;
    assert!(file.bytes.starts_with(b"\x89PNG") && file.bytes.len() > 20_000, "{} bytes", file.bytes.len());
    // Several targets, or one without figures, are words alone.
    user.says("示例区各项目标完成得怎么样");
    assert!(user.hears().await.document.is_none());
    user.says("拱墅区专利质押融资完成了吗");
    assert!(user.hears().await.document.is_none());
    user.says("示例区有效商标完成了吗");
    assert!(user.hears().await.document.is_none());
    assert!(user.hears().await.document.is_some());
    assert_eq!(telegram.calls("sendPhoto").len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_wrong_token_is_one_clear_line() -> Result<()> {
    let (telegram, folder) = (FakeTelegram::start().await?, tempfile::tempdir()?);
    let mut zhice = zhice(&telegram, &store(folder.path()))?;
    let said = one_line(&zhice.env("ZHICE_TELEGRAM_TOKEN", "100:CANARY-token").output().await?);
    assert!(said.contains("ZHICE_TELEGRAM_TOKEN"), "{said}");
    assert!(!said.contains("CANARY"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_database_that_cannot_be_written_is_one_clear_line() -> Result<()> {
    let telegram = FakeTelegram::start().await?;
    // Not even the administrator may create a file there.
    let said = one_line(&zhice(&telegram, "sqlite:///proc/zhice.db")?.output().await?);
    assert!(said.contains("/proc/zhice.db") && said.contains("不可写"), "{said}");
    assert!(telegram.calls("getUpdates").is_empty());
    Ok(())
}
