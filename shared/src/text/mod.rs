//! Folding and cutting of Chinese text, without I/O and without tables.

/// Characters that are not seen but change what a text means to a machine: zero-width, bidirectional, tag, filler and
/// control characters.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{00AD}'
        | '\u{E0000}'..='\u{E01EF}' | '\u{FE00}'..='\u{FE0F}' | '\u{180B}'..='\u{180F}' | '\u{061C}' | '\u{034F}'
        | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}')
        || (c.is_control() && c != '\n')
}

/// A line as a person sees it: no invisible characters, every blank a plain space, trimmed.
pub fn clean(line: &str) -> String {
    let blank = |c: char| if c.is_whitespace() && c != '\n' { ' ' } else { c };
    let seen: String = line.chars().map(blank).filter(|c| !is_invisible(*c)).collect();
    seen.trim().to_owned()
}

/// A text reduced to what matching should see: no blanks, no invisible characters, full-width ASCII made plain,
/// ASCII in lower case.
pub fn fold(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c).to_ascii_lowercase(),
        _ => c.to_ascii_lowercase(),
    }
}

/// The closing bracket of an opening one.
pub fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        '【' => '】',
        '《' => '》',
        '“' => '”',
        '「' => '」',
        _ => return None,
    })
}

/// Cuts at any of `separators` that stands outside brackets and quotation marks; empty parts are left out.
pub fn split_outside<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let (mut start, mut expected) = (0, Vec::new());
    for (at, c) in text.char_indices() {
        if expected.last() == Some(&c) {
            expected.pop();
        } else if let Some(close) = closing(c) {
            expected.push(close);
        } else if expected.is_empty() && separators.contains(&c) {
            parts.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The numbers written in a text, each once, without leading zeros; citation marks such as `[1]` are left out.
pub fn figures(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    let mut mark = false;
    for c in text.chars().chain(core::iter::once(' ')) {
        if c.is_ascii_digit() || (c == '.' && !run.is_empty()) {
            run.push(c);
            continue;
        }
        let is_mark = mark && c == ']';
        let figure = figure(&run);
        if !run.is_empty() && !is_mark && !found.contains(&figure) {
            found.push(figure);
        }
        mark = c == '[';
        run.clear();
    }
    found
}

fn figure(run: &str) -> String {
    let run = run.trim_end_matches('.');
    let whole = run.split('.').next().unwrap_or(run).len();
    let zeros = run.bytes().take_while(|b| *b == b'0').count().min(whole.saturating_sub(1));
    run[zeros..].to_owned()
}

/// Whether all of `text` is a Chinese numeral as headings use it.
pub fn is_chinese_numeral(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "〇零一二三四五六七八九十百".contains(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_seen_is_not_matched() {
        assert_eq!(fold("Ｐ\u{200B}ＣＴ \u{3000}年申请\u{202E}"), "pct年申请");
        assert_eq!(clean("\u{3000}\u{A0}一、总体要求\u{FEFF}\t"), "一、总体要求");
    }

    #[test]
    fn figures_are_read_without_citation_marks() {
        assert_eq!(
            figures("2021-06-01起减缴85%[1]，共0.50元、9.9.，见第[2]条"),
            ["2021", "6", "1", "85", "0.50", "9.9"]
        );
    }

    #[test]
    fn a_name_with_brackets_stays_whole() {
        let units = split_outside("区委组织部（区委人才办）、各县（市、区）政府、、区科技局", &['、']);
        assert_eq!(units, ["区委组织部（区委人才办）", "各县（市、区）政府", "区科技局"]);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,60}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn cutting_never_panics(text in "\\PC{0,60}") {
            split_outside(&text, &['、', '，']);
        }
    }
}
