//! 保障措施, in plan order.

use crate::{markup::Writer, strings::SAFEGUARDS_HEADING};

/// The list of safeguards; nothing for a plan without any.
pub(crate) fn safeguards(out: &mut Writer) {
    let safeguards = &out.scene.snapshot.safeguards;
    if safeguards.is_empty() {
        return;
    }
    out.part("safeguards", |out| {
        out.section(&SAFEGUARDS_HEADING);
        out.element("ul.zc-safeguards", |out| {
            for safeguard in safeguards {
                out.item(|out| out.plan(&safeguard.title));
            }
        });
    });
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
