//! Rest for an endpoint that fails: after a few failures in a row nothing is sent for a while, then one question as a
//! trial.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// So many failures in a row, …
const FAILURES: u32 = 5;
/// … and nothing is sent for so long.
const REST: Duration = Duration::from_mins(1);

#[derive(Debug, Default)]
pub(super) struct Breaker {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    failures: u32,
    rests_until: Option<Instant>,
}

impl Breaker {
    /// Whether a question may be sent. After a rest one may, and the next only after another: a trial that is never
    /// ended, since its asker went away, blocks nothing for longer.
    pub(super) fn lets_through(&self, now: Instant) -> bool {
        self.with(|state| match state.rests_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                state.rests_until = Some(now + REST);
                true
            }
        })
    }

    /// What became of a question that was sent: whether the endpoint replied at all.
    pub(super) fn ended(&self, now: Instant, replied: bool) {
        self.with(|state| {
            if replied {
                *state = State::default();
                return;
            }
            state.failures = state.failures.saturating_add(1);
            if state.failures >= FAILURES {
                state.rests_until = Some(now + REST);
            }
        });
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A breaker after so many failures in a row.
    fn after(failures: u32, now: Instant) -> Breaker {
        let breaker = Breaker::default();
        for _ in 0..failures {
            assert!(breaker.lets_through(now));
            breaker.ended(now, false);
        }
        breaker
    }

    #[test]
    fn rests_after_failures_in_a_row() {
        let now = Instant::now();
        assert!(after(FAILURES - 1, now).lets_through(now));
        assert!(!after(FAILURES, now).lets_through(now));
        let mended = after(FAILURES - 1, now);
        mended.ended(now, true);
        mended.ended(now, false);
        assert!(mended.lets_through(now), "a reply between failures begins the count anew");
    }

    #[test]
    fn one_question_is_the_trial_after_a_rest() {
        let now = Instant::now();
        let breaker = after(FAILURES, now);
        let later = now + REST;
        assert!(breaker.lets_through(later) && !breaker.lets_through(later));
        breaker.ended(later, false);
        assert!(!breaker.lets_through(later));
        assert!(breaker.lets_through(later + REST), "and a failed one begins another rest");
        breaker.ended(later + REST, true);
        assert!(breaker.lets_through(later + REST) && breaker.lets_through(later + REST));
    }
}
