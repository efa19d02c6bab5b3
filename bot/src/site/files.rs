//! The files of `www/`. Built-in in a release; read from the source tree in a development build.

use rust_embed::Embed;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../www"]
pub(crate) struct Files;

/// The text of a page, if there is such a file.
pub(crate) fn page(name: &str) -> Option<String> {
    String::from_utf8(Files::get(name)?.data.into_owned()).ok()
}

/// Whether the wasm widget is here. Without it the static tier is served.
pub fn has_widget() -> bool {
    Files::get("embed/v1/plan-progress.js").is_some()
}

/// The folder of the widget's files that never change, as the loader names it.
pub(crate) fn widget_folder() -> Option<String> {
    let manifest: serde_json::Value =
        serde_json::from_slice(&Files::get("embed/v1/manifest.json")?.data).ok()?;
    Some(format!("/embed/v1/{}", manifest["hash"].as_str()?))
}
