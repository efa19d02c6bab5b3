//! Slips and pinyin, over the packs of the repository.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::{answer::cues, pack};

fn spelling(folder: &str) -> Spelling {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let pack = pack::load(&[folder], "2026-11-22".parse().unwrap()).unwrap().remove(0);
    Spelling::of(&pack, cues::all())
}

#[test]
fn a_slip_of_the_input_method_is_mended() {
    let spelling = spelling("data/gongshu");
    for (typed, meant) in [
        ("质压贷款", "质押贷款"),
        ("商标住册", "商标注册"),
        ("专例年费", "专利年费"),
        ("商业密秘", "商业秘密"),
        ("要多少前？", "要多少钱？"),
    ] {
        assert_eq!(spelling.read(typed), meant);
    }
}

#[test]
fn what_is_written_right_stays() {
    let spelling = spelling("data/gongshu");
    for text in [
        "知识产权质押融资贴息多少",
        "今天天气怎么样",
        "What is the target for patents?",
        "how long is the term",
        "",
        "8亿元",
    ] {
        assert_eq!(spelling.read(text), text);
    }
}

#[test]
fn pinyin_is_read_as_words_of_the_pack() {
    let spelling = spelling("data/gongshu");
    assert_eq!(spelling.read("zhuanli feijian tiaojian"), "专利费减条件");
    assert_eq!(spelling.read("Shangbiao xuzhan duoshao qian?"), "商标续展多少钱");
    assert_eq!(spelling.read("拿专利zhiya rongzi，要什么材料"), "拿专利质押融资，要什么材料");
    assert_eq!(spelling.read("我们的 logo 和 PCT 申请"), "我们的 logo 和 PCT 申请");
}

/// Another pack, other words: nothing is known by heart.
#[test]
fn words_come_from_the_pack() {
    let other = spelling("bot/tests/packs/qingshan");
    assert_eq!(other.read("ruanzhu dengji shoufei"), "ruanzhu dengji shoufei");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn reading_never_panics_and_keeps_the_length_of_what_it_mends(text in "[一-龥a-z ]{0,300}") {
        let spelling = Spelling::from_texts(&["质押", "专利"], &["质检"]);
        let read = spelling.read(&text);
        if text.chars().any(|c| sound(c).is_some()) {
            prop_assert_eq!(read.chars().count(), text.chars().count());
        }
    }
}
