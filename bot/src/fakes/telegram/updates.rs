//! getUpdates: updates stay until a higher offset confirms them.

use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::time::{Instant, timeout_at};

use super::{
    Inner,
    fault::{Answer, refusal},
    methods::integer,
    state::State,
};

/// An offset farther ahead than this is none: Telegram then answers from the oldest update.
const AHEAD: i64 = 10;

pub(super) async fn get_updates(inner: &Inner, params: &Map<String, Value>) -> Answer {
    let hold = integer(params, "timeout").unwrap_or(0);
    let deadline = Instant::now() + Duration::from_secs(u64::try_from(hold).unwrap_or(0));
    let mut changes = inner.changed.subscribe();
    let (refused, mine) = inner.change(|state| {
        state.poll += 1;
        if state.webhook.is_empty() {
            confirm(state, integer(params, "offset").unwrap_or(0));
        }
        (!state.webhook.is_empty(), state.poll)
    });
    if refused {
        return refusal(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
    }
    let limit = integer(params, "limit").and_then(|limit| usize::try_from(limit).ok()).unwrap_or(100);
    loop {
        {
            let state = inner.state();
            if state.poll != mine {
                return refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                );
            }
            if !state.updates.is_empty() {
                return Ok(state.updates.iter().take(limit).cloned().collect());
            }
        }
        if timeout_at(deadline, changes.changed()).await.is_err() {
            return Ok(json!([]));
        }
    }
}

fn confirm(state: &mut State, offset: i64) {
    if offset < 0 {
        let keep = usize::try_from(-offset).unwrap_or(0);
        let forget = state.updates.len().saturating_sub(keep);
        state.updates.drain(..forget);
    } else if offset <= state.next_update + AHEAD {
        state.updates.retain(|update| update["update_id"].as_i64() >= Some(offset));
    }
}
