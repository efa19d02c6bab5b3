//! The other sites that may show these pages: none unless they are named.

use axum::http::HeaderValue;
use reqwest::Url;
use tower_http::cors::{AllowOrigin, CorsLayer};

/// Why a text names no site.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}”不是一个网站来源：请只写协议、主机和（非默认的）端口，全部小写，末尾不带斜线，如 https://www.example.gov.cn"
)]
pub struct InvalidOrigin(String);

/// A site: scheme, host and port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(HeaderValue);

impl std::str::FromStr for Origin {
    type Err = InvalidOrigin;

    /// Reads only what a browser itself writes for the site, so that comparing texts compares sites.
    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        let invalid = || InvalidOrigin(text.to_owned());
        let url = Url::parse(text).map_err(|_| invalid())?;
        let is_web = matches!(url.scheme(), "http" | "https");
        // A browser would take a star for any name.
        if !is_web || text.contains('*') || url.origin().ascii_serialization() != text {
            return Err(invalid());
        }
        HeaderValue::from_str(text).map(Self).map_err(|_| invalid())
    }
}

/// The sites that may frame the pages and read the data.
#[derive(Debug, Clone, Default)]
pub struct Portals(Vec<Origin>);

impl Portals {
    /// These and no others, besides the pages' own site.
    pub fn new(origins: Vec<Origin>) -> Self {
        Self(origins)
    }

    /// The policy of every response. Scripts and styles come from this origin only, pictures too or from the page
    /// itself; wasm may be compiled.
    pub(super) fn policy(&self) -> HeaderValue {
        let policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; object-src 'none'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
        let mut bytes = policy.as_bytes().to_vec();
        for Origin(origin) in &self.0 {
            bytes.push(b' ');
            bytes.extend_from_slice(origin.as_bytes());
        }
        // An origin is a header's value, and so is a list of them.
        HeaderValue::from_maybe_shared(bytes).unwrap_or(HeaderValue::from_static("default-src 'self'"))
    }

    /// Lets scripts of these sites read data and load the widget; of no other.
    pub(super) fn readers(&self) -> CorsLayer {
        let known: Vec<HeaderValue> = self.0.iter().map(|Origin(origin)| origin.clone()).collect();
        if known.is_empty() {
            CorsLayer::new()
        } else {
            CorsLayer::new().allow_origin(AllowOrigin::list(known))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_named_as_browsers_name_it() {
        for good in [
            "https://www.gongshu.gov.cn",
            "http://127.0.0.1:8080",
            "http://[::1]:81",
            "https://xn--fiqs8s.cn",
        ] {
            assert!(good.parse::<Origin>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "*",
            "'self'",
            "www.gongshu.gov.cn",
            "https://www.gongshu.gov.cn/",
            "https://www.gongshu.gov.cn:443",
            "https://WWW.gongshu.gov.cn",
            "https://*.gov.cn",
            "https://a.gov.cn; script-src *",
            "https://a.gov.cn https://b.gov.cn",
            "https://user@a.gov.cn",
            "https://政府.cn",
            "ftp://a.gov.cn",
            "data:text/html,x",
            "null",
        ] {
            assert_eq!(bad.parse::<Origin>(), Err(InvalidOrigin(bad.to_owned())), "{bad}");
        }
    }
}
