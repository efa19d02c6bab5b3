//! Ruled tables. A row has as many cells as there are columns, by its type.

use docx_rs::{
    Paragraph, Shading, TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins,
    TableLayoutType, TableRow, VAlignType, WidthType,
};

/// A column: its head, its share of the width, and how its cells are set.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    head: &'static str,
    share: u16,
    style: &'static str,
}

impl Column {
    /// A column of text. `share` is its part of the sum of all shares.
    pub const fn new(head: &'static str, share: u16) -> Self {
        Self { head, share, style: "Cell" }
    }

    /// With its cells in the middle.
    #[must_use]
    pub const fn centred(self) -> Self {
        Self { style: "CellCentre", ..self }
    }

    /// With its cells at the right, for numbers.
    #[must_use]
    pub const fn right(self) -> Self {
        Self { style: "CellRight", ..self }
    }
}

/// A table of `N` columns. A line break in a cell stays one.
#[derive(Debug)]
pub struct Table<const N: usize> {
    columns: [Column; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    /// A table without rows.
    pub fn new(columns: [Column; N]) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: [impl Into<String>; N]) {
        self.rows.push(cells.map(Into::into));
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn into_grid(self) -> Grid {
        Grid {
            heads: self.columns.iter().map(|column| column.head).collect(),
            columns: self.columns.iter().map(|column| (column.share, column.style)).collect(),
            rows: self.rows.into_iter().map(Vec::from).collect(),
        }
    }
}

/// A table whose shape was checked.
pub(super) struct Grid {
    heads: Vec<&'static str>,
    columns: Vec<(u16, &'static str)>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// A name and what it is on each row, without a head.
    pub(super) fn of_facts(facts: &[(&str, &str)]) -> Self {
        let rows = facts.iter().map(|(name, what)| vec![(*name).to_owned(), (*what).to_owned()]).collect();
        Self { heads: Vec::new(), columns: vec![(1, "Head"), (4, "Cell")], rows }
    }

    /// The table over a width in twentieths of a point. `styled` makes a paragraph of a text in a style.
    pub(super) fn build(
        self,
        width: u32,
        mut styled: impl FnMut(&str, &'static str) -> Paragraph,
    ) -> docx_rs::Table {
        let widths = self.widths(width);
        let mut cell = |text: &str, style: &'static str, width: usize| {
            let lines = text.split('\n').map(|line| styled(line, style));
            let cell = lines.fold(TableCell::new(), TableCell::add_paragraph);
            let cell = cell.width(width, WidthType::Dxa).vertical_align(VAlignType::Center);
            if style == "Head" { cell.shading(Shading::new().fill("F2F2F2")) } else { cell }
        };
        let mut rows = Vec::with_capacity(self.rows.len() + 1);
        if !self.heads.is_empty() {
            let heads = self.heads.iter().zip(&widths).map(|(head, width)| cell(head, "Head", *width));
            rows.push(TableRow::new(heads.collect()));
        }
        for row in &self.rows {
            let cells = row.iter().zip(&self.columns).zip(&widths);
            let cells = cells.map(|((text, (_, style)), width)| cell(text, style, *width));
            rows.push(TableRow::new(cells.collect()).cant_split());
        }
        docx_rs::Table::new(rows)
            .set_grid(widths)
            .width(usize::try_from(width).unwrap_or(0), WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .margins(TableCellMargins::new().margin(20, 70, 20, 70))
            .set_borders(ruled())
    }

    /// The width of each column; together exactly `width`.
    fn widths(&self, width: u32) -> Vec<usize> {
        let all: u64 = self.columns.iter().map(|(share, _)| u64::from(*share)).sum::<u64>().max(1);
        let edge = |shares: u64| u64::from(width) * shares / all;
        let mut before = 0;
        let of_column = |(share, _): &(u16, &str)| {
            let from = edge(before);
            before += u64::from(*share);
            usize::try_from(edge(before) - from).unwrap_or(0)
        };
        self.columns.iter().map(of_column).collect()
    }
}

/// Thin black lines all around.
fn ruled() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let line = |position| TableBorder::new(position).size(4).color("000000");
    [Top, Left, Bottom, Right, InsideH, InsideV]
        .map(line)
        .into_iter()
        .fold(TableBorders::new(), TableBorders::set)
}
