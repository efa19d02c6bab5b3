use std::path::PathBuf;

use shared::{method::Status, snapshot::Mode};
use sqlx::Row;
use tempfile::TempDir;

use super::{
    publishing::{Withdrawal, propose, publish, reviewed, withdraw},
    sheet::Kind,
    staging::{File, Staged, drop_batch, preview, stage},
    *,
};
use crate::{pack, store::Store};

const HEADER: &str = "指标,期间,数值,截至日期,数据性质,数据来源,未达到原因,下一步措施";
const REPORTS: &str = "任务,状态,截至日期,进展说明,数据来源";

fn today() -> Date {
    "2025-06-30".parse().unwrap()
}

fn demonstration() -> Pack {
    let shili = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/shili");
    pack::load(&[shili], today()).unwrap().remove(0)
}

/// An office with its ledger.
struct Office {
    folder: TempDir,
    pack: Pack,
    ledger: Ledger,
    moment: Moment,
}

impl Office {
    async fn new() -> Self {
        Self::with(demonstration()).await
    }

    async fn with(pack: Pack) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let moment = Moment { millis: 1_000, day: today() };
        let ledger = Ledger::open(store(&folder).await, &pack, moment).await.unwrap();
        Self { folder, pack, ledger, moment }
    }

    /// The same database opened again, with another pack.
    async fn opens(&self, pack: &Pack) -> Result<Ledger, FiguresError> {
        Ledger::open(store(&self.folder).await, pack, self.moment).await
    }

    async fn stages(&self, header: &str, rows: &[&str]) -> Result<Staged, FiguresError> {
        let csv = format!("{header}\n{}\n", rows.join("\n"));
        let read = sheet::read(csv.as_bytes(), Kind::Csv, &self.pack.plan, today()).unwrap();
        let file = File { name: "填报.csv", sha256: "00", prepared_by: None };
        stage(&self.ledger, &self.pack.plan, read, file, self.moment).await
    }

    async fn publishes(&self) -> Result<Record, FiguresError> {
        let proposal = propose(&self.ledger, &self.pack.plan, self.moment).await?;
        publish(&self.ledger, &self.pack.plan, &proposal, &people(&proposal), self.moment).await
    }

    async fn withdraws(&self, to: Option<u32>) -> Result<Record, FiguresError> {
        let withdrawal = Withdrawal { reason: "录入有误", by: "负责人丁", to };
        Ok(withdraw(&self.ledger, &self.pack.plan, withdrawal, self.moment).await?.record)
    }

    async fn shown(&self) -> Snapshot {
        self.ledger.current().await.unwrap().snapshot(&self.pack.plan, today())
    }

    /// The newest value of a target, as printed.
    async fn value(&self, indicator: &str) -> String {
        let shown = self.shown().await;
        let reading = shown.indicator(&indicator.parse().unwrap()).unwrap().latest.clone();
        reading.and_then(|reading| reading.value).map(|value| value.to_string()).unwrap_or_default()
    }
}

async fn store(folder: &TempDir) -> Store {
    Store::open(&format!("sqlite://{}", folder.path().join("z.db").display())).await.unwrap()
}

fn people(proposal: &publishing::Proposal) -> People {
    People::of(&proposal.batches, Some("经办人甲"), "科长乙", "局长丙").unwrap()
}

const MORE: &str = "i4,2024,2.6,2024-12-31,最终数,演示：统计,演示：原因,演示：措施";
const FIRST: &str = "i6,2024,90,2024-12-31,最终数,演示：统计,,";

#[tokio::test]
async fn the_rows_of_a_pack_are_public_at_once_and_entered_once() {
    let office = Office::new().await;
    let by_pack = office.pack.as_of(today());
    let shown = office.shown().await;
    assert_eq!(shown.indicators, by_pack.indicators);
    assert_eq!(shown.tasks, by_pack.tasks);
    office.opens(&office.pack).await.unwrap();
    assert_eq!(office.ledger.number().await.unwrap(), Some(1));
}

#[tokio::test]
async fn a_pack_without_figures_publishes_nothing() {
    let mut pack = demonstration();
    (pack.observations, pack.updates) = (Vec::new(), Vec::new());
    let office = Office::with(pack).await;
    assert_eq!(office.ledger.number().await.unwrap(), None);
    assert_eq!((office.shown().await.mode, office.shown().await.publication), (Mode::Promise, None));
}

#[tokio::test]
async fn a_row_of_the_pack_that_says_something_else_is_an_error_that_names_both() {
    let office = Office::new().await;
    let mut pack = demonstration();
    let at = pack.observations.iter().position(|o| o.id.as_str() == "o-i2-2024").unwrap();
    pack.observations[at].observed = shared::plan::Observed::Value("57".parse().unwrap());
    pack.updates[0].text = "演示：另一种说法。".to_owned();
    // One more, which must not be entered either.
    let mut new = pack.observations[0].clone();
    new.id = "o-new".parse().unwrap();
    pack.observations.push(new);
    pack.observation_rows.push(pack.observation_rows[0].clone());
    let said = office.opens(&pack).await.unwrap_err().to_string();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/shili");
    insta::assert_snapshot!(said.replace(&format!("{}/", folder.display()), ""));
    assert_eq!(office.ledger.number().await.unwrap(), Some(1));
}

#[tokio::test]
async fn new_rows_of_a_pack_join_what_is_public_and_lost_ones_stay() {
    let mut pack = demonstration();
    let (last, at) = (pack.observations.pop().unwrap(), pack.observation_rows.pop().unwrap());
    let office = Office::with(pack.clone()).await;
    assert_eq!(office.value("i9").await, "4");
    pack.observations.remove(0);
    pack.observation_rows.remove(0);
    pack.observations.push(last);
    pack.observation_rows.push(at);
    office.opens(&pack).await.unwrap();
    assert_eq!((office.value("i9").await, office.ledger.number().await.unwrap()), ("7".to_owned(), Some(2)));
    assert_eq!(office.ledger.current().await.unwrap().observations.len(), demonstration().observations.len());
}

#[tokio::test]
async fn a_pack_does_not_publish_again_what_a_sheet_has_published() {
    let mut pack = demonstration();
    let at = pack.observations.iter().position(|o| o.id.as_str() == "o-i2-2024").unwrap();
    let (late, place) = (pack.observations.remove(at), pack.observation_rows.remove(at));
    let office = Office::with(pack.clone()).await;
    office.stages(HEADER, &["i2,2024,47,2024-12-31,最终数,演示：统计,,"]).await.unwrap();
    office.publishes().await.unwrap();
    pack.observations.push(late);
    pack.observation_rows.push(place);
    let said = office.opens(&pack).await.unwrap_err().to_string();
    assert!(said.contains("f-i2-2024-1") && said.contains("o-i2-2024"), "{said}");
    assert_eq!(office.value("i2").await, "47");
}

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
async fn a_withdrawal_brings_the_state_before_back_and_says_so() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    let record = office.withdraws(None).await.unwrap();
    assert_eq!((record.publication.number, record.origin), (3, Origin::Withdraw { restores: 1 }));
    let shown = office.shown().await;
    assert_eq!(shown.correction().unwrap().reason, "录入有误");
    assert_eq!(shown.indicators, office.pack.as_of(today()).indicators);

    // What was withdrawn does not come back by withdrawing again, by name, or by the pack.
    assert!(matches!(office.withdraws(None).await, Err(FiguresError::NothingBefore)));
    assert!(matches!(office.withdraws(Some(2)).await, Err(FiguresError::NotAnEarlierState(2, _))));
    office.opens(&office.pack).await.unwrap();
    assert_eq!(office.value("i4").await, "2.4");

    // Entered anew and reviewed, it does; the notice then has done its work.
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    assert_eq!((office.value("i4").await.as_str(), office.shown().await.correction()), ("2.6", None));
}

#[tokio::test]
async fn the_very_first_figures_are_withdrawn_only_by_name() {
    let mut pack = demonstration();
    (pack.observations, pack.updates) = (Vec::new(), Vec::new());
    let office = Office::with(pack).await;
    assert!(matches!(office.withdraws(None).await, Err(FiguresError::NothingBefore)));
    office.stages(HEADER, &[FIRST]).await.unwrap();
    office.publishes().await.unwrap();
    assert!(matches!(office.withdraws(None).await, Err(FiguresError::NothingBefore)));
    office.withdraws(Some(0)).await.unwrap();
    let shown = office.shown().await;
    assert_eq!((shown.mode, shown.correction().is_some()), (Mode::Promise, true));
}

#[tokio::test]
async fn what_was_staged_on_top_of_withdrawn_figures_is_told_and_not_published() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    office.stages(HEADER, &[&MORE.replace("2.6", "2.7")]).await.unwrap();
    office.withdraws(None).await.unwrap();
    let said = office.publishes().await.unwrap_err().to_string();
    assert!(said.contains("zhice figures drop 2"), "{said}");
    drop_batch(&office.ledger, 2, office.moment).await.unwrap();
    office.stages(HEADER, &[&MORE.replace("2.6", "2.7")]).await.unwrap();
    office.publishes().await.unwrap();
    assert_eq!(office.value("i4").await, "2.7");
}

#[tokio::test]
async fn nothing_in_the_ledger_can_be_changed_removed_or_replaced() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    office.stages(HEADER, &[FIRST]).await.unwrap();
    let store = store(&office.folder).await;
    let tables =
        ["batch", "batch_end", "observation", "task_update", "publication", "publication_item", "audit"];
    for table in tables {
        let mut tx = store.begin().await.unwrap();
        let count = format!("SELECT count(*) FROM {table}");
        let before: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(count.clone())).fetch_one(&mut *tx).await.unwrap();
        assert!(before > 0, "{table} has rows to keep");
        let column: String = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT name FROM pragma_table_info('{table}') LIMIT 1"
        )))
        .fetch_one(&mut *tx)
        .await
        .unwrap()
        .get(0);
        for statement in [
            format!("UPDATE {table} SET {column} = {column}"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            let tried = sqlx::query(sqlx::AssertSqlSafe(statement.clone())).execute(&mut *tx).await;
            assert!(tried.is_err(), "{statement}");
        }
        let after: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(count)).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(before, after, "{table}");
    }
}

#[tokio::test]
async fn the_audit_trail_tells_who_did_what_in_order() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    office.withdraws(None).await.unwrap();
    office.stages(HEADER, &[FIRST]).await.unwrap();
    drop_batch(&office.ledger, 2, office.moment).await.unwrap();
    let mut connection = office.ledger.reader().await.unwrap();
    let rows: Vec<(String, Option<String>)> = sqlx::query_as("SELECT event, person FROM audit ORDER BY id")
        .fetch_all(&mut *connection)
        .await
        .unwrap();
    let told: Vec<(&str, Option<&str>)> = rows.iter().map(|(e, p)| (e.as_str(), p.as_deref())).collect();
    let (seeded, staged, dropped) = (("seeded", None), ("staged", None), ("dropped", None));
    let (published, withdrawn) = (("published", Some("局长丙")), ("withdrawn", Some("负责人丁")));
    assert_eq!(told, [seeded, staged, published, withdrawn, staged, dropped]);
}

#[tokio::test]
async fn what_was_approved_is_compared_with_what_is_there() {
    let office = Office::new().await;
    let mut tx = office.ledger.store().begin().await.unwrap();
    for statement in
        ["DROP TRIGGER observation_kept", "UPDATE observation SET value = '99' WHERE id = 'o-i2-2024'"]
    {
        sqlx::query(statement).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert!(matches!(office.ledger.current().await, Err(FiguresError::Digest { number: 1 })));
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

#[tokio::test]
async fn the_review_sheet_tells_the_change_and_the_three_people() {
    let office = Office::new().await;
    office.stages(HEADER, &[MORE, FIRST]).await.unwrap();
    office.publishes().await.unwrap();
    let review = reviewed(&office.ledger, &office.pack.plan, 2).await.unwrap();
    let text = words_of(&review_sheet(&office.pack.plan, &review).unwrap());
    insta::assert_snapshot!(text);
    office.withdraws(None).await.unwrap();
    let review = reviewed(&office.ledger, &office.pack.plan, 3).await.unwrap();
    let text = words_of(&review_sheet(&office.pack.plan, &review).unwrap());
    assert!(text.contains("撤回，恢复第 1 次发布的内容") && !text.contains("局长丙"), "{text}");
}

/// The paragraphs of a Word file, a line each.
fn words_of(docx: &[u8]) -> String {
    let mut container = crate::office::container::open(docx, crate::office::Package::Document).unwrap();
    let xml = String::from_utf8(container.read("word/document.xml").unwrap()).unwrap();
    let text = |part: &str| -> String {
        part.split("<w:t")
            .skip(1)
            .filter_map(|run| run.split_once('>')?.1.split_once("</w:t>"))
            .map(|(text, _)| text)
            .collect()
    };
    xml.split("</w:p>").map(text).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
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

fn told(lines: &[Line]) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn every_row_that_becomes_public_is_on_the_list_and_a_waiting_one_that_was_corrected_never_is() {
    let office = Office::new().await;
    office.stages(HEADER, &[&MORE.replace("2.6", "9.9")]).await.unwrap();
    office.stages(HEADER, &[MORE, "i4,2022,1.1,2022-12-31,初步数,演示：旧数,,"]).await.unwrap();
    office.stages(REPORTS, &["k1,未启动,2022-12-31,演示：早先的报告。,演示：简报"]).await.unwrap();
    let proposal = propose(&office.ledger, &office.pack.plan, office.moment).await.unwrap();
    let lines = told(&proposal.lines);
    for part in
        ["2024：2.4 亿元（最终数） → 2.6 亿元（最终数）", "2022：", "1.1 亿元（初步数）", "早先的报告"]
    {
        assert!(lines.contains(part), "{part}: {lines}");
    }
    assert!(!lines.contains("9.9"), "{lines}");
    office.publishes().await.unwrap();
    let public = office.ledger.current().await.unwrap();
    let before = Published::of_pack(&office.pack);
    assert_eq!(
        public.observations.len() + public.updates.len(),
        before.observations.len() + before.updates.len() + 3
    );
    let new = public.observations.iter().find(|o| o.id.as_str() == "f-i4-2024-2").unwrap();
    assert_eq!(new.supersedes.as_ref().unwrap().as_str(), "o-i4-2024");
    assert!(public.observations.iter().all(|o| o.id.as_str() != "f-i4-2024-1"));
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

const FULL: &str = "指标,期间,数值,截至日期,数据性质,数据来源,来源网址,误差,未达到原因,下一步措施,公开备注";

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
async fn the_texts_that_become_public_are_shown_old_and_new() {
    let office = Office::new().await;
    office
        .stages(
            FULL,
            &["i4,2024,2.4,2024-12-31,最终数,演示：统计,,0.1,演示：新原因,演示：新措施,演示：新备注"],
        )
        .await
        .unwrap();
    office.publishes().await.unwrap();
    let review = reviewed(&office.ledger, &office.pack.plan, 2).await.unwrap();
    let (lines, sheet) = (told(&review.lines), words_of(&review_sheet(&office.pack.plan, &review).unwrap()));
    let old = office.pack.observations.iter().find(|o| o.id.as_str() == "o-i4-2024").unwrap();
    for text in
        ["演示：新原因", "演示：新措施", "演示：新备注", "误差", "0.1", old.reason.as_deref().unwrap()]
    {
        assert!(lines.contains(text) && sheet.contains(text), "{text}: {lines}\n{sheet}");
    }
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
async fn a_withdrawal_does_not_leave_a_missed_target_unexplained() {
    let mut pack = demonstration();
    let at = pack.observations.iter().position(|o| o.id.as_str() == "o-i4-2024").unwrap();
    pack.observations[at].reason = None;
    let office = Office::with(pack).await;
    office.stages(HEADER, &[MORE]).await.unwrap();
    office.publishes().await.unwrap();
    let said = office.withdraws(None).await.unwrap_err().to_string();
    assert!(said.contains("i4") && said.contains("--to"), "{said}");
    assert_eq!((office.value("i4").await.as_str(), office.ledger.number().await.unwrap()), ("2.6", Some(2)));
    office.withdraws(Some(0)).await.unwrap();
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
async fn how_a_percentage_was_read_is_told_at_staging_at_publishing_and_on_the_review_sheet() {
    let office = Office::new().await;
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("目标数据").unwrap();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
    for (column, heading) in (0..).zip(["指标", "期间", "截至日期", "数据性质", "数据来源", "数值"])
    {
        sheet.write_string(0, column, heading).unwrap();
    }
    for (column, text) in (0..).zip(["i6", "2024", "2024-12-31", "最终数", "演示：统计"]) {
        sheet.write_string(1, column, text).unwrap();
    }
    sheet.write_number_with_format(1, 5, 0.85, &percent).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let rows = || sheet::read(&bytes, Kind::Workbook, &office.pack.plan, today()).unwrap();

    let wanted = "单元格按百分比显示（存的数是 0.85），读作 85";
    let shown = preview(Some(&office.ledger), &office.pack, rows(), office.moment).await.unwrap();
    let file = File { name: "填报.xlsx", sha256: "00", prepared_by: None };
    let staged = stage(&office.ledger, &office.pack.plan, rows(), file, office.moment).await.unwrap();
    assert_eq!(told(&shown.lines), told(&staged.lines));
    office.publishes().await.unwrap();
    let review = reviewed(&office.ledger, &office.pack.plan, 2).await.unwrap();
    let sheet = words_of(&review_sheet(&office.pack.plan, &review).unwrap());
    for text in [told(&staged.lines), told(&review.lines), sheet] {
        assert!(text.contains(wanted) && text.contains("85%"), "{text}");
    }
    assert_eq!(office.value("i6").await, "85");

    // The same number typed as text says nothing new.
    let again = office.stages(HEADER, &["i6,2024,85,2024-12-31,最终数,演示：统计,,"]).await.unwrap();
    assert_eq!((again.batch, again.unchanged), (None, 1));
}
