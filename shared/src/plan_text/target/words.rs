//! The words around the numbers of targets: what compares, what opens a clause, and what says that a number is no target.

use crate::plan::Comparator;

/// Words before a number with what they compare; longer ones before those they end with.
const BEFORE: [(&str, Comparator); 66] = [
    ("力争达到", Comparator::AtLeast),
    ("力争突破", Comparator::MoreThan),
    ("不低于", Comparator::AtLeast),
    ("不少于", Comparator::AtLeast),
    ("不小于", Comparator::AtLeast),
    ("不下于", Comparator::AtLeast),
    ("不超过", Comparator::AtMost),
    ("不高于", Comparator::AtMost),
    ("不大于", Comparator::AtMost),
    ("不多于", Comparator::AtMost),
    ("不得低于", Comparator::AtLeast),
    ("不得少于", Comparator::AtLeast),
    ("不得超过", Comparator::AtMost),
    ("控制在", Comparator::AtMost),
    ("控制到", Comparator::AtMost),
    ("稳定在", Comparator::AtLeast),
    ("保持在", Comparator::AtLeast),
    ("维持在", Comparator::AtLeast),
    ("提高到", Comparator::AtLeast),
    ("提升到", Comparator::AtLeast),
    ("提高至", Comparator::AtLeast),
    ("提升至", Comparator::AtLeast),
    ("增长到", Comparator::AtLeast),
    ("增长至", Comparator::AtLeast),
    ("增加到", Comparator::AtLeast),
    ("增加至", Comparator::AtLeast),
    ("上升到", Comparator::AtLeast),
    ("上升至", Comparator::AtLeast),
    ("扩大到", Comparator::AtLeast),
    ("扩大至", Comparator::AtLeast),
    ("降低到", Comparator::AtMost),
    ("降低至", Comparator::AtMost),
    ("下降到", Comparator::AtMost),
    ("下降至", Comparator::AtMost),
    ("减少到", Comparator::AtMost),
    ("减少至", Comparator::AtMost),
    ("压减到", Comparator::AtMost),
    ("压减至", Comparator::AtMost),
    ("压缩到", Comparator::AtMost),
    ("压缩至", Comparator::AtMost),
    ("缩短到", Comparator::AtMost),
    ("缩短至", Comparator::AtMost),
    ("降到", Comparator::AtMost),
    ("降至", Comparator::AtMost),
    ("增至", Comparator::AtLeast),
    ("升至", Comparator::AtLeast),
    ("达到", Comparator::AtLeast),
    ("达至", Comparator::AtLeast),
    ("突破", Comparator::MoreThan),
    ("至少", Comparator::AtLeast),
    ("最少", Comparator::AtLeast),
    ("至多", Comparator::AtMost),
    ("最多", Comparator::AtMost),
    ("超过", Comparator::MoreThan),
    ("高于", Comparator::MoreThan),
    ("大于", Comparator::MoreThan),
    ("多于", Comparator::MoreThan),
    ("低于", Comparator::LessThan),
    ("小于", Comparator::LessThan),
    ("少于", Comparator::LessThan),
    ("大约", Comparator::About),
    ("接近", Comparator::About),
    ("实现", Comparator::AtLeast),
    ("完成", Comparator::AtLeast),
    ("达", Comparator::AtLeast),
    ("超", Comparator::MoreThan),
];

/// Signs before a number; 约 and 近 only where they stand apart from a word such as 节约.
const SIGNS: [(&str, Comparator); 8] = [
    ("≥", Comparator::AtLeast),
    ("＞", Comparator::MoreThan),
    (">", Comparator::MoreThan),
    ("≤", Comparator::AtMost),
    ("＜", Comparator::LessThan),
    ("<", Comparator::LessThan),
    ("约", Comparator::About),
    ("近", Comparator::About),
];

/// The text before a number without its comparing word, and the word.
pub(super) fn split_before(text: &str) -> (&str, Option<(&'static str, Comparator)>) {
    let text = text.trim_end();
    let found = BEFORE.iter().chain(&SIGNS).find(|(word, _)| text.ends_with(word));
    match found {
        Some(("约" | "近", _))
            if ["节约", "集约", "公约", "合约", "附近", "最近"].iter().any(|word| text.ends_with(word)) =>
        {
            (text, None)
        }
        Some(entry) => {
            let rest = text[..text.len() - entry.0.len()].trim_end();
            let rest = rest.strip_suffix("力争").or_else(|| rest.strip_suffix("确保")).unwrap_or(rest);
            (rest.trim_end(), Some(*entry))
        }
        None => (text, None),
    }
}

/// Whether a comparing word alone makes a number a goal.
pub(super) fn is_strong(word: &str) -> bool {
    !["实现", "完成", "约", "近", "大约", "接近", "以内", "以下", "内", "最多", "至多"].contains(&word)
}

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
const VERBS: [&str; 49] = [
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
];

/// Words that tell when without a year.
const SPANS: [&str; 16] = [
    "年内",
    "全年",
    "年底前",
    "今年",
    "上半年",
    "下半年",
    "每季度",
    "每月",
    "三年",
    "五年",
    "两年",
    "四年",
    "月底前",
    "月份前",
    "季度前",
    "月前",
];

/// Whether a clause opens by saying when: `年内`, `6月底前`, `五年`.
pub(super) fn says_when(clause: &str) -> bool {
    strip_span(clause).len() < clause.len()
}

/// A clause without the span of time it opens with.
pub(super) fn strip_span(clause: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || "一二三四第".contains(c);
    let numbered = clause.trim_start_matches(number);
    let open = |text: &str| SPANS.iter().find(|span| text.starts_with(**span)).map(|span| span.len());
    match open(clause) {
        Some(len) => &clause[len..],
        None => open(numbered).map_or(clause, |len| &numbered[len..]),
    }
}

/// Whether a text opens with a verb of what is done by number: `新增服务站`.
pub(super) fn opens_with_deed(text: &str) -> bool {
    const MORE: [&str; 11] =
        ["带动", "配备", "盘活", "梳理", "选派", "举行", "选育", "促成", "惠及", "推动建成", "走访"];
    const BEFORE: [&str; 9] = ["每年", "力争", "争取", "确保", "共", "再", "新", "至少", "累计"];
    let mut text = text.trim_start_matches(['“', '—', ' ']);
    while let Some(rest) = BEFORE.iter().find_map(|word| text.strip_prefix(word)) {
        if VERBS.iter().any(|verb| text.starts_with(verb)) {
            return true;
        }
        text = rest;
    }
    VERBS.iter().chain(&MORE).any(|verb| text.starts_with(verb))
}

/// `审查周期`: a name of a time that things take.
pub(super) fn is_duration(name: &str) -> bool {
    ["周期", "时限", "时间", "时长", "天数", "用时"].iter().any(|end| name.ends_with(end))
}

/// What is offered to whoever asks: `可享受3次`, `支持办好1家`.
pub(super) fn is_offer(clause: &str) -> bool {
    let opens = ["支持", "鼓励", "允许", "引导"].iter().any(|word| clause.starts_with(word));
    opens || ["每家", "每户", "每人", "每个", "优先", "可"].iter().any(|word| clause.contains(word))
}

pub(super) fn has_verb(text: &str) -> bool {
    VERBS.iter().any(|verb| text.contains(verb))
}

/// Words that promise.
pub(super) fn urges(text: &str) -> bool {
    ["力争", "确保", "争取", "目标", "计划", "预期"].iter().any(|word| text.contains(word))
}

pub(super) fn says_yearly(text: &str) -> bool {
    let each =
        text.strip_prefix('年').is_some_and(|rest| !rest.starts_with(['初', '底', '末', '内', '前', '中']));
    each || ["年度", "每年", "年均", "年申请", "年新增", "当年", "逐年"]
        .iter()
        .any(|word| text.contains(word))
}

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
    GIVING.iter().any(|word| clause.contains(word))
}

/// Money that is spent, and limits: no goals outside the goals' section.
pub(super) fn limits(clause: &str) -> bool {
    const LIMITING: [&str; 37] = [
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

/// What was reached already.
pub(super) fn is_past(clause: &str) -> bool {
    let already = clause.match_indices('已').any(|(at, _)| {
        let rest = &clause[at + '已'.len_utf8()..];
        !rest.starts_with("有的") || rest.is_empty()
    });
    already
        || ["截至目前", "目前", "现有", "以来", "提高了", "增长了", "达到了", "同比增长了"]
            .iter()
            .any(|word| clause.contains(word))
}

/// Money that is a result, not an expense.
pub(super) fn is_result(clause: &str) -> bool {
    const RESULTS: [&str; 29] = [
        "产值",
        "收入",
        "营收",
        "规模",
        "融资",
        "贷款",
        "交易",
        "投资",
        "销售",
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

/// Words of growth and decline.
pub(super) fn moves(text: &str) -> bool {
    ["增长", "提高", "提升", "增加", "下降", "降低", "减少", "压减", "压缩", "缩短", "上升"]
        .iter()
        .any(|word| text.contains(word))
}

/// The base of a relative target, as printed: 比2020年增长…, 较上年提高…, 年均增长….
pub(super) fn base(clause: &str) -> Option<String> {
    const MOVES: [&str; 14] = [
        "年均", "增长", "提高", "提升", "增加", "下降", "降低", "减少", "翻", "上升", "压减", "压缩", "多",
        "高",
    ];
    let compared = ["比较", "比重", "比例", "占比", "对比", "环比", "同比", "比率"];
    for word in ["相较于", "相比于", "相较", "比", "较"] {
        for (at, _) in clause.match_indices(word).take(8) {
            let around: String =
                clause[..at].chars().rev().take(1).chain(clause[at..].chars().take(2)).collect();
            if compared.iter().any(|word| around.contains(word))
                || clause[..at].ends_with(['占', '对', '同', '环', '相'])
            {
                continue;
            }
            let rest = &clause[at + word.len()..];
            let end = MOVES.iter().filter_map(|verb| rest.find(verb)).filter(|end| *end > 0).min();
            let base = end.map(|end| trim_base(&rest[..end]));
            if let Some(base) = base.filter(|base| !base.is_empty() && base.chars().count() <= 14) {
                return Some(base.to_owned());
            }
        }
    }
    for (open, close) in [("与", "相比"), ("在", "基础上"), ("以", "为基"), ("是", "的"), ("达到", "的")]
    {
        if let Some((_, rest)) = clause.split_once(open)
            && let Some((base, after)) = rest.split_once(close)
            && base.chars().count() <= 12
            && (close != "的" || base.contains('年') && after.contains('倍'))
        {
            return Some(base.trim_end_matches('的').trim().to_owned());
        }
    }
    let yearly = ["年均", "同比", "年增长"].iter().any(|word| clause.contains(word)) && moves(clause);
    yearly.then(|| "上年".to_owned())
}

fn trim_base(base: &str) -> &str {
    let mut base = base.trim();
    for word in ["实际", "进一步", "至少", "力争", "累计", "再", "约", "要"] {
        base = base.strip_suffix(word).unwrap_or(base);
    }
    base.trim_end_matches(['，', ' '])
}

/// 翻一番: a target by its relation alone.
pub(super) fn doubles(clause: &str) -> Option<&'static str> {
    ["翻两番", "翻一番", "翻番"].into_iter().find(|word| clause.contains(word))
}

/// Whether 均 shares a number out among several names.
pub(super) fn shares(text: &str) -> Option<usize> {
    text.match_indices('均').map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + '均'.len_utf8()..].chars().next();
        !before.is_some_and(|c| "年人平户地亩日月车".contains(c))
            && !after.is_some_and(|c| "衡等匀值线价".contains(c))
    })
}
