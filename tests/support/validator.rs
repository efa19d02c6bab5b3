//! The validator of HTML, which reads pages as they are sent.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::{file_from_env, root};

/// Checks pages, each with a name for the message. The rules stand in tests/html/htmlvalidate.json.
pub(crate) fn assert_valid(pages: &[(String, String)]) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut names = BTreeMap::new();
    for (at, (name, html)) in pages.iter().enumerate() {
        let file = folder.path().join(format!("{at}.html"));
        std::fs::write(&file, html)?;
        names.insert(file.display().to_string(), name);
    }
    let output = Command::new(file_from_env("NODE")?)
        .arg(file_from_env("HTML_VALIDATE")?)
        .arg("--config")
        .arg(root().join("tests/html/htmlvalidate.json"))
        .args(["--formatter", "json"])
        .args(names.keys())
        .output()
        .context("the validator cannot be started")?;
    // Pages without a fault are not in the list.
    let list: Value = serde_json::from_slice(&output.stdout).with_context(|| {
        format!("the validator gave no list: {}", String::from_utf8_lossy(&output.stderr))
    })?;
    let mut faults = Vec::new();
    for page in list.as_array().context("no list of pages")? {
        let name = page["filePath"].as_str().and_then(|file| names.get(file)).context("an unknown page")?;
        for fault in page["messages"].as_array().into_iter().flatten() {
            faults.push(format!("{name}:{} {} {}", fault["line"], fault["ruleId"], fault["message"]));
        }
    }
    ensure!(faults.is_empty() && output.status.success(), "{} faults: {faults:#?}", faults.len());
    Ok(())
}
