//! The answer engine: understand → route → retrieve → compose → check. Deterministic; says only what a document says.

mod anchors;
pub(crate) mod check;
mod compose;
mod compute;
mod cues;
mod desks;
mod followup;
mod lexicon;
mod library;
mod manners;
mod mentions;
mod places;
mod route;
mod several;
mod spelling;
mod understand;
mod unsure;

use std::sync::Arc;

use shared::{
    answer::{Answer, AnswerStatus, Block},
    date::Date,
    judging::{Inputs, Judged},
    lang::Lang,
    snapshot::Snapshot,
};

pub(crate) use self::library::{Evidence, Standing};
use self::{
    compose::{Composer, plan, policy, replies, sessions},
    followup::Leaning,
    lexicon::Lexicon,
    library::{Key, Library},
    manners::Manners,
    route::Intent,
    spelling::Spelling,
    understand::{Names, Question},
};
pub use self::{
    desks::{AtDesk, Desks},
    unsure::{Advice, Candidate, Unsure},
};
use crate::{
    figures::{Live, Off, Published},
    pack::Pack,
    personal,
    search::SearchError,
};

/// Questions of more characters are refused: nobody asks a window in an essay.
const LONGEST: usize = 1000;
/// How much likelier a rewording is that stays with the documents of the question before.
const STAYING: f32 = 0.15;
/// So many questions before are kept in mind.
const REMEMBERED: usize = 3;

/// Candidates for a question by what they cite, and how the best of them stands.
pub(crate) struct Rated {
    pub candidates: Vec<(Vec<String>, Evidence)>,
    pub standing: Standing,
    /// Whether the answer hangs on them: no rule before search answers or refuses.
    pub searched: bool,
    /// Whether the best of them is held by the pack.
    pub best_is_held: bool,
}

/// Answers questions about one pack.
pub struct Desk {
    pack: Arc<Pack>,
    figures: Live,
    names: Names,
    spelling: Spelling,
    library: Library,
    replies: Manners,
    today: fn() -> Date,
}

impl Desk {
    /// Indexes a pack, with the figures that it holds itself. `today` is asked at every question, so that a long-running
    /// service keeps the date.
    pub fn new(pack: Arc<Pack>, today: fn() -> Date) -> Result<Self, SearchError> {
        let figures = Live::new(Published::of_pack(&pack));
        Self::with_figures(pack, figures, today)
    }

    /// The same with figures from elsewhere, which may change under way. Each answer rests on one state of them.
    pub fn with_figures(pack: Arc<Pack>, figures: Live, today: fn() -> Date) -> Result<Self, SearchError> {
        let lexicon = Lexicon::of(&pack);
        Ok(Self {
            library: Library::of(&pack, &lexicon)?,
            replies: Manners::of(&pack),
            names: Names::of(&pack, lexicon),
            spelling: Spelling::of(&pack, cues::all()),
            pack,
            figures,
            today,
        })
    }

    /// Answers as of a day, in the light of the questions before, oldest first.
    /// What identifies a person is not looked at.
    pub fn answer(&self, earlier: &[String], asked: &str, today: Date) -> Answer {
        let masked = personal::mask(asked).text;
        let mut answer = self.answer_each(earlier, &self.heard(&masked), today);
        if masked.contains(personal::MASK) {
            answer.blocks.insert(0, replies::personal(answer.lang));
        }
        answer
    }

    /// What was meant, without what identifies a person and with slips mended; of what is too long to be a question as
    /// much as shows that it is.
    fn heard(&self, masked: &str) -> String {
        let said = masked.replace(personal::MASK, " ");
        match said.char_indices().nth(LONGEST) {
            Some((end, last)) => said[..end + last.len_utf8()].to_owned(),
            None => self.spelling.read(&said),
        }
    }

    /// A question in the light of those before it.
    fn understood(&self, earlier: &[String], asked: &str) -> Result<Question, SearchError> {
        let from = earlier.len().saturating_sub(REMEMBERED);
        let mut before: Option<Question> = None;
        for asked in &earlier[from..] {
            before = Some(self.continued(before.as_ref(), &self.heard(&personal::mask(asked).text))?);
        }
        self.continued(before.as_ref(), asked)
    }

    fn asks_for_card(&self, asked: &str) -> bool {
        followup::asks_for_card(&self.names.understand(asked), &self.names)
    }

    fn continued(&self, before: Option<&Question>, asked: &str) -> Result<Question, SearchError> {
        let now = self.names.understand(asked);
        let leaning = followup::leaning(&now, &self.names);
        let Some(before) = before.filter(|_| leaning != Leaning::None && !self.replies.any(&now)) else {
            return Ok(now);
        };
        let Some(best) = self.likest_rewording(before, &now) else { return Ok(now) };
        let better = match leaning {
            Leaning::Perhaps => {
                let alone = self.library.weigh(&now)?;
                alone.not_held().is_none()
                    && self.library.weigh(&best)?.standing.confidence() > alone.standing.confidence()
            }
            Leaning::Surely | Leaning::None => true,
        };
        Ok(if better { best } else { now })
    }

    /// What is most likely meant by a question that goes on from the one before: what the library knows best. What says
    /// more of the same thing is likely answered by the same documents.
    fn likest_rewording(&self, before: &Question, now: &Question) -> Option<Question> {
        let documents = |likest: Option<(Key, f32)>| {
            let cited = likest.map_or_else(Vec::new, |(key, _)| compose::cites(&self.pack, key));
            cited
                .into_iter()
                .map(|id| id.split('#').next().unwrap_or_default().to_owned())
                .collect::<Vec<_>>()
        };
        let same = if followup::says_more(now, &self.names) {
            documents(self.library.likest(before))
        } else {
            Vec::new()
        };
        let rated = followup::rewordings(before, now, &self.names).into_iter().map(|reworded| {
            let question = Question { lang: now.lang, ..self.names.understand(&reworded) };
            let likest = self.library.likest(&question);
            let stays = documents(likest).iter().any(|document| same.contains(document));
            let like = likest.map_or(0.0, |(_, like)| like) + if stays { STAYING } else { 0.0 };
            (like, question)
        });
        rated.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, question)| question)
    }

    /// The records that may answer a question, each with the ids it would cite, as they are weighed.
    pub(crate) fn weighed(&self, earlier: &[String], asked: &str) -> Result<Rated, SearchError> {
        let question = self.understood(earlier, &self.heard(&personal::mask(asked).text))?;
        let weighed = self.library.weigh(&question)?;
        let rated =
            weighed.candidates.iter().map(|found| (compose::cites(&self.pack, found.key), found.evidence));
        let intent = self.route(&question, asked, self.day())?;
        let searched = matches!(
            intent,
            Intent::Found(_) | Intent::Choices(_) | Intent::Window(_) | Intent::Unheld(_) | Intent::Unknown
        );
        let best_is_held =
            weighed.candidates.first().is_some_and(|first| !matches!(first.key, Key::Unheld(_)));
        Ok(Rated { candidates: rated.collect(), standing: weighed.standing, searched, best_is_held })
    }

    /// Answers each question of a message, a later one in the light of the first.
    fn answer_each(&self, earlier: &[String], asked: &str, today: Date) -> Answer {
        let questions = several::questions(asked);
        let [first, rest @ ..] = questions.as_slice() else { return self.answer_to(earlier, asked, today) };
        if rest.is_empty() || asked.chars().count() > LONGEST {
            return self.answer_to(earlier, asked, today);
        }
        let before: Vec<String> = earlier.iter().chain([first]).cloned().collect();
        let mut answers = vec![(first.clone(), self.answer_to(earlier, first, today))];
        answers.extend(rest.iter().map(|next| (next.clone(), self.answer_to(&before, next, today))));
        several::together(answers).unwrap_or_else(|| self.answer_to(earlier, asked, today))
    }

    fn answer_to(&self, earlier: &[String], asked: &str, today: Date) -> Answer {
        let day = self.pack.day(today);
        let snapshot = self.figures.get().snapshot(&self.pack.plan, day);
        let question = match self.understood(earlier, asked) {
            Ok(question) => question,
            Err(error) => {
                tracing::error!(%error, "search failed");
                let composer = Composer { pack: &self.pack, snapshot: &snapshot, day, lang: Lang::Zh };
                return replies::unanswerable(&composer, "error");
            }
        };
        let lang = question.lang;
        let composer = Composer { pack: &self.pack, snapshot: &snapshot, day, lang };
        if let Some((last, earlier)) = earlier.split_last().filter(|_| self.asks_for_card(asked)) {
            let before = self.answer_to(earlier, &self.heard(&personal::mask(last).text), today);
            return self.checked(&composer, policy::card(&composer, before.citations), asked);
        }
        let answer = match self.route(&question, asked, day) {
            Ok(intent) => match self.figures.off().filter(|_| intent.is_about_plan()) {
                Some(off) => replies::switched_off(&composer, &off),
                None => self.compose(&composer, &question, &intent),
            },
            Err(error) => {
                tracing::error!(%error, "search failed");
                replies::unanswerable(&composer, "error")
            }
        };
        self.checked(&composer, answer, &question.asked)
    }

    /// An answer as it may leave: none that says what nothing holds.
    fn checked(&self, composer: &Composer<'_>, answer: Answer, asked: &str) -> Answer {
        match check::holds(&answer, &self.pack, asked) {
            Ok(()) => answer,
            Err(said) => {
                tracing::error!(said, intent = answer.intent, "an answer said what no source holds");
                replies::unanswerable(composer, "unsupported")
            }
        }
    }

    fn route(&self, question: &Question, asked: &str, day: Date) -> Result<Intent, SearchError> {
        if asked.chars().count() > LONGEST {
            return Ok(Intent::TooLong);
        }
        route::route(question, &self.pack, &self.library, &self.replies, day)
    }

    fn compose(&self, composer: &Composer<'_>, question: &Question, intent: &Intent) -> Answer {
        match intent {
            Intent::Empty => replies::empty(composer),
            Intent::TooLong => replies::too_long(composer, LONGEST),
            Intent::Reply(at) => replies::canned(composer, &self.pack.replies[*at]),
            Intent::Stage => plan::stage(composer),
            Intent::Overview => plan::overview(composer),
            Intent::Progress => plan::progress(composer),
            Intent::Indicators(at) => plan::indicators(composer, at, question),
            Intent::NoUnitForIndicator(at) => plan::no_unit(composer, at),
            Intent::Tasks => plan::tasks(composer),
            Intent::Task(at) => plan::task(composer, at),
            Intent::Unit(units) => plan::units(composer, units),
            Intent::Safeguards => plan::safeguards(composer),
            Intent::Sessions => sessions::upcoming(composer, question),
            Intent::Contact => replies::contact(composer, question),
            Intent::Schemes => policy::schemes(composer, question),
            Intent::Found(found) => policy::found(composer, question, found),
            Intent::Window(at) => replies::window(composer, &self.pack.windows[*at]),
            Intent::Choices(keys) => replies::choices(composer, &self.library.questions_of(keys)),
            Intent::Lacking(lack) => replies::lacking(composer, lack),
            Intent::Unheld(at) => replies::unheld(composer, &self.pack.unheld[*at]),
            Intent::Unknown => replies::unanswerable(composer, "policy"),
        }
    }

    /// The pack answered from.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The judged plan as of today.
    pub fn snapshot(&self) -> Snapshot {
        self.judged().snapshot
    }

    /// The same with the working of each verdict.
    pub fn judged(&self) -> Judged {
        self.judged_on(self.day())
    }

    /// The day the plan is shown as of.
    pub fn day(&self) -> Date {
        self.pack.day((self.today)())
    }

    /// Since when and why nothing of the plan is shown, as last heard; nothing where it is.
    pub fn off(&self) -> Option<Off> {
        self.figures.off()
    }

    /// What is public now, judged as of a day. What was public on that day only the ledger knows: `Ledger::on`.
    pub fn judged_on(&self, day: Date) -> Judged {
        self.figures.get().judged(&self.pack.plan, day)
    }

    /// What the plan is judged from today.
    pub fn inputs(&self) -> Inputs {
        self.figures.get().inputs(&self.pack.plan, self.day())
    }
}

/// The refusal of a body that is too large to be a question at all.
pub fn refused_as_too_large(day: Date) -> Answer {
    plain(day, AnswerStatus::Refused, "too-long", "内容太长，没有处理。请用一两句话提问。")
}

fn nothing_to_answer_from(day: Date) -> Answer {
    plain(day, AnswerStatus::Unanswerable, "error", "没有装载数据包，不能回答。")
}

fn plain(day: Date, status: AnswerStatus, intent: &str, text: &str) -> Answer {
    Answer {
        status,
        intent: intent.to_owned(),
        blocks: vec![Block::text(text)],
        citations: Vec::new(),
        as_of: day,
        lang: Lang::Zh,
        suggestions: Vec::new(),
        picture: None,
    }
}

#[cfg(test)]
mod tests;
