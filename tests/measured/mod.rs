//! What is measured and not asserted.
use anyhow::Result;

use crate::support::service;
use crate::support::slow::{self, Milestones};

const OURS: Milestones = Milestones {
    rows: "(document.querySelector('plan-progress').shadowRoot ?? document).querySelector('#zc-shili-i10, #zc-shili-i9')",
    interactive: "document.querySelector('plan-progress').shadowRoot.querySelector('input').getClientRects().length",
};

#[tokio::test]
#[ignore = "speeds"]
async fn explore() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    for path in ["/p/shili"] {
        for _ in 0..3 {
            eprintln!("{path} {:?}", slow::visit(&service.url(path), OURS).await?);
        }
    }
    Ok(())
}
