//! Tables whose rows come in groups: a thing, and what there is to say of it.

use crate::{markup::Writer, strings::Label};

/// A part `id` with a table of the shape `table.class`; `groups` writes row groups only. The heading stands before the
/// table, since a table may hold no heading, and its caption repeats it for those who go from table to table.
pub(crate) fn table(
    out: &mut Writer,
    id: &str,
    shape: &'static str,
    caption: &Label,
    columns: &[&str],
    groups: impl FnOnce(&mut Writer),
) {
    out.part(id, |out| {
        out.section(caption);
        out.element(shape, |out| {
            out.element("caption", |out| out.hidden(|out| out.say(caption)));
            head(out, columns);
            out.slot(groups);
        });
    });
}

/// The heads of the columns.
pub(crate) fn head(out: &mut Writer, columns: &[&str]) {
    out.element("thead.zc-columns", |out| {
        out.element("tr", |out| {
            for column in columns {
                out.with("th", &["role", "scope"], &["columnheader", "col"], |out| out.text(column));
            }
        });
    });
}

/// Rows that belong together. The id keeps open details with their group when other groups come and go.
pub(crate) fn group(out: &mut Writer, class: &'static str, id: &str, rows: impl FnOnce(&mut Writer)) {
    let id = out.scene.id(id);
    out.keyed("tbody", &["class", "role", "id"], &[class, "rowgroup", &id], rows);
}

/// The head over the groups that follow, across all columns.
pub(crate) fn group_head(out: &mut Writer, columns: &'static str, inside: impl FnOnce(&mut Writer)) {
    let values = ["columnheader", "colgroup", columns];
    out.element("tr", |out| out.with("th", &["role", "scope", "colspan"], &values, inside));
}

/// The cell that names its row.
pub(crate) fn row_head(out: &mut Writer, inside: impl FnOnce(&mut Writer)) {
    out.with("th", &["class", "role", "scope"], &["zc-name", "rowheader", "row"], inside);
}

/// A row of one cell across all columns.
pub(crate) fn across(
    out: &mut Writer,
    class: &'static str,
    columns: &'static str,
    inside: impl FnOnce(&mut Writer),
) {
    out.element("tr", |out| out.with("td", &["class", "role", "colspan"], &[class, "cell", columns], inside));
}

/// What a cell holds, printed in it where the column heads are not visible.
pub(crate) fn label(out: &mut Writer, text: &str) {
    out.seen("zc-label", text);
    out.text(" ");
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
