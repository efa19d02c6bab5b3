//! Numbers in digits and in words, as articles, headings and dates write them.

use crate::plan_text::numbering::digit;

const ONES: &str = "零一二三四五六七八九";

/// A number that a text opens with, and its bytes: 12, １２, 十二, 一百〇三. Up to 9999.
pub(super) fn count(text: &str) -> Option<(u32, usize)> {
    digits(text, 4).or_else(|| words(text))
}

/// At most `most` digits, also full-width ones.
pub(super) fn digits(text: &str, most: usize) -> Option<(u32, usize)> {
    let found: Vec<char> = text.chars().take_while(|c| digit(*c).is_some()).collect();
    let plain: String = found.iter().filter_map(|c| digit(*c)).collect();
    let len = found.iter().map(|c| c.len_utf8()).sum();
    (found.len() <= most).then(|| plain.parse().ok().map(|number| (number, len)))?
}

/// 十二, 一百零三.
fn words(text: &str) -> Option<(u32, usize)> {
    let (mut total, mut ones, mut len) = (0, None, 0);
    for c in text.chars().take(9) {
        match c {
            '十' => total += ones.take().unwrap_or(1) * 10,
            '百' => total += ones.take()? * 100,
            '千' => total += ones.take()? * 1000,
            _ => match one(c) {
                Some(one) => ones = Some(one),
                None => break,
            },
        }
        len += c.len_utf8();
    }
    (len > 0).then(|| (total + ones.unwrap_or(0), len))
}

fn one(c: char) -> Option<u32> {
    let c = if c == '〇' { '零' } else { c };
    ONES.chars().position(|known| known == c).and_then(|at| u32::try_from(at).ok())
}

/// A year of four characters: 2024, ２０２４, 二〇二四.
pub(super) fn year(text: &str) -> Option<(i32, usize)> {
    let chars: Vec<char> = text.chars().take(4).collect();
    let value = |c: &char| digit(*c).and_then(|c| c.to_digit(10)).or_else(|| one(*c));
    let values: Vec<u32> = chars.iter().map_while(value).collect();
    let number = values.iter().fold(0, |number, value| number * 10 + value);
    let year = i32::try_from(number).ok().filter(|year| values.len() == 4 && (1949..=2999).contains(year))?;
    Some((year, chars.iter().map(|c| c.len_utf8()).sum()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_digits_and_in_words() {
        let read = |text: &'static str| count(text).map(|(number, len)| (number, &text[len..]));
        assert_eq!(read("十二条"), Some((12, "条")));
        assert_eq!(read("一百〇三条"), Some((103, "条")));
        assert_eq!(read("一千二百六十条"), Some((1260, "条")));
        assert_eq!(read("１２条"), Some((12, "条")));
        assert_eq!(read("20条"), Some((20, "条")));
        assert_eq!(read("百"), None);
        assert_eq!(read("20241"), None);
        assert_eq!(year("二〇二四年"), Some((2024, 12)));
        assert_eq!(year("２０２４年"), Some((2024, 12)));
        assert_eq!(year("1024年"), None);
        assert_eq!(year("二四"), None);
    }
}
