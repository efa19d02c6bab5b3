//! What can be looked for beside a plan: documents, and what an enterprise can get or have done. For searching in the
//! page itself. Records of other places are not in it.

use serde::{Deserialize, Serialize};

use crate::{
    date::Date,
    lang::{Lang, Text},
    link,
    offers::{Ground, Offers, Records, SchemeView, ServiceView, SessionView},
    plan::Region,
    policy::{Policy, Read},
};

/// The entries, documents first; each kind in the order of its records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    /// The day they are told as of.
    pub as_of: Date,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A policy document.
    Policy,
    /// A scheme (事项).
    Scheme,
    /// A service.
    Service,
    /// A training session.
    Session,
}

/// A record, as much of it as a list of finds shows, and all its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub name: Text,
    /// Document number of a policy, amount of a scheme.
    pub detail: Option<String>,
    /// The place it binds or is for.
    pub region: Option<Text>,
    /// Whether it is in force or can be had; when a session begins.
    pub state: Text,
    /// How it was read.
    pub read: Read,
    /// Where it can be read, if that may be linked.
    pub url: Option<String>,
    /// The part of the list of offers that shows it.
    pub part: Option<String>,
    /// Its clauses or fields.
    pub passages: Vec<Passage>,
}

/// A piece of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Its heading; empty where it has none.
    pub title: String,
    /// Its text.
    pub text: String,
}

impl Library {
    /// What the records hold on a day.
    pub fn of(records: Records<'_>, day: Date) -> Self {
        let offers = Offers::of(records, day);
        let regions = records.regions;
        let policies = records.policies.iter().filter_map(|policy| policy_entry(policy, regions, day));
        let schemes = [&offers.open, &offers.ahead, &offers.ended].into_iter().flatten().map(scheme_entry);
        let services = offers.situations.iter().flat_map(|situation| &situation.services).map(service_entry);
        let sessions = offers.sessions.iter().map(session_entry);
        Self { as_of: day, entries: policies.chain(schemes).chain(services).chain(sessions).collect() }
    }
}

fn policy_entry(policy: &Policy, regions: &[Region], day: Date) -> Option<Entry> {
    let region = regions.iter().find(|region| region.name.zh == policy.region && !region.elsewhere)?;
    let status = policy.status_on(day);
    Some(Entry {
        kind: Kind::Policy,
        name: Text::zh(&policy.title),
        detail: policy.number.clone(),
        region: Some(region.name.clone()),
        state: both(|lang| status.word(lang)),
        read: policy.read,
        url: policy.links.iter().find(|url| link::is_allowed(url)).cloned(),
        part: None,
        passages: {
            let topics = Passage { title: String::new(), text: policy.topics.join(" ") };
            let clauses = policy.clauses.iter().map(|clause| Passage {
                title: clause.title.clone(),
                text: [clause.text.as_str(), &clause.topics.join(" ")].join(" "),
            });
            core::iter::once(topics).chain(clauses).collect()
        },
    })
}

fn scheme_entry(scheme: &SchemeView) -> Entry {
    let how = scheme.how.clone().unwrap_or_default();
    let text = [scheme.for_whom.as_str(), &scheme.papers.join(" "), &how].join(" ");
    Entry {
        kind: Kind::Scheme,
        name: scheme.name.clone(),
        detail: scheme.amount.clone(),
        part: Some(format!("scheme-{}", scheme.id)),
        ..offered(&scheme.ground, text)
    }
}

fn service_entry(service: &ServiceView) -> Entry {
    let text = [service.what.as_str(), service.for_whom.as_deref().unwrap_or_default()];
    Entry {
        kind: Kind::Service,
        name: Text::zh(&service.name),
        part: Some(format!("service-{}", service.id)),
        ..offered(&service.ground, text.join(" "))
    }
}

/// What schemes and services share.
fn offered(ground: &Ground, text: String) -> Entry {
    let status = ground.status;
    Entry {
        kind: Kind::Scheme,
        name: Text::default(),
        detail: None,
        region: Some(ground.region.clone()),
        state: both(|lang| ground.standing.word(lang).unwrap_or_else(|| status.word(lang))),
        read: ground.read,
        url: None,
        part: None,
        passages: vec![Passage { title: String::new(), text }],
    }
}

fn session_entry(session: &SessionView) -> Entry {
    let text = [&session.organiser, &session.audience, &session.place, &session.how];
    let text: Vec<&str> = text.into_iter().flatten().map(String::as_str).collect();
    Entry {
        kind: Kind::Session,
        name: session.title.clone(),
        detail: session.place.clone(),
        region: None,
        state: Text::zh(session.starts.to_string()),
        read: Read::Page,
        url: None,
        part: Some(format!("session-{}", session.id)),
        passages: vec![Passage { title: String::new(), text: text.join(" ") }],
    }
}

fn both(word: impl Fn(Lang) -> &'static str) -> Text {
    Text { zh: word(Lang::Zh).to_owned(), en: Some(word(Lang::En).to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        offers::tests::{day, policy, regions, scheme},
        policy::LegalStatus,
    };

    #[test]
    fn documents_come_first_and_other_places_never() {
        let elsewhere = Policy {
            id: "other".parse().unwrap(),
            region: "邻区".to_owned(),
            ..policy(LegalStatus::InForce, None)
        };
        let library = Library::of(
            Records {
                regions: &regions(),
                policies: &[elsewhere, policy(LegalStatus::InForce, Some("2025-05"))],
                schemes: &[scheme("a", "某区"), scheme("b", "邻区")],
                services: &[],
                windows: &[],
                sessions: &[],
            },
            day("2025-06-30"),
        );
        let told: Vec<(Kind, &str, &str)> = library
            .entries
            .iter()
            .map(|entry| (entry.kind, entry.name.zh.as_str(), entry.state.zh.as_str()))
            .collect();
        assert_eq!(told, [(Kind::Policy, "办法", "已失效"), (Kind::Scheme, "补贴", "所依文件已失效或废止")]);
        let [document, scheme] = library.entries.as_slice() else { panic!("{told:?}") };
        assert_eq!(
            document.url.as_deref(),
            Some("https://www.mou.gov.cn/a"),
            "the other host is not allowed"
        );
        assert_eq!(document.passages[1].title, "标准");
        assert_eq!((scheme.part.as_deref(), scheme.detail.as_deref()), (Some("scheme-a"), Some("5万元")));
    }
}
