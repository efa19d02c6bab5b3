//! Words that tell when without a year, how often, and how long.

use crate::plan_text::units::is_nothing;

/// Words that tell when without a year.
const SPANS: [&str; 18] = [
    "年内",
    "全年",
    "年底前",
    "今年",
    "上半年",
    "下半年",
    "每季度",
    "每半年",
    "季度",
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

/// Whether a clause says when and nothing else: `12月底前`.
pub(super) fn only_says_when(clause: &str) -> bool {
    says_when(clause) && is_nothing(strip_span(clause))
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

pub(super) fn says_yearly(text: &str) -> bool {
    let each =
        text.strip_prefix('年').is_some_and(|rest| !rest.starts_with(['初', '底', '末', '内', '前', '中']));
    each || ["年度", "每年", "年均", "年申请", "年新增", "当年", "逐年"]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether a text says how often within a year.
pub(super) fn says_often(text: &str) -> bool {
    ["每月", "每季", "每半年"].iter().any(|word| text.contains(word))
}

/// `审查周期`: a name of a time that things take.
pub(super) fn is_duration(name: &str) -> bool {
    ["周期", "时限", "时间", "时长", "天数", "用时"].iter().any(|end| name.ends_with(end))
}
