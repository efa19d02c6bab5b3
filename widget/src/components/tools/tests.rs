use shared::lang::Lang;

use super::*;
use crate::{
    links::Links,
    tests::{fixtures, linked_part},
};

async fn offered(links: Links, open: Option<Panel>) -> Vec<String> {
    let html = linked_part(fixtures::closed(), Lang::Zh, links, move |out| tools(out, open)).await;
    html.split("data-panel=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_button_stands_only_where_something_is_behind_it() {
    assert_eq!(offered(Links::default(), None).await, ["compare"]);
    let some = Links { ask: Some("/ask".to_owned()), what_if: Some("/in".to_owned()), ..Links::default() };
    assert_eq!(offered(some, None).await, ["ask", "compare", "what-if"]);
}
