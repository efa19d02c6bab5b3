//! What stands behind the clauses: annexes, who signed and when, copies. It is kept apart.

use super::{
    Apart, ApartKind, dates,
    front::{is_body, names},
    line_of, words_of,
};
use crate::{
    date::PartialDate,
    plan_text::{Note, flow::Piece},
};

/// The end of a document.
#[derive(Debug, Default)]
pub(super) struct Tail {
    pub apart: Vec<Apart>,
    /// Who signed.
    pub signed: Option<String>,
    /// When it was signed.
    pub dated: Option<PartialDate>,
}

/// The clauses, and what stands behind them.
pub(super) fn cut<'a>(pieces: &'a [Piece], notes: &mut Vec<Note>) -> (&'a [Piece], Tail) {
    let mut end = pieces.iter().position(|piece| annex(piece).is_some()).unwrap_or(pieces.len());
    let mut dated = false;
    // A name signs only where a date stands below it.
    while let Some(piece) = end.checked_sub(1).map(|at| &pieces[at]) {
        match kind(piece) {
            Some(ApartKind::Date) => dated = true,
            Some(ApartKind::Signature) if !dated => break,
            Some(_) => {}
            None => break,
        }
        end -= 1;
    }
    let mut tail = Tail::default();
    let mut form = false;
    for piece in &pieces[end..] {
        let heading = annex(piece);
        form |= heading == Some(Annex::Form);
        match kind(piece).filter(|_| !form) {
            Some(kind) => tail.add(kind, piece),
            None => tail.annex(piece, heading.is_some()),
        }
    }
    for apart in tail.apart.iter().filter(|apart| apart.kind == ApartKind::Annex && apart.paragraphs > 1) {
        let text = format!(
            "附件（第 {} 行起，共 {} 段）没有收入条款；需要时请另存为单独的文件导入",
            apart.line, apart.paragraphs
        );
        notes.push(Note { text, source: apart.text.clone(), line: apart.line });
    }
    (&pieces[..end], tail)
}

impl Tail {
    fn add(&mut self, kind: ApartKind, piece: &Piece) {
        let text = words_of(piece);
        match kind {
            ApartKind::Date => self.dated = self.dated.or(dates::value(&text)),
            ApartKind::Signature => self.signed = self.signed.take().or_else(|| Some(names(&text))),
            ApartKind::Annex | ApartKind::Copies => {}
        }
        self.apart.push(Apart { kind, text, line: line_of(piece), paragraphs: 1 });
    }

    fn annex(&mut self, piece: &Piece, begins: bool) {
        match self.apart.last_mut() {
            Some(last) if last.kind == ApartKind::Annex && !begins => last.paragraphs += 1,
            _ => self.add(ApartKind::Annex, piece),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Annex {
    /// `附件：1.申报表`: what there is; the signature follows.
    List,
    /// `附件1`: the annex itself, to the end of the document.
    Form,
}

fn annex(piece: &Piece) -> Option<Annex> {
    let Piece::Line(line) = piece else { return None };
    let rest = line.text.strip_prefix("附件").or_else(|| line.text.strip_prefix("附表"))?;
    let number = |c: char| c.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十".contains(c);
    let behind = rest.trim_start().trim_start_matches(number);
    let short = line.text.chars().count() <= 80 && !line.text.ends_with('。');
    let listed = rest.trim_start().starts_with(['：', ':']);
    if !short {
        None
    } else if listed {
        Some(Annex::List)
    } else {
        (behind.is_empty() || behind.starts_with([' ', '：', ':', '.', '、'])).then_some(Annex::Form)
    }
}

/// What a line at the end is; nothing where it may be of the text.
fn kind(piece: &Piece) -> Option<ApartKind> {
    let Piece::Line(line) = piece else { return None };
    let text = line.text.as_str();
    let copies = ["抄送", "主送", "分送", "（此件", "(此件", "此件", "信息公开选项", "公开属性"];
    if copies.iter().any(|word| text.starts_with(word)) || text.ends_with("印发") && !text.contains('。') {
        Some(ApartKind::Copies)
    } else if matches!(dates::value(text), Some(PartialDate::Day(_))) {
        Some(ApartKind::Date)
    } else {
        is_body(text).then_some(ApartKind::Signature)
    }
}
