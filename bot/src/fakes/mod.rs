//! The platforms, as far as we use them, for tests and for `zhice simulate`.

pub mod model;
pub mod telegram;
