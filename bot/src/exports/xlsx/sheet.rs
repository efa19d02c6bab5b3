//! One worksheet: a head that stays in sight, then rows of typed cells.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use shared::{date::Date, link, plan::Source, quantity::Quantity};

use crate::exports::ExportError;

/// A column's name and its width in characters.
pub(super) type Head = (&'static str, f64);

/// What a cell holds. There is no formula among them.
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(Quantity),
    Date(Date),
    /// A title, linked where its address may be shown.
    Source(Source),
}

impl Cell {
    /// How many lines it takes in a column of a width.
    fn lines(&self, width: f64) -> u32 {
        let (Self::Text(text) | Self::Source(Source { title: text, .. })) = self else { return 1 };
        // A Chinese character is as wide as two letters, and what a line breaks at is not known here: a margin of one.
        let wide = |line: &str| line.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>();
        let most = TALLEST / LINE;
        let folded = |line: &str| (1..most).find(|lines| wide(line) <= f64::from(*lines) * (width - 1.0));
        text.split('\n').map(|line| folded(line).unwrap_or(most)).sum()
    }
}

pub(super) fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

pub(super) fn date(date: Date) -> Cell {
    Cell::Date(date)
}

/// A cell of Excel holds so many characters, and an address so many.
const LONGEST_TEXT: usize = 32_000;
const LONGEST_ADDRESS: usize = 2_000;

/// A3, as Excel counts paper.
const A3: u8 = 8;

/// Points of a line in a cell, and the most that a row may have.
const LINE: u32 = 15;
const TALLEST: u32 = 400;

pub(super) struct Sheet<const N: usize> {
    worksheet: Worksheet,
    heads: [Head; N],
    rows: u32,
}

impl<const N: usize> Sheet<N> {
    /// A sheet with its head.
    pub(super) fn new(name: &str, heads: [Head; N]) -> Result<Self, ExportError> {
        let mut worksheet = Worksheet::new();
        let format = ruled().set_bold().set_background_color("F2F2F2").set_align(FormatAlign::Center);
        worksheet.set_name(name)?;
        for (column, (name, width)) in (0..).zip(heads) {
            worksheet.set_column_width(column, width)?.write_string_with_format(0, column, name, &format)?;
        }
        worksheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        worksheet.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0);
        Ok(Self { worksheet, heads, rows: 0 })
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: [Cell; N]) -> Result<(), ExportError> {
        self.rows += 1;
        // Not every program makes a row as high as its words when it opens a file.
        let lines = cells.iter().zip(self.heads).map(|(cell, (_, width))| cell.lines(width)).max();
        let height = (lines.unwrap_or(1) * LINE + 3).min(TALLEST);
        self.worksheet.set_row_height(self.rows, height)?;
        for (column, cell) in (0..).zip(cells) {
            self.put(column, cell)?;
        }
        Ok(())
    }

    fn put(&mut self, column: u16, cell: Cell) -> Result<(), XlsxError> {
        let (sheet, row) = (&mut self.worksheet, self.rows);
        match cell {
            Cell::Empty => sheet.write_blank(row, column, &ruled())?,
            Cell::Text(text) => sheet.write_string_with_format(row, column, fitting(&text), &words())?,
            Cell::Number(value) => {
                let format = ruled().set_num_format(decimals(value.scale()));
                sheet.write_number_with_format(row, column, nearest(value), &format)?
            }
            Cell::Date(date) => {
                let year = u16::try_from(date.year()).unwrap_or(1900);
                let day = ExcelDateTime::from_ymd(year, date.month(), date.day())?;
                let format = ruled().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center);
                sheet.write_datetime_with_format(row, column, &day, &format)?
            }
            Cell::Source(Source { title, url }) => {
                let url = url.filter(|url| link::is_allowed(url) && url.chars().count() <= LONGEST_ADDRESS);
                match url {
                    Some(url) => {
                        let format = words().set_hyperlink();
                        sheet.write_url_with_options(
                            row,
                            column,
                            url.as_str(),
                            fitting(&title),
                            "",
                            Some(&format),
                        )?
                    }
                    None => sheet.write_string_with_format(row, column, fitting(&title), &words())?,
                }
            }
        };
        Ok(())
    }

    /// The sheet, to be filtered by its columns.
    pub(super) fn finish(mut self) -> Result<Worksheet, ExportError> {
        let last = u16::try_from(N).unwrap_or(1).saturating_sub(1);
        if self.rows > 0 {
            self.worksheet.autofilter(0, 0, self.rows, last)?;
        }
        Ok(self.worksheet)
    }
}

/// What every cell has.
fn ruled() -> Format {
    Format::new()
        .set_font_name("宋体")
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// Words stay words, also when a person edits the cell.
fn words() -> Format {
    ruled().set_align(FormatAlign::Left).set_indent(1).set_quote_prefix()
}

/// The number format that prints so many decimals.
fn decimals(scale: u8) -> String {
    if scale == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(usize::from(scale))) }
}

/// Excel's numbers are floats; one of at most 15 digits comes back as it was.
fn nearest(value: Quantity) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}

fn fitting(text: &str) -> String {
    if text.chars().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    text.chars().take(LONGEST_TEXT).chain("……（过长，全文见 JSON）".chars()).collect()
}
