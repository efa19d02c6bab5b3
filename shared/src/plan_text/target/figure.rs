//! Numbers with their units, and what is no number of a target.

use super::{
    measure::{Word, after, unit},
    numeral::{Run, numeral},
};
use crate::{plan_text::numbering::digit, quantity::Quantity};

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
    pub after: Option<Word>,
    /// Written in Chinese numerals.
    pub words: bool,
    /// It describes what is counted: `5亿元以上的项目`.
    pub attribute: bool,
}

/// The numbers of a text that may be values: no dates, ranks, names, or what stands in brackets and quotation marks.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut hidden = 0_usize;
    let mut until = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        match c {
            // A quotation that runs over several clauses hides nothing in its first.
            '“' if !text[at..].contains('”') => {}
            '（' | '(' | '《' | '“' | '「' | '〔' | '[' | '【' => hidden += 1,
            '）' | ')' | '》' | '”' | '」' | '〕' | ']' | '】' => hidden = hidden.saturating_sub(1),
            _ => {}
        }
        if hidden == 0 && at >= until {
            if digit(c).is_some() {
                let run = Run::at(text, at);
                until = run.end;
                // TISC1家 counts, PM2.5 does not.
                let counts = text[until..].starts_with(['家', '个', '件', '项']);
                let named = before.is_some_and(|c| {
                    ":：第+＋.".contains(c) || c.is_ascii_digit() || c.is_ascii_alphabetic() && !counts
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

fn arabic(text: &str, at: usize, run: &Run) -> Option<Figure> {
    let rest = &text[run.end..];
    let near = rest.trim_start();
    let next = near.chars().next();
    let year = run.digits == 4 && text[at..].starts_with(['1', '2', '１', '２']);
    // 2025年, 5年内, 6月, 30日, 24:00, 3/4, 1+4, 5G, 第2款
    let dated = year && next == Some('年')
        || near.starts_with("年内")
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
    let unit_end = unit_end + alternative(&text[unit_end..]);
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
    after: Option<Word>,
) -> Figure {
    Figure { start, end, value, unit, after, words: false, attribute: false }
}

/// 条 and 号 and their like are measures where something is counted, not where something is cited.
fn is_measure_then(near: &str) -> bool {
    near.starts_with('条') && !near.starts_with("条例") || near.starts_with('款') && !near.starts_with("款项")
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

/// The bytes of a bracket with another word for what a unit counts: `1.5万套（间）`, `20家（个）以上`.
fn alternative(rest: &str) -> usize {
    let inner = rest.strip_prefix('（').and_then(|rest| rest.split_once('）')).map(|(inner, _)| inner);
    let short = |inner: &&str| inner.chars().count() == 1 && unit(inner).1 == inner.len();
    inner.filter(short).map_or(0, |inner| '（'.len_utf8() + inner.len() + '）'.len_utf8())
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
