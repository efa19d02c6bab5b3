//! What is indexed of a document: its rows, with the words that a passage stands under.

use sha2::{Digest, Sha256};

use super::text::fold;

/// A document to search, cut into passages.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What it is known by; unique in its index.
    pub id: String,
    /// Its title, and whatever else it is asked by.
    pub title: String,
    /// Its passages in order; they do not overlap.
    pub passages: Vec<String>,
}

/// So many characters of a document's beginning count as saying what it is about.
const LEAD: usize = 120;
/// So many characters of the passage before lead over to a passage.
const TAIL: usize = 100;
/// A longer line is no heading.
const LONGEST_HEADING: usize = 40;

/// A document folded, as it is indexed.
pub(super) struct Folded {
    /// Title and beginning.
    pub about: String,
    pub text: String,
    pub passages: Vec<FoldedPassage>,
}

pub(super) struct FoldedPassage {
    pub body: String,
    /// The last heading before it, and the end of the passage before.
    pub above: String,
}

impl Document {
    /// A digest of everything that is indexed.
    pub(super) fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for text in std::iter::once(&self.title).chain(&self.passages) {
            hash.update(text.len().to_le_bytes());
            hash.update(text.as_bytes());
        }
        format!("{:x}", hash.finalize())
    }

    pub(super) fn fold(&self) -> Folded {
        let title = fold(&self.title);
        let mut bodies: Vec<String> = self.passages.iter().map(|text| fold(text)).collect();
        // A title printed above the text is a title still: counted twice it would favour the first passage.
        if let Some(first) = bodies.first_mut()
            && let Some(rest) = first.strip_prefix(title.as_str())
        {
            *first = rest.to_owned();
        }
        let lead: String = bodies.first().into_iter().flat_map(|body| body.chars().take(LEAD)).collect();
        let about = format!("{title}\n{lead}");
        let text = std::iter::once(title.as_str()).chain(bodies.iter().map(String::as_str));
        let text = text.collect::<Vec<_>>().join("\n");
        let mut heading = String::new();
        let mut before = String::new();
        let passages = bodies.into_iter().map(|body| {
            let above = format!("{heading}\n{}", end(&before));
            if let Some(last) = last_heading(&body) {
                last.clone_into(&mut heading);
            }
            before.clone_from(&body);
            FoldedPassage { body, above }
        });
        Folded { about, text, passages: passages.collect() }
    }
}

fn end(text: &str) -> &str {
    text.char_indices().rev().nth(TAIL - 1).map_or(text, |(at, _)| &text[at..])
}

/// The last numbered heading in a folded text: 一、… 第一章 … (一)… 1.…, up to the end of its sentence.
fn last_heading(folded: &str) -> Option<&str> {
    let ends = |c: char| "。;:!?".contains(c) || c.is_whitespace();
    let sentences: Vec<&str> = folded.split(ends).collect();
    let heading = |sentence: &&&str| {
        let words = unnumbered(sentence).map(str::chars);
        words.is_some_and(|words| (2..=LONGEST_HEADING).contains(&words.count()))
    };
    // A text that is cut off within its last line says no more of it.
    sentences.iter().rev().skip(1).find(heading).copied()
}

/// The words after a heading's number.
fn unnumbered(line: &str) -> Option<&str> {
    let chinese = |text: &str| -> usize {
        text.chars().take(4).take_while(|c| "一二三四五六七八九十百".contains(*c)).map(char::len_utf8).sum()
    };
    let arabic = |text: &str| text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let cut = |text: &'_ str, number: usize, after: &[char]| -> Option<usize> {
        let next = text[number..].chars().next().filter(|c| number > 0 && after.contains(c))?;
        Some(number + next.len_utf8())
    };
    let (opening, rest) =
        ["第", "("].iter().find_map(|open| Some((*open, line.strip_prefix(open)?))).unwrap_or(("", line));
    let at = match opening {
        "第" => cut(rest, chinese(rest), &['章', '条', '节', '部']),
        "(" => cut(rest, chinese(rest), &[')']).or_else(|| cut(rest, arabic(rest), &[')'])),
        _ => cut(rest, chinese(rest), &['、', '是', '.']).or_else(|| cut(rest, arabic(rest), &['、', '.'])),
    };
    at.map(|at| &rest[at..])
}
