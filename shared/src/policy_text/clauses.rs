//! The clauses of a document: 第一条 of laws and measures, 一、（一）1. of notices, or headings.

use std::collections::HashSet;

use super::{
    DraftClause, LONGEST_CLAUSE, MOST_CLAUSES, PolicyTextError, article, facts, line_of, number, words_of,
};
use crate::plan_text::{
    Note,
    flow::{Line, Piece},
    numbering::{Level, Mark, mark},
};

/// What was read of the clauses.
pub(super) struct Body {
    pub clauses: Vec<DraftClause>,
}

/// How a document parts its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Articles,
    Numbers,
    Headings,
}

impl Way {
    fn of(pieces: &[Piece]) -> Option<Self> {
        let any = |opens: &dyn Fn(&Line) -> bool| {
            pieces.iter().any(|piece| matches!(piece, Piece::Line(line) if opens(line)))
        };
        if any(&|line| article::at(&line.text).is_some_and(|article| article.follows(None))) {
            Some(Self::Articles)
        } else if any(&|line| numbered(line).is_some()) {
            Some(Self::Numbers)
        } else {
            any(&|line| line.heading.is_some()).then_some(Self::Headings)
        }
    }
}

/// The number of a part of a notice.
fn numbered(line: &Line) -> Option<Mark> {
    mark(&line.text).filter(|mark| mark.level <= Level::Item && !mark.number.starts_with('第'))
}

/// 第二章, 第一节.
fn chapter(line: &Line) -> Option<Mark> {
    mark(&line.text).filter(|mark| mark.number.starts_with('第'))
}

/// Where the clauses begin.
pub(super) fn begin(pieces: &[Piece]) -> Option<usize> {
    let way = Way::of(pieces)?;
    let lines = || {
        pieces.iter().enumerate().filter_map(|(at, piece)| match piece {
            Piece::Line(line) => Some((at, line)),
            Piece::Row(_) => None,
        })
    };
    let first = match way {
        Way::Articles => lines().find(|(_, line)| {
            article::at(&line.text).is_some()
                || numbered(line).is_some_and(|mark| mark.level == Level::Chapter)
        }),
        // A list of annexes before the text is numbered, but not as its parts are.
        Way::Numbers => {
            let outermost = lines().filter_map(|(_, line)| Some(numbered(line)?.level)).min()?;
            lines().find(|(_, line)| numbered(line).is_some_and(|mark| mark.level == outermost))
        }
        // The first heading is the title.
        Way::Headings => {
            let top = lines().find_map(|(_, line)| line.heading)?;
            lines()
                .filter(|(_, line)| line.heading.is_some())
                .find(|(at, line)| line.heading > Some(top) || *at > 0)
        }
    };
    let (mut at, _) = first?;
    let is_chapter = |piece: &Piece| matches!(piece, Piece::Line(line) if chapter(line).is_some());
    while at > 0 && is_chapter(&pieces[at - 1]) {
        at -= 1;
    }
    Some(at)
}

impl Body {
    pub(super) fn read(pieces: &[Piece], notes: &mut Vec<Note>) -> Result<Self, PolicyTextError> {
        let Some(way) = Way::of(pieces) else { return Ok(Self { clauses: Vec::new() }) };
        let mut reader = Reader::new(way, notes);
        for piece in pieces {
            reader.piece(piece);
            if let Some(past) = reader.done.get(MOST_CLAUSES) {
                return Err(PolicyTextError::TooManyClauses { line: past.line });
            }
        }
        reader.close(false);
        Ok(Self { clauses: reader.done })
    }
}

/// A clause that is being read.
struct Open {
    id: String,
    /// What stands before its heading: the headings above and its number.
    path: String,
    heading: Option<String>,
    /// The chapter it stands in.
    chapter: Option<String>,
    lines: Vec<String>,
    line: usize,
}

/// A numbered part that is open.
struct Part {
    level: Level,
    number: String,
    printed: String,
}

struct Reader<'a> {
    way: Way,
    notes: &'a mut Vec<Note>,
    done: Vec<DraftClause>,
    taken: HashSet<String>,
    open: Option<Open>,
    /// 第二章 and 第一节, the outer first, each with its number.
    chapters: Vec<(Level, u32, String)>,
    parts: Vec<Part>,
    last_article: Option<u32>,
    headings: usize,
    /// The line before ends with a colon.
    led: bool,
    /// From this level on numbers are of a list within a sentence.
    list: Option<Level>,
}

impl<'a> Reader<'a> {
    fn new(way: Way, notes: &'a mut Vec<Note>) -> Self {
        Self {
            way,
            notes,
            done: Vec::new(),
            taken: HashSet::new(),
            open: None,
            chapters: Vec::new(),
            parts: Vec::new(),
            last_article: None,
            headings: 0,
            led: false,
            list: None,
        }
    }

    fn piece(&mut self, piece: &Piece) {
        let Piece::Line(line) = piece else { return self.text(words_of(piece), line_of(piece)) };
        if self.way == Way::Headings && line.heading.is_some() {
            return self.heading(line);
        }
        if self.way == Way::Headings {
            return self.text(line.text.clone(), line.line);
        }
        let article = article::at(&line.text).filter(|article| article.follows(self.last_article));
        if let (Way::Articles, Some(article)) = (self.way, article) {
            return self.article(&article, line);
        }
        if let Some(mark) = chapter(line) {
            return self.chapter(&mark, line);
        }
        match numbered(line) {
            Some(mark) if self.last_article.is_none() && !self.lists(&mark, line) => self.part(&mark, line),
            _ => self.text(line.text.clone(), line.line),
        }
        self.led = line.text.ends_with(['：', ':']);
    }

    fn article(&mut self, article: &article::Article<'_>, line: &Line) {
        if let Some(last) = self.last_article.filter(|last| article.of.is_none() && article.number > last + 1)
        {
            let text = format!("第 {} 条之后是第 {} 条，中间的没有读到", last, article.number);
            self.notes.push(Note { text, source: line.text.clone(), line: line.line });
        }
        self.close(false);
        self.last_article = Some(article.number);
        self.parts.clear();
        let (heading, text) = article.cut();
        self.begin(Open {
            id: article.id(),
            path: article.printed.to_owned(),
            heading: heading.map(str::to_owned),
            chapter: self.chapter_title(),
            lines: Vec::new(),
            line: line.line,
        });
        self.text(text.to_owned(), line.line);
    }

    fn chapter(&mut self, mark: &Mark, line: &Line) {
        self.close(false);
        self.chapters.retain(|(level, ..)| *level < mark.level);
        let number = number::count(mark.number.trim_start_matches('第')).map_or(0, |(number, _)| number);
        self.chapters.push((mark.level, number, line.text.clone()));
        self.parts.clear();
        self.list = None;
        if self.way == Way::Numbers {
            let (id, path) = (self.chapter_id(), line.text.clone());
            self.begin(Open { id, path, heading: None, chapter: None, lines: Vec::new(), line: line.line });
        }
    }

    fn chapter_title(&self) -> Option<String> {
        let titles: Vec<&str> = self.chapters.iter().map(|(_, _, title)| title.as_str()).collect();
        (!titles.is_empty()).then(|| titles.join(" "))
    }

    /// `p2`, `p2-1` of a section.
    fn chapter_id(&self) -> String {
        let numbers: Vec<String> = self.chapters.iter().map(|(_, number, _)| number.to_string()).collect();
        format!("p{}", numbers.join("-"))
    }

    /// Whether a number is of a list within the sentence before: （一）身份证明；（二）…….
    fn lists(&mut self, mark: &Mark, line: &Line) -> bool {
        self.list = self.list.filter(|level| mark.level >= *level);
        let breaks_off = line.text.ends_with(['；', ';', '，', '、']);
        let listed = mark.level > Level::Chapter && (breaks_off || self.led && !line.text.contains('。'));
        self.list = self.list.or(listed.then_some(mark.level));
        self.list.is_some()
    }

    fn part(&mut self, mark: &Mark, line: &Line) {
        self.close(self.parts.last().is_some_and(|part| part.level < mark.level));
        self.parts.retain(|part| part.level < mark.level);
        let (heading, text) = cut(line.text[mark.len..].trim());
        let above: String = self.parts.iter().map(|part| part.printed.as_str()).collect();
        let mut id = if self.chapters.is_empty() { String::new() } else { format!("{}-", self.chapter_id()) };
        let number = plain(&mark.number);
        let numbers: Vec<&str> =
            self.parts.iter().map(|part| part.number.as_str()).chain([number.as_str()]).collect();
        id.push('s');
        id.push_str(&numbers.join("-"));
        let printed = line.text[..mark.len].trim().to_owned();
        let (path, lines) = (format!("{above}{printed}"), Vec::new());
        self.parts.push(Part {
            level: mark.level,
            number,
            printed: format!("{printed}{}", heading.unwrap_or_default()),
        });
        let heading = heading.map(str::to_owned);
        self.begin(Open { id, path, heading, chapter: self.chapter_title(), lines, line: line.line });
        self.text(text.to_owned(), line.line);
    }

    fn heading(&mut self, line: &Line) {
        self.close(false);
        self.headings += 1;
        let (id, path) = (format!("h{}", self.headings), line.text.clone());
        self.begin(Open { id, path, heading: None, chapter: None, lines: Vec::new(), line: line.line });
    }

    fn begin(&mut self, mut open: Open) {
        let mut letters = 'b'..='z';
        let own = open.id.clone();
        while !self.taken.insert(open.id.clone()) {
            let letter = letters.next().unwrap_or('z');
            open.id =
                if letter == 'z' { format!("{own}-{}", self.taken.len()) } else { format!("{own}{letter}") };
        }
        if open.id != own {
            let text = format!("“{}”的编号前面已经有过，这一条记作 {}", open.path, open.id);
            self.notes.push(Note { text, source: open.path.clone(), line: open.line });
        }
        self.open = Some(open);
    }

    fn text(&mut self, text: String, line: usize) {
        if text.is_empty() {
            return;
        }
        match &mut self.open {
            Some(open) => open.lines.push(text),
            None => self
                .notes
                .push(Note { text: "条款之间的这一段没有收入".to_owned(), source: text, line }),
        }
    }

    /// Ends the clause that is open. `parted`: what follows is a part of it; then a heading alone is no clause.
    /// Elsewhere a heading with nothing below it is its own text.
    fn close(&mut self, parted: bool) {
        let Some(mut open) = self.open.take() else { return };
        if open.lines.is_empty() {
            let Some(heading) = open.heading.take().filter(|_| !parted) else { return };
            open.lines.push(heading);
        }
        let mut title = open.path;
        if let Some(heading) = &open.heading {
            let blank = if title.ends_with('条') { " " } else { "" };
            title = format!("{title}{blank}{heading}");
        }
        if let Some(chapter) = &open.chapter {
            title = format!("{title}（{chapter}）");
        }
        let Ok(id) = open.id.parse() else { return };
        self.done.extend(parts(&DraftClause {
            id,
            title,
            text: open.lines.join("\n"),
            facts: Vec::new(),
            line: open.line,
        }));
    }
}

/// A number of a heading in digits: 三 and （三） are 3, 1.2 is 1-2.
fn plain(number: &str) -> String {
    let bare = number.trim_matches(['（', '）']);
    let counts = bare.split('.').filter_map(number::count).map(|(count, _)| count.to_string());
    counts.collect::<Vec<_>>().join("-")
}

/// Cuts a line behind its number into a heading and what follows it.
fn cut(text: &str) -> (Option<&str>, &str) {
    let heading = |text: &str, most: usize| {
        !text.is_empty() && text.chars().count() <= most && !text.contains(['，', '；', '。', '：', ':'])
    };
    if let Some(whole) = Some(text.trim_end_matches(['：', ':'])).filter(|text| heading(text, 40)) {
        return (Some(whole), "");
    }
    if let Some((head, rest)) =
        text.split_once(['。', '：', ':']).filter(|(head, rest)| heading(head, 25) && !rest.trim().is_empty())
    {
        return (Some(head.trim()), rest.trim());
    }
    match text.split_once(' ').filter(|(head, _)| heading(head, 15)) {
        Some((head, rest)) => (Some(head), rest.trim()),
        None => (None, text),
    }
}

/// A clause, or its parts where it is too long: cut between paragraphs, else between sentences.
fn parts(clause: &DraftClause) -> Vec<DraftClause> {
    let mut texts: Vec<String> = vec![String::new()];
    for piece in sentences(&clause.text) {
        let last = texts.len() - 1;
        if !texts[last].is_empty() && texts[last].chars().count() + piece.chars().count() > LONGEST_CLAUSE {
            texts.push(String::new());
        }
        let last = texts.len() - 1;
        texts[last].push_str(piece);
    }
    let several = texts.len() > 1;
    let part = |(at, text): (usize, String)| {
        let text = text.trim().to_owned();
        let title = if several {
            format!("{}（第 {} 部分）", clause.title, at + 1)
        } else {
            clause.title.clone()
        };
        let id = if at == 0 {
            Some(clause.id.clone())
        } else {
            format!("{}-part{}", clause.id, at + 1).parse().ok()
        };
        Some(DraftClause { id: id?, title, facts: facts::of(&text), text, line: clause.line })
    };
    texts.into_iter().enumerate().filter_map(part).collect()
}

/// A text cut behind its paragraphs; a long paragraph behind its sentences, and a sentence without end anywhere.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for paragraph in text.split_inclusive('\n') {
        if paragraph.chars().count() <= LONGEST_CLAUSE {
            found.push(paragraph);
            continue;
        }
        for sentence in paragraph.split_inclusive(['。', '；']) {
            let mut rest = sentence;
            while let Some((at, _)) = rest.char_indices().nth(LONGEST_CLAUSE) {
                found.push(&rest[..at]);
                rest = &rest[at..];
            }
            found.push(rest);
        }
    }
    found
}
