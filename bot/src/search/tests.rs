use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

fn passage(key: u32, title: &str, topics: &[&str], text: &str) -> Passage<u32> {
    let topics = topics.iter().map(|topic| (*topic).to_owned()).collect();
    Passage { key, title: title.to_owned(), topics, text: text.to_owned() }
}

static SEARCH: LazyLock<Search<u32>> = LazyLock::new(|| {
    let passages = vec![
        passage(1, "收费减缴", &["费减", "打折"], "单个申请人减缴85%。"),
        passage(2, "质押贷款贴息", &["贴息", "贷款"], "按已付利息补助。"),
        passage(3, "展会保护", &[], "参展方可以投诉侵权。"),
    ];
    Search::new(passages, str::to_owned).unwrap()
});

fn found(question: &str) -> Vec<u32> {
    SEARCH.find(question, 3, |_| true).unwrap().iter().map(|hit| hit.passage.key).collect()
}

#[test]
fn chinese_is_cut_into_pairs_and_latin_into_words() {
    assert_eq!(tokens("专利费pct 85%，件"), ["专利", "利费", "pct", "85%", "件"]);
}

#[test]
fn the_passage_that_covers_the_question_comes_first() {
    assert_eq!(found("减缴多少")[0], 1);
    assert_eq!(found("质押利息")[0], 2);
    assert_eq!(found("费用能打折吗")[0], 1, "by its topic alone");
}

#[test]
fn what_is_not_allowed_is_not_found() {
    assert!(SEARCH.find("减缴", 3, |key| *key != 1).unwrap().iter().all(|hit| hit.passage.key != 1));
}

#[test]
fn nothing_asked_finds_nothing() {
    assert!(found("").is_empty());
    assert!(found("！？").is_empty());
}

proptest! {
    #[test]
    fn no_question_panics(question in "\\PC{0,40}") {
        let _ = found(&question);
    }
}
