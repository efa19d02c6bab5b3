//! What zhice writes for offices, opened by an office program: each file becomes pages, and the pages hold the words.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::install;
use crate::project::{Project, output, run};

/// Seconds that a conversion may take.
const PATIENCE: &str = "120";

/// A report: what is asked of zhice, and what must stand on its pages.
struct Report {
    name: &'static str,
    arguments: &'static [&'static str],
    words: &'static [&'static str],
}

const REPORTS: [Report; 4] = [
    Report {
        name: "quarter.docx",
        arguments: &["--data", "data/shili", "--period", "2024Q3"],
        words: &["2024年第三季度进展情况", "演示", "累计完成情况", "本季度指标尚未出报", "责任单位"],
    },
    Report {
        name: "final.docx",
        arguments: &["--data", "data/shili", "--final"],
        words: &[
            "期末完成情况",
            "未达到目标的原因和下一步",
            "登记笔数减少",
            "期末数据尚未录入",
            "数据来源一览",
        ],
    },
    Report {
        name: "draft-quarter.docx",
        arguments: &["--data", "data/gongshu", "--period", "2025Q3"],
        words: &["依据征求意见稿整理", "指标尚未出报", "责任单位", "暂无报告"],
    },
    Report {
        name: "draft-final.docx",
        arguments: &["--data", "data/gongshu", "--final"],
        words: &["完成数据尚未录入", "没有录入过数据", "暂无报告", "尚无数据来源"],
    },
];

/// A workbook of the rendered site, and what must stand on its pages.
const WORKBOOKS: [(&str, &[&str]); 2] = [
    ("shili", &["2.65", "2024-12-31", "最终数", "数字均为演示"]),
    ("gongshu", &["征求意见稿", "责任单位", "尚未录入"]),
];

pub(crate) fn check(project: &Project) -> Result<()> {
    install::office(project)?;
    run(&mut project.cargo(&["build", "--locked", "-p", "bot", "--bin", "zhice"]))?;
    let folder = project.target.join("office");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for report in REPORTS {
        let file = folder.join(report.name);
        run(zhice(project).arg("report").args(report.arguments).arg("--out").arg(&file))?;
        opens(&folder, &file, report.words)?;
    }
    let site = folder.join("site");
    run(zhice(project)
        .args(["render", "--data", "data/gongshu", "--data", "data/shili", "--out"])
        .arg(&site))?;
    for (plan, words) in WORKBOOKS {
        let file = folder.join(format!("{plan}.xlsx"));
        fs::copy(site.join(format!("api/v1/plans/{plan}/figures.xlsx")), &file)?;
        let name = a_target(&project.root.join("data").join(plan))?;
        opens(&folder, &file, &[words, &[&name]].concat())?;
    }
    figures_in(project, &folder)?;
    a_damaged_file_is_noticed(&folder)
}

/// A day's work with figures: the workbook to fill in, and the review sheet of what was published.
fn figures_in(project: &Project, folder: &Path) -> Result<()> {
    let pack = ["--data", "data/shili"];
    let template = folder.join("template.xlsx");
    run(zhice(project).args(["figures", "template"]).args(pack).arg("--out").arg(&template))?;
    opens(folder, &template, &["截至日期", "数据来源", "进展说明", "定性目标"])?;
    let rows = folder.join("rows.csv");
    let header = "indicator,period,value,as_of,status,source_title";
    fs::write(&rows, format!("{header}\ni6,2024,82,2024-12-31,final,演示：调解工作室统计\n"))?;
    let database = format!("sqlite://{}?mode=rwc", folder.join("zhice.db").display());
    run(zhice(project).args(["figures", "stage"]).arg(&rows).args(pack).args(["--db", &database]))?;
    let sheet = folder.join("review.docx");
    let people = ["--prepared-by", "甲", "--reviewer", "乙", "--approver", "丙", "--yes"];
    run(zhice(project)
        .arg("publish")
        .args(pack)
        .args(["--db", &database])
        .args(people)
        .arg("--sheet")
        .arg(&sheet))?;
    opens(folder, &sheet, &["数据发布审核单", "编制", "审核", "签发", "82%", "演示：调解工作室统计"])
}

fn zhice(project: &Project) -> Command {
    let mut command = Command::new(project.zhice("debug"));
    command.current_dir(&project.root).env_remove("ZHICE_DB").env_remove("ZHICE_DATA");
    command
}

/// The shortest name of a pack's targets: no page breaks it.
fn a_target(pack: &Path) -> Result<String> {
    let plan: toml::Table = fs::read_to_string(pack.join("plan.toml"))?.parse()?;
    let targets = plan.get("indicator").and_then(toml::Value::as_array).context("a plan without targets")?;
    let names = targets.iter().filter_map(|target| target.get("name")?.as_str());
    Ok(names.min_by_key(|name| name.chars().count()).context("targets without names")?.to_owned())
}

/// Turns a file into pages and looks for the words on them.
fn opens(folder: &Path, file: &Path, words: &[&str]) -> Result<()> {
    let pages = converted(folder, file)?;
    let text = output(Command::new("pdftotext").arg("-q").arg(&pages).arg("-"))?;
    let count = page_count(&output(Command::new("pdfinfo").arg(&pages))?)?;
    // A page breaks lines and spaces Latin letters where it likes.
    let seen = closed_up(&text);
    let lost: Vec<&&str> = words.iter().filter(|word| !seen.contains(&closed_up(word))).collect();
    ensure!(lost.is_empty(), "{}: not on its {count} pages: {lost:?}\n{text}", file.display());
    println!("{}: {count} pages, all words there", file.display());
    Ok(())
}

fn converted(folder: &Path, file: &Path) -> Result<PathBuf> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new("timeout");
    command.args([PATIENCE, "soffice", &profile, "--headless", "--convert-to", "pdf", "--outdir"]);
    output(command.arg(folder).arg(file))?;
    let pages = file.with_extension("pdf");
    ensure!(pages.is_file(), "LibreOffice made no pages of {}", file.display());
    Ok(pages)
}

fn page_count(info: &str) -> Result<u32> {
    let line = info.lines().find_map(|line| line.strip_prefix("Pages:"));
    let count: u32 = line.context("pdfinfo names no pages")?.trim().parse().context("pages are no number")?;
    ensure!(count > 0, "there is no page");
    Ok(count)
}

fn closed_up(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The check itself is checked: half a file has no pages.
fn a_damaged_file_is_noticed(folder: &Path) -> Result<()> {
    let whole = fs::read(folder.join(REPORTS[0].name))?;
    let half = folder.join("half.docx");
    fs::write(&half, &whole[..whole.len() / 2])?;
    if opens(folder, &half, REPORTS[0].words).is_ok() {
        bail!("half a document passed: the check sees nothing");
    }
    println!("half a document is noticed");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_and_none_is_a_fault() {
        assert_eq!(page_count("Title: x\nPages:           12\n").unwrap(), 12);
        assert!(page_count("Pages: 0").is_err());
        assert!(page_count("Title: x").is_err());
    }

    #[test]
    fn words_are_found_however_a_page_breaks_them() {
        assert_eq!(closed_up("2024 年第三\n季度"), "2024年第三季度");
    }
}
