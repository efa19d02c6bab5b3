//! The answer engine: understand → route → retrieve → compose → check. Deterministic; says only what a document says.

pub(crate) mod check;
mod compose;
mod cues;
mod desks;
mod library;
mod route;
mod spelling;
mod understand;

use std::sync::Arc;

use shared::{
    answer::{Answer, AnswerStatus, Block},
    date::Date,
    judging::{Inputs, Judged},
    lang::Lang,
    snapshot::Snapshot,
};

pub use self::desks::Desks;
use self::{
    compose::{Composer, plan, policy, replies, sessions},
    library::Library,
    route::Intent,
    spelling::Spelling,
    understand::{Names, Question},
};
use crate::{
    dialogue::Respond,
    figures::{Live, Off, Published},
    pack::Pack,
    personal,
    search::SearchError,
};

/// Questions of more characters are refused: nobody asks a window in an essay.
const LONGEST: usize = 1000;

/// Answers questions about one pack.
pub struct Desk {
    pack: Arc<Pack>,
    figures: Live,
    names: Names,
    spelling: Spelling,
    library: Library,
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
        Ok(Self {
            names: Names::of(&pack),
            spelling: Spelling::of(&pack, cues::all()),
            library: Library::of(&pack)?,
            pack,
            figures,
            today,
        })
    }

    /// Answers as of a day, in the light of the questions before, oldest first.
    /// What identifies a person is not looked at.
    pub fn answer(&self, earlier: &[String], asked: &str, today: Date) -> Answer {
        let masked = personal::mask(asked).text;
        let mut answer = self.answer_to(earlier, &self.heard(&masked), today);
        if masked.contains(personal::MASK) {
            answer.blocks.insert(0, replies::personal(answer.lang));
        }
        answer
    }

    /// What was meant, without what identifies a person and with slips mended.
    fn heard(&self, masked: &str) -> String {
        self.spelling.read(&masked.replace(personal::MASK, " "))
    }

    fn answer_to(&self, earlier: &[String], asked: &str, today: Date) -> Answer {
        let question = self.names.understand(asked);
        let question = match earlier.last() {
            Some(before) if question.leans_on_what_was_before() => self
                .names
                .understand(&personal::mask(before).text.replace(personal::MASK, " "))
                .continued_by(&question),
            _ => question,
        };
        let day = self.pack.day(today);
        let snapshot = self.figures.get().snapshot(&self.pack.plan, day);
        let lang = question.lang;
        let composer = Composer { pack: &self.pack, snapshot: &snapshot, day, lang };
        let answer = match self.route(&question, asked) {
            Ok(intent) => match self.figures.off().filter(|_| intent.is_about_plan()) {
                Some(off) => replies::switched_off(&composer, &off),
                None => self.compose(&composer, &question, &intent),
            },
            Err(error) => {
                tracing::error!(%error, "search failed");
                replies::unanswerable(&composer, "error")
            }
        };
        match check::figures_have_sources(&answer, &self.pack) {
            Ok(()) => answer,
            Err(figure) => {
                tracing::error!(figure, intent = answer.intent, "an answer had a figure without a source");
                replies::unanswerable(&composer, "unsupported")
            }
        }
    }

    fn route(&self, question: &Question, asked: &str) -> Result<Intent, SearchError> {
        if asked.chars().count() > LONGEST {
            return Ok(Intent::TooLong);
        }
        route::route(question, &self.pack, &self.library)
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

impl Respond for Desk {
    fn respond(&self, earlier: &[String], question: &str) -> Answer {
        self.answer(earlier, question, (self.today)())
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
