//! What becomes public, and what does not.

use super::*;

#[tokio::test]
async fn a_missed_target_is_published_with_reason_and_next_step_or_not_at_all() {
    let office = Office::new().await;
    office.stages(HEADER, &["i4,2024,2.6,2024-12-31,最终数,演示：统计,演示：原因,"]).await.unwrap();
    let said = office.publishes().await.unwrap_err().to_string();
    assert!(said.contains("i4") && said.contains("缺少下一步措施"), "{said}");
    assert_eq!(
        (office.value("i4").await, office.ledger.number().await.unwrap()),
        ("2.4".to_owned(), Some(1))
    );
}

#[tokio::test]
async fn a_value_that_will_fail_when_due_is_explained_before_it_is_public() {
    let mut office = Office::new().await;
    office.moment.day = "2024-12-31".parse().unwrap();
    office.stages(HEADER, &["i4,2024,2.6,2024-12-31,最终数,演示：统计,,"]).await.unwrap();
    let said = office.publishes().await.unwrap_err().to_string();
    assert!(said.contains("i4") && said.contains("缺少未达到原因和下一步措施"), "{said}");
}

#[tokio::test]
async fn what_was_reviewed_is_what_is_published() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    let proposal = propose(&office.ledger, &office.pack.plan, office.moment).await.unwrap();
    office.stages(HEADER, &[FIRST]).await.unwrap();
    let published =
        publish(&office.ledger, &office.pack.plan, &proposal, &people(&proposal), office.moment).await;
    assert!(matches!(published, Err(FiguresError::Overtaken)));
    assert_eq!(office.ledger.number().await.unwrap(), Some(1));
}

#[tokio::test]
async fn what_comes_back_to_the_public_state_is_nothing_to_publish() {
    let office = Office::new().await;
    let values = &office.pack.observations;
    let old = values.iter().find(|o| o.id.as_str() == "o-i6-2023").or(values.first()).unwrap();
    let as_public = ValueOf(old).row();
    office.stages(FULL, &[&as_public.replace("演示：", "演示：另")]).await.unwrap();
    office.stages(FULL, &[&as_public]).await.unwrap();
    let proposed = propose(&office.ledger, &office.pack.plan, office.moment).await;
    assert!(matches!(proposed, Err(FiguresError::NothingNew)), "{proposed:?}");
}

/// A value as somebody would type it.
struct ValueOf<'a>(&'a Observation);

impl ValueOf<'_> {
    fn row(&self) -> String {
        let Self(o) = self;
        let shared::plan::Observed::Value(value) = &o.observed else { panic!("a step") };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let margin = o.margin.map(|margin| margin.to_string()).unwrap_or_default();
        let status = if o.provisional { "初步数" } else { "最终数" };
        let rest =
            [text(&o.source.url), margin, text(&o.reason), text(&o.next_step), text(&o.note)].join(",");
        format!("{},{},{value},{},{status},{},{rest}", o.indicator, o.period, o.as_of, o.source.title)
    }
}

#[tokio::test]
async fn a_verdict_changes_with_its_figure() {
    let office = Office::new().await;
    let status = async || office.shown().await.indicator(&"i6".parse().unwrap()).unwrap().verdict.status;
    assert_eq!(status().await, Status::AwaitingFinal);
    office.stages(HEADER, &[FIRST]).await.unwrap();
    office.publishes().await.unwrap();
    assert_eq!(status().await, Status::Met);
}

#[tokio::test]
async fn a_running_service_takes_over_what_is_published_and_withdrawn() {
    let office = Office::new().await;
    let live = Live::new(office.ledger.current().await.unwrap());
    assert!(!live.refresh(&office.ledger).await.unwrap());
    office.stages(HEADER, &[MORE]).await.unwrap();
    assert!(!live.refresh(&office.ledger).await.unwrap(), "what is staged is nobody's business");
    let number = |live: &Live| live.get().publication.as_ref().unwrap().number;
    let held = live.get();
    office.publishes().await.unwrap();
    assert!(live.refresh(&office.ledger).await.unwrap());
    assert_eq!((number(&live), held.publication.as_ref().unwrap().number), (2, 1));
    office.withdraws(None).await.unwrap();
    live.refresh(&office.ledger).await.unwrap();
    assert_eq!(number(&live), 3);
}
