//! The service: packs, search, answers, channels, HTTP and the command line.

pub mod answer;
pub mod clock;
pub mod commands;
pub mod dialogue;
pub mod documents;
pub mod http;
pub mod pack;
pub mod search;
