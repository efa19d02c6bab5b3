//! `.html`: the article of a portal's page, as old content systems write it.

mod article;
mod blocks;
mod shown;
mod table;
mod title;

use ego_tree::NodeRef;
use html5ever::{
    driver::{self, ParseOpts},
    tendril::TendrilSink,
};
use scraper::{Html, HtmlTreeSink, Node, StrTendril};
use shared::plan_text::Block;

/// A page has at most this many bytes of text and marks. Real ones have a tenth of it.
const MAX_PAGE: usize = 8 * 1024 * 1024;
/// Elements and texts together.
const MAX_NODES: usize = 1_000_000;
/// Elements stand within each other up to this depth. Pages with forgotten closing tags come to a hundred.
const MAX_DEPTH: usize = 512;
/// The parser is given this much at a time, and watched in between: its work may grow with the square of the depth.
const PIECE: usize = 4096;

/// Why a web page cannot be read. The caller says which file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HtmlError {
    /// Too long.
    #[error("网页超过 {} MiB；请只保留正文，或复制正文另存为 .docx 后再导入", MAX_PAGE / 1024 / 1024)]
    TooLarge,
    /// Elements within elements without end.
    #[error("网页嵌套过深，不像是正常的网页；请复制正文另存为 .docx 后再导入")]
    Deep,
    /// More text than any plan.
    #[error("网页内容过多；请复制正文另存为 .docx 后再导入")]
    TooMuch,
}

type Place<'a> = NodeRef<'a, Node>;

/// A page, parted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// What it says before its article.
    pub about: Vec<Block>,
    /// The article.
    pub article: Vec<Block>,
}

/// Reads the blocks of a page.
pub(super) fn read(text: &str) -> Result<Page, HtmlError> {
    let page = parse(text)?;
    let root = page.tree.root();
    let article = article::find(root);
    let mut found = blocks::read(article)?;
    if let Some(heading) = title::missing(root, &found) {
        found.insert(0, heading);
    }
    let mut about = blocks::before(root, article)?;
    about.extend(title::published(root));
    Ok(Page { about, article: found })
}

fn parse(text: &str) -> Result<Html, HtmlError> {
    if text.len() > MAX_PAGE {
        return Err(HtmlError::TooLarge);
    }
    let mut parser = driver::parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(rest.floor_char_boundary(PIECE));
        parser.process(StrTendril::from(piece));
        let page = parser.tokenizer.sink.sink.0.borrow();
        if page.tree.values().len() > MAX_NODES {
            return Err(HtmlError::TooMuch);
        }
        let newest = page.tree.nodes().next_back();
        if newest.is_some_and(|node| node.ancestors().take(MAX_DEPTH + 1).count() > MAX_DEPTH) {
            return Err(HtmlError::Deep);
        }
        rest = behind;
    }
    Ok(parser.finish())
}

/// The name of an element; empty for a text.
fn name(node: Place<'_>) -> &str {
    node.value().as_element().map_or("", |element| element.name())
}

fn attribute<'a>(node: Place<'a>, key: &str) -> Option<&'a str> {
    node.value().as_element().and_then(|element| element.attr(key))
}

/// A step of a walk over a tree, which knows no recursion and so no depth.
enum Step<'a> {
    Enter(Place<'a>),
    Leave(Place<'a>),
}

/// Puts the leaving of a node and the entering of its children on the stack of a walk.
fn descend<'a>(steps: &mut Vec<Step<'a>>, node: Place<'a>) {
    steps.push(Step::Leave(node));
    steps.extend(node.children().rev().map(Step::Enter));
}

#[cfg(test)]
mod tests;
