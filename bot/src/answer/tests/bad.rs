//! Questions that no person types. Each gets an answer, in time.

use std::time::{Duration, Instant};

use super::*;

/// A build without optimisation on a busy machine; answers take milliseconds.
const LONG: Duration = Duration::from_secs(5);

/// Asks by itself and as the question before another.
fn survives(name: &str, question: &str) -> Answer {
    let desk = LazyLock::force(&GONGSHU);
    let begun = Instant::now();
    let answer = desk.answer(&[], question, today());
    assert!(!answer.blocks.is_empty(), "{name}");
    assert_eq!(check::holds(&answer, desk.pack(), question), Ok(()), "{name}");
    let earlier = vec![question.to_owned(); 4];
    let next = desk.answer(&earlier, "那商标呢", today());
    assert!(!next.blocks.is_empty(), "{name}");
    assert!(begun.elapsed() < LONG, "{name} took {:?}", begun.elapsed());
    answer
}

#[test]
fn what_is_longer_than_a_question_is_refused() {
    for (name, question) in [
        ("64 KiB", "长".repeat(64 * 1024 / 3)),
        ("64 KiB of a question", "发明专利申请费多少？".repeat(2_200)),
        ("64 KiB of digits", "9".repeat(64 * 1024)),
        ("64 KiB of letters", "zhuanli".repeat(9_000)),
        ("64 KiB of single digits", "1 ".repeat(32 * 1024)),
        ("64 KiB of addresses", "a@b.cn ".repeat(9_000)),
        ("question marks by the thousand", "？".repeat(5_000) + "费减"),
        ("the same word", "专利".repeat(501)),
    ] {
        let answer = survives(name, &question);
        let refused = matches!(answer.status, AnswerStatus::Refused | AnswerStatus::Clarify);
        assert!(refused, "{name}: {:?} {}", answer.status, answer.intent);
    }
}

#[test]
fn repetition_is_answered_politely() {
    for (name, question) in [
        ("one character", "专".repeat(1_000)),
        ("one word", "专利".repeat(500)),
        ("one name", "发明专利".repeat(250)),
        ("one Latin word", "pct".repeat(333)),
        ("one pinyin", "zhuan li ".repeat(111)),
        ("nested brackets", "（".repeat(500) + &"）".repeat(500)),
        ("open brackets", "《“〔[({".repeat(166)),
        ("quotation marks", "“专利”".repeat(250)),
        ("question marks", "？".repeat(1_000)),
        ("many questions", "费减？".repeat(333)),
        ("marks of citations", "[1]".repeat(333)),
        ("zero width", "专\u{200B}\u{200D}\u{FEFF}利\u{2060}".repeat(160)),
        ("bidirectional", "\u{202E}专利\u{202D}\u{2066}费减\u{2069}".repeat(120)),
        ("combining", format!("专{}利", "\u{301}".repeat(990))),
        ("tags", "\u{E0041}\u{E0042}".repeat(400)),
        ("emoji", "👨‍👩‍👧‍👦🇨🇳".repeat(90)),
        ("controls", "\u{0}\u{7}\u{1B}[31m\r\n\t".repeat(100)),
        ("digits apart", "1 ".repeat(500)),
        ("private use and unassigned", "\u{E000}\u{10FFFF}\u{FFFF}".repeat(330)),
        ("traditional", "專利申請費減".repeat(160)),
        ("articles", "专利法第四十二条".repeat(120)),
        ("places", "温州市杭州市".repeat(160)),
        ("numbers of documents", "财税〔2016〕78号".repeat(90)),
    ] {
        assert!(question.chars().count() <= LONGEST, "{name}: {}", question.chars().count());
        survives(name, &question);
    }
}

#[test]
fn numbers_without_measure_come_to_no_answer_that_is_wrong() {
    let digits = "9".repeat(900);
    for (name, question) in [
        ("a thousand places", format!("小微企业申请{digits}件发明专利，费减后多少")),
        ("a thousand decimals", format!("质押贷款贴息0.{digits}%是多少")),
        ("a sum", format!("商标续展{digits}类一共多少钱")),
        ("an old year", "999999999年PCT目标是多少".to_owned()),
        ("a day that is none", "9999年99月99日收到驳回通知，复审最晚哪天".to_owned()),
        ("the last day there is", "9999年12月31日收到驳回通知，复审最晚哪天".to_owned()),
        ("year nought", "0000年1月1日收到驳回通知，复审最晚哪天".to_owned()),
        ("a year of nine places", "专利授权日是999999999年1月1日，保护到哪天".to_owned()),
        ("per cent of a lot", format!("贷款{}万元，贴息{}%，补多少", "8".repeat(40), "7".repeat(40))),
        ("nothing", "申请0件发明专利，费减后多少".to_owned()),
        ("less than nothing", "申请-5件发明专利，费减后多少".to_owned()),
        ("fractions", "申请1.5.2.7件发明专利，费减后多少".to_owned()),
        ("powers", "申请1e308件发明专利，费减后多少".to_owned()),
        ("spoken", format!("申请{}件发明专利，费减后多少", "九千万亿".repeat(100))),
        ("wide", "申请９９９９９９９９９９９９９９９９９９９９件发明专利，费减后多少".to_owned()),
        ("the year of an annual fee", "发明专利第99999999999999999999年年费多少".to_owned()),
        ("a chain", "1 + ".repeat(240) + "1 = 241元"),
        ("a chain of products", "9元 × ".repeat(160) + "9"),
    ] {
        let answer = survives(name, &question);
        let text = text(&answer);
        assert!(!text.contains("NaN") && !text.contains("inf") && !text.contains("e+"), "{name}: {text}");
    }
}
