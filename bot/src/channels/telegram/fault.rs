//! What Telegram, or the way to it, has against a request; in words that never hold the token.
//!
//! The address of every request holds it, and a reply may repeat the address. teloxide masks it where it recognises it;
//! that is not relied on.

use std::{error::Error, fmt, time::Duration};

use teloxide::{ApiError, RequestError};

use crate::delivery::Fault;

/// Why a request came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The token is unknown.
    Token,
    /// Too many requests.
    Wait(Duration),
    /// Telegram refuses this request, today and tomorrow.
    Request(String),
    /// The network, the server, or another program with the same token.
    Passing(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token => f.write_str("令牌无效（ZHICE_TELEGRAM_TOKEN）"),
            Self::Wait(wait) => write!(f, "Telegram 要求等待 {} 秒", wait.as_secs()),
            Self::Request(reason) | Self::Passing(reason) => f.write_str(reason),
        }
    }
}

impl Refusal {
    pub(super) fn new(error: &RequestError, token: &str) -> Self {
        let said = |text: String| text.replace(token, "***");
        match error {
            RequestError::RetryAfter(seconds) => Self::Wait(seconds.duration()),
            RequestError::Api(ApiError::InvalidToken) => Self::Token,
            RequestError::Api(ApiError::Unknown(text)) => Self::told(said(text.clone())),
            RequestError::Api(known) => Self::told(said(known.to_string())),
            RequestError::MigrateToChatId(_) => Self::Request("群组已升级为超级群组".to_owned()),
            RequestError::Network(error) => Self::Passing(said(network(error))),
            // What came instead may be anybody's page: it is not repeated.
            RequestError::InvalidJson { source, .. } => {
                Self::Passing(format!("Telegram 的答复无法解读（第 {} 列）", source.column()))
            }
            RequestError::Io(error) => Self::Passing(said(error.to_string())),
        }
    }

    /// teloxide keeps the description and drops the code; the description begins with the code's name.
    fn told(description: String) -> Self {
        let refused = ["Bad Request", "Forbidden", "Unauthorized"];
        if refused.iter().any(|code| description.starts_with(code)) {
            Self::Request(description)
        } else {
            Self::Passing(description)
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Wait(wait) => Self::Wait(wait),
            Refusal::Request(reason) => Self::Final(reason),
            // A wrong token is no fault of the message: it waits until the operator has mended it.
            Refusal::Token | Refusal::Passing(_) => Self::Passing(refusal.to_string()),
        }
    }
}

/// The kind of a network error and its innermost cause: the layers between repeat the address.
fn network(error: &reqwest::Error) -> String {
    let kind = if error.is_timeout() {
        "超时"
    } else if error.is_connect() {
        "连接不上"
    } else {
        "网络错误"
    };
    let mut cause = error.source();
    while let Some(inner) = cause.and_then(Error::source) {
        cause = Some(inner);
    }
    cause.map_or_else(|| kind.to_owned(), |cause| format!("{kind}：{cause}"))
}
