//! The years a text names, and what it names them for.

use crate::{
    date::{Date, PartialDate},
    plan_text::numbering::digit,
};

/// What a year is named for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// 到2025年, 2025年底前
    Due,
    /// 2025年
    Plain,
    /// 比2020年, 从2020年的, 2020年以来
    Base,
}

/// A year in a text, with month and day where they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    pub start: usize,
    pub end: usize,
    pub date: PartialDate,
    pub is: Use,
}

/// The years of a text outside brackets and titles, in its order.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut hidden = 0_usize;
    let mut until = 0;
    let mut digit_before = false;
    for (at, c) in text.char_indices() {
        match c {
            '《' | '（' | '(' | '“' | '〔' => hidden += 1,
            '》' | '）' | ')' | '”' | '〕' => hidden = hidden.saturating_sub(1),
            _ => {}
        }
        if at >= until
            && hidden == 0
            && !digit_before
            && let Some(mention) = mention(text, at, LISTED)
        {
            until = mention.end;
            found.push(mention);
        }
        digit_before = year_digit(c).is_some();
    }
    // A year that opens a range is no date of its own.
    let opens = |one: &Mention| {
        let rest = &text[one.end..];
        let joint = rest.trim_start_matches(['—', '-', '–', '－', '~', '～', '至']);
        joint.len() < rest.len()
            && one.is != Use::Base
            && mention(text, text.len() - joint.len(), LISTED).is_some()
    };
    found.retain(|one| !opens(one));
    found
}

fn year_digit(c: char) -> Option<u32> {
    digit(c).and_then(|c| c.to_digit(10)).or_else(|| {
        let at = "〇一二三四五六七八九".chars().position(|known| known == c || c == '○' && known == '〇')?;
        u32::try_from(at).ok()
    })
}

/// So many years may stand in a list before the word 年.
const LISTED: usize = 6;

fn mention(text: &str, at: usize, listed: usize) -> Option<Mention> {
    let (year, end) = year(text, at)?;
    let rest = &text[end..];
    let (date, end) = if let Some(after) = rest.trim_start().strip_prefix('年') {
        let end = text.len() - after.len();
        within_year(year, after).map_or((PartialDate::Year(year), end), |(date, len)| (date, end + len))
    } else {
        // 2023、2024和2025年, 2022—2025年
        let joint = rest.trim_start_matches(['、', '和', '—', '-', '–', '－', '~', '～', '至', '及']);
        let next = text.len() - joint.len();
        let joined = listed > 0 && joint.len() < rest.len();
        let joined = joined && mention(text, next, listed - 1).is_some();
        joined.then_some((PartialDate::Year(year), end))?
    };
    Some(Mention { start: at, end, date, is: named_for(&text[..at], &text[end..]) })
}

fn year(text: &str, at: usize) -> Option<(i32, usize)> {
    let mut end = at;
    let mut year = 0;
    // 203二 is a slip of the pen: nobody can tell which year was meant.
    let is_written_out = |c: char| digit(c).is_none();
    let written_out = text[at..].chars().next().is_some_and(is_written_out);
    for c in text[at..].chars().take(4) {
        if is_written_out(c) != written_out {
            return None;
        }
        year = year * 10 + i32::try_from(year_digit(c)?).ok()?;
        end += c.len_utf8();
    }
    let next = text[end..].chars().next();
    ((1990..=2099).contains(&year) && next.and_then(digit).is_none()).then_some((year, end))
}

/// A month, a day or a part of the year after 年.
fn within_year(year: i32, after: &str) -> Option<(PartialDate, usize)> {
    let months = [
        ("上半年", 6),
        ("一季度", 3),
        ("第一季度", 3),
        ("二季度", 6),
        ("第二季度", 6),
        ("三季度", 9),
        ("第三季度", 9),
        ("四季度", 12),
        ("第四季度", 12),
        ("下半年", 12),
    ];
    if let Some((word, month)) = months.iter().find(|(word, _)| after.starts_with(word)) {
        return Some((PartialDate::Month(year, *month), word.len()));
    }
    let (month, len) = small(after)?;
    let rest = after[len..].strip_prefix('月')?;
    let len = len + '月'.len_utf8();
    if !(1..=12).contains(&month) {
        return None;
    }
    if let Some((day, digits)) = small(rest)
        && rest[digits..].starts_with('日')
        && let Some(date) = Date::new(year, month, day)
    {
        return Some((PartialDate::Day(date), len + digits + '日'.len_utf8()));
    }
    Some((PartialDate::Month(year, month), len))
}

fn small(text: &str) -> Option<(u8, usize)> {
    let digits: Vec<char> = text.chars().map_while(digit).take(3).collect();
    let len = text.chars().take(digits.len()).map(char::len_utf8).sum();
    let value: String = digits.iter().collect();
    Some((value.parse().ok()?, len))
}

fn named_for(before: &str, after: &str) -> Use {
    let before = before.trim_end();
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let opens = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    let near: String = after.chars().take(8).collect();
    let compared =
        ends(&["比", "较", "相比", "同", "自", "从", "由", "相较", "相较于", "对比", "是", "为", "比照"])
            || ends(&["与", "在", "以"])
                && ["相比", "基础上", "为基", "水平"].iter().any(|word| near.contains(word));
    if compared || opens(&["以来", "起", "的基础上", "基础上"]) {
        Use::Base
    } else if ends(&["到", "至", "截至", "截止", "止"])
        || opens(&["底", "末", "年底", "年末", "前", "终", "内"])
    {
        Use::Due
    } else {
        Use::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let shown = |one: Mention| format!("{}{}", one.date, ["", "?", "-"][one.is as usize]);
        mentions(text).into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn years_are_read_with_what_they_are_for() {
        assert_eq!(read("到2025年，达到"), "2025");
        assert_eq!(read("2025年底前、2030年"), "2025 2030?");
        assert_eq!(read("比2020年增长，从2020年的7件到2025年的9件"), "2020- 2020- 2025");
        assert_eq!(read("2026年6月底前，2026年6月30日前，2026年上半年"), "2026-06 2026-06-30 2026-06?");
        assert_eq!(read("2022—2025年，2022年至2025年"), "2025? 2025");
        assert_eq!(read("2023、2024、2025年分别"), "2023? 2024? 2025?");
        assert_eq!(read("到二〇二五年；到２０２５年"), "2025 2025");
        assert_eq!(read("到203二年，到二〇2五年"), "");
        assert_eq!(read("根据《2025年要点》（2024年），12345年，20255年"), "");
        assert_eq!(read("2020年以来，在2021年基础上"), "2020- 2021-");
    }
}
