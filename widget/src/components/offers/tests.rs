use serde_json::{Value, json};
use shared::{
    lang::{Lang, Text},
    offers::Offers,
    snapshot::Snapshot,
};

use super::Calendars;
use crate::{
    links::Links,
    ssr::{Show, render_offers},
    tests::{fixtures, links},
};

/// One scheme with everything, one with as little as can be, an ended one, a service and a session.
fn listed() -> Value {
    let ground = |window: Value, standing: &str, read: &str| {
        json!({
            "region": { "zh": "示例区", "en": "Sample district" },
            "status": "check",
            "standing": standing,
            "window": window,
            "basis": [{
                "policy": "doc",
                "title": "示例办法",
                "number": "示发〔2024〕1号",
                "clauses": ["标准", "办理"],
                "status": "in-force",
                "read": read,
                "url": "https://www.shili.gov.cn/doc.html",
            }],
            "read": read,
            "verified_on": "2026-06-01",
            "url": "https://www.shili.gov.cn/item.html",
        })
    };
    let window = json!({
        "name": { "zh": "示例窗口", "en": "Sample desk" },
        "phone": "0571-12345678、0571-8765432 转 801",
        "default": false,
        "hours": "工作日 9:00—17:00",
        "place": "示例路1号",
        "read": "repost",
    });
    let default = json!({
        "name": { "zh": "示例局", "en": null },
        "phone": null, "default": true, "hours": null, "place": null, "read": "page",
    });
    let scheme = |id: &str, amount: Value, ground: Value| {
        json!({
            "id": id,
            "name": { "zh": "示例贴息", "en": null },
            "for_whom": "示例企业",
            "amount": amount,
            "until": null,
            "papers": if amount.is_null() { json!([]) } else { json!(["登记证明", "付息凭证"]) },
            "how": "到窗口提交",
            "ground": ground,
        })
    };
    json!({
        "as_of": "2026-06-30",
        "open": [
            scheme("full", json!("已付利息的 30%，每户每年不超过 6 万元"), ground(window.clone(), "open", "repost")),
            scheme("bare", Value::Null, ground(Value::Null, "open", "page")),
        ],
        "ahead": [],
        "ended": [scheme("over", json!("10 万元"), ground(Value::Null, "basis-ended", "page"))],
        "situations": [{
            "name": { "zh": "纠纷要调解", "en": "A dispute to settle" },
            "services": [{
                "id": "full",
                "name": "调解工作室",
                "what": "十五日内办结。",
                "for_whom": "企业",
                "how": "到窗口登记",
                "ground": ground(window.clone(), "open", "page"),
            }],
        }],
        "sessions": [{
            "id": "class",
            "title": { "zh": "质押登记怎么办", "en": null },
            "starts": { "date": "2026-07-10", "hour": 9, "minute": 5 },
            "ends": { "date": "2026-07-10", "hour": 11, "minute": 0 },
            "place": "二楼", "organiser": "示例局", "audience": "企业", "seats": 60, "how": "电话登记",
            "window": window, "source_title": "培训安排", "url": null, "demo": true,
        }],
        "window": default,
    })
}

fn offers(listed: Value) -> Offers {
    serde_json::from_value(listed).unwrap()
}

async fn page(snapshot: Snapshot, listed: Offers, lang: Lang) -> String {
    let calendars = Calendars { before: "/zhice/sessions/".to_owned(), after: "/event.ics".to_owned() };
    let links = Links { csv: None, json: None, offers: None, ..links() };
    render_offers(snapshot, listed, Show { lang, links, ..Show::default() }, calendars)
        .await
        .replace("><", ">\n<")
}

#[tokio::test]
async fn the_list_in_chinese() {
    insta::assert_snapshot!(page(fixtures::closed(), offers(listed()), Lang::Zh).await);
}

#[tokio::test]
async fn the_list_in_english_keeps_the_documents_words() {
    let html = page(fixtures::closed(), offers(listed()), Lang::En).await;
    for chinese in ["已付利息的 30%，每户每年不超过 6 万元", "登记证明", "电话登记"] {
        let marked = format!("<span lang=\"zh-CN\">{chinese}</span>");
        assert_eq!(html.matches(chinese).count(), html.matches(&marked).count(), "{chinese}");
        assert!(html.contains(&marked), "{chinese}");
    }
    insta::assert_snapshot!(html);
}

#[tokio::test]
async fn a_list_of_nothing_says_so() {
    let mut nothing = listed();
    for list in ["open", "ended", "situations", "sessions"] {
        nothing[list] = json!([]);
    }
    for (lang, words) in [
        (
            Lang::Zh,
            ["本库没有收录可以办理的事项。", "本库没有收录 2026-06-30 以后的培训安排，请向窗口询问。"],
        ),
        (Lang::En, ["No item that can be applied for", "No session after 2026-06-30 is in this library"]),
    ] {
        let html = page(fixtures::promise(), offers(nothing.clone()), lang).await;
        assert!(words.iter().all(|words| html.contains(words)), "{html}");
        assert!(!html.contains("<table"), "an empty table: {html}");
    }
}

#[tokio::test]
async fn each_number_can_be_called_and_an_extension_cannot() {
    let html = page(fixtures::closed(), offers(listed()), Lang::Zh).await;
    assert!(html.contains("href=\"tel:057112345678\">0571-12345678</a>"), "{html}");
    assert!(html.contains("href=\"tel:05718765432\">0571-8765432</a>"), "{html}");
    assert!(!html.contains("tel:801"));
}

#[tokio::test]
async fn what_is_over_says_why_and_stands_below() {
    let html = page(fixtures::closed(), offers(listed()), Lang::Zh).await;
    let (before, after) = html.split_once("<h3 class=\"zc-section\">已结束的事项</h3>").unwrap();
    assert!(!before.contains("10 万元") && after.contains("10 万元"));
    assert!(after.contains("所依文件已失效或废止") && !before.contains("所依文件已失效或废止"));
}

#[tokio::test]
async fn hostile_text_stays_text() {
    let hostile = poisoned(listed(), "</td><script>alert(\"1\")</script>'&amp;", "");
    let plain = poisoned(listed(), "x", "");
    for lang in [Lang::Zh, Lang::En] {
        let mut snapshot = fixtures::closed();
        snapshot.region = Text::zh("<b>");
        let html = page(snapshot.clone(), offers(hostile.clone()), lang).await;
        let plain = page(snapshot, offers(plain.clone()), lang).await;
        assert!(
            html.contains("&lt;script&gt;") && !html.contains("<script") && !html.contains("javascript:")
        );
        assert_eq!(html.matches('<').count(), plain.matches('<').count(), "a text became an element");
        assert_eq!(html.matches("=\"").count(), plain.matches("=\"").count(), "a text became an attribute");
    }
}

/// Every text replaced, but for what has a form of its own.
fn poisoned(value: Value, text: &str, key: &str) -> Value {
    const FORMED: [&str; 8] = ["id", "policy", "as_of", "date", "verified_on", "status", "standing", "read"];
    match value {
        Value::String(_) if key == "url" => json!("javascript:alert(1)"),
        Value::String(old) if FORMED.contains(&key) => Value::String(old),
        Value::String(_) => json!(text),
        Value::Array(items) => items.into_iter().map(|item| poisoned(item, text, key)).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(name, item)| (name.clone(), poisoned(item, text, &name))).collect()
        }
        other => other,
    }
}

#[tokio::test]
async fn a_strict_policy_and_a_strict_reader_find_nothing_amiss() {
    for lang in [Lang::Zh, Lang::En] {
        let html = page(fixtures::closed(), offers(listed()), lang).await;
        for banned in ["style=", "<style", "<script", "onclick", "<button", "可领取", "牵头"] {
            assert!(!html.contains(banned), "{banned}");
        }
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut distinct = ids.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(ids.len(), distinct.len(), "{ids:?}");
        assert!(ids.iter().all(|id| id.starts_with("zc-shili-2022-2025-")), "{ids:?}");
        let there = ids.iter().any(|id| html.contains(&format!("href=\"#{id}\"")));
        assert!(there, "the way to the default window");
        assert_eq!((html.matches("<h1").count(), html.matches("<h2").count()), (0, 1));
        assert_eq!(html.matches("<table").count(), html.matches("<caption").count());
    }
}
