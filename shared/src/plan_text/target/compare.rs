//! Words that compare, before a number.

use crate::plan::Comparator;

/// Words before a number with what they compare; longer ones before those they end with.
const BEFORE: [(&str, Comparator); 67] = [
    ("力争达到", Comparator::AtLeast),
    ("力争突破", Comparator::MoreThan),
    ("不低于", Comparator::AtLeast),
    ("不少于", Comparator::AtLeast),
    ("不小于", Comparator::AtLeast),
    ("不下于", Comparator::AtLeast),
    ("不超过", Comparator::AtMost),
    ("不高于", Comparator::AtMost),
    ("不大于", Comparator::AtMost),
    ("不多于", Comparator::AtMost),
    ("不得低于", Comparator::AtLeast),
    ("不得少于", Comparator::AtLeast),
    ("不得超过", Comparator::AtMost),
    ("控制在", Comparator::AtMost),
    ("控制到", Comparator::AtMost),
    ("稳定在", Comparator::AtLeast),
    ("保持在", Comparator::AtLeast),
    ("维持在", Comparator::AtLeast),
    ("提高到", Comparator::AtLeast),
    ("提升到", Comparator::AtLeast),
    ("提高至", Comparator::AtLeast),
    ("提升至", Comparator::AtLeast),
    ("增长到", Comparator::AtLeast),
    ("增长至", Comparator::AtLeast),
    ("增加到", Comparator::AtLeast),
    ("增加至", Comparator::AtLeast),
    ("上升到", Comparator::AtLeast),
    ("上升至", Comparator::AtLeast),
    ("扩大到", Comparator::AtLeast),
    ("扩大至", Comparator::AtLeast),
    ("降低到", Comparator::AtMost),
    ("降低至", Comparator::AtMost),
    ("下降到", Comparator::AtMost),
    ("下降至", Comparator::AtMost),
    ("减少到", Comparator::AtMost),
    ("减少至", Comparator::AtMost),
    ("压减到", Comparator::AtMost),
    ("压减至", Comparator::AtMost),
    ("压缩到", Comparator::AtMost),
    ("压缩至", Comparator::AtMost),
    ("缩短到", Comparator::AtMost),
    ("缩短至", Comparator::AtMost),
    ("降到", Comparator::AtMost),
    ("降至", Comparator::AtMost),
    ("增至", Comparator::AtLeast),
    ("升至", Comparator::AtLeast),
    ("达到", Comparator::AtLeast),
    ("达至", Comparator::AtLeast),
    ("突破", Comparator::MoreThan),
    ("至少", Comparator::AtLeast),
    ("最少", Comparator::AtLeast),
    ("至多", Comparator::AtMost),
    ("最多", Comparator::AtMost),
    ("超过", Comparator::MoreThan),
    ("高于", Comparator::MoreThan),
    ("大于", Comparator::MoreThan),
    ("多于", Comparator::MoreThan),
    ("低于", Comparator::LessThan),
    ("小于", Comparator::LessThan),
    ("少于", Comparator::LessThan),
    ("大约", Comparator::About),
    ("接近", Comparator::About),
    ("保持", Comparator::AtLeast),
    ("实现", Comparator::AtLeast),
    ("完成", Comparator::AtLeast),
    ("达", Comparator::AtLeast),
    ("超", Comparator::MoreThan),
];

/// Signs before a number; 约 and 近 only where they stand apart from a word such as 节约.
const SIGNS: [(&str, Comparator); 8] = [
    ("≥", Comparator::AtLeast),
    ("＞", Comparator::MoreThan),
    (">", Comparator::MoreThan),
    ("≤", Comparator::AtMost),
    ("＜", Comparator::LessThan),
    ("<", Comparator::LessThan),
    ("约", Comparator::About),
    ("近", Comparator::About),
];

/// The text before a number without its comparing word, and the word.
pub(super) fn split_before(text: &str) -> (&str, Option<(&'static str, Comparator)>) {
    let text = text.trim_end();
    let found = BEFORE.iter().chain(&SIGNS).find(|(word, _)| text.ends_with(word));
    match found {
        Some(("约" | "近", _))
            if ["节约", "集约", "公约", "合约", "附近", "最近"].iter().any(|word| text.ends_with(word)) =>
        {
            (text, None)
        }
        Some(entry) => {
            let rest = text[..text.len() - entry.0.len()].trim_end();
            let rest = rest.strip_suffix("力争").or_else(|| rest.strip_suffix("确保")).unwrap_or(rest);
            (rest.trim_end(), Some(*entry))
        }
        None => match toward(text) {
            Some(comparator) => (&text[..text.len() - '至'.len_utf8()], Some(("至", comparator))),
            None => (text, None),
        },
    }
}

/// The direction of 至 or 到 behind what moves: `扩大服务领域至`.
fn toward(text: &str) -> Option<Comparator> {
    const UP: [&str; 6] = ["扩大", "拓展", "提高", "提升", "增加", "增长"];
    const DOWN: [&str; 6] = ["压缩", "缩短", "降低", "下降", "减少", "压减"];
    let text = text.strip_suffix(['至', '到'])?;
    let last = |verbs: &[&str]| verbs.iter().filter_map(|verb| text.rfind(verb)).max();
    match (last(&UP), last(&DOWN)) {
        (None, None) => None,
        (up, down) if up > down => Some(Comparator::AtLeast),
        _ => Some(Comparator::AtMost),
    }
}

/// Whether a word says that a level is reached: `企业达到20家`.
pub(super) fn reaches(word: &str) -> bool {
    ["达到", "达", "突破", "提高到", "提升到", "增加到", "至"].iter().any(|end| word.ends_with(end))
}

/// Whether a comparing word alone makes a number a goal.
pub(super) fn is_strong(word: &str) -> bool {
    !["实现", "完成", "约", "近", "大约", "接近", "以内", "以下", "内", "最多", "至多"].contains(&word)
}
