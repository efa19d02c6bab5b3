//! The parts of the page, one folder each. All but [`overview`] are functions without state.

mod chart;
mod evidence;
mod footer;
mod heading;
mod ladder;
// Static only: the browser has no use for it.
#[cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
pub(crate) mod offers;
pub(crate) mod overview;
mod promises;
mod reason;
mod result;
mod safeguards;
mod source;
mod status;
mod table;
mod targets;
mod tasks;
mod toolbar;
mod units;
