//! The service: packs, search, answers, channels, HTTP and the command line.

pub mod dialogue;
