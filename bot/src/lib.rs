//! The service: packs, search, answers, channels, HTTP and the command line.

pub mod answer;
pub mod channels;
pub mod clock;
pub mod commands;
pub mod delivery;
pub mod dialogue;
pub mod documents;
pub mod embed;
pub mod evaluation;
pub mod exports;
#[cfg(feature = "simulate")]
pub mod fakes;
pub mod figures;
pub mod http;
pub mod model;
pub mod office;
pub mod pack;
pub mod personal;
pub mod picture;
pub mod report;
pub mod search;
pub mod site;
pub mod store;
pub mod word;
