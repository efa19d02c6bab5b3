//! The figures that a clause states in digits, each with its unit and the words it stands in.

use super::DraftFact;
use crate::plan_text::numbering::digit;

/// Units of amounts, shares, spans and counts; longer ones before those they begin with.
const UNITS: [&str; 41] = [
    "亿元",
    "万元",
    "千元",
    "元",
    "个百分点",
    "百分点",
    "%",
    "％",
    "‰",
    "倍",
    "个工作日",
    "工作日",
    "个自然日",
    "个月",
    "周年",
    "年",
    "天",
    "日",
    "小时",
    "分钟",
    "平方米",
    "公里",
    "万件",
    "万人次",
    "万人",
    "人次",
    "个",
    "人",
    "名",
    "件",
    "家",
    "项",
    "次",
    "户",
    "台",
    "套",
    "篇",
    "所",
    "场",
    "份",
    "分",
];
/// What stands before a number that is part of a name or a date.
const NAMES: &str = "第〔［[-—/.．年月";
/// A longer part of a sentence is cut before the figure.
const WORDS: usize = 40;

/// The figures of a text. Years, days and numbers of documents and articles are none.
pub(super) fn of(text: &str) -> Vec<DraftFact> {
    let mut found: Vec<DraftFact> = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if at < from || digit(c).is_none() {
            continue;
        }
        let end = at + run(&text[at..]);
        from = end;
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| NAMES.contains(c) || c.is_ascii_alphanumeric()) {
            continue;
        }
        let Some(unit) = unit(&text[at..end], &text[end..]) else { continue };
        let fact = DraftFact {
            value: text[at..end].to_owned(),
            unit: unit.to_owned(),
            about: words(text, at, end + unit.len()),
        };
        if !found.contains(&fact) {
            found.push(fact);
        }
    }
    found
}

/// The bytes of a number with its point and separators of thousands.
fn run(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = ".,，．".contains(c) && chars.peek().is_some_and(|(_, next)| digit(*next).is_some());
        let thousands =
            || text[at + c.len_utf8()..].chars().take_while(|c| digit(*c).is_some()).take(4).count() == 3;
        let separates = inside && (".．".contains(c) || c == ',' && thousands());
        if digit(c).is_none() && !separates {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn unit<'a>(number: &str, behind: &'a str) -> Option<&'a str> {
    let behind = behind.strip_prefix(' ').unwrap_or(behind);
    let unit = UNITS.iter().find(|unit| behind.starts_with(**unit))?;
    let is_year = *unit == "年" && number.chars().count() == 4;
    // 3年6月 and 5月3日 are days; 3日内 is a span.
    let is_date = *unit == "年" && behind[unit.len()..].starts_with(|c| digit(c).is_some());
    (!is_year && !is_date).then(|| &behind[..unit.len()])
}

/// The part of the sentence that holds a figure; of a long one the words before the figure.
fn words(text: &str, at: usize, end: usize) -> String {
    let stops = ['，', '。', '；', '：', '\n', '、'];
    let begin = text[..at]
        .rfind(stops)
        .map_or(0, |stop| stop + text[stop..].chars().next().map_or(0, char::len_utf8));
    let end = text.get(end..).map_or(text.len(), |rest| end + rest.find(stops).unwrap_or(rest.len()));
    let part = text[begin..end].trim();
    let cut = part.chars().count().saturating_sub(WORDS);
    let head = text[begin..at].trim_start().chars().count();
    part.chars().skip(cut.min(head)).take(WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_their_unit_and_their_words() {
        let facts = of(
            "对首次认定的企业，给予10,000元奖励；按实际支出的30%补助，最高不超过20.5万元。自受理之日起15个工作日内办结。",
        );
        let shown: Vec<String> =
            facts.iter().map(|fact| format!("{} {} {}", fact.value, fact.unit, fact.about)).collect();
        assert_eq!(
            shown,
            [
                "10,000 元 给予10,000元奖励",
                "30 % 按实际支出的30%补助",
                "20.5 万元 最高不超过20.5万元",
                "15 个工作日 自受理之日起15个工作日内办结",
            ]
        );
    }

    #[test]
    fn years_days_and_numbers_of_documents_are_none() {
        let text = "依据示科〔2024〕5号第3条、2024年3月5日的通知和GB/T29490-2023，2024年度申报，5月3日截止。";
        assert_eq!(of(text), []);
    }
}
