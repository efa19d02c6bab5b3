//! Identifiers go, all other numbers stay. The numbers here are made up and only have right check digits.

use proptest::prelude::*;

use super::*;

fn masked(text: &str) -> (String, Vec<Identifier>) {
    let Masked { text, found } = mask(text);
    (text, found)
}

#[test]
fn identifiers_are_taken_out_however_they_are_written() {
    for (text, left, identifier) in [
        ("我的身份证11010519491231002X，能减吗", "我的身份证〔已隐去〕，能减吗", Identifier::IdCard),
        ("证号110105 19491231 002x办费减", "证号〔已隐去〕办费减", Identifier::IdCard),
        ("老证110105491231002的", "老证〔已隐去〕的", Identifier::IdCard),
        ("打13800138000找我", "打〔已隐去〕找我", Identifier::Mobile),
        ("打138-0013-8000找我", "打〔已隐去〕找我", Identifier::Mobile),
        ("+86 138 0013 8000", "+〔已隐去〕", Identifier::Mobile),
        ("１３８００１３８０００", "〔已隐去〕", Identifier::Mobile),
        ("卡号6222020000000000000打款", "卡号〔已隐去〕打款", Identifier::BankCard),
        ("4111 1111 1111 1111", "〔已隐去〕", Identifier::BankCard),
        ("发到zhang.san+ip@example.com。", "发到〔已隐去〕。", Identifier::Email),
    ] {
        assert_eq!(masked(text), (left.to_owned(), vec![identifier]), "{text}");
    }
}

#[test]
fn other_numbers_stay() {
    for text in [
        "2022年到2025年的目标是8亿元、14万件",
        "专利号202310123456.7的年费",
        "财税〔2016〕78号，0571-89582532",
        "统一社会信用代码91330105MA2H000000",
        "身份证110105194912310021写错了一位",
        "费用13800 500000元",
        "注册号12345678、12345679",
        "a@b 和 @某人",
        "4111 1111 1111 1112",
    ] {
        assert_eq!(masked(text), (text.to_owned(), vec![]), "{text}");
    }
}

#[test]
fn several_are_named_in_order() {
    let (text, found) = masked("13800138000或a@b.cn");
    assert_eq!(text, "〔已隐去〕或〔已隐去〕");
    assert_eq!(found, [Identifier::Mobile, Identifier::Email]);
}

proptest! {
    #[test]
    fn masking_never_panics_and_leaves_nothing_to_mask(text in "[0-9０-９xX @.a-c-]{0,60}|\\PC{0,40}") {
        let once = mask(&text);
        prop_assert_eq!(mask(&once.text).found, vec![]);
        prop_assert_eq!(once.text.matches(MASK).count() >= once.found.len(), true);
    }
}

#[test]
fn a_text_of_digits_apart_is_read_once() {
    let begun = std::time::Instant::now();
    for part in ["1 ", "1-", "12 345-", "１ ", "a@b ", "@", "622202-", "4X "] {
        mask(&part.repeat(64 * 1024 / part.len()));
    }
    // With every number of parts tried, hours.
    assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{:?}", begun.elapsed());
}
