//! Text as search sees it: one script, one width, one case; pairs of characters, whole Latin words, single characters.

use shared::text::is_invisible;
use unicode_normalization::UnicodeNormalization;
use zhconv::{Variant, zhconv};

/// A longer run of letters and digits is cut: nobody writes such a word.
const LONGEST_WORD: usize = 48;

/// Folds a text: simplified characters, compatibility forms made plain, nothing invisible, lower case. Blanks and line
/// breaks stay, as plain spaces: words across them are not neighbours.
pub fn fold(text: &str) -> String {
    let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
    let seen: String = text.chars().map(blank).filter(|c| !is_invisible(*c)).nfkc().collect();
    let mut folded = zhconv(&seen, Variant::ZhHans);
    folded.make_ascii_lowercase();
    folded
}

/// The tokens of a folded text: `专利pct8件` gives `专利`, `pct8`, `件`.
pub fn tokens(folded: &str) -> impl Iterator<Item = &str> {
    runs(folded).flat_map(Run::pairs)
}

/// The single characters of a folded text, Latin words apart.
pub fn letters(folded: &str) -> impl Iterator<Item = &str> {
    runs(folded).filter(|run| !run.is_latin).flat_map(|run| {
        let text = run.text;
        text.char_indices().map(move |(at, c)| &text[at..at + c.len_utf8()])
    })
}

/// The tokens of a question that tell anything: single characters only where there is nothing else.
pub fn telling(folded: &str) -> Vec<String> {
    let all: Vec<String> = tokens(folded).map(str::to_owned).collect();
    let pairs: Vec<String> =
        all.iter().filter(|token| token.is_ascii() || token.chars().count() > 1).cloned().collect();
    if pairs.is_empty() { all } else { pairs }
}

/// Characters that belong together: Latin letters and digits, or those of another script.
#[derive(Clone, Copy)]
struct Run<'a> {
    text: &'a str,
    is_latin: bool,
}

impl<'a> Run<'a> {
    /// A Latin word is one token; of other characters each two neighbours are, and one that stands alone.
    fn pairs(self) -> impl Iterator<Item = &'a str> {
        let text = self.text;
        let whole = self.is_latin || text.chars().nth(1).is_none();
        let seconds = text.char_indices().skip(1).map(|(at, c)| at + c.len_utf8());
        let pairs = text.char_indices().zip(seconds).map(move |((from, _), to)| &text[from..to]);
        whole.then_some(text).into_iter().chain(pairs.filter(move |_| !whole))
    }
}

fn runs(folded: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        rest = &rest[rest.find(is_said)?..];
        let is_latin = rest.starts_with(is_latin);
        let ends = |c: char| is_latin != self::is_latin(c) || !is_said(c);
        let end = rest.find(ends).unwrap_or(rest.len());
        let end = if is_latin { end.min(LONGEST_WORD) } else { end };
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Run { text, is_latin })
    })
}

/// Letters, digits and characters, and the sign of a share.
fn is_said(c: char) -> bool {
    // Most of what is asked about; the table of all scripts is slow.
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_alphanumeric() || c == '%'
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '%'
}
