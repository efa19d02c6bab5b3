//! What the bot is told by the environment.

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};

/// The bot's token.
const TOKEN: &str = "ZHICE_TELEGRAM_TOKEN";
/// Another Bot API server than Telegram's own.
const API_URL: &str = "ZHICE_TELEGRAM_API_URL";
/// What Telegram says with every push; set, it turns polling off.
const WEBHOOK_SECRET: &str = "ZHICE_TELEGRAM_WEBHOOK_SECRET";

/// How the bot is set up.
#[derive(Debug, Clone)]
pub struct Config {
    /// The bot's token.
    pub token: SecretString,
    /// The Bot API server; Telegram's own if absent. No other host is ever called.
    pub api_url: Option<Url>,
    /// Set if Telegram pushes messages; what it proves itself with.
    pub webhook_secret: Option<SecretString>,
}

/// Why there is no bot.
#[derive(Debug, thiserror::Error)]
pub enum TelegramError {
    /// Telegram does not know the token.
    #[error("Telegram 不认识环境变量 ZHICE_TELEGRAM_TOKEN 中的令牌：请向 @BotFather 核对后重新设置")]
    Token,
    /// It does not look like a token.
    #[error("环境变量 ZHICE_TELEGRAM_TOKEN 不是机器人令牌：应形如 123456:ABC-DEF，请从 @BotFather 复制")]
    TokenForm,
    /// The address is none.
    #[error("环境变量 ZHICE_TELEGRAM_API_URL 不是合法的地址：请写 https://主机，或不设置")]
    ApiUrl,
    /// Telegram would refuse the secret.
    #[error("环境变量 ZHICE_TELEGRAM_WEBHOOK_SECRET 不合要求：只能用 1 到 256 个字母、数字、下划线和连字符")]
    WebhookSecret,
    /// The HTTP client could not be made.
    #[error("无法建立网络客户端：{0}")]
    Client(String),
}

impl Config {
    /// The set-up of the environment; none without a token, for Telegram is off unless it is asked for.
    pub fn from_env() -> Result<Option<Self>, TelegramError> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// The same from any source of variables. An empty variable is an absent one.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, TelegramError> {
        let variable =
            |name| variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let Some(token) = variable(TOKEN) else { return Ok(None) };
        let api_url =
            variable(API_URL).map(|url| Url::parse(&url).map_err(|_| TelegramError::ApiUrl)).transpose()?;
        let config = Self {
            token: token.into(),
            api_url,
            webhook_secret: variable(WEBHOOK_SECRET).map(SecretString::from),
        };
        config.check()?;
        Ok(Some(config))
    }

    pub(super) fn check(&self) -> Result<(), TelegramError> {
        if !is_token(self.token.expose_secret()) {
            return Err(TelegramError::TokenForm);
        }
        if let Some(url) = &self.api_url
            && (!matches!(url.scheme(), "http" | "https") || url.host().is_none() || url.query().is_some())
        {
            return Err(TelegramError::ApiUrl);
        }
        if let Some(secret) = &self.webhook_secret {
            let secret = secret.expose_secret();
            if secret.is_empty() || secret.len() > 256 || !secret.bytes().all(is_word) {
                return Err(TelegramError::WebhookSecret);
            }
        }
        Ok(())
    }
}

/// The token becomes a part of a path: nothing that could end that part gets through.
fn is_token(token: &str) -> bool {
    token.split_once(':').is_some_and(|(bot, key)| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(bot) && !key.is_empty() && key.len() <= 256 && key.bytes().all(is_word)
    })
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Option<Config>, TelegramError> {
        Config::read(|name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn off_without_a_token() {
        assert!(read(&[]).unwrap().is_none());
        assert!(read(&[(TOKEN, " "), (WEBHOOK_SECRET, "x")]).unwrap().is_none());
    }

    #[test]
    fn takes_what_botfather_gives() {
        let config =
            read(&[(TOKEN, "100:AAF7-g0_gYn\n"), (API_URL, "http://127.0.0.1:9/bots")]).unwrap().unwrap();
        assert_eq!(config.token.expose_secret(), "100:AAF7-g0_gYn");
        assert_eq!(config.api_url.unwrap().path(), "/bots");
        assert!(config.webhook_secret.is_none());
    }

    #[test]
    fn refuses_what_would_fail_later_and_names_the_variable() {
        let token = (TOKEN, "100:AAF7");
        let cases = [
            (vec![(TOKEN, "CANARY")], TOKEN),
            (vec![(TOKEN, "CANARY:100")], TOKEN),
            (vec![(TOKEN, "100:CANARY/../x")], TOKEN),
            (vec![token, (API_URL, "CANARY")], API_URL),
            (vec![token, (API_URL, "file:///CANARY")], API_URL),
            (vec![token, (API_URL, "http://h/?CANARY")], API_URL),
            (vec![token, (WEBHOOK_SECRET, "CANARY 密")], WEBHOOK_SECRET),
        ];
        for (variables, named) in cases {
            let error = read(&variables).unwrap_err();
            assert!(error.to_string().contains(named), "{error}");
            assert!(!format!("{error} {error:?}").contains("CANARY"), "{error:?}");
        }
    }
}
