//! The number of an article: 第十二条, 第12条, 第十二条之一.

use super::number;

/// The number that a line opens with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Article<'a> {
    pub number: u32,
    /// 之一 is 1.
    pub of: Option<u32>,
    /// As printed: 第十二条.
    pub printed: &'a str,
    /// What stands behind it.
    pub rest: &'a str,
    /// Whether something parts it from what stands behind, as nothing does in a reference: 第十二条规定的…….
    pub parted: bool,
}

/// Reads the article that a line opens with.
pub(super) fn at(text: &str) -> Option<Article<'_>> {
    let after = text.strip_prefix('第')?.trim_start();
    let (number, len) = number::count(after)?;
    let mut rest = after[len..].trim_start().strip_prefix('条')?;
    let mut of = None;
    if let Some((count, len)) = rest.strip_prefix('之').and_then(number::count) {
        of = Some(count);
        rest = &rest['之'.len_utf8() + len..];
    }
    let printed = &text[..text.len() - rest.len()];
    let parted = rest.is_empty() || rest.starts_with([' ', '　', '【', '（', '(', '：', ':']);
    Some(Article { number, of, printed, rest: rest.trim_start_matches([' ', '　', '：', ':']), parted })
}

impl<'a> Article<'a> {
    /// Whether it follows on the article before; a reference that opens a line seldom does.
    pub(super) fn follows(&self, last: Option<u32>) -> bool {
        self.parted || last.is_none_or(|last| self.number == last + 1)
    }

    /// `a12`, `a12-1` of 之一.
    pub(super) fn id(&self) -> String {
        let of = self.of.map(|of| format!("-{of}")).unwrap_or_default();
        format!("a{}{of}", self.number)
    }

    /// Its heading, where it has one, and its text: 第十二条【期限】……, 第十二条（期限）……, 第十二条 期限.
    pub(super) fn cut(&self) -> (Option<&'a str>, &'a str) {
        let inside = |open, close| {
            let (heading, text) = self.rest.strip_prefix(open)?.split_once(close)?;
            (heading.chars().count() <= 30 && !heading.contains('。'))
                .then(|| (Some(heading.trim()), text.trim_start()))
        };
        let bare = !self.rest.is_empty()
            && self.rest.chars().count() <= 30
            && !self.rest.contains(['。', '；', '，', '：', '、']);
        inside('【', '】').or_else(|| inside('（', '）')).or_else(|| inside('(', ')')).unwrap_or(if bare {
            (Some(self.rest), "")
        } else {
            (None, self.rest)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_has_its_number_its_heading_and_its_text() {
        let read = |text: &'static str| {
            let article = at(text)?;
            let (heading, rest) = article.cut();
            Some((article.id(), heading, rest))
        };
        assert_eq!(read("第十二条　企业可以申请。"), Some(("a12".to_owned(), None, "企业可以申请。")));
        assert_eq!(read("第１２条【期限】三年。"), Some(("a12".to_owned(), Some("期限"), "三年。")));
        assert_eq!(
            read("第一百〇三条之一（期限）三年。"),
            Some(("a103-1".to_owned(), Some("期限"), "三年。"))
        );
        assert_eq!(read("第三条 支持对象"), Some(("a3".to_owned(), Some("支持对象"), "")));
        assert_eq!(read("第三章 附则"), None);
        assert_eq!(read("三条措施"), None);
    }

    #[test]
    fn a_reference_that_opens_a_line_is_no_article() {
        let reference = at("第三条规定的企业，可以申请。").unwrap();
        assert!(!reference.follows(Some(7)));
        assert!(reference.follows(Some(2)), "a text that lost its blanks");
    }
}
