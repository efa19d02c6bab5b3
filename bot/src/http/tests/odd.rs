//! Requests that no page of ours makes.

use super::{legible::LONGEST, *};

/// A request without a body.
async fn sends(site: &Visitor, method: &str, path: &str) -> Seen {
    site.sends(Request::builder().method(method).uri(path).body(Body::empty()).unwrap()).await
}

fn detail(seen: &Seen) -> String {
    assert_eq!(seen.headers["content-type"], "application/problem+json", "{}", seen.body);
    let problem: serde_json::Value = serde_json::from_str(&seen.body).unwrap();
    problem["detail"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_address_that_is_no_text_is_answered_in_chinese() {
    for base in ["", "/zhice"] {
        let site = visitor(base);
        for path in ["/p/%FF", "/p/%FF/snippet", "/p/shili/i/%FF.svg", "/p/%FF/portal.zip", "/%FF"] {
            let seen = site.opens(&format!("{base}{path}")).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
            let named = format!("没有找到 <code>{base}{path}</code>");
            assert!(seen.body.contains(&named) && seen.body.contains("/p/shili"), "{path}: {}", seen.body);
        }
        for path in ["/api/v1/plans/%FF", "/api/v1/plans/%FF/snapshot.bin", "/api/v1/%FF"] {
            let seen = site.opens(&format!("{base}{path}")).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(detail(&seen), format!("没有 {base}{path} 这个地址"));
        }
    }
}

#[tokio::test]
async fn an_address_has_an_end() {
    let site = visitor("");
    let long = "a".repeat(LONGEST);
    for path in [
        format!("/p/shili/portal.zip?at=/{long}"),
        format!("/p/shili?unit={long}"),
        format!("/p/{long}"),
        format!("/chat?plan={long}"),
        format!("/{long}"),
    ] {
        let seen = site.opens(&path).await;
        assert_eq!(seen.status, StatusCode::URI_TOO_LONG, "{}", &path[..20]);
        assert!(detail(&seen).contains("4 KiB") && seen.body.len() < 300, "{}", seen.body);
    }
    // The longest name of a unit that a pack may well have, as a browser writes it.
    let unit = "%E5%8C%BA".repeat(200);
    assert_eq!(site.opens(&format!("/p/shili?unit={unit}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_method_that_an_address_does_not_take_is_named() {
    for (method, path, allowed) in [
        ("GET", "/api/v1/chat", "POST"),
        ("POST", "/p/shili", "GET,HEAD"),
        ("DELETE", "/api/v1/plans/shili", "GET,HEAD"),
    ] {
        let seen = sends(&visitor(""), method, path).await;
        assert_eq!(seen.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        assert_eq!(seen.headers["allow"], allowed, "{method} {path}");
        assert!(detail(&seen).contains(method), "{}", seen.body);
    }
}

#[tokio::test]
async fn any_word_may_be_the_base_path() {
    for base in ["/embed", "/api", "/p", "/embed/v1"] {
        let site = visitor(base);
        for (path, kind) in [("/page.css", "text/css"), ("/frame.js", "text/javascript")] {
            let seen = site.opens(&format!("{base}{path}")).await;
            assert_eq!((seen.status, seen.headers["content-type"].to_str().unwrap()), (StatusCode::OK, kind));
        }
        let sheet = site.opens(&format!("{base}/embed/v1/widget.css")).await;
        assert_eq!(sheet.headers["content-type"], "text/css", "{base}");
        let nothing = site.opens(&format!("{base}/api/v1/nothing")).await;
        assert_eq!(detail(&nothing), format!("没有 {base}/api/v1/nothing 这个地址"));
    }
}

#[tokio::test]
async fn nothing_of_a_plan_is_kept_by_a_proxy_without_asking() {
    let site = visitor("");
    for path in [
        "/p/shili",
        "/p/shili/snippet",
        "/p/shili/plain",
        "/p/shili/schemes",
        "/p/shili/schemes/snippet",
        "/p/shili/i/i1.svg",
        "/p/shili/portal.zip",
        "/p/shili?view=charts",
        "/api/v1/plans/none",
    ] {
        assert_eq!(site.opens(path).await.headers["cache-control"], "no-cache", "{path}");
    }
}
