//! The whole page, and the only part with state: language, filter, search, expanded.

mod selection;

use std::rc::Rc;

use shared::{lang::Lang, method::Status, snapshot::Snapshot};
use yew::{Component, Context, Html, Properties};

use self::selection::Selection;
use super::{
    footer::footer,
    heading::{heading, title_id},
    promises::promises,
    result::result,
    safeguards::safeguards,
    targets::targets,
    tasks::tasks,
    toolbar::{Action, toolbar},
    units::units,
};
use crate::{links::Links, markup::Writer, scene::Scene, search::Query};

/// What the page shows.
#[derive(Clone, Properties)]
pub(crate) struct Props {
    /// The judged snapshot.
    pub(crate) snapshot: Rc<Snapshot>,
    /// The language until the reader chooses another.
    pub(crate) lang: Lang,
    /// Where the footer leads.
    pub(crate) links: Links,
    /// Whether there is anybody to answer the controls.
    pub(crate) interactive: bool,
}

/// Snapshots are compared by identity: comparing them by content would cost the wasm more than a rendering costs time.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.snapshot, &other.snapshot)
            && (self.lang, &self.links, self.interactive) == (other.lang, &other.links, other.interactive)
    }
}

/// The page.
pub(crate) struct Overview {
    lang: Lang,
    filter: Option<Status>,
    query: Query,
    expanded: bool,
}

impl Component for Overview {
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
        let Props { snapshot, links, interactive, .. } = ctx.props();
        let scene = Scene { snapshot, lang: self.lang, expanded: self.expanded };
        let selection = Selection::new(snapshot, self.filter, &self.query);
        let mut out = Writer::new(scene);
        let label = title_id(scene);
        let names = &["class", "lang", "aria-labelledby"];
        out.with("article", names, &["zc", self.lang.tag(), &label], |out| {
            heading(out);
            result(out);
            if *interactive {
                let narrowed = self.filter.is_some() || !self.query.is_empty();
                let hits = if narrowed {
                    out.sentence(|out| selection.hits(out, &self.query))
                } else {
                    String::new()
                };
                toolbar(out, self.filter, &hits, &ctx.link().callback(|action| action));
            }
            body(out, &selection, &self.query);
            footer(out, links);
        });
        out.finish()
    }
}

/// The parts that have something to show, each in its slot: the others keep their place when one goes.
fn body(out: &mut Writer, selection: &Selection, query: &Query) {
    let Selection { indicators, tasks: chosen, units: named } = selection;
    let table = if out.scene.promises_only() { promises } else { targets };
    out.slot(|out| {
        if !indicators.is_empty() {
            table(out, indicators);
        }
    });
    out.slot(|out| {
        if !chosen.is_empty() {
            tasks(out, chosen);
        }
    });
    out.slot(|out| {
        if !named.is_empty() {
            units(out, named);
        }
    });
    out.slot(|out| {
        if query.is_empty() {
            safeguards(out);
        }
    });
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
