//! What a question says: folded text, places, and the names of the pack that occur in it.

use shared::{lang::Lang, text::figures};

use super::{
    anchors::{self, Anchor},
    cues,
    lexicon::Lexicon,
    mentions::Mentions,
    places::{self, Named},
};
use crate::{pack::Pack, search};

/// A longer part is no aside.
const LONGEST_SHUT_OUT: usize = 20;
/// Fewer characters are no question.
const LEAST_LEFT: usize = 6;

/// A text as matching sees it: as search folds it, without blanks.
pub(super) fn normalise(text: &str) -> String {
    search::fold(text).replace(' ', "")
}

/// The place a question names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Unnamed,
    /// The plan's own.
    Own,
    /// One that holds it.
    Wider(String),
    /// A neighbour or another place.
    Elsewhere(String),
    /// A place that the pack knows nothing of.
    Unknown(Named),
}

/// A question, understood.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// As it was heard.
    pub asked: String,
    /// The whole, folded.
    pub text: String,
    /// Without places and words that carry nothing; parts apart by a blank.
    pub content: String,
    /// The whole in the words of the documents, folded, without places.
    pub canonical: String,
    /// The content in the words of the documents, for search.
    pub searched: String,
    pub place: Place,
    /// Indexes into the plan's indicators.
    pub indicators: Vec<usize>,
    /// Indexes into the plan's tasks, named by title or number.
    pub tasks: Vec<usize>,
    /// Units as printed.
    pub units: Vec<String>,
    /// Calendar years it names.
    pub years: Vec<i32>,
    /// What ties it to one text.
    pub anchors: Vec<Anchor>,
    /// A payment of the plan's own place is meant: 区里再奖多少.
    pub own_payment: bool,
    pub lang: Lang,
}

impl Question {
    /// Whether one of the words occurs.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.contains(word))
    }

    /// Whether it asks for a result rather than for what is to be reached.
    pub(super) fn asks_result(&self) -> bool {
        self.says(cues::PROGRESS) && !self.says(cues::THRESHOLD)
    }

    /// What is left when the given words are taken out of the content.
    pub(super) fn content_without(&self, words: &[&str]) -> String {
        words.iter().fold(self.content.clone(), |text, word| text.replace(word, " "))
    }

    /// Whether a place is spoken of that the plan is not about: its targets and units are then not meant. A word such
    /// as 省级 names no place: it may stand in the name of a target.
    pub(super) fn is_about_another_place(&self) -> bool {
        match &self.place {
            Place::Elsewhere(_) | Place::Unknown(_) => true,
            Place::Wider(name) => self.text.contains(name.trim_end_matches(['省', '市'])),
            Place::Own | Place::Unnamed => false,
        }
    }
}

/// Names and topics of the pack, but not words that say only what kind of question is asked.
fn subjects(pack: &Pack) -> Vec<String> {
    let plan = &pack.plan;
    let clauses =
        pack.policies.iter().flat_map(|policy| policy.clauses.iter().flat_map(|clause| &clause.topics));
    let topics = clauses
        .chain(pack.policies.iter().flat_map(|policy| &policy.topics))
        .chain(pack.schemes.iter().flat_map(|scheme| &scheme.topics))
        .chain(pack.services.iter().flat_map(|service| &service.topics))
        .chain(pack.faqs.iter().flat_map(|faq| &faq.topics))
        .chain(
            plan.indicators.iter().flat_map(|indicator| indicator.aliases.iter().chain([&indicator.name.zh])),
        )
        .chain(pack.words.iter().flat_map(|word| word.also.iter().chain([&word.term])))
        .map(|topic| normalise(topic));
    let kinds: Vec<&str> = cues::all().collect();
    let mut all: Vec<String> =
        topics.filter(|topic| topic.chars().count() > 1 && !kinds.contains(&topic.as_str())).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What is left of a normalised question when the parts are taken out that say what is not asked: 不是问年费, 别给我旧的.
/// The whole where too little would be left.
fn without_shut_out(text: &str) -> String {
    let is_end = |c: char| matches!(c, ',' | ';' | '。' | '?' | '!' | '、' | ':');
    let is_shut_out = |part: &&str| {
        let part = part.trim_start_matches(['我', '但', '可', '请']);
        cues::SHUT_OUT.iter().any(|word| part.starts_with(word)) && part.chars().count() <= LONGEST_SHUT_OUT
    };
    let left: String = text.split_inclusive(is_end).filter(|part| !is_shut_out(part)).collect();
    if left.chars().filter(|c| c.is_alphanumeric()).count() < LEAST_LEFT { text.to_owned() } else { left }
}

fn is_english(asked: &str) -> bool {
    let text = normalise(asked);
    text.is_ascii() && text.bytes().filter(u8::is_ascii_alphabetic).count() > 3
}

/// The names of a pack, folded, and the words it knows by other names.
pub(super) struct Names {
    lexicon: Lexicon,
    indicators: Mentions<usize>,
    tasks: Mentions<usize>,
    units: Mentions<String>,
    places: Mentions<Place>,
    fillers: Mentions<()>,
    /// The words of the pack that a question may be about.
    subjects: Mentions<()>,
}

impl Names {
    pub(super) fn of(pack: &Pack, lexicon: Lexicon) -> Self {
        let plan = &pack.plan;
        let own = plan.region().map(|region| region.name.zh.clone());
        let place = |name: &str, elsewhere| match elsewhere {
            true => Place::Elsewhere(name.to_owned()),
            false if own.as_deref() == Some(name) => Place::Own,
            false => Place::Wider(name.to_owned()),
        };
        let mut indicators: Vec<(String, usize)> = Vec::new();
        for (at, indicator) in plan.indicators.iter().enumerate() {
            let own = [Some(&indicator.name.zh), indicator.name.en.as_ref()].into_iter().flatten();
            indicators.extend(own.chain(&indicator.aliases).map(|name| (normalise(name), at)));
        }
        let mut tasks: Vec<(String, usize)> = Vec::new();
        for (at, task) in plan.tasks.iter().enumerate() {
            let titles = [Some(&task.title.zh), task.title.en.as_ref()].into_iter().flatten();
            tasks.extend(titles.map(|title| (normalise(title), at)));
            tasks.extend(numbered(&normalise(&task.number)).into_iter().map(|name| (name, at)));
        }
        let mut units: Vec<(String, String)> = Vec::new();
        for unit in plan.unit_names() {
            units.push((normalise(unit), unit.to_owned()));
            let known = plan.units.iter().find(|known| known.name.zh == unit);
            let others = known.into_iter().flat_map(|known| known.name.en.iter().chain(&known.aliases));
            units.extend(others.map(|name| (normalise(name), unit.to_owned())));
        }
        let mut places: Vec<(String, Place)> = Vec::new();
        for region in &plan.regions {
            let all = std::iter::once(&region.name.zh).chain(&region.aliases);
            places.extend(all.map(|name| (normalise(name), place(&region.name.zh, region.elsewhere))));
        }
        Self {
            subjects: Mentions::of(subjects(pack).into_iter().map(|subject| (subject, ()))),
            fillers: Mentions::of(cues::FILLER.iter().map(|word| ((*word).to_owned(), ()))),
            indicators: Mentions::of(indicators),
            tasks: Mentions::of(tasks),
            units: Mentions::of(units),
            places: Mentions::of(places),
            lexicon,
        }
    }

    pub(super) fn places(&self) -> impl Iterator<Item = (&str, &Place)> {
        self.places.iter()
    }

    /// The subjects that a normalised text names, longest first; none within another.
    pub(super) fn subjects_in<'a>(&'a self, text: &str) -> Vec<&'a str> {
        let mut named: Vec<&str> = self.subjects.all(text).map(|(subject, ())| subject).collect();
        named.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        named.dedup();
        let mut found: Vec<&str> = Vec::new();
        for subject in named {
            if !found.iter().any(|longer| longer.contains(subject)) {
                found.push(subject);
            }
        }
        found
    }

    /// A normalised text with another place in the place of its own, or before it.
    pub(super) fn moved(&self, text: &str, place: &str) -> String {
        match self.places.all(text).map(|(name, _)| name).max_by_key(|name| name.len()) {
            Some(name) => text.replace(name, place),
            None => format!("{place}{text}"),
        }
    }

    pub(super) fn understand(&self, asked: &str) -> Question {
        let english = is_english(asked);
        let lang = if english { Lang::En } else { Lang::Zh };
        let mut text = without_shut_out(&normalise(asked));
        let mut said = text.clone();
        if english {
            said = self.lexicon.translated(asked);
            text = format!("{text} {said}");
        }
        let places: Vec<&Place> = self.places.outermost(&text).into_iter().map(|(_, place)| place).collect();
        let mut indicators: Vec<usize> =
            self.indicators.outermost(&text).into_iter().map(|(_, at)| *at).collect();
        indicators.sort_unstable();
        indicators.dedup();
        let mut tasks: Vec<usize> = self
            .tasks
            .outermost(&text)
            .into_iter()
            .filter(|(end, _)| !text[*end..].starts_with(|c: char| c.is_ascii_digit()))
            .map(|(_, at)| *at)
            .collect();
        tasks.sort_unstable();
        tasks.dedup();
        let mut units: Vec<String> = Vec::new();
        for (_, unit) in self.units.outermost(&text) {
            if !units.contains(unit) {
                units.push(unit.clone());
            }
        }
        let years = figures(&text)
            .into_iter()
            .filter(|figure| figure.len() == 4)
            .filter_map(|figure| figure.parse().ok());
        let years = years.filter(|year| (1990..=2099).contains(year)).collect();
        let content = self.content(&said);
        Question {
            asked: asked.to_owned(),
            canonical: self.lexicon.canonical(&self.places.without(&said)),
            searched: self.lexicon.canonical(&content),
            content,
            place: self.place(&text, &places),
            anchors: anchors::of(&text),
            own_payment: self.own_payment(&text),
            indicators,
            tasks,
            units,
            years,
            lang,
            text,
        }
    }

    fn content(&self, text: &str) -> String {
        let opening = cues::OPENING.iter().find(|word| text.starts_with(*word)).map_or(0, |word| word.len());
        let content = self.fillers.without(&self.places.without(&text[opening..]));
        content.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn place(&self, text: &str, named: &[&Place]) -> Place {
        let is_known = |name: &str| self.places.iter().any(|(known, _)| known.contains(name));
        match (place(named), places::named(text, is_known)) {
            (Place::Unnamed | Place::Wider(_), Some(unknown)) => Place::Unknown(unknown),
            (known, _) => known,
        }
    }

    /// Whether the plan's own place is said to pay: its name stands before the word for it, and not before the asker's
    /// firm.
    fn own_payment(&self, text: &str) -> bool {
        let own = self.places.iter().filter(|(_, place)| **place == Place::Own);
        let mut after =
            own.flat_map(|(name, _)| text.match_indices(name)).map(|(at, name)| &text[at + name.len()..]);
        after.any(|rest| {
            let rest = rest.trim_start_matches([
                '的', '里', '还', '再', '会', '另', '外', '对', '给', '有', '没', '财', '政', '级',
            ]);
            let asker = cues::ASKER.iter().any(|word| rest.starts_with(word));
            let paid = cues::OWN_PAYMENT.iter().filter_map(|word| rest.find(word)).min();
            !asker && paid.is_some_and(|at| rest[..at].chars().count() <= 16)
        })
    }
}

/// What a task is called by its number: 任务6, 第6项, 第六项任务. Not 第6 alone, which may be a year.
fn numbered(number: &str) -> Vec<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let spoken = number.parse::<usize>().ok().filter(|number| (1..30).contains(number)).map(|number| {
        let tens = ["", "十", "二十"][number / 10];
        format!("{tens}{}", DIGITS[number % 10])
    });
    let forms = |number: &str| {
        [("任务", ""), ("第", "项"), ("第", "个任务"), ("第", "条任务"), ("task", "")]
            .map(|(before, after)| [before, number, after].concat())
    };
    std::iter::once(number.to_owned()).chain(spoken).flat_map(|number| forms(&number)).collect()
}

/// Another place wins over the own one, and the own one over those that hold it.
fn place(named: &[&Place]) -> Place {
    let pick = |wanted: fn(&Place) -> bool| named.iter().copied().find(|place| wanted(place)).cloned();
    pick(|place| matches!(place, Place::Elsewhere(_)))
        .or_else(|| pick(|place| *place == Place::Own))
        .or_else(|| pick(|place| matches!(place, Place::Wider(_))))
        .unwrap_or(Place::Unnamed)
}

#[cfg(test)]
mod tests {
    use super::without_shut_out;

    #[test]
    fn what_is_not_asked_is_left_out() {
        assert_eq!(without_shut_out("不是问年费,申请的时候要交多少?"), "申请的时候要交多少?");
        assert_eq!(
            without_shut_out("余杭的产业化项目要什么条件?别给我拱墅的"),
            "余杭的产业化项目要什么条件?"
        );
        assert_eq!(without_shut_out("不是小微企业,能费减吗"), "不是小微企业,能费减吗");
        assert_eq!(without_shut_out("不问年费"), "不问年费");
    }
}
