//! The plain tier: a rendering with nothing in it but what an editor of a content system keeps.
//!
//! It is the rendering as it is read aloud, with the marks: what is hidden from the eye stands in it as text, a picture
//! is the sentence that names it, and a label that repeats the head of its column is left out. Only elements and
//! attributes of the lists below are ever written, whatever the rendering holds.

use scraper::{ElementRef, Html, Node};

use super::escape;

/// Elements that stay, with whether a new line begins after them.
const KEPT: [(&str, bool); 19] = [
    ("h2", true),
    ("h3", true),
    ("h4", true),
    ("h5", true),
    ("p", true),
    ("ul", true),
    ("ol", true),
    ("li", true),
    ("table", true),
    ("caption", true),
    ("thead", true),
    ("tbody", true),
    ("tr", true),
    ("th", false),
    ("td", false),
    ("blockquote", true),
    ("div", true),
    ("strong", false),
    ("a", false),
];
/// Attributes that stay.
const ATTRIBUTES: [&str; 5] = ["id", "lang", "href", "scope", "colspan"];
/// Parts of a line that the style sheet puts on lines of their own.
const LINES: [&str; 4] = ["zc-sub", "zc-line", "zc-source", "zc-status"];

/// A rendering of ours as plain HTML.
pub(super) fn plain(rendering: &str) -> String {
    let mut out = Plain::default();
    for child in Html::parse_fragment(rendering).root_element().children() {
        out.node(child);
    }
    out.html
}

/// The HTML so far.
#[derive(Default)]
struct Plain {
    html: String,
}

type Place<'a> = ego_tree::NodeRef<'a, Node>;

impl Plain {
    fn node(&mut self, node: Place) {
        match node.value() {
            Node::Text(text) => self.html.push_str(&escape(text)),
            Node::Element(_) => {
                if let Some(element) = ElementRef::wrap(node) {
                    self.element(element);
                }
            }
            _ => {}
        }
    }

    fn inside(&mut self, element: ElementRef) {
        element.children().for_each(|child| self.node(child));
    }

    fn element(&mut self, element: ElementRef) {
        let value = element.value();
        let is = |class: &str| value.classes().any(|own| own == class);
        match value.name() {
            _ if value.attr("aria-hidden").is_some() => {
                if is("zc-mark") {
                    self.inside(element);
                    self.html.push(' ');
                }
            }
            "svg" => self.html.push_str(&escape(value.attr("aria-label").unwrap_or_default())),
            "span" => {
                if LINES.into_iter().any(is) && !self.begins_line() {
                    self.html.push_str("<br>");
                }
                match value.attr("lang") {
                    Some(_) => self.around("span", element),
                    None => self.inside(element),
                }
            }
            "details" | "time" => self.inside(element),
            "summary" => {
                self.html.push_str("<p><strong>");
                self.inside(element);
                self.html.push_str("</strong></p>\n");
            }
            "dl" => self.facts(element),
            "article" | "header" | "footer" | "nav" | "section" => self.around("div", element),
            name => {
                if let Some((name, block)) = KEPT.into_iter().find(|(kept, _)| *kept == name) {
                    self.around(name, element);
                    self.html.push_str(if block { "\n" } else { "" });
                }
            }
        }
    }

    /// Whether the text so far ends with the beginning of an element or of a line.
    fn begins_line(&self) -> bool {
        let inline = ["</strong>", "</a>", "</span>"];
        let so_far = self.html.trim_end_matches(' ');
        so_far.ends_with('>') && !inline.into_iter().any(|end| so_far.ends_with(end))
            || so_far.ends_with('\n')
    }

    /// Facts become a list: fewer editors keep lists of terms.
    fn facts(&mut self, list: ElementRef) {
        self.html.push_str("<ul>\n");
        let mut open = false;
        for child in list.child_elements() {
            if child.value().name() == "dt" {
                self.html.push_str(if open { "</li>\n<li><strong>" } else { "<li><strong>" });
                self.inside(child);
                self.html.push_str("</strong> ");
                open = true;
            } else {
                self.inside(child);
            }
        }
        self.html.push_str(if open { "</li>\n</ul>\n" } else { "</ul>\n" });
    }

    fn around(&mut self, name: &str, element: ElementRef) {
        self.html.push('<');
        self.html.push_str(name);
        for kept in ATTRIBUTES {
            if let Some(value) = element.value().attr(kept) {
                self.html.extend([" ", kept, "=\"", &escape(value), "\""]);
            }
        }
        self.html.push('>');
        self.inside(element);
        self.html.extend(["</", name, ">"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_content_system_does_not_keep_is_said_in_words() {
        let rendering = "<article class=\"zc\" lang=\"zh-CN\"><h2 id=\"zc-a-title\">标题</h2><p style=\"color:red\" \
             onclick=\"x()\">一<span class=\"zc-sub\">二 &lt;b&gt;</span></p><table role=\"table\"><tbody><tr>\
             <td><span class=\"zc-label\" aria-hidden=\"true\">列</span><svg aria-label=\"图：2024 年 3 件。\"><path></path></svg></td>\
             <td colspan=\"2\"><span class=\"zc-mark\" aria-hidden=\"true\">✓</span><span class=\"zc-hidden\">达到</span></td>\
             </tr></tbody></table><details open><summary>数据</summary><dl><dt>期限</dt><dd>2024 年</dd><dt>来源</dt>\
             <dd><a class=\"x\" href=\"/a?b=1&amp;c=2\">年报</a></dd></dl></details>\
             <script>x()</script><button>查</button></article>";
        insta::assert_snapshot!(plain(rendering));
    }
}
