//! The progress view of one plan: a Yew tree, rendered natively to static HTML and SVG (feature `ssr`) or mounted in a
//! browser (feature `csr`, wasm32 only).
//!
//! Only `components::page` keeps state. Every other part is a function that writes what it shows of the judged
//! snapshot into one tree (`markup`): fewer component types mean fewer bytes of wasm, and a part is tested by calling it.

#[cfg(all(feature = "csr", target_arch = "wasm32"))]
mod browser;
// Without either feature nothing calls the parts, and nothing is wrong with that: the crate is only checked.
#[cfg_attr(not(any(feature = "csr", feature = "ssr")), allow(dead_code))]
mod components;
#[cfg(feature = "full")]
#[cfg_attr(not(all(feature = "csr", target_arch = "wasm32")), allow(dead_code))]
mod full;
mod links;
mod markup;
mod scene;
mod search;
#[cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
mod ssr;
mod strings;
mod style;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
mod text;
mod view;

#[cfg(all(feature = "csr", target_arch = "wasm32"))]
pub use self::browser::{Handle, mount};
#[cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
pub use self::{
    components::offers::Calendars,
    ssr::{Show, render_offers, render_picture, render_snippet, render_static},
};
pub use self::{
    links::Links,
    style::STYLE,
    view::{Look, Theme, UnknownView, View},
};
