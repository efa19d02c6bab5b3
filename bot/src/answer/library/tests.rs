use super::phrases::Phrases;

fn phrases(records: &[(&str, &[&str])]) -> Phrases {
    let owned: Vec<(String, Vec<String>)> = records
        .iter()
        .map(|(text, asked)| ((*text).to_owned(), asked.iter().map(|asked| (*asked).to_owned()).collect()))
        .collect();
    Phrases::of(owned.iter().map(|(text, asked)| (text.as_str(), asked.as_slice())))
}

#[test]
fn a_question_is_most_like_the_record_that_is_asked_for_in_its_words() {
    let known = phrases(&[
        ("年费减缴的期限", &["年费能便宜几年", "打折打到第几年"]),
        ("年费滞纳金", &["年费忘交了要罚多少", "晚交年费"]),
        ("商标续展", &["商标到期了怎么办"]),
    ]);
    let compared = known.compare("年费忘交罚多少钱");
    let best = |of: fn(&super::Likeness) -> f32| {
        let rated = compared.likeness.iter().enumerate();
        rated.max_by(|a, b| of(a.1).total_cmp(&of(b.1))).map(|(at, _)| at)
    };
    assert_eq!(best(|like| like.best), Some(1));
    assert_eq!(best(|like| like.any), Some(1));
    assert!(compared.likeness.iter().all(|like| (0.0..=1.0001).contains(&like.best)));
    assert!((0.0..1.0).contains(&compared.unknown));
}

#[test]
fn the_longest_stretch_that_a_record_does_not_say_is_counted_in_characters() {
    let known = phrases(&[("商标续展收费", &[])]);
    assert_eq!(known.longest_unsaid("商标续展", 0), 0);
    assert_eq!(known.longest_unsaid("商标转让给朋友", 0), 5);
    assert_eq!(known.longest_unsaid("", 0), 0);
}

#[test]
fn a_question_of_nothing_known_is_unknown() {
    let known = phrases(&[("商标续展收费", &[])]);
    let compared = known.compare("xyz 天气");
    assert!(compared.unknown > 0.99 && compared.likeness[0].any == 0.0, "{}", compared.unknown);
}
