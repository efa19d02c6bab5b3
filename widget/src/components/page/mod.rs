//! The whole page, and the only part with state: language, filter, search, expanded.

mod body;
mod selection;

use std::rc::Rc;

use shared::{lang::Lang, method::Status, snapshot::Snapshot};
use yew::{Component, Context, Html, Properties};

use self::{body::body, selection::Selection};
use super::{
    badge::badge,
    footer::footer,
    heading::{heading, title_id},
    toolbar::{Action, toolbar},
};
use crate::{
    links::Links,
    markup::Writer,
    scene::Scene,
    search::Query,
    view::{Look, View},
};

/// What the page shows.
#[derive(Clone, Properties)]
pub(crate) struct Props {
    /// The judged snapshot.
    pub(crate) snapshot: Rc<Snapshot>,
    /// The language until the reader chooses another.
    pub(crate) lang: Lang,
    /// Which part of the plan.
    pub(crate) view: View,
    /// How it looks.
    pub(crate) look: Look,
    /// Where the footer leads.
    pub(crate) links: Links,
    /// Whether there is anybody to answer the controls.
    pub(crate) interactive: bool,
}

/// Snapshots are compared by identity: comparing them by content would cost the wasm more than a rendering costs time.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.snapshot, &other.snapshot)
            && (self.lang, self.look, self.interactive) == (other.lang, other.look, other.interactive)
            && (&self.view, &self.links) == (&other.view, &other.links)
    }
}

/// The page.
pub(crate) struct Page {
    lang: Lang,
    filter: Option<Status>,
    query: Query,
    expanded: bool,
}

impl Component for Page {
    type Message = Action;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self { lang: ctx.props().lang, filter: None, query: Query::default(), expanded: false }
    }

    fn update(&mut self, _: &Context<Self>, action: Action) -> bool {
        match action {
            Action::Search(typed) => self.query = Query::new(&typed),
            Action::Filter(status) => self.filter = status,
            Action::Expand => self.expanded = !self.expanded,
            Action::Speak(lang) => self.lang = lang,
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        if ctx.props().lang != old.lang {
            self.lang = ctx.props().lang;
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { snapshot, links, view, look, interactive, .. } = ctx.props();
        let expanded = self.expanded || matches!(view, View::Indicator(_));
        let scene = Scene { snapshot, lang: self.lang, expanded, links };
        let selection = Selection::new(snapshot, self.filter, &self.query);
        let mut out = Writer::new(scene);
        let label = title_id(scene);
        let class = if *view == View::Badge { "zc zc-badge" } else { "zc" };
        let [mode, theme] = look.names();
        let names = &["class", "lang", "aria-labelledby", "data-mode", "data-theme"];
        out.with("article", names, &[class, self.lang.tag(), &label, mode, theme], |out| {
            if *view == View::Badge {
                return badge(out);
            }
            heading(out);
            body(out, view, &selection, &self.query, |out| {
                if *interactive && *view == View::Overview {
                    let narrowed = self.filter.is_some() || !self.query.is_empty();
                    let hits = if narrowed {
                        out.sentence(|out| selection.hits(out, &self.query))
                    } else {
                        String::new()
                    };
                    toolbar(out, self.filter, &hits, &ctx.link().callback(|action| action));
                }
            });
            footer(out);
        });
        out.finish()
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
