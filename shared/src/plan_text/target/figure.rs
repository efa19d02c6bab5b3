//! Numbers with their units, and what is no number of a target.

use crate::{plan::Comparator, plan_text::numbering::digit, quantity::Quantity};

/// A number with its unit and the words behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    pub start: usize,
    /// Behind its unit and comparing word.
    pub end: usize,
    /// `None`: a range, or a fraction in words.
    pub value: Option<Quantity>,
    /// As printed, with 万 or 亿.
    pub unit: Option<String>,
    pub after: Option<(&'static str, Comparator)>,
    /// Written in Chinese numerals.
    pub words: bool,
    /// It describes what is counted: `5亿元以上的项目`.
    pub attribute: bool,
}

/// A comparing word.
type Word = (&'static str, Comparator);

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

/// The numbers of a text that may be values: no dates, ranks, names, or what stands in brackets and quotation marks.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut hidden = 0_usize;
    let mut until = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '《' | '“' | '「' | '〔' | '[' | '【' => hidden += 1,
            '）' | ')' | '》' | '”' | '」' | '〕' | ']' | '】' => hidden = hidden.saturating_sub(1),
            _ => {}
        }
        if hidden == 0 && at >= until {
            if digit(c).is_some() {
                let run = Run::at(text, at);
                until = run.end;
                let named = before.is_some_and(|c| {
                    ":：第+".contains(c) || c == '＋' || c == '.' || c.is_ascii_alphanumeric()
                });
                if !named && let Some(figure) = arabic(text, at, &run) {
                    until = figure.end;
                    found.push(figure);
                }
            } else if let Some(figure) = chinese(text, at, before) {
                until = figure.end;
                found.push(figure);
            }
        }
        before = Some(c);
    }
    found
}

/// Digits with a point and separators of thousands.
struct Run {
    value: Option<Quantity>,
    digits: usize,
    end: usize,
}

impl Run {
    fn at(text: &str, at: usize) -> Self {
        let mut plain = String::new();
        let mut end = at;
        let mut chars = text[at..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let next = chars.peek().and_then(|(_, c)| digit(*c));
            let thousands =
                || text[at + offset + 1..].chars().take_while(|c| digit(*c).is_some()).take(4).count() == 3;
            match digit(c) {
                Some(c) => plain.push(c),
                None if ".．".contains(c) && next.is_some() && !plain.contains('.') => plain.push('.'),
                None if c == ',' && next.is_some() && thousands() => {}
                None => break,
            }
            end = at + offset + c.len_utf8();
        }
        Self { digits: plain.len(), value: plain.parse().ok(), end }
    }
}

fn arabic(text: &str, at: usize, run: &Run) -> Option<Figure> {
    let rest = &text[run.end..];
    let near = rest.trim_start();
    let next = near.chars().next();
    let year = run.digits == 4 && text[at..].starts_with(['1', '2', '１', '２']);
    // 2025年, 6月, 30日, 24:00, 3/4, 1+4, 5G, 第2款
    let dated = year && next == Some('年')
        || next.is_some_and(|c| "月日号级届款条：:∶/+＋×*".contains(c)) && !is_measure_then(near)
        || year && near.starts_with(['、', '—', '-', '至', '和']) && near.chars().take(12).any(|c| c == '年');
    if dated {
        return None;
    }
    if let Some((end, unit, after)) = ranged(text, run.end) {
        return Some(figure(at, end, None, unit, after));
    }
    // 10亿级, 百万吨级: a class of size.
    if near.trim_start_matches(['十', '百', '千', '万', '亿']).starts_with('级') {
        return None;
    }
    let (unit, len) = unit(near);
    let latin = next.is_some_and(|c| c.is_ascii_alphabetic());
    if latin && unit.is_none() {
        return None;
    }
    let unit_end = text.len() - near.len() + len;
    let unit_end = if unit.is_some() { unit_end } else { run.end };
    let (after, end) = after(text, unit_end);
    let mut figure = figure(at, end, run.value, unit, after);
    figure.value?;
    figure.attribute = attribute(&text[end..]);
    Some(figure)
}

fn figure(
    start: usize,
    end: usize,
    value: Option<Quantity>,
    unit: Option<String>,
    after: Option<(&'static str, Comparator)>,
) -> Figure {
    Figure { start, end, value, unit, after, words: false, attribute: false }
}

/// 条 and 号 and their like are measures where something is counted, not where something is cited.
fn is_measure_then(near: &str) -> bool {
    near.starts_with('条') && !near.starts_with("条例")
}

/// `50%—60%`, `3至5家`: a range has no one value.
fn ranged(text: &str, first: usize) -> Option<(usize, Option<String>, Option<Word>)> {
    let near = &text[first..];
    let (_, len) = unit(near);
    let rest = &near[len..];
    let joint = rest.trim_start_matches(['—', '-', '–', '－', '~', '～', '至', '到']);
    let next = text.len() - joint.len();
    let one = joint.len() < rest.len() && joint.chars().next().is_some_and(|c| digit(c).is_some());
    if !one {
        return None;
    }
    let run = Run::at(text, next);
    let near = text[run.end..].trim_start();
    if near.starts_with(['年', '月', '日']) {
        return None;
    }
    let (unit, len) = unit(near);
    let end = text.len() - near.len() + len;
    let (after, end) = after(text, end);
    Some((end, unit, after))
}

/// The unit that a text opens with, and its bytes.
fn unit(text: &str) -> (Option<String>, usize) {
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

fn after(text: &str, at: usize) -> (Option<(&'static str, Comparator)>, usize) {
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

/// What follows makes a number describe something.
fn attribute(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.starts_with('的') && !["的目标", "的水平", "的要求"].iter().any(|word| rest.starts_with(word))
}

/// 八家, 三百件, 百分之八十, 七成; 三分之二 has no value.
fn chinese(text: &str, at: usize, before: Option<char>) -> Option<Figure> {
    let rest = &text[at..];
    if let Some(rest) = rest.strip_prefix("百分之") {
        let from = text.len() - rest.len();
        let run = Run::at(text, from);
        let (value, end) = match numeral(rest) {
            Some((value, len)) => (Some(Quantity::new(value, 0)), from + len),
            None => (run.value, run.end),
        };
        let (after, end) = after(text, end);
        value?;
        return Some(Figure { words: true, ..figure(at, end, value, Some("%".to_owned()), after) });
    }
    let (value, len) = numeral(rest)?;
    if before.is_some_and(|c| "第“十百千万亿〇零、".contains(c) || digit(c).is_some()) {
        return None;
    }
    let tail = &rest[len..];
    if let Some(parts) = tail.strip_prefix("分之")
        && let Some((_, len)) = numeral(parts)
    {
        let (after, end) = after(text, text.len() - parts.len() + len);
        return Some(Figure { words: true, ..figure(at, end, None, None, after) });
    }
    let (unit, unit_len) = unit(tail);
    let unit = unit.filter(|unit| {
        !["年", "分", "级", "批", "度", "期", "成", "位"].contains(&unit.as_str())
            || tail.starts_with("成以上")
    })?;
    let (after, end) = after(text, at + len + unit_len);
    let value = Some(Quantity::new(value, 0));
    Some(Figure {
        words: true,
        attribute: attribute(&text[end..]),
        ..figure(at, end, value, Some(unit), after)
    })
}

/// A Chinese numeral up to 9999 that says a count: 两, 十五, 三百二十.
fn numeral(text: &str) -> Option<(i64, usize)> {
    let (mut total, mut ones, mut len) = (0_i64, None, 0);
    for c in text.chars().take(8) {
        let one = "零一二三四五六七八九".chars().position(|known| known == c).or((c == '两').then_some(2));
        match (one, c) {
            (Some(one), _) => ones = Some(i64::try_from(one).ok()?),
            (None, '十') => total += ones.take().unwrap_or(1) * 10,
            (None, '百') => total += ones.take()? * 100,
            (None, '千') => total += ones.take()? * 1000,
            _ => break,
        }
        len += c.len_utf8();
    }
    let value = total + ones.unwrap_or(0);
    (len > 0 && value > 0).then_some((value, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let shown = |figure: Figure| {
            let value = figure.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
            let after = figure.after.map_or("", |(word, _)| word);
            let of = if figure.attribute { "的" } else { "" };
            format!("{value}{}{after}{of}", figure.unit.unwrap_or_default())
        };
        figures(text).into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_keep_their_printed_units() {
        assert_eq!(read("拥有量48件以上，达14万件，8亿元"), "48件以上 14万件 8亿元");
        assert_eq!(read("１２００ 人次，1,200件，85 %左右，3.5‰"), "1200人次 1200件 85%左右 3.5‰");
        assert_eq!(
            read("40微克/立方米，5.2亿千瓦时，30 万吨标准煤"),
            "40微克/立方米 5.2亿千瓦时 30万吨标准煤"
        );
        assert_eq!(read("八家以上，三百二十件，百分之八十以上，七成以上"), "8家以上 320件 80%以上 7成以上");
        assert_eq!(read("3个工作日（含）以内，2个百分点"), "3个工作日以内 2个百分点");
    }

    #[test]
    fn a_range_has_no_value() {
        assert_eq!(read("50%—60%，3至5家，10-15个，三分之二以上"), "?% ?家 ?个 ?以上");
    }

    #[test]
    fn names_and_dates_are_no_values() {
        for text in [
            "“159”区校合作",
            "1+4产业",
            "第19届",
            "5A级景区",
            "12月30日",
            "2025年",
            "2022—2025年",
            "5G基站",
            "PM2.5",
            "《2025年要点》",
            "（3家）",
            "ISO9001认证",
            "24:00",
            "十四五",
            "一批",
            "第三届",
            "一体化",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
        assert_eq!(read("5亿元以上的项目3个"), "5亿元以上的 3个");
    }
}
