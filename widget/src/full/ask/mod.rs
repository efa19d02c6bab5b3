//! The conversation with the bot: what was asked, and each answer with what it rests on.

use std::rc::Rc;

use shared::{
    answer::{Answer, Block, Citation, window_lines},
    lang::Lang,
};
use yew::Callback;

use super::{
    Event as Outer, Fetched, Request,
    controls::{Kind, button, field, form, panel, pressed},
};
use crate::{
    components::source::linked,
    markup::Writer,
    strings::{
        COLON, DOT,
        full::{ASK, ASK_NOTE, ASKED, GROUNDS, NO_ANSWER, QUESTION, RETRY, SEND, SUGGESTIONS, WAITING},
    },
};

/// How many questions stay in view.
const KEPT: usize = 20;
/// How many questions an answer is given in the light of, itself included.
const CONTEXT: usize = 5;

/// What happens in the conversation.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// The question box now holds this.
    Typed(String),
    /// What is typed is asked.
    Send,
    /// A question is asked that was offered.
    Ask(String),
    /// The last question is asked again.
    Again,
    /// The answer to the last question came.
    Said(Fetched<Rc<Answer>>),
}

/// A question and what became of it.
struct Turn {
    asked: String,
    /// Nothing while the answer is awaited.
    said: Option<Fetched<Rc<Answer>>>,
}

/// The conversation.
#[derive(Default)]
pub(crate) struct Talk {
    turns: Vec<Turn>,
    typed: String,
}

impl Talk {
    pub(super) fn update(&mut self, event: Event) -> Option<Request> {
        match event {
            Event::Typed(text) => {
                self.typed = text;
                None
            }
            Event::Send => {
                let question = core::mem::take(&mut self.typed);
                self.ask(question.trim())
            }
            Event::Ask(question) => self.ask(&question),
            Event::Again => {
                let failed = self.turns.pop_if(|turn| matches!(turn.said, Some(Err(_))))?;
                self.ask(&failed.asked)
            }
            Event::Said(said) => {
                if let Some(turn) = self.turns.last_mut() {
                    turn.said = Some(said);
                }
                None
            }
        }
    }

    /// One question at a time: while an answer is awaited, another is not asked.
    fn ask(&mut self, question: &str) -> Option<Request> {
        if question.is_empty() || self.waits() {
            return None;
        }
        self.turns.push(Turn { asked: question.to_owned(), said: None });
        if self.turns.len() > KEPT {
            self.turns.remove(0);
        }
        let first = self.turns.len().saturating_sub(CONTEXT);
        Some(Request::Answer(self.turns[first..].iter().map(|turn| turn.asked.clone()).collect()))
    }

    fn waits(&self) -> bool {
        self.turns.last().is_some_and(|turn| turn.said.is_none())
    }

    pub(super) fn view(&self, out: &mut Writer, act: &Callback<Outer>) {
        panel(out, &ASK, act, |out| {
            let act = act.reform(Outer::Ask);
            out.element("p.zc-note", |out| out.say(&ASK_NOTE));
            out.with("div", &["class", "role", "aria-live"], &["zc-talk", "log", "polite"], |out| {
                let last = self.turns.len().saturating_sub(1);
                for (at, turn) in self.turns.iter().enumerate() {
                    turn.view(out, at == last, &act);
                }
            });
            self.form(out, &act);
        });
    }

    fn form(&self, out: &mut Writer, act: &Callback<Event>) {
        form(out, &SEND, &act.reform(|()| Event::Send), |out| {
            let label = QUESTION.of(out.scene.lang);
            field(out, label, Kind::Text, &self.typed, &act.reform(Event::Typed));
        });
    }
}

impl Turn {
    fn view(&self, out: &mut Writer, last: bool, act: &Callback<Event>) {
        out.element("p.zc-asked", |out| {
            out.hidden(|out| {
                out.say(&ASKED);
                out.say(&COLON);
            });
            out.text(&self.asked);
        });
        match &self.said {
            None => out.element("p.zc-waiting", |out| out.say(&WAITING)),
            Some(Ok(said)) => answer(out, said, last, act),
            Some(Err(_)) => out.element("p.zc-notice", |out| {
                out.say(&NO_ANSWER);
                out.text(" ");
                if last {
                    button(out, &RETRY, act.reform(|_| Event::Again));
                }
            }),
        }
    }
}

/// The answer is in the language of the question, whatever that of the page.
fn answer(out: &mut Writer, answer: &Answer, last: bool, act: &Callback<Event>) {
    out.with("div", &["class", "lang"], &["zc-said", answer.lang.tag()], |out| {
        for part in &answer.blocks {
            block(out, part, answer.lang);
        }
        if !answer.citations.is_empty() {
            citations(out, &answer.citations, answer.lang);
        }
        if last && !answer.suggestions.is_empty() {
            suggestions(out, &answer.suggestions, act);
        }
    });
}

fn block(out: &mut Writer, block: &Block, lang: Lang) {
    match block {
        Block::Text(text) => out.element("p.zc-text", |out| out.text(text)),
        Block::Notice(text) => out.element("p.zc-notice", |out| out.text(text)),
        Block::Window(window) => out.element("p.zc-strong", |out| out.text(&window_lines(window, lang))),
        Block::List(items) => out.element("ul.zc-list", |out| {
            for text in items {
                out.item(|out| out.text(text));
            }
        }),
    }
}

/// What the answer rests on: the documents, and the words of the clauses.
fn citations(out: &mut Writer, citations: &[Citation], lang: Lang) {
    out.element("details.zc-details", |out| {
        out.element("summary.zc-summary", |out| {
            out.text(GROUNDS.of(lang));
            out.show(&citations.len());
        });
        out.element("ol.zc-list", |out| {
            for citation in citations {
                out.item(|out| cited(out, citation, lang));
            }
        });
    });
}

fn cited(out: &mut Writer, citation: &Citation, lang: Lang) {
    linked(out, &["《", &citation.title, "》"].concat(), citation.url.as_deref());
    out.sub(|out| {
        let parts = [
            citation.number.as_deref(),
            citation.clause.as_deref(),
            Some(citation.region.as_str()),
            Some(citation.status.word(lang)),
            citation.read.caution(lang),
        ];
        for part in parts.into_iter().flatten() {
            out.text(DOT);
            out.text(part);
        }
    });
    out.element("blockquote.zc-quote", |out| out.text(&citation.quote));
}

fn suggestions(out: &mut Writer, questions: &[String], act: &Callback<Event>) {
    out.with("p", &["class"], &["zc-switches"], |out| {
        out.say(&SUGGESTIONS);
        for question in questions {
            let ask = Event::Ask(question.clone());
            pressed(out, question, act.reform(move |_| ask.clone()));
        }
    });
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
