//! What an enterprise can get or have done, as of a day: schemes, services and training sessions with their windows and
//! what they rest on. Records of other places are not in it.

use serde::{Deserialize, Serialize};

use crate::{
    date::{Date, PartialDate},
    id::{ClauseRef, PolicyId, SchemeId, ServiceId, SessionId, WindowId},
    lang::{Lang, Text},
    link,
    plan::Region,
    policy::{Clause, LegalStatus, Moment, Policy, Read, Scheme, Service, Session, Window},
};

/// The records that offers are made of.
#[derive(Debug, Clone, Copy)]
pub struct Records<'a> {
    /// From the widest place to the plan's own; the others are elsewhere.
    pub regions: &'a [Region],
    /// What schemes and services rest on.
    pub policies: &'a [Policy],
    /// What an enterprise can get or have done.
    pub schemes: &'a [Scheme],
    /// Services by situation.
    pub services: &'a [Service],
    /// Places to ask at.
    pub windows: &'a [Window],
    /// Training sessions.
    pub sessions: &'a [Session],
}

/// What there is for an enterprise of the plan's place, as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offers {
    /// The day.
    pub as_of: Date,
    /// Schemes that can be applied for, from the plan's own place to the widest.
    pub open: Vec<SchemeView>,
    /// Schemes that are announced or drafted and do not apply yet.
    pub ahead: Vec<SchemeView>,
    /// Schemes that are over.
    pub ended: Vec<SchemeView>,
    /// Services, by the situation a visitor is in.
    pub situations: Vec<Situation>,
    /// Sessions from that day on, the next first.
    pub sessions: Vec<SessionView>,
    /// Where to ask what stands nowhere.
    pub window: Option<WindowView>,
}

/// Whether something can be had on a day, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It can.
    Open,
    /// This round is over.
    Closed,
    /// Its last day is over.
    Passed,
    /// A document it rests on is no longer in force.
    BasisEnded,
    /// A document it rests on is a draft or not yet in force.
    Ahead,
}

impl Standing {
    /// The public word; nothing where it can be had.
    pub fn word(self, lang: Lang) -> Option<&'static str> {
        Some(match self {
            Self::Open => return None,
            Self::Closed => lang.pick("本期已结束", "closed for now"),
            Self::Passed => lang.pick("截止日已过", "the last day is over"),
            Self::BasisEnded => lang.pick("所依文件已失效或废止", "its document is no longer in force"),
            Self::Ahead => lang.pick("所依文件尚未施行", "its document is not yet in force"),
        })
    }
}

/// A scheme as it is shown. Amounts and days are the words of the record, never computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemeView {
    /// Its id.
    pub id: SchemeId,
    /// Its name.
    pub name: Text,
    /// Who may have it.
    pub for_whom: String,
    /// How much; unpublished if absent.
    pub amount: Option<String>,
    /// Until when; unpublished if absent.
    pub until: Option<String>,
    /// Papers.
    pub papers: Vec<String>,
    /// How to apply.
    pub how: Option<String>,
    /// What it rests on, and how it is known.
    pub ground: Ground,
}

/// A situation and what helps in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situation {
    /// The situation, a heading.
    pub name: Text,
    /// What helps.
    pub services: Vec<ServiceView>,
}

/// A service as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceView {
    /// Its id.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// What it does.
    pub what: String,
    /// For whom.
    pub for_whom: Option<String>,
    /// How to use it.
    pub how: Option<String>,
    /// What it rests on, and how it is known.
    pub ground: Ground,
}

/// What a scheme or service rests on, where it is for, where to ask, and how all that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// The place it is for.
    pub region: Text,
    /// Its own legal status, as recorded.
    pub status: LegalStatus,
    /// Whether it can be had.
    pub standing: Standing,
    /// Where to ask, where its record says so.
    pub window: Option<WindowView>,
    /// The documents it rests on, in the order named.
    pub basis: Vec<Basis>,
    /// How it was read.
    pub read: Read,
    /// When it was last checked.
    pub verified_on: Date,
    /// A page about it that may be linked.
    pub url: Option<String>,
}

/// A document that something rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The document.
    pub policy: PolicyId,
    /// Its exact title.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// The headings of the clauses.
    pub clauses: Vec<String>,
    /// Its status on the day.
    pub status: LegalStatus,
    /// How it was read: the least certain way among its clauses.
    pub read: Read,
    /// Where it can be read, if that may be linked.
    pub url: Option<String>,
}

/// A place to ask at, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowView {
    /// Its name.
    pub name: Text,
    /// Telephone.
    pub phone: Option<String>,
    /// Whether the bureau itself has yet to supply what is missing.
    pub default: bool,
    /// Office hours.
    pub hours: Option<String>,
    /// Address.
    pub place: Option<String>,
    /// How it was read.
    pub read: Read,
}

/// A training session as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Its id.
    pub id: SessionId,
    /// Its title.
    pub title: Text,
    /// When it begins.
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
    pub window: Option<WindowView>,
    /// Who announced it.
    pub source_title: String,
    /// The announcement, if it may be linked.
    pub url: Option<String>,
    /// Made up for demonstration.
    pub demo: bool,
}

impl Offers {
    /// What the records offer on a day.
    pub fn of(records: Records<'_>, day: Date) -> Self {
        let lens = Lens { records, day };
        let mut schemes: Vec<(usize, SchemeView)> = records
            .schemes
            .iter()
            .filter_map(|scheme| Some((lens.distance(&scheme.region)?, lens.scheme(scheme)?)))
            .collect();
        schemes.sort_by_key(|(distance, _)| *distance);
        let of = |wanted: &[Standing]| {
            let standing = |(_, view): &&(usize, SchemeView)| wanted.contains(&view.ground.standing);
            schemes.iter().filter(standing).map(|(_, view)| view.clone()).collect()
        };
        let mut sessions: Vec<SessionView> = records
            .sessions
            .iter()
            .filter(|session| session.starts.date >= day)
            .map(|session| lens.session(session))
            .collect();
        sessions.sort_by_key(|session| session.starts);
        Self {
            as_of: day,
            open: of(&[Standing::Open]),
            ahead: of(&[Standing::Ahead]),
            ended: of(&[Standing::Closed, Standing::Passed, Standing::BasisEnded]),
            situations: lens.situations(),
            sessions,
            window: records.windows.iter().find(|window| window.default).map(window),
        }
    }

    /// A session by its id.
    pub fn session(&self, id: &str) -> Option<&SessionView> {
        self.sessions.iter().find(|session| session.id.as_str() == id)
    }
}

/// The records, seen on a day.
#[derive(Clone, Copy)]
struct Lens<'a> {
    records: Records<'a>,
    day: Date,
}

impl Lens<'_> {
    /// A place that is the plan's own or holds it; nothing for any other.
    fn region(&self, name: &str) -> Option<&Region> {
        self.records.regions.iter().find(|region| region.name.zh == name && !region.elsewhere)
    }

    /// How many steps a place lies above the plan's own.
    fn distance(&self, name: &str) -> Option<usize> {
        let own = self.records.regions.iter().rev().filter(|region| !region.elsewhere);
        own.map(|region| &region.name.zh).position(|own| own == name)
    }

    fn scheme(&self, scheme: &Scheme) -> Option<SchemeView> {
        let over = scheme.until.as_deref().is_some_and(|until| self.is_over(until));
        let standing = match (scheme.open, over) {
            (false, _) => Standing::Closed,
            (true, true) => Standing::Passed,
            (true, false) => self.standing(scheme.status, &scheme.basis),
        };
        let ground = Ground {
            region: self.region(&scheme.region)?.name.clone(),
            status: scheme.status,
            standing,
            window: self.window(scheme.window.as_ref()),
            basis: self.basis(&scheme.basis),
            read: scheme.read,
            verified_on: scheme.verified_on,
            url: linked(&scheme.links),
        };
        Some(SchemeView {
            id: scheme.id.clone(),
            name: scheme.name.clone(),
            for_whom: scheme.for_whom.clone(),
            amount: scheme.amount.clone(),
            until: scheme.until.clone(),
            papers: scheme.papers.clone(),
            how: scheme.how.clone(),
            ground,
        })
    }

    /// The situations in the order in which the records first name them.
    fn situations(&self) -> Vec<Situation> {
        let mut situations: Vec<Situation> = Vec::new();
        for service in self.records.services {
            let Some(view) = self.service(service) else { continue };
            match situations.iter_mut().find(|known| known.name.zh == service.situation.zh) {
                Some(known) => known.services.push(view),
                None => {
                    situations.push(Situation { name: service.situation.clone(), services: vec![view] });
                }
            }
        }
        situations
    }

    fn service(&self, service: &Service) -> Option<ServiceView> {
        let ground = Ground {
            region: self.region(&service.region)?.name.clone(),
            status: service.status,
            standing: self.standing(service.status, &service.basis),
            window: self.window(service.window.as_ref()),
            basis: self.basis(&service.basis),
            read: service.read,
            verified_on: service.verified_on,
            url: linked(&service.links),
        };
        Some(ServiceView {
            id: service.id.clone(),
            name: service.name.clone(),
            what: service.what.clone(),
            for_whom: service.for_whom.clone(),
            how: service.how.clone(),
            ground,
        })
    }

    fn session(&self, session: &Session) -> SessionView {
        SessionView {
            id: session.id.clone(),
            title: session.title.clone(),
            starts: session.starts,
            ends: session.ends,
            place: session.place.clone(),
            organiser: session.organiser.clone(),
            audience: session.audience.clone(),
            seats: session.seats,
            how: session.how.clone(),
            window: self.window(session.window.as_ref()),
            source_title: session.source_title.clone(),
            url: linked(&session.links),
            demo: session.demo,
        }
    }

    /// Nothing that rests on an ended, drafted or future document can be had now, whatever its own record says.
    fn standing(&self, own: LegalStatus, basis: &[ClauseRef]) -> Standing {
        let documents = basis.iter().filter_map(|at| self.policy(&at.policy));
        let all = core::iter::once(own).chain(documents.map(|policy| policy.status_on(self.day)));
        let has = |wanted: [LegalStatus; 2]| all.clone().any(|status| wanted.contains(&status));
        if has([LegalStatus::Expired, LegalStatus::Repealed]) {
            Standing::BasisEnded
        } else if has([LegalStatus::Draft, LegalStatus::NotYet]) {
            Standing::Ahead
        } else {
            Standing::Open
        }
    }

    /// Whether an end that is a plain date is over. Other words are shown and not understood.
    fn is_over(&self, until: &str) -> bool {
        until.trim().parse::<PartialDate>().is_ok_and(|date| date.last_day() < self.day)
    }

    fn policy(&self, id: &PolicyId) -> Option<&Policy> {
        self.records.policies.iter().find(|policy| policy.id == *id)
    }

    fn window(&self, id: Option<&WindowId>) -> Option<WindowView> {
        self.records.windows.iter().find(|window| Some(&window.id) == id).map(window)
    }

    /// One entry a document, with its clauses.
    fn basis(&self, at: &[ClauseRef]) -> Vec<Basis> {
        let mut found: Vec<Basis> = Vec::new();
        for at in at {
            let Some(policy) = self.policy(&at.policy) else { continue };
            let Some(clause) = policy.clauses.iter().find(|clause| clause.id == at.clause) else { continue };
            let read = read(policy, clause);
            match found.iter_mut().find(|known| known.policy == policy.id) {
                Some(known) => {
                    known.clauses.push(clause.title.clone());
                    if read.caution(Lang::Zh).is_some() {
                        known.read = read;
                    }
                }
                None => found.push(Basis {
                    policy: policy.id.clone(),
                    title: policy.title.clone(),
                    number: policy.number.clone(),
                    clauses: vec![clause.title.clone()],
                    status: policy.status_on(self.day),
                    read,
                    url: linked(&policy.links),
                }),
            }
        }
        found
    }
}

/// How a clause was read: as its document, unless one of its figures was read on a re-post.
fn read(policy: &Policy, clause: &Clause) -> Read {
    let less_certain = |read: &Read| read.caution(Lang::Zh).is_some();
    clause.facts.iter().filter_map(|fact| fact.read).find(less_certain).unwrap_or(policy.read)
}

fn window(window: &Window) -> WindowView {
    WindowView {
        name: window.name.clone(),
        phone: window.phone.clone(),
        default: window.default,
        hours: window.hours.clone(),
        place: window.place.clone(),
        read: window.read,
    }
}

/// The first address that may be shown.
fn linked(links: &[String]) -> Option<String> {
    links.iter().find(|url| link::is_allowed(url)).cloned()
}

#[cfg(test)]
pub(crate) mod tests;
