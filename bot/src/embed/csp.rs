//! Content Security Policies, as far as an embed of the same origin depends on them.
//!
//! Written here and not taken from a library: those that there are decide on one request, and what a webmaster has to be
//! told is which directive decided and how it should read.

use reqwest::Url;

/// One policy: directives in order, the first of a name counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Policy(Vec<Directive>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Directive {
    name: String,
    sources: Vec<String>,
}

/// What something that is loaded needs of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// A script by its address.
    Script,
    /// Compiling wasm.
    Wasm,
    /// A linked style sheet.
    Style,
    /// Fetching data.
    Fetch,
    /// A page in a frame.
    Frame,
}

/// Whether a policy gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    Yes,
    /// If the tag carries the nonce that the portal gives its own scripts.
    WithNonce,
    No,
}

impl Need {
    /// The directives that decide, the first that is there alone; the last but `default-src` is the usual one.
    fn chain(self) -> &'static [&'static str] {
        match self {
            Self::Script => &["script-src-elem", "script-src", "default-src"],
            Self::Wasm => &["script-src", "default-src"],
            Self::Style => &["style-src-elem", "style-src", "default-src"],
            Self::Fetch => &["connect-src", "default-src"],
            Self::Frame => &["frame-src", "child-src", "default-src"],
        }
    }

    /// The directive to write where none but `default-src` is there.
    fn usual(self) -> &'static str {
        match self {
            Self::Script | Self::Wasm => "script-src",
            Self::Style => "style-src",
            Self::Fetch => "connect-src",
            Self::Frame => "frame-src",
        }
    }

    /// The source that gives it.
    fn source(self) -> &'static str {
        if self == Self::Wasm { "'wasm-unsafe-eval'" } else { "'self'" }
    }
}

impl Policy {
    /// The policies in the value of a header, which commas part.
    pub(super) fn read(value: &str) -> Vec<Self> {
        value.split(',').map(Self::one).filter(|policy| !policy.0.is_empty()).collect()
    }

    fn one(text: &str) -> Self {
        let mut directives: Vec<Directive> = Vec::new();
        for directive in text.split(';') {
            let mut words = directive.split_ascii_whitespace();
            let Some(name) = words.next().map(str::to_ascii_lowercase) else { continue };
            if directives.iter().all(|known| known.name != name) {
                directives.push(Directive { name, sources: words.map(str::to_owned).collect() });
            }
        }
        Self(directives)
    }

    /// The sources of a directive, if it is there.
    pub(super) fn directive(&self, name: &str) -> Option<&[String]> {
        self.0.iter().find(|own| own.name == name).map(|own| own.sources.as_slice())
    }

    /// Whether something of the portal's own origin is allowed.
    pub(super) fn gives(&self, need: Need, origin: Option<&Url>) -> Given {
        let Some(sources) = need.chain().iter().find_map(|name| self.directive(name)) else {
            return Given::Yes;
        };
        let has = |word: &str| sources.iter().any(|source| source.eq_ignore_ascii_case(word));
        if need == Need::Wasm {
            return if has("'wasm-unsafe-eval'") || has("'unsafe-eval'") { Given::Yes } else { Given::No };
        }
        let has_nonce = sources.iter().any(|source| source.to_ascii_lowercase().starts_with("'nonce-"));
        let by_address = sources.iter().any(|source| is_origin(source, origin));
        match need {
            // Addresses do not count beside it.
            Need::Script if has("'strict-dynamic'") => Given::WithNonce,
            _ if by_address => Given::Yes,
            Need::Script | Need::Style if has_nonce => Given::WithNonce,
            _ => Given::No,
        }
    }

    /// Whether a directive lists addresses that only the portal's own address could be compared with.
    pub(super) fn lists_addresses(&self, need: Need) -> bool {
        let sources = need.chain().iter().find_map(|name| self.directive(name)).unwrap_or_default();
        sources.iter().any(|source| !source.starts_with('\'') && source != "*")
    }

    /// Adds what gives it.
    pub(super) fn allow(&mut self, need: Need) {
        let deciding = need.chain().iter().find(|name| self.directive(name).is_some());
        let name = deciding.copied().filter(|name| *name != "default-src").unwrap_or(need.usual());
        let mut sources = deciding.and_then(|name| self.directive(name)).unwrap_or_default().to_vec();
        sources.retain(|source| !source.eq_ignore_ascii_case("'none'"));
        if !sources.iter().any(|source| source == need.source()) {
            sources.push(need.source().to_owned());
        }
        match self.0.iter_mut().find(|directive| directive.name == name) {
            Some(directive) => directive.sources = sources,
            None => self.0.push(Directive { name: name.to_owned(), sources }),
        }
    }

    /// The directives that the other does not have like this, as they are written.
    pub(super) fn beyond(&self, other: &Self) -> Vec<String> {
        let new = self.0.iter().filter(|directive| !other.0.contains(directive));
        new.map(|Directive { name, sources }| format!("{name} {}", sources.join(" "))).collect()
    }
}

/// Whether a source covers the portal's own origin. An address can only be compared where the portal's is known.
fn is_origin(source: &str, origin: Option<&Url>) -> bool {
    let source = source.to_ascii_lowercase();
    if source == "'self'" || source == "*" {
        return true;
    }
    let (Some(origin), false) = (origin, source.starts_with('\'')) else { return false };
    // What is allowed for http is allowed for https.
    let covers = |scheme: &str| scheme == origin.scheme() || (scheme == "http" && origin.scheme() == "https");
    if let Some(scheme) = source.strip_suffix(':') {
        return covers(scheme);
    }
    let (scheme, rest) = match source.split_once("://") {
        Some((scheme, rest)) => (Some(scheme), rest),
        None => (None, source.as_str()),
    };
    // A path would have to be compared with each file; a whole host is what portals list.
    let (host, port) = match rest.trim_end_matches('/').rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (rest.trim_end_matches('/'), None),
    };
    let own = origin.host_str().unwrap_or_default();
    let is_host = match host.strip_prefix("*.") {
        Some(parent) => own.strip_suffix(parent).is_some_and(|sub| sub.ends_with('.') && sub.len() > 1),
        None => host == own,
    };
    let is_port = match port {
        Some("*") => true,
        Some(port) => port.parse().ok() == origin.port_or_known_default(),
        None => origin.port().is_none(),
    };
    scheme.is_none_or(covers) && is_host && is_port
}
