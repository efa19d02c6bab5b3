//! Policies, schemes, services, sessions, replies and questions.

use std::collections::HashMap;

use shared::{
    id::{ClauseId, WindowId},
    policy::{
        Clause, Fact, Faq, LegalStatus, Policy, Read, Reply, ReplyKind, Scheme, Service, Session, Window,
    },
};

use super::{
    fault::{At, Located},
    plan::text_pair,
    table::{File, Table},
    unseen,
};

const STATUSES: &str = "in-force、draft、expired、repealed、check";
const READS: &str = "statute、page、repost、dataset、original";
const LEVELS: &str = "national、provincial、city、district";

fn status(table: &mut Table<'_>) -> Option<LegalStatus> {
    table.word("status", LegalStatus::from_key, STATUSES)
}

pub(super) fn read_how(table: &mut Table<'_>) -> Option<Read> {
    table.word("read", Read::from_key, READS)
}

/// The line before front matter.
const FENCE: &str = "+++\n";

/// Front matter between `+++` lines, and the text after it.
struct Article<'a> {
    front: File<'a>,
    body: &'a str,
    /// Lines before the body.
    lines_before: usize,
}

fn article(file: File<'_>) -> Option<Article<'_>> {
    let split = file.text.strip_prefix(FENCE).and_then(|rest| rest.split_once("\n+++\n"));
    let Some((front, body)) = split else {
        let message = "文件应以 +++ 一行开头，TOML 之后再有 +++ 一行，其后是正文";
        file.faults.add(&At::new(file.path, 1), "", message);
        return None;
    };
    let lines_before = front.lines().count() + 2;
    for (offset, line) in body.lines().enumerate() {
        let at = At::new(file.path, lines_before + offset + 1);
        file.faults.shown(&at, "", line);
        if let Some(message) = unseen::in_line(line) {
            file.faults.add(&at, "", message);
        }
    }
    Some(Article { front: File { text: front, before: FENCE.len(), ..file }, body, lines_before })
}

/// Reads policies/*.md.
pub(super) fn policy(file: File<'_>) -> Option<Located<Policy>> {
    let article = article(file)?;
    let mut root = article.front.root()?;
    let (id, title) = (root.parsed("id"), root.text("title"));
    let (issuer, number) = (root.optional_text("issuer"), root.optional_text("number"));
    let region = root.text("region");
    root.word("level", |word| LEVELS.split('、').find(|level| *level == word).map(drop), LEVELS);
    let status = status(&mut root);
    let (written, published) = (root.optional_parsed("written"), root.optional_parsed("published"));
    let (effective, expires) = (root.optional_parsed("effective"), root.optional_parsed("expires"));
    let read = read_how(&mut root);
    let verified_on = root.day("verified_on");
    let (topics, links) = (root.texts("topics"), root.texts("links"));
    root.texts("sources");
    root.optional_text("note");
    let facts: Vec<(ClauseId, Fact, At)> = root.tables("fact").into_iter().filter_map(fact).collect();
    let mut clauses = clauses(&article, file);
    for (clause, fact, at) in facts {
        match clauses.iter_mut().find(|known| known.id == clause) {
            Some(known) if known.text.contains(&fact.value) => known.facts.push(fact),
            Some(_) => file.faults.add(&at, "value", format!("条款 {clause} 的正文里没有“{}”", fact.value)),
            None => file.faults.add(&at, "clause", format!("正文里没有条款 {clause}")),
        }
    }
    let at = root.at().clone();
    root.finish();
    Some(Located {
        record: Policy {
            id: id?,
            title: title?,
            issuer,
            number,
            region: region?,
            status: status?,
            written,
            published,
            effective,
            expires,
            read: read?,
            verified_on: verified_on?,
            topics,
            links,
            clauses,
        },
        at,
    })
}

fn fact(mut table: Table<'_>) -> Option<(ClauseId, Fact, At)> {
    let clause = table.parsed("clause");
    let (value, about) = (table.text("value"), table.text("about"));
    let unit = table.optional_text("unit").unwrap_or_default();
    let read = table.optional_word("read", Read::from_key, READS);
    let source_url = table.optional_text("source_url");
    let at = table.at().clone();
    table.finish();
    Some((clause?, Fact { value: value?, unit, about: about?, read, source_url }, at))
}

/// `## 标题 {#id}` with the text up to the next such line; a first line `topics: 词, 词` names its topics.
fn clauses(article: &Article<'_>, file: File<'_>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for (offset, line) in article.body.lines().enumerate() {
        let at = At::new(file.path, article.lines_before + offset + 1);
        if let Some(heading) = line.strip_prefix("## ") {
            match clause(heading) {
                Some(new) if clauses.iter().any(|known| known.id == new.id) => {
                    file.faults.add(&at, "", format!("条款 id {} 重复", new.id));
                }
                Some(new) => clauses.push(new),
                None => file.faults.add(&at, "", "条款标题应写作：## 标题 {#id}"),
            }
        } else if let Some(current) = clauses.last_mut() {
            let topics = line.strip_prefix("topics:").filter(|_| current.text.trim().is_empty());
            if let Some(topics) = topics {
                current.topics = comma_list(topics);
            } else {
                current.text.push_str(line);
                current.text.push('\n');
            }
        } else if !line.trim().is_empty() {
            file.faults.add(&at, "", "第一条 ## 标题之前不能有正文");
        }
    }
    for clause in &mut clauses {
        clause.text = clause.text.trim().to_owned();
        if clause.text.is_empty() {
            file.faults.add(
                &At::new(file.path, article.lines_before + 1),
                "",
                format!("条款 {} 没有正文", clause.id),
            );
        }
    }
    if clauses.is_empty() {
        file.faults.add(
            &At::new(file.path, article.lines_before + 1),
            "",
            "没有条款；至少要有一条 ## 标题 {#id}",
        );
    }
    clauses
}

fn clause(heading: &str) -> Option<Clause> {
    let (title, id) = heading.trim().strip_suffix('}')?.rsplit_once(" {#")?;
    Some(Clause {
        id: id.parse().ok()?,
        title: title.trim().to_owned(),
        text: String::new(),
        topics: Vec::new(),
        facts: Vec::new(),
    })
}

fn comma_list(text: &str) -> Vec<String> {
    text.split([',', '，', '、']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Reads faq/*.md.
pub(super) fn faq(file: File<'_>) -> Option<Located<Faq>> {
    let article = article(file)?;
    let mut root = article.front.root()?;
    let (id, question, variants) = (root.parsed("id"), root.text("question"), root.texts("variants"));
    let (region, basis, topics) = (root.text("region"), root.parsed_list("basis"), root.texts("topics"));
    let verified_on = root.day("verified_on");
    let answer = article.body.trim().to_owned();
    if answer.is_empty() {
        root.fault("", "没有答复正文");
    }
    if basis.is_empty() {
        root.fault("basis", "答复要有依据的条款，如 [\"policy#clause\"]");
    }
    let at = root.at().clone();
    root.finish();
    Some(Located {
        record: Faq {
            id: id?,
            question: question?,
            variants,
            answer,
            region: region?,
            basis,
            topics,
            verified_on: verified_on?,
        },
        at,
    })
}

/// Reads schemes.toml.
pub(super) fn schemes(file: File<'_>) -> Vec<Located<Scheme>> {
    records(file, "scheme", scheme)
}

pub(super) fn records<'a, T>(
    file: File<'a>,
    key: &'static str,
    read: impl Fn(&mut Table<'a>) -> Option<T>,
) -> Vec<Located<T>> {
    let Some(mut root) = file.root() else { return Vec::new() };
    let found = tables(&mut root, key, read);
    root.finish();
    found
}

fn tables<'a, T>(
    root: &mut Table<'a>,
    key: &'static str,
    read: impl Fn(&mut Table<'a>) -> Option<T>,
) -> Vec<Located<T>> {
    let located = |mut table: Table<'a>| {
        let (record, at) = (read(&mut table), table.at().clone());
        table.finish();
        Some(Located { record: record?, at })
    };
    root.tables(key).into_iter().filter_map(located).collect()
}

fn scheme(table: &mut Table<'_>) -> Option<Scheme> {
    let (id, name) = (table.parsed("id"), text_pair(table, "name", "name_en"));
    let for_whom = table.text("for_whom");
    let (amount, until) = (table.optional_text("amount"), table.optional_text("until"));
    let (open, papers) = (table.flag("open", true), table.texts("papers"));
    let (how, window) = (table.optional_text("how"), table.optional_parsed("window"));
    let (basis, region) = (table.parsed_list("basis"), table.text("region"));
    let (status, read) = (status(table), read_how(table));
    let (verified_on, topics) = (table.day("verified_on"), table.texts("topics"));
    let links = table.texts("links");
    Some(Scheme {
        id: id?,
        name: name?,
        for_whom: for_whom?,
        amount,
        until,
        open,
        papers,
        how,
        window,
        basis,
        region: region?,
        status: status?,
        read: read?,
        verified_on: verified_on?,
        topics,
        links,
    })
}

/// What services.toml holds.
#[derive(Debug, Default)]
pub(super) struct ServicesFile {
    pub windows: Vec<Located<Window>>,
    /// The addresses of windows, which no answer shows.
    pub window_links: HashMap<WindowId, Vec<String>>,
    pub services: Vec<Located<Service>>,
}

/// Reads services.toml.
pub(super) fn services(file: File<'_>) -> ServicesFile {
    let Some(mut root) = file.root() else { return ServicesFile::default() };
    let mut found = ServicesFile::default();
    for Located { record: (window, links), at } in tables(&mut root, "window", window) {
        found.window_links.insert(window.id.clone(), links);
        found.windows.push(Located { record: window, at });
    }
    found.services = tables(&mut root, "service", service);
    root.finish();
    found
}

fn window(table: &mut Table<'_>) -> Option<(Window, Vec<String>)> {
    let (id, name) = (table.parsed("id"), text_pair(table, "name", "name_en"));
    table.text("region");
    let (phone, hours) = (table.optional_text("phone"), table.optional_text("hours"));
    let (place, default) = (table.optional_text("place"), table.flag("default", false));
    let (topics, read) = (table.texts("topics"), read_how(table));
    let verified_on = table.day("verified_on");
    table.texts("sources");
    let links = table.texts("links");
    let window = Window {
        id: id?,
        name: name?,
        phone,
        hours,
        place,
        default,
        topics,
        read: read?,
        verified_on: verified_on?,
    };
    Some((window, links))
}

fn service(table: &mut Table<'_>) -> Option<Service> {
    let (id, situation) = (table.parsed("id"), text_pair(table, "situation", "situation_en"));
    let (name, what) = (table.text("name"), table.text("what"));
    let (for_whom, how) = (table.optional_text("for_whom"), table.optional_text("how"));
    let (window, basis) = (table.optional_parsed("window"), table.parsed_list("basis"));
    let (region, status) = (table.text("region"), status(table));
    let (read, verified_on) = (read_how(table), table.day("verified_on"));
    let (topics, links) = (table.texts("topics"), table.texts("links"));
    table.texts("sources");
    Some(Service {
        id: id?,
        situation: situation?,
        name: name?,
        what: what?,
        for_whom,
        how,
        window,
        basis,
        region: region?,
        status: status?,
        read: read?,
        verified_on: verified_on?,
        topics,
        links,
    })
}

/// Reads sessions.toml.
pub(super) fn sessions(file: File<'_>) -> Vec<Located<Session>> {
    records(file, "session", session)
}

fn session(table: &mut Table<'_>) -> Option<Session> {
    let (id, title) = (table.parsed("id"), text_pair(table, "title", "title_en"));
    let (starts, ends) = (table.parsed("starts"), table.optional_parsed("ends"));
    let (place, organiser) = (table.optional_text("place"), table.optional_text("organiser"));
    let (audience, seats) = (table.optional_text("audience"), table.optional("seats"));
    let (how, window) = (table.optional_text("how"), table.optional_parsed("window"));
    let (topics, source_title) = (table.texts("topics"), table.text("source_title"));
    let (links, demo) = (table.texts("links"), table.flag("demo", false));
    if seats == Some(0) {
        table.fault("seats", "名额不能是 0；没有写明名额就删去这一行");
    }
    if starts.is_some() && ends.is_some_and(|ends| Some(ends) < starts) {
        table.fault("ends", "结束时间早于开始时间");
    }
    Some(Session {
        id: id?,
        title: title?,
        starts: starts?,
        ends,
        place,
        organiser,
        audience,
        seats,
        how,
        window,
        topics,
        source_title: source_title?,
        links,
        demo,
    })
}

/// Reads replies.toml.
pub(super) fn replies(file: File<'_>) -> Vec<Located<Reply>> {
    records(file, "reply", reply)
}

fn reply(table: &mut Table<'_>) -> Option<Reply> {
    let id = table.parsed("id");
    let kinds = "greeting、about、thanks、out-of-scope、handoff、refused";
    let kind = table.word("kind", ReplyKind::from_key, kinds);
    let (any, unless) = (table.texts("any"), table.texts("unless"));
    if any.is_empty() {
        table.fault("any", "至少要有一个触发词");
    }
    let text = text_pair(table, "text", "text_en");
    let window = table.optional_parsed("window");
    Some(Reply { id: id?, kind: kind?, any, unless, text: text?, window })
}
