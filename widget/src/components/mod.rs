//! The parts of the page, one folder each. All but [`page`] are functions without state.

mod badge;
mod chart;
mod compact;
mod contents;
mod evidence;
mod footer;
mod heading;
mod ladder;
// Static only: the browser has no use for it.
#[cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
pub(crate) mod offers;
pub(crate) mod page;
// Static only, like the list of offers.
#[cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
pub(crate) mod picture;
mod promises;
mod reason;
mod result;
mod safeguards;
pub(crate) mod source;
mod status;
pub(crate) mod table;
mod targets;
mod tasks;
mod timeline;
pub(crate) mod toolbar;
pub(crate) mod tools;
mod units;
