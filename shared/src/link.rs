//! Which addresses may be shown to the public as links.

/// Whether an address leads to a government host (`*.gov.cn`): no other is linked. Neither scheme nor host asks for case.
pub fn is_allowed(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let plain = host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    plain && host.len() > ".gov.cn".len() && host.ends_with(".gov.cn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_government_hosts_are_linked() {
        for good in [
            "https://www.gongshu.gov.cn/a?b=c",
            "http://scjg.hangzhou.gov.cn",
            "HTTPS://WWW.Gongshu.GOV.CN/A",
        ] {
            assert!(is_allowed(good), "{good}");
        }
        for bad in [
            "",
            "https://gov.cn.example.com/",
            "https://example.com/.gov.cn",
            "https://user@x.gov.cn/",
            "https://evilgov.cn/",
            "javascript:alert(1)//.gov.cn",
            "https://.gov.cn",
        ] {
            assert!(!is_allowed(bad), "{bad}");
        }
    }
}
