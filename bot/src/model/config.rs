//! What the environment says of the model.

use std::time::Duration;

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};

/// The address before `/chat/completions`; set, it turns the model on.
const URL: &str = "ZHICE_MODEL_URL";
/// The model's name at that address.
const NAME: &str = "ZHICE_MODEL_NAME";
/// What the endpoint knows us by, if it wants to.
const KEY: &str = "ZHICE_MODEL_KEY";
/// How long a reply is waited for.
const TIMEOUT: &str = "ZHICE_MODEL_TIMEOUT_MS";

/// In milliseconds: a person waits that long once, and a channel's next message too.
const USUAL: u64 = 3_000;
const SHORTEST: u64 = 100;
const LONGEST: u64 = 10_000;

/// How the model is reached.
#[derive(Debug, Clone)]
pub struct Config {
    /// The address before `/chat/completions`. No other host is ever called.
    pub url: Url,
    /// The model's name there.
    pub name: String,
    /// The bearer token.
    pub key: Option<SecretString>,
    /// How long a reply may take, to its last byte.
    pub timeout: Duration,
}

/// Why there is no model.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The address is none, or holds more than a host and a path.
    #[error(
        "环境变量 ZHICE_MODEL_URL 不是合法的地址：请写到 /chat/completions 之前，如 https://主机/v1；不能带用户名、? 或 #"
    )]
    Url,
    /// Questions would travel in the open.
    #[error(
        "环境变量 ZHICE_MODEL_URL 必须以 https:// 开头：只有本机地址（127.0.0.1、[::1]、localhost）可以用 http"
    )]
    InTheOpen,
    /// There is no name, or it is none.
    #[error("环境变量 ZHICE_MODEL_NAME 没有设置或者不合要求：请写模型名称，1 到 128 个可见字符")]
    Name,
    /// The key fits into no header.
    #[error("环境变量 ZHICE_MODEL_KEY 不合要求：只能用 1 到 512 个可见的英文字符")]
    Key,
    /// The time to wait is no number or out of bounds.
    #[error(
        "环境变量 ZHICE_MODEL_TIMEOUT_MS 不合要求：请写 {SHORTEST} 到 {LONGEST} 之间的毫秒数，或不设置（{USUAL}）"
    )]
    Timeout,
    /// The HTTP client could not be made.
    #[error("无法建立网络客户端：{0}")]
    Client(String),
}

impl Config {
    /// The set-up of the environment; none without an address, for the model is off unless it is asked for.
    pub fn from_env() -> Result<Option<Self>, ModelError> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// The same from any source of variables. An empty variable is an absent one.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, ModelError> {
        let variable =
            |name| variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let Some(url) = variable(URL) else { return Ok(None) };
        let timeout = match variable(TIMEOUT) {
            Some(ms) => ms.parse().map_err(|_| ModelError::Timeout)?,
            None => USUAL,
        };
        let config = Self {
            url: Url::parse(&url).map_err(|_| ModelError::Url)?,
            name: variable(NAME).ok_or(ModelError::Name)?,
            key: variable(KEY).map(SecretString::from),
            timeout: Duration::from_millis(timeout),
        };
        config.endpoint()?;
        config.check()?;
        Ok(Some(config))
    }

    /// Where questions go.
    pub(super) fn endpoint(&self) -> Result<Url, ModelError> {
        let mut url = self.url.clone();
        let is_plain = url.username().is_empty() && url.password().is_none();
        if !is_plain || url.query().is_some() || url.fragment().is_some() {
            return Err(ModelError::Url);
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(ModelError::InTheOpen),
            _ => return Err(ModelError::Url),
        }
        url.path_segments_mut().map_err(|()| ModelError::Url)?.pop_if_empty().extend(["chat", "completions"]);
        Ok(url)
    }

    fn check(&self) -> Result<(), ModelError> {
        let name = &self.name;
        if name.is_empty() || name.chars().count() > 128 || name.chars().any(char::is_control) {
            return Err(ModelError::Name);
        }
        let is_key = |key: &str| (1..=512).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
        if self.key.as_ref().is_some_and(|key| !is_key(key.expose_secret())) {
            return Err(ModelError::Key);
        }
        let bounds = Duration::from_millis(SHORTEST)..=Duration::from_millis(LONGEST);
        if bounds.contains(&self.timeout) { Ok(()) } else { Err(ModelError::Timeout) }
    }
}

/// Whether an address stays on this machine.
fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Option<Config>, ModelError> {
        Config::read(|name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn off_without_an_address() {
        assert!(read(&[]).unwrap().is_none());
        assert!(read(&[(URL, " "), (NAME, "m"), (KEY, "k")]).unwrap().is_none());
    }

    #[test]
    fn questions_go_below_the_address() {
        for (url, endpoint) in [
            ("https://h.example/v1", "https://h.example/v1/chat/completions"),
            ("https://h.example/v1/", "https://h.example/v1/chat/completions"),
            ("https://h.example", "https://h.example/chat/completions"),
            ("http://127.0.0.1:9", "http://127.0.0.1:9/chat/completions"),
            ("http://[::1]:9/v1", "http://[::1]:9/v1/chat/completions"),
            ("http://localhost:9", "http://localhost:9/chat/completions"),
        ] {
            let config = read(&[(URL, url), (NAME, "m")]).unwrap().unwrap();
            assert_eq!(config.endpoint().unwrap().as_str(), endpoint);
            assert_eq!(config.timeout, Duration::from_secs(3));
        }
    }

    #[test]
    fn refuses_what_would_fail_later_and_names_the_variable() {
        let (url, name) = ((URL, "https://h.example/v1"), (NAME, "m"));
        for (variables, named) in [
            (vec![(URL, "CANARY"), name], URL),
            (vec![(URL, "file:///CANARY"), name], URL),
            (vec![(URL, "https://CANARY:x@h.example"), name], URL),
            (vec![(URL, "https://h.example/?CANARY"), name], URL),
            (vec![(URL, "https://h.example/#CANARY"), name], URL),
            (vec![(URL, "http://canary.example"), name], URL),
            (vec![(URL, "http://127.0.0.1.canary.example"), name], URL),
            (vec![(URL, "http://localhost.canary.example"), name], URL),
            (vec![url], NAME),
            (vec![url, (NAME, "CANARY\u{7}")], NAME),
            (vec![url, name, (KEY, "CANARY\nX: y")], KEY),
            (vec![url, name, (KEY, "CANARY 密")], KEY),
            (vec![url, name, (TIMEOUT, "CANARY")], TIMEOUT),
            (vec![url, name, (TIMEOUT, "99")], TIMEOUT),
            (vec![url, name, (TIMEOUT, "10001")], TIMEOUT),
        ] {
            let error = read(&variables).unwrap_err();
            assert!(error.to_string().contains(named), "{error}");
            assert!(!format!("{error} {error:?}").to_lowercase().contains("canary"), "{error:?}");
        }
    }

    #[test]
    fn the_key_is_not_shown() {
        let config = read(&[(URL, "https://h.example"), (NAME, "m"), (KEY, "CANARY-key")]).unwrap().unwrap();
        assert!(!format!("{config:?}").contains("CANARY"), "{config:?}");
    }
}
