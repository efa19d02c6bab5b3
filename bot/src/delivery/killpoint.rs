//! The instants at which a test may kill the process, and the fault that must lose a message.
//!
//! Only with the feature `simulate`; otherwise nothing of this is in the program.

/// Kills the process with SIGKILL when `ZHICE_KILL_AT` names this instant: `fetched`, or `fetched:3` for the third time
/// it is reached.
#[cfg(feature = "simulate")]
pub fn killpoint(name: &str) {
    use std::sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    };

    static WANTED: OnceLock<Option<(String, AtomicU32)>> = OnceLock::new();
    let wanted = WANTED.get_or_init(|| {
        let wanted = std::env::var("ZHICE_KILL_AT").ok()?;
        let (name, count) = wanted.split_once(':').unwrap_or((&wanted, "1"));
        Some((name.to_owned(), AtomicU32::new(count.parse().unwrap_or(1))))
    });
    if let Some((at, left)) = wanted
        && at == name
        && left.fetch_sub(1, Ordering::SeqCst) == 1
    {
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    }
}

/// Nothing.
#[cfg(not(feature = "simulate"))]
#[inline]
pub fn killpoint(_name: &str) {}

/// Whether a fault is to be made (`ZHICE_FAULT`): the controls that show the tests would notice one.
#[cfg(feature = "simulate")]
pub fn fault(name: &str) -> bool {
    std::env::var("ZHICE_FAULT").is_ok_and(|fault| fault == name)
}

/// Whether messages are to be acknowledged before they are stored.
#[cfg(feature = "simulate")]
pub fn offset_before_commit() -> bool {
    fault("offset-before-commit")
}
