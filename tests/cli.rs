//! The command line from outside: exit codes, messages, and the log of the release binary.

use std::io::Write as _;
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};

use anyhow::Result;
use serde_json::{Value, json};

use crate::support::root;
use crate::support::service::{self, Launch};

fn zhice(arguments: &[&str]) -> Result<Output> {
    Ok(Command::new(service::zhice()?)
        .current_dir(root())
        .env_remove("ZHICE_DATA")
        .args(arguments)
        .output()?)
}

fn error_of(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn asked_on_stdin(bytes: &[u8]) -> Result<Value> {
    let mut child = Command::new(service::zhice()?)
        .current_dir(root())
        .args(["ask", "--json", "--data", "data/gongshu", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    // A reader that has read enough may close the pipe early.
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(bytes));
    let output = child.wait_with_output()?;
    assert!(output.status.success());
    Ok(serde_json::from_slice(&output.stdout)?)
}

#[tokio::test]
async fn the_release_keeps_its_log() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let launch = Launch::new(service::zhice_release()?).packs().store(&folder.path().join("zhice.db"));
    let service = launch.start().await?;
    service.wait_for_log("listening").await
}

#[test]
fn the_default_is_the_first_deployment_and_never_the_demonstration() -> Result<()> {
    let answer: Value = serde_json::from_slice(&zhice(&["ask", "--json", "方案正式印发了吗"])?.stdout)?;
    assert_eq!(answer["citations"][0]["id"], "gongshu");
    let nowhere = tempfile::tempdir()?;
    let output = Command::new(service::zhice()?).current_dir(&nowhere).args(["ask", "你好"]).output()?;
    assert_eq!(output.status.code(), Some(1));
    assert!(error_of(&output).contains("--data"), "{}", error_of(&output));
    Ok(())
}

#[test]
fn wrong_usage_is_two_and_a_fault_is_one() -> Result<()> {
    assert_eq!(zhice(&["ask"])?.status.code(), Some(2));
    assert_eq!(zhice(&["fly"])?.status.code(), Some(2));
    assert_eq!(zhice(&["check", "--data", "nowhere"])?.status.code(), Some(1));
    assert_eq!(zhice(&["import", "plan", "README.md"])?.status.code(), Some(1), "a text without a plan");
    Ok(())
}

#[test]
fn a_text_without_a_plan_says_what_was_looked_for() -> Result<()> {
    let error = error_of(&zhice(&["import", "plan", "README.md"])?);
    assert!(error.contains("没有找到目标") && error.contains("责任单位名单"), "{error}");
    Ok(())
}

#[test]
fn an_official_text_becomes_a_record_that_is_quoted() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(
        path("boats.txt"),
        "示例区游船维修补助办法（演示）\n第一条 补助37%。\n第二条 每艘最高12.5万元。\n",
    )?;
    std::fs::write(path("plain.txt"), "没有条款的一段话")?;
    let import = |file: &str| {
        zhice(&["import", "policy", &path(file), "--data", "data/shili", "--out", &path("own"), "--json"])
    };
    let refused: Value = serde_json::from_slice(&import("plain.txt")?.stdout)?;
    assert_eq!((&refused["v"], &refused["faults"][0]["line"]), (&json!(1), &json!(1)));
    assert_eq!(import("plain.txt")?.status.code(), Some(1));
    let read: Value = serde_json::from_slice(&import("boats.txt")?.stdout)?;
    assert_eq!(read["policies"][0]["clauses"][1]["id"], "a2");
    let packs = ["--data", "data/shili", "--data", &path("own")];
    assert!(zhice(&[&["check"], &packs[..]].concat())?.status.success());
    let asked = zhice(&[&["ask", "--json"], &packs[..], &["游船维修补助每艘最高多少"]].concat())?;
    let answer: Value = serde_json::from_slice(&asked.stdout)?;
    assert_eq!(answer["citations"][0]["id"], "boats#a2");
    assert_eq!(answer["citations"][0]["read"], "original");
    Ok(())
}

#[test]
fn the_demonstration_is_made_from_its_document() -> Result<()> {
    let output = zhice(&["import", "plan", "data/shili/document.txt", "--json"])?;
    let draft: Value = serde_json::from_slice(&output.stdout)?;
    let count = |key: &str| draft[key].as_array().map_or(0, Vec::len);
    assert_eq!((count("indicators"), count("areas"), count("tasks"), count("safeguards")), (10, 3, 8, 4));
    let pack: Value =
        serde_json::from_slice(&zhice(&["progress", "--json", "--data", "data/shili"])?.stdout)?;
    let plan = &pack["plans"][0];
    for (task, imported) in plan["tasks"].as_array().unwrap().iter().zip(draft["tasks"].as_array().unwrap()) {
        assert_eq!((&task["title"]["zh"], &task["units"]), (&imported["title"], &imported["departments"]));
    }
    for (target, imported) in
        plan["indicators"].as_array().unwrap().iter().zip(draft["indicators"].as_array().unwrap())
    {
        assert_eq!((&target["name"]["zh"], &target["quote"]), (&imported["name"], &imported["source"]));
    }
    Ok(())
}

#[test]
fn a_new_text_is_compared_with_the_plan_that_it_replaces() -> Result<()> {
    let again = ["import", "plan", "data/shili/document.txt", "--replaces", "shili", "--data", "data/shili"];
    let output = zhice(&[&again[..], &["--json"]].concat())?;
    let replaces = &serde_json::from_slice::<Value>(&output.stdout)?["replaces"];
    for kind in ["plan", "targets", "areas", "tasks", "safeguards"] {
        assert_eq!(replaces["changes"][kind], serde_json::json!([]), "the same text changes no {kind}");
    }
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("new").display().to_string();
    assert!(zhice(&[&again[..], &["--out", &out]].concat())?.status.success());
    let second = zhice(&[&again[..], &["--out", &out]].concat())?;
    assert!(error_of(&second).contains("不会覆盖"), "{}", error_of(&second));
    let unknown =
        zhice(&["import", "plan", "data/shili/document.txt", "--replaces", "x", "--data", "data/shili"])?;
    assert!(error_of(&unknown).contains("没有方案 x；有的是：shili"), "{}", error_of(&unknown));
    Ok(())
}

#[test]
fn a_broken_pack_starts_nothing() -> Result<()> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("plan.toml"), "schema = 1\ncolour = 1\n")?;
    let output =
        zhice(&["serve", "--data", &folder.path().display().to_string(), "--listen", "127.0.0.1:0"])?;
    assert_eq!(output.status.code(), Some(1));
    let error = error_of(&output);
    assert!(error.contains("plan.toml:2: colour:") && !error.contains("listening"), "{error}");
    Ok(())
}

#[test]
fn a_port_that_is_taken_is_one_clear_line() -> Result<()> {
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let (address, folder) = (taken.local_addr()?.to_string(), tempfile::tempdir()?);
    let store = format!("sqlite://{}", folder.path().join("zhice.db").display());
    let output = zhice(&["serve", "--data", "data/shili", "--db", &store, "--listen", &address])?;
    assert_eq!(output.status.code(), Some(1));
    let error = error_of(&output);
    let told = error.lines().filter(|line| line.contains(&address)).count();
    assert!(told == 1 && error.contains("--listen"), "{error}");
    Ok(())
}

#[test]
fn a_database_that_cannot_be_written_is_one_clear_line() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let store = format!("sqlite://{}", folder.path().join("no/such/folder/zhice.db").display());
    let output = zhice(&["serve", "--data", "data/shili", "--db", &store, "--listen", "127.0.0.1:0"])?;
    assert_eq!(output.status.code(), Some(1));
    let error = error_of(&output);
    assert!(error.contains("数据库") && !error.contains("panicked"), "{error}");
    Ok(())
}

#[test]
fn sixty_four_kibibytes_are_read_and_more_are_refused() -> Result<()> {
    for (bytes, status) in
        [(0, "clarify"), (64 * 1024, "refused"), (64 * 1024 + 1, "refused"), (1 << 20, "refused")]
    {
        assert_eq!(asked_on_stdin(&vec![b'a'; bytes])?["status"], status, "{bytes} bytes");
    }
    assert_eq!(asked_on_stdin("费减比例".as_bytes())?["status"], "answered");
    Ok(())
}

#[test]
fn no_question_makes_it_panic() -> Result<()> {
    let strange =
        ["", " ", "\u{202E}\u{0007}?", "😀", "\u{E0041}", "《》[1]{}<script>", "專利補貼", "\u{FFFD}"];
    for question in strange {
        let output = zhice(&["ask", "--json", "--", question])?;
        assert!(output.status.success(), "{question:?}: {}", error_of(&output));
        assert!(serde_json::from_slice::<Value>(&output.stdout)?["status"].is_string());
    }
    assert!(asked_on_stdin(&[0xFF, 0xFE, 0x00, 0x80])?["status"].is_string());
    Ok(())
}

#[test]
fn progress_tells_an_earlier_day_and_what_changed_since() -> Result<()> {
    let progress =
        |arguments: &[&str]| zhice(&[&["progress", "--data", "data/shili", "--json"], arguments].concat());
    let then: Value = serde_json::from_slice(&progress(&["--as-of", "2023-06-30"])?.stdout)?;
    assert_eq!(then["plans"][0]["indicators"][0]["verdict"]["status"], "on-track");
    assert_eq!(then["plans"][0]["workings"][0]["pace"]["linear"]["at"], "1.1961");
    let since: Value = serde_json::from_slice(&progress(&["--since", "2024-12-31"])?.stdout)?;
    assert_eq!(
        (&since["changes"][0]["from"], &since["changes"][0]["to"]),
        (&json!("2024-12-31"), &json!("2025-06-30"))
    );
    assert_eq!(since["changes"][0]["changes"][0]["what"], "status");
    let ahead = progress(&["--since", "2025-07-01"])?;
    assert_eq!(ahead.status.code(), Some(1));
    assert!(error_of(&ahead).contains("晚于判定日"), "{}", error_of(&ahead));
    // The demonstration fixes its own day; a plan that runs is judged up to today.
    for (data, day) in [("data/shili", "2025-07-01"), ("data/gongshu", "2200-01-01")] {
        let ahead = zhice(&["progress", "--data", data, "--as-of", day])?;
        assert_eq!(ahead.status.code(), Some(1), "{data}");
        assert!(error_of(&ahead).contains(&format!("--as-of {day} 晚于")), "{}", error_of(&ahead));
    }
    assert!(progress(&["--as-of", "2025-06-30"])?.status.success());
    Ok(())
}
