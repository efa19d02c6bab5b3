//! What ties a question to one text: a place, a year, the number of a document, a person whose name is withheld. A text without it answers another
//! question, however many words the two share.

use super::text::tokens;

/// One of them: the tokens that a text naming it has.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Anchor(pub Vec<String>);

/// A question names few.
const MOST: usize = 4;

const PROVINCES: &[&str] = &[
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
];

/// The anchors of a folded question.
pub(super) fn of(folded: &str) -> Vec<Anchor> {
    let provinces = PROVINCES.iter().copied().filter(|name| folded.contains(name));
    let found =
        provinces.chain(town(folded)).chain(years(folded)).chain(numbers(folded)).chain(persons(folded));
    let mut anchors: Vec<Anchor> = Vec::new();
    for text in found {
        let anchor = Anchor(tokens(text).map(str::to_owned).collect());
        if !anchor.0.is_empty() && !anchors.contains(&anchor) && anchors.len() < MOST {
            anchors.push(anchor);
        }
    }
    anchors
}

/// A town or county, without the word for it, where a question begins with one or it follows a province.
fn town(folded: &str) -> Option<&str> {
    let starts = PROVINCES.iter().flat_map(|name| {
        folded.match_indices(name).map(|(at, name)| {
            let rest = &folded[at + name.len()..];
            ["自治区", "省", "市"].iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest)
        })
    });
    std::iter::once(folded).chain(starts).find_map(named_town)
}

/// 平凉 of 平凉市…; not 全市 (no name is that short) and not 超市场 (the word goes on).
fn named_town(text: &str) -> Option<&str> {
    let mut chars = text.char_indices();
    let (end, kind) = chars.by_ref().take(4).find(|(_, c)| "市县区州".contains(*c))?;
    let name = &text[..end];
    let goes_on =
        text[end + kind.len_utf8()..].starts_with(['场', '民', '内', '级', '域', '外', '委', '长', '政']);
    let is_name = (2..=3).contains(&name.chars().count())
        && name.chars().all(char::is_alphabetic)
        && !name.is_ascii()
        && !PROVINCES.contains(&name)
        && !name.starts_with(['自', '各', '全', '本', '该', '我', '在', '对']);
    (is_name && !goes_on).then_some(name)
}

/// `2020` of 2020年.
fn years(folded: &str) -> impl Iterator<Item = &str> {
    folded.match_indices('年').filter_map(|(at, _)| {
        let year = folded.get(at.checked_sub(4)?..at)?;
        let is_year =
            year.bytes().all(|b| b.is_ascii_digit()) && (year.starts_with("19") || year.starts_with("20"));
        is_year.then_some(year)
    })
}

/// `2020〕37` of 〔2020〕37号, `9` of 第9号.
fn numbers(folded: &str) -> impl Iterator<Item = &str> {
    folded.match_indices('号').filter_map(|(at, _)| {
        let before = &folded[..at];
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
        if digits.len() == before.len() {
            return None;
        }
        let opened = ['〕', ')', ']'].iter().any(|close| digits.ends_with(*close));
        let year = if opened { digits.rfind(['〔', '(', '['])? } else { digits.len() };
        (opened || digits.ends_with('第')).then(|| &before[year..])
    })
}

/// `张某` of 张某诉…: whose case it is, no general text tells.
fn persons(folded: &str) -> impl Iterator<Item = &str> {
    folded.match_indices('某').filter_map(|(at, withheld)| {
        let surname = folded[..at].chars().next_back().filter(|c| c.is_alphabetic() && !c.is_ascii())?;
        Some(&folded[at - surname.len_utf8()..at + withheld.len()])
    })
}
