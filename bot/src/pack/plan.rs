//! plan.toml

use shared::{
    id::PlanId,
    lang::Text,
    link,
    plan::{
        Area, Baseline, Cadence, Comparator, Continues, Continuity, Document, Due, DueBasis, Goal, Indicator,
        Kind, Period, Plan, Region, Safeguard, Source, Stage, Target, Task, Unit,
    },
    quantity::Quantity,
};

use super::table::{File, Table};

/// Reads plan.toml. Nothing where a required part is missing; the faults say what.
pub(super) fn read(file: File<'_>) -> Option<Plan> {
    let mut root = file.root()?;
    let id = root.parsed("id");
    let title = text_pair(&mut root, "title", "title_en");
    let short_title = optional_pair(&mut root, "short_title", "short_title_en");
    let stage = root.word("stage", stage, "draft、in-force");
    let demo = root.flag("demo", false);
    let as_of = root.optional_day("as_of");
    let corrections = root.optional_text("corrections");
    if corrections.as_deref().is_some_and(|address| !link::is_allowed_contact(address)) {
        root.fault(
            "corrections",
            "应为 *.gov.cn 的 https 网址、*.gov.cn 的 mailto: 邮箱或 tel: 电话号码；没有公开的纠错渠道就删去这一行",
        );
    }
    let period = root.required_table("period").and_then(period);
    let document = root.required_table("document").and_then(document);
    let regions: Vec<Region> = root.tables("region").into_iter().filter_map(region).collect();
    if !regions.iter().any(|region| !region.elsewhere) {
        root.fault("region", "至少要有一个 [[region]]，最后一个（不含 elsewhere = true）是方案所在地");
    }
    let areas = root.tables("area").into_iter().filter_map(area).collect();
    let tasks = root.tables("task").into_iter().filter_map(task).collect();
    let units = root.tables("unit").into_iter().filter_map(unit).collect();
    let safeguards = root.tables("safeguard").into_iter().filter_map(safeguard).collect();
    let indicators: Vec<Indicator> = root.tables("indicator").into_iter().filter_map(indicator).collect();
    let predecessor = root.table("predecessor").and_then(predecessor);
    if predecessor.is_none() && indicators.iter().any(|indicator| indicator.continues.is_some()) {
        root.fault("predecessor", "目标写有 continues，就要用 [predecessor] plan = \"…\" 写明上一期方案");
    }
    let retired = root.parsed_list("retired");
    root.finish();
    Some(Plan {
        id: id?,
        title: title?,
        short_title,
        stage: stage?,
        demo,
        as_of,
        corrections,
        period: period?,
        document: document?,
        regions,
        areas,
        tasks,
        units,
        safeguards,
        indicators,
        context: Vec::new(),
        predecessor,
        retired,
    })
}

/// A text and its translation.
pub(super) fn text_pair(table: &mut Table<'_>, zh: &'static str, en: &'static str) -> Option<Text> {
    let (zh, en) = (table.text(zh), table.optional_text(en));
    Some(Text { zh: zh?, en })
}

fn optional_pair(table: &mut Table<'_>, zh: &'static str, en: &'static str) -> Option<Text> {
    let (zh, en) = (table.optional_text(zh), table.optional_text(en));
    Some(Text { zh: zh?, en })
}

/// A list and its translation, which must be as long or missing.
fn text_list(table: &mut Table<'_>, zh: &'static str, en: &'static str) -> Vec<Text> {
    let (zh, english) = (table.texts(zh), table.texts(en));
    if !english.is_empty() && english.len() != zh.len() {
        table.fault(en, format!("译文有 {} 条，原文有 {} 条，应一一对应", english.len(), zh.len()));
    }
    let mut english = english.into_iter();
    zh.into_iter().map(|zh| Text { zh, en: english.next() }).collect()
}

fn stage(word: &str) -> Option<Stage> {
    match word {
        "draft" => Some(Stage::Draft),
        "in-force" => Some(Stage::InForce),
        _ => None,
    }
}

fn period(mut table: Table<'_>) -> Option<Period> {
    let (from, to) = (table.number("from"), table.number("to"));
    let period = Period { from: from?, to: to? };
    if period.from > period.to || !(1990..=2099).contains(&period.from) || period.to > 2099 {
        table.fault("", "起止年份应在 1990 至 2099 之间，且起不晚于止");
        return None;
    }
    table.finish();
    Some(period)
}

fn document(mut table: Table<'_>) -> Option<Document> {
    let (file, sha256) = (table.text("file"), table.text("sha256"));
    if sha256.as_ref().is_some_and(|hash| hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit())) {
        table.fault("sha256", "应为 64 位十六进制数");
    }
    let document = (
        table.optional_text("issuer"),
        table.optional_text("number"),
        table.optional_parsed("published"),
        table.optional_text("url"),
    );
    table.finish();
    let (issuer, number, published, url) = document;
    Some(Document { file: file?, sha256: sha256?, issuer, number, published, url })
}

fn region(mut table: Table<'_>) -> Option<Region> {
    let name = text_pair(&mut table, "name", "name_en");
    let (aliases, elsewhere) = (table.texts("aliases"), table.flag("elsewhere", false));
    table.finish();
    Some(Region { name: name?, aliases, elsewhere })
}

fn area(mut table: Table<'_>) -> Option<Area> {
    let (id, number) = (table.parsed("id"), table.text("number"));
    let title = text_pair(&mut table, "title", "title_en");
    table.finish();
    Some(Area { id: id?, number: number?, title: title? })
}

fn task(mut table: Table<'_>) -> Option<Task> {
    let (id, number, area) = (table.parsed("id"), table.text("number"), table.optional_parsed("area"));
    let title = text_pair(&mut table, "title", "title_en");
    let (units, lead) = (table.texts("units"), table.texts("lead"));
    let summary = table.optional_text("summary");
    table.finish();
    Some(Task { id: id?, number: number?, area, title: title?, units, lead, summary })
}

fn unit(mut table: Table<'_>) -> Option<Unit> {
    let name = text_pair(&mut table, "name", "name_en");
    let aliases = table.texts("aliases");
    table.finish();
    Some(Unit { name: name?, aliases })
}

fn safeguard(mut table: Table<'_>) -> Option<Safeguard> {
    let id = table.parsed("id");
    let title = text_pair(&mut table, "title", "title_en");
    table.finish();
    Some(Safeguard { id: id?, title: title? })
}

fn kind(word: &str) -> Option<Kind> {
    match word {
        "stock" => Some(Kind::Stock),
        "annual-flow" => Some(Kind::AnnualFlow),
        "score" => Some(Kind::Score),
        "milestone" => Some(Kind::Milestone),
        _ => None,
    }
}

fn indicator(mut table: Table<'_>) -> Option<Indicator> {
    let id = table.parsed("id");
    let name = text_pair(&mut table, "name", "name_en");
    let aliases = table.texts("aliases");
    let kind = table.word("kind", kind, "stock、annual-flow、score、milestone");
    let each_year = table.flag("each_year", false);
    let basis = optional_pair(&mut table, "basis", "basis_en");
    let (quote, locator) = (table.text("quote"), table.text("locator"));
    let notes = text_list(&mut table, "notes", "notes_en");
    let ladder = text_list(&mut table, "ladder", "ladder_en");
    let target = table.required_table("target").and_then(target);
    let baseline = table.table("baseline").and_then(baseline);
    let cadence = table.optional_word("cadence", cadence, "yearly、half-yearly、quarterly、monthly");
    let continues = table.table("continues").and_then(continues);
    if kind == Some(Kind::Milestone) && target.as_ref().is_some_and(|target| target.goal.is_some()) {
        table.fault("kind", "milestone 没有数值目标；有数值请改用 stock 或 annual-flow");
    }
    table.finish();
    Some(Indicator {
        id: id?,
        name: name?,
        aliases,
        kind: kind?,
        each_year,
        basis,
        target: target?,
        baseline,
        cadence,
        quote: quote?,
        locator: locator?,
        notes,
        ladder,
        continues,
    })
}

fn cadence(word: &str) -> Option<Cadence> {
    match word {
        "yearly" => Some(Cadence::Yearly),
        "half-yearly" => Some(Cadence::HalfYearly),
        "quarterly" => Some(Cadence::Quarterly),
        "monthly" => Some(Cadence::Monthly),
        _ => None,
    }
}

fn predecessor(mut table: Table<'_>) -> Option<PlanId> {
    let plan = table.parsed("plan");
    table.finish();
    plan
}

fn continuity(word: &str) -> Option<Continuity> {
    match word {
        "same" => Some(Continuity::Same),
        "changed" => Some(Continuity::Changed),
        _ => None,
    }
}

/// A baseline is a claim like any other: without its source it is none.
fn baseline(mut table: Table<'_>) -> Option<Baseline> {
    let (value, period) = (table.parsed("value"), table.parsed("period"));
    let (title, url) = (table.text("source_title"), table.optional_text("source_url"));
    table.finish();
    Some(Baseline { value: value?, period: period?, source: Source { title: title?, url } })
}

fn continues(mut table: Table<'_>) -> Option<Continues> {
    let indicator = table.parsed("indicator");
    let continuity = table.word("continuity", continuity, "same（同口径）、changed（口径有变）");
    let note = optional_pair(&mut table, "note", "note_en");
    if continuity == Some(Continuity::Changed) && note.is_none() {
        table.fault("note", "口径有变，要写明变了什么");
    }
    table.finish();
    Some(Continues { indicator: indicator?, continuity: continuity?, note })
}

fn target(mut table: Table<'_>) -> Option<Target> {
    let text = optional_pair(&mut table, "text", "text_en");
    let stated = table.states("value");
    let value: Option<Quantity> = table.optional_parsed("value");
    let misread = stated && value.is_none();
    let unit = optional_pair(&mut table, "unit", "unit_en");
    let comparator = table.optional_word("comparator", Comparator::from_sign, ">=、>、<=、<、=、≈");
    let comparator_text = table.optional_text("comparator_text").unwrap_or_default();
    let due = table.required_table("due").and_then(due);
    let goal = match (value, unit, comparator) {
        (Some(value), Some(unit), Some(comparator)) => {
            Some(Goal { value, unit, comparator, comparator_text })
        }
        (None, None, None) => {
            if text.is_none() {
                table.fault("text", "没有数值的目标要写明原文的说法，如 text = \"培育\"");
            }
            None
        }
        _ => {
            if !misread {
                table.fault("value", "value、unit、comparator 要么都写，要么都不写");
            }
            None
        }
    };
    table.finish();
    Some(Target { goal, text, due: due? })
}

fn basis(word: &str) -> Option<DueBasis> {
    match word {
        "own-sentence" => Some(DueBasis::OwnSentence),
        "governing-sentence" => Some(DueBasis::GoverningSentence),
        "plan-period" => Some(DueBasis::PlanPeriod),
        _ => None,
    }
}

fn due(mut table: Table<'_>) -> Option<Due> {
    let date = table.parsed("date");
    let basis = table.word("basis", basis, "own-sentence、governing-sentence、plan-period");
    table.finish();
    Some(Due { date: date?, basis: basis? })
}
