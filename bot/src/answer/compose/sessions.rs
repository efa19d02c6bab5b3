//! Training sessions that are still to come.

use shared::{
    answer::{Answer, AnswerStatus, Citation},
    policy::{LegalStatus, Read, Session},
    words,
};

use super::{Composer, replies};
use crate::answer::understand::{Question, normalise};

/// How many sessions one answer lists.
const MOST: usize = 5;

/// Sessions from today on; those on the topic asked for, if any are.
pub(in crate::answer) fn upcoming(composer: &Composer<'_>, question: &Question) -> Answer {
    let mut coming: Vec<&Session> =
        composer.pack.sessions.iter().filter(|session| session.starts.date >= composer.day).collect();
    coming.sort_by_key(|session| session.starts);
    if coming.is_empty() {
        return none(composer);
    }
    let on_topic =
        |session: &&&Session| session.topics.iter().any(|topic| question.text.contains(&normalise(topic)));
    let chosen: Vec<&Session> = coming.iter().filter(on_topic).copied().collect();
    let chosen = if chosen.is_empty() { coming } else { chosen };
    let mut draft = composer.draft("sessions");
    let mut items = Vec::new();
    for session in chosen.into_iter().take(MOST) {
        let at = draft.cite(citation(composer, session));
        items.push(format!("{} [{at}]", line(composer, session)));
    }
    let text = composer.lang.pick("接下来的培训：", "Coming sessions:");
    let demo = composer.pack.sessions.iter().any(|session| session.demo);
    let draft = draft.text(text).list(items);
    let draft = if demo {
        draft.notice(composer.lang.pick("演示：场次均为虚构。", "Demonstration: the sessions are made up."))
    } else {
        draft
    };
    draft.answer(AnswerStatus::Answered)
}

fn none(composer: &Composer<'_>) -> Answer {
    let text = words::no_sessions(composer.day, composer.lang);
    let answer = replies::unanswerable(composer, "sessions");
    let blocks = answer.blocks.into_iter().skip(1);
    let blocks = std::iter::once(shared::answer::Block::notice(text)).chain(blocks).collect();
    Answer { blocks, suggestions: Vec::new(), ..answer }
}

fn line(composer: &Composer<'_>, session: &Session) -> String {
    let lang = composer.lang;
    let mut parts = vec![session.starts.to_string(), session.title.pick(lang).to_owned()];
    parts.extend(session.place.clone());
    parts.extend(session.audience.as_ref().map(|who| format!("{}{who}", lang.pick("对象：", "for: "))));
    parts.extend(session.seats.map(|seats| lang.pick(format!("名额 {seats}"), format!("{seats} seats"))));
    parts.extend(session.how.as_ref().map(|how| format!("{}{how}", lang.pick("报名：", "enrol: "))));
    parts.join("　")
}

fn citation(composer: &Composer<'_>, session: &Session) -> Citation {
    Citation {
        id: format!("session/{}", session.id),
        title: session.source_title.clone(),
        number: None,
        clause: Some(session.title.zh.clone()),
        url: super::linked(&session.links),
        status: LegalStatus::InForce,
        region: composer.snapshot.region.zh.clone(),
        read: Read::Page,
        quote: line(composer, session),
    }
}
