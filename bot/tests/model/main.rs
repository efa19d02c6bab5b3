//! Questions that the engine is not sure of, with the real client against a model that helps, lies, stalls and injects.

#![cfg(feature = "simulate")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod everywhere;
mod failing;
mod helping;
mod lying;
mod sent;
mod world;
