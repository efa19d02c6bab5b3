use shared::lang::Lang;

use super::footer;
use crate::{
    links::Links,
    tests::{fixtures, linked_part, links, part},
};

#[tokio::test]
async fn the_document_is_named_with_its_digest_and_stage() {
    insta::assert_snapshot!(linked_part(fixtures::closed(), Lang::Zh, links(), footer).await);
}

#[tokio::test]
async fn a_link_that_is_not_given_is_left_out() {
    let html = part(fixtures::closed(), Lang::En, footer).await;
    assert!(!html.contains("<nav"), "{html}");
    let (chat, csv) = (Some("/chat".to_owned()), Some("data:text/csv,x".to_owned()));
    let links = Links { csv, chat, ..Links::default() };
    let html = linked_part(fixtures::closed(), Lang::En, links, footer).await;
    assert_eq!(html.matches("<li>").count(), 1);
}
