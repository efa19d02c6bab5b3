use super::*;

fn blocks(text: &str) -> Vec<Block> {
    text.lines()
        .enumerate()
        .map(|(at, line)| Block { text: line.to_owned(), line: at + 1, shape: Shape::Paragraph })
        .collect()
}

const DRAFT: &str = "\u{3000}青山县质量强县建设
试点工作方案
（2031年-2034年）
征求意见稿
为推进质量工作，特制定本方案。
一、总体要求
（一）指导思想
坚持质量第一，用好300个示范点经验。
（二）工作目标
通过三年建设，质量工作取得明显成效。到2034年，每万人质量标准数12件以上，通过国际标准（ISO）认证年申请达到20件以上，注册品牌量达3.5万件。年度质量贷款额达到2亿元。实现年度质量培训4次，培训人员200人次。培育省级质量服务集聚区，建成省级质量服务站6家以上。质量满意度进一步提升，满意度达到90分以上。
二、重点任务
（一）打造创造高地
1.激发活力
优化政策，发挥协会（商会）作用，奖励“1+4”产业50万元。[县市场局、县发改局、各乡镇（园区）]
2.培育重点

引导企业。（责任单位：县科技局、县委组织部（县人才办）、县市场局等）
（二）打造保护高地
3.强化惩戒，明确方向
开展行动。
牵头单位：县市场局；配合单位：县法院、县公安局。
三、保障措施
（一）加强领导
建立机制。
（二）强化考核
";

fn draft() -> DraftPlan {
    read(&blocks(DRAFT)).unwrap()
}

#[test]
fn a_title_over_several_lines_is_one_title() {
    let plan = draft();
    assert_eq!(plan.title, "青山县质量强县建设试点工作方案（2031年-2034年）");
    assert_eq!(plan.stage, Stage::Draft);
    assert_eq!(plan.period, Some(Period { from: 2031, to: 2034 }));
}

#[test]
fn every_target_keeps_its_number_unit_and_words() {
    let plan = draft();
    let read: Vec<String> = plan
        .indicators
        .iter()
        .map(|i| {
            let value = i.value.map(|v| v.to_string()).unwrap_or_default();
            let unit = i.unit.clone().unwrap_or_default();
            let sign = i.comparator.map_or("", Comparator::sign);
            let due = i.due.map(|due| due.to_string()).unwrap_or_default();
            format!("{}|{sign}|{value}|{unit}|{}|{:?}|{due}", i.name, i.comparator_text, i.kind)
        })
        .collect();
    insta::assert_snapshot!(read.join("\n"), @r"
    每万人质量标准数|>=|12|件|以上|Stock|2034
    国际标准（ISO）认证年申请|>=|20|件|达到…以上|AnnualFlow|2034
    注册品牌量|>=|3.5|万件|达|Stock|2034
    年度质量贷款额|>=|2|亿元|达到|AnnualFlow|
    年度质量培训|>=|4|次|实现|AnnualFlow|
    培训人员|>=|200|人次||AnnualFlow|
    省级质量服务集聚区||||培育|Milestone|
    省级质量服务站|>=|6|家|以上|Stock|
    质量满意度|>=|90|分|达到…以上|Score|
    ");
}

#[test]
fn tasks_keep_their_units_as_printed() {
    let plan = draft();
    let read: Vec<String> = plan
        .tasks
        .iter()
        .map(|task| {
            let (area, lead) = (task.area.unwrap_or(9), task.lead.join("、"));
            format!("{} {} @{area} [{}] {lead}", task.number, task.title, task.departments.join(" / "))
                .trim_end()
                .to_owned()
        })
        .collect();
    insta::assert_snapshot!(read.join("\n"), @r"
    1 激发活力 @0 [县市场局 / 县发改局 / 各乡镇（园区）]
    2 培育重点 @0 [县科技局 / 县委组织部（县人才办） / 县市场局]
    3 强化惩戒，明确方向 @1 [县市场局 / 县法院 / 县公安局] 县市场局
    ");
    assert_eq!(plan.areas.len(), 2);
    assert_eq!(plan.safeguards, ["加强领导", "强化考核"]);
}

#[test]
fn a_document_without_a_plan_says_what_was_looked_for() {
    assert_eq!(read(&[]), Err(PlanTextError::Empty));
    let error = read(&blocks("关于放假的通知\n五一放假五天。")).unwrap_err();
    assert!(error.to_string().contains("责任单位名单"), "{error}");
}

#[test]
fn a_paragraph_longer_than_the_limit_is_refused_with_its_line() {
    let with = |chars: usize| read(&blocks(&format!("{DRAFT}{}", "无".repeat(chars))));
    assert!(with(LONGEST_PARAGRAPH).is_ok());
    let error = with(LONGEST_PARAGRAPH + 1).unwrap_err();
    insta::assert_snapshot!(error, @"第 26 行（段）有 200001 字，超过一段的上限 200000 字，没有读。请检查文件是否丢了换行，按原文分段后再试。");
}

#[test]
fn a_document_longer_than_the_limit_is_refused() {
    let line = format!("{}\n", "无".repeat(9_999));
    assert_eq!(read(&blocks(&line.repeat(100))), Err(PlanTextError::NoPlan { blocks: 100 }));
    let error = read(&blocks(&(line.repeat(100) + "\n"))).unwrap_err();
    insta::assert_snapshot!(error, @"文档共有 1000001 字，超过上限 1000000 字，没有读。请只留下工作方案的正文，把汇编、附录等另存后再试。");
}

#[test]
fn a_sentence_without_end_gives_no_targets_but_a_doubt() {
    let goals = |clauses: usize| {
        let sentence = "标准数达到12件，".repeat(clauses);
        read(&blocks(&format!("{DRAFT}四、工作目标\n{sentence}"))).unwrap()
    };
    let doubt = |plan: &DraftPlan| plan.notes.iter().any(|note| note.text.contains("超过 1000 字"));
    let (short, long) = (goals(111), goals(112));
    assert!(!doubt(&short) && short.indicators.len() > draft().indicators.len());
    assert!(doubt(&long) && long.indicators == draft().indicators);
}

#[test]
fn doubts_come_with_their_sentence() {
    let plan = draft();
    assert!(
        plan.notes.iter().any(|note| note.text.contains("是否按年计") && note.source.contains("200人次"))
    );
}

proptest::proptest! {
    #[test]
    fn no_document_panics(text in "([一二三、（）()\\[\\]0-9.年月到达以上件万亿元，。：\n\\PC]){0,200}") {
        let _ = read(&blocks(&text));
    }
}
