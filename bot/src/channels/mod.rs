//! The messengers: each verifies and reads what comes in, and renders and sends what goes out.

pub mod telegram;
