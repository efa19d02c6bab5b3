use super::*;
use crate::{
    plan::{DueBasis, Goal},
    plan_text::{self, Block, Shape},
};

const DRAFT: &str = "青山县质量工作方案（2031年-2034年）
征求意见稿
一、总体要求
（一）工作目标
到2034年，每万人质量标准数12件以上，注册品牌量达3.5万件。年度质量贷款额达到2亿元。培育省级质量服务集聚区。
二、重点任务
（一）打造创造高地
1.激发质量活力
优化政策。（责任单位：县市场局、县发改局、各乡镇）
2.培育重点标准
引导企业。（责任单位：县科技局、县市场局）
（二）打造保护高地
3.强化惩戒
开展行动。（责任单位：县市场局、县法院）
三、保障措施
（一）加强领导
（二）强化考核
";

fn read(text: &str) -> DraftPlan {
    let line =
        |(at, text): (usize, &str)| Block { text: text.to_owned(), line: at + 1, shape: Shape::Paragraph };
    plan_text::read(&text.lines().enumerate().map(line).collect::<Vec<_>>()).unwrap()
}

fn document(file: &str) -> Document {
    Document {
        file: file.to_owned(),
        sha256: "0".repeat(64),
        issuer: None,
        number: None,
        published: None,
        url: None,
    }
}

/// The plan of the draft, with what a person added to it.
fn old() -> Plan {
    let mut plan = begin("qingshan".parse().unwrap(), &read(DRAFT), document("draft.txt"));
    plan.short_title = Some(Text::zh("青山质量"));
    plan.retired = vec!["i9".parse().unwrap()];
    let english = |zh: &Text, en: &str| Text { zh: zh.zh.clone(), en: Some(en.to_owned()) };
    plan.indicators[0].name = english(&plan.indicators[0].name, "Quality standards per 10,000 people");
    plan.indicators[0].notes = vec![Text::zh("人口口径未写明")];
    plan.indicators[1].aliases = vec!["品牌数".to_owned()];
    plan.indicators[3].ladder = ["培育", "申报", "认定"].map(Text::zh).into();
    plan.tasks[0].title = english(&plan.tasks[0].title, "Spark quality");
    plan.units = vec![unit("县市场局", "市监"), unit("县发改局", "发改")];
    plan
}

fn unit(name: &str, alias: &str) -> crate::plan::Unit {
    crate::plan::Unit { name: Text::zh(name), aliases: vec![alias.to_owned()] }
}

fn issued() -> String {
    let edits = [
        ("征求意见稿\n", ""),
        ("12件以上", "15件以上"),
        ("注册品牌量达3.5万件", "注册品牌量达4万件左右"),
        ("年度质量贷款额达到2亿元。", "新增质量实验室达到3家。"),
        ("县发改局、各乡镇", "各乡镇、县经信局"),
        ("县科技局、县市场局", "县市场局、县科技局"),
        ("2.培育重点标准", "2.培育重点质量标准"),
        ("（二）打造保护高地\n", ""),
        ("（二）强化考核", "（二）健全保障机制"),
    ];
    edits.iter().fold(DRAFT.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

fn replaced(text: &str) -> Replacement {
    replace(&old(), &read(text), document("issued.txt"))
}

#[test]
fn the_same_text_changes_nothing() {
    let again = replace(&old(), &read(DRAFT), document("draft.txt"));
    assert!(again.changes.is_empty(), "{:#?}", again.changes);
    assert_eq!(again.plan, old());
    assert!(again.doubts.is_empty());
}

#[test]
fn every_change_is_listed() {
    insta::assert_json_snapshot!(replaced(&issued()).changes);
}

#[test]
fn doubts_are_told() {
    insta::assert_snapshot!(replaced(&issued()).doubts.join("\n"));
}

#[test]
fn what_was_added_by_hand_stays_with_its_item() {
    let plan = replaced(&issued()).plan;
    let target = &plan.indicators[0];
    assert_eq!(target.name.en.as_deref(), Some("Quality standards per 10,000 people"));
    assert!(target.notes.contains(&Text::zh("人口口径未写明")));
    assert_eq!(plan.indicators[1].aliases, ["品牌数"]);
    assert_eq!(plan.indicators[3].ladder.len(), 3);
    assert_eq!(plan.tasks[0].title.en.as_deref(), Some("Spark quality"));
    assert_eq!(plan.units, [unit("县市场局", "市监")], "a unit that is gone takes its names along");
    assert_eq!(plan.short_title, Some(Text::zh("青山质量")));
}

#[test]
fn ids_stay_and_are_never_used_again() {
    let (before, after) = (old(), replaced(&issued()).plan);
    let ids = |plan: &Plan| -> Vec<String> { plan.indicators.iter().map(|i| i.id.to_string()).collect() };
    assert_eq!(ids(&before), ["i1", "i2", "i3", "i4"]);
    assert_eq!(ids(&after), ["i1", "i2", "i10", "i4"], "i9 had been retired");
    let retired: Vec<&str> = after.retired.iter().map(ItemId::as_str).collect();
    assert_eq!(retired, ["i9", "a2", "i3", "s2"]);
    let again = replace(&after, &read(DRAFT), document("draft.txt")).plan;
    assert_eq!(ids(&again), ["i1", "i2", "i11", "i4"]);
}

#[test]
fn a_target_corrected_by_hand_stays_while_its_sentence_does() {
    let mut corrected = old();
    let goal: &mut Goal = corrected.indicators[0].target.goal.as_mut().unwrap();
    goal.value = "12.5".parse().unwrap();
    corrected.indicators[2].target.due.basis = DueBasis::GoverningSentence;
    let again = replace(&corrected, &read(DRAFT), document("draft.txt"));
    assert_eq!(again.plan, corrected);
}

#[test]
fn a_longer_period_moves_presumed_ends() {
    let plan = replaced(&DRAFT.replace("2031年-2034年", "2031年-2035年")).plan;
    let dues: Vec<i32> = plan.indicators.iter().map(|i| i.target.due.date.year()).collect();
    assert_eq!(dues, [2034, 2034, 2035, 2035]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Whatever lines are lost, no id is given twice and every old id is either kept or retired.
    #[test]
    fn no_id_is_lost_or_given_twice(keep in proptest::collection::vec(proptest::bool::weighted(0.8), 18)) {
        let lines: Vec<&str> = DRAFT.lines().zip(&keep).filter(|(_, keep)| **keep).map(|(line, _)| line).collect();
        let blocks: Vec<Block> = lines.iter().map(|line| Block { text: (*line).to_owned(), line: 1, shape: Shape::Paragraph }).collect();
        if let Ok(draft) = plan_text::read(&blocks) {
            let (before, after) = (old(), replace(&old(), &draft, document("x.txt")).plan);
            let mut ids = Ids::of(&after).0;
            let count = ids.len();
            ids.sort();
            ids.dedup();
            proptest::prop_assert_eq!(ids.len(), count);
            proptest::prop_assert!(Ids::of(&before).0.iter().all(|id| ids.contains(id)));
        }
    }
}
