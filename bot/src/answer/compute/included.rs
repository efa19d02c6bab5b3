//! A price for each class that includes so many items: `一个类别300元，含10个商品；超过10项的，每项加30元`.

use std::sync::LazyLock;

use regex::Regex;

use super::{Decimal, Source};
use crate::answer::cues;

/// `300元，含10个`.
static INCLUDED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d+)元[，,]含(\d+)个").expect("a constant pattern"));
/// `超过10项的，每项加30元`.
static BEYOND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"超过\d+项的[，,]每项加(\d+)元").expect("a constant pattern"));
/// The same two sums for what is filed online: `即270元、每项27元`.
static ONLINE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"电子[^。]*?即(\d+)元、每项(\d+)元").expect("a constant pattern"));
static CLASSES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d+)个?(?:大|小)?类").expect("a constant pattern"));
static ITEMS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d+)(?:个|项|种)?(?:商品|服务|项目|小项)").expect("a constant pattern"));

/// Nobody asks for more of either.
const MOST_CLASSES: u32 = 100;
const MOST_ITEMS: u32 = 1_000;

/// What a class costs, and each item beyond those that it includes.
struct Price {
    class: Decimal,
    item: Decimal,
}

/// What so many classes with so many items in each cost: on paper, online, or both where the question does not say.
/// Nothing where the price is that of one class.
pub(super) fn classes(asked: &str, source: &Source<'_>) -> Option<String> {
    let classes: u32 = CLASSES.captures(asked)?[1].parse().ok().filter(|classes| *classes <= MOST_CLASSES)?;
    let items: Option<u32> = ITEMS.captures(asked).and_then(|items| items[1].parse().ok());
    if items.is_some_and(|items| items > MOST_ITEMS) {
        return None;
    }
    let base = INCLUDED.captures(source.text)?;
    let included: u32 = base[2].parse().ok()?;
    let beyond = BEYOND.captures(source.text)?;
    let paper = Price { class: base[1].parse().ok()?, item: beyond[1].parse().ok()? };
    let online = ONLINE
        .captures(source.text)
        .and_then(|both| Some(Price { class: both[1].parse().ok()?, item: both[2].parse().ok()? }));
    let says = |words: &[&str]| words.iter().any(|word| asked.contains(word));
    let of = |price: &Price| total(price, classes, items.unwrap_or(included), included);
    match online {
        Some(online) if says(cues::ONLINE) => of(&online),
        Some(online) if !says(cues::ON_PAPER) => {
            Some(format!("纸质申请 {}；电子申请 {}", of(&paper)?, of(&online)?))
        }
        _ => of(&paper),
    }
}

fn total(price: &Price, classes: u32, items: u32, included: u32) -> Option<String> {
    let mut steps: Vec<String> = Vec::new();
    let mut each = price.class;
    if let Some(beyond) = items.checked_sub(included).filter(|beyond| *beyond > 0) {
        let further = Decimal::whole(beyond).times(price.item)?;
        each = each + further;
        steps.push(format!("{items} − {included} = {beyond}，{beyond} × {}元 = {further}元", price.item));
        steps.push(format!("{}元 + {further}元 = {each}元", price.class));
    }
    if classes > 1 {
        steps.push(format!("{each}元 × {classes} = {}元", each.times(Decimal::whole(classes))?));
    }
    (!steps.is_empty()).then(|| steps.join("，"))
}
