//! What keeps a pack from being published, each fault alone.

use super::*;

/// A pack that may be published, and each fault alone.
#[test]
fn what_may_not_be_published_is_told_one_by_one() {
    let clean = || Draft::of("bot/tests/packs/qingshan");
    assert_eq!(clean().unpublishable(), "");
    let policy = "policies/qs-support.md";
    let repost = "read = \"repost\"";
    let scheme = "schema = 1\n[[scheme]]\nid = \"s\"\nname = \"检测费减免\"\nfor_whom = \"企业\"\nregion = \"青山县\"\nstatus = \"check\"\nread = \"repost\"\nverified_on = \"2026-11-01\"\n";
    let faq = "+++\nschema = 1\nid = \"f\"\nquestion = \"补助吗？\"\nregion = \"青山县\"\nbasis = [\"qs-support#standards\"]\nverified_on = \"2026-11-01\"\n+++\n不补助。\n";
    let context = "schema = 1\n[[context]]\nid = \"c\"\nindicator = \"i1\"\nmetric = \"演示数\"\nregion = \"青山县\"\nvalue = \"1\"\nunit = \"件\"\nperiod = \"2024\"\nclaim = \"goal\"\ndifference = \"口径不同\"\nsource_title = \"演示\"\nread = \"dataset\"\n";
    let faulty = [
        clean().replacing(
            policy,
            "topics = [\"标",
            "links = [\"http://news.example.com/1\"]\ntopics = [\"标",
        ),
        clean().replacing(policy, "发布标准不补助。", "发布标准不补助，见https://example.com/1。"),
        clean().replacing("replies.toml", "text = \"", "text = \"见http://example.com/2 "),
        clean().replacing(
            "sessions.toml",
            "source_title",
            "links = [\"https://example.com/3\"]\nsource_title",
        ),
        clean().replacing(policy, "read = \"page\"", repost),
        clean().with("schemes.toml", scheme),
        clean().replacing("services.toml", "read = \"page\"", repost),
        clean().with("context.toml", context),
        clean().replacing(policy, "read = \"page\"", repost).with("faq/f.md", faq),
    ];
    let told: Vec<String> = faulty.iter().map(Draft::unpublishable).collect();
    insta::assert_snapshot!(told.join("\n\n"));
    assert!(faulty.iter().all(|draft| draft.load().is_ok()), "all of them may be used");
}

#[test]
fn a_page_of_the_government_or_the_original_lets_a_record_be_published() {
    let repost = || {
        Draft::of("bot/tests/packs/qingshan").replacing("policies/qs-support.md", "\"page\"", "\"repost\"")
    };
    assert!(repost().unpublishable().contains("只据转载页整理"));
    let official = repost().replacing(
        "policies/qs-support.md",
        "topics = [\"标",
        "links = [\"https://www.qingshan.gov.cn/1\"]\nsources = [\"http://example.com/1\"]\nnote = \"见 http://example.com/1\"\ntopics = [\"标",
    );
    assert_eq!(official.unpublishable(), "", "what is never shown may lead anywhere");
    let original = repost().replacing("policies/qs-support.md", "\"repost\"", "\"original\"");
    assert_eq!(original.unpublishable(), "");
    let over = Draft::of("bot/tests/packs/qingshan/policies");
    fs::create_dir(over.0.path().join("policies")).unwrap();
    fs::rename(over.0.path().join("qs-support.md"), over.0.path().join("policies/qs-support.md")).unwrap();
    let folders = [repost(), over].map(|draft| (draft.0.path().to_owned(), draft));
    let paths: Vec<PathBuf> = folders.iter().map(|(path, _)| path.clone()).collect();
    assert!(load_for_publishing(&paths, today()).is_ok(), "a record that replaces one on a re-post");
}

/// The first deployment's re-posts are known, and keep it from being published until their originals were opened.
#[test]
fn the_first_deployment_may_not_be_published_yet() {
    let Faults(faults) = load_for_publishing(&[repository("data/gongshu")], today()).unwrap_err();
    let of = |key: &str| faults.iter().filter(|fault| fault.key == key).count();
    assert!(of("read") > 0, "records on re-posts");
    assert_eq!(of("read") + of("basis") + of("links"), faults.len(), "{}", Faults(faults.clone()));
    assert!(load_for_publishing(&[repository("data/shili")], today()).is_ok());
}
