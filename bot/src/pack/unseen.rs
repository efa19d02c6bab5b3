//! Characters that nobody sees and that change what others see: they have no place in a pack.

/// Texts that may run over several lines; all others are one line.
const PARAGRAPHS: [&str; 13] = [
    "text", "text_en", "summary", "quote", "notes", "notes_en", "note", "note_en", "for_whom", "amount",
    "how", "what", "audience",
];

/// What to tell where a text has a control character, or one that turns the direction of writing.
pub(super) fn fault(key: &str, text: &str) -> Option<String> {
    told(text, PARAGRAPHS.contains(&key))
}

/// The same of a line of a text that is not in a table.
pub(super) fn in_line(line: &str) -> Option<String> {
    told(line, true)
}

fn told(text: &str, paragraphs: bool) -> Option<String> {
    let refused = |c: &char| match c {
        '\n' | '\t' => !paragraphs,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    };
    Some(match text.chars().find(refused)? {
        '\n' => "只能写一行，不能换行".to_owned(),
        '\t' => "不能有制表符；请改成空格".to_owned(),
        c => format!("有看不见的控制字符 U+{:04X}；请删去它", u32::from(c)),
    })
}
