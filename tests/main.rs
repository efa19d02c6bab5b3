//! End to end: the running zhice, a real browser, clients of the platforms. Run through `cargo xtask test`, which builds
//! the binaries, finds the browser and names them all in the environment.

mod support;

mod agreement;
mod cli;
mod durability;
mod exports;
mod figures;
mod harness;
mod hostile;
mod loader;
mod loading;
mod matrix;
mod measured;
mod page;
mod screens;
mod telegram;
mod valid;
mod views;
