//! The two languages of the interface.

use serde::{Deserialize, Serialize};

/// A language of the interface. The plan's own words stay Chinese in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese, the first language.
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// The language of a BCP 47 tag; anything that is not English is Chinese.
    pub fn from_tag(tag: &str) -> Self {
        if tag.len() >= 2 && tag.as_bytes()[..2].eq_ignore_ascii_case(b"en") { Self::En } else { Self::Zh }
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The one of two wordings that is in this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// A text with our English translation, where there is one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Text {
    /// The text as published.
    pub zh: String,
    /// Our translation.
    pub en: Option<String>,
}

impl Text {
    /// A Chinese text without a translation.
    pub fn zh(zh: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: None }
    }

    /// The text in `lang`, or the Chinese one where no translation exists.
    pub fn pick(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.zh,
        }
    }
}
