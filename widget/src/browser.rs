//! The browser's side: mounting into an element.

use std::rc::Rc;

use shared::{lang::Lang, snapshot::Snapshot};
use wasm_bindgen::{JsCast, JsError, prelude::wasm_bindgen};
use web_sys::{Element, ShadowRoot};
use yew::AppHandle;

use crate::{
    components::page::{Page, Props},
    links::Links,
    view::{Look, View},
};

/// Smaller than the standard allocator by 1.5 KB on the wire.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A mounted view.
#[wasm_bindgen]
pub struct Handle {
    app: Option<AppHandle<Page>>,
    host: Option<Element>,
    snapshot: Rc<Snapshot>,
}

/// Renders `snapshot` (the bytes of `snapshot.bin`) into `root`, whose content it replaces. `lang` is a BCP 47 tag. What
/// is shown, how, and where it leads stands in the attributes of the host of `root`'s shadow tree.
#[wasm_bindgen(skip_jsdoc)]
pub fn mount(root: Element, snapshot: &[u8], lang: &str) -> Result<Handle, JsError> {
    let snapshot = Snapshot::from_bytes(snapshot).map_err(|error| JsError::new(error.words()))?;
    let host = root.get_root_node().dyn_into::<ShadowRoot>().ok().map(|shadow| shadow.host());
    let mut handle = Handle { app: None, host, snapshot: Rc::new(snapshot) };
    let props = handle.props(lang);
    handle.app = Some(yew::Renderer::<Page>::with_root_and_props(root, props).render());
    Ok(handle)
}

#[wasm_bindgen]
impl Handle {
    /// Reads the attributes again and takes over the language; filter and search stay.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn update(&mut self, lang: &str) {
        let props = self.props(lang);
        if let Some(app) = &mut self.app {
            app.update(props);
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
    /// A view that does not exist, or that this plan does not have, is the overview.
    fn props(&self, lang: &str) -> Props {
        let link = |name| self.host.as_ref()?.get_attribute(name);
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
            },
            interactive: true,
        }
    }
}
