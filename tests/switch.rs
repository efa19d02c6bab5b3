//! A plan that is switched off: everything that shows it tells since when and why instead, from the next request on.

use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Result, ensure};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::browser::{Browser, Options};
use crate::support::portal::{Embedding, PLAIN_PAGE, SNIPPET};
use crate::support::{root, service};

const REASON: &str = "数据核对 <b>中</b>";
const WHO: &str = "值班员某戊";

fn zhice(folder: &Path, arguments: &[&str]) -> Result<Output> {
    let output = Command::new(service::zhice()?)
        .args(arguments)
        .args(["--data", &root().join("data/shili").display().to_string()])
        .args(["--data", &root().join("data/gongshu").display().to_string()])
        .env("USER", "zhiban")
        .env("ZHICE_DB", format!("sqlite://{}", folder.join("zhice.db").display()))
        .output()?;
    Ok(output)
}

fn does(folder: &Path, arguments: &[&str]) -> Result<String> {
    let output = zhice(folder, arguments)?;
    ensure!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

fn off(folder: &Path, plan: &str) -> Result<String> {
    does(folder, &["switch", "off", plan, "--reason", REASON, "--by", WHO])
}

#[tokio::test]
async fn every_address_of_the_plan_tells_why_and_no_other_plan_is_touched() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let addresses: Vec<(String, StatusCode, &str)> = [
        ("/p/shili", 503, "text/html; charset=utf-8"),
        ("/p/shili?view=tasks&lang=en", 503, "text/html; charset=utf-8"),
        ("/p/shili/schemes", 503, "text/html; charset=utf-8"),
        // What a page includes would be dropped with an error.
        ("/p/shili/snippet", 200, "text/html; charset=utf-8"),
        ("/p/shili/plain?lang=en", 200, "text/html; charset=utf-8"),
        ("/p/shili/schemes/snippet", 200, "text/html; charset=utf-8"),
        ("/api/v1/plans/shili", 503, "application/problem+json"),
        ("/api/v1/plans/shili/changes", 503, "application/problem+json"),
        ("/api/v1/plans/shili/figures.csv", 503, "application/problem+json"),
        ("/api/v1/plans/shili/figures.xlsx", 503, "application/problem+json"),
        ("/api/v1/plans/shili/feed.atom", 503, "application/problem+json"),
        ("/api/v1/plans/shili/snapshot.bin", 503, "application/problem+json"),
    ]
    .into_iter()
    .map(|(address, status, kind)| Ok((address.to_owned(), StatusCode::from_u16(status)?, kind)))
    .collect::<Result<_>>()?;
    for (address, ..) in &addresses {
        ensure!(service.get(address).await?.status() == StatusCode::OK, "{address}");
    }
    off(folder.path(), "shili")?;
    for (address, status, kind) in &addresses {
        let answer = service.get(address).await?;
        assert_eq!(
            (answer.status(), &answer.headers()["content-type"]),
            (*status, &(*kind).parse()?),
            "{address}"
        );
        assert_eq!(answer.headers()["cache-control"], "no-store", "{address}");
        let body = answer.text().await?;
        assert!(
            body.contains("数据核对") && !body.contains("<b>") || *kind != addresses[0].2,
            "{address}: {body}"
        );
        assert!(!body.contains("31.4") && !body.contains(WHO), "{address}: {body}");
        assert!(
            body.contains(if address.contains("lang=en") { "not shown since" } else { "暂停显示" }),
            "{body}"
        );
    }
    let problem: Value = service.get("/api/v1/plans/shili").await?.json().await?;
    assert_eq!((&problem["status"], &problem["off"]["reason"]), (&json!(503), &json!(REASON)));
    let portal = service.text("/").await?;
    assert!(portal.contains("暂停显示") && !portal.contains("31.4") && portal.contains("完成数据尚未录入"));
    ensure!(service.get("/p/gongshu").await?.status() == StatusCode::OK);
    does(folder.path(), &["switch", "on", "shili", "--by", WHO])?;
    for (address, ..) in &addresses {
        ensure!(service.get(address).await?.status() == StatusCode::OK, "{address}");
    }
    let list: Value = serde_json::from_str(&does(folder.path(), &["switch", "list", "--json"])?)?;
    let shili =
        list["plans"].as_array().and_then(|plans| plans.iter().find(|plan| plan["plan"] == "shili")).cloned();
    let states =
        shili.map(|plan| json!([plan["off"], plan["switched"][0]["by"], plan["switched"][1]["state"]]));
    assert_eq!(states, Some(json!([null, WHO, "on"])));
    Ok(())
}

#[tokio::test]
async fn it_outlives_a_restart_and_the_machine_that_answers_says_so_too() -> Result<()> {
    let folder = tempfile::tempdir()?;
    drop(service::start(folder.path()).await?);
    off(folder.path(), "gongshu")?;
    let service = service::start(folder.path()).await?;
    ensure!(service.get("/p/gongshu").await?.status() == StatusCode::SERVICE_UNAVAILABLE);
    let ask = async |question: &str| -> Result<Value> {
        let body = json!({ "question": question, "plan": "gongshu" });
        let url = service.url("/api/v1/chat");
        Ok(reqwest::Client::new().post(url).json(&body).send().await?.json().await?)
    };
    let begun = std::time::Instant::now();
    let mut answer = ask("完成得怎么样").await?;
    while answer["intent"] != "switched-off" && begun.elapsed() < crate::support::PATIENCE {
        tokio::time::sleep(crate::support::GLANCE).await;
        answer = ask("完成得怎么样").await?;
    }
    let text = answer["text"].as_str().unwrap_or_default();
    assert!(text.contains("暂停显示") && text.contains("数据核对"), "{answer}");
    assert_eq!(ask("最近有什么培训").await?["intent"], "sessions", "the rest of the pack is answered from");
    Ok(())
}

#[test]
fn what_is_misspelt_or_unexplained_switches_nothing() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let refused = |arguments: &[&str]| -> Result<String> {
        let output = zhice(folder.path(), arguments)?;
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        Ok(String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let nothing = refused(&["switch", "off", "shili", "--reason", "核对"])?;
    assert!(nothing.contains("--db"), "no database is made in passing: {nothing}");
    assert!(!folder.path().join("zhice.db").exists());
    std::fs::write(
        folder.path().join("填报.csv"),
        "指标,期间,数值,截至日期,数据性质,数据来源\ni5,2024,99,2024-12-31,最终数,演示\n",
    )?;
    let file = folder.path().join("填报.csv").display().to_string();
    let staged = zhice(folder.path(), &["figures", "stage", &file, "--plan", "shili"])?;
    ensure!(staged.status.success(), "{}", String::from_utf8_lossy(&staged.stderr));
    let unknown = refused(&["switch", "off", "shilli", "--reason", "核对"])?;
    assert!(unknown.contains("shili、gongshu"), "{unknown}");
    assert!(refused(&["switch", "off", "shili", "--reason", " "])?.contains("原因"));
    assert!(does(folder.path(), &["switch", "on", "shili"])?.contains("没有改动"));
    Ok(())
}

#[test]
fn a_rendered_site_has_the_notice_in_every_page_and_no_data() -> Result<()> {
    let folder = tempfile::tempdir()?;
    std::fs::write(
        folder.path().join("填报.csv"),
        "指标,期间,数值,截至日期,数据性质,数据来源\ni5,2024,99,2024-12-31,最终数,演示\n",
    )?;
    let file = folder.path().join("填报.csv").display().to_string();
    does(folder.path(), &["figures", "stage", &file, "--plan", "shili"])?;
    off(folder.path(), "gongshu")?;
    let out = folder.path().join("site");
    does(folder.path(), &["render", "--out", &out.display().to_string()])?;
    let read = |path: &str| std::fs::read_to_string(out.join(path));
    for page in [
        "p/gongshu/index.html",
        "p/gongshu/snippet.html",
        "p/gongshu/plain-tasks.html",
        "index.html",
        "portal.html",
    ] {
        assert!(read(page)?.contains("本栏目自"), "{page}");
    }
    assert!(read("p/gongshu/en.html")?.contains("not shown since"));
    let problem: Value = serde_json::from_str(&read("api/v1/plans/gongshu/index.json")?)?;
    assert_eq!(problem["off"]["reason"], REASON);
    for gone in ["snapshot.bin", "figures.csv", "figures.xlsx", "feed.atom"] {
        assert!(!out.join("api/v1/plans/gongshu").join(gone).exists(), "{gone}");
        assert!(out.join("api/v1/plans/shili").join(gone).exists(), "{gone}");
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_was_pasted_earlier_tells_it_where_the_widget_would_come() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let pasted = service.text("/p/shili/snippet").await?;
    let loader = "<script type=\"module\" src=\"/embed/v1/plan-progress.js\"></script>";
    let page = PLAIN_PAGE.replace(SNIPPET, &format!("{pasted}{loader}<div>{SNIPPET}</div>"));
    let mut embedding = Embedding::new(&service.origin(), "/healthz", None);
    embedding.page = page;
    let portal = embedding.serve().await?;
    off(folder.path(), "shili")?;
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&portal.page()).await?;
    browser.wait_until("document.querySelector('plan-progress').innerText.includes('暂停显示')").await?;
    let text = browser.text("document.querySelector('main').innerText").await?;
    assert!(text.contains(REASON) && !text.contains("31.4"), "{text}");
    Ok(())
}
