use super::super::{Block, Shape, read as read_plan};
use crate::plan::Comparator;

fn goals(text: &str) -> String {
    targets(&format!(
        "某县质量工作方案（2031—2035年）\n一、工作目标\n{text}\n二、重点任务\n1.做事。做好。（责任单位：甲局）"
    ))
}

fn tasks(text: &str) -> String {
    targets(&format!("某县质量工作方案（2031—2035年）\n二、重点任务\n1.做事。{text}（责任单位：甲局）"))
}

fn targets(text: &str) -> String {
    let lines = text.lines().enumerate();
    let blocks: Vec<Block> = lines
        .map(|(at, line)| Block { text: line.to_owned(), line: at + 1, shape: Shape::Paragraph })
        .collect();
    let plan = read_plan(&blocks).unwrap();
    let shown = plan.indicators.iter().map(|one| {
        let value = one.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
        let sign = one.comparator.map_or("", Comparator::sign);
        let due = one.due.map_or_else(String::new, |due| format!(" @{due}"));
        let base = one.relative_to.as_ref().map_or_else(String::new, |base| format!(" ~{base}"));
        format!("{} {sign}{value}{}{base}{due}", one.name, one.unit.clone().unwrap_or_default())
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_comparing_word_is_read() {
    insta::assert_snapshot!(goals(
        "到2035年，甲率不低于90%，乙量突破3万件，丙数超过20个，丁率控制在5%以内，戊率低于3%，己数10家左右，庚数约7家，辛额力争达到8亿元，壬数至少4场，癸时间压缩至2个工作日以内。"
    ), @r"
        甲率 >=90% @2035
        乙量 >3万件 @2035
        丙数 >20个 @2035
        丁率 <=5% @2035
        戊率 <3% @2035
        己数 ≈10家 @2035
        庚数 ≈7家 @2035
        辛额 >=8亿元 @2035
        壬数 >=4场 @2035
        癸时间 <=2个工作日 @2035
    ");
}

#[test]
fn one_phrase_may_hold_several_targets() {
    insta::assert_snapshot!(goals(
        "到2033年、2035年，甲量分别达到30件、50件以上。乙率和丙率均达到95%以上。丁、戊、己分别达到1家、2家、3家。到2033年，庚量达到60件，2035年达到80件。新增国家级平台3个、省级平台10个以上。"
    ), @r"
        甲量 >=30件 @2033
        甲量 >=50件 @2035
        乙率 >=95%
        丙率 >=95%
        丁 >=1家
        戊 >=2家
        己 >=3家
        庚量 >=60件 @2033
        庚量 >=80件 @2035
        国家级平台 >=3个
        省级平台 >=10个
    ");
}

#[test]
fn a_year_governs_the_clauses_and_the_list_after_it() {
    insta::assert_snapshot!(goals(
        "到2035年，甲量达到1万件；乙量达到2万件。丙量达到3万件。\n到2034年底，实现以下目标：\n——丁量达到4件。\n——戊量达到5件。2032年6月底前，己量达到6件。"
    ), @r"
        甲量 >=1万件 @2035
        乙量 >=2万件 @2035
        丙量 >=3万件
        丁量 >=4件 @2034
        戊量 >=5件 @2034
        己量 >=6件 @2032-06
    ");
}

#[test]
fn relative_targets_name_their_base() {
    insta::assert_snapshot!(goals(
        "到2035年，甲量比2030年增长50%以上，乙额年均增长8%，丙率较上年提高2个百分点，丁值比2030年翻一番，戊率从2030年的7%提高到10%，己量是2030年的3倍，欠账全部清零。"
    ), @r"
        甲量 >=50% ~2030年 @2035
        乙额年均增长 >=8% ~上年 @2035
        丙率 >=2个百分点 ~上年 @2035
        丁值 ? ~2030年 @2035
        戊率 >=10% @2035
        己量 >=3倍 ~2030年 @2035
        欠账 =0 @2035
    ");
}

#[test]
fn what_is_no_target_is_left_out() {
    assert_eq!(
        goals(
            "2030年，甲量达到5件。已建成站点3个，目前有企业20家。推进“159”计划和1+4布局，办好第19届展会，建设5A级景区，打通12345热线，实施《2033年要点》。"
        ),
        ""
    );
    assert_eq!(
        tasks(
            "对新认定的企业给予10万元奖励，投资5000万元以上的项目优先。在3个工作日内办结，于2033年6月底前报送。"
        ),
        ""
    );
    assert_eq!(tasks("到2033年，建成站点8家以上。每年开展培训不少于5次。"), "站点 >=8家 @2033\n培训 >=5次");
}
