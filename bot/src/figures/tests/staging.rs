//! What is put forward, and taken back before anybody saw it.

use super::*;

#[tokio::test]
async fn what_is_staged_is_not_public_until_it_is_published_and_supersedes_then() {
    let office = Office::new().await;
    let staged = office.stages(HEADER, &[MORE, FIRST]).await.unwrap();
    assert_eq!((staged.added, staged.revised, staged.unchanged), (1, 1, 0));
    insta::assert_snapshot!(staged.lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    assert_eq!(office.value("i4").await, "2.4");

    let record = office.publishes().await.unwrap();
    assert_eq!((record.publication.number, office.value("i4").await.as_str()), (2, "2.6"));
    let all = office.ledger.current().await.unwrap().observations;
    let new = all.iter().find(|o| o.id.as_str() == "f-i4-2024-1").unwrap();
    assert_eq!(new.supersedes.as_ref().unwrap().as_str(), "o-i4-2024");
    assert!(all.iter().any(|o| o.id.as_str() == "o-i4-2024"), "nothing is overwritten");
    assert!(matches!(office.publishes().await, Err(FiguresError::NothingStaged)));
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let office = Office::new().await;
    let first = office.stages(HEADER, &[MORE, FIRST]).await.unwrap();
    let again = office.stages(HEADER, &[MORE, FIRST]).await.unwrap();
    assert_eq!((first.batch, again.batch, again.unchanged), (Some(1), None, 2));
    office.publishes().await.unwrap();
    assert_eq!(office.stages(HEADER, &[MORE, FIRST]).await.unwrap().batch, None);
    assert_eq!(office.ledger.waiting().await.unwrap(), []);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(16))]

    #[test]
    fn whatever_is_staged_twice_changes_nothing_and_is_what_is_published(
        rows in proptest::collection::btree_map((1_u8..=7, 2021_u16..=2024), (0_u32..100_000, 0_u8..3, proptest::bool::ANY), 1..12)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let office = Office::new().await;
            let line = |((target, year), (mantissa, scale, sure)): (&(u8, u16), &(u32, u8, bool))| {
                let value = shared::quantity::Quantity::new(i64::from(*mantissa), *scale);
                let status = if *sure { "最终数" } else { "初步数" };
                format!("i{target},{year},{value},{year}-12-31,{status},演示：统计,演示：原因,演示：措施")
            };
            let lines: Vec<String> = rows.iter().map(line).collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            office.stages(HEADER, &lines).await.unwrap();
            assert_eq!(office.stages(HEADER, &lines).await.unwrap().unchanged, lines.len());
            office.publishes().await.unwrap();
            assert_eq!(office.stages(HEADER, &lines).await.unwrap().unchanged, lines.len());
            let shown = office.shown().await;
            for ((target, year), (mantissa, scale, _)) in &rows {
                let view = shown.indicator(&format!("i{target}").parse().unwrap()).unwrap();
                let reading = view.readings.iter().find(|r| r.period.to_string() == year.to_string()).unwrap();
                let value = shared::quantity::Quantity::new(i64::from(*mantissa), *scale);
                assert_eq!(reading.value.unwrap().to_string(), value.to_string());
            }
        });
    }
}

#[tokio::test]
async fn a_later_report_of_the_same_day_takes_the_place_of_the_first() {
    let office = Office::new().await;
    office.stages(REPORTS, &["k1,未启动,2024-12-31,演示：更正。,演示：简报"]).await.unwrap();
    office.publishes().await.unwrap();
    let shown = office.shown().await;
    let report = shown.task(&"k1".parse().unwrap()).unwrap().report.clone().unwrap();
    assert_eq!(report.text, "演示：更正。");
}

#[tokio::test]
async fn a_dropped_batch_is_never_public_and_its_ids_are_never_used_again() {
    let office = Office::new().await;
    let batch = office.stages(HEADER, &[MORE]).await.unwrap().batch.unwrap();
    let later = office.stages(HEADER, &[&MORE.replace("2.6", "2.7")]).await.unwrap().batch.unwrap();
    drop_batch(&office.ledger, later, office.moment).await.unwrap();
    drop_batch(&office.ledger, batch, office.moment).await.unwrap();
    assert!(matches!(drop_batch(&office.ledger, batch, office.moment).await, Err(FiguresError::NoBatch(1))));
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    let shown = office.shown().await;
    assert_eq!(
        shown.indicator(&"i4".parse().unwrap()).unwrap().latest.as_ref().unwrap().id.as_str(),
        "f-i4-2024-3"
    );
}

#[tokio::test]
async fn a_preview_writes_nothing_and_knows_the_rows_of_the_pack() {
    let folder = tempfile::tempdir().unwrap();
    let (pack, moment) = (demonstration(), Moment { millis: 1_000, day: today() });
    let csv = format!("{HEADER}\n{MORE}\n");
    let rows = || sheet::read(csv.as_bytes(), Kind::Csv, &pack.plan, today()).unwrap();
    let alone = preview(None, &pack, rows(), moment).await.unwrap();
    let ledger = Ledger::as_it_is(store(&folder).await, &pack);
    let staged = preview(Some(&ledger), &pack, rows(), moment).await.unwrap();
    assert_eq!(alone, staged);
    assert_eq!((staged.batch, staged.revised, staged.added), (None, 1, 0));
    assert_eq!((ledger.number().await.unwrap(), ledger.waiting().await.unwrap()), (None, Vec::new()));
    assert_eq!(ledger.unseeded(&pack).await.unwrap(), pack.observations.len() + pack.updates.len());
}

#[test]
fn a_step_is_not_reached_before_its_period_begins() {
    let header = "指标,期间,阶段,截至日期,数据性质,数据来源";
    let plan = demonstration().plan;
    let read = |period: &str| {
        let csv = format!("{header}\ni8,{period},已认定,2024-06-30,最终数,演示\n");
        sheet::read(csv.as_bytes(), Kind::Csv, &plan, today())
    };
    assert!(read("2025").unwrap_err().to_string().contains("第一天"));
    read("2024").unwrap();
}

#[tokio::test]
async fn who_stages_is_one_person_by_name_or_nothing_is_kept() {
    let office = Office::new().await;
    let csv = format!("{HEADER}\n{MORE}\n");
    for name in ["", " \u{200B}", "甲、乙", "甲\n乙", &"长".repeat(65)] {
        let rows = sheet::read(csv.as_bytes(), Kind::Csv, &office.pack.plan, today()).unwrap();
        let file = File { name: "填报.csv", sha256: "00", prepared_by: Some(name) };
        let refused = stage(&office.ledger, &office.pack.plan, rows, file, office.moment).await;
        assert!(matches!(refused, Err(FiguresError::Review(_))), "{name:?}: {refused:?}");
    }
    assert_eq!(office.ledger.waiting().await.unwrap(), []);
}

#[tokio::test]
async fn a_level_has_one_value_for_a_day_however_its_period_is_written() {
    let office = Office::new().await;
    let level = |period: &str, value: &str| format!("i3,{period},{value},2024-12-31,最终数,演示：统计,,");
    for period in ["2024-12", "2024-12-31"] {
        let refused = office.stages(HEADER, &[&level(period, "9.9")]).await.unwrap_err().to_string();
        let wanted = format!("B2（期间）：i3 的 {period} 与已公布的 2024（o-i3-2024-b，2.65）");
        assert!(refused.contains(&wanted) && refused.contains("期间请写 2024\n共 1 处"), "{refused}");
    }
    let csv = format!("{HEADER}\n{}\n", level("2024-12", "9.9"));
    let rows = sheet::read(csv.as_bytes(), Kind::Csv, &office.pack.plan, today()).unwrap();
    let shown = preview(Some(&office.ledger), &office.pack, rows, office.moment).await;
    assert!(matches!(shown, Err(FiguresError::Contradiction(_))), "{shown:?}");
    assert_eq!(office.ledger.waiting().await.unwrap(), []);

    // The same period is a correction, and another day another value.
    office.stages(HEADER, &[&level("2024", "2.66"), &level("2024-11", "2.6")]).await.unwrap();
    let refused = office.stages(HEADER, &[&level("2024-11-30", "2.7")]).await.unwrap_err().to_string();
    assert!(refused.contains("与待审核的 2024-11（"), "{refused}");
    office.publishes().await.unwrap();
    assert_eq!(office.value("i3").await, "2.66");
}

#[tokio::test]
async fn a_batch_and_a_newer_pack_do_not_publish_two_values_for_one_day() {
    let whole = demonstration();
    let mut early = whole.clone();
    early.observations.retain(|observation| !observation.id.as_str().starts_with("o-i3-2024"));
    early.observation_rows.truncate(early.observations.len());
    let office = Office::with(early).await;
    office.stages(HEADER, &["i3,2024-12-31,2.7,2024-12-31,最终数,演示：统计,,"]).await.unwrap();
    let proposal = propose(&office.ledger, &office.pack.plan, office.moment).await.unwrap();
    assert_eq!(proposal.lines.len(), 1);
    // The pack's row becomes public before the batch does.
    office.opens(&whole).await.unwrap();
    let refused = office.publishes().await.unwrap_err().to_string();
    assert!(refused.contains("与 2024（o-i3-2024-b）") && refused.contains("drop 1"), "{refused}");
}

#[tokio::test]
async fn what_a_sheet_published_the_pack_does_not_give_again_under_another_form_of_its_period() {
    let whole = demonstration();
    let mut early = whole.clone();
    early.observations.retain(|observation| !observation.id.as_str().starts_with("o-i3-2024"));
    early.observation_rows.truncate(early.observations.len());
    let office = Office::with(early).await;
    office.stages(HEADER, &["i3,2024-12-31,2.7,2024-12-31,最终数,演示：统计,,"]).await.unwrap();
    office.publishes().await.unwrap();
    let refused = office.opens(&whole).await.unwrap_err().to_string();
    assert!(refused.contains("已用表格发布过（数据库中的 f-i3-2024-12-31-1）"), "{refused}");
}
