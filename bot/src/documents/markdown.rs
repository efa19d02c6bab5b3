//! `.md`: headings, lists, tables and marks of emphasis. A line is a paragraph, since pasted documents have no blank lines
//! between theirs.

use shared::plan_text::{Block, Shape};

use super::table::row;

pub(super) fn read(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut rows = 0;
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        if let Some(cells) = cells(line) {
            if cells.iter().all(|cell| is_rule(cell)) {
                continue;
            }
            let cells = cells.iter().map(|cell| plain(cell)).collect();
            blocks.push(Block { line: number, ..row(cells, rows == 0) });
            rows += 1;
            continue;
        }
        rows = 0;
        let (text, shape) = match heading(line) {
            Some((level, title)) => (plain(title), Shape::Heading { level }),
            None => (plain(unlisted(line)), Shape::Paragraph),
        };
        blocks.push(Block { text, line: number, shape });
    }
    blocks
}

/// `## 一、总体要求 ##`
fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let title = line[level..].strip_prefix([' ', '\t', '\u{3000}'])?;
    let title = title.trim().trim_end_matches('#').trim_end();
    u8::try_from(level).ok().filter(|level| (1..=6).contains(level)).map(|level| (level, title))
}

/// Bullets and quotation marks at the beginning say nothing of the text; numbers do and stay.
fn unlisted(line: &str) -> &str {
    let mut rest = line;
    while let Some(inner) = rest.trim_start().strip_prefix('>') {
        rest = inner;
    }
    let trimmed = rest.trim_start();
    let bullet = ["- ", "* ", "+ "].iter().find_map(|bullet| trimmed.strip_prefix(bullet));
    bullet.unwrap_or(rest)
}

/// `| 指标 | 目标 |`
fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.trim().strip_prefix('|')?;
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in inner.chars() {
        match c {
            '|' if !escaped => cells.push(String::new()),
            _ => cells.iter_mut().next_back()?.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    if cells.last().is_some_and(|last| last.trim().is_empty()) {
        cells.pop();
    }
    (!cells.is_empty()).then(|| cells.iter().map(|cell| cell.trim().to_owned()).collect())
}

/// The line between head and rows: `| --- | :-: |`.
fn is_rule(cell: &str) -> bool {
    cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':'))
}

/// A link with its words has at most this many bytes; a longer one stays as it is.
const MAX_LINK: usize = 2048;

/// The text without its marks: emphasis, code, links (whose words stay), pictures, escapes, line breaks.
fn plain(text: &str) -> String {
    let text = text.replace("<br>", " ").replace("<br/>", " ").replace("**", "").replace("__", "");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let (kept, behind) = match c {
            '\\' if after.starts_with(|next: char| next.is_ascii_punctuation()) => after.split_at(1),
            '`' => ("", after),
            '*' => emphasised(after).unwrap_or(("*", after)),
            '!' | '[' => link(rest).unwrap_or_else(|| rest.split_at(1)),
            _ => rest.split_at(c.len_utf8()),
        };
        out.push_str(kept);
        rest = behind;
    }
    out
}

/// `*要点*`, after its first star; not the star of `3 * 5`.
fn emphasised(after: &str) -> Option<(&str, &str)> {
    let (inner, behind) = after.split_once('*')?;
    let tight =
        !inner.is_empty() && !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    tight.then_some((inner, behind))
}

/// `[words](address)`, and `![words](address)` of which nothing stays. A bracket without an address is text: lists of
/// units stand in such.
fn link(text: &str) -> Option<(&str, &str)> {
    let window = &text[..text.floor_char_boundary(MAX_LINK)];
    let bracket = window.strip_prefix('!').unwrap_or(window).strip_prefix('[')?;
    let (words, target) = bracket.split_once("](")?;
    let (address, _) = target.split_once(')')?;
    let certain = !words.contains(['[', ']']) && !address.contains(char::is_whitespace);
    let end = window.len() - target.len() + address.len() + 1;
    certain.then_some((if text.starts_with('!') { "" } else { words }, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_left_out_and_the_text_is_kept() {
        let text = "# 青山县质量工作方案（演示）\n\n## 一、工作目标\n到2034年，**质量标准数**达到*12*件以上\\*。\n\
                    - [县市场局、县发改局]\n1. 激发活力，见[通知](https://example.gov.cn/a)![图](a.png)\n\
                    > 3 * 5 与 2*4\n| 指标 | 目标 |\n| --- | :-: |\n| 培训\\|讲座 | 4次 |\n";
        let seen: Vec<String> =
            read(text).iter().map(|b| format!("{} {:?} {}", b.line, b.shape, b.text)).collect();
        insta::assert_snapshot!(seen.join("\n"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "([#>|*`!\\[\\]()\\\\ \n\t-]|\\PC){0,80}") {
            read(&text);
        }
    }
}
