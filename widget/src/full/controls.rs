//! What the panels are made of. Listeners are what `html!` is for; everything else is written, which takes less wasm.

use shared::date::Date;
use yew::{Callback, InputEvent, MouseEvent, SubmitEvent, html};

use super::Event;
use crate::{
    components::toolbar::{chosen, typed},
    markup::Writer,
    strings::{Label, full::CLOSE},
};

/// What is typed into a field.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// Words.
    Text,
    /// A number.
    Number,
    /// A day, no later than this one.
    Day(Date),
}

/// A panel with its heading and the button that closes it.
pub(super) fn panel(
    out: &mut Writer,
    title: &Label,
    act: &Callback<Event>,
    inside: impl FnOnce(&mut Writer),
) {
    let name = out.landmark(title);
    out.with("section", &["class", "aria-label"], &["zc-panel", &name], |out| {
        out.element("div.zc-panel-head", |out| {
            out.section(title);
            button(out, &CLOSE, act.reform(|_| Event::Close));
        });
        inside(out);
    });
}

/// A button that does something at once.
pub(super) fn button(out: &mut Writer, label: &Label, click: Callback<MouseEvent>) {
    pressed(out, label.of(out.scene.lang), click);
}

/// The same with words that are no wording of the interface.
pub(super) fn pressed(out: &mut Writer, text: &str, click: Callback<MouseEvent>) {
    let text = text.to_owned();
    out.node(html! { <button class="zc-button" type="button" onclick={click}>{ text }</button> });
}

/// Fields that are sent together, by the button or by the enter key.
pub(super) fn form(out: &mut Writer, send: &Label, act: &Callback<()>, fields: impl FnOnce(&mut Writer)) {
    let submit = act.reform(|event: SubmitEvent| event.prevent_default());
    let mut inside = Writer::new(out.scene);
    fields(&mut inside);
    inside.with("button", &["class", "type"], &["zc-button", "submit"], |out| out.say(send));
    out.node(html! { <form class="zc-form" onsubmit={submit}>{ inside.finish() }</form> });
}

/// A named field to type into.
pub(super) fn field(out: &mut Writer, label: &str, kind: Kind, value: &str, input: &Callback<String>) {
    let (kind, mode, last) = match kind {
        Kind::Text => ("text", "text", None),
        Kind::Number => ("text", "decimal", None),
        Kind::Day(last) => ("date", "text", Some(last.to_string())),
    };
    let input = input.reform(|event: InputEvent| typed(&event));
    let value = value.to_owned();
    out.element("label.zc-search", |out| {
        out.text(label);
        out.node(html! {
            <input type={kind} inputmode={mode} max={last} maxlength="500" autocomplete="off" {value} oninput={input} />
        });
    });
}

/// A named list to choose from: values with their words.
pub(super) fn choice(
    out: &mut Writer,
    label: &str,
    options: &[(&str, &str)],
    now: &str,
    input: &Callback<String>,
) {
    let input = input.reform(|event: InputEvent| chosen(&event));
    let mut inside = Writer::new(out.scene);
    for (value, words) in options {
        let names: &[&str] = if *value == now { &["value", "selected"] } else { &["value"] };
        inside.with("option", names, &[value, ""][..names.len()], |out| out.text(words));
    }
    out.element("label.zc-search", |out| {
        out.text(label);
        out.node(html! { <select oninput={input}>{ inside.finish() }</select> });
    });
}
