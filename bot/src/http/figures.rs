//! The figures as CSV.

use shared::{
    lang::Lang,
    method::Status,
    plan::Comparator,
    snapshot::{IndicatorView, Snapshot},
    words,
};

const COLUMNS: [&str; 19] = [
    "plan",
    "indicator",
    "name",
    "target",
    "comparator",
    "unit",
    "due",
    "due_basis",
    "status",
    "status_word",
    "period",
    "value",
    "state",
    "as_of",
    "provisional",
    "source_title",
    "source_url",
    "judged_as_of",
    "publication",
];

/// One row a target, in plan order. Opens in Excel: UTF-8 with a byte order mark, no cell that is taken for a formula.
pub(super) fn csv(snapshot: &Snapshot) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(COLUMNS)?;
    for indicator in &snapshot.indicators {
        writer.write_record(row(snapshot, indicator).map(|cell| harmless(&cell)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn row(snapshot: &Snapshot, indicator: &IndicatorView) -> [String; 19] {
    let goal = indicator.goal.as_ref();
    let latest = indicator.latest.as_ref();
    let state = latest.and_then(|reading| indicator.ladder.get(usize::from(reading.step?)));
    let status = indicator.verdict.status;
    let text = indicator.target_text.as_ref().map(|text| text.zh.clone()).unwrap_or_default();
    [
        snapshot.plan.to_string(),
        indicator.id.to_string(),
        indicator.name.zh.clone(),
        goal.map_or(text, |goal| goal.value.to_string()),
        goal.map(|goal| goal.comparator).map_or("", Comparator::sign).to_owned(),
        goal.map(|goal| goal.unit.zh.clone()).unwrap_or_default(),
        indicator.due.date.to_string(),
        words::due_basis(indicator.due.basis, Lang::Zh).to_owned(),
        key(status),
        words::status(status, Lang::Zh).to_owned(),
        latest.map(|reading| reading.period.to_string()).unwrap_or_default(),
        latest.and_then(|reading| reading.value).map(|value| value.to_string()).unwrap_or_default(),
        state.map(|state| state.zh.clone()).unwrap_or_default(),
        latest.map(|reading| reading.as_of.to_string()).unwrap_or_default(),
        latest.map(|reading| reading.provisional.to_string()).unwrap_or_default(),
        latest.map(|reading| reading.source.title.clone()).unwrap_or_default(),
        latest.and_then(|reading| reading.source.url.clone()).unwrap_or_default(),
        snapshot.as_of.to_string(),
        snapshot.publication.as_ref().map(|publication| publication.number.to_string()).unwrap_or_default(),
    ]
}

/// The name of a status in JSON.
fn key(status: Status) -> String {
    serde_json::to_value(status).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A spreadsheet takes a cell that begins like this for a formula; comparators and negative numbers are none.
fn harmless(cell: &str) -> String {
    let plain = cell.parse::<shared::quantity::Quantity>().is_ok()
        || Comparator::from_sign(cell).is_some_and(|c| c != Comparator::Exactly);
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula && !plain { format!("'{cell}") } else { cell.to_owned() }
}
