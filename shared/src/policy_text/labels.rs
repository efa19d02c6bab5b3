//! The block of labels and values that portals print above a document: rows of a table, `标签：值` lines, two columns in
//! one line, a label and its value on lines of their own.

use super::{dates, front::Front, line_of, words_of};
use crate::{
    date::PartialDate,
    plan_text::{
        Note,
        flow::{Line, Piece},
    },
    policy::LegalStatus,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Number,
    Index,
    Issuer,
    Region,
    Written,
    Published,
    Effective,
    Expires,
    Status,
    /// Told of the page, not kept.
    Other,
}

/// What fields are called; longer names before those they begin with.
const LABELS: [(&str, Field); 61] = [
    ("文件标题", Field::Title),
    ("公文标题", Field::Title),
    ("文件名称", Field::Title),
    ("信息名称", Field::Title),
    ("标题", Field::Title),
    ("名称", Field::Title),
    ("发文字号", Field::Number),
    ("发文文号", Field::Number),
    ("公文文号", Field::Number),
    ("文件编号", Field::Number),
    ("文件号", Field::Number),
    ("文号", Field::Number),
    ("信息索引号", Field::Index),
    ("索引号", Field::Index),
    ("发布机构", Field::Issuer),
    ("发布机关", Field::Issuer),
    ("发布单位", Field::Issuer),
    ("发文机关", Field::Issuer),
    ("发文机构", Field::Issuer),
    ("发文单位", Field::Issuer),
    ("制定机关", Field::Issuer),
    ("印发机关", Field::Issuer),
    ("适用地区", Field::Region),
    ("适用区域", Field::Region),
    ("成文日期", Field::Written),
    ("成文时间", Field::Written),
    ("发文日期", Field::Written),
    ("发文时间", Field::Written),
    ("印发日期", Field::Written),
    ("签发日期", Field::Written),
    ("发布日期", Field::Published),
    ("发布时间", Field::Published),
    ("公开日期", Field::Published),
    ("公开时间", Field::Published),
    ("公布日期", Field::Published),
    ("公布时间", Field::Published),
    ("施行日期", Field::Effective),
    ("施行时间", Field::Effective),
    ("实施日期", Field::Effective),
    ("生效日期", Field::Effective),
    ("生效时间", Field::Effective),
    ("失效日期", Field::Expires),
    ("失效时间", Field::Expires),
    ("废止日期", Field::Expires),
    ("有效期至", Field::Expires),
    ("有效性", Field::Status),
    ("时效性", Field::Status),
    ("效力状态", Field::Status),
    ("文件状态", Field::Status),
    ("时效", Field::Status),
    ("组配分类", Field::Other),
    ("主题分类", Field::Other),
    ("体裁分类", Field::Other),
    ("公开方式", Field::Other),
    ("公开形式", Field::Other),
    ("公开范围", Field::Other),
    ("统一编号", Field::Other),
    ("主题词", Field::Other),
    ("关键词", Field::Other),
    ("信息来源", Field::Other),
    ("来源", Field::Other),
];

/// What the labels say.
#[derive(Debug, Default)]
pub(super) struct Labelled {
    pub title: Option<String>,
    pub number: Option<String>,
    pub index: Option<String>,
    pub issuer: Option<String>,
    pub region: Option<String>,
    pub written: Option<PartialDate>,
    pub published: Option<PartialDate>,
    pub effective: Option<PartialDate>,
    pub expires: Option<PartialDate>,
    status: Option<LegalStatus>,
}

impl Labelled {
    /// Takes what has labels, and gives the lines that have none. What is said twice counts as first said.
    pub(super) fn read(&mut self, pieces: &[Piece], notes: &mut Vec<Note>) -> Vec<Line> {
        let mut rest = Vec::new();
        let mut open = None;
        for piece in pieces {
            let source = words_of(piece);
            let mut note =
                |text: String| notes.push(Note { text, source: source.clone(), line: line_of(piece) });
            match piece {
                Piece::Row(row) => self.row(&row.cells, &mut note),
                Piece::Line(line) => {
                    let found = labels(&line.text);
                    if found.is_empty() {
                        match open.take() {
                            Some(field) => self.keep(field, &line.text, &mut note),
                            None => rest.push(line.clone()),
                        }
                    }
                    open = found.last().filter(|(_, value)| value.is_empty()).map(|(field, _)| *field);
                    for (field, value) in found {
                        self.keep(field, value, &mut note);
                    }
                }
            }
        }
        rest
    }

    /// A cell holds a label with its value, or the cell behind it does.
    fn row(&mut self, cells: &[String], note: &mut impl FnMut(String)) {
        let mut open = None;
        for cell in cells.iter().filter(|cell| !cell.is_empty()) {
            let found = labels(cell);
            if let (Some(field), true) = (open.take(), found.is_empty()) {
                self.keep(field, cell, note);
            }
            open = found.last().filter(|(_, value)| value.is_empty()).map(|(field, _)| *field);
            for (field, value) in found {
                self.keep(field, value, note);
            }
        }
    }

    fn keep(&mut self, field: Field, value: &str, note: &mut impl FnMut(String)) {
        let value = value.trim();
        if value.is_empty() || value.chars().all(|c| "-—/无".contains(c)) {
            return;
        }
        let text = match field {
            Field::Title => &mut self.title,
            Field::Number => &mut self.number,
            Field::Index => &mut self.index,
            Field::Issuer => &mut self.issuer,
            Field::Region => &mut self.region,
            Field::Written => return dated(&mut self.written, "成文日期", value, note),
            Field::Published => return dated(&mut self.published, "发布日期", value, note),
            Field::Effective => return dated(&mut self.effective, "施行日期", value, note),
            Field::Expires => return dated(&mut self.expires, "失效日期", value, note),
            Field::Status => return self.state(value, note),
            Field::Other => return,
        };
        text.get_or_insert_with(|| value.to_owned());
    }

    fn state(&mut self, value: &str, note: &mut impl FnMut(String)) {
        let status = match value {
            "有效" | "现行有效" | "现行" | "尚未施行" | "尚未生效" | "未生效" => {
                LegalStatus::InForce
            }
            "失效" | "已失效" | "无效" => LegalStatus::Expired,
            "废止" | "已废止" => LegalStatus::Repealed,
            "征求意见稿" | "征求意见" | "草案" => LegalStatus::Draft,
            _ => {
                note(format!("有效性写的是“{value}”，按“是否有效待核”记"));
                LegalStatus::Check
            }
        };
        self.status.get_or_insert(status);
    }

    /// The status as stated; a text that calls itself a draft is one.
    pub(super) fn status(&self, title: &str, front: &Front) -> LegalStatus {
        if title.contains("征求意见稿") || front.is_draft() {
            return LegalStatus::Draft;
        }
        self.status.unwrap_or(LegalStatus::Check)
    }

    pub(super) fn states_status(&self) -> bool {
        self.status.is_some()
    }
}

fn dated(kept: &mut Option<PartialDate>, name: &str, value: &str, note: &mut impl FnMut(String)) {
    match dates::value(value) {
        Some(date) => {
            kept.get_or_insert(date);
        }
        None => note(format!("{name}“{value}”读不成日期，没有记")),
    }
}

/// The labels of a line or a cell with their values; a bare label has its value behind or below it.
fn labels(text: &str) -> Vec<(Field, &str)> {
    alone(text).map_or_else(|| parts(text), |field| vec![(field, "")])
}

/// The field that a text is the bare label of.
fn alone(text: &str) -> Option<Field> {
    let text = text.trim().trim_start_matches(['[', '【']).trim_end_matches(['：', ':', ']', '】', ' ']);
    let plain: String = text.chars().filter(|c| *c != ' ').collect();
    LABELS.iter().find(|(label, _)| *label == plain).map(|(_, field)| *field)
}

/// The labels of a line with their values. Only a line that opens with one has any: elsewhere the words are the text's.
fn parts(text: &str) -> Vec<(Field, &str)> {
    let mut found: Vec<(Field, usize, usize)> = Vec::new();
    let mut blank = true;
    for (at, c) in text.char_indices() {
        if blank && found.last().is_none_or(|(_, _, end)| at >= *end) {
            found.extend(label(&text[at..]).map(|(field, len)| (field, at, at + len)));
        }
        if found.is_empty() && !"[【 ".contains(c) {
            return Vec::new();
        }
        blank = "[【 ;；|".contains(c);
    }
    let ends = found.iter().skip(1).map(|(_, start, _)| *start).chain([text.len()]);
    let value = |((field, _, from), to): (&(Field, usize, usize), usize)| {
        (*field, text[*from..to].trim().trim_end_matches(['[', '【', ';', '；', '|', ' ']))
    };
    found.iter().zip(ends).map(value).collect()
}

/// The label that a text opens with, and its bytes with the sign behind it. Labels may be spread: `文　号：`.
fn label(text: &str) -> Option<(Field, usize)> {
    LABELS.iter().find_map(|(label, field)| {
        let mut rest = text;
        for c in label.chars() {
            rest = rest.trim_start_matches(' ').strip_prefix(c)?;
        }
        let sign = rest.trim_start_matches([' ', ']', '】']);
        let signed = sign.strip_prefix(['：', ':']);
        let behind = signed.or_else(|| rest.starts_with([' ', ']', '】']).then_some(sign))?;
        Some((*field, text.len() - behind.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan_text::{Block, Shape, flow::pieces};

    fn read(lines: &[&str]) -> (Labelled, Vec<String>, Vec<String>) {
        let block = |(at, text): (usize, &&str)| Block {
            text: (*text).to_owned(),
            line: at + 1,
            shape: Shape::Paragraph,
        };
        let blocks: Vec<Block> = lines.iter().enumerate().map(block).collect();
        let (mut labelled, mut notes) = (Labelled::default(), Vec::new());
        let rest = labelled.read(&pieces(&blocks), &mut notes);
        let texts = |lines: Vec<Line>| lines.into_iter().map(|line| line.text).collect();
        (labelled, texts(rest), notes.into_iter().map(|note| note.text).collect())
    }

    #[test]
    fn every_form_of_the_block_reads_the_same() {
        let forms: [&[&str]; 7] = [
            &[
                "索 引 号：A-1",
                "发布机构：示例区科技局",
                "文　　号：示科〔2024〕5号",
                "成文日期：2024年3月5日",
                "有效性：有效",
            ],
            &[
                "索引号：A-1    发布机构：示例区科技局",
                "发文字号: 示科〔2024〕5号  成文日期: 2024-03-05 时效性：有效",
            ],
            &[
                "索引号\tA-1\t发布机构\t示例区科技局",
                "发文字号\t示科〔2024〕5号\t成文日期\t2024/3/5",
                "有效性\t有效",
            ],
            &[
                "| 索引号：A-1 | 发布机构：示例区科技局 |",
                "| 文号：示科〔2024〕5号 | 成文日期：2024.3.5 |",
                "| 有效性 | 有效 |",
            ],
            &[
                "[索引号] A-1",
                "【发文机关】 示例区科技局",
                "【文号】示科〔2024〕5号",
                "[成文日期] ２０２４年３月５日",
                "[有效性] 有效",
            ],
            &[
                "索引号：",
                "A-1",
                "发文机关：",
                "示例区科技局",
                "文号：",
                "示科〔2024〕5号",
                "成文日期：",
                "2024-03-05 10:20",
                "有效性：",
                "有效",
            ],
            &[
                "索引号",
                "A-1",
                "发文机关",
                "示例区科技局",
                "文号",
                "示科〔2024〕5号",
                "成文日期",
                "2024-03-05",
                "时效",
                "有效",
            ],
        ];
        for form in forms {
            let (labelled, rest, notes) = read(form);
            assert_eq!(labelled.index.as_deref(), Some("A-1"), "{form:?}");
            assert_eq!(labelled.issuer.as_deref(), Some("示例区科技局"), "{form:?}");
            assert_eq!(labelled.number.as_deref(), Some("示科〔2024〕5号"), "{form:?}");
            assert_eq!(
                labelled.written.map(|date| date.to_string()).as_deref(),
                Some("2024-03-05"),
                "{form:?}"
            );
            assert_eq!(labelled.status, Some(LegalStatus::InForce), "{form:?}");
            assert!(rest.is_empty() && notes.is_empty(), "{form:?}: {rest:?} {notes:?}");
        }
    }

    #[test]
    fn words_of_the_text_are_no_labels() {
        let (labelled, rest, _) = read(&["关于文号：的说明", "成文日期的规定", "名称预先核准"]);
        assert_eq!((labelled.title, labelled.number, labelled.written, rest.len()), (None, None, None, 3));
    }

    #[test]
    fn what_is_no_date_and_no_status_is_told() {
        let (labelled, _, notes) = read(&["成文日期：2024年13月5日", "有效性：部分失效", "失效日期：无"]);
        assert_eq!((labelled.written, labelled.status), (None, Some(LegalStatus::Check)));
        assert_eq!(
            notes,
            ["成文日期“2024年13月5日”读不成日期，没有记", "有效性写的是“部分失效”，按“是否有效待核”记"]
        );
    }
}
