//! Rendering to static HTML.

use std::rc::Rc;

use shared::{lang::Lang, offers::Offers, snapshot::Snapshot};
use yew::{Html, Properties, ServerRenderer, component, html, virtual_dom::VTag};

use crate::{
    components::{
        offers::{Calendars, offers},
        overview::{Overview, Props},
    },
    links::Links,
    markup::Writer,
    scene::Scene,
};

/// The overview as a bare fragment of HTML and SVG: no scripts, no styles, no hydration marks, no controls.
pub async fn render_static(snapshot: Snapshot, lang: Lang, links: Links) -> String {
    let props = move || Props { snapshot: Rc::new(snapshot), lang, links, interactive: false };
    ServerRenderer::<Overview>::with_props(props).hydratable(false).render().await
}

/// The overview inside its `<plan-progress>` element, which a page's loader may enhance. `src` is the address of the
/// binary snapshot. Without the loader the element is inert and shows its content.
pub async fn render_snippet(snapshot: Snapshot, lang: Lang, links: Links, src: &str) -> String {
    let src = src.to_owned();
    let props = move || SnippetProps {
        src,
        overview: Props { snapshot: Rc::new(snapshot), lang, links, interactive: false },
    };
    ServerRenderer::<Snippet>::with_props(props).hydratable(false).render().await
}

#[derive(PartialEq, Properties)]
struct SnippetProps {
    src: String,
    overview: Props,
}

#[component]
fn Snippet(props: &SnippetProps) -> Html {
    let Props { links, lang, .. } = &props.overview;
    let mut element = VTag::new("plan-progress");
    element.add_attribute("src", props.src.clone());
    element.add_attribute("lang", lang.tag());
    let links = [
        ("data-page", &links.page),
        ("data-offers", &links.offers),
        ("data-json", &links.json),
        ("data-csv", &links.csv),
        ("data-chat", &links.chat),
    ];
    for (name, link) in links {
        if let Some(link) = link {
            element.add_attribute(name, link.clone());
        }
    }
    element.add_child(html! { <Overview ..props.overview.clone() /> });
    element.into()
}

/// What an enterprise can get or have done, as a bare fragment of HTML. The snapshot says whose list it is.
pub async fn render_offers(
    snapshot: Snapshot,
    listed: Offers,
    lang: Lang,
    links: Links,
    calendars: Calendars,
) -> String {
    let props = move || {
        let mut out = Writer::new(Scene { snapshot: &snapshot, lang, expanded: true });
        offers(&mut out, &listed, &links, &calendars);
        FragmentProps { node: out.finish() }
    };
    ServerRenderer::<Fragment>::with_props(props).hydratable(false).render().await
}

#[derive(PartialEq, Properties)]
struct FragmentProps {
    node: Html,
}

#[component]
fn Fragment(props: &FragmentProps) -> Html {
    props.node.clone()
}
