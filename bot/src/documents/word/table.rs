//! Tables: rows of cells on a grid, with merged cells empty after their first.

use shared::plan_text::Block;

use super::{WordError, body::Body};
use crate::documents::table::{MAX_SPAN, flat, row};

/// What a cell costs besides its text, since one element may span many columns.
const CELL: usize = 32;

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Cell>,
    /// Columns left free before the first cell.
    before: usize,
    gone: bool,
}

#[derive(Debug, Default)]
struct Cell {
    blocks: Vec<Block>,
    span: usize,
    /// Goes on from the cell above or before it.
    merged: bool,
}

impl Body<'_> {
    /// Reads a table. A table of a single cell is a frame around its text.
    pub(super) fn table(&mut self, out: &mut Vec<Block>) -> Result<(), WordError> {
        let mut rows = Vec::new();
        self.rows(&mut rows)?;
        rows.retain(|row: &Row| !row.gone);
        if let [Row { cells, .. }] = &mut rows[..]
            && let [cell] = &mut cells[..]
        {
            out.append(&mut cell.blocks);
            return Ok(());
        }
        let mut first = true;
        for found in rows {
            let cells = found.texts();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            self.spend(cells.len() * CELL)?;
            out.push(row(cells, first));
            first = false;
        }
        Ok(())
    }

    fn rows(&mut self, rows: &mut Vec<Row>) -> Result<(), WordError> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "tr" => {
                    let mut row = Row::default();
                    self.row(&mut row)?;
                    rows.push(row);
                }
                "tblPr" | "tblGrid" | "del" | "moveFrom" => self.xml.skip()?,
                "sdt" => self.control(|body| body.rows(rows))?,
                "AlternateContent" => self.alternative(|body| body.rows(rows))?,
                _ => self.rows(rows)?,
            }
        }
        Ok(())
    }

    fn row(&mut self, row: &mut Row) -> Result<(), WordError> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "tc" => {
                    let cell = self.cell()?;
                    row.cells.push(cell);
                }
                "trPr" => self.row_properties(row)?,
                "tblPrEx" | "del" | "moveFrom" => self.xml.skip()?,
                "sdt" => self.control(|body| body.row(row))?,
                "AlternateContent" => self.alternative(|body| body.row(row))?,
                _ => self.row(row)?,
            }
        }
        Ok(())
    }

    fn row_properties(&mut self, row: &mut Row) -> Result<(), WordError> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "gridBefore" => row.before = element.number("val").unwrap_or(0).min(MAX_SPAN),
                "del" => row.gone = true,
                "hidden" => row.gone |= element.is_on(),
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn cell(&mut self) -> Result<Cell, WordError> {
        let mut cell = Cell { span: 1, ..Cell::default() };
        self.cell_content(&mut cell)?;
        Ok(cell)
    }

    fn cell_content(&mut self, cell: &mut Cell) -> Result<(), WordError> {
        while let Some(element) = self.xml.child()? {
            if element.name() == "tcPr" {
                self.cell_properties(cell)?;
            } else {
                self.block(&element, &mut cell.blocks)?;
            }
        }
        self.flush(&mut cell.blocks)
    }

    fn cell_properties(&mut self, cell: &mut Cell) -> Result<(), WordError> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "gridSpan" => cell.span = element.number("val").unwrap_or(1).clamp(1, MAX_SPAN),
                // Without a value, the merge goes on.
                "vMerge" | "hMerge" => cell.merged |= element.value().as_deref() != Some("restart"),
                "cellDel" => cell.merged = true,
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }
}

impl Row {
    fn texts(self) -> Vec<String> {
        let mut texts = vec![String::new(); self.before];
        for cell in self.cells {
            texts.push(if cell.merged { String::new() } else { flat(cell.blocks) });
            texts.resize(texts.len() + cell.span - 1, String::new());
        }
        texts
    }
}
