//! Which of the pack's reviewed replies a message calls for.

use shared::policy::ReplyKind;

use super::{
    mentions::Mentions,
    understand::{Question, normalise},
};
use crate::pack::Pack;

/// The replies of a pack by the words that call for them.
pub(super) struct Manners {
    /// By word: the reply, by its place in the pack, and whether the word calls for it or keeps it back.
    words: Mentions<(usize, Sway)>,
    kinds: Vec<ReplyKind>,
}

#[derive(Clone, Copy, PartialEq)]
enum Sway {
    For,
    Against,
}

impl Manners {
    pub(super) fn of(pack: &Pack) -> Self {
        let words = pack.replies.iter().enumerate().flat_map(|(at, reply)| {
            let calling = reply.any.iter().map(move |word| (normalise(word), (at, Sway::For)));
            calling.chain(reply.unless.iter().map(move |word| (normalise(word), (at, Sway::Against))))
        });
        Self { words: Mentions::of(words), kinds: pack.replies.iter().map(|reply| reply.kind).collect() }
    }

    /// The reply to what asks for no document: thanks, a greeting, a person wanted.
    pub(super) fn polite(&self, question: &Question) -> Option<usize> {
        let kinds = [
            ReplyKind::Refused,
            ReplyKind::Handoff,
            ReplyKind::About,
            ReplyKind::Greeting,
            ReplyKind::Thanks,
        ];
        self.called(question, &kinds)
    }

    /// Whether a message calls for any of them.
    pub(super) fn any(&self, question: &Question) -> bool {
        self.called(question, &[ReplyKind::OutOfScope]).or_else(|| self.polite(question)).is_some()
    }

    /// The first reply of the given kinds whose words occur and whose exceptions do not.
    pub(super) fn called(&self, question: &Question, kinds: &[ReplyKind]) -> Option<usize> {
        let said: Vec<(usize, Sway)> = self.words.all(&question.text).map(|(_, meant)| *meant).collect();
        let sways = |at: usize, sway: Sway| said.contains(&(at, sway));
        kinds.iter().find_map(|kind| {
            let of_kind = (0..self.kinds.len()).filter(|at| self.kinds[*at] == *kind);
            of_kind.into_iter().find(|at| sways(*at, Sway::For) && !sways(*at, Sway::Against))
        })
    }
}
