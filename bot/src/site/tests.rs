use std::path::PathBuf;

use scraper::{Html, Selector};
use shared::{binary::Binary as _, date::Date, link};

use super::*;
use crate::{exports, figures::Published, pack};

fn day() -> Date {
    "2026-11-22".parse().unwrap()
}

fn shown(packs: &[&str]) -> Vec<Shown> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders: Vec<PathBuf> = packs.iter().map(|pack| root.join(pack)).collect();
    let packs = pack::load(&folders, day()).unwrap();
    packs
        .iter()
        .map(|pack| Shown {
            judged: Published::of_pack(pack).judged(&pack.plan, pack.day(day())),
            entries: exports::history(pack, pack.day(day())),
            offers: pack.offers(pack.day(day())),
            library: pack.library(pack.day(day())),
            inputs: Published::of_pack(pack).inputs(&pack.plan, pack.day(day())),
            corrections: Corrections::of(pack),
            off: None,
        })
        .collect()
}

fn rendered(packs: &[&str], base: &str) -> Folder {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(folder(&shown(packs), &base.parse().unwrap())).unwrap()
}

fn both() -> Folder {
    rendered(&["data/gongshu", "data/shili"], "/zhice")
}

fn text(files: &Folder, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

/// Every address in a page that a browser may fetch or a person may follow.
fn addresses(html: &str) -> Vec<String> {
    let html = Html::parse_document(html);
    let anything = Selector::parse("*").unwrap();
    let of_element = |element: scraper::ElementRef<'_>| -> Vec<String> {
        let fetched = |name: &str| {
            matches!(name, "href" | "src" | "action" | "srcset" | "poster" | "data" | "formaction")
                || matches!(name, "data-page" | "data-json" | "data-csv" | "data-chat" | "data-offers")
        };
        let found = element.value().attrs().filter(|(name, _)| fetched(name));
        found.map(|(_, value)| value.to_owned()).collect()
    };
    html.select(&anything).flat_map(of_element).collect()
}

/// The file of the folder that an address in a page leads to; the address itself where it leads to none.
fn target(files: &Folder, page: &str, address: &str) -> Result<String, String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<&str> = match path.strip_prefix("/zhice/") {
        Some(_) => Vec::new(),
        None => page.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for part in path.strip_prefix("/zhice/").unwrap_or(path).split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop().ok_or(address)?),
            part => parts.push(part),
        }
    }
    let name = parts.join("/");
    if files.contains_key(&name) { Ok(name) } else { Err(address.to_owned()) }
}

fn is_phone_number(address: &str) -> bool {
    let number = address.strip_prefix("tel:");
    number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit() || b == b'+'))
}

/// The addresses that were followed, and what is wrong with the pages and what they load.
fn inspected(files: &Folder) -> (usize, Vec<String>) {
    let (mut followed, mut faults) = (0, Vec::new());
    for (name, bytes) in files {
        let text = String::from_utf8_lossy(bytes);
        let kind = name.rsplit('.').next().unwrap_or_default();
        if matches!(kind, "css" | "js" | "html") {
            let calls =
                ["url(http", "url(//", "@import", "import 'http", "fetch('http", "<iframe", "<form", "<!--#"];
            faults.extend(
                calls.iter().filter(|call| text.contains(**call)).map(|call| format!("{name}: {call}")),
            );
        }
        if kind != "html" {
            continue;
        }
        let own = |address: &String| {
            !link::is_allowed(address) && !address.starts_with('#') && !is_phone_number(address)
        };
        for address in addresses(&text).into_iter().filter(own) {
            followed += 1;
            if address.contains(':') || address.starts_with("//") || target(files, name, &address).is_err() {
                faults.push(format!("{name} → {address}"));
            }
        }
    }
    (followed, faults)
}

#[test]
fn every_address_leads_to_a_file_of_the_folder_or_to_a_government_host() {
    let (followed, faults) = inspected(&both());
    assert_eq!(faults, Vec::<String>::new());
    assert!(followed > 60, "{followed}");
}

#[test]
fn what_leads_elsewhere_is_found() {
    let mut files = both();
    let page = "<script src=\"//cdn.example.com/x.js\"></script><a href=\"../nowhere.html\">x</a>\
                <img src=\"https://example.com/a.png\"><style>@import 'x';</style>";
    files.insert("p/evil.html".to_owned(), page.as_bytes().to_vec());
    assert_eq!(
        inspected(&files).1,
        [
            "p/evil.html: @import",
            "p/evil.html → //cdn.example.com/x.js",
            "p/evil.html → ../nowhere.html",
            "p/evil.html → https://example.com/a.png",
        ]
    );
}

#[test]
fn pages_are_there_in_both_languages_and_nothing_that_needs_a_server() {
    let files = both();
    let zh = text(&files, "p/shili/index.html");
    let en = text(&files, "p/shili/en.html");
    assert!(zh.contains("lang=\"zh-CN\"") && zh.contains("href=\"../../p/shili/en.html\""));
    assert!(
        en.contains("lang=\"en\"")
            && en.contains("5 met")
            && en.contains("href=\"../../p/shili/index.html\"")
    );
    assert!(text(&files, "p/shili/snippet.html").contains("src=\"/zhice/api/v1/plans/shili/snapshot.bin\""));
    for (name, bytes) in &files {
        assert!(!String::from_utf8_lossy(bytes).contains("/chat"), "{name}");
        assert!(!name.contains("chat"), "{name}");
    }
    let list = text(&files, "index.html");
    assert!(list.contains("依据征求意见稿整理") && list.contains("完成数据尚未录入"), "{list}");
    assert!(list.contains("<strong>演示</strong>") && list.contains("href=\"./p/gongshu/index.html\""));
    assert!(files.contains_key("portal.html"));
}

#[test]
fn the_data_is_what_the_plans_say() {
    let files = both();
    for shown in shown(&["data/gongshu", "data/shili"]) {
        let snapshot = &shown.judged.snapshot;
        let of_plan = |name: &str| &files[&format!("api/v1/plans/{}/{name}", snapshot.plan)];
        let json: serde_json::Value = serde_json::from_slice(of_plan("index.json")).unwrap();
        assert_eq!(json, serde_json::to_value(&shown.judged).unwrap());
        assert_eq!(Snapshot::from_bytes(of_plan("snapshot.bin")).unwrap(), *snapshot);
        assert_eq!(*of_plan("figures.csv"), exports::csv(snapshot).unwrap());
        assert_eq!(*of_plan("figures.xlsx"), exports::xlsx(snapshot).unwrap());
    }
    assert_eq!(text(&files, "api/v1/schemas/snapshot-1.json"), exports::schema());
}

#[test]
fn what_an_enterprise_can_get_is_there_with_its_calendars() {
    let files = both();
    let zh = text(&files, "p/gongshu/schemes/index.html");
    assert!(
        zh.contains("拱墅区")
            && zh.contains("专利收费减缴")
            && zh.contains("href=\"../../../p/gongshu/index.html\"")
    );
    assert!(text(&files, "p/gongshu/schemes/en.html").contains("Patent fee reduction"));
    let alone = text(&files, "p/shili/schemes/snippet.html");
    assert!(
        alone.starts_with("<article")
            && alone.contains("href=\"/zhice/sessions/shili-pledge-2025/event.ics\"")
    );
    assert!(text(&files, "sessions/shili-pledge-2025/event.ics").starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(!files.keys().any(|name| name.contains("shili-past-2025")));
    assert!(text(&files, "portal.html").contains("href=\"./p/gongshu/schemes/index.html\""));
}

#[test]
fn the_same_plans_give_the_same_files() {
    assert!(both() == both());
}

#[test]
fn the_portal_is_left_out_where_it_would_include_what_is_not_there() {
    let files = rendered(&["bot/tests/packs/qingshan"], "");
    assert!(!files.contains_key("portal.html"));
    assert!(text(&files, "p/qingshan/snippet.html").contains("src=\"/api/v1/plans/qingshan/snapshot.bin\""));
}

#[test]
fn a_base_path_is_plain() {
    for good in ["", "/x", "/a/b_c-1"] {
        assert!(good.parse::<BasePath>().is_ok(), "{good}");
    }
    for bad in ["x", "/", "/x/", "//x", "/x\"><script>", "/x?y", "/中"] {
        assert!(bad.parse::<BasePath>().is_err(), "{bad}");
    }
}

#[test]
fn every_target_is_a_picture_whose_bytes_are_reviewed() {
    use sha2::{Digest as _, Sha256};
    let files = rendered(&["data/shili"], "");
    let digest = |bytes: &[u8]| format!("{:.16x}", Sha256::digest(bytes));
    let list: Vec<String> = files
        .iter()
        .filter(|(name, _)| name.starts_with("p/shili/i/"))
        .map(|(name, bytes)| {
            assert!(bytes.len() < 250_000, "{name}");
            format!("{name} {} {}", bytes.len(), digest(bytes))
        })
        .collect();
    assert_eq!(list.len(), shown(&["data/shili"])[0].judged.snapshot.indicators.len() * 4);
    insta::assert_snapshot!(list.join("\n"));
}

#[test]
fn a_wrong_figure_has_an_address_that_names_it_or_a_window() {
    let plans = shown(&["data/shili"]);
    let snapshot = &plans[0].judged.snapshot;
    let near = Addresses::from_depth(2);
    let said = |address: Option<&str>, lang| {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/shili");
        let mut pack = pack::load(&[root], day()).unwrap().remove(0);
        pack.plan.corrections = address.map(str::to_owned);
        targets(snapshot, &Corrections::of(&pack), lang, &near)
    };
    let window = said(None, Lang::Zh);
    assert!(
        window.contains("数据有误？可咨询：") && window.contains("（shili，判定日 2025-06-30）"),
        "{window}"
    );
    assert!(window.contains("../../p/shili/i/i1.svg") && !window.contains("mailto:"), "{window}");
    let mail = said(Some("mailto:tj@shili.gov.cn"), Lang::En);
    assert!(mail.contains("../../p/shili/i/i1.en.png"), "{mail}");
    assert!(
        mail.contains(
            "mailto:tj@shili.gov.cn?subject=A%20wrong%20figure%20shili%2Fi1%2C%20judged%20on%202025-06-30"
        ),
        "{mail}"
    );
    let page = said(Some("https://www.shili.gov.cn/jiucuo"), Lang::Zh);
    assert!(page.contains("<a href=\"https://www.shili.gov.cn/jiucuo\">数据有误</a>"), "{page}");
}

/// Words in order, whatever stands between them.
fn words_of(html: &str, left_out: &str) -> String {
    let html = Html::parse_fragment(html);
    let left_out = Selector::parse(left_out).unwrap();
    let hidden: Vec<_> =
        html.select(&left_out).flat_map(|element| element.descendants()).map(|n| n.id()).collect();
    let texts = html.root_element().descendants().filter(|node| !hidden.contains(&node.id()));
    texts.filter_map(|node| Some(node.value().as_text()?.split_whitespace().collect::<String>())).collect()
}

#[test]
fn plain_content_says_all_that_the_snippet_says_with_what_every_editor_keeps() {
    let files = both();
    let known = "div, h2, h3, h4, h5, p, ul, ol, li, table, caption, thead, tbody, tr, th, td, blockquote, strong, a, \
                 span[lang], br";
    let (known, anything) = (Selector::parse(known).unwrap(), Selector::parse("body *, html > *").unwrap());
    let mut seen = 0;
    for (name, bytes) in files.iter().filter(|(name, _)| name.contains("/plain")) {
        let html = String::from_utf8(bytes.clone()).unwrap();
        let parsed = Html::parse_fragment(&html);
        for element in parsed.select(&anything) {
            assert!(known.matches(&element), "{name}: {}", element.value().name());
            let odd = element
                .value()
                .attrs()
                .find(|(key, _)| !["id", "lang", "href", "scope", "colspan"].contains(key));
            assert_eq!(odd, None, "{name}");
        }
        let snippet = text(&files, &name.replace("/plain", "/snippet"));
        // Pictures are words here, and the heads of columns stand at the head alone.
        let mut plain = words_of(&html, "none");
        for picture in Html::parse_fragment(&snippet).select(&Selector::parse("svg").unwrap()) {
            let said: String = picture.value().attr("aria-label").unwrap().split_whitespace().collect();
            assert!(plain.contains(&said), "{name}: {said}");
            plain = plain.replacen(&said, "", 1);
        }
        assert_eq!(plain, words_of(&snippet, "svg, .zc-label"), "{name}");
        seen += 1;
    }
    assert!(seen > 40, "{seen}");
}
