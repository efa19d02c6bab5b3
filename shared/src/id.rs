//! Stable names of things: `[a-z0-9-]+`, at most 64 characters, never reused.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是合法的 id：只能用小写字母、数字和连字符，1 至 64 个字符")]
pub struct InvalidId(String);

fn valid(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The id of a kind of item and its number: `k12`.
            #[allow(dead_code, reason = "most ids are written by hand")]
            pub(crate) fn numbered(letter: char, number: usize) -> Self {
                Self(format!("{}{number}", letter.to_ascii_lowercase()))
            }
        }

        impl core::str::FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                if valid(text) { Ok(Self(text.to_owned())) } else { Err(InvalidId(text.to_owned())) }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )+};
}

id! {
    /// A plan.
    PlanId,
    /// A target of a plan, unique within it.
    IndicatorId,
    /// A task of a plan, unique within it.
    TaskId,
    /// A group of tasks.
    AreaId,
    /// A safeguard (保障措施) of a plan.
    SafeguardId,
    /// An item of a plan of any kind, where it matters only that its id was given.
    ItemId,
    /// A published value.
    ObservationId,
    /// A published figure near a target.
    ContextId,
    /// A report on a task.
    UpdateId,
    /// A policy document.
    PolicyId,
    /// A clause, unique within its policy.
    ClauseId,
    /// A thing an enterprise can get or have done (事项).
    SchemeId,
    /// A service by situation.
    ServiceId,
    /// A place to ask at (受理窗口).
    WindowId,
    /// A training session.
    SessionId,
    /// A reviewed canned reply.
    ReplyId,
    /// A question with a written answer.
    FaqId,
}

/// A clause anywhere: `policy#clause`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseRef {
    /// The document.
    pub policy: PolicyId,
    /// The clause in it.
    pub clause: ClauseId,
}

impl core::str::FromStr for ClauseRef {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let (policy, clause) = text.split_once('#').ok_or_else(|| InvalidId(text.to_owned()))?;
        Ok(Self { policy: policy.parse()?, clause: clause.parse()? })
    }
}

impl core::fmt::Display for ClauseRef {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}#{}", self.policy, self.clause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_short_and_plain() {
        assert!("nat-2021-guifan-1".parse::<PolicyId>().is_ok());
        for bad in ["", "Nat", "专利", "a b", "a#b", &"a".repeat(65)] {
            assert!(bad.parse::<PolicyId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_clause_is_named_by_its_document_and_itself() {
        let text = "law-patent#a42";
        assert_eq!(text.parse::<ClauseRef>().unwrap().to_string(), text);
        assert!("law-patent".parse::<ClauseRef>().is_err());
    }
}
