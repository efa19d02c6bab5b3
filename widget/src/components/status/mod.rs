//! A status as shape and word; the colour comes third.

use shared::{method::Status, words};

use crate::markup::Writer;

/// `✓ 达到`.
pub(crate) fn status(out: &mut Writer, status: Status) {
    out.marked("span", "zc-status", status, |out| {
        out.seen("zc-mark", words::mark(status));
        out.text(" ");
        out.text(words::status(status, out.scene.lang));
    });
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
