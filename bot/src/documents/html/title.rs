//! The title of an article that stands outside of it: in a heading above, or in what the page says about itself.

use shared::{
    plan_text::{Block, Shape},
    text::{clean, fold},
};

use super::{Place, attribute, name, shown::is_hidden};

/// The title is looked for in so many blocks at the beginning of the article.
const OPENING: usize = 40;

/// Words that make a heading or the title of a window the title of a document, and not the name of a site.
const KINDS: [&str; 14] = [
    "方案", "计划", "规划", "纲要", "意见", "办法", "通知", "条例", "规定", "细则", "公告", "通告", "措施",
    "政策",
];

/// The title as a heading, unless the article itself holds it. Of `关于印发《……方案》的通知` it is enough that it holds the
/// plan's own title.
pub(super) fn missing(root: Place<'_>, article: &[Block]) -> Option<Block> {
    let title = stated(root).or_else(|| heading(root)).or_else(|| window(root))?;
    let opening: String = article.iter().take(OPENING).map(|block| fold(&block.text)).collect();
    let known = opening.contains(&fold(own(&title)));
    (!known).then_some(Block { text: title, line: 0, shape: Shape::Heading { level: 1 } })
}

/// `<meta name="ArticleTitle" content="…">`, which portals of the government have to write.
fn stated(root: Place<'_>) -> Option<String> {
    meta(root, "ArticleTitle")
}

fn meta(root: Place<'_>, wanted: &str) -> Option<String> {
    let mut metas = root.descendants().filter(|node| name(*node) == "meta");
    let found =
        metas.find(|meta| attribute(*meta, "name").is_some_and(|n| n.eq_ignore_ascii_case(wanted)))?;
    some(attribute(found, "content")?)
}

/// `<meta name="PubDate" content="…">`, likewise, as a line with its label.
pub(super) fn published(root: Place<'_>) -> Option<Block> {
    let date = meta(root, "PubDate")?;
    Some(Block { text: format!("发布日期：{date}"), line: 0, shape: Shape::Paragraph })
}

fn heading(root: Place<'_>) -> Option<String> {
    let mut headings = root.descendants().filter(|node| name(*node) == "h1" && !is_hidden(*node));
    headings.find_map(|heading| some(&text(heading)).filter(|title| is_of_document(title)))
}

/// The window's title, without the name of the site.
fn window(root: Place<'_>) -> Option<String> {
    let title = text(root.descendants().find(|node| name(*node) == "title")?);
    let own = title.split(['_', '|']).next()?;
    some(own).filter(|title| is_of_document(title))
}

fn is_of_document(title: &str) -> bool {
    KINDS.iter().any(|kind| title.contains(kind))
}

fn text(node: Place<'_>) -> String {
    let texts = node.descendants().filter_map(|node| node.value().as_text());
    texts.map(|text| text.to_string()).collect()
}

fn some(text: &str) -> Option<String> {
    Some(clean(text)).filter(|text| !text.is_empty())
}

fn own(title: &str) -> &str {
    let quoted = title.split_once('《').and_then(|(_, rest)| rest.rsplit_once('》'));
    let after = title.split_once("关于印发").map_or(title, |(_, rest)| rest);
    quoted.map_or_else(|| after.trim_end_matches("的通知"), |(inner, _)| inner)
}
