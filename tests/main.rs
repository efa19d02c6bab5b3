//! End to end: the running zhice, a real browser, clients of the platforms. Run through `cargo xtask test`, which builds
//! the binaries, finds the browser and names them all in the environment.

mod support;

mod agreement;
mod cli;
mod durability;
mod embed;
mod exports;
mod figures;
mod frame;
mod frozen;
mod full;
mod harness;
mod hostile;
mod loader;
mod loading;
mod matrix;
mod measured;
mod page;
mod print;
mod screens;
mod switch;
mod telegram;
mod valid;
mod views;
