//! A thousand who ask at once, and bodies that nobody should send.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::json;
use tokio::time::timeout;

use super::*;

/// A build without optimisation on a busy machine.
const LONG: Duration = Duration::from_mins(2);

/// A site over a small pack: what is tried is the service, not the search.
fn small() -> Visitor {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/packs/qingshan");
    let pack = pack::load(&[folder], today()).unwrap().remove(0);
    let desks = Desks::new(vec![Desk::new(Arc::new(pack), today).unwrap()], today);
    Visitor(Site::new(Arc::new(desks), Vec::new(), "").unwrap().router(Router::new(), &Portals::default()))
}

fn question(number: usize) -> String {
    let text = match number % 6 {
        0 => "检测费减免多少".to_owned(),
        1 => "发布一项标准补多少钱？检测费呢？".to_owned(),
        2 => "专利".repeat(499),
        3 => "长".repeat(1_001),
        4 => "1 ".repeat(499),
        _ => format!("第{number}件事怎么办"),
    };
    json!({"question": text, "earlier": ["检测费减免比例", "？".repeat(900)]}).to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_at_once_are_all_answered() {
    let site = small();
    let asked = (0..1_000).map(|number| site.asks(question(number)));
    let seen = timeout(LONG, join_all(asked)).await.expect("none hangs");
    for (number, seen) in seen.iter().enumerate() {
        let polite = [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE];
        assert!(seen.status == StatusCode::OK || polite.contains(&seen.status), "{number}: {}", seen.status);
        let said: serde_json::Value = serde_json::from_str(&seen.body).unwrap();
        let text = said["text"].as_str().or(said["detail"].as_str());
        assert!(text.is_some_and(|text| !text.is_empty()), "{number}: {said}");
        assert!(number % 6 != 0 || seen.body.contains("45%"), "{number}: {said}");
    }
    assert!(site.asks(question(0)).await.body.contains("45%"), "and it goes on answering");
}

#[tokio::test]
async fn a_conversation_of_64_kib_is_answered_and_not_kept() {
    let site = small();
    for part in ["长", "1 ", "专利？", "\u{202E}", "\\u0000", "a@b.cn ", "[[[["] {
        let question = part.repeat(5_000 / part.len());
        let body = format!(r#"{{"question": "检测费减免多少", "earlier": ["{question}", "{question}"]}}"#);
        let seen = site.asks(body).await;
        assert_eq!(seen.status, StatusCode::OK, "{part}");
        assert!(seen.body.contains("45%"), "{part}: {}", seen.body);
    }
    let many = json!({"question": "检测费减免多少", "earlier": vec!["甲"; 9_000]}).to_string();
    assert_eq!(site.asks(many).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_no_text_of_a_question_is_refused_in_chinese() {
    let site = small();
    let deep = format!(r#"{{"question": {}"a"{}}}"#, "[".repeat(20_000), "]".repeat(20_000));
    let bodies: [Vec<u8>; 6] = [
        vec![0xFF; 1_000],
        br#"{"question": "\ud800"}"#.to_vec(),
        deep.into_bytes(),
        br#"{"question": "a", "question": "b"}"#.to_vec(),
        br#"{"question": "a", "earlier": "b"}"#.to_vec(),
        br#"{"question": "a", "plan": "../x"}"#.to_vec(),
    ];
    for body in bodies {
        let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        let seen = site.asks(body).await;
        assert!(seen.status.is_client_error(), "{shown}: {}", seen.status);
        assert!(seen.body.contains("请以 JSON 提交"), "{shown}: {}", seen.body);
    }
}
