use proptest::prelude::*;

use super::check::{CheckError, Checkup, MAX_HEADERS, Tier, Verdict, Works, check};

/// The verdicts on plain, snippet, element and iframe.
fn works(checkup: &Checkup) -> [Works; 4] {
    [0, 1, 2, 3].map(|at| checkup.tiers[at].works)
}

fn of(policy: &str) -> Checkup {
    check(&format!("HTTP/1.1 200 OK\nContent-Security-Policy: {policy}\n"), None).unwrap()
}

fn verdict(checkup: &Checkup, tier: Tier) -> &Verdict {
    checkup.tiers.iter().find(|verdict| verdict.tier == tier).unwrap()
}

use Works::{No, Partly, Yes};

#[test]
fn each_policy_gives_what_it_gives() {
    for (policy, expected) in [
        ("", [Yes, Yes, Yes, Yes]),
        ("img-src 'self'", [Yes, Yes, Yes, Yes]),
        // Of the table of experiments: no policy, strict, and strict with wasm.
        ("script-src 'self'; style-src 'self'", [Yes, Yes, Partly, Yes]),
        ("script-src 'self' 'wasm-unsafe-eval'; style-src 'self'", [Yes, Yes, Yes, Yes]),
        ("script-src 'self' 'unsafe-eval'", [Yes, Yes, Yes, Yes]),
        ("default-src 'self'", [Yes, Yes, Partly, Yes]),
        ("default-src 'self' 'wasm-unsafe-eval'", [Yes, Yes, Yes, Yes]),
        ("default-src 'none'", [Yes, Partly, Partly, No]),
        ("DEFAULT-SRC 'SELF'; Script-Src 'Self' 'WASM-unsafe-eval'", [Yes, Yes, Yes, Yes]),
        ("default-src 'self'; script-src 'none'", [Yes, Yes, Partly, Partly]),
        ("script-src-elem 'none'; script-src 'self' 'wasm-unsafe-eval'", [Yes, Yes, Partly, Partly]),
        ("script-src-elem 'self'; script-src 'wasm-unsafe-eval'", [Yes, Yes, Yes, Yes]),
        ("style-src 'none'", [Yes, Partly, Partly, Yes]),
        ("style-src-elem 'self'; style-src 'none'", [Yes, Yes, Yes, Yes]),
        ("connect-src 'none'", [Yes, Yes, Partly, Yes]),
        ("frame-src 'none'", [Yes, Yes, Yes, No]),
        ("child-src 'none'", [Yes, Yes, Yes, No]),
        ("child-src 'none'; frame-src 'self'", [Yes, Yes, Yes, Yes]),
        // The first of a name counts.
        ("frame-src 'self'; frame-src 'none'", [Yes, Yes, Yes, Yes]),
        ("script-src 'nonce-abc' 'wasm-unsafe-eval'", [Yes, Yes, Partly, Partly]),
        ("script-src 'self' 'strict-dynamic' 'sha256-AAAA' 'wasm-unsafe-eval'", [Yes, Yes, Partly, Partly]),
        ("sandbox", [Yes, Yes, Partly, Partly]),
        ("sandbox allow-scripts", [Yes, Yes, Partly, Yes]),
        ("sandbox allow-scripts allow-same-origin", [Yes, Yes, Yes, Yes]),
        ("require-trusted-types-for 'script'", [Yes, Yes, Yes, Yes]),
        ("frame-ancestors 'none'", [Yes, Yes, Yes, Yes]),
        // Two policies in one header: both hold.
        ("script-src 'self' 'wasm-unsafe-eval', script-src 'self'", [Yes, Yes, Partly, Yes]),
    ] {
        assert_eq!(works(&of(policy)), expected, "{policy}");
    }
}

#[test]
fn what_a_copy_brings_along_unseen_does_not_hide_a_policy() {
    for pasted in [
        "Content-Security-Policy:\u{a0}script-src\u{a0}'self'",
        "\u{feff}Content-Security-Policy: script-src 'self'",
        "Content-Security-Policy: \u{202a}script-src 'self'\u{202c}",
        "Content-Security-Policy:\n\u{3000}script-src 'self'",
    ] {
        let checkup = check(pasted, None).unwrap();
        assert_eq!(works(&checkup), [Yes, Yes, Partly, Yes], "{pasted:?}");
    }
}

#[test]
fn of_several_responses_the_last_is_the_page() {
    let redirected = "HTTP/1.1 301 Moved\r\nContent-Security-Policy: default-src 'none'\r\n\r\n\
                      HTTP/2 200\r\nContent-Security-Policy: script-src 'self'\r\n";
    assert_eq!(works(&check(redirected, None).unwrap()), [Yes, Yes, Partly, Yes]);
    let marked =
        "< HTTP/1.1 301 Moved\n< Content-Security-Policy: default-src 'none'\n<\n< HTTP/2 200\n< Server: x\n";
    assert_eq!(works(&check(marked, None).unwrap()), [Yes; 4]);
}

#[test]
fn several_headers_hold_together_and_reports_do_not_count() {
    let both = "content-security-policy: script-src 'self' 'wasm-unsafe-eval'\nContent-Security-Policy: connect-src\n 'none'";
    assert_eq!(works(&check(both, None).unwrap()), [Yes, Yes, Partly, Yes]);
    let report = check("Content-Security-Policy-Report-Only: default-src 'none'\n", None).unwrap();
    assert_eq!(works(&report), [Yes; 4]);
    assert!(report.remarks[0].contains("只上报"), "{:?}", report.remarks);
    let isolated = check("Cross-Origin-Embedder-Policy: require-corp; report-to=\"x\"", None).unwrap();
    assert_eq!(works(&isolated), [Yes, Yes, Yes, No]);
    assert_eq!(works(&check("Cross-Origin-Embedder-Policy: unsafe-none", None).unwrap()), [Yes; 4]);
    let framed = check("X-Frame-Options: DENY", None).unwrap();
    assert_eq!(works(&framed), [Yes; 4]);
    assert!(framed.remarks[0].contains("X-Frame-Options"), "{:?}", framed.remarks);
}

#[test]
fn addresses_are_compared_with_the_portals_own() {
    let policy = |source: &str| format!("Content-Security-Policy: frame-src {source}");
    for (source, origin, expected) in [
        ("https://www.a.gov.cn", "https://www.a.gov.cn/x", Yes),
        ("https://www.a.gov.cn/", "https://www.a.gov.cn", Yes),
        ("www.a.gov.cn", "https://www.a.gov.cn", Yes),
        ("http://www.a.gov.cn", "https://www.a.gov.cn", Yes),
        ("https://www.a.gov.cn", "http://www.a.gov.cn", No),
        ("*.a.gov.cn", "https://www.a.gov.cn", Yes),
        ("*.a.gov.cn", "https://a.gov.cn", No),
        ("https:", "https://a.gov.cn", Yes),
        ("https:", "http://a.gov.cn", No),
        ("data:", "https://a.gov.cn", No),
        ("a.gov.cn:8443", "https://a.gov.cn:8443", Yes),
        ("a.gov.cn", "https://a.gov.cn:8443", No),
        ("a.gov.cn:*", "https://a.gov.cn:8443", Yes),
        ("https://b.gov.cn", "https://a.gov.cn", No),
        ("https://a.gov.cn/only/here", "https://a.gov.cn", No),
    ] {
        let checkup = check(&policy(source), Some(origin)).unwrap();
        assert_eq!(verdict(&checkup, Tier::Iframe).works, expected, "{source} {origin}");
    }
    let unknown = check(&policy("https://www.a.gov.cn"), None).unwrap();
    assert_eq!(verdict(&unknown, Tier::Iframe).works, No);
    assert!(unknown.remarks[0].contains("--origin"), "{:?}", unknown.remarks);
}

#[test]
fn the_lines_to_change_are_exact() {
    let element = |policy: &str| verdict(&of(policy), Tier::Element).change.clone();
    assert_eq!(element("script-src 'self'"), ["script-src 'self' 'wasm-unsafe-eval'"]);
    assert_eq!(
        element("default-src 'none'; img-src 'self'"),
        ["style-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"]
    );
    assert_eq!(
        element("default-src https://cdn.example"),
        [
            "style-src https://cdn.example 'self'",
            "script-src https://cdn.example 'self' 'wasm-unsafe-eval'",
            "connect-src https://cdn.example 'self'"
        ]
    );
    let nonce = element("script-src 'nonce-abc'");
    assert_eq!(nonce[1], "script-src 'nonce-abc' 'wasm-unsafe-eval'");
    assert!(nonce[0].contains("nonce"), "{nonce:?}");
    insta::assert_json_snapshot!(of("default-src 'self'; frame-src 'none'; frame-ancestors 'none'"));
}

#[test]
fn what_is_no_header_is_refused_in_words() {
    for (headers, error) in [
        (String::new(), CheckError::NoHeaders),
        ("HTTP/2 200\n\n<!doctype html>\n".to_owned(), CheckError::NoHeaders),
        ("x: y\n".repeat(MAX_HEADERS / 5 + 1), CheckError::TooLong),
    ] {
        assert_eq!(check(&headers, None), Err(error));
    }
    assert!(check(&format!("x: {}", "y".repeat(MAX_HEADERS - 3)), None).is_ok(), "the longest");
    assert_eq!(check("x: y", Some("gov")), Err(CheckError::Origin("gov".to_owned())));
    assert!(check("x: y", Some(" ")).is_ok());
}

fn policies() -> impl Strategy<Value = String> {
    let name = "(default|script|style|connect|frame|child|img)-src|(script|style)-src-elem|sandbox|base-uri";
    let source =
        "'(none|self|unsafe-eval|wasm-unsafe-eval|unsafe-inline)'|\\*|https:|[a-z]{1,5}\\.gov\\.cn(:81)?";
    let directive =
        (name, prop::collection::vec(source, 0..4)).prop_map(|(name, s)| format!("{name} {}", s.join(" ")));
    prop::collection::vec(directive, 0..6).prop_map(|directives| directives.join("; "))
}

proptest! {
    #[test]
    fn no_text_panics(headers in "\\PC{0,400}", policy in "[ -~]{0,200}") {
        let _ = check(&headers, Some(&policy));
        let _ = check(&format!("Content-Security-Policy: {policy}"), Some("https://a.gov.cn"));
    }

    /// Whoever writes what he is told to write has what he wanted.
    #[test]
    fn the_changes_are_enough(policy in policies()) {
        prop_assume!(!policy.contains("sandbox"));
        for tier in [Tier::Snippet, Tier::Element, Tier::Iframe] {
            let told = verdict(&of(&policy), tier).change.join("; ");
            // The first of a name counts, so that the new ones stand first.
            let fixed = of(&format!("{told}; {policy}"));
            prop_assert_eq!(verdict(&fixed, tier).works, Yes, "{:?}: {} -> {}", tier, policy, told);
        }
    }
}
