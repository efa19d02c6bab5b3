//! The names of targets.

use crate::plan_text::brackets::split;

/// Names with 、, 和 or 及 between them.
pub(super) fn names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in split(text, &['、']) {
        let mut rest = part;
        while let Some((left, right)) = ["以及", "和", "与", "及"].iter().find_map(|word| {
            rest.split_once(word)
                .filter(|(left, right)| left.chars().count() > 1 && right.chars().count() > 1)
        }) {
            names.push(left.trim());
            rest = right;
        }
        names.push(rest.trim());
    }
    names
}

/// A name without what it is compared with.
pub(super) fn strip_base(name: &str) -> &str {
    let cut = [
        "比上", "比20", "较上", "较20", "相比20", "比“", "较“", "与20", "与上", "在20", "从20", "由20",
        "是20", "达到20", "比去", "较去", "相较",
    ]
    .iter()
    .filter_map(|word| name.find(word))
    .min();
    cut.map_or(name, |at| name[..at].trim_end())
}

/// A short name is completed from the clause before it: “……保护满意度进一步提升，满意度达到85分” speaks of one thing.
pub(super) fn full_name(name: &str, before: &str) -> String {
    match before.find(name) {
        Some(at) if at > 0 && before[at + name.len()..].chars().count() <= 8 => {
            before[..at + name.len()].to_owned()
        }
        _ => name.to_owned(),
    }
}
