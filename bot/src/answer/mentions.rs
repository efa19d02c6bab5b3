//! Names found in a text: all at once, however many there are.

use aho_corasick::{AhoCorasick, MatchKind};

/// Names, each with what it stands for.
pub(super) struct Mentions<T> {
    /// Nothing where there are no names.
    all: Option<AhoCorasick>,
    longest: Option<AhoCorasick>,
    names: Vec<String>,
    meant: Vec<T>,
}

impl<T> Mentions<T> {
    /// Of names as texts are folded; empty ones are never found.
    pub(super) fn of(names: impl IntoIterator<Item = (String, T)>) -> Self {
        let (names, meant): (Vec<String>, Vec<T>) =
            names.into_iter().filter(|(name, _)| !name.is_empty()).unzip();
        let built = |kind| AhoCorasick::builder().match_kind(kind).build(&names).ok();
        Self { all: built(MatchKind::Standard), longest: built(MatchKind::LeftmostLongest), names, meant }
    }

    /// Every name with what it stands for.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.names.iter().map(String::as_str).zip(&self.meant)
    }

    /// Every occurrence, in whatever name it stands.
    pub(super) fn all<'a>(&'a self, text: &str) -> impl Iterator<Item = (&'a str, &'a T)> + use<'a, T> {
        let found = self.all.iter().flat_map(|all| all.find_overlapping_iter(text));
        let found: Vec<usize> = found.map(|found| found.pattern().as_usize()).collect();
        found.into_iter().map(|at| (self.names[at].as_str(), &self.meant[at]))
    }

    /// Occurrences, each with where it ends; one inside a longer one is left out.
    pub(super) fn outermost(&self, text: &str) -> Vec<(usize, &T)> {
        let Some(all) = &self.all else { return Vec::new() };
        let spans: Vec<(usize, usize, usize)> = all
            .find_overlapping_iter(text)
            .map(|found| (found.start(), found.end(), found.pattern().as_usize()))
            .collect();
        let inside = |span: &(usize, usize, usize)| {
            let holds = |other: &(usize, usize, usize)| {
                other.0 <= span.0 && span.1 <= other.1 && other.1 - other.0 > span.1 - span.0
            };
            spans.iter().any(holds)
        };
        let mut kept: Vec<_> = spans.iter().filter(|span| !inside(span)).copied().collect();
        kept.sort_unstable();
        kept.into_iter().map(|(_, end, at)| (end, &self.meant[at])).collect()
    }

    /// The text with a blank for each name.
    pub(super) fn without(&self, text: &str) -> String {
        let Some(longest) = &self.longest else { return text.to_owned() };
        let mut rest = String::with_capacity(text.len());
        longest.replace_all_with(text, &mut rest, |_, _, out| {
            out.push(' ');
            true
        });
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::Mentions;

    #[test]
    fn a_name_inside_a_longer_one_is_not_meant() {
        let names = ["专利", "发明专利", ""].map(|name| (name.to_owned(), name.len()));
        let names = Mentions::of(names);
        assert_eq!(names.outermost("发明专利和专利"), [(12, &12), (21, &6)]);
        assert_eq!(names.all("发明专利").count(), 2);
        assert_eq!(names.without("发明专利和专利"), " 和 ");
    }

    #[test]
    fn of_no_names_none_is_found() {
        let names = Mentions::<()>::of([]);
        assert_eq!(names.without("专利"), "专利");
        assert!(names.outermost("专利").is_empty());
    }
}
