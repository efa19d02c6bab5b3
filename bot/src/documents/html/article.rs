//! Where on a page its article stands.
//!
//! The element that content systems mark, where it holds at least half of the page's running Chinese text. Else from the
//! body downwards: as long as one element within holds four fifths of that text, the article is in there. Text of links
//! does not count, since menus and lists of news are made of it. A title that stands outside is found apart.

use std::collections::HashMap;

use ego_tree::NodeId;

use super::{
    Place, Step, attribute, descend, name,
    shown::{is_around, is_hidden},
};

/// Ids and classes of the element that holds an article.
const MARKS: [&str; 14] = [
    "zoom",
    "ucap-content",
    "trs_editor",
    "view",
    "article",
    "article-content",
    "article_content",
    "articlecontent",
    "pages_content",
    "wp_articlecontent",
    "zwcontent",
    "news_content",
    "conttxt",
    "xxgk_content",
];

/// The element that holds the article, or the root.
pub(super) fn find(root: Place<'_>) -> Place<'_> {
    let weights = weights(root);
    let weight = |node: Place<'_>| weights.get(&node.id()).copied().unwrap_or(0);
    let marked = root.descendants().filter(|node| is_marked(*node) && weight(*node) * 2 >= weight(root));
    if let Some(found) = marked.max_by_key(|node| weight(*node)).filter(|node| weight(*node) > 0) {
        return found;
    }
    let mut place = root;
    loop {
        let heaviest = place.children().filter(|child| may_hold(*child)).max_by_key(|child| weight(*child));
        match heaviest {
            Some(child) if weight(child) > 0 && weight(child) * 5 >= weight(place) * 4 => place = child,
            // A page without Chinese text still has a body.
            Some(child) if weight(place) == 0 && matches!(name(child), "html" | "body") => place = child,
            _ => break,
        }
    }
    // Rows do not stand alone: a table that holds the text is read as a whole.
    while matches!(name(place), "tr" | "tbody" | "thead" | "table") {
        let Some(parent) = place.parent() else { break };
        place = parent;
    }
    place
}

fn is_marked(node: Place<'_>) -> bool {
    let words =
        attribute(node, "id").into_iter().chain(attribute(node, "class")).flat_map(str::split_whitespace);
    let known = |word: &str| MARKS.iter().any(|mark| word.eq_ignore_ascii_case(mark));
    words.into_iter().any(known)
}

/// Whether an article may stand in such an element; a paragraph or a list is a part of one.
fn may_hold(node: Place<'_>) -> bool {
    let part = matches!(
        name(node),
        "" | "p"
            | "a"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "pre"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "b"
            | "strong"
    );
    !part && !is_hidden(node) && !is_around(node)
}

/// How many Chinese characters of running text each element holds.
fn weights(root: Place<'_>) -> HashMap<NodeId, usize> {
    let mut weights = HashMap::new();
    let mut sums = vec![0];
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) => {
                if let Some(text) = node.value().as_text()
                    && let Some(sum) = sums.last_mut()
                {
                    *sum += text.chars().filter(|c| is_chinese(*c)).count();
                } else if name(node) != "a" && !is_hidden(node) && !is_around(node) {
                    sums.push(0);
                    descend(&mut steps, node);
                }
            }
            Step::Leave(node) => {
                let own = sums.pop().unwrap_or(0);
                weights.insert(node.id(), own);
                if let Some(sum) = sums.last_mut() {
                    *sum += own;
                }
            }
        }
    }
    weights
}

pub(super) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}
