//! What the added parts need from outside, fetched by the element's script.

use js_sys::{Function, Promise, Uint8Array};
use shared::{binary::Binary, id::PlanId};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use yew::Context;

use crate::{
    components::{page::Page, toolbar::Action},
    full::{Failure, Fetched, Reply, Request},
};

/// `(what, text) => Promise<Uint8Array>`: `library`, `inputs`, `as-of` with a day, or `ask` with the plan's id and
/// the questions, a line each. It rejects where nothing came.
pub(crate) type Fetch = Function;

/// Sends a request; what comes of it is an event of the page.
pub(crate) fn send(ctx: &Context<Page>, request: Request) {
    let fetch = ctx.props().fetch.clone();
    let link = ctx.link().clone();
    let plan = ctx.props().snapshot.plan.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let reply = reply(&fetch, &request, &plan).await;
        link.send_message(Action::Full(request.replied(reply)));
    });
}

async fn reply(fetch: &Function, request: &Request, plan: &PlanId) -> Fetched<Reply> {
    let bytes = match request {
        Request::Library => fetched(fetch, "library", ""),
        Request::Inputs => fetched(fetch, "inputs", ""),
        Request::AsOf(day) => fetched(fetch, "as-of", day),
        Request::Answer(questions) => {
            fetched(fetch, "ask", &[plan.as_str(), "\n", &questions.join("\n")].concat())
        }
    };
    let bytes = JsFuture::from(bytes?).await.map_err(|_| Failure)?;
    let bytes = bytes.unchecked_into::<Uint8Array>().to_vec();
    let reply = match request {
        Request::Library => Binary::from_bytes(&bytes).map(Reply::Library),
        Request::Inputs => Binary::from_bytes(&bytes).map(Box::new).map(Reply::Inputs),
        Request::AsOf(_) => Binary::from_bytes(&bytes).map(Box::new).map(Reply::AsOf),
        Request::Answer(_) => Binary::from_bytes(&bytes).map(Reply::Answer),
    };
    reply.map_err(|_| Failure)
}

fn fetched(fetch: &Function, what: &str, text: &str) -> Fetched<Promise> {
    let promise = fetch.call2(&JsValue::NULL, &what.into(), &text.into());
    promise.map(JsCast::unchecked_into).map_err(|_| Failure)
}
