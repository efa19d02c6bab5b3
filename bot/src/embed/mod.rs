//! What the webmaster of a portal needs to embed a plan: what his page's headers allow. The plan as a
//! folder of plain files is made by `site`.

pub mod check;
mod csp;
mod headers;
#[cfg(test)]
mod tests;
