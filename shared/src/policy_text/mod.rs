//! From the blocks of an official text to a policy document with its clauses. Pure; invents nothing: what the text does
//! not state stays missing, clauses are the text's own words, and every doubt becomes a note. What is read and how:
//! `docs/IMPORT.md`.

mod article;
mod bounds;
mod clauses;
mod dates;
mod facts;
mod front;
mod labels;
mod number;
mod region;
mod tail;

use serde::Serialize;

pub use self::region::{Level, Places};
use self::{clauses::Body, front::Front, labels::Labelled};
use crate::{
    date::PartialDate,
    id::ClauseId,
    plan_text::{
        Block, Note,
        flow::{Piece, pieces},
        outline::without_foot,
    },
    policy::LegalStatus,
};

/// A policy document as far as its text gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftPolicy {
    /// As printed, its lines joined.
    pub title: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its document number (发文字号), as printed.
    pub number: Option<String>,
    /// The number that a portal files it under (索引号).
    pub index: Option<String>,
    /// The place that it binds.
    pub region: Option<String>,
    /// Legal status; 是否有效待核 where the text does not state it.
    pub status: LegalStatus,
    /// 成文日期.
    pub written: Option<PartialDate>,
    /// 发布日期.
    pub published: Option<PartialDate>,
    /// 施行日期.
    pub effective: Option<PartialDate>,
    /// The last day it applies.
    pub expires: Option<PartialDate>,
    /// What its title says that it is about.
    pub subject: Option<String>,
    /// Its clauses, in order.
    pub clauses: Vec<DraftClause>,
    /// What stands behind the clauses and is none.
    pub apart: Vec<Apart>,
    /// What is missing or doubtful.
    pub notes: Vec<Note>,
}

/// A clause in the text's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftClause {
    /// From its printed number: `a12` of 第十二条, `s1-3` of 一、（三）.
    pub id: ClauseId,
    /// Its number with the headings that it stands under.
    pub title: String,
    /// Word for word; paragraphs and rows of tables on lines of their own.
    pub text: String,
    /// The figures it states in digits.
    pub facts: Vec<DraftFact>,
    /// Where it begins, as [`Block::line`].
    pub line: usize,
}

/// A figure of a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftFact {
    /// As printed.
    pub value: String,
    /// Its unit, as printed.
    pub unit: String,
    /// The words it stands in.
    pub about: String,
}

/// A part of the document that is no clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Apart {
    /// What it is.
    pub kind: ApartKind,
    /// Its first line, word for word.
    pub text: String,
    /// Where it begins, as [`Block::line`].
    pub line: usize,
    /// How many paragraphs and rows it has.
    pub paragraphs: usize,
}

/// What is kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApartKind {
    /// 附件.
    Annex,
    /// Who signed it.
    Signature,
    /// When it was signed.
    Date,
    /// 抄送, 印发 and remarks on publicity.
    Copies,
}

/// Why a document gives no policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyTextError {
    /// Nothing to read.
    #[error("文档没有文字内容：请检查文件是否为空")]
    Empty,
    /// No title.
    #[error("没有读到标题：请在正文之前写上标题，或写一行“标题：……”")]
    NoTitle {
        /// The first [`Block::line`].
        line: usize,
    },
    /// No clauses.
    #[error(
        "没有读到条款。找过的写法：第一条，一、（一）1.，以及标记为标题的段落（共读了 {paragraphs} 段）；请确认这是文件正文，或给各段加上标题后再导入"
    )]
    NoClauses {
        /// The [`Block::line`] behind the title.
        line: usize,
        /// How many paragraphs were read.
        paragraphs: usize,
    },
    /// More than [`LONGEST_DOCUMENT`].
    #[error(
        "文档共有 {chars} 字，超过上限 {LONGEST_DOCUMENT} 字，没有读；请把汇编拆成一份文件一个文档后再导入"
    )]
    DocumentTooLong {
        /// How many characters it has.
        chars: usize,
    },
    /// A paragraph of more than [`LONGEST_PARAGRAPH`].
    #[error(
        "这一段有 {chars} 字，超过一段的上限 {LONGEST_PARAGRAPH} 字，没有读；请检查文件是否丢了换行，按原文分段后再导入"
    )]
    ParagraphTooLong {
        /// Its [`Block::line`].
        line: usize,
        /// How many characters it has.
        chars: usize,
    },
    /// More than [`MOST_CLAUSES`].
    #[error("读到 {MOST_CLAUSES} 条以上的条款，没有读；请把汇编拆成一份文件一个文档后再导入")]
    TooManyClauses {
        /// Where the first one too many begins.
        line: usize,
    },
}

impl PolicyTextError {
    /// The [`Block::line`] that it speaks of.
    pub fn line(&self) -> usize {
        match self {
            Self::Empty | Self::DocumentTooLong { .. } => 1,
            Self::NoTitle { line }
            | Self::NoClauses { line, .. }
            | Self::ParagraphTooLong { line, .. }
            | Self::TooManyClauses { line } => *line,
        }
    }
}

/// The longest document that is read, in characters.
pub const LONGEST_DOCUMENT: usize = 500_000;
/// The longest paragraph or row that is read, in characters.
pub const LONGEST_PARAGRAPH: usize = 20_000;
/// The longest text of a clause, in characters; a longer one is cut into parts between paragraphs or sentences.
pub const LONGEST_CLAUSE: usize = 1_200;
/// A document has at most so many clauses.
pub const MOST_CLAUSES: usize = 2_000;

/// Reads a policy from the blocks of a document. `about` is what a portal's page says around it.
pub fn read(about: &[Block], blocks: &[Block], places: &Places<'_>) -> Result<DraftPolicy, PolicyTextError> {
    bounds::within(blocks)?;
    let pieces = pieces(blocks);
    let pieces = without_foot(&pieces);
    let Some(first) = pieces.first() else { return Err(PolicyTextError::Empty) };
    let mut notes = Vec::new();
    let begin = clauses::begin(pieces).unwrap_or(pieces.len());
    let around = self::pieces(about);
    let mut labelled = Labelled::default();
    let rest = labelled.read(&pieces[..begin], &mut notes);
    labelled.read(&around, &mut notes);
    let front = Front::of(&rest);
    let title = labelled.title.take().or_else(|| front.title());
    let title = title.ok_or(PolicyTextError::NoTitle { line: line_of(first) })?;
    let (body, tail) = tail::cut(&pieces[begin..], &mut notes);
    let body = Body::read(body, &mut notes)?;
    if body.clauses.is_empty() {
        let line = pieces.get(begin.min(pieces.len() - 1)).map_or(1, line_of);
        return Err(PolicyTextError::NoClauses { line, paragraphs: pieces.len() });
    }
    let (signed, dated) = front.signed();
    let mut policy = DraftPolicy {
        issuer: labelled.issuer.take().or(tail.signed).or(signed).or_else(|| front::issuer(&title)),
        number: front.number(labelled.number.take(), &mut notes),
        index: labelled.index.take(),
        region: None,
        subject: None,
        status: labelled.status(&title, &front),
        written: labelled.written.or(tail.dated).or(dated),
        published: labelled.published,
        effective: dates::effective(labelled.effective, &front, &body.clauses, &mut notes),
        expires: dates::expires(labelled.expires, &body.clauses, &mut notes),
        clauses: body.clauses,
        apart: tail.apart,
        notes,
        title,
    };
    policy.region = places.bound(labelled.region.as_deref(), policy.issuer.as_deref(), &policy.title);
    policy.subject = front::subject(&policy.title, policy.region.as_deref());
    front::missing(&mut policy, labelled.states_status());
    policy.notes.sort_by_key(|note| note.line);
    Ok(policy)
}

fn line_of(piece: &Piece) -> usize {
    match piece {
        Piece::Line(line) => line.line,
        Piece::Row(row) => row.line,
    }
}

/// What a piece says, a cell after the other.
fn words_of(piece: &Piece) -> String {
    match piece {
        Piece::Line(line) => line.text.clone(),
        Piece::Row(row) => row.cells.join(" | "),
    }
}

#[cfg(test)]
mod tests;
