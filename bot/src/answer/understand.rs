//! What a question says: folded text, places, and the names of the pack that occur in it.

use shared::{lang::Lang, text::figures};

use super::{
    anchors::{self, Anchor},
    cues,
    lexicon::Lexicon,
    places::{self, Named},
};
use crate::{pack::Pack, search};

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
    all.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    all.dedup();
    all
}

fn is_english(asked: &str) -> bool {
    let text = normalise(asked);
    text.is_ascii() && text.bytes().filter(u8::is_ascii_alphabetic).count() > 3
}

/// The names of a pack, folded, and the words it knows by other names.
pub(super) struct Names {
    lexicon: Lexicon,
    indicators: Vec<(String, usize)>,
    tasks: Vec<(String, usize)>,
    units: Vec<(String, String)>,
    places: Vec<(String, Place)>,
    /// The words of the pack that a question may be about, longest first.
    subjects: Vec<String>,
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
        let mut names = Self {
            lexicon,
            subjects: subjects(pack),
            indicators: Vec::new(),
            tasks: Vec::new(),
            units: Vec::new(),
            places: Vec::new(),
        };
        for (at, indicator) in plan.indicators.iter().enumerate() {
            let own = [Some(&indicator.name.zh), indicator.name.en.as_ref()].into_iter().flatten();
            names.indicators.extend(own.chain(&indicator.aliases).map(|name| (normalise(name), at)));
        }
        for (at, task) in plan.tasks.iter().enumerate() {
            let titles = [Some(&task.title.zh), task.title.en.as_ref()].into_iter().flatten();
            names.tasks.extend(titles.map(|title| (normalise(title), at)));
            names.tasks.extend(numbered(&normalise(&task.number)).into_iter().map(|name| (name, at)));
        }
        for unit in plan.unit_names() {
            names.units.push((normalise(unit), unit.to_owned()));
            let known = plan.units.iter().find(|known| known.name.zh == unit);
            let others = known.into_iter().flat_map(|known| known.name.en.iter().chain(&known.aliases));
            names.units.extend(others.map(|name| (normalise(name), unit.to_owned())));
        }
        for region in &plan.regions {
            let all = std::iter::once(&region.name.zh).chain(&region.aliases);
            names.places.extend(all.map(|name| (normalise(name), place(&region.name.zh, region.elsewhere))));
        }
        names
    }

    pub(super) fn places(&self) -> impl Iterator<Item = &(String, Place)> {
        self.places.iter()
    }

    /// The subjects that a normalised text names, longest first; none within another.
    pub(super) fn subjects_in<'a>(&'a self, text: &str) -> Vec<&'a str> {
        let mut found: Vec<&str> = Vec::new();
        for subject in self.subjects.iter().filter(|subject| text.contains(subject.as_str())) {
            if !found.iter().any(|longer| longer.contains(subject.as_str())) {
                found.push(subject);
            }
        }
        found
    }

    /// A normalised text with another place in the place of its own, or before it.
    pub(super) fn moved(&self, text: &str, place: &str) -> String {
        let named = self.places.iter().map(|(name, _)| name).filter(|name| text.contains(name.as_str()));
        match named.max_by_key(|name| name.len()) {
            Some(name) => text.replace(name.as_str(), place),
            None => format!("{place}{text}"),
        }
    }

    pub(super) fn understand(&self, asked: &str) -> Question {
        let english = is_english(asked);
        let lang = if english { Lang::En } else { Lang::Zh };
        let mut text = normalise(asked);
        let mut said = text.clone();
        if english {
            said = self.lexicon.translated(asked);
            text = format!("{text} {said}");
        }
        let places = occurring(&text, &self.places);
        let mut indicators: Vec<usize> =
            occurring(&text, &self.indicators).into_iter().map(|found| *found.1).collect();
        indicators.sort_unstable();
        indicators.dedup();
        let mut tasks: Vec<usize> = occurring(&text, &self.tasks)
            .into_iter()
            .filter(|(end, _)| !text[*end..].starts_with(|c: char| c.is_ascii_digit()))
            .map(|found| *found.1)
            .collect();
        tasks.sort_unstable();
        tasks.dedup();
        let mut units: Vec<String> = Vec::new();
        for (_, unit) in occurring(&text, &self.units) {
            if !units.contains(unit) {
                units.push(unit.clone());
            }
        }
        let years = figures(&text)
            .into_iter()
            .filter(|figure| figure.len() == 4)
            .filter_map(|figure| figure.parse().ok());
        let years = years.filter(|year| (1990..=2099).contains(year)).collect();
        Question {
            asked: asked.to_owned(),
            content: self.content(&said),
            canonical: self.lexicon.canonical(&self.without_places(&said)),
            searched: self.lexicon.canonical(&self.content(&said)),
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
        let mut content = text[opening..].to_owned();
        content = self.without_places(&content);
        for word in cues::FILLER {
            content = content.replace(word, " ");
        }
        content.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn place(&self, text: &str, named: &[(usize, &Place)]) -> Place {
        let is_known = |name: &str| self.places.iter().any(|(known, _)| known.contains(name));
        match (place(named), places::named(text, is_known)) {
            (Place::Unnamed | Place::Wider(_), Some(unknown)) => Place::Unknown(unknown),
            (known, _) => known,
        }
    }

    /// Whether the plan's own place is said to pay: its name stands before the word for it, and not before the asker's
    /// firm.
    fn own_payment(&self, text: &str) -> bool {
        let own = self.places.iter().filter(|(_, place)| *place == Place::Own);
        let mut after = own
            .flat_map(|(name, _)| text.match_indices(name.as_str()))
            .map(|(at, name)| &text[at + name.len()..]);
        after.any(|rest| {
            let rest = rest.trim_start_matches([
                '的', '里', '还', '再', '会', '另', '外', '对', '给', '有', '没', '财', '政', '级',
            ]);
            let asker = cues::ASKER.iter().any(|word| rest.starts_with(word));
            let paid = cues::OWN_PAYMENT.iter().filter_map(|word| rest.find(word)).min();
            !asker && paid.is_some_and(|at| rest[..at].chars().count() <= 16)
        })
    }

    fn without_places(&self, text: &str) -> String {
        let mut places: Vec<&str> = self.places.iter().map(|(name, _)| name.as_str()).collect();
        places.sort_by_key(|name| std::cmp::Reverse(name.len()));
        places.into_iter().fold(text.to_owned(), |text, place| text.replace(place, " "))
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

/// Names that occur, each with where it ends; a name inside a longer one that occurs is left out.
fn occurring<'a, T>(text: &str, names: &'a [(String, T)]) -> Vec<(usize, &'a T)> {
    let mut spans: Vec<(usize, usize, &T)> = Vec::new();
    for (name, value) in names.iter().filter(|(name, _)| !name.is_empty()) {
        spans.extend(text.match_indices(name.as_str()).map(|(at, _)| (at, at + name.len(), value)));
    }
    let inside = |span: &(usize, usize, &T)| {
        spans
            .iter()
            .any(|other| other.0 <= span.0 && span.1 <= other.1 && (other.1 - other.0) > (span.1 - span.0))
    };
    let mut kept: Vec<(usize, usize, &T)> = spans.iter().filter(|span| !inside(span)).copied().collect();
    kept.sort_by_key(|span| (span.0, span.1));
    kept.into_iter().map(|(_, end, value)| (end, value)).collect()
}

/// Another place wins over the own one, and the own one over those that hold it.
fn place(named: &[(usize, &Place)]) -> Place {
    let pick = |wanted: fn(&Place) -> bool| {
        named.iter().map(|(_, place)| *place).find(|place| wanted(place)).cloned()
    };
    pick(|place| matches!(place, Place::Elsewhere(_)))
        .or_else(|| pick(|place| *place == Place::Own))
        .or_else(|| pick(|place| matches!(place, Place::Wider(_))))
        .unwrap_or(Place::Unnamed)
}
