//! Telephone numbers that can be called by touching them.

use crate::markup::Writer;

/// Fewer digits are an extension or no number at all.
const FEWEST_DIGITS: usize = 5;

/// A telephone line as recorded, each number in it a `tel:` link.
pub(super) fn phone(out: &mut Writer, line: &str) {
    let (mut beside, mut rest) = (String::new(), line);
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '+'))).unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        beside.push_str(before);
        if number.bytes().filter(u8::is_ascii_digit).count() < FEWEST_DIGITS {
            beside.push_str(number);
        } else {
            plain(out, &core::mem::take(&mut beside));
            let dialled = ["tel:", &number.replace('-', "")].concat();
            out.with("a", &["class", "href"], &["zc-link zc-phone", &dialled], |out| out.text(number));
        }
        rest = after;
    }
    beside.push_str(rest);
    plain(out, &beside);
}

/// What stands beside the numbers.
fn plain(out: &mut Writer, text: &str) {
    if !text.is_empty() {
        out.chinese(text);
    }
}
