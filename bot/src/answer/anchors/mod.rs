//! What ties a question to one text: a year, an article, the number or the title of a document, a name in quotation
//! marks. A record that does not have it answers another question, however alike the two are.

use std::{fmt, ops::RangeInclusive};

use shared::{
    date::{Date, PartialDate},
    id::ClauseRef,
    policy::Policy,
};

use super::{library::Key, places, understand::normalise};
use crate::pack::Pack;

/// One of them, as it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Anchor {
    Year(i32),
    /// `第四十二条`, and what stands before it: the name of a law, where there is one.
    Article {
        of: String,
        said: String,
    },
    /// `财税〔2016〕78号`, without what stands before the bracket.
    Number(String),
    /// `第二批`.
    Round(String),
    /// A title or another name in quotation marks.
    Name(String),
    /// A country or a part of the world: what holds here does not hold there.
    Abroad(&'static str),
}

impl Anchor {
    /// Whether a text may answer all the same: a firm of another country asks about the law of this one.
    pub(super) fn may_be_beside_the_point(&self) -> bool {
        matches!(self, Self::Abroad(_))
    }

    /// Whether it is an article of a law that is named.
    pub(super) fn names_law(&self) -> bool {
        matches!(self, Self::Article { of, .. } if !of.is_empty())
    }
}

/// Of names in quotation marks only those of this many characters tie: longer ones are quotations.
const NAMES: RangeInclusive<usize> = 2..=24;
/// What follows a year in which something of the asker's happened: the question is not about that year.
const EVENTS: &[&str] = &[
    "年月",
    "申请",
    "提交",
    "授权",
    "发表",
    "首次",
    "首发",
    "注册的",
    "注册了",
    "登记的",
    "登记了",
    "签",
    "成立",
    "拿",
    "买",
    "取得",
    "收到",
    "完成",
    "上市",
    "公布",
    "创作",
    "开发",
    "立项",
    "办的",
    "交的",
];

/// So many characters after a name tell what it is the name of: “某某”人才计划.
const SOON: usize = 8;
/// What an authority gives a name to.
const OFFICIAL: &[&str] = &[
    "计划",
    "项目",
    "工程",
    "行动",
    "政策",
    "办法",
    "规定",
    "条例",
    "意见",
    "通知",
    "方案",
    "措施",
    "细则",
    "指南",
    "清单",
    "名单",
    "名录",
    "目录",
    "平台",
    "系统",
    "中心",
    "专项",
    "专区",
    "试点",
    "示范",
    "基地",
    "园区",
    "券",
    "贷",
    "险",
    "奖",
    "奖补",
    "补贴",
    "补助",
    "资助",
    "称号",
    "资格",
    "认定",
    "入库",
    "企业",
    "机构",
    "一件事",
    "套餐",
    "基金",
];
/// What a text says that is about other countries, whichever they are.
const OF_ABROAD: &[&str] =
    &["境外", "海外", "国外", "外国", "涉外", "国际", "跨境", "进出口", "马德里", "海牙", "pct"];

/// The anchors of a normalised question; the country last.
pub(super) fn of(text: &str) -> Vec<Anchor> {
    let mut found: Vec<Anchor> = numbers(text).map(Anchor::Number).collect();
    let numbered = !found.is_empty();
    found.extend(years(text).filter(|_| !numbered).map(Anchor::Year));
    found.extend(ordinals(text, '条').map(|(before, said)| Anchor::Article { of: law(before), said }));
    let rounds = ['批', '届', '轮'].into_iter().flat_map(|unit| ordinals(text, unit));
    found.extend(rounds.map(|(_, said)| Anchor::Round(said)));
    found.extend(names(text).map(Anchor::Name));
    found.extend(places::abroad(text).map(Anchor::Abroad));
    found
}

/// The clause that is an article of a law by name, of the texts in force before others.
pub(super) fn article(anchor: &Anchor, pack: &Pack, today: Date) -> Option<Key> {
    let Anchor::Article { of, said } = anchor else { return None };
    let of_law = pack.policies.iter().enumerate().filter(|(_, policy)| is_of(policy, of));
    let clauses = of_law.filter_map(|(at, policy)| {
        let own =
            policy.clauses.iter().position(|clause| normalise(&clause.title).starts_with(said.as_str()));
        own.map(|clause| (policy.status_on(today).may_apply(), Key::Clause { policy: at, clause }))
    });
    clauses.max_by_key(|(applies, _)| *applies).map(|(_, key)| key)
}

/// The first anchor that a record lacks.
pub(super) fn missing<'a>(anchors: &'a [Anchor], key: Key, pack: &Pack, today: Date) -> Option<&'a Anchor> {
    if anchors.is_empty() {
        return None;
    }
    let source = Source::of(key, pack)?;
    anchors.iter().find(|anchor| !source.has(anchor, today))
}

/// What a record says and rests on.
struct Source<'a> {
    /// Normalised.
    text: String,
    policies: Vec<&'a Policy>,
}

impl<'a> Source<'a> {
    /// Nothing where a record stands for no text: a window, and what is not held.
    fn of(key: Key, pack: &'a Pack) -> Option<Self> {
        let mut parts: Vec<&str> = Vec::new();
        let basis: Vec<ClauseRef> = match key {
            Key::Clause { policy, clause } => {
                let policy = &pack.policies[policy];
                vec![ClauseRef { policy: policy.id.clone(), clause: policy.clauses[clause].id.clone() }]
            }
            Key::Scheme(at) => {
                let scheme = &pack.schemes[at];
                parts.extend([scheme.name.zh.as_str(), &scheme.for_whom]);
                parts.extend(scheme.topics.iter().map(String::as_str));
                scheme.basis.clone()
            }
            Key::Service(at) => {
                let service = &pack.services[at];
                parts.extend([service.name.as_str(), &service.what]);
                parts.extend(service.topics.iter().map(String::as_str));
                service.basis.clone()
            }
            Key::Faq(at) => {
                let faq = &pack.faqs[at];
                parts.extend([faq.question.as_str(), &faq.answer]);
                parts.extend(faq.variants.iter().chain(&faq.topics).map(String::as_str));
                faq.basis.clone()
            }
            Key::Window(_) | Key::Indicator(_) | Key::Task(_) | Key::Unheld(_) => return None,
        };
        let mut policies: Vec<&Policy> = Vec::new();
        for clause in &basis {
            let Some(policy) = pack.policies.iter().find(|policy| policy.id == clause.policy) else {
                continue;
            };
            let Some(own) = policy.clauses.iter().find(|own| own.id == clause.clause) else { continue };
            parts.extend([policy.title.as_str(), policy.number.as_deref().unwrap_or_default()]);
            parts.extend([own.title.as_str(), &own.text]);
            parts.extend(own.topics.iter().chain(&policy.topics).map(String::as_str));
            if !policies.contains(&policy) {
                policies.push(policy);
            }
        }
        Some(Self { text: normalise(&parts.join("\n")), policies })
    }

    fn has(&self, anchor: &Anchor, today: Date) -> bool {
        match anchor {
            Anchor::Year(year) => self.text.contains(&year.to_string()) || self.covers(*year, today),
            Anchor::Article { of, said } => {
                self.text.contains(said) && self.policies.iter().any(|policy| is_of(policy, of))
            }
            Anchor::Number(said) | Anchor::Round(said) | Anchor::Name(said) => self.text.contains(said),
            Anchor::Abroad(country) => {
                self.text.contains(country) || OF_ABROAD.iter().any(|word| self.text.contains(word))
            }
        }
    }

    /// Whether a year lies in the time that the texts speak of: from the earliest of them on, and not beyond the next
    /// year. A text whose title names its year speaks of that year alone.
    fn covers(&self, year: i32, today: Date) -> bool {
        let of_one_year = |policy: &&Policy| years(&normalise(&policy.title)).next().is_some();
        if self.policies.iter().all(of_one_year) {
            return false;
        }
        let years = |policy: &&Policy| {
            let dates = [policy.written, policy.published, policy.effective];
            dates.into_iter().flatten().map(PartialDate::year).min()
        };
        let since = self.policies.iter().filter_map(years).min();
        since.is_none_or(|since| since <= year) && year <= today.year() + 1
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, " {year} 年"),
            Self::Article { of, said } => write!(f, "{of}{said}"),
            Self::Number(said) | Self::Round(said) => write!(f, "{said}"),
            Self::Name(said) => write!(f, "“{said}”"),
            Self::Abroad(country) => f.write_str(country),
        }
    }
}

/// Years that a question is about: `2019年`, `2019年度`, but neither `2019年8月` nor `2019年申请的`.
fn years(text: &str) -> impl Iterator<Item = i32> {
    text.match_indices('年').filter_map(|(at, _)| {
        let digits = text.get(at.checked_sub(4)?..at)?;
        let before = text[..at - 4].chars().next_back();
        let year = digits.parse().ok().filter(|year| (1900..=2100).contains(year))?;
        let rest = &text[at + '年'.len_utf8()..];
        let dated = rest.starts_with(|c: char| c.is_ascii_digit())
            || rest.starts_with("底")
            || rest.starts_with("初");
        let own = EVENTS.iter().any(|event| rest.starts_with(event));
        (!dated && !own && !before.is_some_and(|c| c.is_ascii_digit())).then_some(year)
    })
}

/// The name of a law at the end of a text, or nothing.
fn law(before: &str) -> String {
    let before = before.trim_end_matches(['》', '的', '里', '中']);
    let ends = ["法", "条例", "细则", "规定", "办法", "解释"].iter().any(|kind| before.ends_with(kind));
    let from = before
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    if ends { before[from..].to_owned() } else { String::new() }
}

/// Whether a document is the one that a text ends with: 请问甲法 is 中华人民共和国甲法（2020年修正）, and not its rules.
fn is_of(policy: &Policy, law: &str) -> bool {
    let title = normalise(&policy.title);
    let title = title.split('(').next().unwrap_or_default().trim_start_matches("中华人民共和国");
    // A short name is the end of the whole one: 反不正当法 is not, 实施细则 is.
    let short = law.char_indices().rev().nth(2).map_or(law, |(at, _)| &law[at..]);
    law.is_empty() || law.ends_with(title) || title.ends_with(short)
}

/// `第二批` for 第2批 and 第二批, with what stands before it.
fn ordinals(text: &str, unit: char) -> impl Iterator<Item = (&str, String)> {
    text.match_indices('第').filter_map(move |(at, mark)| {
        let rest = &text[at + mark.len()..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && !"一二三四五六七八九十百零".contains(c))?;
        let number =
            Some(&rest[..end]).filter(|number| !number.is_empty() && rest[end..].starts_with(unit))?;
        let number = number.parse().map_or_else(|_| number.to_owned(), chinese);
        Some((&text[..at], format!("第{number}{unit}")))
    })
}

/// A number below a thousand in Chinese characters, as articles are numbered.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: u32| DIGITS[(number / at % 10) as usize];
    match number {
        0..=9 => digit(1).to_owned(),
        10..=19 => format!("十{}", digit(1).trim_start_matches('零')),
        20..=99 => format!("{}十{}", digit(10), digit(1).trim_start_matches('零')),
        _ => {
            let tens = match (number / 10 % 10, number % 10) {
                (0, 0) => String::new(),
                (0, _) => format!("零{}", digit(1)),
                (_, 0) => format!("{}十", digit(10)),
                _ => format!("{}十{}", digit(10), digit(1)),
            };
            format!("{}百{tens}", digit(100))
        }
    }
}

/// `〔2016〕78号`, however its brackets are typed; and `第75号`.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    text.match_indices('号').filter_map(|(at, mark)| {
        let number = text[..at].len() - text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let before = text[..at - number].trim_end_matches('第');
        let from = before.char_indices().rev().nth(5).map(|(from, _)| from);
        let bracketed = from.map(|from| &before[from..]).filter(|year| {
            let mut chars = year.chars();
            let (open, close) = (chars.next(), chars.next_back());
            open.is_some_and(|c| "〔[(【".contains(c))
                && close.is_some_and(|c| "〕])】".contains(c))
                && chars.all(|c| c.is_ascii_digit())
        });
        let is_number = (1..=5).contains(&number);
        let digits = &text[at - number..at];
        match bracketed {
            Some(year) if is_number => {
                let year: String = year.chars().filter(char::is_ascii_digit).collect();
                Some(format!("〔{year}〕{digits}{mark}"))
            }
            _ => (is_number && before.len() < text[..at - number].len()).then(|| format!("第{digits}{mark}")),
        }
    })
}

/// Titles, and in other quotation marks what is called a scheme, a list or the like: people quote their own brands too.
fn names(text: &str) -> impl Iterator<Item = String> {
    const MARKS: [(char, char); 4] = [('《', '》'), ('“', '”'), ('「', '」'), ('‘', '’')];
    MARKS.into_iter().flat_map(move |(open, close)| {
        text.match_indices(open).filter_map(move |(at, mark)| {
            let (name, rest) = text[at + mark.len()..].split_once(close)?;
            let next: String = rest.chars().take(SOON).take_while(|c| c.is_alphanumeric()).collect();
            let soon = |kind: &str| kind.chars().nth(1).is_some() && next.contains(kind);
            let is_official = |kind: &str| name.ends_with(kind) || next.starts_with(kind) || soon(kind);
            let ties = open == '《' || OFFICIAL.iter().any(|kind| is_official(kind));
            (ties && NAMES.contains(&name.chars().count())).then(|| name.to_owned())
        })
    })
}

#[cfg(test)]
mod tests;
