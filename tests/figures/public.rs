//! What the public sees of a review and of a withdrawal.

use std::io::{Cursor, Read as _};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use shared::lang::Lang;
use shared::words;
use zip::ZipArchive;

use super::{
    APPROVER, Office, PLAN, PREPARER, PUBLISH, REVIEWER, ROWS, WITHDRAW, WITHDREW, number, shows, whole,
};

/// The people who answer for a publication stand in the database and on the review sheet, and nowhere else.
#[tokio::test]
async fn nobody_who_reviewed_is_named_in_public() -> Result<()> {
    let office = Office::new()?;
    office.stages(ROWS)?;
    let mut said = vec![office.does(&PUBLISH)?, office.does(&WITHDRAW)?];
    for command in
        [&["progress"][..], &["progress", "--json"], &["figures", "list"], &["figures", "list", "--json"]]
    {
        said.push(office.does(command)?);
    }
    let service = office.serves().await?;
    let api = format!("/api/v1/plans/{PLAN}");
    let addresses =
        ["", "/figures.csv", "/figures.xlsx", "/feed.atom", "/snapshot.bin"].map(|end| format!("{api}{end}"));
    let pages = ["zh-CN", "en"].map(|lang| format!("/p/{PLAN}?lang={lang}"));
    for address in addresses.into_iter().chain(pages) {
        let bytes = service.get(&address).await?.error_for_status()?.bytes().await?.to_vec();
        if let Ok(mut archive) = ZipArchive::new(Cursor::new(&bytes)) {
            for at in 0..archive.len() {
                let mut part = String::new();
                // A part that is no text names nobody.
                let _ = archive.by_index(at)?.read_to_string(&mut part);
                said.push(part);
            }
        }
        said.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    for name in [PREPARER, REVIEWER, APPROVER, WITHDREW] {
        assert!(!said.iter().any(|text| text.contains(name)), "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn a_withdrawal_shows_within_a_minute_and_says_that_it_corrected() -> Result<()> {
    let office = Office::new()?;
    let service = office.serves().await?;
    let before = whole(&service).await?;
    office.stages(ROWS)?;
    office.does(&PUBLISH)?;
    shows(&service, 2).await?;
    office.does(&WITHDRAW)?;
    let took = shows(&service, 3).await?;
    ensure!(took < Duration::from_secs(15), "it took {took:?}");

    let after = whole(&service).await?;
    assert_eq!((&after.indicators, &after.tasks), (&before.indicators, &before.tasks));
    let correction = after.correction().context("it does not say that it was corrected")?;
    let notice = words::correction(correction, Lang::Zh);
    assert!(notice.starts_with("已更正：2025-06-30") && notice.contains("录入有误"), "{notice}");
    let page = service.text(&format!("/p/{PLAN}")).await?;
    assert!(page.replace("<time>", "").replace("</time>", "").contains(&notice), "days are marked as such");
    assert!(office.does(&["progress"])?.contains(&notice));
    let chat = reqwest::Client::new()
        .post(service.url("/api/v1/chat"))
        .json(&serde_json::json!({ "question": "示例区的目标完成了吗" }));
    assert!(chat.send().await?.text().await?.contains("已更正"), "the answer says so too");
    Ok(())
}

#[test]
fn nothing_is_published_without_a_review() -> Result<()> {
    let office = Office::new()?;
    let refused = |arguments: &[&str]| -> Result<String> {
        let output = office.run(arguments, &[])?;
        ensure!(output.status.code() == Some(1), "{arguments:?}: {}", output.status);
        Ok(String::from_utf8(output.stderr)?)
    };
    assert!(refused(&PUBLISH)?.contains("没有待审核的数据"));
    office.stages(ROWS)?;
    assert!(refused(&["publish"])?.contains("--prepared-by"));
    assert!(
        refused(&["publish", "--yes", "--prepared-by", "甲", "--reviewer", "乙"])?.contains("--approver")
    );
    let alone = ["publish", "--yes", "--prepared-by", "甲", "--reviewer", "乙", "--approver", "乙"];
    assert!(refused(&alone)?.contains("三个不同的人"));
    assert!(refused(&PUBLISH.map(|flag| if flag == "--yes" { "--json" } else { flag }))?.contains("--yes"));
    assert_eq!(number(&office.public()?), 1);
    Ok(())
}
