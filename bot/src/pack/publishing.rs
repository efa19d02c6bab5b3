//! What a pack must hold before the public sees it, besides being right: no address outside the government's hosts, and
//! nothing that rests on re-posts alone.

use std::path::Path;

use shared::{
    id::ClauseRef,
    lang::Lang,
    link,
    policy::{Clause, Policy, Read},
};

use super::{
    Folder, Located,
    fault::{At, Collector},
};

/// Addresses that are never shown, or that every check looks at.
const ELSEWHERE: [&str; 5] = ["links", "sources", "source_url", "url", "corrections"];

/// The first address in a text that may not be shown. A policy's note is for editors.
pub(super) fn foreign_address<'a>(file: &Path, key: &str, text: &'a str) -> Option<&'a str> {
    let of_policy = file.parent().is_some_and(|folder| folder.ends_with("policies"));
    if ELSEWHERE.contains(&key) || of_policy && key == "note" {
        return None;
    }
    addresses(text).find(|address| !link::is_allowed(address))
}

/// `http://…` and `https://…` as they stand in a text, up to the first character that no address has.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let plain = |c: &char| c.is_ascii_graphic() && !"\"'<>()[]{}|\\^`".contains(*c);
    let begins = |rest: &str| {
        let opens =
            |scheme: &str| rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        opens("http://") || opens("https://")
    };
    text.char_indices().map(|(at, _)| &text[at..]).filter(move |rest| begins(rest)).map(move |rest| {
        let len: usize = rest.chars().take_while(plain).map(char::len_utf8).sum();
        &rest[..len]
    })
}

/// Looks through everything that is shown.
pub(super) fn check(folder: &Folder, faults: &Collector) {
    for Located { record, at } in &folder.policies {
        shown(&record.links, at, faults);
        if record.clauses.iter().all(|clause| is_doubtful(read(record, clause))) {
            rests(&record.title, &record.links, at, faults);
        }
    }
    for Located { record, at } in &folder.schemes {
        shown(&record.links, at, faults);
        if is_doubtful(record.read) {
            rests(&record.name.zh, &record.links, at, faults);
        }
    }
    for Located { record, at } in &folder.services {
        shown(&record.links, at, faults);
        if is_doubtful(record.read) {
            rests(&record.name, &record.links, at, faults);
        }
    }
    for Located { record, at } in &folder.windows {
        let links = folder.window_links.get(&record.id).map_or(&[][..], Vec::as_slice);
        shown(links, at, faults);
        if is_doubtful(record.read) {
            rests(&record.name.zh, links, at, faults);
        }
    }
    for Located { record, at } in &folder.context {
        if is_doubtful(record.read) {
            rests(&record.metric.zh, record.source.url.as_slice(), at, faults);
        }
    }
    for Located { record, at } in &folder.sessions {
        shown(&record.links, at, faults);
    }
    for Located { record, at } in &folder.faqs {
        written(folder, &record.question, &record.basis, at, faults);
    }
}

fn is_doubtful(read: Read) -> bool {
    read.caution(Lang::Zh).is_some()
}

/// How a clause was read: as its document, unless one of its figures says otherwise.
fn read(policy: &Policy, clause: &Clause) -> Read {
    clause.facts.iter().find_map(|fact| fact.read).unwrap_or(policy.read)
}

fn has_official(links: &[String]) -> bool {
    links.iter().any(|url| link::is_allowed(url))
}

/// Links that are offered lead to a government.
fn shown(links: &[String], at: &At, faults: &Collector) {
    for url in links.iter().filter(|url| !link::is_allowed(url)) {
        let message = format!(
            "“{url}”不能公开：只允许 *.gov.cn；请换成官方网页，或从 links 移走（sources 只供核对，不公开）"
        );
        faults.add(at, "links", message);
    }
}

/// A record that was read on re-posts has a page of the government beside it.
fn rests(name: &str, links: &[String], at: &At, faults: &Collector) {
    if has_official(links) {
        return;
    }
    let message = format!(
        "“{name}”只据转载页整理，也没有官方网页：请打开原文核对后改 read，或用 zhice import policy 导入原文，或写上 *.gov.cn 的网址"
    );
    faults.add(at, "read", message);
}

/// A written answer has a clause that is not read on a re-post, or a page of the government for one.
fn written(folder: &Folder, question: &str, basis: &[ClauseRef], at: &At, faults: &Collector) {
    let sure = basis.iter().any(|of| {
        let policy =
            folder.policies.iter().map(|policy| &policy.record).find(|policy| policy.id == of.policy);
        let clause = |policy: &Policy| {
            policy
                .clauses
                .iter()
                .find(|clause| clause.id == of.clause)
                .is_some_and(|clause| !is_doubtful(read(policy, clause)))
        };
        policy.is_some_and(|policy| has_official(&policy.links) || clause(policy))
    });
    if !sure && !basis.is_empty() {
        let message = format!("“{question}”的答复只依据转载页整理的条款：请先核对这些文件的原文");
        faults.add(at, "basis", message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        let found: Vec<&str> =
            addresses("见https://www.shili.gov.cn/a?b=1，或（HTTP://example.com/x）。").collect();
        assert_eq!(found, ["https://www.shili.gov.cn/a?b=1", "HTTP://example.com/x"]);
    }
}
