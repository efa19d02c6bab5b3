mod crowd;
mod odd;
mod offers;
mod past;
mod pictures;
mod widget;

use std::path::PathBuf;

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use tower::ServiceExt;

use super::*;
use crate::{answer::Desk, pack};

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

/// A visitor of a site under a base path.
struct Visitor(Router);

struct Seen {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: String,
}

fn visitor(base: &str) -> Visitor {
    visitor_of(base, &Portals::default())
}

fn visitor_of(base: &str, portals: &Portals) -> Visitor {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data");
    let packs = pack::load(&[root.join("gongshu"), root.join("shili")], today()).unwrap();
    let desks = packs.into_iter().map(|pack| Desk::new(Arc::new(pack), today).unwrap()).collect();
    Visitor(
        Site::new(Arc::new(Desks::new(desks, today)), Vec::new(), base)
            .unwrap()
            .router(Router::new(), portals),
    )
}

impl Visitor {
    async fn sends(&self, request: Request<Body>) -> Seen {
        let response = self.0.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Seen { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    async fn opens(&self, path: &str) -> Seen {
        self.sends(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn asks(&self, body: impl Into<Body>) -> Seen {
        let request = Request::post("/api/v1/chat").header("content-type", "application/json");
        self.sends(request.body(body.into()).unwrap()).await
    }
}

#[tokio::test]
async fn the_portal_carries_both_plans_without_a_script() {
    let page = visitor("").opens("/").await.body;
    for indicator in &load_gongshu().indicators {
        assert!(page.contains(&indicator.name.zh), "{}", indicator.name.zh);
    }
    for words in ["完成数据尚未录入", "依据征求意见稿整理", "演示", "达到 5 项"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("<!--#"), "every directive is expanded");
}

fn load_gongshu() -> shared::plan::Plan {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/gongshu");
    pack::load(&[folder], today()).unwrap().remove(0).plan
}

#[tokio::test]
async fn a_base_path_stands_before_every_address() {
    let visitor = visitor("/zhice");
    let page = visitor.opens("/zhice/p/gongshu").await;
    assert_eq!(page.status, StatusCode::OK);
    for address in ["href=\"/zhice/embed/v1/", "src=\"/zhice/api/v1/plans/gongshu/snapshot.bin\""] {
        assert!(page.body.contains(address), "{address}");
    }
    assert_eq!(visitor.opens("/p/gongshu").await.status, StatusCode::NOT_FOUND);
    assert!(Site::new(Arc::new(Desks::new(Vec::new(), today)), Vec::new(), "/x\"><script>").is_err());
}

#[tokio::test]
async fn a_plan_that_is_not_there_shows_those_that_are() {
    let page = visitor("").opens("/p/%3Cscript%3E").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("/p/gongshu") && page.body.contains("/p/shili"));
    assert!(!page.body.contains("<script>"), "{}", page.body);
    let problem = visitor("").opens("/api/v1/plans/none").await;
    assert_eq!(problem.status, StatusCode::NOT_FOUND);
    assert_eq!(problem.headers["content-type"], "application/problem+json");
}

#[tokio::test]
async fn english_is_had_by_asking() {
    let page = visitor("").opens("/p/shili?lang=en").await.body;
    assert!(page.contains("lang=\"en\"") && page.contains("5 met"), "{page}");
}

#[tokio::test]
async fn an_answer_comes_as_a_tree_and_as_text() {
    let said = visitor("").asks(r#"{"question":"PCT目标是多少","plan":"gongshu"}"#).await;
    let answer: serde_json::Value = serde_json::from_str(&said.body).unwrap();
    assert_eq!((&answer["v"], &answer["status"]), (&1.into(), &"answered".into()));
    assert_eq!(answer["citations"][0]["id"], "gongshu/i2");
    assert!(answer["text"].as_str().unwrap().contains("85"));
}

#[tokio::test]
async fn what_is_no_question_is_refused_politely() {
    let visitor = visitor("");
    for body in ["", "{", "[]", r#"{"question":1}"#, r#"{"question":"a","x":1}"#] {
        let refused = visitor.asks(body).await;
        assert!(refused.status.is_client_error(), "{body}");
        assert_eq!(refused.headers["content-type"], "application/problem+json");
    }
    let long = format!(r#"{{"question":"{}"}}"#, "a".repeat(MAX_BODY));
    assert_eq!(visitor.asks(long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(visitor.asks(r#"{"question":""}"#).await.status, StatusCode::OK);
}

#[tokio::test]
async fn without_a_script_the_form_answers_with_a_page() {
    let request = Request::post("/chat").header("content-type", "application/x-www-form-urlencoded");
    let body = Body::from("plan=gongshu&question=%3Cb%3E%E8%B4%B9%E5%87%8F%E6%AF%94%E4%BE%8B");
    let page = visitor("").sends(request.body(body).unwrap()).await.body;
    assert!(page.contains("85%") && page.contains("&lt;b&gt;") && !page.contains("<b>"), "{page}");
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused_on_a_page() {
    let request = Request::post("/chat").header("content-type", "application/x-www-form-urlencoded");
    let body = Body::from(format!("plan=gongshu&question={}", "a".repeat(MAX_BODY)));
    let page = visitor("").sends(request.body(body).unwrap()).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.body.contains("超过 64 KiB"), "{}", page.body);
}

#[tokio::test]
async fn every_response_is_hardened() {
    let seen = visitor("").opens("/p/gongshu").await;
    let policy = seen.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval'") && !policy.contains("unsafe-inline"));
    assert_eq!(seen.headers["x-content-type-options"], "nosniff");
}

#[tokio::test]
async fn no_address_leads_out_of_the_folder() {
    for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml", "//etc/passwd"] {
        assert_eq!(visitor("").opens(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_plan_can_be_asked_for_as_of_an_earlier_day() {
    let site = visitor("");
    let status = async |query: &str| {
        let json: serde_json::Value =
            serde_json::from_str(&site.opens(&format!("/api/v1/plans/shili{query}")).await.body).unwrap();
        (json["as_of"].clone(), json["indicators"][0]["verdict"]["status"].clone())
    };
    assert_eq!(status("").await, ("2025-06-30".into(), "met".into()));
    assert_eq!(status("?as_of=2023-06-30").await, ("2023-06-30".into(), "on-track".into()));
    let sheet = site.opens("/api/v1/plans/shili/figures.csv?as_of=2023-06-30").await.body;
    assert!(sheet.contains("按进度"), "{sheet}");
    for bad in ["2025-07-01", "2023", "yesterday", ""] {
        let seen = site.opens(&format!("/api/v1/plans/shili?as_of={bad}")).await;
        assert_eq!(seen.status, StatusCode::BAD_REQUEST, "{bad}");
        assert_eq!(seen.headers["content-type"], "application/problem+json");
    }
    let year = site.opens("/api/v1/plans/shili?as_of=2023").await.body;
    assert!(year.contains("请写成 2025-12-31 这样的日期"), "{year}");
}

#[tokio::test]
async fn a_parameter_that_is_misspelt_or_repeated_is_refused_with_those_there_are() {
    let site = visitor("");
    for (address, known) in [
        ("?since=2024-12-31", "as_of"),
        ("?AS_OF=2023-06-30", "as_of"),
        ("?as_of=2023-06-30&as_of=2024-06-30", "as_of"),
        ("?as_of=2023-06-30&x", "as_of"),
        ("/figures.csv?asof=2023-06-30", "as_of"),
        ("/figures.xlsx?as-of=2023-06-30", "as_of"),
        ("/snapshot.bin?lang=en", "as_of"),
        ("/changes?since=2024-12-31", "from 和 to"),
        ("/changes?from=2024-12-31&from=2023-12-31", "from 和 to"),
        ("/changes?as_of=2024-12-31", "from 和 to"),
        ("/feed.atom?as_of=2024-12-31", "没有参数"),
    ] {
        let seen = site.opens(&format!("/api/v1/plans/shili{address}")).await;
        assert_eq!(seen.status, StatusCode::BAD_REQUEST, "{address}");
        assert_eq!(seen.headers["content-type"], "application/problem+json", "{address}");
        let problem: serde_json::Value = serde_json::from_str(&seen.body).unwrap();
        assert!(problem["detail"].as_str().unwrap().contains(known), "{address}: {problem}");
    }
    for address in
        ["?", "/changes?", "/changes?to=2024-12-31", "/feed.atom", "/snapshot.bin?as_of=2024-12-31"]
    {
        let seen = site.opens(&format!("/api/v1/plans/shili{address}")).await;
        assert_eq!(seen.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn what_changed_between_two_days_is_listed_in_words() {
    let site = visitor("");
    let changes = async |query: &str| {
        let seen = site.opens(&format!("/api/v1/plans/shili/changes{query}")).await;
        serde_json::from_str::<serde_json::Value>(&seen.body).unwrap()["changes"].clone()
    };
    let year = changes("?from=2023-12-31&to=2024-12-31").await;
    assert!(year.to_string().contains("有效商标：2024 年数据录入 2.65 万件"), "{year}");
    assert_eq!(changes("?from=2024-12-31&to=2024-12-31").await, serde_json::json!([]));
    let turned = site.opens("/api/v1/plans/shili/changes?from=2024-12-31&to=2023-12-31").await;
    assert_eq!(turned.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_page_shows_the_part_that_is_asked_for() {
    let site = visitor("");
    let tasks = site.opens("/p/shili/snippet?view=tasks&mode=care&theme=dark").await.body;
    assert!(tasks.contains(r#"view="tasks" mode="care" theme="dark""#) && !tasks.contains("zc-targets"));
    let unit = site.opens("/p/gongshu?unit=%E5%8C%BA%E7%A7%91%E6%8A%80%E5%B1%80&lang=en").await.body;
    assert!(unit.contains("区科技局") && unit.contains("Responsible units"), "{unit}");
    let badge = site.opens("/p/gongshu/snippet?view=badge").await.body;
    assert!(badge.contains("完成数据尚未录入") && badge.contains(r#"href="/p/gongshu""#), "{badge}");
}

#[tokio::test]
async fn a_part_that_there_is_not_is_refused_with_what_there_is() {
    let site = visitor("");
    for (query, status, told) in [
        ("view=charts", StatusCode::BAD_REQUEST, "overview、compact"),
        ("view=indicator", StatusCode::BAD_REQUEST, "哪一项目标"),
        ("view=tasks&indicator=i5", StatusCode::BAD_REQUEST, "同用"),
        ("unit=x&indicator=i5", StatusCode::BAD_REQUEST, "同用"),
        ("indicator=i99", StatusCode::NOT_FOUND, "i1、i2"),
        ("indicator=%3Cscript%3E", StatusCode::NOT_FOUND, "i1、i2"),
        ("unit=x", StatusCode::NOT_FOUND, "区科技局"),
        ("lang=de", StatusCode::BAD_REQUEST, "zh-CN（或 zh）、en"),
        ("mode=elder", StatusCode::BAD_REQUEST, "care"),
        ("theme=red", StatusCode::BAD_REQUEST, "auto"),
        ("langue=en", StatusCode::BAD_REQUEST, "参数有"),
        ("lang=en&lang=zh", StatusCode::BAD_REQUEST, "至多写一次"),
    ] {
        for path in ["/p/gongshu", "/p/gongshu/snippet"] {
            let seen = site.opens(&format!("{path}?{query}")).await;
            assert_eq!(seen.status, status, "{query}");
            assert!(seen.body.contains(told), "{query}: {}", seen.body);
        }
    }
    assert_eq!(site.opens("/p/gongshu?view=&lang=&mode=&theme=").await.status, StatusCode::OK);
    let list = site.opens("/p/gongshu/schemes?view=tasks").await;
    assert!(
        list.status == StatusCode::BAD_REQUEST && list.body.contains("lang、mode、theme"),
        "{}",
        list.body
    );
    let event = site.opens("/sessions/shili-pledge-2025/event.ics?x=1").await;
    assert_eq!(event.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn plain_content_takes_the_same_parameters_but_no_look() {
    let site = visitor("/zhice");
    let plain = site.opens("/zhice/p/shili/plain?view=indicator&indicator=i4&lang=en").await;
    assert_eq!(plain.status, StatusCode::OK);
    assert!(
        plain.body.contains("href=\"/zhice/p/shili\"") && plain.body.contains("Not met"),
        "{}",
        plain.body
    );
    for gone in ["<svg", "class=", "style=", "<plan-progress", "<script", "<link"] {
        assert!(!plain.body.contains(gone), "{gone}");
    }
    let styled = site.opens("/zhice/p/shili/plain?mode=care").await;
    assert_eq!(styled.status, StatusCode::BAD_REQUEST);
    assert_eq!(site.opens("/zhice/p/shili/plain?view=charts").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn only_named_portals_may_frame_the_pages_and_read_the_data() {
    let of =
        |origin: &str, path: &str| Request::get(path).header("origin", origin).body(Body::empty()).unwrap();
    let (named, other) = ("https://www.gongshu.gov.cn", "https://www.example.com");
    let closed = visitor("/x");
    let open = visitor_of("/x", &Portals::new(vec![named.parse().unwrap()]));
    let framed = async |site: &Visitor| {
        let seen = site.opens("/x/p/shili").await;
        let policy = seen.headers["content-security-policy"].to_str().unwrap().to_owned();
        policy.split("frame-ancestors ").nth(1).unwrap().to_owned()
    };
    assert_eq!(framed(&closed).await, "'self'");
    assert_eq!(framed(&open).await, format!("'self' {named}"));
    for path in ["/x/api/v1/plans/shili/snapshot.bin", "/x/api/v1/plans/shili", "/x/frame.js"] {
        let allowed = async |site: &Visitor, origin: &str| {
            let seen = site.sends(of(origin, path)).await;
            assert_eq!(seen.status, StatusCode::OK, "{path}");
            seen.headers.get("access-control-allow-origin").map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(allowed(&closed, named).await, None, "{path}");
        assert_eq!(allowed(&open, named).await.as_deref(), Some(named), "{path}");
        assert_eq!(allowed(&open, other).await, None, "{path}");
    }
    assert!(!open.sends(of(named, "/x/chat")).await.headers.contains_key("access-control-allow-origin"));
}
