//! Commands that read, and those that change one thing and nothing else.

use std::fs;

use anyhow::Result;
use serde_json::Value;

use super::{Office, PLAN, ROWS, number};
use crate::support::root;

#[test]
fn commands_that_read_create_and_publish_nothing() -> Result<()> {
    let office = Office::new()?;
    fs::write(
        office.file("填报.csv"),
        "指标,期间,数值,截至日期,数据性质,数据来源\ni2,2024,47,2024-12-31,最终数,演示\n",
    )?;
    let commands: [&[&str]; 4] = [
        &["progress"],
        &["figures", "list"],
        &["figures", "stage", "填报.csv", "--dry-run"],
        &["render", "--out", "site"],
    ];
    for command in commands {
        let output = office.run(command, &[])?;
        let told = String::from_utf8(output.stderr)?;
        assert!(output.status.success() && told.contains("尚未入库"), "{command:?}: {told}");
        assert!(!office.file("zhice.db").exists(), "{command:?}");
    }
    assert_eq!(office.public()?.publication, None);
    office.stages(ROWS)?;
    assert_eq!(number(&office.public()?), 1, "staging enters the pack's rows");
    office.does(&["figures", "template", "--out", "空表.xlsx"])?;
    assert!(!office.run(&["figures", "template", "--out", "空表.xlsx"], &[])?.status.success());
    Ok(())
}

#[test]
fn a_batch_is_dropped_and_nothing_of_the_pack_is_entered_with_it() -> Result<()> {
    let office = Office::new()?;
    office.stages(ROWS)?;
    // The deployment has a newer pack by now, with a row that nobody entered yet.
    let (pack, newer) = (root().join("data").join(PLAN), office.file("newer"));
    fs::create_dir(&newer)?;
    for file in ["plan.toml", "observations.csv", "task_updates.csv"] {
        fs::copy(pack.join(file), newer.join(file))?;
    }
    let rows = fs::read_to_string(newer.join("observations.csv"))?;
    let row = "o-new,i1,2020,20.1,,2020-12-31,final,演示：示例区年报,,,,,";
    fs::write(newer.join("observations.csv"), format!("{}\n{row}\n", rows.trim_end()))?;

    let output = office.run_with(&newer, &["figures", "drop", "1"], &[])?;
    let told = String::from_utf8(output.stderr)?;
    assert!(output.status.success() && told.contains("1 行尚未入库"), "{told}");
    let listed: Value = serde_json::from_str(&office.does(&["figures", "list", "--json"])?)?;
    assert_eq!(
        (listed["waiting"].as_array().map(Vec::len), listed["publications"].as_array().map(Vec::len)),
        (Some(0), Some(1)),
        "{listed}"
    );
    Ok(())
}

#[test]
fn without_a_database_a_report_is_of_the_pack_and_a_review_sheet_is_of_nothing() -> Result<()> {
    let office = Office::new()?;
    office.does(&["report", "--final", "--out", "报告.docx"])?;
    assert!(fs::read(office.file("报告.docx"))?.starts_with(b"PK"));
    for (command, told) in [
        (&["figures", "sheet", "1", "--out", "审核单.docx"][..], "没有第 1 次发布"),
        (&["figures", "drop", "1"], "没有待审核的批次 1"),
    ] {
        let output = office.run(command, &[])?;
        let said = String::from_utf8(output.stderr)?;
        assert!(output.status.code() == Some(1) && said.contains(told), "{command:?}: {said}");
    }
    assert!(!office.file("审核单.docx").exists() && !office.file("zhice.db").exists());
    Ok(())
}
