//! Where the page leads, and which addresses may become links at all.

/// Addresses that the page offers or uses, each left out when absent. All same-origin; the caller gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// The plan's own page.
    pub page: Option<String>,
    /// What an enterprise can get or have done.
    pub offers: Option<String>,
    /// The judged snapshot as JSON.
    pub json: Option<String>,
    /// The figures as CSV.
    pub csv: Option<String>,
    /// Where questions about policies are asked.
    pub chat: Option<String>,
    /// Where the ask panel sends its questions.
    pub ask: Option<String>,
    /// What can be looked for beside the plan.
    pub library: Option<String>,
    /// What the plan is judged from. Only where this is given may a value be changed to see what would follow: a tool
    /// for the staff who prepare the figures, not for every visitor.
    pub what_if: Option<String>,
}

/// The address, if a browser would fetch it as a page: relative, `http:` or `https:`. Keeps `javascript:` out.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let bytes = url.as_bytes();
    let end = bytes.iter().position(|byte| b":/?#".contains(byte));
    let known = match end.map(|end| bytes.split_at(end)) {
        Some((scheme, [b':', ..])) => {
            scheme.eq_ignore_ascii_case(b"https") || scheme.eq_ignore_ascii_case(b"http")
        }
        _ => true,
    };
    (known && !url.is_empty()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        for good in ["https://a.gov.cn/x?y=1:2", "HTTP://a", "/p/x", "figures.csv", "../x:y", "?a=b:c", "#x"]
        {
            assert_eq!(web_address(good), Some(good));
        }
        for bad in ["", "javascript:alert(1)", " javascript:x", "java\tscript:x", "data:text/html,x", "x:y"] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }
}
