//! The buttons that open what the full build adds. In the core build they are how it is asked for: the element's script
//! sees the click, loads the full build and opens the panel there.

use crate::{
    markup::Writer,
    strings::{Label, TOOL_ASK, TOOL_COMPARE, TOOL_SEARCH, TOOL_WHAT_IF},
};

/// What a button opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Panel {
    /// The conversation with the bot.
    Ask,
    /// The search, which then covers documents and offers too.
    Search,
    /// The comparison of years and days.
    Compare,
    /// The supposing of other values.
    WhatIf,
}

impl Panel {
    /// All, in the order of their buttons.
    pub(crate) const ALL: [Self; 4] = [Self::Ask, Self::Search, Self::Compare, Self::WhatIf];

    /// The name that the element's script knows it by.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Search => "search",
            Self::Compare => "compare",
            Self::WhatIf => "what-if",
        }
    }

    fn label(self) -> Label {
        match self {
            Self::Ask => TOOL_ASK,
            Self::Search => TOOL_SEARCH,
            Self::Compare => TOOL_COMPARE,
            Self::WhatIf => TOOL_WHAT_IF,
        }
    }

    /// Whether there is anything behind it. The search of the full build covers everything as it is.
    fn is_offered(self, out: &Writer) -> bool {
        let links = out.scene.links;
        match self {
            Self::Ask => links.ask.is_some(),
            Self::Search => links.library.is_some() && !cfg!(feature = "full"),
            Self::Compare => !out.scene.promises_only(),
            Self::WhatIf => links.what_if.is_some(),
        }
    }
}

/// The buttons; `open` is the panel that is open.
pub(crate) fn tools(out: &mut Writer, open: Option<Panel>) {
    out.element("span.zc-filters", |out| {
        for panel in Panel::ALL {
            if panel.is_offered(out) {
                let expanded = if open == Some(panel) { "true" } else { "false" };
                let values = ["zc-button", "button", panel.key(), expanded];
                let label = panel.label();
                out.with("button", &["class", "type", "data-panel", "aria-expanded"], &values, |out| {
                    out.say(&label);
                });
            }
        }
    });
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
