//! The plan.toml that an import writes. Formats: docs/PACK.md.

use serde::Serialize;
use shared::{
    date::{Date, PartialDate},
    id::{AreaId, IndicatorId, ItemId, PlanId, SafeguardId, TaskId},
    lang::Text,
    plan::{
        Cadence, Comparator, Continuity, Document, DueBasis, Indicator, Kind, Period, Plan, Stage, Target,
    },
    quantity::Quantity,
};

#[derive(Serialize)]
struct PlanFile<'a> {
    schema: u32,
    id: &'a PlanId,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_en: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_title_en: Option<&'a str>,
    stage: Stage,
    #[serde(skip_serializing_if = "is_false")]
    demo: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrections: Option<&'a str>,
    #[serde(skip_serializing_if = "<[ItemId]>::is_empty")]
    retired: &'a [ItemId],
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    document: DocumentTable<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    predecessor: Option<PredecessorTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    region: Vec<RegionTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    area: Vec<AreaTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    task: Vec<TaskTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unit: Vec<UnitTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    safeguard: Vec<SafeguardTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    indicator: Vec<IndicatorTable<'a>>,
}

#[derive(Serialize)]
struct DocumentTable<'a> {
    file: &'a str,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct PredecessorTable<'a> {
    plan: &'a PlanId,
}

#[derive(Serialize)]
struct RegionTable<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name_en: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "is_false")]
    elsewhere: bool,
}

#[derive(Serialize)]
struct AreaTable<'a> {
    id: &'a AreaId,
    number: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_en: Option<&'a str>,
}

#[derive(Serialize)]
struct TaskTable<'a> {
    id: &'a TaskId,
    number: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<&'a AreaId>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_en: Option<&'a str>,
    units: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    lead: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
}

#[derive(Serialize)]
struct UnitTable<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name_en: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aliases: &'a [String],
}

#[derive(Serialize)]
struct SafeguardTable<'a> {
    id: &'a SafeguardId,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_en: Option<&'a str>,
}

#[derive(Serialize)]
struct IndicatorTable<'a> {
    id: &'a IndicatorId,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name_en: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aliases: &'a [String],
    kind: Kind,
    #[serde(skip_serializing_if = "is_false")]
    each_year: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis_en: Option<&'a str>,
    quote: &'a str,
    locator: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes_en: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ladder: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ladder_en: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cadence: Option<Cadence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<BaselineTable<'a>>,
    target: TargetTable<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    continues: Option<ContinuesTable<'a>>,
}

#[derive(Serialize)]
struct BaselineTable<'a> {
    value: Quantity,
    period: PartialDate,
    source_title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_url: Option<&'a str>,
}

#[derive(Serialize)]
struct TargetTable<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_en: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_en: Option<&'a str>,
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

#[derive(Serialize)]
struct ContinuesTable<'a> {
    indicator: &'a IndicatorId,
    continuity: Continuity,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note_en: Option<&'a str>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_false(flag: &bool) -> bool {
    !flag
}

fn zh(text: Option<&Text>) -> Option<&str> {
    text.map(|text| text.zh.as_str())
}

fn en(text: &Text) -> Option<&str> {
    text.en.as_deref()
}

/// The text of plan.toml. A plan whose years are not known leaves them out, for a person to fill in.
pub(super) fn render(plan: &Plan, period: Option<Period>) -> Result<String, toml::ser::Error> {
    let areas = plan.areas.iter().map(|area| AreaTable {
        id: &area.id,
        number: &area.number,
        title: &area.title.zh,
        title_en: en(&area.title),
    });
    let tasks = plan.tasks.iter().map(|task| TaskTable {
        id: &task.id,
        number: &task.number,
        area: task.area.as_ref(),
        title: &task.title.zh,
        title_en: en(&task.title),
        units: &task.units,
        lead: &task.lead,
        summary: task.summary.as_deref(),
    });
    let units = plan.units.iter().map(|unit| UnitTable {
        name: &unit.name.zh,
        name_en: en(&unit.name),
        aliases: &unit.aliases,
    });
    let regions = plan.regions.iter().map(|region| RegionTable {
        name: &region.name.zh,
        name_en: en(&region.name),
        aliases: &region.aliases,
        elsewhere: region.elsewhere,
    });
    let safeguards = plan.safeguards.iter().map(|safeguard| SafeguardTable {
        id: &safeguard.id,
        title: &safeguard.title.zh,
        title_en: en(&safeguard.title),
    });
    toml::to_string(&PlanFile {
        schema: 1,
        id: &plan.id,
        title: &plan.title.zh,
        title_en: en(&plan.title),
        short_title: zh(plan.short_title.as_ref()),
        short_title_en: plan.short_title.as_ref().and_then(en),
        stage: plan.stage,
        demo: plan.demo,
        as_of: plan.as_of,
        corrections: plan.corrections.as_deref(),
        retired: &plan.retired,
        period,
        document: document(&plan.document),
        predecessor: plan.predecessor.as_ref().map(|plan| PredecessorTable { plan }),
        region: regions.collect(),
        area: areas.collect(),
        task: tasks.collect(),
        unit: units.collect(),
        safeguard: safeguards.collect(),
        indicator: plan.indicators.iter().map(indicator).collect(),
    })
}

fn document(document: &Document) -> DocumentTable<'_> {
    DocumentTable {
        file: &document.file,
        sha256: &document.sha256,
        issuer: document.issuer.as_deref(),
        number: document.number.as_deref(),
        published: document.published,
        url: document.url.as_deref(),
    }
}

fn indicator(indicator: &Indicator) -> IndicatorTable<'_> {
    IndicatorTable {
        id: &indicator.id,
        name: &indicator.name.zh,
        name_en: en(&indicator.name),
        aliases: &indicator.aliases,
        kind: indicator.kind,
        each_year: indicator.each_year,
        basis: zh(indicator.basis.as_ref()),
        basis_en: indicator.basis.as_ref().and_then(en),
        quote: &indicator.quote,
        locator: &indicator.locator,
        notes: indicator.notes.iter().map(|note| note.zh.as_str()).collect(),
        notes_en: translations(&indicator.notes),
        ladder: indicator.ladder.iter().map(|step| step.zh.as_str()).collect(),
        ladder_en: translations(&indicator.ladder),
        baseline: indicator.baseline.as_ref().map(|baseline| BaselineTable {
            value: baseline.value,
            period: baseline.period,
            source_title: &baseline.source.title,
            source_url: baseline.source.url.as_deref(),
        }),
        cadence: indicator.cadence,
        target: target(&indicator.target),
        continues: indicator.continues.as_ref().map(|continues| ContinuesTable {
            indicator: &continues.indicator,
            continuity: continues.continuity,
            note: zh(continues.note.as_ref()),
            note_en: continues.note.as_ref().and_then(en),
        }),
    }
}

/// Translations stand one by one beside their texts, or not at all.
fn translations(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(en).collect::<Option<_>>().unwrap_or_default()
}

fn target(target: &Target) -> TargetTable<'_> {
    let goal = target.goal.as_ref();
    TargetTable {
        text: zh(target.text.as_ref()),
        text_en: target.text.as_ref().and_then(en),
        value: goal.map(|goal| goal.value.to_string()),
        unit: goal.map(|goal| goal.unit.zh.as_str()),
        unit_en: goal.and_then(|goal| en(&goal.unit)),
        comparator: goal.map(|goal| goal.comparator),
        comparator_text: goal.map(|goal| goal.comparator_text.as_str()).filter(|words| !words.is_empty()),
        due: DueTable { date: target.due.date, basis: target.due.basis },
    }
}
