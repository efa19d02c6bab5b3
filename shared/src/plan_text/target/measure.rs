//! Units, and the comparing words behind them.

use crate::plan::Comparator;

/// A comparing word.
pub(super) type Word = (&'static str, Comparator);

/// Words behind a unit.
const AFTER: [(&str, Comparator); 6] = [
    ("以上", Comparator::AtLeast),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("左右", Comparator::About),
    ("上下", Comparator::About),
    ("之内", Comparator::AtMost),
];

/// Measure words, longest first of those with one beginning; 万 and 亿 before them belong to the printed unit.
const MEASURES: &[&str] = &[
    "个百分点",
    "百分点",
    "个基点",
    "基点",
    "个工作日",
    "工作日",
    "个小时",
    "个自然日",
    "个月",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "吨标准煤",
    "吨标煤",
    "千瓦时",
    "标准箱",
    "标箱",
    "人次",
    "家次",
    "件次",
    "户次",
    "场次",
    "批次",
    "班次",
    "架次",
    "车次",
    "辆次",
    "课时",
    "学时",
    "千瓦",
    "兆瓦",
    "微克",
    "毫克",
    "公斤",
    "千克",
    "千米",
    "公里",
    "海里",
    "公顷",
    "小时",
    "分钟",
    "周岁",
    "美元",
    "欧元",
    "张床位",
    "个床位",
    "件",
    "个",
    "家",
    "次",
    "场",
    "项",
    "分",
    "人",
    "名",
    "位",
    "所",
    "期",
    "种",
    "批",
    "户",
    "亩",
    "头",
    "只",
    "羽",
    "株",
    "棵",
    "台",
    "套",
    "辆",
    "艘",
    "架",
    "条",
    "座",
    "处",
    "幢",
    "栋",
    "间",
    "张",
    "册",
    "部",
    "篇",
    "本",
    "款",
    "支",
    "例",
    "宗",
    "起",
    "单",
    "笔",
    "份",
    "组",
    "队",
    "对",
    "片",
    "块",
    "倍",
    "成",
    "岁",
    "天",
    "元",
    "吨",
    "米",
    "度",
    "年",
    "箱",
    "%",
    "％",
    "‰",
    "℃",
    "瓦时",
    "瓦",
];

const LATIN: [&str; 14] =
    ["TEU", "MWh", "GWh", "kWh", "km", "MW", "GW", "kW", "KW", "PB", "TB", "EB", "EFlops", "EFLOPS"];

/// What a unit may be counted by behind a stroke.
const PER: [&str; 16] = [
    "万人",
    "人",
    "亩",
    "户",
    "年",
    "月",
    "日",
    "天",
    "公顷",
    "立方米",
    "平方公里",
    "平方米",
    "升",
    "吨",
    "小时",
    "千人",
];

/// The unit that a text opens with, and its bytes.
pub(super) fn unit(text: &str) -> (Option<String>, usize) {
    let power: usize = text.chars().take_while(|c| "十百千万亿".contains(*c)).map(char::len_utf8).sum();
    let rest = text[power..].trim_start();
    let blank = text.len() - power - rest.len();
    let measure = MEASURES.iter().chain(&LATIN).find(|measure| rest.starts_with(**measure));
    let measured = measure.map_or(0, |measure| measure.len());
    let not = ["分之", "分别", "成立", "成为", "成果", "位于", "级", "位居", "位列"];
    if not.iter().any(|word| rest.starts_with(word)) {
        return (None, 0);
    }
    if measured == 0 {
        return if power > 0 { (Some(text[..power].to_owned()), power) } else { (None, 0) };
    }
    let mut unit = format!("{}{}", &text[..power], &rest[..measured]);
    let mut len = power + blank + measured;
    if let Some(per) = text[len..].strip_prefix(['/', '／'])
        && let Some(word) = PER.iter().find(|word| per.starts_with(**word))
    {
        let stroke = text.len() - len - per.len();
        unit.push_str(&text[len..len + stroke + word.len()]);
        len += stroke + word.len();
    }
    (Some(unit), len)
}

pub(super) fn after(text: &str, at: usize) -> (Option<Word>, usize) {
    let mut rest = text[at..].trim_start();
    for word in ["（含）", "(含)", "含", "及", "或", "（及）"] {
        if let Some(next) = rest.strip_prefix(word)
            && AFTER.iter().any(|(word, _)| next.starts_with(word))
        {
            rest = next;
        }
    }
    match AFTER.iter().find(|(word, _)| rest.starts_with(word)) {
        Some(found) => (Some(*found), text.len() - rest.len() + found.0.len()),
        None if rest.starts_with("内，") || rest == "内" => {
            (Some(("内", Comparator::AtMost)), text.len() - rest.len() + '内'.len_utf8())
        }
        None => (None, at),
    }
}
