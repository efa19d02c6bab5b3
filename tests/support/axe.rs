//! The accessibility rules of axe-core, run in the page as it stands.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::browser::Browser;
use super::file_from_env;

/// WCAG 2.2 at level AA and what is good practice beyond. The size of targets is only among them by its own tag.
const TAGS: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

/// A rule that the page breaks, and where.
#[derive(Debug)]
pub(crate) struct Violation {
    /// The rule, such as `image-alt`.
    pub(crate) id: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub(crate) impact: String,
    pub(crate) help: String,
    /// Each element: its selector and what is wrong with it.
    pub(crate) nodes: Vec<String>,
}

/// What the page in the browser breaks, in open shadow roots too. Rules see neither frames nor closed shadow roots.
pub(crate) async fn violations(browser: &Browser) -> Result<Vec<Violation>> {
    let script = std::fs::read_to_string(file_from_env("AXE_JS")?)?;
    // A page that holds a module loader would take axe for a module: hide it for the moment.
    browser.eval(&format!("(function (module, define) {{ {script}\n }}).call(window), undefined")).await?;
    let found = browser
        .eval(&format!(
            "axe.run(document, {{ runOnly: {TAGS}, resultTypes: ['violations'], iframes: false }}).then((found) =>
                found.violations.map(({{ id, impact, help, nodes }}) => ({{ id, impact, help, nodes:
                    nodes.map((node) => `${{node.target.flat().join(' ')}}: ${{node.failureSummary}}`) }})))"
        ))
        .await?;
    let text = |violation: &Value, key: &str| violation[key].as_str().unwrap_or_default().to_owned();
    let violation = |violation: &Value| {
        let nodes = violation["nodes"].as_array().map_or(&[][..], Vec::as_slice);
        Violation {
            id: text(violation, "id"),
            impact: text(violation, "impact"),
            help: text(violation, "help"),
            nodes: nodes.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        }
    };
    Ok(found.as_array().context("axe gave no list")?.iter().map(violation).collect())
}

/// Fails with every rule that the page breaks and every place where it does.
pub(crate) async fn assert_none(browser: &Browser, page: &str) -> Result<()> {
    let violations = violations(browser).await?;
    anyhow::ensure!(violations.is_empty(), "{page} breaks accessibility rules: {violations:#?}");
    Ok(())
}
