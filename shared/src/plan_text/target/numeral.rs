//! Numbers as they are written: in digits, and in words.

use crate::{plan_text::numbering::digit, quantity::Quantity};

/// Digits with a point and separators of thousands.
pub(super) struct Run {
    pub value: Option<Quantity>,
    /// How many characters the number has, its point included.
    pub digits: usize,
    pub end: usize,
}

impl Run {
    pub(super) fn at(text: &str, at: usize) -> Self {
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

/// A Chinese numeral up to 9999 that says a count: 两, 十五, 三百二十.
pub(super) fn numeral(text: &str) -> Option<(i64, usize)> {
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
