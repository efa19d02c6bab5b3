//! Which line of a file a byte stands in.

/// Where the lines of a text begin, gathered once: a pack asks for the line of every field.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at + 1).collect())
    }

    /// The line of a byte, from 1. What lies behind the end is in the last line.
    pub(super) fn at(&self, offset: usize) -> usize {
        1 + self.0.partition_point(|start| *start <= offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_byte_stands_behind_all_the_line_ends_before_it(text in "[a\n知]{0,40}") {
            let lines = Lines::of(&text);
            for (at, _) in text.char_indices() {
                proptest::prop_assert_eq!(lines.at(at), 1 + text[..at].matches('\n').count());
            }
        }
    }
}
