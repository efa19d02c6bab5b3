//! Conversations over Telegram, with the real client against the fake.

#![cfg(feature = "simulate")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod client;
mod faults;
mod polling;
mod pushing;
mod secrecy;
mod world;
