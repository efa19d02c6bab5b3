//! From the blocks of a published document to a draft plan. Pure; invents nothing: what the text does not say is left
//! out, and every doubt becomes a note with its sentence. What counts as a task and as a target, and what the shapes of
//! such documents are: `docs/IMPORT.md`.

mod brackets;
pub(crate) mod flow;
pub(crate) mod numbering;
pub(crate) mod outline;
pub mod replace;
pub mod score;
mod script;
mod segment;
mod table;
mod target;
mod task;
mod title;
mod units;

use serde::Serialize;

use self::{outline::Outline, script::Script};
use crate::{
    date::PartialDate,
    plan::{Comparator, DueBasis, Kind, Period, Stage},
    quantity::Quantity,
};

/// A paragraph, heading or table row of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its text, as printed: with its number, also where the document has it as a list level; the cells of a row with
    /// a tab between them.
    pub text: String,
    /// Its line in a plain text, else its place among the blocks; from 1.
    pub line: usize,
    /// What the document says it is.
    pub shape: Shape,
}

/// What a document says a block is. Plain text says nothing: everything is a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Running text, and headings that are not marked as such.
    Paragraph,
    /// Marked as a heading.
    Heading {
        /// From 1, the outermost.
        level: u8,
    },
    /// A row of a table.
    Row {
        /// Its cells; a cell merged with the one above or before it is empty.
        cells: Vec<String>,
        /// The first row of its table.
        first: bool,
    },
}

/// A plan as far as a text gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftPlan {
    /// The title, its lines joined.
    pub title: String,
    /// Whether the text calls itself a draft.
    pub stage: Stage,
    /// The years in the title.
    pub period: Option<Period>,
    /// Groups of tasks.
    pub areas: Vec<DraftArea>,
    /// Targets in the order of the text.
    pub indicators: Vec<DraftIndicator>,
    /// Tasks in the order of the text.
    pub tasks: Vec<DraftTask>,
    /// Titles of safeguards.
    pub safeguards: Vec<String>,
    /// Doubts.
    pub notes: Vec<Note>,
}

/// A group of tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftArea {
    /// As printed: （一）.
    pub number: String,
    /// As printed.
    pub title: String,
}

/// A task with its responsible units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftTask {
    /// As printed, without punctuation.
    pub number: String,
    /// As printed.
    pub title: String,
    /// Index into [`DraftPlan::areas`].
    pub area: Option<usize>,
    /// Units as printed, leads first, without 等.
    pub departments: Vec<String>,
    /// Units the text itself names 牵头.
    pub lead: Vec<String>,
    /// The paragraph that the units close.
    pub source: String,
}

/// A target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftIndicator {
    /// Its name in the text.
    pub name: String,
    /// The clause it was read from.
    pub text: String,
    /// The printed number.
    pub value: Option<Quantity>,
    /// The printed unit, with 万 or 亿.
    pub unit: Option<String>,
    /// How a value is to be compared.
    pub comparator: Option<Comparator>,
    /// The words that say so; of a target without a number, its verb.
    pub comparator_text: String,
    /// The base of a relative target.
    pub relative_to: Option<String>,
    /// The due date where the text itself gives one.
    pub due: Option<PartialDate>,
    /// What the due date rests on.
    pub due_basis: DueBasis,
    /// What a value of it seems to be.
    pub kind: Kind,
    /// The whole sentence, exactly as printed.
    pub source: String,
    /// The headings it stands under.
    pub locator: String,
}

/// A doubt, with the sentence that raised it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What is doubtful.
    pub text: String,
    /// The sentence or paragraph.
    pub source: String,
    /// Its line in the document, from 1.
    pub line: usize,
}

/// Why a document gives no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanTextError {
    /// Nothing to read.
    #[error("文档没有文字内容。请检查文件是否为空或另存为 UTF-8 文本后再试。")]
    Empty,
    /// Neither targets nor tasks.
    #[error(
        "没有找到目标，也没有找到任务。查找过的写法：带责任单位名单的条目或段落（如“（责任单位：……）”“（……牵头，……配合）”），\
         标题含“目标”的小节里带数字的句子（如“到2025年，……达到85件以上”），主要指标表、任务分解表，\
         以及标题含“任务”“举措”的部分里带编号的条目。共读了 {blocks} 段；请确认这是工作方案的正文。"
    )]
    NoPlan {
        /// How many paragraphs were read.
        blocks: usize,
    },
    /// More than [`LONGEST_DOCUMENT`].
    #[error(
        "文档共有 {chars} 字，超过上限 {LONGEST_DOCUMENT} 字，没有读。请只留下工作方案的正文，把汇编、附录等另存后再试。"
    )]
    DocumentTooLong {
        /// How many characters it has.
        chars: usize,
    },
    /// A paragraph of more than [`LONGEST_PARAGRAPH`].
    #[error(
        "第 {line} 行（段）有 {chars} 字，超过一段的上限 {LONGEST_PARAGRAPH} 字，没有读。请检查文件是否丢了换行，按原文分段后再试。"
    )]
    ParagraphTooLong {
        /// The [`Block::line`] of the first such paragraph.
        line: usize,
        /// How many characters it has.
        chars: usize,
    },
}

/// The longest document that is read, in characters; each block counts one more for its break.
pub const LONGEST_DOCUMENT: usize = 1_000_000;

/// The longest paragraph or table row that is read, in characters.
pub const LONGEST_PARAGRAPH: usize = 200_000;

/// Refuses what no plan is as long as, so that reading ends in bounded time.
fn bounded(blocks: &[Block]) -> Result<(), PlanTextError> {
    let chars = |block: &Block| match &block.shape {
        Shape::Row { cells, .. } => cells.iter().map(|cell| cell.chars().count() + 1).sum(),
        _ => block.text.chars().count(),
    };
    let all = blocks.iter().map(|block| chars(block) + 1).sum();
    if all > LONGEST_DOCUMENT {
        return Err(PlanTextError::DocumentTooLong { chars: all });
    }
    let long = blocks.iter().find(|block| chars(block) > LONGEST_PARAGRAPH);
    long.map_or(Ok(()), |block| {
        Err(PlanTextError::ParagraphTooLong { line: block.line, chars: chars(block) })
    })
}

/// Reads a draft plan from the blocks of a document.
pub fn read(blocks: &[Block]) -> Result<DraftPlan, PlanTextError> {
    bounded(blocks)?;
    let (script, blocks) = Script::of(blocks);
    let outline = Outline::of(&blocks);
    if outline.is_empty() {
        return Err(PlanTextError::Empty);
    }
    let mut notes = Vec::new();
    let (areas, tasks) = task::read(&outline, &mut notes);
    let indicators = target::read(&outline, &mut notes);
    if indicators.is_empty() && tasks.is_empty() {
        return Err(PlanTextError::NoPlan { blocks: blocks.len() });
    }
    let front = &outline.front;
    let (title, stage, period) = (front.title(), front.stage(), front.period());
    if period.is_none() {
        notes.push(Note {
            text: "标题没有写明方案期，请在 plan.toml 里补 period".to_owned(),
            source: title.clone(),
            line: front.line(),
        });
    }
    let mut plan =
        DraftPlan { title, stage, period, areas, indicators, tasks, safeguards: outline.safeguards(), notes };
    script.restore(&mut plan);
    Ok(plan)
}

#[cfg(test)]
mod tests;
