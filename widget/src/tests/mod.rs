//! What holds for every page, in every state and language; and how the tests of the parts render.

pub(crate) mod fixtures;

use shared::{lang::Lang, snapshot::Snapshot, words};
use yew::{Html, Properties, ServerRenderer, component};

use crate::{
    links::Links,
    markup::Writer,
    scene::{Details, Scene},
    ssr::{Show, render_snippet, render_static},
    view::{Look, Theme, View},
};

#[derive(PartialEq, Properties)]
struct PartProps {
    node: Html,
}

#[component]
fn Part(props: &PartProps) -> Html {
    props.node.clone()
}

/// A part of the page, a line an element.
pub(crate) async fn part(snapshot: Snapshot, lang: Lang, write: fn(&mut Writer)) -> String {
    linked_part(snapshot, lang, Links::default(), write).await
}

/// The same on a page that leads somewhere.
pub(crate) async fn linked_part(
    snapshot: Snapshot,
    lang: Lang,
    links: Links,
    write: impl FnOnce(&mut Writer) + Send + 'static,
) -> String {
    let props = move || {
        let mut out =
            Writer::new(Scene { snapshot: &snapshot, lang, details: Details::Closed, links: &links });
        write(&mut out);
        PartProps { node: out.finish() }
    };
    let html = ServerRenderer::<Part>::with_props(props).hydratable(false).render().await;
    html.replace("><", ">\n<")
}

/// All links there are.
pub(crate) fn links() -> Links {
    let link = |path: &str| Some(format!("/zhice/{path}"));
    Links {
        page: link("p/x"),
        offers: link("p/x/schemes"),
        json: link("api/x"),
        csv: link("x.csv"),
        chat: link("chat"),
        ask: link("api/chat"),
        library: link("x.lib"),
        what_if: None,
    }
}

async fn page(snapshot: Snapshot, lang: Lang) -> String {
    render_static(snapshot, Show { lang, links: links(), ..Show::default() }).await
}

/// Every view there is.
fn views() -> Vec<View> {
    vec![
        View::Overview,
        View::Compact,
        View::Indicator("pledges".parse().unwrap()),
        View::Tasks,
        View::Units,
        View::Unit("区科技局".to_owned()),
        View::Timeline,
        View::Badge,
    ]
}

async fn every_page() -> Vec<String> {
    let mut pages = Vec::new();
    for snapshot in [fixtures::closed(), fixtures::running(), fixtures::promise()] {
        for lang in [Lang::Zh, Lang::En] {
            for view in views() {
                let show = Show { lang, view, links: links(), ..Show::default() };
                pages.push(render_static(snapshot.clone(), show).await);
            }
        }
    }
    pages
}

/// The opening tags of an element.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!("<{name}");
    let of_that_name = |rest: &str| rest.starts_with([' ', '>']);
    let tag = |rest: &'a str| rest.split('>').next().unwrap_or_default();
    html.split(&opening).skip(1).filter(|rest| of_that_name(rest)).map(tag).collect()
}

/// The row group of a target or task.
fn row<'a>(html: &'a str, id: &str) -> &'a str {
    let start = html.find(&format!(r#"id="zc-shili-2022-2025-{id}""#)).unwrap();
    html[start..].split("</tbody>").next().unwrap()
}

#[tokio::test]
async fn a_strict_policy_finds_nothing_to_block() {
    for html in every_page().await {
        for banned in ["style=", "<style", "<script", "onclick", "javascript:", "<!--"] {
            assert!(!html.contains(banned), "{banned}");
        }
    }
}

#[tokio::test]
async fn every_picture_says_what_it_shows() {
    for html in every_page().await {
        for svg in tags(&html, "svg") {
            assert!(svg.contains(r#"role="img""#) && svg.contains(r#"aria-label=""#), "{svg}");
            assert!(svg.contains('。') || svg.contains('.'), "no sentence: {svg}");
        }
    }
}

#[tokio::test]
async fn controls_without_anybody_to_answer_are_not_rendered() {
    for html in every_page().await {
        for control in ["<button", "<input", "<select", "zc-tools"] {
            assert!(!html.contains(control), "{control}");
        }
    }
}

#[tokio::test]
async fn tables_keep_their_roles_whatever_the_style_makes_of_them() {
    for html in every_page().await {
        for (tag, role) in
            [("table", "table"), ("thead", "rowgroup"), ("tbody", "rowgroup"), ("tr", "row"), ("td", "cell")]
        {
            let role = format!(r#"role="{role}""#);
            assert!(tags(&html, tag).iter().all(|found| found.contains(&role)), "{tag}");
        }
        assert!(tags(&html, "th").iter().all(|th| th.contains("scope=") && th.contains("role=")));
        assert_eq!(tags(&html, "table").len(), tags(&html, "caption").len());
    }
}

#[tokio::test]
async fn headings_start_at_two_and_ids_name_the_plan() {
    for html in every_page().await {
        let badge = html.contains("zc-badge");
        assert_eq!((tags(&html, "h1").len(), tags(&html, "h2").len()), (0, usize::from(!badge)));
        let ids: Vec<&str> =
            html.split(r#" id=""#).skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(ids.iter().all(|id| id.starts_with("zc-shili-2022-2025-")), "{ids:?}");
        let mut distinct = ids.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(ids.len(), distinct.len());
    }
}

#[tokio::test]
async fn every_target_has_a_row_with_target_status_and_source() {
    for snapshot in [fixtures::closed(), fixtures::running()] {
        let html = page(snapshot.clone(), Lang::Zh).await;
        for indicator in &snapshot.indicators {
            let row = row(&html, indicator.id.as_str());
            assert!(row.contains(indicator.name.zh.as_str()));
            assert!(row.contains(&words::target(indicator, Lang::Zh)));
            assert!(row.contains(words::status(indicator.verdict.status, Lang::Zh)));
            assert!(row.contains(indicator.quote.as_str()) && row.contains(indicator.locator.as_str()));
            for reading in &indicator.readings {
                assert!(row.contains(reading.source.title.as_str()));
                assert!(row.contains(&format!("截至 <time>{}</time>", reading.as_of)));
            }
        }
    }
}

#[tokio::test]
async fn a_promise_shows_no_status_and_no_empty_bars() {
    for lang in [Lang::Zh, Lang::En] {
        let snapshot = fixtures::promise();
        let html = page(snapshot.clone(), lang).await;
        assert!(!html.contains("<svg") && !html.contains("data-status") && !html.contains("zc-status"));
        assert_eq!(
            html.matches(lang.pick("完成数据尚未录入", "no results have been entered yet")).count(),
            1
        );
        for indicator in &snapshot.indicators {
            let row = row(&html, indicator.id.as_str());
            assert!(row.contains(indicator.quote.as_str()) && row.contains(&words::target(indicator, lang)));
        }
    }
}

#[tokio::test]
async fn what_was_never_translated_is_marked_as_chinese() {
    let html = page(fixtures::closed(), Lang::En).await;
    assert!(html.starts_with(r#"<article class="zc" lang="en""#));
    for chinese in
        ["示例统计公报", "部分银行的质押贷款产品当年停办。", "每万人高价值发明专利拥有量达到48件以上。"]
    {
        let marked = format!(r#"<span lang="zh-CN">{chinese}</span>"#);
        assert_eq!(html.matches(chinese).count(), html.matches(&marked).count(), "{chinese}");
    }
    assert!(!page(fixtures::closed(), Lang::Zh).await.contains("<span lang="));
}

#[tokio::test]
async fn hostile_text_stays_text_in_every_field() {
    let hostile = every_text(r#"</td><script>alert("1")</script>'&amp;"#);
    let plain = every_text("x");
    for lang in [Lang::Zh, Lang::En] {
        let (html, plain) = (page(hostile.clone(), lang).await, page(plain.clone(), lang).await);
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script"));
        assert!(!html.contains("javascript:"), "an address that runs code became a link");
        assert_eq!(html.matches('<').count(), plain.matches('<').count(), "a text became an element");
        assert_eq!(html.matches("=\"").count(), plain.matches("=\"").count(), "a text became an attribute");
    }
}

/// The closed plan with `text` for every text there is, and with addresses that run code.
fn every_text(text: &str) -> Snapshot {
    let json = serde_json::to_value(fixtures::closed()).unwrap();
    serde_json::from_value(poisoned(json, text, "")).unwrap()
}

/// Replaces texts, but not what has a form of its own: ids, days, numbers, the words of types.
fn poisoned(value: serde_json::Value, text: &str, key: &str) -> serde_json::Value {
    use serde_json::Value;
    const FORMED: [&str; 20] = [
        "basis",
        "id",
        "plan",
        "area",
        "tasks",
        "observation",
        "supersedes",
        "as_of",
        "data_as_of",
        "date",
        "published",
        "period",
        "value",
        "target",
        "status",
        "state",
        "stage",
        "mode",
        "kind",
        "comparator",
    ];
    match value {
        Value::String(_) if key == "url" => Value::String("javascript:alert(1)".to_owned()),
        Value::String(old) if FORMED.contains(&key) => Value::String(old),
        Value::String(_) => Value::String(text.to_owned()),
        Value::Array(items) => items.into_iter().map(|item| poisoned(item, text, key)).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(name, item)| (name.clone(), poisoned(item, text, &name))).collect()
        }
        other => other,
    }
}

#[tokio::test]
async fn the_snippet_is_the_page_in_its_element() {
    let html = page(fixtures::closed(), Lang::Zh).await;
    let snippet = render_snippet(
        fixtures::closed(),
        Show { links: links(), ..Show::default() },
        "/zhice/snapshot.bin",
        None,
    )
    .await;
    assert!(
        snippet
            .starts_with(r#"<plan-progress src="/zhice/snapshot.bin" lang="zh-CN" data-page="/zhice/p/x""#)
    );
    assert!(snippet.contains(&html) && snippet.ends_with("</plan-progress>"));
}

#[tokio::test]
async fn the_element_says_what_it_shows_and_the_page_how_it_looks() {
    let look = Look { care: true, theme: Theme::Dark };
    let show = Show { view: View::Unit("区科技局".to_owned()), look, links: links(), ..Show::default() };
    let html = render_snippet(fixtures::closed(), show, "x.bin", None).await;
    assert!(html.contains(r#" view="units" unit="区科技局" mode="care" theme="dark" "#), "{html}");
    assert!(html.contains(r#" data-mode="care" data-theme="dark">"#), "{html}");
}

#[tokio::test]
async fn each_view_shows_what_it_is_for() {
    let snapshot = fixtures::closed();
    let shown = async |view: View| render_static(snapshot.clone(), Show { view, ..Show::default() }).await;
    let detail = shown(View::Indicator("pledges".parse().unwrap())).await;
    assert!(
        detail.contains("年度知识产权质押融资额达到8亿元。") && detail.contains(r#"class="zc-details" open"#)
    );
    assert!(!detail.contains("有效注册商标量达14万件。") && !detail.contains("zc-tasks"));
    let tasks = shown(View::Tasks).await;
    assert!(
        snapshot.tasks.iter().all(|task| tasks.contains(&task.title.zh)) && !tasks.contains("zc-targets")
    );
    let unit = shown(View::Unit("区司法局".to_owned())).await;
    for task in &snapshot.tasks {
        let own = task.units.iter().any(|unit| unit == "区司法局");
        assert_eq!(unit.contains(&task.title.zh), own, "{}", task.title.zh);
    }
    let badge = shown(View::Badge).await;
    for (_, words) in words::result(&snapshot, Lang::Zh) {
        let said = words.replace("2025-12-31", "<time>2025-12-31</time>");
        assert!(badge.contains(&said) && badge.contains("演示"), "{said} in {badge}");
    }
}
