//! What a reader chose, as it stands in the fragment of the page's address: `zc-PLAN?missed.1.en.PCT`, the status shown
//! alone, whether details are open, the language if it is not the page's, and what is searched for.

use shared::{id::PlanId, lang::Lang, method::Status};

use crate::{markup::key, search::Query};

/// The choices.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) filter: Option<Status>,
    pub(super) expanded: bool,
    pub(super) lang: Option<Lang>,
    pub(super) query: Query,
}

impl Kept {
    /// Reads a fragment. What is not of this plan, or cannot be read, is no choice at all.
    pub(super) fn read(fragment: &str, plan: &PlanId) -> Self {
        let mut rest = fragment.strip_prefix(prefix(plan).as_str()).unwrap_or_default();
        // The standard library's splitting would cost the wasm 400 bytes.
        let mut next = || {
            let end = rest.bytes().position(|byte| byte == b'.').unwrap_or(rest.len());
            let part = rest.get(..end).unwrap_or_default();
            rest = rest.get(end + 1..).unwrap_or_default();
            part
        };
        let (status, open, lang) = (next(), next(), next());
        let typed = rest;
        Self {
            filter: Status::ALL.into_iter().find(|known| key(*known) == status),
            expanded: !open.is_empty(),
            lang: (!lang.is_empty()).then(|| Lang::from_tag(lang)),
            query: Query::new(typed),
        }
    }

    /// Whether a fragment holds the choices of this plan's reader at all.
    pub(super) fn is_in(fragment: &str, plan: &PlanId) -> bool {
        fragment.starts_with(prefix(plan).as_str())
    }

    /// Whether anything is chosen.
    pub(super) fn is_some(&self) -> bool {
        self.filter.is_some() || self.expanded || self.lang.is_some() || !self.query.is_empty()
    }

    /// The fragment; only the part before the choices where nothing is chosen.
    #[cfg(any(test, target_arch = "wasm32"))]
    pub(super) fn write(&self, plan: &PlanId) -> String {
        let status = self.filter.map_or("", key);
        let open = if self.expanded { "1" } else { "" };
        let lang = self.lang.map_or("", Lang::tag);
        let parts = [status, open, lang, self.query.typed()];
        let own = if self.is_some() { parts.join(".") } else { String::new() };
        [prefix(plan), own].concat()
    }
}

fn prefix(plan: &PlanId) -> String {
    ["zc-", plan.as_str(), "?"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(fragment: &str) -> String {
        let plan = "p".parse().unwrap();
        Kept::read(fragment, &plan).write(&plan)
    }

    #[test]
    fn what_is_written_is_read_back() {
        for fragment in ["zc-p?", "zc-p?missed...", "zc-p?.1.en.", "zc-p?met.1.zh-CN.PCT 3.5 件?#x"] {
            assert_eq!(told(fragment), fragment);
        }
    }

    #[test]
    fn the_host_and_other_plans_choose_nothing() {
        for fragment in ["", "top", "zc-p-i5", "zc-q?missed...", "zc-p?nonsense", "zc-px?met..."] {
            assert_eq!(told(fragment), "zc-p?", "{fragment}");
        }
        let plan = "p".parse().unwrap();
        for (fragment, own) in
            [("zc-p?", true), ("zc-p?met...", true), ("top", false), ("zc-p-i5", false), ("", false)]
        {
            assert_eq!(Kept::is_in(fragment, &plan), own, "{fragment}");
        }
    }
}
