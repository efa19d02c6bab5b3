use shared::lang::Lang;

use super::footer;
use crate::{
    links::Links,
    tests::{fixtures, links, part},
};

#[tokio::test]
async fn the_document_is_named_with_its_digest_and_stage() {
    insta::assert_snapshot!(part(fixtures::closed(), Lang::Zh, |out| footer(out, &links())).await);
}

#[tokio::test]
async fn a_link_that_is_not_given_is_left_out() {
    let html = part(fixtures::closed(), Lang::En, |out| footer(out, &Links::default())).await;
    assert!(!html.contains("<nav"), "{html}");
    let html = part(fixtures::closed(), Lang::En, |out| {
        let (chat, csv) = (Some("/chat".to_owned()), Some("data:text/csv,x".to_owned()));
        footer(out, &Links { csv, chat, ..Links::default() });
    });
    assert_eq!(html.await.matches("<li>").count(), 1);
}
