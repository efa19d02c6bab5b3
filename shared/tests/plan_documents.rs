//! Every way of writing a plan that the importer knows, one fictitious document each, read as its key says.
//! `zhice eval import --fixtures shared/tests/plan_documents` prints the same as a table.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::{fs, path::Path};

use proptest::prelude::*;
use shared::{
    plan_text::{
        self, Block, DraftPlan, Shape,
        score::{Key, Score},
    },
    text::fold,
};

fn blocks(text: &str) -> Vec<Block> {
    text.lines()
        .enumerate()
        .map(|(at, line)| Block { text: line.to_owned(), line: at + 1, shape: Shape::Paragraph })
        .collect()
}

fn documents() -> Vec<(String, String, Key)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plan_documents");
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let read = |case: &Path, name: &str| fs::read_to_string(case.join(name)).unwrap();
    let case = |case: &Path| {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        (name, read(case, "document.txt"), serde_json::from_str(&read(case, "key.json")).unwrap())
    };
    cases.iter().map(|path| case(path)).collect()
}

#[test]
fn every_variant_is_read_as_its_key_says() {
    let mut wrong = Vec::new();
    for (name, text, key) in documents() {
        match plan_text::read(&blocks(&text)) {
            Ok(plan) => {
                let score = Score::of(&plan, &key, &text);
                if !score.is_perfect() {
                    wrong.push(format!("{name}: {score:?}\n{}", shown(&plan)));
                }
            }
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn shown(plan: &DraftPlan) -> String {
    let tasks = plan.tasks.iter().map(|task| {
        format!("  {} {} [{}] {}", task.number, task.title, task.departments.join(" "), task.lead.join(" "))
    });
    let targets = plan.indicators.iter().map(|one| {
        let (value, due) = (one.value.map(|v| v.to_string()), one.due.map(|d| d.to_string()));
        format!("  {} {:?} {value:?} {:?} {due:?} {:?}", one.name, one.comparator, one.unit, one.relative_to)
    });
    tasks.chain(targets).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_key_that_says_otherwise_is_missed() {
    let (_, text, mut key) = documents().into_iter().find(|(name, ..)| name == "milestone-years").unwrap();
    let plan = plan_text::read(&blocks(&text)).unwrap();
    let right = Score::of(&plan, &key, &text);
    key.tasks[0].departments.push("县财政局".to_owned());
    key.indicators[0].date = Some("2034-12-31".to_owned());
    let wrong = Score::of(&plan, &key, &text);
    assert_eq!((wrong.tasks_right, wrong.targets_right), (right.tasks_right - 1, right.targets_right - 1));
    let elsewhere = Score::of(&plan, &key, "别的文件");
    assert_eq!(elsewhere.invented, 1);
}

/// The digits of a text as numbers, words and full-width signs included.
fn numbers(text: &str) -> String {
    text.chars().filter(|c| *c != ',').map(|c| if c == '．' { '.' } else { c }).collect()
}

/// Whether everything that was read stands in the text.
fn invents(plan: &DraftPlan, text: &str) -> Option<String> {
    let folded = numbers(&fold(text));
    let has = |part: &str| folded.contains(&numbers(&fold(part)));
    let units = plan.tasks.iter().flat_map(|task| task.departments.iter().chain(&task.lead));
    if let Some(unit) = units.into_iter().find(|unit| !has(unit)) {
        return Some(format!("unit {unit}"));
    }
    for one in &plan.indicators {
        let words = has("清零")
            || one.source.contains(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两']);
        if let Some(value) = one.value.filter(|value| !words && !has(&value.to_string())) {
            return Some(format!("value {value} of {}", one.source));
        }
        let percent = one.unit.as_deref() == Some("%");
        if let Some(unit) = one.unit.as_ref().filter(|unit| !percent && !has(unit)) {
            return Some(format!("unit {unit} of {}", one.source));
        }
        let year = one.due.map(|due| due.year().to_string());
        if let Some(year) = year.filter(|year| !has(year) && !folded.contains(['〇', '○', '零'])) {
            return Some(format!("year {year} of {}", one.source));
        }
    }
    None
}

#[test]
fn nothing_is_invented() {
    for (name, text, _) in documents() {
        let plan = plan_text::read(&blocks(&text)).unwrap();
        assert_eq!(invents(&plan, &text), None, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Lines left out, doubled and swapped, signs lost and blanks added: it is read without a panic, and without a figure,
    /// a unit or a year that the text does not have.
    #[test]
    fn a_mangled_document_gains_nothing(
        at in any::<prop::sample::Index>(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..5), 0..12),
    ) {
        let all = documents();
        let mut text: Vec<char> = all[at.index(all.len())].1.chars().collect();
        for (place, way) in cuts {
            let place = place.index(text.len().max(1));
            match way {
                0 => { text.truncate(text.len().max(place + 1)); text.remove(place.min(text.len() - 1)); }
                1 => text.insert(place, ' '),
                2 => text.insert(place, '\n'),
                3 => { let c = text[place]; text.insert(place, c); }
                _ => { let last = text.len() - 1; text.swap(place, last); }
            }
        }
        let text: String = text.into_iter().collect();
        if let Ok(plan) = plan_text::read(&blocks(&text)) {
            prop_assert_eq!(invents(&plan, &text), None);
        }
    }
}
