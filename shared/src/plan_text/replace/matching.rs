//! Which item of a new text is which item of the old one, by their names.

use crate::text::fold;

/// Names at least this much alike, in thousandths, are taken for one where no other comes near.
const ALIKE: usize = 600;
/// A rival within this distance makes a likeness doubtful.
const MARGIN: usize = 100;
/// Names at least this much alike are worth a note.
const WORTH_A_NOTE: usize = 450;

/// An item as far as matching sees it.
pub(super) struct Named<'a> {
    /// Its name, then the other names it is known by.
    pub names: Vec<&'a str>,
    /// What it stands under. Likeness counts only within one group.
    pub group: Option<&'a str>,
}

/// How an item was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// By its name.
    Same(usize),
    /// By a name much like it: to be looked at.
    Like(usize),
}

impl Link {
    pub(super) fn old(self) -> usize {
        let (Self::Same(old) | Self::Like(old)) = self;
        old
    }
}

/// What was found.
pub(super) struct Pairing {
    /// For each new item, the old one that it is.
    pub links: Vec<Option<Link>>,
    /// New and old items that are alike and were not taken for one.
    pub doubts: Vec<(usize, usize)>,
}

impl Pairing {
    /// Old items that are no item of the new text.
    pub(super) fn dropped(&self, old: usize) -> impl Iterator<Item = usize> {
        (0..old).filter(|at| self.links.iter().flatten().all(|link| link.old() != *at))
    }
}

pub(super) fn pair(old: &[Named<'_>], new: &[Named<'_>]) -> Pairing {
    let mut links = vec![None; new.len()];
    // A name that an item has now comes before one that it is also known by.
    for known in [1, usize::MAX] {
        for at in 0..new.len() {
            same(old, new, at, known, &mut links);
        }
    }
    let likely = likely(old, new, &links);
    let mut doubts = Vec::new();
    for &(score, at, from) in &likely {
        if links[at].is_some() || is_taken(&links, from) {
            continue;
        }
        let rival = likely.iter().any(|&(other, to, of)| {
            (to == at) != (of == from)
                && other + MARGIN > score
                && links[to].is_none()
                && !is_taken(&links, of)
        });
        if score >= ALIKE && !rival && old[from].group == new[at].group {
            links[at] = Some(Link::Like(from));
        } else {
            doubts.push((at, from));
        }
    }
    doubts.retain(|(at, from)| links[*at].is_none() && !is_taken(&links, *from));
    doubts.sort_unstable();
    Pairing { links, doubts }
}

fn is_taken(links: &[Option<Link>], old: usize) -> bool {
    links.iter().flatten().any(|link| link.old() == old)
}

/// Links a new item with an old one of its name; of several, with one in its own group.
fn same(old: &[Named<'_>], new: &[Named<'_>], at: usize, known: usize, links: &mut [Option<Link>]) {
    if links[at].is_some() {
        return;
    }
    let Some(name) = new[at].names.first().map(|name| key(name)) else { return };
    let fits = |from: &usize| {
        old[*from].names.iter().take(known).any(|other| key(other) == name) && !is_taken(links, *from)
    };
    let candidates: Vec<usize> = (0..old.len()).filter(fits).collect();
    let near = candidates.iter().find(|from| old[**from].group == new[at].group);
    links[at] = near.or(candidates.first()).map(|from| Link::Same(*from));
}

/// Pairs that are not linked yet and alike, the most alike first.
fn likely(old: &[Named<'_>], new: &[Named<'_>], links: &[Option<Link>]) -> Vec<(usize, usize, usize)> {
    let free = (0..old.len()).filter(|from| !is_taken(links, *from)).collect::<Vec<_>>();
    let mut found = Vec::new();
    for at in (0..new.len()).filter(|at| links[*at].is_none()) {
        for &from in &free {
            let pairs = old[from].names.iter().flat_map(|a| new[at].names.iter().map(move |b| (a, b)));
            let score = pairs.map(|(a, b)| likeness(a, b)).max().unwrap_or(0);
            if score >= WORTH_A_NOTE {
                found.push((score, at, from));
            }
        }
    }
    found.sort_unstable_by_key(|&(score, at, from)| (usize::MAX - score, at, from));
    found
}

/// A name without blanks and marks.
pub(super) fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How many of their pairs of neighbouring characters two names share, in thousandths.
pub(super) fn likeness(a: &str, b: &str) -> usize {
    let pairs = |name: &str| {
        let chars: Vec<char> = key(name).chars().collect();
        let mut pairs: Vec<[char; 2]> = chars.windows(2).map(|pair| [pair[0], pair[1]]).collect();
        pairs.sort_unstable();
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let total = a.len() + b.len();
    let (mut shared, mut rest) = (0_usize, b.as_slice());
    for pair in &a {
        let at = rest.partition_point(|other| other < pair);
        if rest.get(at) == Some(pair) {
            shared += 1;
            rest = &rest[at + 1..];
        } else {
            rest = &rest[at..];
        }
    }
    (2000 * shared).checked_div(total).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'a>(items: &[(&'a str, Option<&'a str>)]) -> Vec<Named<'a>> {
        items.iter().map(|(name, group)| Named { names: vec![*name], group: *group }).collect()
    }

    #[test]
    fn marks_and_blanks_make_no_other_name() {
        let old = named(&[("强化惩戒，明确方向", None)]);
        let found = pair(&old, &named(&[("强化惩戒、明确 方向", None)]));
        assert_eq!(found.links, [Some(Link::Same(0))]);
    }

    #[test]
    fn a_like_name_is_taken_only_in_its_group_and_without_a_rival() {
        let old = named(&[("省级质量服务集聚区", Some("a")), ("质量人才培养计划", Some("b"))]);
        let new = named(&[("省级质量服务业集聚区", Some("a")), ("质量人才培养工程", Some("a"))]);
        let found = pair(&old, &new);
        assert_eq!(found.links, [Some(Link::Like(0)), None]);
        assert_eq!(found.doubts, [(1, 1)]);
        let rivals = named(&[("省级质量服务站", None), ("市级质量服务站", None)]);
        let found = pair(&rivals, &named(&[("县级质量服务站", None)]));
        assert_eq!(found.links, [None]);
        assert_eq!(found.doubts, [(0, 0), (0, 1)]);
    }

    #[test]
    fn of_equal_names_each_stays_in_its_group() {
        let old = named(&[("加强领导", Some("a")), ("加强领导", Some("b"))]);
        let found = pair(&old, &named(&[("加强领导", Some("b")), ("加强领导", Some("a"))]));
        assert_eq!(found.links, [Some(Link::Same(1)), Some(Link::Same(0))]);
    }

    proptest::proptest! {
        #[test]
        fn likeness_is_even_handed_and_bounded(a in "\\PC{0,12}", b in "\\PC{0,12}") {
            proptest::prop_assert_eq!(likeness(&a, &b), likeness(&b, &a));
            proptest::prop_assert!(likeness(&a, &b) <= 1000);
        }

        #[test]
        fn no_old_item_is_used_twice(old in proptest::collection::vec("[甲乙丙]{0,3}", 0..6), new in proptest::collection::vec("[甲乙丙]{0,3}", 0..6)) {
            let old: Vec<Named<'_>> = old.iter().map(|name| Named { names: vec![name], group: None }).collect();
            let new: Vec<Named<'_>> = new.iter().map(|name| Named { names: vec![name], group: None }).collect();
            let mut used: Vec<usize> = pair(&old, &new).links.iter().flatten().map(|link| link.old()).collect();
            let count = used.len();
            used.sort_unstable();
            used.dedup();
            proptest::prop_assert_eq!(used.len(), count);
        }
    }
}
