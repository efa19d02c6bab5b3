//! Lines of a text, by a careful guess of its width: nobody knows the reader's fonts.

use crate::strings::picture::MORE;

/// What must not begin a line.
const CLOSING: &str = "，。、；：！？）》」』】”’…,.;:!?)]%";

/// Cuts a text into at most `most` lines of a width, both in pixels of a font of a size; what is left over is marked.
pub(super) fn wrap(text: &str, size: usize, width: usize, most: usize) -> Vec<String> {
    let room = width * 1000 / size.max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        let wide = breadth(piece);
        let first = used == 0;
        if !first && used + wide > room {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if used == 0 { piece.trim_start() } else { piece });
        }
        used += wide;
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push(MORE);
        }
    }
    lines
}

/// The guessed width of a text in pixels.
pub(super) fn width(text: &str, size: usize) -> usize {
    breadth(text) * size / 1000
}

/// What stays together: a character with the closing signs after it, or a word with the blank before it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    core::iter::from_fn(move || {
        let mut before = None;
        let end = rest.char_indices().find_map(|(at, c)| {
            let breaks = before.is_some_and(|before| may_break(before, c));
            before = Some(c);
            breaks.then_some(at)
        });
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

fn may_break(before: char, after: char) -> bool {
    let is_wide = |c: char| thousandths(c) == 1000;
    let opens = matches!(before, '（' | '《' | '「' | '『' | '【' | '“' | '‘' | '(' | '[');
    !CLOSING.contains(after) && !opens && (is_wide(before) || is_wide(after) || after == ' ')
}

fn breadth(text: &str) -> usize {
    text.chars().map(thousandths).sum()
}

/// How wide a character is, in thousandths of the font's size: rather too wide than too narrow.
fn thousandths(c: char) -> usize {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | 'i' | 'j' | 'l' | '(' | ')' | '·' => 350,
        'M' | 'W' | '@' | '%' | 'm' | 'w' => 920,
        'A'..='Z' => 720,
        '\u{0}'..='\u{24f}' => 600,
        _ => 1000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_anywhere_but_before_a_closing_sign_and_after_an_opening_one() {
        assert_eq!(wrap("一二三四五六七", 10, 30, 9), ["一二三", "四五六", "七"]);
        assert_eq!(wrap("一二三，四五", 10, 30, 9), ["一二", "三，四", "五"]);
        assert_eq!(wrap("一二（三四）", 10, 30, 9), ["一二", "（三", "四）"]);
    }

    #[test]
    fn words_stay_whole_and_lines_begin_without_a_blank() {
        assert_eq!(wrap("over the target line", 10, 60, 9), ["over the", "target", "line"]);
        assert_eq!(wrap("每万人 48.5 件", 10, 40, 9), ["每万人", "48.5 件"]);
    }

    #[test]
    fn what_does_not_fit_is_marked() {
        assert_eq!(wrap("一二三四五六七八", 10, 30, 2), ["一二三", "四五…"]);
        assert_eq!(wrap("", 10, 30, 2), [""]);
        assert_eq!(wrap("incomprehensibilities", 10, 30, 2), ["incomprehensibilities"]);
    }
}
