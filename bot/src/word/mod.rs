//! Word documents as offices write them: A4, 小标宋 title, 仿宋 text, ruled tables whose head returns on each page, page
//! numbers. The same content gives the same bytes: no clock and no chance goes in.

mod package;
mod table;
#[cfg(test)]
pub(crate) mod tests;

use std::io;

use docx_rs::{
    AlignmentType, Docx, Footer, LineSpacing, LineSpacingType, PageMargin, PageNum, PageOrientationType,
    Paragraph, Run, RunFonts, SpecialIndentType, Style, StyleType,
};
use shared::date::Date;

use self::table::Grid;
pub use self::table::{Column, Table};

/// Why a document could not be written. None of it is the content's fault.
#[derive(Debug, thiserror::Error)]
pub enum WordError {
    /// The parts could not be packed.
    #[error("Word 文件打包失败：{0}")]
    Pack(#[from] zip::result::ZipError),
    /// A part could not be read back or written.
    #[error("Word 文件的 XML 写不成：{0}")]
    Xml(#[from] quick_xml::Error),
    /// A part could not be written.
    #[error("Word 文件写不成：{0}")]
    Write(#[from] io::Error),
}

/// How the paper lies. A4 in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Upright, with the margins of official documents.
    Portrait,
    /// Across, for tables of many columns.
    Landscape,
}

/// The longer and the shorter side of A4, in twentieths of a point.
const A4: (u32, u32) = (16_838, 11_906);

impl Page {
    /// Width and height, in twentieths of a point.
    fn size(self) -> (u32, u32) {
        match self {
            Self::Portrait => (A4.1, A4.0),
            Self::Landscape => A4,
        }
    }

    fn margin(self) -> PageMargin {
        let margin = PageMargin::new().header(851).footer(992);
        match self {
            // 37 mm above, 35 below, 28 left and 26 right: GB/T 9704.
            Self::Portrait => margin.top(2098).bottom(1984).left(1588).right(1474),
            Self::Landscape => margin.top(1418).bottom(1304).left(1304).right(1304),
        }
    }

    /// The width between the margins, in twentieths of a point.
    fn width(self) -> u32 {
        let margins = self.margin();
        self.size().0.saturating_sub(margins.left.unsigned_abs() + margins.right.unsigned_abs())
    }

    fn orientation(self) -> PageOrientationType {
        match self {
            Self::Portrait => PageOrientationType::Portrait,
            Self::Landscape => PageOrientationType::Landscape,
        }
    }
}

/// A document that grows from top to bottom.
#[derive(Debug)]
pub struct Document {
    page: Page,
    title: String,
    dated: Date,
    docx: Docx,
    /// Paragraphs so far: each has an id of its own, and no other document shares the count.
    paragraphs: u32,
}

impl Document {
    /// An empty document with its title at the top. `dated` is the day of its content, kept as the day it was made.
    pub fn new(page: Page, title: &str, dated: Date) -> Self {
        let (width, height) = page.size();
        let docx = Docx::new()
            .page_size(width, height)
            .page_orient(page.orientation())
            .page_margin(page.margin())
            .default_fonts(fonts("仿宋"))
            .default_size(half_points(Size::Three));
        let docx = styles().into_iter().fold(docx, Docx::add_style);
        let mut document = Self { page, title: clean(title), dated, docx, paragraphs: 0 };
        document.add(title, "Title");
        document
    }

    /// A line under the title: the period, who wrote it.
    pub fn subtitle(&mut self, text: &str) {
        self.add(text, "Subtitle");
    }

    /// A heading of the first level.
    pub fn heading(&mut self, text: &str) {
        self.add(text, "Heading1");
    }

    /// A heading of the second level.
    pub fn subheading(&mut self, text: &str) {
        self.add(text, "Heading2");
    }

    /// A paragraph of text.
    pub fn paragraph(&mut self, text: &str) {
        self.add(text, "Body");
    }

    /// A remark in smaller type, under a table or at the end.
    pub fn remark(&mut self, text: &str) {
        self.add(text, "Remark");
    }

    /// A ruled table.
    pub fn table<const N: usize>(&mut self, table: Table<N>) {
        self.ruled(table.into_grid());
    }

    /// What is known about a matter, one a row: its name, and what it is.
    pub fn facts<const N: usize>(&mut self, facts: [(&str, &str); N]) {
        self.ruled(Grid::of_facts(&facts));
    }

    fn ruled(&mut self, grid: Grid) {
        let width = self.page.width();
        let table = grid.build(width, |text, style| self.styled(text, style));
        self.docx = std::mem::take(&mut self.docx).add_table(table);
        // Two tables that touch would be one.
        self.add("", "Gap");
    }

    fn add(&mut self, text: &str, style: &str) {
        for line in text.split('\n') {
            let paragraph = self.styled(line, style);
            self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
        }
    }

    fn styled(&mut self, text: &str, style: &str) -> Paragraph {
        self.paragraphs += 1;
        let id = format!("{:08x}", self.paragraphs);
        let paragraph = Paragraph::new().id(id).style(style).keep_next(style.starts_with("Heading"));
        paragraph.add_run(Run::new().add_text(clean(text)))
    }

    /// The file.
    pub fn into_bytes(mut self) -> Result<Vec<u8>, WordError> {
        let number = self.styled("— ", "PageNumber").add_page_num(PageNum::new());
        let number = number.add_run(Run::new().add_text(" —"));
        let docx = self.docx.footer(Footer::new().add_paragraph(number));
        package::pack(docx.build(), &self.title, self.dated)
    }
}

/// The text without what XML cannot carry.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}

/// Chinese sizes of type.
#[derive(Clone, Copy)]
enum Size {
    /// 二号.
    Two,
    /// 三号.
    Three,
    /// 四号.
    Four,
    /// 小四.
    SmallFour,
    /// 五号.
    Five,
}

/// Half points, as Word counts.
fn half_points(size: Size) -> usize {
    match size {
        Size::Two => 44,
        Size::Three => 32,
        Size::Four => 28,
        Size::SmallFour => 24,
        Size::Five => 21,
    }
}

/// A font for Chinese, with the usual one for Latin letters and figures.
fn fonts(chinese: &str) -> RunFonts {
    RunFonts::new().east_asia(chinese).ascii("Times New Roman").hi_ansi("Times New Roman")
}

fn styles() -> Vec<Style> {
    let style = |id: &str, name: &str, font: &str, size| {
        Style::new(id, StyleType::Paragraph).name(name).fonts(fonts(font)).size(half_points(size))
    };
    let spaced = |before: u32, after: u32, line: i32| {
        let exact = LineSpacing::new().line_rule(LineSpacingType::AtLeast);
        exact.before(before).after(after).line(line)
    };
    let two_characters =
        |size| SpecialIndentType::FirstLine(i32::try_from(half_points(size) * 20).unwrap_or(0));
    vec![
        style("Title", "Title", "方正小标宋简体", Size::Two)
            .align(AlignmentType::Center)
            .line_spacing(spaced(0, 120, 600)),
        style("Subtitle", "Subtitle", "楷体", Size::Four)
            .align(AlignmentType::Center)
            .line_spacing(spaced(0, 240, 440)),
        style("Heading1", "heading 1", "黑体", Size::Three)
            .outline_lvl(0)
            .indent(None, Some(two_characters(Size::Three)), None, None)
            .line_spacing(spaced(240, 120, 560)),
        style("Heading2", "heading 2", "楷体", Size::Three)
            .outline_lvl(1)
            .indent(None, Some(two_characters(Size::Three)), None, None)
            .line_spacing(spaced(120, 80, 520)),
        style("Body", "Body Text", "仿宋", Size::Three)
            .indent(None, Some(two_characters(Size::Three)), None, None)
            .line_spacing(spaced(0, 80, 560)),
        style("Remark", "Remark", "仿宋", Size::SmallFour).line_spacing(spaced(60, 0, 360)),
        style("Head", "Table Head", "黑体", Size::Five)
            .align(AlignmentType::Center)
            .line_spacing(spaced(40, 40, 300)),
        style("Cell", "Table Cell", "仿宋", Size::Five).line_spacing(spaced(20, 20, 300)),
        style("CellCentre", "Table Cell Centred", "仿宋", Size::Five)
            .align(AlignmentType::Center)
            .line_spacing(spaced(20, 20, 300)),
        style("CellRight", "Table Cell Right", "仿宋", Size::Five)
            .align(AlignmentType::Right)
            .line_spacing(spaced(20, 20, 300)),
        style("Gap", "Gap", "仿宋", Size::Five).line_spacing(spaced(0, 0, 120)),
        style("PageNumber", "Page Number", "宋体", Size::Four).align(AlignmentType::Center),
    ]
}
