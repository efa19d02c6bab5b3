//! Tokens of Chinese text: overlapping pairs of characters, and whole words of letters and digits.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The tokens of a folded text: `专利pct8件` gives `专利`, `pct8`, `件`.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    let mut latin = false;
    for c in text.chars().chain(core::iter::once(' ')) {
        let is_latin = c.is_ascii_alphanumeric() || c == '%';
        if !run.is_empty() && (!c.is_alphanumeric() && !is_latin || is_latin != latin) {
            flush(&mut run, latin, &mut found);
        }
        if c.is_alphanumeric() || is_latin {
            latin = is_latin;
            run.push(c);
        }
    }
    found
}

/// The tokens of a question that tell anything: single characters only where there is nothing else.
pub fn telling(text: &str) -> Vec<String> {
    let all = tokens(text);
    let pairs: Vec<String> =
        all.iter().filter(|token| token.is_ascii() || token.chars().count() > 1).cloned().collect();
    if pairs.is_empty() { all } else { pairs }
}

fn flush(run: &mut String, latin: bool, found: &mut Vec<String>) {
    let chars: Vec<char> = run.chars().collect();
    if latin || chars.len() == 1 {
        found.push(core::mem::take(run));
    } else {
        found.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
        run.clear();
    }
}

/// The same tokens for tantivy.
#[derive(Clone, Default)]
pub(super) struct Bigrams;

pub(super) struct Stream {
    tokens: std::vec::IntoIter<String>,
    token: Token,
}

impl Tokenizer for Bigrams {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        Stream { tokens: tokens(text).into_iter(), token: Token::default() }
    }
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        let Some(text) = self.tokens.next() else { return false };
        self.token.text = text;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
