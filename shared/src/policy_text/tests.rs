//! Whole documents, made up, as portals and printers give them.

use super::*;
use crate::{lang::Text, plan::Region, plan_text::Shape};

fn blocks(text: &str) -> Vec<Block> {
    let block =
        |(at, line): (usize, &str)| Block { text: line.to_owned(), line: at + 1, shape: Shape::Paragraph };
    text.lines().enumerate().map(block).collect()
}

fn regions() -> Vec<Region> {
    let region = |name: &str| Region { name: Text::zh(name), aliases: Vec::new(), elsewhere: false };
    ["全国", "样本市", "示例区"].map(region).to_vec()
}

fn of(text: &str) -> DraftPolicy {
    read(&[], &blocks(text), &Places(&regions())).unwrap()
}

/// A policy as a person reads it.
fn shown(policy: &DraftPolicy) -> String {
    let date = |date: Option<PartialDate>| date.map_or("—".to_owned(), |date| date.to_string());
    let word = |text: &Option<String>| text.clone().unwrap_or("—".to_owned());
    let mut lines = vec![
        format!(
            "{}｜{}｜{}｜{}",
            policy.title,
            word(&policy.number),
            word(&policy.issuer),
            word(&policy.region)
        ),
        format!(
            "{:?} 成文 {} 发布 {} 施行 {} 失效 {}",
            policy.status,
            date(policy.written),
            date(policy.published),
            date(policy.effective),
            date(policy.expires)
        ),
    ];
    for clause in &policy.clauses {
        let facts: Vec<String> =
            clause.facts.iter().map(|fact| format!("{}{}", fact.value, fact.unit)).collect();
        lines.push(format!("[{}] {} ⟨{}⟩", clause.id, clause.title, facts.join(" ")));
        lines.extend(clause.text.lines().map(|line| format!("      {line}")));
    }
    let apart = |apart: &Apart| format!("{:?} {}（{}）", apart.kind, apart.text, apart.paragraphs);
    lines.extend(policy.apart.iter().map(apart));
    lines.extend(policy.notes.iter().map(|note| format!("! {} {}", note.line, note.text)));
    lines.join("\n")
}

#[test]
fn measures_with_articles_and_chapters() {
    let text = "索引号：A-2024-1    发布机构：示例区科技局
文  号：示科〔2024〕5号  成文日期：2024年3月5日
发布日期：2024/3/8  有效性：有效
示例区知识产权专项资金管理办法（演示）
目录
第一章 总则
第二章 扶持
第一章 总则
第一条 为了演示，制定本办法。
第二条　本办法所称企业，是指：
（一）在示例区注册的企业；
（二）在示例区纳税的企业。
第二章 扶持
第三条【贷款贴息】按实际利息的30%补助，每户每年最高20万元。
第一条规定的目的不受影响。
第四条 流程
申请人提交下列材料，受理后15个工作日内办结：
1.申请表；
2.营业执照。
第六条 本办法自2024年5月1日起施行，有效期至2027年4月30日。
附件：1.申请表
示例区科技局
2024年3月5日
（此件公开发布）
附件1
申请表
名称";
    insta::assert_snapshot!(shown(&of(text)));
}

#[test]
fn a_notice_with_nested_numbers_and_a_table() {
    let text = "样本市示例区人民政府关于支持企业用好专利的通知（演示）
示政办发〔2025〕9号
各街道办事处：
为了演示，现通知如下。
一、支持对象
在示例区注册的企业。
二、支持措施
（一）贷款贴息。按实际利息的50%给予补助：
1.知识产权质押贷款；
2.专精特新贷款。
（二）培训。每场补助2000元。
1.线上培训。每场补助500元。
2.线下培训。
项目\t补助
讲座\t2000元
三、申报材料：
1.申请表
2.营业执照
二、附则
本通知自印发之日起施行，有效期三年。
示例区科技局  示例区财政局
二〇二五年三月五日
抄送：区委办公室。
示例区科技局办公室    2025年3月6日印发";
    insta::assert_snapshot!(shown(&of(text)));
}

#[test]
fn a_notice_that_carries_measures_and_lists_them_as_its_annex() {
    let text = "示例区科技局关于印发《示例区演示办法》的通知
各单位：
现将《示例区演示办法》印发给你们。
附件：示例区演示办法
示例区科技局
2024年6月1日
附件
示例区演示办法
第一条 补助10万元。
第二条 本办法自2024年7月1日起施行。";
    let policy = of(text);
    assert_eq!(policy.title, "示例区科技局关于印发《示例区演示办法》的通知");
    assert_eq!(
        (policy.clauses.len(), policy.written.map(|d| d.to_string()).as_deref()),
        (2, Some("2024-06-01"))
    );
    assert_eq!(policy.effective.map(|date| date.to_string()).as_deref(), Some("2024-07-01"));
    assert_eq!(policy.region.as_deref(), Some("示例区"));
}

#[test]
fn headings_are_clauses_where_nothing_is_numbered() {
    let block = |text: &str, shape| Block { text: text.to_owned(), line: 1, shape };
    let heading = |level| Shape::Heading { level };
    let blocks = [
        block("示例区演示指南", heading(1)),
        block("办理时间", heading(2)),
        block("工作日办理。", Shape::Paragraph),
        block("地点", heading(2)),
        block("示例路1号。", Shape::Paragraph),
    ];
    let policy = read(&[], &blocks, &Places(&[])).unwrap();
    let ids: Vec<_> =
        policy.clauses.iter().map(|clause| (clause.id.as_str(), clause.title.as_str())).collect();
    assert_eq!(ids, [("h1", "办理时间"), ("h2", "地点")]);
    assert_eq!(policy.region, None, "without a pack nothing says which words are a place");
}

#[test]
fn a_long_clause_is_cut_between_sentences_and_loses_nothing() {
    let sentence = "示例企业可以申请补助。".repeat(300);
    let policy = of(&format!("示例区演示办法\n第一条 {sentence}"));
    let whole: String = policy.clauses.iter().map(|clause| clause.text.as_str()).collect();
    assert_eq!(whole, sentence);
    assert_eq!(policy.clauses[1].id.as_str(), "a1-part2");
    assert!(policy.clauses.iter().all(|clause| clause.text.chars().count() <= LONGEST_CLAUSE));
}

#[test]
fn what_gives_no_policy_says_where_and_why() {
    let told = |text: &str| {
        let error = read(&[], &blocks(text), &Places(&[])).unwrap_err();
        format!("{} {error}", error.line())
    };
    let long = "第一条 ".to_owned() + &"长".repeat(LONGEST_PARAGRAPH);
    let many = (1..=MOST_CLAUSES + 2).map(|n| format!("第{n}条 演示。")).collect::<Vec<_>>().join("\n");
    let all = [
        told(""),
        told("\n\n  \n"),
        told("示例区演示通知\n只有一段话。\n没有编号。"),
        told("第一条 没有标题。"),
        told(&format!("示例区演示办法\n{long}")),
        told(&format!("示例区演示办法\n{many}")),
        told(&"演示演示演示\n".repeat(LONGEST_DOCUMENT / 6)),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

proptest::proptest! {
    /// Whatever it is given, reading ends; and every clause stands in the text, word for word.
    #[test]
    fn clauses_are_words_of_the_text(text in "([第一二三条章、（）1.附件：；。 \t\n示例办法补助20万元%]|2024年3月5日){0,80}") {
        if let Ok(policy) = read(&[], &blocks(&text), &Places(&[])) {
            let seen = crate::text::fold(&text.replace(['#', '|'], ""));
            for clause in &policy.clauses {
                for line in clause.text.lines() {
                    let line = crate::text::fold(&line.replace(" | ", ""));
                    proptest::prop_assert!(seen.contains(&line), "{line} in {text:?}");
                }
                for fact in &clause.facts {
                    proptest::prop_assert!(clause.text.contains(&fact.value));
                }
            }
        }
    }
}
