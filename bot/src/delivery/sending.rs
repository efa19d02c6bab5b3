//! From the outbox to the platform: in order within a conversation, a few conversations at a time, patiently.

use std::{sync::Arc, time::Duration};

use tokio::task::JoinSet;

use super::{
    Channel, Clock, Content, Fault,
    clock::millis,
    killpoint::killpoint,
    outbox::{self, Leased, Outcome},
};
use crate::store::{Store, StoreError};

/// Conversations that are sent to at the same time.
pub(super) const AT_ONCE: usize = 8;
/// The pause after the first failure; each next one is twice as long, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(15);
/// With these pauses about a day: as long as Telegram itself keeps a message for us.
const ATTEMPTS: u32 = 100;
/// The longest time that a platform may make us wait at once.
const LONGEST_WAIT: Duration = Duration::from_hours(24);
/// The pause before the outcome is noted again, when the database does not take it.
const NOTE_AGAIN: Duration = Duration::from_secs(1);

/// Sends the replies of one channel.
#[derive(Clone)]
pub(super) struct Sender {
    pub(super) store: Store,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) channel: Arc<dyn Channel>,
}

impl Sender {
    /// Takes out what is due, up to `free` replies, and starts sending each. Returns when the next one will be due.
    pub(super) async fn start_due(
        &self,
        sending: &mut JoinSet<()>,
        free: usize,
    ) -> Result<Option<i64>, StoreError> {
        let channel = self.channel.name();
        let due = outbox::next_due(&self.store, channel).await?;
        let now = self.clock.now();
        if free == 0 || due.is_none_or(|due| due > now) {
            return Ok(due);
        }
        for row in outbox::lease(&self.store, channel, now, free).await? {
            sending.spawn(self.clone().deliver(row));
        }
        outbox::next_due(&self.store, channel).await
    }

    async fn deliver(self, row: Leased) {
        killpoint("leased");
        let outcome = self.attempt(&row).await;
        killpoint("delivered");
        match &outcome {
            Outcome::Sent { .. } => {}
            Outcome::Again { not_before, reason, .. } => tracing::warn!(
                row = row.id,
                attempt = row.attempts,
                wait_ms = not_before - self.clock.now(),
                reason = reason.as_deref().unwrap_or("平台要求稍后"),
                "回复暂未送达，将重试"
            ),
            Outcome::Dead { reason } => {
                tracing::error!(row = row.id, attempt = row.attempts, reason, "回复无法送达，不再重试");
            }
        }
        // The platform may have taken it: were this given up, the next start would send it again.
        while let Err(error) = outbox::note(&self.store, row.id, &outcome, self.clock.now()).await {
            tracing::error!(row = row.id, %error, "无法记下发送结果，将重试");
            tokio::time::sleep(NOTE_AGAIN).await;
        }
        killpoint("sent");
    }

    async fn attempt(&self, row: &Leased) -> Outcome {
        let content = match serde_json::from_str::<Content>(&row.content) {
            Ok(content) => content,
            Err(error) => return Outcome::Dead { reason: format!("无法解读：{error}") },
        };
        let sent = self.channel.send(&row.conversation, row.id, &content).await;
        outcome(sent, &content, row.attempts, self.clock.now())
    }
}

fn outcome(sent: Result<Option<String>, Fault>, content: &Content, attempts: u32, now: i64) -> Outcome {
    let once = matches!(content, Content::Acknowledge { .. });
    let later = |pause| now.saturating_add(millis(pause));
    match sent {
        Ok(platform_id) => Outcome::Sent { platform_id },
        Err(Fault::Final(reason) | Fault::Passing(reason)) if once => Outcome::Dead { reason },
        Err(Fault::Wait(_)) if once => Outcome::Dead { reason: "平台要求稍后".to_owned() },
        Err(Fault::Final(reason)) => Outcome::Dead { reason },
        Err(Fault::Wait(wait)) => {
            Outcome::Again { not_before: later(wait.min(LONGEST_WAIT)), counted: false, reason: None }
        }
        Err(Fault::Passing(reason)) if attempts >= ATTEMPTS => {
            Outcome::Dead { reason: format!("试了 {attempts} 次：{reason}") }
        }
        Err(Fault::Passing(reason)) => {
            Outcome::Again { not_before: later(pause(attempts)), counted: true, reason: Some(reason) }
        }
    }
}

/// The pause after so many failed attempts.
fn pause(attempts: u32) -> Duration {
    let doubled = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
    FIRST_PAUSE.saturating_mul(doubled).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_after_about_a_day() {
        let seconds: Vec<u64> = (1..=12).map(|attempts| pause(attempts).as_secs()).collect();
        assert_eq!(seconds, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
        assert_eq!(pause(u32::MAX), LONGEST_PAUSE);
        let total: Duration = (1..ATTEMPTS).map(pause).sum();
        assert!((20..26).contains(&(total.as_secs() / 3600)), "{total:?}");
    }

    #[test]
    fn waiting_as_told_never_counts_and_never_ends() {
        let told = Fault::Wait(Duration::from_secs(7));
        let outcome = outcome(Err(told), &Content::text("好"), ATTEMPTS + 1, 1000);
        assert_eq!(outcome, Outcome::Again { not_before: 8000, counted: false, reason: None });
    }

    #[test]
    fn the_last_attempt_and_a_refusal_are_the_end() {
        let text = Content::text("好");
        let passing = || Err(Fault::Passing("超时".to_owned()));
        assert!(matches!(outcome(passing(), &text, ATTEMPTS - 1, 0), Outcome::Again { .. }));
        assert!(matches!(outcome(passing(), &text, ATTEMPTS, 0), Outcome::Dead { .. }));
        assert!(matches!(outcome(Err(Fault::Final("403".to_owned())), &text, 1, 0), Outcome::Dead { .. }));
        let press = Content::Acknowledge { press: "1".to_owned() };
        assert!(matches!(outcome(passing(), &press, 1, 0), Outcome::Dead { .. }));
    }
}
