//! The browser's side: mounting into an element.

#[cfg(feature = "full")]
mod fetching;

use std::rc::Rc;

use shared::{binary::Binary, lang::Lang, snapshot::Snapshot};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};
use web_sys::Element;
use yew::AppHandle;

#[cfg(feature = "full")]
pub(crate) use self::fetching::{Fetch, send};
use crate::{
    components::page::{Page, Props},
    links::Links,
    view::{Look, View},
};
#[cfg(feature = "full")]
use crate::{
    components::{toolbar::Action, tools::Panel},
    full::Event,
};

/// Smaller than the standard allocator by 1.5 KB on the wire.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A mounted view.
#[wasm_bindgen]
pub struct Handle {
    app: Option<AppHandle<Page>>,
    host: Element,
    snapshot: Rc<Snapshot>,
    #[cfg(feature = "full")]
    fetch: Fetch,
}

/// Renders `snapshot` (the bytes of `snapshot.bin`) into `root`, whose content it replaces and which need not be part of a
/// page yet. What is shown, how, and where it leads stands in the attributes of `host`; `lang` is a BCP 47 tag, `fragment`
/// the decoded fragment of the page's address.
#[cfg(not(feature = "full"))]
#[wasm_bindgen(skip_jsdoc)]
pub fn mount(
    root: Element,
    host: Element,
    snapshot: &[u8],
    lang: &str,
    fragment: &str,
) -> Result<Handle, JsError> {
    let snapshot = read(snapshot)?;
    Ok(Handle { app: None, host, snapshot }.rendered(root, lang, fragment))
}

/// The same with the added parts, for which `fetch` fetches.
#[cfg(feature = "full")]
#[wasm_bindgen(skip_jsdoc)]
pub fn mount(
    root: Element,
    host: Element,
    snapshot: &[u8],
    lang: &str,
    fragment: &str,
    fetch: Fetch,
) -> Result<Handle, JsError> {
    let snapshot = read(snapshot)?;
    Ok(Handle { app: None, host, snapshot, fetch }.rendered(root, lang, fragment))
}

fn read(snapshot: &[u8]) -> Result<Rc<Snapshot>, JsError> {
    Snapshot::from_bytes(snapshot).map(Rc::new).map_err(|error| JsError::new(error.words()))
}

#[wasm_bindgen]
impl Handle {
    /// Reads the attributes again, takes over language and fragment, and fills what the first rendering left folded.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn update(&mut self, lang: &str, fragment: &str) {
        let props = Props { first: false, ..self.props(lang, fragment) };
        if let Some(app) = &mut self.app {
            app.update(props);
        }
    }

    /// What the reader chose, as the fragment of the page's address.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn fragment(&self) -> String {
        let page = self.app.as_ref().and_then(|app| app.get_component());
        page.map(|page| page.fragment(&self.snapshot)).unwrap_or_default()
    }

    /// Opens a panel by its name.
    #[cfg(feature = "full")]
    #[wasm_bindgen(skip_jsdoc)]
    pub fn open(&self, panel: &str) {
        let panel = Panel::ALL.into_iter().find(|known| known.key() == panel);
        if let (Some(app), Some(panel)) = (&self.app, panel) {
            app.send_message(Action::Full(Event::Open(panel)));
        }
    }

    /// Takes the view out of the page; later calls do nothing. The handle stays valid, so that `free()` may follow.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn destroy(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
}

impl Handle {
    fn rendered(mut self, root: Element, lang: &str, fragment: &str) -> Self {
        let props = self.props(lang, fragment);
        self.app = Some(yew::Renderer::<Page>::with_root_and_props(root, props).render());
        self
    }

    /// A view that does not exist, or that this plan does not have, is the overview.
    fn props(&self, lang: &str, fragment: &str) -> Props {
        let link = |name| self.host.get_attribute(name);
        let text = |name| link(name).unwrap_or_default();
        let view = View::named(&text("view"), &text("indicator"), &text("unit")).unwrap_or_default();
        Props {
            view: if view.is_in(&self.snapshot) { view } else { View::Overview },
            look: Look::named(&text("mode"), &text("theme")),
            snapshot: Rc::clone(&self.snapshot),
            lang: Lang::from_tag(lang),
            links: Links {
                page: link("data-page"),
                json: link("data-json"),
                csv: link("data-csv"),
                offers: link("data-offers"),
                chat: link("data-chat"),
                ask: link("data-ask"),
                library: link("data-library"),
                what_if: link("data-what-if"),
            },
            interactive: true,
            first: true,
            fragment: fragment.to_owned(),
            #[cfg(feature = "full")]
            fetch: self.fetch.clone(),
        }
    }
}
