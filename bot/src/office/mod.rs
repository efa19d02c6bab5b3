//! Office files from outside: what they are by their content, and how they are opened without trusting their sizes.

pub mod container;
pub mod files;
mod format;

pub use self::{
    container::{Container, ContainerError, Package},
    format::Format,
};

#[cfg(test)]
pub(crate) mod fixtures;
