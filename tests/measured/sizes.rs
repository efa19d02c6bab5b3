//! What a visitor downloads, compressed.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::PEERS;
use crate::support::service::Service;
use crate::support::{http, root};

pub(super) async fn section(service: &Service) -> Result<String> {
    let manifest: Value =
        serde_json::from_str(&std::fs::read_to_string(root().join("www/embed/v1/manifest.json"))?)?;
    let asset = |name: &str| {
        manifest["files"][name]["brotli"].as_u64().with_context(|| format!("{name} is not among the assets"))
    };
    let mut code = 0;
    for name in ["plan-progress.js", "element.js", "widget.js", "widget.wasm"] {
        code += asset(name)?;
    }
    let style = asset("widget.css")?;
    let mut text = String::from(
        "\n## What a visitor downloads\n\nBytes, compressed with brotli as they are sent.\n\n\
         | | code | style sheet | data | static content |\n| --- | --- | --- | --- | --- |\n",
    );
    let snapshot = sent(service, "/api/v1/plans/shili/snapshot.bin").await?;
    let page = sent(service, "/p/shili/snippet").await?;
    let _ = writeln!(text, "| the widget | {code} | {style} | {snapshot} | {page} |");
    let json = sent(service, "/api/v1/plans/shili").await?;
    for name in ["preact", "lit"] {
        let code = std::fs::metadata(root().join(PEERS).join(format!("{name}.js.br")))?.len();
        let _ = writeln!(text, "| {name} | {code} | {style} | {json} | none |");
    }
    Ok(text)
}

/// The bytes of an answer.
async fn sent(service: &Service, path: &str) -> Result<usize> {
    let request = http().get(service.url(path)).header("accept-encoding", "br");
    Ok(request.send().await?.error_for_status()?.bytes().await?.len())
}
