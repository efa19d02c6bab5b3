//! What a question says: folded text, places, and the names of the pack that occur in it.

use shared::{lang::Lang, text::figures};

use super::cues;
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
}

/// A question, understood.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// The whole, folded.
    pub text: String,
    /// Without places and words that carry nothing, for search; parts apart by a blank.
    pub content: String,
    pub place: Place,
    /// Indexes into the plan's indicators.
    pub indicators: Vec<usize>,
    /// Indexes into the plan's tasks, named by title or number.
    pub tasks: Vec<usize>,
    /// Units as printed.
    pub units: Vec<String>,
    /// Calendar years it names.
    pub years: Vec<i32>,
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

    /// Short, opened by a continuing word, and with nothing named that stands on its own.
    pub(super) fn leans_on_what_was_before(&self) -> bool {
        let continues =
            cues::CONTINUING.iter().any(|word| self.text.starts_with(word)) || self.text.ends_with('呢');
        continues && self.text.chars().count() <= 24
    }

    /// The question before, with what this one speaks of put in place of what that one named.
    pub(super) fn continued_by(self, now: &Self) -> Self {
        let rest = cues::CONTINUING.iter().fold(now.content.clone(), |text, word| text.replace(word, " "));
        let rest = rest.trim();
        let named = !now.indicators.is_empty() || !now.tasks.is_empty() || !now.units.is_empty();
        let another = named || rest.chars().count() > 1;
        let (indicators, tasks, units) = if another {
            (now.indicators.clone(), now.tasks.clone(), now.units.clone())
        } else {
            (self.indicators, self.tasks, self.units)
        };
        Self {
            text: format!("{}{}", self.text, now.text),
            content: if another { rest.to_owned() } else { format!("{} {}", self.content, now.content) },
            place: if now.place == Place::Unnamed { self.place } else { now.place.clone() },
            years: now.years.clone(),
            indicators,
            tasks,
            units,
            lang: now.lang,
        }
    }

    /// Whether a place is spoken of that the plan is not about: its targets and units are then not meant. A word such
    /// as 省级 names no place: it may stand in the name of a target.
    pub(super) fn is_about_another_place(&self) -> bool {
        match &self.place {
            Place::Elsewhere(_) => true,
            Place::Wider(name) => self.text.contains(name.trim_end_matches(['省', '市'])),
            Place::Own | Place::Unnamed => false,
        }
    }
}

/// The names of a pack, folded.
pub(super) struct Names {
    indicators: Vec<(String, usize)>,
    tasks: Vec<(String, usize)>,
    units: Vec<(String, String)>,
    places: Vec<(String, Place)>,
}

impl Names {
    pub(super) fn of(pack: &Pack) -> Self {
        let plan = &pack.plan;
        let own = plan.region().map(|region| region.name.zh.clone());
        let place = |name: &str, elsewhere| match elsewhere {
            true => Place::Elsewhere(name.to_owned()),
            false if own.as_deref() == Some(name) => Place::Own,
            false => Place::Wider(name.to_owned()),
        };
        let mut names =
            Self { indicators: Vec::new(), tasks: Vec::new(), units: Vec::new(), places: Vec::new() };
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

    pub(super) fn understand(&self, asked: &str) -> Question {
        let text = normalise(asked);
        let places = occurring(&text, &self.places);
        let english = text.is_ascii() && text.bytes().filter(u8::is_ascii_alphabetic).count() > 3;
        let lang = if english { Lang::En } else { Lang::Zh };
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
            content: self.content(&text),
            place: place(&places),
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
        let mut places: Vec<&str> = self.places.iter().map(|(name, _)| name.as_str()).collect();
        places.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for word in places.into_iter().chain(cues::FILLER.iter().copied()) {
            content = content.replace(word, " ");
        }
        content.split_whitespace().collect::<Vec<_>>().join(" ")
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
