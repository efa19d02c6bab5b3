//! The whole page, and the only part with state: language, filter, search, expanded.

mod body;
mod kept;
mod selection;

use std::rc::Rc;

use shared::{lang::Lang, snapshot::Snapshot};
use yew::{Component, Context, Html, Properties};

use self::{body::body, kept::Kept, selection::Selection};
use super::{
    badge::badge,
    footer::footer,
    heading::{heading, title_id},
    toolbar::{Action, Shown, opener, toolbar},
};
use crate::{
    links::Links,
    markup::Writer,
    scene::{Details, Scene},
    search::Query,
    view::{Look, View},
};

#[cfg(all(feature = "full", target_arch = "wasm32"))]
use crate::browser::send;

/// Nobody fetches where the page is only rendered.
#[cfg(all(feature = "full", not(target_arch = "wasm32")))]
fn send(_: &Context<Page>, _: crate::full::Request) {}

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
    /// The first rendering in a browser, which leaves out what is folded in.
    pub(crate) first: bool,
    /// The fragment of the page's address, decoded.
    pub(crate) fragment: String,
    /// What fetches for the added parts.
    #[cfg(all(feature = "full", target_arch = "wasm32"))]
    pub(crate) fetch: crate::browser::Fetch,
}

/// Snapshots are compared by identity: comparing them by content would cost the wasm more than a rendering costs time.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.snapshot, &other.snapshot)
            && (self.lang, self.look, self.interactive, self.first)
                == (other.lang, other.look, other.interactive, other.first)
            && (&self.view, &self.links, &self.fragment) == (&other.view, &other.links, &other.fragment)
    }
}

/// The page.
pub(crate) struct Page {
    kept: Kept,
    /// The controls are open.
    tools: bool,
    #[cfg(feature = "full")]
    full: crate::full::Full,
}

impl Component for Page {
    type Message = Action;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let kept = Kept::read(&props.fragment, &props.snapshot.plan);
        let page = Self {
            // The full build is there because one of them was used.
            tools: cfg!(feature = "full") || kept.is_some(),
            kept,
            #[cfg(feature = "full")]
            full: crate::full::Full::default(),
        };
        #[cfg(feature = "full")]
        if props.links.library.is_some() {
            ctx.link().send_message(Action::Full(crate::full::Event::Shelve));
        }
        page
    }

    #[cfg_attr(not(feature = "full"), allow(unused_variables))]
    fn update(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        match action {
            Action::Search(typed) => self.kept.query = Query::new(&typed),
            Action::Filter(status) => self.kept.filter = status,
            Action::Tools => self.tools = !self.tools,
            Action::Expand => self.kept.expanded = !self.kept.expanded,
            Action::Speak(lang) => self.kept.lang = Some(lang),
            #[cfg(feature = "full")]
            Action::Full(event) => {
                if let Some(request) = self.full.update(event) {
                    send(ctx, request);
                }
            }
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        // A fragment of the host's takes nothing back.
        if props.fragment != old.fragment && Kept::is_in(&props.fragment, &props.snapshot.plan) {
            self.kept = Kept::read(&props.fragment, &props.snapshot.plan);
            self.tools |= self.kept.is_some();
        } else if props.lang != old.lang {
            self.kept.lang = None;
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { snapshot, lang, links, view, look, first, .. } = ctx.props();
        #[cfg(feature = "full")]
        let snapshot = self.full.supposed().unwrap_or(snapshot);
        let details = match view {
            _ if self.kept.expanded => Details::Open,
            View::Indicator(_) => Details::Open,
            _ if *first => Details::Empty,
            _ => Details::Closed,
        };
        let scene = Scene { snapshot, lang: self.kept.lang.unwrap_or(*lang), details, links };
        let mut out = Writer::new(scene);
        let label = title_id(scene);
        let class = if *view == View::Badge { "zc zc-badge" } else { "zc" };
        let [mode, theme] = look.names();
        let names = &["class", "lang", "aria-labelledby", "data-mode", "data-theme"];
        out.with("article", names, &[class, scene.lang.tag(), &label, mode, theme], |out| {
            if *view == View::Badge {
                return badge(out);
            }
            #[cfg(feature = "full")]
            self.full.supposition(out);
            heading(out);
            self.body(ctx, out);
            footer(out);
        });
        out.finish()
    }
}

impl Page {
    /// What stands between heading and foot, with the controls where there is anybody to use them.
    fn body(&self, ctx: &Context<Self>, out: &mut Writer) {
        let Props { view, interactive, .. } = ctx.props();
        let Kept { filter, query, .. } = &self.kept;
        let selection = Selection::new(out.scene.snapshot, *filter, query);
        let opener = |out: &mut Writer| {
            if *interactive {
                opener(out, self.tools, &ctx.link().callback(|action| action));
            }
        };
        body(out, view, &selection, query, opener, |out| {
            if *interactive {
                self.tools(ctx, out, &selection);
            }
        });
        #[cfg(feature = "full")]
        self.full.found(out, query);
    }

    fn tools(&self, ctx: &Context<Self>, out: &mut Writer, selection: &Selection) {
        let Kept { filter, query, .. } = &self.kept;
        let mut hits = String::new();
        if filter.is_some() || !query.is_empty() {
            hits = out.sentence(|out| {
                selection.hits(out, query);
                #[cfg(feature = "full")]
                self.full.tell_hits(out, query);
            });
        }
        let shown = Shown {
            hidden: !self.tools,
            typed: query.typed(),
            filter: *filter,
            hits: &hits,
            #[cfg(feature = "full")]
            open: self.full.open(),
            #[cfg(not(feature = "full"))]
            open: None,
        };
        toolbar(out, &shown, &ctx.link().callback(|action| action));
        #[cfg(feature = "full")]
        self.full.panel(out, &ctx.link().callback(Action::Full));
    }

    /// What a reader chose, for the fragment of the page's address.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn fragment(&self, snapshot: &Snapshot) -> String {
        self.kept.write(&snapshot.plan)
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
