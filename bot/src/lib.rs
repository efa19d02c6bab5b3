//! The service: packs, search, answers, channels, HTTP and the command line.

pub mod channels;
pub mod delivery;
pub mod dialogue;
#[cfg(feature = "simulate")]
pub mod fakes;
pub mod store;
