//! The figures as CSV.

use shared::{
    lang::Lang,
    method::Status,
    plan::Comparator,
    quantity::Quantity,
    snapshot::{IndicatorView, Snapshot},
    text::is_invisible,
    words,
};

use super::ExportError;

const COLUMNS: [&str; 20] = [
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
    "margin",
];

/// One row a target, in plan order. Opens in Excel: UTF-8 with a byte order mark, no cell that is taken for a formula.
pub fn csv(snapshot: &Snapshot) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(COLUMNS)?;
    for indicator in &snapshot.indicators {
        writer.write_record(row(snapshot, indicator).map(|cell| harmless(&cell)))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()).into())
}

fn row(snapshot: &Snapshot, indicator: &IndicatorView) -> [String; 20] {
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
        latest.and_then(|reading| reading.margin).map(|margin| margin.to_string()).unwrap_or_default(),
    ]
}

/// The name of a status in JSON.
fn key(status: Status) -> String {
    serde_json::to_value(status).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A spreadsheet takes a cell that begins with one of these for a formula, some of them after blanks, and programs set
/// to Chinese or Japanese take the wide forms too. `|` calls programs in old ones.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '|', '\t', '\r', '＝', '＋', '－', '＠'];

/// The cell, with an apostrophe before what would be a formula; comparators and negative numbers are none.
fn harmless(cell: &str) -> String {
    let plain = cell.parse::<Quantity>().is_ok()
        || Comparator::from_sign(cell).is_some_and(|comparator| comparator != Comparator::Exactly);
    let seen = cell.trim_start_matches(|c: char| is_invisible(c) || c.is_whitespace());
    let formula = cell.starts_with(FORMULA) || seen.starts_with(FORMULA);
    if formula && !plain { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exports::tests::shili;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for cell in [
            "=1+1",
            "+1",
            "-1+1",
            "@SUM(A1)",
            "=cmd|' /C calc'!A0",
            "|calc",
            "\t=1",
            "\r=1",
            " =1",
            "\u{200b}=1",
            "\u{3000}＝1",
            "\u{61c}=1+1",
            "\u{34f}+1",
            "\u{3164}@SUM(A1)",
            "\u{2800}－1",
            "\u{2800} \u{61c}\u{200b}=1",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(A1)",
            "=",
            "-",
        ] {
            assert_eq!(harmless(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["", "-3.5", ">=", "<", "≈", "达到", "1=1", "a|b", "2024-12-31", "https://a.gov.cn/?x=1"]
        {
            assert_eq!(harmless(cell), cell);
        }
    }

    #[test]
    fn a_reader_of_the_file_gets_the_snapshots_values() {
        let mut snapshot = shili();
        snapshot.indicators[6].latest.as_mut().unwrap().margin = Some("0.50".parse().unwrap());
        let file = csv(&snapshot).unwrap();
        let text = str::from_utf8(&file).unwrap().strip_prefix('\u{FEFF}').unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), snapshot.indicators.len());
        for (row, indicator) in rows.iter().zip(&snapshot.indicators) {
            let latest = indicator.latest.as_ref().and_then(|reading| reading.value);
            assert_eq!(row[11].parse::<Quantity>().ok(), latest, "{}", indicator.id);
            assert_eq!(&row[11], latest.map(|value| value.to_string()).unwrap_or_default(), "as printed");
            let margin = indicator.latest.as_ref().and_then(|reading| reading.margin);
            assert_eq!(&row[19], margin.map(|margin| margin.to_string()).unwrap_or_default());
            assert_eq!(row[3].parse().ok(), indicator.goal.as_ref().map(|goal| goal.value));
        }
    }

    proptest! {
        #[test]
        fn no_cell_begins_as_a_formula(
            cell in "[=+@|\\-＝＋－＠ \t\r\u{200b}\u{feff}\u{61c}\u{34f}\u{3164}\u{2800}]{0,3}\\PC{0,6}"
        ) {
            let safe = harmless(&cell);
            let risky = safe.trim_start_matches(|c: char| is_invisible(c) || c.is_whitespace());
            let plain = safe.parse::<Quantity>().is_ok() || Comparator::from_sign(&safe).is_some();
            prop_assert!(plain || !risky.starts_with(FORMULA), "{safe:?}");
            prop_assert!(safe.ends_with(&cell));
        }
    }
}
