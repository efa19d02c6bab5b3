//! How headings and items are numbered.

use super::brackets::{closes, opens};
use crate::text::is_chinese_numeral;

/// The depth of a heading, by its way of numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Level {
    /// 第一章
    Part,
    /// 一、
    Chapter,
    /// （一）
    Group,
    /// 1.
    Item,
    /// （1）, 1）, ①
    Sub,
}

/// The number that opens a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub level: Level,
    /// As printed, without the separator: 一, （一）, 1.
    pub number: String,
    /// Its bytes with the separator.
    pub len: usize,
}

/// Reads the number that a text opens with.
pub(crate) fn mark(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    match first {
        '第' => part(text),
        '①'..='⑳' => Some(Mark { level: Level::Sub, number: first.to_string(), len: first.len_utf8() }),
        _ if opens(first) => bracketed(text, first.len_utf8()),
        _ if is_chinese_numeral(&text[..first.len_utf8()]) => chinese(text),
        _ if digit(first).is_some() => arabic(text),
        _ => None,
    }
}

/// An ASCII or full-width digit.
pub(crate) fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

fn numeral(text: &str) -> usize {
    let numeral = |c: &char| is_chinese_numeral(c.encode_utf8(&mut [0; 4]));
    text.chars().take(4).take_while(numeral).map(char::len_utf8).sum()
}

fn digits(text: &str) -> usize {
    text.chars().take(4).take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum()
}

fn part(text: &str) -> Option<Mark> {
    let start = '第'.len_utf8();
    let count = numeral(&text[start..]).max(digits(&text[start..]));
    let word = text[start + count..].chars().next().filter(|c| "章篇编节".contains(*c))?;
    let len = start + count + word.len_utf8();
    let level = if word == '节' { Level::Chapter } else { Level::Part };
    (count > 0).then(|| Mark { level, number: text[..len].to_owned(), len })
}

/// （一）, （1）; the closing bracket may be missing after a Chinese numeral.
fn bracketed(text: &str, open: usize) -> Option<Mark> {
    let rest = &text[open..];
    let (count, level) = match numeral(rest) {
        0 => (digits(rest), Level::Sub),
        count => (count, Level::Group),
    };
    let number = &rest[..count];
    let close = rest[count..].chars().next().filter(|c| closes(*c))?;
    let mut len = open + count + close.len_utf8();
    len += separator(&text[len..], "、.．");
    (count > 0).then(|| Mark { level, number: format!("（{}）", ascii(number)), len })
}

/// 一、 and 一）
fn chinese(text: &str) -> Option<Mark> {
    let count = numeral(text);
    let number = &text[..count];
    let after = text[count..].chars().next()?;
    let len = count + after.len_utf8();
    if closes(after) {
        return Some(Mark { level: Level::Group, number: format!("（{number}）"), len });
    }
    let list = text[len..].chars().nth(1).is_some_and(|c| c == '、') && numeral(&text[len..]) > 0;
    ("、.．".contains(after) && !list).then(|| Mark { level: Level::Chapter, number: number.to_owned(), len })
}

/// 1. and 1）; 1.5 is no number of an item, 1.5.2 is one.
fn arabic(text: &str) -> Option<Mark> {
    let mut count = digits(text);
    let mut points = 0;
    while let Some(rest) = text[count..].strip_prefix('.')
        && digits(rest) > 0
    {
        count += 1 + digits(rest);
        points += 1;
    }
    let number = ascii(&text[..count]);
    let mark = |level, len| Some(Mark { level, number: number.clone(), len });
    let after = text[count..].chars().next()?;
    match after {
        _ if number.len() > 3 && points == 0 => None,
        '.' | '．' | '、' | '﹒' if points == 0 || points > 1 => {
            mark(Level::Item, count + after.len_utf8())
        }
        ' ' if points == 1 && number.len() <= 4 => mark(Level::Item, count),
        _ if points > 1 => mark(Level::Sub, count),
        _ if points == 0 && closes(after) => mark(Level::Sub, count + after.len_utf8()),
        _ => None,
    }
}

fn separator(text: &str, allowed: &str) -> usize {
    text.chars().next().filter(|c| allowed.contains(*c)).map_or(0, char::len_utf8)
}

fn ascii(number: &str) -> String {
    number.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Level, String)> {
        mark(text).map(|mark| (mark.level, format!("{}|{}", mark.number, &text[mark.len..])))
    }

    #[test]
    fn every_way_of_numbering_is_read() {
        let found = |level, text: &str| Some((level, text.to_owned()));
        assert_eq!(read("第二章 总则"), found(Level::Part, "第二章| 总则"));
        assert_eq!(read("十一、任务"), found(Level::Chapter, "十一|任务"));
        assert_eq!(read("(二)任务"), found(Level::Group, "（二）|任务"));
        assert_eq!(read("（二）、任务"), found(Level::Group, "（二）|任务"));
        assert_eq!(read("１．任务"), found(Level::Item, "1|任务"));
        assert_eq!(read("12、任务"), found(Level::Item, "12|任务"));
        assert_eq!(read("（3）任务"), found(Level::Sub, "（3）|任务"));
        assert_eq!(read("③任务"), found(Level::Sub, "③|任务"));
        assert_eq!(read("2.3.1 综合"), found(Level::Sub, "2.3.1| 综合"));
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for text in
            ["1.5万件", "2025年", "2025.", "第19届", "一、二、三产业", "一批", "（市、区）", "100件", ""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
