//! Plans in every state, small enough to read and made up throughout.

#[cfg(feature = "full")]
use shared::judging::Inputs;
use shared::{
    date::Date,
    lang::Text,
    plan::{
        Area, Comparator, Document, Due, DueBasis, Goal, Indicator, Kind, Observation, Observed, Period,
        Plan, Region, Safeguard, Source, Stage, Target, Task, TaskState, TaskUpdate,
    },
    snapshot::Snapshot,
};

/// A target: id, names, kind, basis, target and unit (or the words of a milestone), sentence.
type Row = (&'static str, [&'static str; 2], Kind, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const TARGETS: [Row; 9] = [
    ("patents", ["每万人高价值发明专利拥有量", "High-value invention patents per 10,000 people"], Kind::Stock, "年末存量", "≥48", "件/万人", "每万人高价值发明专利拥有量达到48件以上。"),
    ("pct", ["PCT 专利年申请量", "PCT applications a year"], Kind::AnnualFlow, "当年", "≥85", "件", "PCT专利年申请量达到85件以上。"),
    ("trademarks", ["有效注册商标量", "Registered trademarks in force"], Kind::Stock, "年末存量", "14", "万件", "有效注册商标量达14万件。"),
    ("pledges", ["年度知识产权质押融资额", "Pledge financing a year"], Kind::AnnualFlow, "当年", "8", "亿元", "年度知识产权质押融资额达到8亿元。"),
    ("courses", ["年度知识产权培训", "Courses a year"], Kind::AnnualFlow, "当年", "5", "次", "实现年度知识产权培训5次，培训人员300人次。"),
    ("trainees", ["培训人员", "People trained"], Kind::AnnualFlow, "方案未写明每年或合计", "300", "人次", "实现年度知识产权培训5次，培训人员300人次。"),
    ("cluster", ["省级知识产权服务业集聚区", "Provincial cluster of services"], Kind::Milestone, "", "", "培育", "培育省级知识产权服务业集聚区。"),
    ("stations", ["省级商标品牌指导服务站", "Provincial brand service stations"], Kind::Stock, "累计", "≥8", "家", "建成省级商标品牌指导服务站8家以上。"),
    ("satisfaction", ["知识产权保护满意度", "Satisfaction with protection"], Kind::Score, "", "≥85", "分", "满意度达到85分以上。"),
];

/// Values from 2022 on, in the order of [`TARGETS`]; nothing where nothing was published.
const VALUES: [[&str; 4]; 9] = [
    ["31.2", "37.5", "43.8", "49.1"],
    ["62", "71", "88", "91"],
    ["12.1", "12.9", "13.6", "14.2"],
    ["5.1", "6.4", "8.3", "7.4"],
    ["5", "6", "5", "6"],
    ["260", "340", "305", "312"],
    ["", "", "", "申报"],
    ["2", "4", "6", "8"],
    ["81.2", "83.4", "84.6", ""],
];

/// Area, title, units.
const TASKS: [(&str, &str, &str); 11] = [
    ("create", "激发知识产权创造活力", "区市场监管局、区发展改革局、区科技局、区财政局"),
    ("create", "培育重点产业高价值专利", "区科技局、区市场监管局"),
    ("create", "推进知识产权强企引导培育", "区发展改革局、区科技局、区市场监管局"),
    ("create", "提升产业知识产权竞争优势", "区委宣传部、区发展改革局"),
    ("use", "完善知识产权的转化模式", "区科技局、区市场监管局、区金融办"),
    ("use", "加强知识产权金融服务", "区市场监管局、区金融办"),
    ("protect", "强化行刑惩戒力度，明确严保护、大保护方向", "区市场监管局、区法院、区检察院"),
    ("protect", "整合社会治理力量，构建快保护、同保护体系", "区市场监管局、区司法局"),
    ("serve", "数字赋能优化整合知识产权服务", "区市场监管局、区委宣传部"),
    ("serve", "打造知识产权服务业集聚区", "区市场监管局、区科技局"),
    ("serve", "提升知识产权人才引育力度", "区委组织部、区人力社保局"),
];

const AREAS: [(&str, &str, &str); 4] = [
    ("create", "（一）", "打造知识产权高质量创造活跃区"),
    ("use", "（二）", "打造知识产权高效率运用先行区"),
    ("protect", "（三）", "打造知识产权全链条保护引领区"),
    ("serve", "（四）", "打造知识产权服务业发展高能区"),
];

/// The period is over: one target missed with its reason, one qualitative, one without its final value.
pub(crate) fn closed() -> Snapshot {
    let plan = plan();
    Snapshot::judge(&plan, &observations(2025), &updates(), day("2026-06-30"))
}

/// What [`closed`] is judged from.
#[cfg(feature = "full")]
pub(crate) fn inputs() -> Inputs {
    Inputs::of(&plan(), &observations(2025), &updates(), day("2026-06-30"))
}

/// In the second year: nothing is due, one target is reached early.
pub(crate) fn running() -> Snapshot {
    let mut observations = observations(2023);
    let early = observations.iter_mut().find(|o| o.indicator.as_str() == "patents" && o.as_of.year() == 2023);
    let early = early.unwrap();
    early.observed = Observed::Value("48.3".parse().unwrap());
    early.provisional = true;
    Snapshot::judge(&plan(), &observations, &[], day("2024-06-30"))
}

/// Nothing has been entered.
pub(crate) fn promise() -> Snapshot {
    let mut plan = plan();
    plan.demo = false;
    Snapshot::judge(&plan, &[], &[], day("2026-06-30"))
}

/// The plan that all of them are about.
pub(crate) fn plan() -> Plan {
    Plan {
        id: "shili-2022-2025".parse().unwrap(),
        title: Text::zh("示例区知识产权工作方案（2022—2025年）"),
        short_title: Some(both("示例区知识产权工作方案", "Work plan of the sample district")),
        stage: Stage::Draft,
        demo: true,
        as_of: None,
        corrections: None,
        period: Period { from: 2022, to: 2025 },
        document: Document {
            file: "示例区知识产权工作方案（征求意见稿）.txt".to_owned(),
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            issuer: Some("示例区市场监管局".to_owned()),
            number: None,
            published: Some("2022-03".parse().unwrap()),
            url: Some("https://www.shili.gov.cn/plan.html".to_owned()),
        },
        regions: vec![Region { name: Text::zh("示例区"), aliases: vec![], elsewhere: false }],
        areas: AREAS.map(|(id, number, title)| area(id, number, title)).into(),
        tasks: TASKS.iter().enumerate().map(|(at, row)| task(at + 1, row)).collect(),
        units: vec![],
        predecessor: None,
        retired: Vec::new(),
        safeguards: ["加强组织领导", "落实政策保障", "优化考核监督"]
            .into_iter()
            .zip(["lead", "money", "review"])
            .map(|(title, id)| Safeguard { id: id.parse().unwrap(), title: Text::zh(title) })
            .collect(),
        indicators: TARGETS.iter().map(indicator).collect(),
        context: vec![],
    }
}

/// All values until a year.
pub(crate) fn observations(until: i32) -> Vec<Observation> {
    let years = |row: [&'static str; 4]| {
        row.into_iter().zip(2022..).filter(move |(v, y)| !v.is_empty() && *y <= until)
    };
    let of = |(row, values): (&Row, [&'static str; 4])| {
        let id = row.0;
        years(values).map(move |(value, year)| observation(id, value, year)).collect::<Vec<_>>()
    };
    TARGETS.iter().zip(VALUES).flat_map(of).collect()
}

fn observation(indicator: &str, value: &str, year: i32) -> Observation {
    let missed = indicator == "pledges" && year == 2025;
    Observation {
        id: format!("{indicator}-{year}").parse().unwrap(),
        indicator: indicator.parse().unwrap(),
        period: year.to_string().parse().unwrap(),
        observed: value.parse().map_or_else(|_| Observed::State(value.to_owned()), Observed::Value),
        margin: None,
        as_of: Date::new(year, 12, 31).unwrap(),
        provisional: false,
        source: Source {
            title: "示例统计公报".to_owned(),
            url: (year == 2025).then(|| "https://www.shili.gov.cn/tj/2025.html".to_owned()),
        },
        supersedes: None,
        reason: missed.then(|| "部分银行的质押贷款产品当年停办。".to_owned()),
        next_step: missed.then(|| "已与 3 家银行续签，2026 年按季通报。".to_owned()),
        note: None,
    }
}

fn indicator(row: &Row) -> Indicator {
    let &(id, [zh, en], kind, basis, target, unit, quote) = row;
    let goal = (!target.is_empty()).then(|| Goal {
        value: target.trim_start_matches('≥').parse().unwrap(),
        unit: Text::zh(unit),
        comparator: Comparator::AtLeast,
        comparator_text: if target.starts_with('≥') { "以上" } else { "" }.to_owned(),
    });
    let milestone = goal.is_none();
    Indicator {
        id: id.parse().unwrap(),
        name: both(zh, en),
        aliases: vec![],
        kind,
        each_year: false,
        basis: (!basis.is_empty()).then(|| Text::zh(basis)),
        target: Target {
            goal,
            text: milestone.then(|| Text::zh(unit)),
            due: Due { date: "2025".parse().unwrap(), basis: DueBasis::GoverningSentence },
        },
        baseline: None,
        cadence: None,
        quote: quote.to_owned(),
        locator: "一、总体要求（二）工作目标".to_owned(),
        notes: (id == "trainees")
            .then(|| Text::zh("原文未写明是每年还是合计，按每年理解。"))
            .into_iter()
            .collect(),
        continues: None,
        ladder: if milestone { ["培育", "申报", "认定"].map(Text::zh).into() } else { vec![] },
    }
}

fn task(number: usize, &(area, title, units): &(&str, &str, &str)) -> Task {
    Task {
        id: format!("task-{number}").parse().unwrap(),
        number: number.to_string(),
        area: Some(area.parse().unwrap()),
        title: Text::zh(title),
        units: units.split('、').map(str::to_owned).collect(),
        lead: vec![],
        summary: (number == 1).then(|| "优化指标和资金管理，支持企业申报专利奖项。".to_owned()),
    }
}

fn area(id: &str, number: &str, title: &str) -> Area {
    Area { id: id.parse().unwrap(), number: number.to_owned(), title: Text::zh(title) }
}

fn updates() -> Vec<TaskUpdate> {
    [
        (1, TaskState::Done, None),
        (6, TaskState::NotReached, Some("风险补偿资金池当年未设立。")),
        (9, TaskState::OnSchedule, None),
    ]
    .into_iter()
    .map(|(number, state, reason)| TaskUpdate {
        id: format!("update-{number}").parse().unwrap(),
        task: format!("task-{number}").parse().unwrap(),
        state,
        as_of: day("2025-12-20"),
        text: "已按年度计划开展，情况见总结。".to_owned(),
        reason: reason.map(str::to_owned),
        source: Source { title: "示例区年度总结".to_owned(), url: None },
    })
    .collect()
}

fn both(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: Some(en.to_owned()) }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}
