//! What stands before the clauses: the title, the number, remarks; and what is found nowhere.

use super::{DraftPolicy, dates};
use crate::{
    date::PartialDate,
    plan_text::{Note, flow::Line, numbering::mark},
    policy::LegalStatus,
};

/// Bodies whose name ends so issue documents.
const BODIES: [&str; 11] =
    ["政府", "办公室", "委员会", "人大常委会", "法院", "检察院", "管委会", "局", "厅", "委", "部"];
/// How titles end: what kind of document it is. Longer ones before those they end with.
const KINDS: [&str; 31] = [
    "条例", "办法", "规定", "细则", "规则", "决定", "决议", "命令", "公告", "通告", "通知", "通报", "意见",
    "批复", "函", "方案", "措施", "政策", "规划", "计划", "纲要", "要点", "指南", "指引", "清单", "目录",
    "解释", "制度", "标准", "章程", "法",
];
/// A longer line is no part of a title.
const LONGEST_TITLE: usize = 80;

/// The lines before the clauses that have no labels.
pub(super) struct Front {
    lines: Vec<Line>,
    title: Vec<Line>,
}

impl Front {
    pub(super) fn of(lines: &[Line]) -> Self {
        let begins = lines.iter().position(|line| line.heading == Some(1) || is_title(&line.text));
        let from = begins.unwrap_or(lines.len());
        let title: Vec<Line> =
            lines[from..].iter().take_while(|line| is_title(&line.text)).cloned().collect();
        let ends = title.iter().position(|line| names_kind(&line.text)).map_or(title.len(), |at| at + 1);
        Self { lines: lines.to_vec(), title: title[..ends].to_vec() }
    }

    /// The title, its lines joined.
    pub(super) fn title(&self) -> Option<String> {
        let mut lines: Vec<&str> = self.title.iter().map(|line| line.text.as_str()).collect();
        // A page repeats its heading as the title.
        lines.dedup();
        Some(lines.concat()).filter(|title| !title.is_empty())
    }

    /// The number: as labelled, else on a line of its own. Where the two differ the line of the document counts.
    pub(super) fn number(&self, labelled: Option<String>, notes: &mut Vec<Note>) -> Option<String> {
        let printed = self.lines.iter().find(|line| is_number(&line.text));
        if let (Some(labelled), Some(line)) = (&labelled, printed)
            && *labelled != line.text
        {
            let text = format!("页面上的文号是“{labelled}”，正文上的是“{}”；按正文记", line.text);
            notes.push(Note { text, source: line.text.clone(), line: line.line });
        }
        printed.map(|line| line.text.clone()).or(labelled)
    }

    /// Lines in brackets below the title: when it was adopted, from when it holds.
    pub(super) fn remarks(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.text.starts_with(['（', '(']))
    }

    /// Who signed the notice that carries the text, and when: a date below the name of a body.
    pub(super) fn signed(&self) -> (Option<String>, Option<PartialDate>) {
        let signed = self.lines.windows(2).rev().find_map(|pair| {
            let date = dates::value(&pair[1].text).filter(|_| is_body(&pair[0].text))?;
            Some((names(&pair[0].text), date))
        });
        signed.unzip()
    }

    /// Whether a remark calls the text a draft.
    pub(super) fn is_draft(&self) -> bool {
        self.remarks().any(|line| line.text.contains("征求意见稿"))
    }
}

/// Whether a line may be of a title: it is short, names something, and is no sentence, date, number or remark.
fn is_title(text: &str) -> bool {
    text.chars().count() <= LONGEST_TITLE
        && !text.ends_with(['。', '；', '：', ':', '，'])
        && !text.starts_with(['（', '(', '〔'])
        && !is_number(text)
        && dates::value(text).is_none()
        && mark(text).is_none()
        && !is_frame(text)
        && text.chars().any(char::is_alphabetic)
}

/// What pages and printers set around a text.
fn is_frame(text: &str) -> bool {
    let words = ["目录", "目 录", "首页", "当前位置", "字体", "打印", "浏览", "分享", "附件", "各"];
    words.iter().any(|word| text.starts_with(word)) || text.ends_with("文件") && text.chars().count() <= 30
}

/// Whether a title may end here.
fn names_kind(text: &str) -> bool {
    let open = text.split(['（', '(']).next().unwrap_or_default().trim_end_matches(['》', '”', ' ']);
    KINDS.iter().any(|kind| open.ends_with(kind))
}

/// `某政办发〔2022〕5号`
fn is_number(text: &str) -> bool {
    text.ends_with('号')
        && text.contains(['〔', '［', '[', '第'])
        && !text.contains(['。', '，', '《'])
        && text.chars().count() <= 30
}

/// What a title says that its document is about: the words that people ask with. 专利保险补助 of
/// 示例区关于印发《示例区专利保险补助办法（试行）》的通知.
pub(super) fn subject(title: &str, region: Option<&str>) -> Option<String> {
    let inner =
        title.split_once('《').and_then(|(_, rest)| rest.split_once('》')).map_or(title, |(inner, _)| inner);
    let open = inner.split(['（', '(']).next().unwrap_or_default();
    let about = open.split_once("关于").map_or(open, |(_, about)| about);
    let mut subject = region.and_then(|region| about.strip_prefix(region)).unwrap_or(about).trim();
    let ends = ["的", "若干", "管理", "实施", "暂行", "工作", "有关", "进一步"];
    let openings = ["进一步", "印发", "做好", "支持", "促进", "规范", "加强"];
    while let Some(shorter) = KINDS.iter().chain(&ends).find_map(|end| subject.strip_suffix(end)) {
        subject = shorter;
    }
    subject = openings.iter().find_map(|opening| subject.strip_prefix(opening)).unwrap_or(subject);
    (3..=16).contains(&subject.chars().count()).then(|| subject.to_owned())
}

/// The issuer that a title opens with: 示例区人民政府关于…….
pub(super) fn issuer(title: &str) -> Option<String> {
    let (before, _) = title.split_once("关于")?;
    let before = before.trim();
    BODIES.iter().any(|body| before.ends_with(body)).then(|| before.to_owned())
}

/// Whether a line may be the name of a body that signs.
pub(super) fn is_body(text: &str) -> bool {
    text.chars().count() <= 30
        && !text.contains(['。', '，', '；', '：', ':'])
        && text.split_whitespace().all(|name| BODIES.iter().any(|body| name.ends_with(body)))
}

/// Bodies that sign on one line, as a list.
pub(super) fn names(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("、")
}

/// Notes on what the text does not state.
pub(super) fn missing(policy: &mut DraftPolicy, states_status: bool) {
    let mut missing = Vec::new();
    let mut lacks = |is: bool, text: &'static str| {
        if is {
            missing.push(text);
        }
    };
    lacks(policy.number.is_none(), "没有读到文号，没有记");
    lacks(policy.issuer.is_none(), "没有读到发布机构，没有记");
    let undated = policy.written.or(policy.published).is_none();
    lacks(undated, "没有读到成文日期和发布日期，没有记");
    lacks(policy.effective.is_none(), "没有读到施行日期，没有记");
    lacks(!states_status && policy.status == LegalStatus::Check, "没有写明有效性，按“是否有效待核”记");
    let source = policy.title.clone();
    let note = |text: &str| Note { text: text.to_owned(), source: source.clone(), line: 1 };
    policy.notes.extend(missing.into_iter().map(note));
}

#[cfg(test)]
mod tests {
    use super::subject;

    #[test]
    fn a_title_says_what_it_is_about() {
        let of = |title: &str| subject(title, Some("示例区"));
        assert_eq!(of("示例区专利保险补助办法（试行）").as_deref(), Some("专利保险补助"));
        assert_eq!(of("关于印发《示例区专利保险补助实施细则》的通知").as_deref(), Some("专利保险补助"));
        assert_eq!(of("示例区人民政府关于支持灯会摊位的若干意见").as_deref(), Some("灯会摊位"));
        assert_eq!(of("通知"), None);
    }
}
