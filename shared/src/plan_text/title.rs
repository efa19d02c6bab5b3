//! What stands before the body of a plan: the notice that carries it, its number, its title.

use super::{
    brackets::bare,
    flow::{Line, Piece},
    numbering::mark,
    units,
};
use crate::plan::{Period, Stage};

/// The front of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Front {
    lines: Vec<Line>,
    title: Vec<Line>,
    /// The first year that the plan itself can be about: of its title, else of its number or date.
    pub since: Option<i32>,
}

/// How far a title is looked for.
const FAR: usize = 80;

impl Front {
    /// The front, and what follows it.
    pub(super) fn of(pieces: &[Piece]) -> (Self, &[Piece]) {
        // A table before the title tells about the document, as do lines such as 索引号.
        let about = pieces.iter().take_while(|piece| matches!(piece, Piece::Row(_))).count();
        let pieces = &pieces[about..];
        let lines: Vec<&Line> = pieces
            .iter()
            .take(FAR)
            .map_while(|piece| match piece {
                Piece::Line(line) => Some(line),
                Piece::Row(_) => None,
            })
            .collect();
        let leading = lines.iter().take_while(|line| is_title_line(line) || is_about(&line.text)).count();
        let (from, to) = inner(&lines).unwrap_or((0, leading));
        let owned = |lines: &[&Line]| lines.iter().map(|line| (*line).clone()).collect::<Vec<_>>();
        let mut front = Self { lines: owned(&lines[..to]), title: owned(&lines[from..to]), since: None };
        front.since = front.period().map(|period| period.from).or_else(|| {
            let all = front.lines.iter().map(|line| line.text.as_str());
            let mut years = all.filter_map(issued);
            years.next()
        });
        (front, &pieces[to..])
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(super) fn title(&self) -> String {
        let lines = self.title.iter().map(|line| line.text.as_str());
        let mut title: Vec<&str> = lines
            .filter(|line| !is_stage_mark(line) && !is_remark(line) && !is_number(line) && !is_about(line))
            .collect();
        // A page repeats its heading as the title.
        title.dedup();
        title.concat()
    }

    pub(super) fn line(&self) -> usize {
        self.title.first().map_or(1, |line| line.line)
    }

    pub(super) fn stage(&self) -> Stage {
        let draft = self.lines.iter().any(|line| line.text.contains("征求意见稿"));
        if draft { Stage::Draft } else { Stage::InForce }
    }

    pub(super) fn period(&self) -> Option<Period> {
        years(&self.title())
    }
}

/// Title lines are short and hold no sentence; the first sentence, list of units or numbered heading ends them.
fn is_title_line(line: &Line) -> bool {
    let text = &line.text;
    text.chars().count() <= 60
        && !text.ends_with(['。', '；', '：', ':'])
        && !bare(text).contains(['。', '；'])
        && mark(text).is_none()
        && units::first(text).is_none()
}

/// The title of a plan that a notice carries: it opens the plan after the notice's date and remarks.
fn inner(lines: &[&Line]) -> Option<(usize, usize)> {
    let body = lines.iter().position(|line| !is_title_line(line))?;
    let first_heading =
        lines.iter().position(|line| mark(&line.text).is_some()).unwrap_or(lines.len()).max(body);
    let kinds = ["方案", "计划", "规划", "纲要", "意见", "措施", "要点", "办法", "行动", "清单", "分工"];
    let open = |line: &Line| line.text.trim_end_matches(['）', ')']).to_owned();
    let names_kind = |line: &Line| {
        let text = open(line);
        let before_years = text.split(['（', '(']).next().unwrap_or_default();
        is_title_line(line)
            && !is_remark(&line.text)
            && kinds.iter().any(|kind| before_years.trim().ends_with(kind))
    };
    let at = (body..first_heading).find(|at| names_kind(lines[*at]))?;
    let part = |line: &Line| {
        is_title_line(line) && !is_remark(&line.text) && !is_date(&line.text) && !is_appendix(&line.text)
    };
    let mut from = at;
    while from > body && at - from < 2 && part(lines[from - 1]) && !is_signature(&lines[from - 1].text) {
        from -= 1;
    }
    let remarks = |line: &&&Line| is_remark(&line.text) || years(&line.text).is_some() && is_title_line(line);
    let to = at + 1 + lines[at + 1..].iter().take(2).take_while(remarks).count();
    Some((from, to))
}

fn is_signature(line: &str) -> bool {
    ["政府", "办公室", "委员会", "局", "厅", "部"].iter().any(|end| line.ends_with(end))
}

fn is_appendix(line: &str) -> bool {
    line.starts_with("附件") || line.starts_with("附：")
}

fn is_date(line: &str) -> bool {
    line.ends_with('日') && line.contains('年') && line.chars().count() <= 12
}

fn is_stage_mark(line: &str) -> bool {
    line.trim_matches(['（', '）', '(', ')']) == "征求意见稿"
}

/// A line in brackets is a remark, unless it gives the years.
fn is_remark(line: &str) -> bool {
    line.starts_with(['（', '(']) && line.ends_with(['）', ')']) && years(line).is_none()
}

/// What a page tells about its document.
fn is_about(line: &str) -> bool {
    let words = [
        "索引号",
        "组配分类",
        "主题分类",
        "体裁分类",
        "发布机构",
        "发文机关",
        "发文机构",
        "成文日期",
        "发布日期",
        "公开方式",
        "文号",
        "发文字号",
        "有效性",
        "发布时间",
        "信息来源",
        "浏览",
        "字体",
        "打印",
        "首页",
        "当前位置",
        "名称：",
        "来源：",
        "附件",
    ];
    let plain = line.trim_start_matches(['[', '【', ' ']);
    words.iter().any(|word| plain.starts_with(word)) || line.contains('>') && line.contains("首页")
}

/// `某政办发〔2022〕5号`
fn is_number(line: &str) -> bool {
    line.ends_with('号') && line.contains(['〔', '［', '[']) && line.chars().count() <= 30
}

/// The year of a document's number or date.
fn issued(line: &str) -> Option<i32> {
    if !is_number(line) && !is_date(line) {
        return None;
    }
    let digits: Vec<char> = line.chars().collect();
    (0..digits.len()).find_map(|at| year_at(&digits, at))
}

fn year_at(chars: &[char], at: usize) -> Option<i32> {
    let digits: String = chars.get(at..at + 4)?.iter().collect();
    let year: i32 = digits.parse().ok()?;
    (1990..=2099).contains(&year).then_some(year)
}

/// `2022年-2025年`, `2022—2025年`, `2022至2025年`: two years with a dash or 至 between them.
pub(super) fn years(title: &str) -> Option<Period> {
    let chars: Vec<char> = title.chars().collect();
    (0..chars.len()).find_map(|at| {
        let from = year_at(&chars, at)?;
        let between = |c: char| "年-—–－~～至到 ".contains(c);
        let gap = chars[at + 4..].iter().take_while(|c| between(**c)).count();
        let to = year_at(&chars, at + 4 + gap)?;
        (gap > 0 && from <= to).then_some(Period { from, to })
    })
}
