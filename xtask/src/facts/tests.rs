//! Made-up facts and records of a made-up district: what is the same passes, and each difference alone is told.

use super::*;

const PROCEDURES: &str = "
- id: fee
  question: 多少钱？
  facts:
  - 示例法第三条：保护期三年；罚款5千元以上10万元以下。
  cost:
  - item: 申请费
    amount: 900
  legal_basis:
  - title: 中华人民共和国示例法（2020年修正）
    number: null
    status: 现行
    effective: '2021-06-01'
  source:
  - github:owner/laws 示例法.md
  verified: statute
";
const POLICIES: &str = "
- id: grant
  title: 示例区补助办法（含一次调整）
  issuer: 示例区科技局；示例区财政局
  number: 示科〔2024〕5号        # the page shows it
  date: 2024-03-05
  level: district
  region: 示例区
  status: in force (check)
  benefits:
    - {kind: subsidy, amount: 30%, cap: 20万元, conditions: 另见 other}
  contact: 0000-12345678
  source: [\"https://www.shili.gov.cn/1\"]
  verified: page-secondary
- id: other
  title: 另一件
  conditions: 15个工作日
";

fn facts() -> Facts {
    let entries = [PROCEDURES, POLICIES].iter().flat_map(|text| Facts::of(text, None).unwrap());
    Facts { entries: entries.collect() }
}

const GRANT: &str = "+++
schema = 1
id = \"grant\"
title = \"示例区补助办法\"
issuer = \"示例区科技局、示例区财政局\"
number = \"示科〔2024〕5号\"
region = \"示例区\"
status = \"check\"
written = \"2024-03-05\"
read = \"repost\"
sources = []
+++

## 补助 {#rate}
topics: 99

按30%补助，最高20万元，15个工作日办结。
";

const LAW: &str = "+++
schema = 1
id = \"law-shili\"
title = \"示例法（2020年修正）\"
region = \"全国\"
status = \"in-force\"
effective = \"2021-06-01\"
read = \"statute\"
sources = []

[[fact]]
clause = \"a3\"
value = \"900\"
unit = \"元\"
about = \"申请费\"
+++

## 第三条 {#a3}

保护期3年，罚款5000元以上10万元以下，申请费900元。
";

fn compared(policy: &str) -> Compared {
    let record = record::policy(policy).unwrap();
    compare::record(&record, &compare::said_by(&record), &facts())
}

fn told(policy: &str) -> Vec<String> {
    compared(policy).faults()
}

#[test]
fn what_is_the_same_in_other_words_is_no_fault() {
    assert_eq!(told(GRANT), [""; 0]);
    assert_eq!(told(LAW), [""; 0], "found by the law that an entry names");
}

#[test]
fn each_difference_alone_is_told() {
    for (old, new, fault) in [
        ("按30%", "按31%", "grant: figure: no fact says `31`"),
        ("2024-03-05", "2024-03-06", "grant: date: the pack says `2024-3-6`, the facts say `2024-3-5`"),
        (
            "〔2024〕5号",
            "〔2024〕6号",
            "grant: number: the pack says `示科〔2024〕6号`, the facts say `示科〔2024〕5号`",
        ),
        (
            "示例区补助办法",
            "示例区奖励办法",
            "grant: title: the pack says `示例区奖励办法`, the facts say `示例区补助办法（含一次调整）`",
        ),
        (
            "示例区财政局",
            "示例区审计局",
            "grant: issuer: the pack says `示例区审计局`, the facts say `示例区科技局；示例区财政局`",
        ),
        (
            "region = \"示例区\"",
            "region = \"全国\"",
            "grant: region: the pack says `全国`, the facts say `示例区`",
        ),
        ("\"check\"", "\"in-force\"", "grant: status: the pack says `in-force`, the facts say `check`"),
        ("\"repost\"", "\"page\"", "grant: read: the pack says `page`, the facts say `repost`"),
    ] {
        assert!(GRANT.contains(old), "{old}");
        assert!(
            told(&GRANT.replacen(old, new, 1)).contains(&fault.to_owned()),
            "{:?}",
            told(&GRANT.replacen(old, new, 1))
        );
    }
    let sum = LAW.replace("900", "800");
    assert!(
        told(&sum).contains(
            &"law-shili: sum: the pack says `申请费800`, the facts say `900`".replace("费8", "费 8")
        )
    );
    let later = told(&LAW.replace("2021-06-01", "2021-07-01"));
    assert!(
        later
            .contains(&"law-shili: effective: the pack says `2021-7-1`, the facts say `2021-6-1`".to_owned()),
        "{later:?}"
    );
    let unknown = GRANT.replace("\"grant\"", "\"unknown\"").replace("〔2024〕5号", "〔2020〕1号");
    assert!(
        told(&unknown).iter().any(|fault| fault.contains("no fact says `30`")),
        "a record that no fact is of"
    );
}

#[test]
fn what_the_record_does_not_say_is_missing_and_no_fault() {
    let less = GRANT.replace("，最高20万元", "").replace("number = \"示科〔2024〕5号\"\n", "");
    let compared = compared(&less);
    let missing: Vec<&str> = compared.findings.iter().filter_map(Finding::missing).collect();
    assert!(missing.contains(&"20") && missing.contains(&"示科〔2024〕5号"), "{missing:?}");
    assert_eq!(compared.faults(), [""; 0]);
    assert_eq!(compare::unsaid_telephones(&[record::policy(GRANT).unwrap()], &facts()), ["0000-12345678"]);
}
