//! First visits over a slow connection with a slow machine.

use std::fmt::Write as _;

use anyhow::Result;

use super::{element, peer};
use crate::support::portal::Embedding;
use crate::support::service::Service;
use crate::support::slow::{self, Milestones};

/// So many visits each; the middle one counts.
pub(super) const VISITS: usize = 5;

const OURS: Milestones = Milestones {
    rows: "(document.querySelector('plan-progress').shadowRoot ?? document).querySelector('[id^=zc-shili-i]:last-child')",
    interactive: "document.querySelector('plan-progress').shadowRoot.querySelector('.zc-opener button').getClientRects().length",
};
const PEER: Milestones = Milestones {
    rows: "document.querySelector('[id^=peer-]:last-child')",
    interactive: "document.querySelector('#plan input').getClientRects().length",
};

pub(super) async fn section(service: &Service) -> Result<String> {
    let mut text = String::from(
        "\n## First visit over Slow 4G with a processor four times slower\n\n\
         Milliseconds from the beginning of the navigation, and bytes of all answers; the middle of 5 visits.\n\n\
         | page | rows in the document | rows drawn | interactive | bytes |\n| --- | --- | --- | --- | --- |\n",
    );
    let mut line = |name: &str, load: slow::Load| {
        let slow::Load { parsed, rows, interactive, bytes } = load;
        let _ = writeln!(text, "| {name} | {parsed} | {rows} | {interactive} | {bytes} |");
    };
    let own = Embedding::new(&service.origin(), "/p/shili/snippet", None).serve().await?;
    line("our page of the plan, with hints", slow::median(&own.url("/p/shili"), OURS, VISITS).await?);
    let portal = element(service).await?;
    line("a portal with the element, no hints", slow::median(&portal.page(), OURS, VISITS).await?);
    for name in ["preact", "lit"] {
        let portal = peer(service, name).await?;
        line(&format!("{name}, with a hint"), slow::median(&portal.page(), PEER, VISITS).await?);
    }
    Ok(text)
}
