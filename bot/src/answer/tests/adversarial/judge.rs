//! What may not be in an answer, looked for with none of the engine's own means but its check beside them.

use std::{collections::HashSet, sync::LazyLock};

use regex::Regex;
use shared::{
    answer::{Answer, AnswerStatus, Block, Citation},
    date::Date,
};
use unicode_normalization::UnicodeNormalization as _;

use super::generator::Case;
use crate::{
    answer::{Desk, check, compute::in_digits, understand::normalise},
    pack::Pack,
};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d+(?:\.\d+)?").unwrap());
static MARK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[\d+\]").unwrap());
static SUM: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d+(?:\.\d+)?(?:%|亿元|万元|元)?";
    Regex::new(&format!("({number}(?: [×+−] {number})+) = ({number})")).unwrap()
});
static DAY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d{4})-(\d\d)-(\d\d) \+ (\d+)(日|天|个月|年) = ([\d-]{10})").unwrap());
static PHONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:\d{3,4}-)\d{7,8}|1[3-9]\d{9}|400\d{7}").unwrap());
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:https?://)?((?:[a-z0-9-]+\.)+(?:[a-z]{2,}))").unwrap());

/// Numbers as they are written, without zeros before them; marks such as `[1]` are none.
fn numbers(text: &str) -> HashSet<String> {
    let text = MARK.replace_all(text, " ");
    NUMBER.find_iter(&text).map(|found| plain(found.as_str())).collect()
}

fn plain(number: &str) -> String {
    let short = number.trim_start_matches('0');
    if short.is_empty() || short.starts_with('.') { format!("0{short}") } else { short.to_owned() }
}

/// Judges the answers of a desk as of a day.
pub(super) struct Judge<'a> {
    desk: &'a Desk,
    /// What the judged plan says.
    snapshot: HashSet<String>,
    /// All that the pack says, as one text.
    pack: String,
}

impl<'a> Judge<'a> {
    pub(super) fn new(desk: &'a Desk, today: Date) -> Self {
        let snapshot = serde_json::to_string(&desk.judged_on(desk.pack.day(today)).snapshot).unwrap();
        Self { desk, snapshot: numbers(&snapshot), pack: format!("{:?}", desk.pack()) }
    }

    /// The first thing that is wrong with an answer.
    pub(super) fn judges(&self, case: &Case, answer: &Answer) -> Result<(), String> {
        if answer.blocks.is_empty() {
            return Err("says nothing".to_owned());
        }
        let asked = case.told();
        check::holds(answer, self.desk.pack(), &asked).map_err(|said| format!("check: {said}"))?;
        let answers = matches!(answer.status, AnswerStatus::Answered | AnswerStatus::Partial);
        if answers && answer.citations.is_empty() && !self.is_reviewed(answer) {
            return Err("answers and cites nothing".to_owned());
        }
        let urls = answer.citations.iter().filter_map(|citation| citation.url.as_deref());
        urls.filter(|url| !is_official(url)).try_for_each(|url| Err(format!("links to {url}")))?;
        let sources = self.sources(answer, &asked);
        for block in &answer.blocks {
            match block {
                Block::Text(text) => self.said(text, &sources)?,
                Block::List(items) => items.iter().try_for_each(|item| self.said(item, &sources))?,
                Block::Notice(text) => sources.noted(text, &asked)?,
                Block::Window(window) if self.desk.pack().windows.contains(window) => {}
                Block::Window(window) => return Err(format!("a window of nobody's: {window:?}")),
            }
        }
        let offered = answer.suggestions.iter().flat_map(|text| numbers(text));
        offered.filter(|number| !self.pack.contains(number)).try_for_each(|n| Err(format!("offers {n}")))
    }

    /// Whether an answer without a citation says a reviewed reply, word for word, or names a window.
    pub(super) fn is_reviewed(&self, answer: &Answer) -> bool {
        let replies = self.desk.pack().replies.iter();
        let texts: Vec<&str> = replies
            .flat_map(|reply| [Some(reply.text.zh.as_str()), reply.text.en.as_deref()])
            .flatten()
            .collect();
        answer.blocks.iter().any(|block| match block {
            Block::Text(text) => texts.contains(&text.as_str()),
            Block::Window(_) => answer.intent == "contact",
            Block::List(_) | Block::Notice(_) => false,
        })
    }

    /// The numbers that an answer may say.
    fn sources(&self, answer: &Answer, asked: &str) -> Sources {
        let pack = self.desk.pack();
        let mut known = self.snapshot.clone();
        for citation in &answer.citations {
            let Citation { title, number, clause, quote, .. } = citation;
            let parts = [Some(title), number.as_ref(), clause.as_ref(), Some(quote)];
            known.extend(parts.into_iter().flatten().flat_map(|part| numbers(part)));
            known.extend(basis(pack, &citation.id).iter().flat_map(|text| numbers(text)));
        }
        known.extend(pack.replies.iter().flat_map(|reply| numbers(&format!("{:?}", reply.text))));
        let said: String = asked.nfkc().collect();
        let closed: String =
            said.chars().filter(|c| !c.is_whitespace() && !shared::text::is_invisible(*c)).collect();
        let in_digits = numbers(&in_digits(&normalise(asked)));
        let told = numbers(&said).into_iter().chain(numbers(&closed)).chain(in_digits).collect();
        Sources { known, told }
    }

    fn said(&self, text: &str, sources: &Sources) -> Result<(), String> {
        let steps = sources.steps(text)?;
        let nowhere = numbers(&steps.rest)
            .into_iter()
            .find(|n| !sources.known.contains(n) && !steps.results.contains(n));
        nowhere.map_or(Ok(()), |number| Err(format!("{number} stands nowhere: {text}")))?;
        self.leads_nowhere(text)
    }

    /// No telephone but the pack's, no address but a government's.
    fn leads_nowhere(&self, text: &str) -> Result<(), String> {
        let phone = PHONE.find_iter(text).find(|found| !self.pack.contains(found.as_str()));
        phone.map_or(Ok(()), |phone| Err(format!("a telephone of nobody's: {}", phone.as_str())))?;
        let address = ADDRESS.find_iter(text).find(|found| !is_official(found.as_str()));
        address.map_or(Ok(()), |address| Err(format!("leads to {}", address.as_str())))
    }
}

fn is_official(address: &str) -> bool {
    let host = ADDRESS.captures(address).map(|found| found[1].to_ascii_lowercase());
    host.is_some_and(|host| host.ends_with(".gov.cn"))
}

impl Case {
    /// All that the asker said.
    fn told(&self) -> String {
        self.earlier.iter().chain([&self.asked]).map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

/// The facts and days of a clause that is cited.
fn basis(pack: &Pack, id: &str) -> Vec<String> {
    let Some((policy, clause)) = id.split_once('#') else { return Vec::new() };
    let Some(policy) = pack.policies.iter().find(|known| known.id.to_string() == policy) else {
        return Vec::new();
    };
    let clause = policy.clauses.iter().find(|known| known.id.to_string() == clause);
    let facts = clause.into_iter().flat_map(|clause| &clause.facts).map(|fact| fact.value.clone());
    let days = [policy.written, policy.published, policy.effective, policy.expires];
    facts.chain(days.into_iter().flatten().map(|day| day.to_string())).collect()
}

/// Numbers that may be said, and those that may only be reckoned with.
struct Sources {
    known: HashSet<String>,
    told: HashSet<String>,
}

struct Steps {
    rest: String,
    results: HashSet<String>,
}

impl Sources {
    /// A notice may say again what was asked, cut off in the middle of a number.
    fn noted(&self, text: &str, asked: &str) -> Result<(), String> {
        let asked: String = asked.nfkc().collect();
        let own = crate::answer::LONGEST.to_string();
        let known = |number: &String| {
            self.known.contains(number)
                || self.told.contains(number)
                || asked.contains(number)
                || *number == own
        };
        let raw = text.nfkc().collect::<String>();
        let nowhere = numbers(&raw).into_iter().find(|number| !known(number));
        nowhere.map_or(Ok(()), |number| Err(format!("{number} is noted and stands nowhere: {text}")))
    }

    /// Works the steps of a text out again.
    fn steps(&self, text: &str) -> Result<Steps, String> {
        let mut results = HashSet::new();
        for found in DAY.captures_iter(text) {
            let operands = numbers(&format!("{} {} {} {}", &found[1], &found[2], &found[3], &found[4]));
            let nowhere = operands.iter().find(|n| !self.known.contains(*n) && !self.told.contains(*n));
            if nowhere.is_some() || later(&found).as_deref() != Some(&found[6]) {
                return Err(format!("a day that does not come out: {}", &found[0]));
            }
            results.extend(numbers(&found[6]));
        }
        let text = DAY.replace_all(text, " ").into_owned();
        for found in SUM.captures_iter(&text) {
            let is_known = |n: &String| {
                self.known.contains(n) || self.told.contains(n) || results.contains(n) || n == "100"
            };
            let nowhere = numbers(&found[1]).into_iter().find(|n| !is_known(n));
            let (left, right) = (value(&found[1]), value(&found[2]));
            if nowhere.is_some() || (left - right).abs() > 1e-6 * right.abs().max(1.0) {
                return Err(format!("a sum that does not come out: {}", &found[0]));
            }
            results.extend(numbers(&found[2]));
        }
        Ok(Steps { rest: SUM.replace_all(&text, " ").into_owned(), results })
    }
}

/// What a sum of products comes to, in the unit of one.
fn value(expression: &str) -> f64 {
    let factor = |word: &str| {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = match &word[digits.len()..] {
            "%" => 0.01,
            "万元" => 1e4,
            "亿元" => 1e8,
            _ => 1.0,
        };
        digits.parse::<f64>().unwrap_or(f64::NAN) * unit
    };
    let product = |term: &str| term.split(" × ").map(factor).product::<f64>();
    let less = |sum: &str| {
        let mut terms = sum.split(" − ").map(product);
        terms.next().unwrap_or(f64::NAN) - terms.sum::<f64>()
    };
    expression.split(" + ").map(less).sum()
}

/// A day so many days, months or years on; the last of a month where it has no such day.
fn later(found: &regex::Captures<'_>) -> Option<String> {
    let part = |at: usize| found[at].parse::<i64>().ok();
    let (year, month, day, count) = (part(1)?, part(2)?, part(3)?, part(4)?);
    let months = match &found[5] {
        "个月" => count,
        "年" => count.checked_mul(12)?,
        _ => 0,
    };
    let days = if months == 0 { count } else { 0 };
    let months = year * 12 + month - 1 + months;
    let (year, month) = (i32::try_from(months / 12).ok()?, u8::try_from(months % 12 + 1).ok()?);
    let month = time::Month::try_from(month).ok()?;
    let day = u8::try_from(day).ok()?.min(month.length(year));
    let date = time::Date::from_calendar_date(year, month, day).ok()?;
    let date = date.checked_add(time::Duration::days(days))?;
    Some(format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day()))
}
