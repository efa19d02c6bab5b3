//! Pulling: ask for what is new, store it, and by asking for what comes after it tell Telegram that it is ours.

use std::time::Duration;

use tokio::time::sleep;

use super::{
    api::{Api, HOLD},
    fault::Refusal,
    incoming,
};
use crate::{
    delivery::{Intake, Received, Stop, killpoint, stopped, stopping},
    store::StoreError,
};

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// The longest time that Telegram may keep us from asking again.
const LONGEST_WAIT: Duration = Duration::from_hours(1);
/// How often a full inbox is looked at again.
const FULL: Duration = Duration::from_secs(1);

#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("{0}")]
    Refused(Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("收到的更新没有编号")]
    Nameless,
    #[error("待处理的消息过多，暂不接收新消息")]
    Full,
}

/// Pulls until it is to stop; no trouble ends it.
pub(super) async fn poll(api: &Api, intake: &Intake, mut stop: Stop) {
    let mut pause = FIRST_PAUSE;
    while !stopping(&stop) {
        // Whatever the stop interrupts is not acknowledged yet, so Telegram keeps it.
        let round = tokio::select! {
            round = round(api, intake) => round,
            () = stopped(&mut stop) => return,
        };
        let Err(trouble) = round else {
            pause = FIRST_PAUSE;
            continue;
        };
        let wait = match trouble {
            Trouble::Full => FULL,
            Trouble::Refused(Refusal::Wait(wait)) => wait.min(LONGEST_WAIT),
            _ => pause,
        };
        tracing::warn!(reason = %trouble, wait_s = wait.as_secs(), "暂时收不到 Telegram 消息，稍后重试");
        pause = (pause * 2).min(LONGEST_PAUSE);
        tokio::select! {
            () = sleep(wait) => {}
            () = stopped(&mut stop) => return,
        }
    }
}

async fn round(api: &Api, intake: &Intake) -> Result<(), Trouble> {
    if intake.is_full().await? {
        return Err(Trouble::Full);
    }
    let offset = intake.position().await?.and_then(|position| position.parse().ok());
    let updates = api.pull(offset, HOLD).await.map_err(Trouble::Refused)?;
    if updates.is_empty() {
        return Ok(());
    }
    // The highest of this batch, even if it is lower than where we were: after a week of silence Telegram begins to
    // count anew anywhere, and whoever insists on the old number is answered from the start for ever.
    let next = updates.iter().filter_map(incoming::number).max().ok_or(Trouble::Nameless)? + 1;

    #[cfg(feature = "simulate")]
    if crate::delivery::offset_before_commit() {
        api.pull(Some(next), Duration::ZERO).await.map_err(Trouble::Refused)?;
    }
    killpoint("fetched");

    let received: Vec<Received> = updates.iter().filter_map(incoming::read).collect();
    intake.accept(&received, Some(&next.to_string())).await?;
    Ok(())
}
