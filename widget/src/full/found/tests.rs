use shared::{
    lang::{Lang, Text},
    library::Passage,
    policy::Read,
};

use super::*;
use crate::full::{Failure, tests::shown};

fn entry(kind: Kind, name: &str, clause: &str, text: &str) -> Entry {
    Entry {
        kind,
        name: Text::zh(name),
        detail: Some("某发〔2024〕1号".to_owned()),
        region: Some(Text::zh("某区")),
        state: Text { zh: "现行".to_owned(), en: Some("in force".to_owned()) },
        read: Read::Page,
        url: None,
        part: (kind != Kind::Policy).then(|| "scheme-a".to_owned()),
        passages: vec![Passage { title: clause.to_owned(), text: text.to_owned() }],
    }
}

fn shelf(entries: Vec<Entry>) -> Shelf {
    let mut shelf = Shelf::default();
    assert_eq!(shelf.wanted(), Some(Request::Library));
    assert_eq!(shelf.wanted(), None, "it is on its way");
    shelf.take(Ok(Rc::new(Library { as_of: "2026-01-01".parse().unwrap(), entries })));
    shelf
}

fn some() -> Shelf {
    shelf(vec![
        entry(Kind::Policy, "专利资助办法", "标准", "发明专利资助 PCT 申请"),
        entry(Kind::Policy, "商标办法", "标准", "商标"),
        entry(Kind::Scheme, "专利贴息", "", "质押贷款"),
    ])
}

#[test]
fn every_word_must_occur_somewhere_in_the_record() {
    let shelf = some();
    for (typed, hits) in
        [("专利", 2), ("专利 标准", 1), ("ｐｃｔ", 1), ("专利 商标", 0), ("", 0), ("2024", 3)]
    {
        assert_eq!(shelf.hits(&Query::new(typed)), hits, "{typed}");
    }
}

#[tokio::test]
async fn finds_lead_to_where_they_stand() {
    let html = shown(Lang::Zh, |out| some().found(out, &Query::new("专利")));
    insta::assert_snapshot!(html.await);
}

#[tokio::test]
async fn more_than_are_listed_are_counted() {
    let html = shown(Lang::En, |out| {
        let entries = (0..LISTED + 5).map(|n| entry(Kind::Policy, &format!("办法 {n}"), "", "x")).collect();
        shelf(entries).found(out, &Query::new("办法"));
    });
    let html = html.await;
    assert_eq!(html.matches("<li").count(), LISTED, "{html}");
    assert!(html.contains("Policy documents 25") && html.contains("Only the first 20"), "{html}");
}

#[tokio::test]
async fn a_library_that_does_not_come_is_said_and_asked_for_again() {
    let html = shown(Lang::Zh, |out| {
        let mut shelf = Shelf::default();
        shelf.wanted();
        shelf.take(Err(Failure));
        shelf.found(out, &Query::new("x"));
        assert_eq!(shelf.wanted(), Some(Request::Library));
    });
    assert!(html.await.contains("政策和事项没有载入"));
}
