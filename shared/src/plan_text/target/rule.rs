//! Words that say of a number that it is no target: money that is given, limits, conditions, offers, what was reached
//! already; and of money that it is a result.

/// Money that is given, not a goal.
pub(super) fn gives_money(clause: &str) -> bool {
    const GIVING: [&str; 26] = [
        "给予",
        "返还",
        "奖励",
        "补助",
        "补贴",
        "资助",
        "贴息",
        "奖补",
        "减免",
        "免征",
        "减征",
        "减按",
        "罚款",
        "罚金",
        "一次性",
        "每人每",
        "最高不超",
        "最高可",
        "报销",
        "奖金",
        "补偿标准",
        "收费标准",
        "注册资本",
        "单户",
        "授信额度",
        "按照标准",
    ];
    GIVING.iter().any(|word| clause.contains(word)) && !selects(clause)
}

/// `选拔资助200名技能人才`: who is chosen is counted, and no money is named.
fn selects(clause: &str) -> bool {
    let chosen = ["选拔资助", "评选资助", "培养资助", "资助培养", "遴选资助", "扶持资助"];
    chosen.iter().any(|words| clause.contains(words)) && !clause.contains('元')
}

/// Whether a clause gives money for what the clause before it tells: `年销售额达到1亿元，给予奖励`.
pub(super) fn rewards(clause: &str) -> bool {
    ["给予", "分别给予", "一次性", "奖励", "再奖励", "予以奖励", "可获", "可给予", "按"]
        .iter()
        .any(|word| clause.starts_with(word))
        && gives_money(clause)
}

/// Money that is spent, and limits: no goals outside the goals' section.
pub(super) fn limits(clause: &str) -> bool {
    const LIMITING: [&str; 53] = [
        "不得",
        "应当",
        "应于",
        "原则上",
        "贷款利率",
        "担保费率",
        "费率",
        "税率",
        "利率",
        "租金",
        "期限",
        "工作日",
        "资金池",
        "补偿",
        "裁员",
        "安排资金",
        "专项资金",
        "处以",
        "有效期",
        "试用期",
        "缓缴",
        "缴纳",
        "申请人",
        "法定代表人",
        "年龄",
        "周岁",
        "收取",
        "之一",
        "得分",
        "基础分",
        "扣分",
        "加分",
        "方可",
        "可申请",
        "可享受",
        "可按",
        "标准执行",
        "支付比例",
        "承担比例",
        "分担比例",
        "支持比例",
        "报销比例",
        "采购份额",
        "预留份额",
        "首付",
        "容忍度",
        "折扣",
        "下浮",
        "封顶",
        "最高额",
        "降价",
        "每站",
        "每岗",
    ];
    LIMITING.iter().any(|word| clause.contains(word))
}

/// A clause that says for whom or by what rule.
pub(super) fn is_condition(clause: &str) -> bool {
    ["对", "凡", "符合", "按照", "按", "根据", "依据", "依照", "如", "若", "其他", "除"]
        .iter()
        .any(|word| clause.starts_with(word))
        && !["对接", "对标", "对外", "按时", "按期", "如期", "对口"]
            .iter()
            .any(|word| clause.starts_with(word))
}

/// What is offered to whoever asks: `可享受3次`, `支持办好1家`.
pub(super) fn is_offer(clause: &str) -> bool {
    const MAY: [&str; 13] = [
        "每家", "每户", "每人", "每个", "优先", "可以", "可享", "可申", "可按", "可获", "可给", "可凭",
        "可再",
    ];
    let opens = ["支持", "鼓励", "允许", "可"].iter().any(|word| clause.starts_with(word));
    opens || MAY.iter().any(|word| clause.contains(word))
}

/// What was reached already.
pub(super) fn is_past(clause: &str) -> bool {
    let already = clause.match_indices('已').any(|(at, _)| {
        let rest = &clause[at + '已'.len_utf8()..];
        !rest.starts_with("有的") || rest.is_empty()
    });
    // 由目前的35%提升到80% tells a goal.
    let base = ["由目前", "从目前", "比目前", "较目前"].iter().any(|word| clause.contains(word));
    already
        || clause.contains("目前") && !base
        || ["现有", "以来", "提高了", "增长了", "达到了", "同比增长了"]
            .iter()
            .any(|word| clause.contains(word))
}

/// Whether a sentence opens by telling how things are now: `目前，全州有用标企业86家`.
pub(super) fn tells_state(sentence: &str) -> bool {
    ["目前", "截至目前", "近年来", "现有", "现在", "去年"].iter().any(|word| sentence.starts_with(word))
}

/// Money that is a result, not an expense.
pub(super) fn is_result(clause: &str) -> bool {
    const RESULTS: [&str; 32] = [
        "产值",
        "收入",
        "营收",
        "规模",
        "融资",
        "贷款",
        "交易",
        "投资",
        "销售",
        "零售",
        "许可费",
        "成本",
        "出口",
        "进口",
        "增加值",
        "税收",
        "成交",
        "总额",
        "金额",
        "利润",
        "总量",
        "总值",
        "生产总值",
        "消费",
        "效益",
        "价值",
        "投入",
        "保费",
        "保额",
        "信贷",
        "发行",
        "放款",
    ];
    RESULTS.iter().any(|word| clause.contains(word))
}
