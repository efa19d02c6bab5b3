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

/// Whether an address leads to a government: a web page or a mailbox of a host that [`is_allowed`], or a telephone.
pub fn is_allowed_contact(address: &str) -> bool {
    if let Some(number) = address.strip_prefix("tel:") {
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        return (3..=15).contains(&digits)
            && number.bytes().all(|b| b.is_ascii_digit() || b"+-".contains(&b));
    }
    match address.strip_prefix("mailto:").map(|mailbox| mailbox.split_once('@')) {
        Some(Some((name, host))) => {
            let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
            let host_alone = host.bytes().all(plain);
            !name.is_empty()
                && name.bytes().all(plain)
                && host_alone
                && is_allowed(&["https://", host].concat())
        }
        Some(None) => false,
        None => address.starts_with("https://") && is_allowed(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_a_page_a_mailbox_or_a_telephone_of_a_government() {
        for good in
            ["https://www.gongshu.gov.cn/jiucuo", "mailto:tj_1@shili.gov.cn", "tel:0571-12345", "tel:12345"]
        {
            assert!(is_allowed_contact(good), "{good}");
        }
        for bad in [
            "",
            "http://www.gongshu.gov.cn/",
            "https://example.com/",
            "mailto:a@example.com",
            "mailto:a@x.gov.cn?bcc=b@example.com",
            "mailto:a@b@x.gov.cn",
            "mailto:@x.gov.cn",
            "mailto:x.gov.cn",
            "tel:",
            "tel:12345;ext=1",
            "javascript:alert(1)",
        ] {
            assert!(!is_allowed_contact(bad), "{bad}");
        }
    }

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
