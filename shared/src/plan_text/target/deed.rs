//! Verbs of what is to be done by number, and words that promise it.

/// Verbs that open a clause and are no part of a name.
const OPENING: [&str; 34] = [
    "每年",
    "年均",
    "力争",
    "争取",
    "确保",
    "通过",
    "实现",
    "建成",
    "新建",
    "建立",
    "建设",
    "培育",
    "创建",
    "争创",
    "新增",
    "累计",
    "开展",
    "举办",
    "组织",
    "引进",
    "完成",
    "打造",
    "认定",
    "推动",
    "全市",
    "全区",
    "全县",
    "全省",
    "同时",
    "使",
    "其中",
    "新培育",
    "新引进",
    "新认定",
];

/// A name without the verbs before it, and 实现 if it was one of them.
pub(super) fn strip_opening(name: &str) -> (&str, Option<&'static str>) {
    let (mut name, mut compared) = (name.trim(), None);
    while let Some(verb) = OPENING.into_iter().find(|verb| name.starts_with(verb) && name.len() > verb.len())
    {
        name = name[verb.len()..].trim_start();
        compared = compared.or(Some(verb).filter(|verb| *verb == "实现"));
    }
    if OPENING.contains(&name) { ("", compared) } else { (name, compared) }
}

/// Verbs of what is to be done by number.
const VERBS: [&str; 55] = [
    "建成",
    "新建",
    "建设",
    "培育",
    "新增",
    "创建",
    "争创",
    "引进",
    "引育",
    "打造",
    "完成",
    "实现",
    "开展",
    "举办",
    "组织",
    "培训",
    "培养",
    "认定",
    "布局",
    "制定",
    "制修订",
    "改造",
    "设立",
    "发展",
    "覆盖",
    "形成",
    "推广",
    "入库",
    "孵化",
    "转化",
    "登记",
    "办理",
    "实施",
    "遴选",
    "建立",
    "招引",
    "集聚",
    "累计",
    "获批",
    "申报",
    "发布",
    "推出",
    "增加",
    "指导",
    "列入",
    "落地",
    "配备",
    "盘活",
    "清零",
    "选拔",
    "筹建",
    "筹集",
    "扶持",
    "备案",
    "侦破",
];

/// Whether a text opens with a verb of what is done by number: `新增服务站`.
pub(super) fn opens_with_deed(text: &str) -> bool {
    const MORE: [&str; 21] = [
        "组建",
        "发放",
        "吸引",
        "吸纳",
        "选树",
        "评选",
        "查处",
        "查办",
        "编制",
        "带动",
        "配备",
        "盘活",
        "梳理",
        "选派",
        "举行",
        "选育",
        "促成",
        "承办",
        "惠及",
        "推动建成",
        "走访",
    ];
    const BEFORE: [&str; 11] =
        ["每年", "力争", "争取", "确保", "共", "再", "新", "至少", "累计", "重点", "跟踪"];
    let mut text = text.trim_start_matches(['“', '—', ' ']);
    while let Some(rest) = BEFORE.iter().find_map(|word| text.strip_prefix(word)) {
        if VERBS.iter().any(|verb| text.starts_with(verb)) {
            return true;
        }
        text = rest;
    }
    VERBS.iter().chain(&MORE).any(|verb| text.starts_with(verb))
}

/// Whether a verb of what is done stands right before its number: `人才企业上市新增3家`.
pub(super) fn ends_with_deed(text: &str) -> bool {
    let own = [
        "新增",
        "建成",
        "新建",
        "设立",
        "建立",
        "培育",
        "引进",
        "组建",
        "选派",
        "创建",
        "打造",
        "重点支持",
        "资助",
        "推出",
        "净增",
    ];
    own.iter().any(|verb| text.ends_with(verb))
}

/// Whether a text tells of daily work that is counted in a task, not in a rule: `调委会受理案件`.
pub(super) fn acts(text: &str) -> bool {
    const WORK: [&str; 24] = [
        "受理", "认证", "收集", "征集", "攻克", "消除", "刊发", "报道", "报送", "审查", "调解", "化解",
        "移送", "处理", "抽检", "检查", "巡查", "结案", "破获", "挖掘", "签约", "对接", "推介", "挂牌",
    ];
    WORK.iter().any(|verb| text.contains(verb))
}

/// Whether those counted are to be served: `企业提供帮扶`.
pub(super) fn serves(tail: &str) -> bool {
    ["提供", "开展", "办理", "解决"].iter().any(|verb| tail.contains(verb))
}

/// Whether what is counted is to enter a list: `争取2个产品列入名录`.
pub(super) fn enters(tail: &str) -> bool {
    ["列入", "入选", "获批", "获评", "进入", "纳入"].iter().any(|verb| tail.contains(verb))
}

/// Whether a text ends with a verb of giving: `为企业提供`.
pub(super) fn gives(text: &str) -> bool {
    ["提供", "投放", "发放"].iter().any(|verb| text.ends_with(verb))
}

/// Whether a text is a verb of helping those whose number follows: `支持10家以上企业……`.
pub(super) fn helps(text: &str) -> bool {
    ["支持", "推动", "指导", "帮助", "助力", "引导"].contains(&text.trim_start_matches("每年"))
}

pub(super) fn has_verb(text: &str) -> bool {
    VERBS.iter().any(|verb| text.contains(verb))
}

/// Words that promise.
pub(super) fn urges(text: &str) -> bool {
    ["力争", "确保", "争取", "目标", "计划", "预期"].iter().any(|word| text.contains(word))
}
