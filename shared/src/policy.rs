//! Policies, schemes, services, windows, sessions and reviewed replies: what an enterprise may ask about.

use serde::{Deserialize, Serialize};

use crate::{
    date::{Date, PartialDate},
    id::{ClauseId, ClauseRef, FaqId, PolicyId, ReplyId, SchemeId, ServiceId, SessionId, WindowId},
    lang::{Lang, Text},
};

/// A policy document: identity, legal status and clauses, in our own words or, where read is original, in its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its id.
    pub id: PolicyId,
    /// Exactly as issued.
    pub title: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its document number.
    pub number: Option<String>,
    /// The place it binds.
    pub region: String,
    /// Legal status.
    pub status: LegalStatus,
    /// 成文日期.
    pub written: Option<PartialDate>,
    /// 发布日期.
    pub published: Option<PartialDate>,
    /// 施行日期.
    pub effective: Option<PartialDate>,
    /// The last day it applies.
    pub expires: Option<PartialDate>,
    /// How the text was read.
    pub read: Read,
    /// When it was last checked.
    pub verified_on: Date,
    /// The words people ask with.
    pub topics: Vec<String>,
    /// Addresses that may be shown.
    pub links: Vec<String>,
    /// Its clauses, in order.
    pub clauses: Vec<Clause>,
}

impl Policy {
    /// The status on a day: an expired text is expired whatever its file says, one not yet in force is said to be so.
    pub fn status_on(&self, day: Date) -> LegalStatus {
        let after = |date: PartialDate| date.last_day() < day;
        match self.status {
            LegalStatus::InForce | LegalStatus::Check if self.expires.is_some_and(after) => {
                LegalStatus::Expired
            }
            LegalStatus::InForce
                if self.effective.is_some_and(|date| date.last_day() > day && starts(date) > day) =>
            {
                LegalStatus::NotYet
            }
            status => status,
        }
    }
}

fn starts(date: PartialDate) -> Date {
    match date {
        PartialDate::Day(day) => day,
        PartialDate::Month(year, month) => Date::new(year, month, 1).unwrap_or(date.last_day()),
        PartialDate::Year(year) => Date::new(year, 1, 1).unwrap_or(date.last_day()),
    }
}

/// A clause of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its id, unique within the policy.
    pub id: ClauseId,
    /// Its heading.
    pub title: String,
    /// Its text: in our words, or word for word where the document was read in the original.
    pub text: String,
    /// The words people ask with.
    pub topics: Vec<String>,
    /// The figures it states.
    pub facts: Vec<Fact>,
}

/// A figure that a clause states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// As it stands in the clause.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// What it is.
    pub about: String,
    /// How it was read, where that differs from the document.
    pub read: Option<Read>,
    /// Where it was read.
    pub source_url: Option<String>,
}

/// Legal status of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LegalStatus {
    /// 现行.
    InForce,
    /// 尚未施行. Computed from the date, never written in a pack.
    NotYet,
    /// 征求意见稿.
    Draft,
    /// 失效.
    Expired,
    /// 废止.
    Repealed,
    /// 是否有效待核.
    Check,
}

impl LegalStatus {
    /// The public word.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::InForce => lang.pick("现行", "in force"),
            Self::NotYet => lang.pick("尚未施行", "not yet in force"),
            Self::Draft => lang.pick("征求意见稿", "consultation draft"),
            Self::Expired => lang.pick("已失效", "expired"),
            Self::Repealed => lang.pick("已废止", "repealed"),
            Self::Check => lang.pick("是否有效待核", "validity to be checked"),
        }
    }

    /// The value in a pack file, for the statuses a pack may state.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "in-force" => Self::InForce,
            "draft" => Self::Draft,
            "expired" => Self::Expired,
            "repealed" => Self::Repealed,
            "check" => Self::Check,
            _ => return None,
        })
    }

    /// Whether it may be put forward as what applies now.
    pub fn may_apply(self) -> bool {
        matches!(self, Self::InForce | Self::Check)
    }
}

/// How a text was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Read {
    /// In the text of a law.
    Statute,
    /// On the issuer's or carrying page.
    Page,
    /// On a re-post, in the news or a digest.
    Repost,
    /// In a public data set.
    Dataset,
    /// In the issuer's own file, as the deployment's operator holds it: its clauses are quoted word for word.
    Original,
}

impl Read {
    /// What must be said of it; nothing for a text read at its source.
    pub fn caution(self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Statute | Self::Page | Self::Original => None,
            Self::Repost | Self::Dataset => Some(lang.pick(
                "据转载页整理，原文待核",
                "compiled from a re-post; the original is still to be checked",
            )),
        }
    }

    /// The value in a pack file.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "statute" => Self::Statute,
            "page" => Self::Page,
            "repost" => Self::Repost,
            "dataset" => Self::Dataset,
            "original" => Self::Original,
            _ => return None,
        })
    }
}

/// What an enterprise can get or have done (事项).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Its id.
    pub id: SchemeId,
    /// Its name.
    pub name: Text,
    /// Who may have it.
    pub for_whom: String,
    /// How much; unpublished if absent.
    pub amount: Option<String>,
    /// Until when, as published.
    pub until: Option<String>,
    /// Whether one can apply now.
    pub open: bool,
    /// Papers.
    pub papers: Vec<String>,
    /// How to apply.
    pub how: Option<String>,
    /// Where to ask.
    pub window: Option<WindowId>,
    /// The clauses it rests on.
    pub basis: Vec<ClauseRef>,
    /// The place it is for.
    pub region: String,
    /// Legal status.
    pub status: LegalStatus,
    /// How it was read.
    pub read: Read,
    /// When it was last checked.
    pub verified_on: Date,
    /// The words people ask with.
    pub topics: Vec<String>,
    /// Addresses that may be shown.
    pub links: Vec<String>,
}

/// A service, by the situation a visitor is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// The situation, a heading.
    pub situation: Text,
    /// Its name.
    pub name: String,
    /// What it does.
    pub what: String,
    /// For whom.
    pub for_whom: Option<String>,
    /// How to use it.
    pub how: Option<String>,
    /// Where to ask.
    pub window: Option<WindowId>,
    /// The clauses it rests on.
    pub basis: Vec<ClauseRef>,
    /// The place it is for.
    pub region: String,
    /// Legal status.
    pub status: LegalStatus,
    /// How it was read.
    pub read: Read,
    /// When it was last checked.
    pub verified_on: Date,
    /// The words people ask with.
    pub topics: Vec<String>,
    /// Addresses that may be shown.
    pub links: Vec<String>,
}

/// A place to ask at (受理窗口).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Its id.
    pub id: WindowId,
    /// Its name.
    pub name: Text,
    /// Telephone; said to be missing if absent.
    pub phone: Option<String>,
    /// Office hours.
    pub hours: Option<String>,
    /// Address.
    pub place: Option<String>,
    /// Where questions without a document are sent.
    pub default: bool,
    /// Questions with these words are sent here instead.
    pub topics: Vec<String>,
    /// How it was read.
    pub read: Read,
    /// When it was last checked.
    pub verified_on: Date,
}

/// A training session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Its title.
    pub title: Text,
    /// First day and time, Asia/Shanghai.
    pub starts: Moment,
    /// When it ends.
    pub ends: Option<Moment>,
    /// Where.
    pub place: Option<String>,
    /// Who holds it.
    pub organiser: Option<String>,
    /// For whom.
    pub audience: Option<String>,
    /// Seats.
    pub seats: Option<u16>,
    /// How to enrol.
    pub how: Option<String>,
    /// Where to ask.
    pub window: Option<WindowId>,
    /// The words people ask with.
    pub topics: Vec<String>,
    /// Who announced it.
    pub source_title: String,
    /// Addresses that may be shown.
    pub links: Vec<String>,
    /// Made up for demonstration.
    pub demo: bool,
}

/// A day and a time of day, in Asia/Shanghai.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
}

/// Why a text is no moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是合法的时间：请写 2026-12-03T14:00")]
pub struct InvalidMoment(String);

impl core::str::FromStr for Moment {
    type Err = InvalidMoment;

    fn from_str(text: &str) -> Result<Self, InvalidMoment> {
        let parse = || {
            let (date, time) = text.split_once('T')?;
            let (hour, minute) = time.split_once(':')?;
            let digits = |part: &str, limit: u8| {
                (part.len() == 2).then(|| part.parse::<u8>().ok())?.filter(|value| *value < limit)
            };
            Some(Self { date: date.parse().ok()?, hour: digits(hour, 24)?, minute: digits(minute, 60)? })
        };
        parse().ok_or_else(|| InvalidMoment(text.to_owned()))
    }
}

impl core::fmt::Display for Moment {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} {:02}:{:02}", self.date, self.hour, self.minute)
    }
}

/// A reviewed canned reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its id.
    pub id: ReplyId,
    /// What it is for.
    pub kind: ReplyKind,
    /// Meant when one of these words occurs …
    pub any: Vec<String>,
    /// … and none of these.
    pub unless: Vec<String>,
    /// What is said.
    pub text: Text,
    /// Where to ask.
    pub window: Option<WindowId>,
}

/// What a canned reply is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReplyKind {
    /// Hello.
    Greeting,
    /// Who are you.
    About,
    /// Thank you.
    Thanks,
    /// Not what this service answers.
    OutOfScope,
    /// A person is wanted.
    Handoff,
    /// Abuse or an attempt to misuse the service.
    Refused,
}

impl ReplyKind {
    /// The value in a pack file.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "greeting" => Self::Greeting,
            "about" => Self::About,
            "thanks" => Self::Thanks,
            "out-of-scope" => Self::OutOfScope,
            "handoff" => Self::Handoff,
            "refused" => Self::Refused,
            _ => return None,
        })
    }

    /// The name of the intent in answers.
    pub fn key(self) -> &'static str {
        match self {
            Self::Greeting => "greeting",
            Self::About => "about",
            Self::Thanks => "thanks",
            Self::OutOfScope => "out-of-scope",
            Self::Handoff => "handoff",
            Self::Refused => "refused",
        }
    }
}

/// A question with an answer in our words, resting on clauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faq {
    /// Its id.
    pub id: FaqId,
    /// The question.
    pub question: String,
    /// The same in other words.
    pub variants: Vec<String>,
    /// The answer.
    pub answer: String,
    /// The place it is for.
    pub region: String,
    /// The clauses it rests on.
    pub basis: Vec<ClauseRef>,
    /// The words people ask with.
    pub topics: Vec<String>,
    /// When it was last checked.
    pub verified_on: Date,
}
