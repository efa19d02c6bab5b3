//! What a question asks for: its tokens with their weight, and what an answer must name.

use std::collections::HashSet;

use super::{
    anchors::{self, Anchor},
    text::{fold, letters, tokens},
};

/// Of a longer question only the beginning is read.
const LONGEST: usize = 2_000;
/// So many different tokens are looked up at most; the rest of a question adds nothing.
const MOST_TOKENS: usize = 200;

/// Words by which one asks. They stand in no answer; longer ones come before the shorter ones they hold.
const ASKING: &[&str] = &[
    "什么时候",
    "什么时间",
    "多长时间",
    "哪几个方面",
    "哪些方面",
    "什么样",
    "为什么",
    "是什么",
    "有什么",
    "哪几个",
    "哪几项",
    "有哪些",
    "怎么样",
    "什么",
    "哪几",
    "哪些",
    "哪个",
    "哪里",
    "哪儿",
    "哪天",
    "如何",
    "怎么",
    "怎样",
    "多少",
    "是否",
    "何时",
    "有何",
    "何种",
    "几个",
    "几号",
    "多久",
    "请问",
    "哪",
    "吗",
    "呢",
];

/// Pairs with one of these say less: they lie across two words more often than in one.
const PARTICLES: &[char] = &[
    '的', '了', '是', '在', '对', '于', '为', '与', '和', '及', '有', '何', '哪', '些', '如', '什', '么',
    '吗', '呢', '被', '把', '将', '向', '从', '由', '等', '都', '要', '中',
];

/// A token of a question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    pub text: String,
    /// Whether a particle is part of it.
    pub with_particle: bool,
}

/// A question as search sees it; each token once.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub pairs: Vec<Wanted>,
    /// Single characters that carry meaning.
    pub letters: Vec<String>,
    pub anchors: Vec<Anchor>,
}

impl Asked {
    pub(super) fn of(question: &str) -> Self {
        let beginning: String = question.chars().take(LONGEST).collect();
        let folded = fold(&beginning);
        let said = ASKING.iter().fold(folded.clone(), |text, words| text.replace(words, " "));
        // 怎么样 alone is all there is to look for.
        let said = if tokens(&said).next().is_none() { &folded } else { &said };
        let wanted =
            |token: &str| Wanted { text: token.to_owned(), with_particle: token.contains(PARTICLES) };
        let single = letters(said).filter(|letter| !letter.contains(PARTICLES));
        Self {
            pairs: each_once(tokens(said)).map(wanted).collect(),
            letters: each_once(single).map(str::to_owned).collect(),
            anchors: anchors::of(&folded),
        }
    }
}

fn each_once<'a>(tokens: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let mut seen = HashSet::new();
    tokens.filter(move |token| seen.insert(*token)).take(MOST_TOKENS)
}
