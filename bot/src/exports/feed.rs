//! The feed of changes, as Atom (RFC 4287).

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use shared::{
    changes::{self, Change},
    date::Date,
    lang::Lang,
    snapshot::Snapshot,
    words,
};
use time::{OffsetDateTime, Time, UtcOffset};

use super::ExportError;
use crate::pack::Pack;

const LANG: Lang = Lang::Zh;

/// So many entries are kept, newest first.
pub const ENTRIES: usize = 50;

/// What happened at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is known by.
    pub mark: Mark,
    /// When it became public.
    pub updated: OffsetDateTime,
    /// What changed, in plan order.
    pub changes: Vec<Change>,
}

/// What an entry is known by, for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The number of a publication.
    Publication(u32),
    /// The day that figures speak of, where a pack alone holds them.
    Day(Date),
}

/// The feed of a plan. `entries` may come in any order; `page` and `itself` are the addresses of the plan's page and of
/// the feed, as seen from the feed.
pub fn atom(plan: &Snapshot, entries: &[Entry], page: &str, itself: &str) -> Result<Vec<u8>, ExportError> {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated));
    entries.truncate(ENTRIES);
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let feed = writer.create_element("feed");
    let feed = feed.with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", LANG.tag())]);
    feed.write_inner_content(|writer| {
        let updated = entries.first().map_or_else(|| begun(plan), |entry| entry.updated);
        line(writer, "id", &format!("urn:zhice:{}", plan.plan))?;
        line(writer, "title", &title(plan))?;
        line(writer, "subtitle", &notice(plan))?;
        line(writer, "updated", &rfc3339(updated))?;
        author(writer)?;
        link(writer, "self", "application/atom+xml", itself)?;
        link(writer, "alternate", "text/html", page)?;
        entries.iter().try_for_each(|written| entry(writer, plan, written, page))
    })?;
    Ok(writer.into_inner())
}

type Out = Writer<Vec<u8>>;

fn entry(writer: &mut Out, plan: &Snapshot, entry: &Entry, page: &str) -> io::Result<()> {
    let count = entry.changes.len();
    let (mark, title) = match entry.mark {
        Mark::Publication(number) => (number.to_string(), format!("第 {number} 次公布：{count} 项变化")),
        Mark::Day(day) => (day.to_string(), format!("截至 {day}：{count} 项变化")),
    };
    let demo = if plan.demo { "【演示】" } else { "" };
    let sentences = || entry.changes.iter().map(|change| words::change(change, plan, LANG));
    writer.create_element("entry").write_inner_content(|writer| {
        line(writer, "id", &format!("urn:zhice:{}:{mark}", plan.plan))?;
        line(writer, "title", &[demo, &title].concat())?;
        line(writer, "updated", &rfc3339(entry.updated))?;
        link(writer, "alternate", "text/html", page)?;
        line(writer, "summary", &sentences().collect::<Vec<_>>().join("；"))?;
        let content = writer.create_element("content").with_attribute(("type", "xhtml"));
        content.write_inner_content(|writer| {
            let division = writer.create_element("div");
            let division = division.with_attribute(("xmlns", "http://www.w3.org/1999/xhtml"));
            division.write_inner_content(|writer| {
                writer
                    .create_element("ul")
                    .write_inner_content(|writer| sentences().try_for_each(|text| line(writer, "li", &text)))
                    .map(|_| ())
            })?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn line(writer: &mut Out, name: &str, text: &str) -> io::Result<()> {
    // What XML cannot carry has no way of being escaped.
    let text: String =
        text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    writer.create_element(name).write_text_content(BytesText::new(&text))?;
    Ok(())
}

fn link(writer: &mut Out, relation: &str, kind: &str, address: &str) -> io::Result<()> {
    let attributes = [("rel", relation), ("type", kind), ("href", address)];
    writer.create_element("link").with_attributes(attributes).write_empty()?;
    Ok(())
}

fn author(writer: &mut Out) -> io::Result<()> {
    writer.create_element("author").write_inner_content(|writer| line(writer, "name", "知策"))?;
    Ok(())
}

fn title(plan: &Snapshot) -> String {
    let demo = if plan.demo { "【演示】" } else { "" };
    format!("{demo}{} · 完成情况的变化", plan.short_title.pick(LANG))
}

fn notice(plan: &Snapshot) -> String {
    let demo = plan.demo.then(|| words::demo_notice(LANG).1);
    let notices = demo.into_iter().chain(words::stage_notice(plan.stage, LANG));
    notices.chain([words::counting_note(LANG)]).collect()
}

/// When a plan without any news was last news itself: its text's own day, else the start of its period.
fn begun(plan: &Snapshot) -> OffsetDateTime {
    let published = plan.document.published.map(shared::date::PartialDate::last_day);
    midnight(published.or_else(|| Date::new(plan.period.from, 1, 1)).unwrap_or(plan.as_of))
}

/// The first moment of a day in Asia/Shanghai.
fn midnight(day: Date) -> OffsetDateTime {
    OffsetDateTime::new_in_offset(calendar(day), Time::MIDNIGHT, shanghai())
}

fn shanghai() -> UtcOffset {
    UtcOffset::from_hms(8, 0, 0).unwrap_or(UtcOffset::UTC)
}

fn calendar(day: Date) -> time::Date {
    let month = time::Month::try_from(day.month()).unwrap_or(time::Month::January);
    time::Date::from_calendar_date(day.year(), month, day.day()).unwrap_or(time::Date::MIN)
}

fn rfc3339(at: OffsetDateTime) -> String {
    let at = at.to_offset(shanghai());
    let (hours, minutes, _) = at.offset().as_hms();
    format!(
        "{}T{:02}:{:02}:{:02}+{:02}:{:02}",
        Date::from(at.date()),
        at.hour(),
        at.minute(),
        at.second(),
        hours,
        minutes,
    )
}

/// The entries of a pack that no publication stands behind: one a day on which its values, reports or due days changed
/// what it says. Days that changed nothing have none.
pub fn history(pack: &Pack, until: Date) -> Vec<Entry> {
    let values = pack.observations.iter().map(|observation| observation.as_of);
    let reports = pack.updates.iter().map(|update| update.as_of);
    let overdue =
        pack.plan.indicators.iter().filter_map(|indicator| {
            Some(Date::from(calendar(indicator.target.due.date.last_day()).next_day()?))
        });
    let mut days: Vec<Date> = values.chain(reports).chain(overdue).filter(|day| *day <= until).collect();
    days.sort_unstable();
    days.dedup();
    let newest = days.len().saturating_sub(ENTRIES);
    let judged = |day| pack.as_of(day);
    let before = newest.checked_sub(1).and_then(|at| days.get(at)).map(|day| judged(*day));
    let mut before = before.unwrap_or_else(|| Snapshot::judge(&pack.plan, &[], &[], until));
    let mut entries = Vec::new();
    for day in days.split_off(newest) {
        let after = judged(day);
        let changes = changes::between(&before, &after);
        if !changes.is_empty() {
            entries.push(Entry { mark: Mark::Day(day), updated: midnight(day), changes });
        }
        before = after;
    }
    entries
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;

    use super::*;
    use crate::exports::tests::{pack, shili};

    /// The texts of an element wherever it stands, and that the whole is well-formed.
    fn texts(feed: &[u8], name: &str) -> Vec<String> {
        let mut reader = Reader::from_reader(feed);
        let (mut found, mut open) = (Vec::new(), false);
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return found,
                Event::Start(element) if element.name().as_ref() == name.as_bytes() => {
                    open = true;
                    found.push(String::new());
                }
                Event::End(_) => open = false,
                Event::Text(text) if open => found.last_mut().unwrap().push_str(&text.decode().unwrap()),
                Event::GeneralRef(name) if open => {
                    let name = format!("&{};", name.decode().unwrap());
                    found.last_mut().unwrap().push_str(&quick_xml::escape::unescape(&name).unwrap());
                }
                _ => {}
            }
        }
    }

    #[test]
    fn each_day_on_which_the_pack_says_something_else_is_an_entry() {
        let (pack, snapshot) = (pack(), shili());
        let entries = history(&pack, snapshot.as_of);
        let feed = atom(&snapshot, &entries, "/p/shili", "/feed.atom").unwrap();
        let ids = texts(&feed, "id");
        assert_eq!(ids[..3], ["urn:zhice:shili", "urn:zhice:shili:2025-01-01", "urn:zhice:shili:2024-12-31"]);
        let updated = texts(&feed, "updated");
        assert_eq!(updated[..2], ["2025-01-01T00:00:00+08:00", "2025-01-01T00:00:00+08:00"]);
        let sentences = texts(&feed, "li");
        for words in [
            "知识产权质押登记金额：判定由“尚未到期”变为“未达到”",
            "有效商标：2024 年数据录入 2.65 万件（演示：示例区年报）",
            "任务“建立企业专利清单”：由“暂无报告”变为“已完成”。演示：清单覆盖 212 户企业。",
        ] {
            assert!(sentences.iter().any(|sentence| sentence == words), "{words}: {sentences:#?}");
        }
        assert!(texts(&feed, "title").iter().all(|title| title.starts_with("【演示】")));
        assert_eq!(feed, atom(&snapshot, &entries, "/p/shili", "/feed.atom").unwrap());
    }

    #[test]
    fn a_plan_without_news_has_a_feed_that_stands_still() {
        let (mut pack, mut snapshot) = (pack(), shili());
        pack.observations.clear();
        pack.updates.clear();
        snapshot.as_of = "2024-06-30".parse().unwrap();
        let entries = history(&pack, snapshot.as_of);
        let feed = atom(&snapshot, &entries, "a", "b").unwrap();
        assert_eq!(texts(&feed, "updated"), ["2021-01-01T00:00:00+08:00"]);
        assert!(texts(&feed, "entry").is_empty());
    }

    #[test]
    fn only_the_newest_fifty_are_kept() {
        let (pack, snapshot) = (pack(), shili());
        let one = history(&pack, snapshot.as_of).remove(0);
        let numbered = |number| Entry {
            mark: Mark::Publication(number),
            updated: one.updated + time::Duration::hours(i64::from(number)),
            changes: one.changes.clone(),
        };
        let entries: Vec<Entry> = (1..=60).map(numbered).collect();
        let ids = texts(&atom(&snapshot, &entries, "a", "b").unwrap(), "id");
        assert_eq!((ids.len(), ids[1].as_str()), (51, "urn:zhice:shili:60"));
    }

    proptest! {
        #[test]
        fn any_reason_is_carried(reason in "(\\PC|[\u{0}-\u{1f}]|[&<>\"']|\u{FFFF}){0,24}") {
            let snapshot = shili();
            let change = Change::Corrected { on: snapshot.as_of, reason: reason.clone() };
            let entry = Entry { mark: Mark::Publication(1), updated: begun(&snapshot), changes: vec![change] };
            let feed = atom(&snapshot, &[entry], "a?b&c", "b").unwrap();
            let clean: String = reason.chars().filter(|c| !c.is_control() && *c != '\u{FFFF}').collect();
            prop_assert_eq!(texts(&feed, "li").concat(), format!("{} 更正：{clean}", snapshot.as_of));
        }
    }
}
