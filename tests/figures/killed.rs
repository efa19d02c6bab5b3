//! What is public wherever the process dies: the state before or the state after, whole.

use std::process::ExitStatus;

use anyhow::{Result, bail, ensure};
use shared::snapshot::Snapshot;

use super::{Office, PUBLISH, ROWS, WITHDRAW, number, shows, whole};
use crate::support::service::Service;

fn killed(status: ExitStatus) -> bool {
    std::os::unix::process::ExitStatusExt::signal(&status) == Some(9)
}

/// Kills a command at an instant and looks at what the running service and a fresh one show: `before` or what comes
/// after it, whole. Returns what the fresh one shows.
async fn killed_at(
    office: &Office,
    service: &Service,
    command: &[&str],
    environment: &[(&str, &str)],
) -> Result<Snapshot> {
    let before = number(&whole(service).await?);
    let output = office.run(command, environment)?;
    ensure!(killed(output.status), "it was to kill itself: {}", String::from_utf8_lossy(&output.stderr));
    let running = number(&whole(service).await?);
    ensure!([before, before + 1].contains(&running), "the running service shows publication {running}");
    let fresh = office.serves().await?;
    whole(&fresh).await
}

#[tokio::test]
async fn killed_while_publishing_the_old_state_or_the_new_one_is_public() -> Result<()> {
    let office = Office::new()?;
    let service = office.serves().await?;
    let old = whole(&service).await?;
    office.stages(ROWS)?;
    for instant in ["numbered", "listed"] {
        let shown = killed_at(&office, &service, &PUBLISH, &[("ZHICE_KILL_AT", instant)]).await?;
        assert_eq!(shown, old, "killed when {instant}");
    }
    let new = killed_at(&office, &service, &PUBLISH, &[("ZHICE_KILL_AT", "public")]).await?;
    assert_eq!((number(&new), new.indicators == old.indicators), (2, false));
    shows(&service, 2).await?;
    assert_eq!(whole(&service).await?, new);
    // It died before it could write its sheet, which is written afterwards.
    office.does(&["figures", "sheet", "2", "--out", "审核单.docx"])?;
    Ok(())
}

#[tokio::test]
async fn killed_while_withdrawing_the_old_state_or_the_new_one_is_public() -> Result<()> {
    let office = Office::new()?;
    let service = office.serves().await?;
    let first = whole(&service).await?;
    office.stages(ROWS)?;
    office.does(&PUBLISH)?;
    shows(&service, 2).await?;
    let old = whole(&service).await?;
    for instant in ["numbered", "listed"] {
        let shown = killed_at(&office, &service, &WITHDRAW, &[("ZHICE_KILL_AT", instant)]).await?;
        assert_eq!(shown, old, "killed when {instant}");
    }
    let new = killed_at(&office, &service, &WITHDRAW, &[("ZHICE_KILL_AT", "public")]).await?;
    assert_eq!((number(&new), &new.indicators), (3, &first.indicators));
    shows(&service, 3).await?;
    Ok(())
}

/// The control: the same crash in a program that publishes in two transactions is noticed.
#[tokio::test]
async fn control_publishing_in_two_transactions_is_noticed() -> Result<()> {
    let office = Office::new()?;
    let service = office.serves().await?;
    office.stages(ROWS)?;
    let fault = [("ZHICE_FAULT", "publish-in-two"), ("ZHICE_KILL_AT", "numbered")];
    let Err(noticed) = killed_at(&office, &service, &PUBLISH, &fault).await else {
        bail!("half a publication was taken for a whole one")
    };
    assert!(noticed.to_string().contains("摘要不符"), "{noticed}");
    Ok(())
}
