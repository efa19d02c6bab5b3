//! The browser's side: mounting into an element.

use std::rc::Rc;

use shared::{lang::Lang, snapshot::Snapshot};
use wasm_bindgen::{JsCast, JsError, prelude::wasm_bindgen};
use web_sys::{Element, ShadowRoot};
use yew::AppHandle;

use crate::{
    components::overview::{Overview, Props},
    links::Links,
};

/// Smaller than the standard allocator by 1.5 KB on the wire.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A mounted overview.
#[wasm_bindgen]
pub struct Handle {
    app: Option<AppHandle<Overview>>,
    props: Props,
}

/// Renders the overview of `snapshot` (the bytes of `snapshot.bin`) into `root`, whose content it replaces. `lang` is a
/// BCP 47 tag. Links come from `data-page`, `data-json`, `data-csv` and `data-chat` on the host of `root`'s shadow tree.
#[wasm_bindgen(skip_jsdoc)]
pub fn mount(root: Element, snapshot: &[u8], lang: &str) -> Result<Handle, JsError> {
    let snapshot = Snapshot::from_bytes(snapshot).map_err(|error| JsError::new(&error.to_string()))?;
    let props = Props {
        snapshot: Rc::new(snapshot),
        lang: Lang::from_tag(lang),
        links: links(&root),
        interactive: true,
    };
    let app = yew::Renderer::<Overview>::with_root_and_props(root, props.clone()).render();
    Ok(Handle { app: Some(app), props })
}

#[wasm_bindgen]
impl Handle {
    /// Changes the language; filter and search stay.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn update(&mut self, lang: &str) {
        self.props.lang = Lang::from_tag(lang);
        if let Some(app) = &mut self.app {
            app.update(self.props.clone());
        }
    }

    /// Takes the overview out of the page; later calls do nothing. The handle stays valid, so that `free()` may follow.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn destroy(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
}

fn links(root: &Element) -> Links {
    let Ok(shadow) = root.get_root_node().dyn_into::<ShadowRoot>() else { return Links::default() };
    let host = shadow.host();
    let link = |name| host.get_attribute(name);
    Links {
        page: link("data-page"),
        offers: link("data-offers"),
        json: link("data-json"),
        csv: link("data-csv"),
        chat: link("data-chat"),
    }
}
