//! context.toml

use shared::plan::{Claim, Context, Source};

use super::{
    fault::Located,
    knowledge::read_how,
    plan::text_pair,
    table::{File, Table},
};

/// Reads context.toml.
pub(super) fn read(file: File<'_>) -> Vec<Located<Context>> {
    let Some(mut root) = file.root() else { return Vec::new() };
    let records = root.tables("context").into_iter().filter_map(context).collect();
    root.finish();
    records
}

fn claim(word: &str) -> Option<Claim> {
    match word {
        "goal" => Some(Claim::Goal),
        "result" => Some(Claim::Result),
        _ => None,
    }
}

fn context(mut table: Table<'_>) -> Option<Located<Context>> {
    let at = table.at().clone();
    let (id, indicator) = (table.parsed("id"), table.parsed("indicator"));
    let (metric, region) = (text_pair(&mut table, "metric", "metric_en"), table.text("region"));
    let (value, unit) = (table.parsed("value"), text_pair(&mut table, "unit", "unit_en"));
    let (period, claim) = (table.parsed("period"), table.word("claim", claim, "goal、result"));
    let difference = text_pair(&mut table, "difference", "difference_en");
    let (title, url) = (table.text("source_title"), table.optional_text("source_url"));
    let read = read_how(&mut table);
    table.finish();
    let record = Context {
        id: id?,
        indicator: indicator?,
        metric: metric?,
        region: region?,
        value: value?,
        unit: unit?,
        period: period?,
        claim: claim?,
        difference: difference?,
        source: Source { title: title?, url },
        read: read?,
    };
    Some(Located { record, at })
}
