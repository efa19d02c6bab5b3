//! Stories of search, and the index against a plain reading of its formula.

mod naive;
mod store;

use std::{sync::LazyLock, time::Instant};

use proptest::prelude::*;

use super::*;

fn document(id: &str, title: &str, passages: &[&str]) -> Document {
    let passages = passages.iter().map(|text| (*text).to_owned()).collect();
    Document { id: id.to_owned(), title: title.to_owned(), passages }
}

static LIBRARY: LazyLock<Index> = LazyLock::new(|| {
    let documents = [
        document(
            "fees",
            "青山县收费减缴办法",
            &[
                "青山县收费减缴办法 一、适用范围。本办法适用于申请人。二、减缴比例。",
                "单个申请人减缴85%，多个申请人减缴70%。三、提出的时间。",
                "应当在申请时一并提出。",
            ],
        ),
        document("loans", "白水市质押贷款贴息办法", &["按已付利息补助。", "2031年第9号公告同时废止。"]),
        document("fairs", "展会保护规定", &["参展方可以投诉侵权。"]),
    ];
    Index::in_memory(&documents).unwrap()
});

fn found(question: &str) -> Vec<(usize, usize)> {
    let found = LIBRARY.find(question, 5, |_, _| true).unwrap();
    found.hits.iter().map(|hit| (hit.document, hit.passage)).collect()
}

fn confidence(question: &str) -> f32 {
    LIBRARY.find(question, 1, |_, _| true).unwrap().confidence
}

#[test]
fn chinese_is_cut_into_pairs_and_latin_into_words() {
    let cut = |text| tokens(text).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(cut("专利费pct 85%，件"), ["专利", "利费", "pct", "85%", "件"]);
    assert_eq!(cut(&"a".repeat(100)).iter().map(String::len).collect::<Vec<_>>(), [48, 48, 4]);
    assert_eq!(fold("Ｐ\u{200B}ＣＴ\u{3000}申請後\n㎡"), "pct 申请后 m2");
}

#[test]
fn a_passage_is_found_by_the_heading_it_stands_under() {
    // 减缴比例 is the last heading of the passage before; the passage itself does not say 比例.
    assert_eq!(found("减缴比例是多少？")[0], (0, 1));
    assert_eq!(found("什么时间提出？")[0], (0, 2));
}

#[test]
fn a_passage_is_found_by_the_title_of_its_document() {
    assert_eq!(found("白水市的利息怎么补助")[0], (1, 0));
}

#[test]
fn what_is_not_allowed_is_not_found() {
    let found = LIBRARY.find("减缴", 3, |document, passage| (document, passage) != (0, 1)).unwrap();
    assert!(!found.hits.is_empty() && found.hits.iter().all(|hit| (hit.document, hit.passage) != (0, 1)));
}

#[test]
fn nothing_asked_finds_nothing() {
    for question in ["", "！？", "\u{200B}", "鎵嬫満"] {
        assert_eq!(LIBRARY.find(question, 3, |_, _| true).unwrap().hits, [], "{question}");
    }
    let empty = Index::in_memory(&[]).unwrap();
    assert_eq!(empty.find("减缴", 3, |_, _| true).unwrap(), Found::default());
    assert_eq!(LIBRARY.find("减缴", 0, |_, _| true).unwrap().hits, []);
}

#[test]
fn another_place_year_or_number_lowers_the_confidence() {
    let here = confidence("白水市质押贷款贴息");
    for elsewhere in
        ["黑龙江质押贷款贴息", "平远县质押贷款贴息", "1999年质押贷款贴息", "第12号公告质押贷款贴息"]
    {
        assert!(confidence(elsewhere) < here - 0.3, "{elsewhere}: {} against {here}", confidence(elsewhere));
    }
    assert!(confidence("2031年第9号公告何时废止") > confidence("2030年第8号公告何时废止") + 0.7);
}

#[test]
fn a_question_that_the_library_does_not_know_has_little_confidence() {
    assert!(confidence("河口地区的人口密度是多少？") < 0.5);
    assert!(confidence("单个申请人减缴多少？") > 1.5);
}

#[test]
fn an_endless_question_costs_no_more_than_a_long_one() {
    let whole = "收费减缴".repeat(16 * 1024);
    let various: String = (0x4E00_u32..0x9000).filter_map(char::from_u32).cycle().take(64 * 1024).collect();
    for question in [whole, various, "%".repeat(64 * 1024), "第1号".repeat(20_000), "2031年".repeat(20_000)]
    {
        let began = Instant::now();
        let _ = found(&question);
        // Generous: a debug build on a busy machine.
        assert!(began.elapsed().as_millis() < 1_000, "{:?}", began.elapsed());
    }
}

proptest! {
    #[test]
    fn no_question_panics(question in "\\PC{0,40}") {
        let _ = found(&question);
    }

    #[test]
    fn tokens_stand_in_their_text(text in "\\PC{0,60}") {
        let folded = fold(&text);
        prop_assert!(tokens(&folded).all(|token| folded.contains(token)));
        prop_assert_eq!(fold(&folded), folded);
    }
}
