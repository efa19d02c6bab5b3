use shared::{lang::Lang, snapshot::Snapshot, words};

use crate::{render_picture, tests::fixtures};

async fn drawn(snapshot: Snapshot, at: usize, lang: Lang) -> String {
    let id = snapshot.indicators[at].id.clone();
    render_picture(snapshot, id, lang).await.unwrap()
}

#[tokio::test]
async fn a_target_that_was_met() {
    insta::assert_snapshot!(drawn(fixtures::closed(), 0, Lang::Zh).await.replace("><", ">\n<"));
}

#[tokio::test]
async fn a_milestone_in_english() {
    insta::assert_snapshot!(drawn(fixtures::closed(), 6, Lang::En).await.replace("><", ">\n<"));
}

#[tokio::test]
async fn it_stands_alone_and_says_all_of_it() {
    for snapshot in [fixtures::closed(), fixtures::running(), fixtures::promise()] {
        for lang in [Lang::Zh, Lang::En] {
            for (at, indicator) in snapshot.indicators.iter().enumerate() {
                let svg = drawn(snapshot.clone(), at, lang).await;
                assert!(svg.starts_with(r#"<svg xmlns="http://www.w3.org/2000/svg" role="img""#), "{svg}");
                let (demo, said) = (words::demo_notice(lang).1, words::target(indicator, lang));
                assert!(
                    svg.contains("<title>")
                        && svg.contains("<desc>")
                        && svg.contains(&said.replace('>', "&gt;")),
                    "{svg}"
                );
                assert_eq!(svg.contains(demo), snapshot.demo);
                let years = if indicator.goal.is_some() { indicator.years.as_slice() } else { &[] };
                for point in years {
                    assert!(svg.contains(&format!(">{}</text>", point.year)), "{svg}");
                    let value = point.value.map(|value| format!(">{value}</text>"));
                    assert!(value.is_none_or(|value| svg.contains(&value)), "{svg}");
                }
                for banned in ["style", "<span", "href", "script"] {
                    assert!(!svg.contains(banned), "{banned}: {svg}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_promise_has_no_verdict() {
    let svg = drawn(fixtures::promise(), 0, Lang::Zh).await;
    assert!(
        svg.contains("完成数据尚未录入。") && !svg.contains("尚未录入 ·") && !svg.contains("– "),
        "{svg}"
    );
}

#[tokio::test]
async fn many_years_keep_their_values_in_a_sentence() {
    let mut snapshot = fixtures::closed();
    let years = &mut snapshot.indicators[0].years;
    *years = (2001..2026).map(|year| shared::snapshot::YearPoint { year, ..years[0] }).collect();
    let svg = drawn(snapshot, 0, Lang::Zh).await;
    assert!(svg.contains("历年数据：2001 年 31.2 件/万人，") && !svg.contains(">31.2</text>"), "{svg}");
}

#[tokio::test]
async fn a_hostile_text_stays_text_and_a_long_one_is_bounded() {
    let mut snapshot = fixtures::closed();
    snapshot.indicators[0].name.zh = r#"</text><script x="1">&"#.to_owned();
    snapshot.indicators[0].quote = "长".repeat(5_000);
    let svg = drawn(snapshot, 0, Lang::Zh).await;
    assert!(!svg.contains("<script") && svg.matches("长").count() < 400 && svg.contains('…'), "{svg}");
}
