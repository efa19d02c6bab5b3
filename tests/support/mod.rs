//! What the end-to-end tests stand on: a browser, a running service, a strict portal, the accessibility rules.
#![allow(dead_code, reason = "a tool that no test uses today is still one of the set")]

pub(crate) mod axe;
pub(crate) mod browser;
pub(crate) mod cycles;
pub(crate) mod firefox;
pub(crate) mod fit;
pub(crate) mod hostile;
pub(crate) mod portal;
pub(crate) mod service;
pub(crate) mod slow;
pub(crate) mod validator;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};

/// How long a test waits for something before it calls it broken.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// How long it waits between two looks.
pub(crate) const GLANCE: Duration = Duration::from_millis(25);

/// Is true once the widget has taken the place of the first plan's static content, with what it leaves folded at first.
pub(crate) const UPGRADED: &str = "(() => {
    const root = document.querySelector('plan-progress')?.shadowRoot;
    return Boolean(root?.querySelector('article')) && !root.querySelector('slot')
        && [...root.querySelectorAll('details')].every((details) => details.childElementCount > 1) })()";

/// A client that gives up, so that a server that accepts and never answers fails a test instead of holding it.
pub(crate) fn http() -> reqwest::Client {
    reqwest::Client::builder()
        .timeout(PATIENCE)
        .build()
        .expect("a client without TLS needs nothing of the machine")
}

/// The root of the workspace: packs and pages are named from here.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests stand in a folder of the workspace")
}

/// A file that `cargo xtask test` names in the environment.
pub(crate) fn file_from_env(variable: &str) -> Result<PathBuf> {
    let path = std::env::var_os(variable).map(PathBuf::from).with_context(|| {
        format!("{variable} is not set: run the end-to-end tests through `cargo xtask test`")
    })?;
    anyhow::ensure!(path.is_file(), "{variable} names {}, which is not there", path.display());
    Ok(path)
}
