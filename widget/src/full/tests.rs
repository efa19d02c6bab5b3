use shared::lang::Lang;

use super::*;
use crate::{
    links::Links,
    tests::{fixtures, linked_part},
};

/// The panel as it is written, for a plan that is over.
pub(super) async fn shown(lang: Lang, view: impl FnOnce(&mut Writer) + Send + 'static) -> String {
    let links = Links { offers: Some("/p/x/schemes".to_owned()), ..Links::default() };
    linked_part(fixtures::closed(), lang, links, view).await
}

#[test]
fn a_panel_opens_closes_and_gives_way_to_another() {
    let mut full = Full::default();
    full.update(Event::Open(Panel::Ask));
    assert_eq!(full.open(), Some(Panel::Ask));
    full.update(Event::Open(Panel::Compare));
    assert_eq!(full.open(), Some(Panel::Compare));
    full.update(Event::Open(Panel::Compare));
    assert_eq!(full.open(), None);
    full.update(Event::Open(Panel::Ask));
    full.update(Event::Close);
    assert_eq!(full.open(), None);
}

#[test]
fn a_reply_of_another_kind_is_none() {
    let library = Library { as_of: "2026-01-01".parse().unwrap(), entries: Vec::new() };
    let wrong = Request::Answer(Vec::new()).replied(Ok(Reply::Library(library.clone())));
    assert!(matches!(wrong, Event::Ask(ask::Event::Said(Err(Failure)))));
    assert!(matches!(Request::Library.replied(Ok(Reply::Library(library))), Event::Shelved(Ok(_))));
}
