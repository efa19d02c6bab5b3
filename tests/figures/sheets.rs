//! Workbooks and CSV files as people fill them in.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{Office, PUBLISH, csv_of, printed, shows, whole};

/// 2024-12-31 as a spreadsheet counts.
const LAST_OF_2024: &str = "45657";

/// Types rows into the sheet of values of a template, as a spreadsheet would save them. The fifth cell is a day.
fn fill(template: &Path, rows: &[[&str; 11]]) -> Result<()> {
    rewrite(template, |sheet| typed_into(sheet, rows))
}

/// Changes the sheet of values of a workbook.
fn rewrite(template: &Path, change: impl Fn(&str) -> Result<String>) -> Result<()> {
    let bytes = std::fs::read(template)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut filled = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        if part.name() == "xl/worksheets/sheet1.xml" {
            content = change(&String::from_utf8(content)?)?.into_bytes();
        }
        filled.start_file(part.name(), SimpleFileOptions::default())?;
        filled.write_all(&content)?;
    }
    Ok(std::fs::write(template, filled.finish()?.into_inner())?)
}

fn typed_into(sheet: &str, rows: &[[&str; 11]]) -> Result<String> {
    let column =
        sheet.split("<col ").find(|column| column.starts_with("min=\"5\"")).context("no fifth column")?;
    let day = column.split("style=\"").nth(1).and_then(|rest| rest.split('"').next()).context("no style")?;
    let mut typed = String::new();
    for (row, cells) in (2..).zip(rows) {
        let cell = |(column, text): (char, &&str)| match (column, *text) {
            (_, "") => String::new(),
            ('E', serial) => format!("<c r=\"E{row}\" s=\"{day}\"><v>{serial}</v></c>"),
            (column, text) => format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        };
        let cells: String = ('A'..).zip(cells).map(cell).collect();
        write!(typed, "<row r=\"{row}\">{cells}</row>")?;
    }
    ensure!(sheet.contains("</sheetData>"), "no sheet");
    Ok(sheet.replace("</sheetData>", &format!("{typed}</sheetData>")))
}

#[tokio::test]
async fn from_the_template_to_every_export_the_values_are_equal() -> Result<()> {
    let office = Office::new()?;
    office.does(&["figures", "template", "--out", "填报.xlsx"])?;
    let source = "演示：年报";
    fill(
        &office.file("填报.xlsx"),
        &[
            [
                "i6 知识产权纠纷调解成功率（%）",
                "2024",
                "90.50",
                "",
                LAST_OF_2024,
                "最终数",
                source,
                "",
                "",
                "",
                "",
            ],
            ["i3", "2023", "2.40", "", LAST_OF_2024, "最终数", source, "", "", "", ""],
            ["i4", "2024", "2.600", "", LAST_OF_2024, "最终数", source, "", "", "演示：原因", "演示：措施"],
            ["i8", "2024", "", "已认定", LAST_OF_2024, "最终数", source, "", "", "", ""],
        ],
    )?;
    let service = office.serves().await?;
    let staged: Value = serde_json::from_str(&office.does(&["figures", "stage", "填报.xlsx", "--json"])?)?;
    assert_eq!((&staged["v"], &staged["added"], &staged["revised"]), (&1.into(), &1.into(), &3.into()));
    office.does(&[&PUBLISH[..], &["--sheet", "审核单.docx"]].concat())?;
    assert!(std::fs::read(office.file("审核单.docx"))?.starts_with(b"PK"));
    shows(&service, 2).await?;

    let shown = whole(&service).await?;
    assert_eq!(shown, office.public()?, "the command line says what the service says");
    let value = |id: &str| shown.indicators.iter().find(|i| i.id.as_str() == id).map(printed);
    assert_eq!([value("i6"), value("i4")], [Some("90.50".to_owned()), Some("2.600".to_owned())]);
    let csv = csv_of(&service).await?;
    assert_eq!((csv["i6"]["value"].as_str(), csv["i8"]["state"].as_str()), ("90.50", "已认定"));
    let i3 = shown.indicators.iter().find(|i| i.id.as_str() == "i3").context("i3")?;
    assert!(i3.years.iter().any(|point| point.value.is_some_and(|value| value.to_string() == "2.40")));
    Ok(())
}

#[tokio::test]
async fn a_file_with_a_fault_leaves_nothing_behind() -> Result<()> {
    let office = Office::new()?;
    let header = "指标,期间,数值,截至日期,数据性质,数据来源";
    let good = "i2,2024,47,2024-12-31,最终数,演示：统计";
    std::fs::write(
        office.file("填报.csv"),
        format!("{header}\n{good}\ni6,2024,13.6万,2024-12-31,最终数,演示\n"),
    )?;
    let output = office.run(&["figures", "stage", "填报.csv", "--json"], &[])?;
    assert_eq!(output.status.code(), Some(1));
    let said: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(
        (said["faults"][0]["cell"].as_str(), said["faults"].as_array().map(Vec::len)),
        (Some("C3"), Some(1))
    );
    let listed: Value = serde_json::from_str(&office.does(&["figures", "list", "--json"])?)?;
    assert_eq!(listed["waiting"], Value::Array(Vec::new()));
    Ok(())
}

#[test]
fn a_malformed_workbook_is_told_in_words_alone() -> Result<()> {
    let office = Office::new()?;
    office.does(&["figures", "template", "--out", "填报.xlsx"])?;
    rewrite(&office.file("填报.xlsx"), |sheet| {
        let (before, rest) = sheet.split_once("<dimension ref=\"").context("no dimension")?;
        let (_, after) = rest.split_once('"').context("no end")?;
        Ok(format!("{before}<dimension ref=\"L2:A1\"{after}"))
    })?;
    let output = office.run(&["figures", "stage", "填报.xlsx"], &[])?;
    let told = String::from_utf8(output.stderr)?;
    assert!(!output.status.success() && !told.contains("panicked"), "{told}");
    assert!(told.contains("内部结构有错") || told.contains("没有数据行"), "{told}");
    Ok(())
}
