//! The words of unit lists: labels, roles and the endings of names.

use core::ops::Range;

use super::Role;
use crate::plan_text::brackets::bare;

/// A label: `牵头单位：`, `责任单位（列首位的为牵头单位）:`
pub(super) struct Label {
    /// With its colon.
    pub range: Range<usize>,
    /// `None`: what follows are no units, but a date, a person or a place.
    pub role: Option<Role>,
}

const NOUNS: [&str; 9] = ["单位", "部门", "主体", "机构", "科室", "处室", "股室", "地区", "各方"];
const KINDS: [&str; 17] = [
    "牵头", "责任", "配合", "负责", "协同", "协办", "协助", "协作", "参与", "参加", "主办", "主责", "主管",
    "承办", "实施", "落实", "支持",
];
/// Labels of what stands beside units.
const OTHERS: [&str; 15] = [
    "时限",
    "时间",
    "期限",
    "范围",
    "责任人",
    "领导",
    "联系人",
    "电话",
    "进度",
    "节点",
    "目标",
    "负责人",
    "成果",
    "备注",
    "标准",
];

/// The labels of a text with a colon, or with 为 in its place, in its order.
pub(super) fn labels(text: &str) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut from = 0;
    let named = |at: usize| ["单位", "部门"].iter().any(|noun| text[..at].ends_with(noun));
    for (colon, sign) in text.match_indices(['：', ':', '为']) {
        if sign == "为" && !named(colon) {
            continue;
        }
        let start = start_of_label(text, from, colon);
        let word = bare(&text[start..colon]);
        let word = word.trim();
        if let Some(role) = role_of(word) {
            labels.push(Label { range: start..colon + sign.len(), role });
        }
        from = colon + sign.len();
    }
    labels
}

/// Whether a text begins as a list does.
pub(super) fn opens_list(text: &str) -> bool {
    let opening: String = text.chars().take(12).collect();
    KINDS.iter().any(|kind| opening.contains(kind))
}

/// A label without a colon, as `责任单位 县市场局`.
pub(super) fn bare_label(text: &str) -> Option<Label> {
    let noun = NOUNS.iter().filter_map(|noun| text.find(noun).map(|at| at + noun.len())).min()?;
    let word = &text[..noun];
    let known = word.chars().count() <= 8 && KINDS.iter().any(|kind| word.starts_with(kind));
    let role = role_of(word).flatten().filter(|_| known)?;
    Some(Label { range: 0..noun, role: Some(role) })
}

/// Where the word before a colon begins: after the last sign outside brackets.
fn start_of_label(text: &str, from: usize, colon: usize) -> usize {
    let mut depth = 0_usize;
    let mut taken = 0;
    for (at, c) in text[from..colon].char_indices().rev() {
        taken += 1;
        if taken > 40 {
            return colon;
        }
        if crate::plan_text::brackets::closes(c) {
            depth += 1;
        } else if crate::plan_text::brackets::opens(c) {
            if depth == 0 {
                return from + at + c.len_utf8();
            }
            depth -= 1;
        } else if depth == 0 && "，,。；;！ ".contains(c) {
            return from + at + c.len_utf8();
        }
    }
    from
}

/// The role a label gives: `None` when it is no label of a list, `Some(None)` when it is one of something else.
#[expect(clippy::option_option, reason = "no label, a label of something else, a label of units")]
fn role_of(word: &str) -> Option<Option<Role>> {
    let length = word.chars().count();
    if !(2..=16).contains(&length) {
        return None;
    }
    if OTHERS.iter().any(|other| word.ends_with(other)) && length <= 8 {
        return Some(None);
    }
    let has = |kinds: &[&str]| kinds.iter().any(|kind| word.contains(kind));
    let noun = NOUNS.iter().any(|noun| word.ends_with(noun)) || ["责任者", "分工"].contains(&word);
    let short = ["牵头", "配合", "责任", "负责", "参与", "协办"].contains(&word);
    if !(noun && has(&KINDS) || short) {
        return None;
    }
    let support = has(&["配合", "协", "参与", "参加", "支持"]);
    let lead = has(&["牵头", "主办", "主责", "第一责任"]);
    Some(Some(match (lead, support) {
        (true, false) => Role::Lead,
        (false, true) if !has(&["责任单位和", "责任及", "主要"]) => Role::Support,
        _ => Role::Responsible,
    }))
}

/// Words that close a group of names and give it a role, longest first.
const ROLES: [(&str, Role); 36] = [
    ("牵头组织实施", Role::Lead),
    ("牵头负责", Role::Lead),
    ("负责牵头", Role::Lead),
    ("牵头落实", Role::Lead),
    ("牵头实施", Role::Lead),
    ("牵头推进", Role::Lead),
    ("牵头组织", Role::Lead),
    ("总牵头", Role::Lead),
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("协同配合", Role::Support),
    ("积极配合", Role::Support),
    ("共同参与", Role::Support),
    ("参与配合", Role::Support),
    ("配合落实", Role::Support),
    ("配合实施", Role::Support),
    ("配合", Role::Support),
    ("参与", Role::Support),
    ("参加", Role::Support),
    ("协助", Role::Support),
    ("协同", Role::Support),
    ("协办", Role::Support),
    ("支持", Role::Support),
    ("负责组织实施", Role::Responsible),
    ("负责具体实施", Role::Responsible),
    ("负责落实", Role::Responsible),
    ("负责实施", Role::Responsible),
    ("负责推进", Role::Responsible),
    ("组织实施", Role::Responsible),
    ("组织落实", Role::Responsible),
    ("负责", Role::Responsible),
    ("指导", Role::Responsible),
    ("落实", Role::Responsible),
    ("实施", Role::Responsible),
    ("推进", Role::Responsible),
    ("承办", Role::Responsible),
];

/// Words between the names and their role.
const MANNERS: [&str; 20] = [
    "按照各自职责分工",
    "按照职责分工",
    "按各自职责分工",
    "按照各自职责",
    "根据职责分工",
    "依据职责分工",
    "依职责分工",
    "按职责分工",
    "按照职责",
    "按照分工",
    "按各自职责",
    "按职责",
    "依职责",
    "按分工",
    "具体",
    "分别",
    "共同",
    "联合",
    "分工",
    "各自",
];

/// Takes the role that closes a name off it.
pub(super) fn strip_role(name: &str) -> (&str, Option<Role>) {
    let (mut name, mut role) = (name.trim(), None);
    loop {
        let before = name.len();
        if let Some((word, found)) = ROLES.iter().find(|(word, _)| name.ends_with(word)) {
            name = name[..name.len() - word.len()].trim_end();
            role = role.filter(|role| *role == Role::Lead).or(Some(*found));
        }
        if let Some(word) = MANNERS.iter().find(|word| name.ends_with(*word)) {
            name = name[..name.len() - word.len()].trim_end();
            role = role.or(Some(Role::Responsible));
        }
        if name.len() == before {
            return (name, role);
        }
    }
}

/// 等, 等部门, 等有关单位, 等12个部门 at the end of a list are no names.
pub(super) fn strip_and_others(name: &str) -> &str {
    let Some(at) = name.rfind('等') else { return name };
    let rest = &name[at + '等'.len_utf8()..];
    let filler = |c: char| {
        "有关相各部门单位和及机构委办局市省区县级直属个家多余成员企业地方〇一二三四五六七八九十".contains(c)
    };
    let plain = rest.chars().all(|c| filler(c) || c.is_ascii_digit()) && rest.chars().count() <= 12;
    if plain { name[..at].trim_end() } else { name }
}

/// Words that are never part of a name in front of it.
pub(super) fn strip_opening(name: &str) -> &str {
    let mut name = name.trim_start_matches(['、', '，', ' ', '—', '-', '·']);
    for word in ["以及", "会同", "并由", "主要由", "协同", "及由", "由", "并", "及", "和"] {
        if let Some(rest) = name.strip_prefix(word)
            && rest.chars().count() >= 2
            && !rest.starts_with("其")
            && !name.starts_with("和平")
            && !name.starts_with("和田")
            && !name.starts_with("和县")
        {
            name = rest;
        }
    }
    name.trim()
}

/// Endings that the names of units have.
const ENDINGS: [&str; 63] = [
    "局",
    "办",
    "部",
    "院",
    "委",
    "会",
    "厅",
    "署",
    "处",
    "所",
    "站",
    "队",
    "社",
    "馆",
    "校",
    "库",
    "台",
    "科",
    "股",
    "室",
    "组",
    "政府",
    "公署",
    "街道",
    "乡镇",
    "镇",
    "乡",
    "园区",
    "开发区",
    "新区",
    "中心",
    "公司",
    "集团",
    "银行",
    "分行",
    "支行",
    "总行",
    "中支",
    "大学",
    "学院",
    "单位",
    "部门",
    "总工会",
    "妇联",
    "工商联",
    "科协",
    "侨联",
    "残联",
    "文联",
    "团委",
    "协会",
    "联盟",
    "指挥部",
    "专班",
    "海关",
    "税务",
    "机构",
    "企业",
    "兵团",
    "军区",
    "地区",
    "平台",
    "高校",
];

/// Openings that no name of a unit has.
const NO_OPENINGS: [&str; 20] = [
    "以下", "简称", "包括", "含", "如", "原则", "不含", "即", "除", "其中", "详见", "见", "包含", "例如",
    "指", "推动", "加强", "鼓励", "支持", "建立",
];

/// Whether a text reads as the name of a unit or of a class of units.
pub(super) fn is_unit(name: &str) -> bool {
    let plain = bare(name);
    let plain = plain.trim();
    let length = plain.chars().count();
    let class =
        plain.starts_with('各') && plain.ends_with(['市', '县', '区', '州', '地', '旗', '盟', '省', '村']);
    let named = ENDINGS.iter().any(|ending| plain.ends_with(ending)) || class;
    (2..=28).contains(&length)
        && named
        && !plain.contains(['，', '。', '“', '《', '的'])
        && !NO_OPENINGS.iter().any(|opening| plain.starts_with(opening))
}

/// Places and bodies that only continue a class named before them: `各县（市、区）、园区`.
const CLASSES: [&str; 35] = [
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
    "乡",
    "镇",
    "村",
    "社区",
    "街道",
    "乡镇",
    "园区",
    "开发区",
    "功能区",
    "新区",
    "农场",
    "自治州",
    "自治县",
    "自治区",
    "直辖市",
    "县级市",
    "地区",
    "街道办",
    "街道办事处",
    "办事处",
    "管委会",
    "园区管委会",
    "开发区管委会",
    "功能区管委会",
    "平台",
    "旗县",
    "区镇",
    "镇街",
    "开发园区",
];

/// The ends of a class of governments: `各市、自治州人民政府`.
const GOVERNMENTS: [&str; 4] = ["人民政府", "政府", "行政公署", "管委会"];

/// Whether a name goes on the class that `class` began: 、 inside a name.
pub(super) fn goes_on(class: &str, next: &str) -> bool {
    let joined = ["和各", "及各"].iter().filter_map(|joint| class.rfind(joint)).max();
    let class = joined.map_or(class, |at| &class[at + '和'.len_utf8()..]);
    let begun = bare(class.rsplit('、').next().unwrap_or(class));
    let begun = begun.trim_start_matches('各').trim_start_matches("有关").trim_start_matches("相关").trim();
    let starts = class.starts_with('各') || CLASSES.contains(&bare(class).trim());
    let next = bare(next);
    let next = next.trim();
    let place = GOVERNMENTS.iter().find_map(|end| next.strip_suffix(end));
    let open = CLASSES.contains(&begun)
        || ["设区市", "地级市", "地级以上市", "区市", "市州", "省", "县市"].contains(&begun);
    // 各省、自治区、直辖市标准局
    let province = begun == "省" || begun == "自治区";
    if starts && province && ["自治区", "直辖市"].iter().any(|place| next.starts_with(place)) {
        return true;
    }
    starts && open && (CLASSES.contains(&next) || place.is_some_and(|place| CLASSES.contains(&place)))
}

/// A word that a name before it governs: `各有关部门和单位`.
pub(super) fn is_class_word(name: &str) -> bool {
    CLASSES.contains(&name) || ["单位", "部门", "企业", "机构", "院校", "高校"].contains(&name)
}

/// A sentence about the document itself: `本方案自……起施行，由县市场局负责解释`.
pub(super) fn is_about_document(sentence: &str) -> bool {
    ["施行", "解释", "有效期", "印发之日"].iter().any(|word| sentence.contains(word))
}

/// What is said beside the names, for other tasks: `以下均需……落实，不再列出`.
pub(super) fn is_aside(piece: &str) -> bool {
    piece.starts_with("以下") || piece.starts_with("不再")
}

/// Words of a list that tell when, not who.
pub(super) fn is_time(name: &str) -> bool {
    let digits = name.chars().any(|c| c.is_ascii_digit());
    let long = ["长期", "持续推进", "持续实施", "持续开展", "全年", "下同", "不再列出", "常态化"];
    digits && name.contains(['年', '月', '日'])
        || long.iter().any(|word| name.starts_with(word))
        || name.ends_with("下同")
}

/// `列首位的为牵头单位，下同`
pub(in crate::plan_text) fn says_first_leads(text: &str) -> bool {
    let first = ["列首位", "首位", "第一位", "排第一", "排在第一", "列第一", "排名第一", "列在首", "第一个"];
    text.contains("牵头") && first.iter().any(|word| text.contains(word))
}
