//! The plan.toml that an import writes. Formats: docs/PACK.md.

use std::path::Path;

use serde::Serialize;
use shared::{
    date::PartialDate,
    id::PlanId,
    plan::{Comparator, DueBasis, Kind, Period, Stage},
    plan_text::{DraftIndicator, DraftPlan},
};

use crate::documents::Document;

#[derive(Serialize)]
struct PlanFile<'a> {
    schema: u32,
    id: String,
    title: &'a str,
    stage: Stage,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    document: DocumentTable<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    region: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    area: Vec<AreaTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    task: Vec<TaskTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    safeguard: Vec<SafeguardTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    indicator: Vec<IndicatorTable<'a>>,
}

#[derive(Serialize)]
struct DocumentTable<'a> {
    file: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct AreaTable<'a> {
    id: String,
    number: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct TaskTable<'a> {
    id: String,
    number: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<String>,
    title: &'a str,
    units: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    lead: &'a [String],
}

#[derive(Serialize)]
struct SafeguardTable<'a> {
    id: String,
    title: &'a str,
}

#[derive(Serialize)]
struct IndicatorTable<'a> {
    id: String,
    name: &'a str,
    kind: Kind,
    quote: &'a str,
    locator: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'a str>,
    target: TargetTable<'a>,
}

#[derive(Serialize)]
struct TargetTable<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparator: Option<Comparator>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparator_text: Option<&'a str>,
    due: DueTable,
}

#[derive(Serialize)]
struct DueTable {
    date: PartialDate,
    basis: DueBasis,
}

/// The text of plan.toml. The plan's id is the folder's name where that is a good id.
pub(super) fn render(out: &Path, draft: &DraftPlan, document: &Document) -> Result<String, toml::ser::Error> {
    let folder = out.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let id = folder.parse::<PlanId>().map_or_else(|_| "plan".to_owned(), |id| id.to_string());
    let tasks = draft.tasks.iter().enumerate().map(|(at, task)| TaskTable {
        id: format!("k{}", at + 1),
        number: &task.number,
        area: task.area.map(|area| format!("a{}", area + 1)),
        title: &task.title,
        units: &task.departments,
        lead: &task.lead,
    });
    let areas = draft.areas.iter().enumerate().map(|(at, area)| AreaTable {
        id: format!("a{}", at + 1),
        number: &area.number,
        title: &area.title,
    });
    let safeguards = draft.safeguards.iter().enumerate();
    toml::to_string(&PlanFile {
        schema: 1,
        id,
        title: &draft.title,
        stage: draft.stage,
        period: draft.period,
        document: DocumentTable { file: &document.name, sha256: &document.sha256 },
        region: region(&draft.title).map(|name| Named { name }).into_iter().collect(),
        area: areas.collect(),
        task: tasks.collect(),
        safeguard: safeguards
            .map(|(at, title)| SafeguardTable { id: format!("s{}", at + 1), title })
            .collect(),
        indicator: draft.indicators.iter().enumerate().map(|(at, i)| indicator(at, i, draft)).collect(),
    })
}

/// The place a title opens with: `青山县……工作方案`.
fn region(title: &str) -> Option<&str> {
    let endings = ['区', '县', '市', '州', '旗'];
    let (at, ending) = title.char_indices().take(10).find(|(at, c)| *at > 0 && endings.contains(c))?;
    Some(&title[..at + ending.len_utf8()])
}

fn indicator<'a>(at: usize, indicator: &'a DraftIndicator, draft: &'a DraftPlan) -> IndicatorTable<'a> {
    let end = draft.period.map_or(2099, |period| period.to);
    let about = |text: &str| text.contains(&format!("“{}”", indicator.name));
    let words = indicator.comparator_text.as_str();
    let numeric = indicator.value.is_some();
    IndicatorTable {
        id: format!("i{}", at + 1),
        name: &indicator.name,
        kind: indicator.kind,
        quote: &indicator.source,
        locator: &indicator.locator,
        notes: draft.notes.iter().map(|note| note.text.as_str()).filter(|text| about(text)).collect(),
        target: TargetTable {
            text: (!numeric).then_some(words),
            value: indicator.value.map(|value| value.to_string()),
            unit: indicator.unit.as_deref(),
            comparator: indicator.comparator,
            comparator_text: Some(words).filter(|words| numeric && !words.is_empty()),
            due: DueTable {
                date: indicator.due.unwrap_or(PartialDate::Year(end)),
                basis: indicator.due_basis,
            },
        },
    }
}
