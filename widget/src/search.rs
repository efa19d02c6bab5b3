//! The search box: folded words, all of which must occur.

/// What the reader typed, folded.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    typed: String,
    words: Vec<String>,
}

impl Query {
    /// Reads the search box.
    pub(crate) fn new(typed: &str) -> Self {
        let words = fold(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        Self { typed: typed.to_owned(), words }
    }

    /// What was typed, as it was.
    pub(crate) fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether nothing is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word occurs in one of `texts`.
    pub(crate) fn matches(&self, texts: &[&str]) -> bool {
        self.words.iter().all(|word| texts.iter().any(|text| occurs(word, &fold(text))))
    }

    /// The same for texts that are folded already.
    #[cfg(feature = "full")]
    pub(crate) fn is_in(&self, folded: &[&str]) -> bool {
        self.words.iter().all(|word| folded.iter().any(|text| occurs(word, text)))
    }

    /// Whether one of the words occurs in a folded text.
    #[cfg(feature = "full")]
    pub(crate) fn any_in(&self, folded: &str) -> bool {
        self.words.iter().any(|word| occurs(word, folded))
    }
}

/// Full-width forms to ASCII, ASCII to lower case. Unicode's case tables would cost the wasm 18 KB.
pub(crate) fn fold(text: &str) -> String {
    let narrow = |c| match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(|c| narrow(c).to_ascii_lowercase()).collect()
}

/// Whether `word`, which is not empty, occurs in `text`. The standard library's search would cost the wasm 1 KB.
pub(crate) fn occurs(word: &str, text: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window == word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_width_do_not_matter() {
        for typed in ["pct", "ＰＣＴ", "PCT　专利", "  专利 Pct "] {
            assert!(Query::new(typed).matches(&["PCT 专利年申请量"]), "{typed}");
        }
    }

    #[test]
    fn every_word_must_occur_in_any_of_the_texts() {
        assert!(Query::new("商标 科技局").matches(&["商标品牌", "区科技局"]));
        assert!(!Query::new("商标 财政局").matches(&["商标品牌", "区科技局"]));
    }

    #[test]
    fn nothing_typed_matches_everything() {
        assert!(Query::new(" 　").matches(&[]));
    }
}
