//! What the webmaster is told of the built assets.

use serde_json::Value;

use super::{Files, frozen::integrity};

/// What stands for a number or digest that is not known because the widget is not built.
const UNKNOWN: &str = "（未构建）";

/// Digests of what a page names, and sizes on the wire in bytes, as text.
pub(crate) struct Assets {
    pub(crate) style_integrity: String,
    pub(crate) loader_integrity: String,
    pub(crate) style_size: String,
    pub(crate) loader_size: String,
    /// Wasm, glue, and the script that loads them.
    pub(crate) widget_size: String,
    /// What opening a tool loads besides.
    pub(crate) full_size: String,
}

impl Assets {
    /// Of the files that are here, with the sizes that their manifest gives.
    pub(crate) fn of_files() -> Self {
        let bytes = |name: &str| Files::get(&format!("embed/v1/{name}")).map(|file| file.data.into_owned());
        let manifest: Value =
            bytes("manifest.json").and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
        let size = |names: &[&str]| -> String {
            let sizes: Option<Vec<u64>> =
                names.iter().map(|name| manifest["files"][*name]["brotli"].as_u64()).collect();
            sizes.map_or_else(|| UNKNOWN.to_owned(), |sizes| sizes.iter().sum::<u64>().to_string())
        };
        let digest = |name: &str| bytes(name).map(|bytes| integrity(&bytes)).unwrap_or_default();
        Self {
            style_integrity: digest("widget.css"),
            loader_integrity: digest("plan-progress.js"),
            style_size: size(&["widget.css"]),
            loader_size: size(&["plan-progress.js"]),
            widget_size: size(&["widget.wasm", "widget.js", "element.js"]),
            full_size: size(&["full.wasm", "full.js", "full.css", "ask.js"]),
        }
    }
}
