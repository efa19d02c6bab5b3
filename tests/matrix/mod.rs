//! Every way of embedding under every policy, with scripts and without, at a desk and on a phone: the content is there,
//! the widget takes over where it may, and the console says nothing that nobody expects.

mod cell;
mod record;

use anyhow::{Result, ensure};

use self::cell::{Eyes, Found, POLICIES, Policy, TIERS, Tier, VISITS, Visit};
use self::record::Record;
use crate::support::browser::{Browser, Options};
use crate::support::firefox::Firefox;
use crate::support::service::{self, Service};

/// The cells that tell the most, for every run of the tests: each tier, each answer of a policy, both widths.
#[tokio::test]
async fn the_core_of_the_matrix_is_as_it_must_be() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    for visit in [VISITS[0], VISITS[3]] {
        let browser = chromium(visit).await?;
        for policy in [&POLICIES[1], &POLICIES[4]] {
            row(&service, &browser, policy, visit).await?;
        }
    }
    Ok(())
}

#[tokio::test]
#[ignore = "slow: `cargo xtask matrix` runs it and compares what it writes with docs/MATRIX.md"]
async fn the_whole_matrix_in_chromium_and_firefox() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let mut record = Record::default();
    for visit in VISITS {
        let browser = chromium(visit).await?;
        let firefox = Firefox::new(visit.javascript, visit.width, 900).await?;
        for policy in &POLICIES {
            record.add("Chromium", policy, visit, row(&service, &browser, policy, visit).await?);
            record.add("Firefox", policy, visit, row(&service, &firefox, policy, visit).await?);
        }
    }
    record.write()
}

/// Something that stands in the way is noticed: a policy without our style sheet, and a page that is too wide.
#[tokio::test]
async fn a_cell_that_is_not_as_it_must_be_is_noticed() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = chromium(VISITS[1]).await?;
    let refuses =
        Policy { name: "no style", header: Some("default-src 'self'; style-src 'none'"), wasm: false };
    let error = row(&service, &browser, &refuses, VISITS[1]).await.unwrap_err().to_string();
    assert!(error.contains("no style, snippet"), "{error}");
    assert!(error.contains("style-src"), "{error}");
    Ok(())
}

async fn chromium(Visit { javascript, width }: Visit) -> Result<Browser> {
    Browser::new(Options { javascript, width, ..Options::default() }).await
}

/// Visits every tier under a policy; what is not as it must be is a failure.
async fn row(
    service: &Service,
    eyes: &impl Eyes,
    policy: &Policy,
    visit: Visit,
) -> Result<Vec<(&'static Tier, Found)>> {
    let texts = cell::texts(service).await?;
    let mut row = Vec::new();
    for tier in &TIERS {
        let portal = cell::portal(service, policy, tier).await?;
        let wanted = cell::expected(policy, tier, visit, texts.len());
        let found = cell::look(eyes, &portal, &texts, &wanted).await?;
        ensure!(found == wanted, "{}, {}, {visit:?}: {found:#?} and not {wanted:#?}", policy.name, tier.name);
        row.push((tier, found));
    }
    Ok(row)
}
