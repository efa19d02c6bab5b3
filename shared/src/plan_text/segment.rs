//! An item cut at its lists of units.

use super::{
    flow::Line,
    numbering::Level,
    outline::Entry,
    units::{self, Role, UnitList, Units},
};

/// What a list of units closes.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment {
    pub title: String,
    /// Its text with its list.
    pub source: Vec<String>,
    pub units: Units,
    pub line: usize,
    /// Its list stands on a line of its own.
    pub apart: bool,
    /// Nothing stands between its list and the item's heading.
    pub bare: bool,
    pub number: Number,
}

/// Whether a segment goes by the number of its item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Number {
    #[default]
    OfItem,
    /// It begins with a heading of its own that has lost its number.
    Lost,
    /// It begins in a paragraph of its own that has no number, beside others that lists close.
    Never,
}

/// Cuts an item at its lists.
pub(super) fn segments(entry: &Entry) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut pending: Vec<&str> = Vec::new();
    let mut closed = false;
    for line in &entry.paragraphs {
        // What a list closed in a paragraph before this one has taken the item's number.
        closed |= !segments.is_empty() && pending.is_empty();
        let lists = units::lists(&line.text);
        let apart = !lists.is_empty() && units::only_lists(&line.text, &lists);
        let mut at = 0;
        for list in &lists {
            let between = line.text[at..list.range.start].trim();
            let new = segments.is_empty() || !units::is_nothing(between) || !pending.is_empty();
            let printed = &line.text[at..list.range.end];
            match segments.last_mut() {
                Some(last) if !new || supports(last, list) => join(last, list, &mut pending, printed),
                _ => {
                    let own = !units::is_nothing(between);
                    if own {
                        pending.push(between);
                    }
                    let mut next = segment(&mut pending, list, line, apart);
                    if closed && next.number == Number::OfItem {
                        next.number = Number::Never;
                    }
                    // What stands before the list in its line is printed with it.
                    next.source.truncate(next.source.len() - usize::from(own));
                    next.source.push(printed.trim().to_owned());
                    segments.push(next);
                }
            }
            at = list.range.end;
        }
        let tail = line.text[at..].trim();
        if !units::is_nothing(tail) {
            pending.push(tail);
        }
    }
    // The sentence that the heading was cut from belongs to the first of several.
    let inline = entry.paragraphs.first().is_some_and(|first| first.line == entry.line);
    // （一） above several paragraphs with lists is the number of none of them.
    let group = entry.level == Level::Group && !entry.title.is_empty() && !inline;
    let several = segments.iter().any(|segment| segment.number == Number::Never);
    if let Some(first) = segments.first_mut()
        && group
        && several
        && first.number == Number::OfItem
    {
        first.number = Number::Never;
    }
    if inline && segments.len() > 1 && !entry.title.is_empty() {
        segments[0].source.insert(0, entry.title.clone());
    }
    segments
}

/// Whether a list names those who support the leads that stand in the heading.
fn supports(above: &Segment, list: &UnitList) -> bool {
    let all = |units: &Units, role: Role| units.named.iter().all(|(own, _)| *own == role);
    above.bare && all(&above.units, Role::Lead) && all(&list.units, Role::Support)
}

fn join(above: &mut Segment, list: &UnitList, pending: &mut Vec<&str>, printed: &str) {
    above.source.extend(pending.drain(..).map(str::to_owned));
    above.source.push(printed.trim().to_owned());
    above.units.first_leads |= list.units.first_leads;
    above.units.left.extend(list.units.left.iter().cloned());
    for named in &list.units.named {
        if !above.units.named.iter().any(|(_, name)| *name == named.1) {
            above.units.named.push(named.clone());
        }
    }
}

fn segment(pending: &mut Vec<&str>, list: &UnitList, line: &Line, apart: bool) -> Segment {
    let headed = pending.len() > 1 && is_heading(pending[0]);
    // What stands before in whole sentences, such as a preface, is not what the list closes.
    let before = pending.iter().take_while(|text| text.ends_with(['。', '：', ':'])).count();
    let named = pending.get(before).or(pending.last()).copied().unwrap_or_default();
    let title = if headed { pending[0] } else { first_sentence(named) }.to_owned();
    let bare = pending.is_empty();
    let source = pending.drain(..).map(str::to_owned).collect();
    let units = list.units.clone();
    let number = if headed { Number::Lost } else { Number::OfItem };
    Segment { title, source, units, line: line.line, apart, bare, number }
}

/// A line that is a heading though it has no number.
fn is_heading(text: &str) -> bool {
    text.chars().count() <= 40 && !text.ends_with(['。', '；', '：', '，', '、', '）', '！'])
}

const LONGEST_TITLE: usize = 60;

pub(super) fn first_sentence(text: &str) -> &str {
    // The sign that ends the sentence before may stand behind its list.
    let text = text.trim_start_matches(['。', '；', '！', '，', '、', '：', ' ']);
    let end = text.find(['。', '；', '！']).unwrap_or(text.len());
    let sentence = text[..end].trim();
    if sentence.chars().count() <= LONGEST_TITLE {
        return sentence;
    }
    sentence.split(['，', '：']).next().unwrap_or(sentence)
}
