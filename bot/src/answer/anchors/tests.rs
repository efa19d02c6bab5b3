use super::{Anchor, of};

fn year(year: i32) -> Anchor {
    Anchor::Year(year)
}

#[test]
fn a_year_ties_unless_it_is_the_day_of_something_that_happened() {
    assert_eq!(of("2012年个人费减比例"), [year(2012)]);
    assert_eq!(of("2020年度产业化项目"), [year(2020)]);
    assert_eq!(of("2019年8月申请的实用新型"), []);
    assert_eq!(of("软件2024年发表，保护到哪年"), []);
    assert_eq!(of("12019年"), []);
}

#[test]
fn articles_and_rounds_are_read_in_either_script() {
    for (asked, law, said) in [
        ("专利法第42条", "专利法", "第四十二条"),
        ("《专利法》第四十二条", "专利法", "第四十二条"),
        ("专利法第120条", "专利法", "第一百二十条"),
        ("第10条", "", "第十条"),
        ("第101条", "", "第一百零一条"),
    ] {
        let article = Anchor::Article { of: law.to_owned(), said: said.to_owned() };
        assert!(of(asked).contains(&article), "{asked}: {:?}", of(asked));
    }
    assert_eq!(of("第2批项目"), [Anchor::Round("第二批".to_owned())]);
    assert_eq!(of("第几批"), []);
}

#[test]
fn the_number_of_a_document_is_read_however_its_brackets_are_typed() {
    for asked in ["财税〔2016〕78号", "财税[2016]78号文", "财税(2016)78号"] {
        assert_eq!(of(asked), [Anchor::Number("〔2016〕78号".to_owned())], "{asked}");
    }
    assert_eq!(of("国家知识产权局第75号公告"), [Anchor::Number("第75号".to_owned())]);
    assert_eq!(of("12345号码"), []);
}

#[test]
fn a_name_in_quotation_marks_ties() {
    assert_eq!(of("“蓝鲸企业”怎么认定"), [Anchor::Name("蓝鲸企业".to_owned())]);
    assert_eq!(of("《商标法》"), [Anchor::Name("商标法".to_owned())]);
}
