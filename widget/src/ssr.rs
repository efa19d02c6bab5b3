//! Rendering to static HTML.

use std::rc::Rc;

use shared::{id::IndicatorId, lang::Lang, offers::Offers, snapshot::Snapshot};
use yew::{Html, Properties, ServerRenderer, component, html, virtual_dom::VTag};

use crate::{
    components::{
        offers::{Calendars, offers},
        page::{Page, Props},
        picture::picture,
    },
    links::Links,
    markup::Writer,
    scene::{Details, Scene},
    view::{Look, Theme, View},
};

/// What of a plan is rendered, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Show {
    /// The language of the interface.
    pub lang: Lang,
    /// Which part of the plan.
    pub view: View,
    /// How it looks.
    pub look: Look,
    /// Where it leads.
    pub links: Links,
}

impl Show {
    fn of(self, snapshot: Snapshot) -> Props {
        let Self { lang, view, look, links } = self;
        Props {
            snapshot: Rc::new(snapshot),
            lang,
            view,
            look,
            links,
            interactive: false,
            first: false,
            fragment: String::new(),
        }
    }
}

/// The view as a bare fragment of HTML and SVG: no scripts, no styles, no hydration marks, no controls.
pub async fn render_static(snapshot: Snapshot, show: Show) -> String {
    ServerRenderer::<Page>::with_props(move || show.of(snapshot)).hydratable(false).render().await
}

/// The view inside its `<plan-progress>` element, which a page's loader may enhance. `src` is the address of the
/// binary snapshot, and `integrity` its digest where the content is frozen: nothing else is shown then. Without the
/// loader the element is inert and shows its content.
pub async fn render_snippet(snapshot: Snapshot, show: Show, src: &str, integrity: Option<&str>) -> String {
    let (src, integrity) = (src.to_owned(), integrity.map(str::to_owned));
    let props = move || SnippetProps { src, integrity, page: show.of(snapshot) };
    ServerRenderer::<Snippet>::with_props(props).hydratable(false).render().await
}

#[derive(PartialEq, Properties)]
struct SnippetProps {
    src: String,
    integrity: Option<String>,
    page: Props,
}

#[component]
fn Snippet(props: &SnippetProps) -> Html {
    let Props { links, lang, view, look, .. } = &props.page;
    let mut element = VTag::new("plan-progress");
    element.add_attribute("src", props.src.clone());
    element.add_attribute("lang", lang.tag());
    let [view, indicator, unit] = view.attributes();
    let [mode, theme] = look.names();
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let attributes = [
        ("integrity", props.integrity.clone()),
        ("view", given(view)),
        ("indicator", given(indicator)),
        ("unit", given(unit)),
        ("mode", given(mode)),
        ("theme", (look.theme != Theme::default()).then(|| theme.to_owned())),
        ("data-page", links.page.clone()),
        ("data-json", links.json.clone()),
        ("data-csv", links.csv.clone()),
        ("data-offers", links.offers.clone()),
        ("data-chat", links.chat.clone()),
        ("data-ask", links.ask.clone()),
        ("data-library", links.library.clone()),
        ("data-what-if", links.what_if.clone()),
    ];
    for (name, value) in attributes {
        if let Some(value) = value {
            element.add_attribute(name, value);
        }
    }
    element.add_child(html! { <Page ..props.page.clone() /> });
    element.into()
}

/// What an enterprise can get or have done, as a bare fragment of HTML. The snapshot says whose list it is.
pub async fn render_offers(snapshot: Snapshot, listed: Offers, show: Show, calendars: Calendars) -> String {
    let props = move || {
        let Show { lang, look, links, .. } = &show;
        let mut out = Writer::new(Scene { snapshot: &snapshot, lang: *lang, details: Details::Open, links });
        offers(&mut out, &listed, *look, &calendars);
        FragmentProps { node: out.finish() }
    };
    ServerRenderer::<Fragment>::with_props(props).hydratable(false).render().await
}

/// One target as a picture that stands alone, an SVG document; nothing where the plan has no such target.
pub async fn render_picture(snapshot: Snapshot, indicator: IndicatorId, lang: Lang) -> Option<String> {
    snapshot.indicator(&indicator)?;
    let props = move || {
        let links = Links::default();
        let mut out = Writer::new(Scene { snapshot: &snapshot, lang, details: Details::Open, links: &links });
        if let Some(indicator) = snapshot.indicator(&indicator) {
            picture(&mut out, indicator);
        }
        FragmentProps { node: out.finish() }
    };
    Some(ServerRenderer::<Fragment>::with_props(props).hydratable(false).render().await)
}

#[derive(PartialEq, Properties)]
struct FragmentProps {
    node: Html,
}

#[component]
fn Fragment(props: &FragmentProps) -> Html {
    props.node.clone()
}
