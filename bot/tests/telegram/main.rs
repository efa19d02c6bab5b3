//! Conversations over Telegram, with the real client against the fake.

#![cfg(feature = "simulate")]

mod client;
mod faults;
mod polling;
mod pushing;
mod secrecy;
mod world;
