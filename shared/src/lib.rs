//! What a plan promised, what became of it, and how an answer is put: data and rules.
//!
//! No I/O, no clock (the day is always an argument) and no unsafe code; builds natively and for wasm32.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod answer;
pub mod binary;
pub mod changes;
pub mod date;
pub mod id;
pub mod judging;
pub mod lang;
pub mod library;
pub mod link;
pub mod method;
pub mod offers;
pub mod plan;
pub mod plan_text;
pub mod policy;
pub mod policy_text;
pub mod quantity;
#[cfg(feature = "schema")]
pub mod schema;
pub mod snapshot;
pub mod text;
pub mod words;
pub mod years;
