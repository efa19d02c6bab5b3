//! Search, filter, expand and language: controls that exist only where the widget runs.

use shared::{lang::Lang, method::Status, words};
use yew::{Callback, InputEvent, MouseEvent, html};

use crate::{
    components::tools::{Panel, tools},
    markup::{Writer, key},
    scene::{Details, Scene},
    strings::{ALL, COLLAPSE, EXPAND, OPENER, OPENER_REST, TOOLS},
};

/// What the search covers. The full build has a library beside the plan.
#[cfg(not(feature = "full"))]
use crate::strings::SEARCH as SEARCHED;
#[cfg(feature = "full")]
use crate::strings::full::SEARCH_ALL as SEARCHED;

/// The controls' part of the page.
const ID: &str = "tools";

/// What a reader does with the controls.
#[derive(Clone)]
pub(crate) enum Action {
    /// Types into the search box, which now holds this.
    Search(String),
    /// Shows targets of one status, or all.
    Filter(Option<Status>),
    /// Opens or closes the controls.
    Tools,
    /// Opens or closes all details.
    Expand,
    /// Changes the language.
    Speak(Lang),
    /// Does something in the parts that the full build adds.
    #[cfg(feature = "full")]
    Full(crate::full::Event),
}

/// What opens the controls and closes them, as the last item of a list.
pub(crate) fn opener(out: &mut Writer, open: bool, act: &Callback<Action>) {
    let id = out.scene.id(ID);
    let click = act.reform(|_: MouseEvent| Action::Tools);
    let expanded = if open { "true" } else { "false" };
    let mut text = Writer::new(out.scene);
    text.say(&OPENER);
    text.element("span.zc-rest", |out| out.say(&OPENER_REST));
    let text = text.finish();
    out.with("li", &["class"], &["zc-opener"], |out| {
        out.node(html! {
            <button class="zc-button" type="button" aria-expanded={expanded} aria-controls={id} onclick={click}>
                { text }
            </button>
        });
    });
}

/// What the controls show.
pub(crate) struct Shown<'a> {
    /// They are closed.
    pub(crate) hidden: bool,
    /// What is in the search box.
    pub(crate) typed: &'a str,
    /// The status shown alone.
    pub(crate) filter: Option<Status>,
    /// What was found, told to those who cannot see the lists change.
    pub(crate) hits: &'a str,
    /// The panel that is open.
    pub(crate) open: Option<Panel>,
}

/// The controls.
pub(crate) fn toolbar(out: &mut Writer, shown: &Shown, act: &Callback<Action>) {
    let scene = out.scene;
    let other = if scene.lang == Lang::Zh { Lang::En } else { Lang::Zh };
    let expand = if scene.details == Details::Open { COLLAPSE } else { EXPAND };
    let names: &[&str] = &["class", "role", "aria-label", "id", "hidden"];
    let values = ["zc-tools", "group", TOOLS.of(scene.lang), &scene.id(ID), ""];
    let used = if shown.hidden { names.len() } else { names.len() - 1 };
    out.with("div", &names[..used], &values[..used], |out| {
        out.element("label.zc-search", |out| {
            out.say(&SEARCHED);
            let typed = act.reform(|event| Action::Search(typed(&event)));
            let value = shown.typed.to_owned();
            out.node(html! { <input type="search" autocomplete="off" value={value} oninput={typed} /> });
        });
        out.element("span.zc-switches", |out| {
            button(out, expand.of(scene.lang), None, act, Action::Expand);
            out.with("span", &["lang"], &[other.tag()], |out| {
                button(out, other.pick("中文", "English"), None, act, Action::Speak(other));
            });
        });
        if !scene.promises_only() {
            out.element("span.zc-filters", |out| filters(out, shown.filter, act));
        }
        tools(out, shown.open);
        out.with("p", &["class", "role"], &["zc-hits", "status"], |out| out.text(shown.hits));
    });
}

/// One button for all, then one per status there is, with its number of targets.
fn filters(out: &mut Writer, filter: Option<Status>, act: &Callback<Action>) {
    let Scene { snapshot, lang, .. } = out.scene;
    let all = (None, ALL.of(lang), snapshot.indicators.len());
    let some = snapshot
        .summary
        .iter()
        .map(|entry| (Some(entry.status), words::status(entry.status, lang), usize::from(entry.count)));
    for (status, word, number) in core::iter::once(all).chain(some) {
        let text = [word, " ", &number.to_string()].concat();
        button(out, &text, Some((status, status == filter)), act, Action::Filter(status));
    }
}

/// A button for an action; one of the filters has its status and whether it is chosen.
fn button(
    out: &mut Writer,
    text: &str,
    choice: Option<(Option<Status>, bool)>,
    act: &Callback<Action>,
    action: Action,
) {
    let status = choice.and_then(|(status, _)| status);
    let pressed = choice.map(|(_, pressed)| if pressed { "true" } else { "false" });
    let click = act.reform(move |_: MouseEvent| action.clone());
    let mut inside = Writer::new(out.scene);
    if let Some(status) = status {
        inside.seen("zc-mark", words::mark(status));
        inside.text(" ");
    }
    inside.text(text);
    out.node(html! {
        <button class="zc-button" type="button" aria-pressed={pressed} data-status={status.map(key)} onclick={click}>
            { inside.finish() }
        </button>
    });
}

/// What a text box holds now.
#[cfg(target_arch = "wasm32")]
pub(crate) fn typed(event: &InputEvent) -> String {
    use yew::TargetCast;

    event.target_unchecked_into::<web_sys::HtmlInputElement>().value()
}

/// There is nobody to type where the page is only rendered.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn typed(_: &InputEvent) -> String {
    String::new()
}

/// The value chosen in a list.
#[cfg(all(feature = "full", target_arch = "wasm32"))]
pub(crate) fn chosen(event: &InputEvent) -> String {
    use yew::TargetCast;

    event.target_unchecked_into::<web_sys::HtmlSelectElement>().value()
}

/// There is nobody to choose where the page is only rendered.
#[cfg(all(feature = "full", not(target_arch = "wasm32")))]
pub(crate) fn chosen(_: &InputEvent) -> String {
    String::new()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
