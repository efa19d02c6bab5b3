//! What the owner of a firm finds.

use scraper::{Html, Selector};
use shared::offers::Offers;

use super::*;

fn offers(plan: &str) -> Offers {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data").join(plan);
    let pack = pack::load(&[folder], today()).unwrap().remove(0);
    pack.offers(pack.day(today()))
}

/// The texts of all elements that a selector finds, without the labels that repeat the heads of the columns.
fn texts(html: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let label = Selector::parse(".zc-label").unwrap();
    let text = |element: scraper::ElementRef<'_>| {
        let label: String = element.select(&label).flat_map(|label| label.text()).collect();
        let text: String = element.text().collect();
        text.strip_prefix(&label).unwrap_or(&text).trim().to_owned()
    };
    page.select(&Selector::parse(selector).unwrap()).map(text).collect()
}

#[tokio::test]
async fn an_owner_in_gongshu_sees_each_amount_as_recorded_with_its_basis() {
    let offers = offers("gongshu");
    for address in ["/p/gongshu/schemes", "/p/gongshu/schemes/snippet", "/p/gongshu/schemes?lang=en"] {
        let page = visitor("").opens(address).await;
        assert_eq!(page.status, StatusCode::OK);
        for scheme in offers.open.iter().chain(&offers.ended) {
            let row = format!("#zc-gongshu-scheme-{}", scheme.id);
            let cell = |name: &str| texts(&page.body, &format!("{row} .{name}")).remove(0);
            let unpublished = if address.ends_with("en") { "not published" } else { "未公布" };
            assert_eq!(cell("zc-amount"), scheme.amount.as_deref().unwrap_or(unpublished), "{}", scheme.id);
            assert_eq!(cell("zc-until"), scheme.until.as_deref().unwrap_or(unpublished), "{}", scheme.id);
            assert_eq!(cell("zc-whom"), scheme.for_whom);
            assert!(!scheme.ground.basis.is_empty(), "{} rests on nothing", scheme.id);
            for basis in &scheme.ground.basis {
                let shown = cell("zc-ground");
                let number = basis.number.as_deref().unwrap_or_default();
                assert!(shown.contains(&basis.title) && shown.contains(number), "{shown}");
            }
        }
    }
    assert!(offers.open.len() > 5 && offers.ended.len() > 3, "the pack still holds something to look at");
}

#[tokio::test]
async fn another_places_schemes_are_not_among_gongshus() {
    let mut pack = {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/gongshu");
        pack::load(&[folder], today()).unwrap().remove(0)
    };
    let elsewhere: Vec<String> =
        pack.plan.regions.iter().filter(|r| r.elsewhere).map(|r| r.name.zh.clone()).collect();
    assert!(elsewhere.len() > 10);
    let own = pack.schemes[0].clone();
    pack.schemes.extend(elsewhere.iter().enumerate().map(|(at, region)| shared::policy::Scheme {
        id: format!("foreign-{at}").parse().unwrap(),
        amount: Some("外地补贴999万元".to_owned()),
        region: region.clone(),
        ..own.clone()
    }));
    let desk = Desk::new(Arc::new(pack), today).unwrap();
    let site = Site::new(Arc::new(Desks::new(vec![desk], today)), Vec::new(), "").unwrap();
    let page =
        Visitor(site.router(Router::new(), &Portals::default())).opens("/p/gongshu/schemes").await.body;
    assert!(
        page.contains("专利收费减缴")
            && !page.contains("外地补贴999万元")
            && !page.contains("scheme-foreign-")
    );
    let shili = visitor("").opens("/p/shili/schemes").await.body;
    assert!(shili.contains("演示：质押贷款贴息") && !shili.contains("专利收费减缴"));
}

#[tokio::test]
async fn an_ended_or_drafted_document_is_never_offered_as_current() {
    for plan in ["gongshu", "shili"] {
        for scheme in offers(plan).open {
            assert!(scheme.ground.status.may_apply(), "{}", scheme.id);
            assert!(scheme.ground.basis.iter().all(|basis| basis.status.may_apply()), "{}", scheme.id);
        }
    }
}

#[tokio::test]
async fn a_session_is_listed_with_its_seats_and_fits_into_a_calendar() {
    let visitor = visitor("/zhice");
    let page = visitor.opens("/zhice/p/shili/schemes").await.body;
    let times = texts(&page, ".zc-time .zc-line");
    assert_eq!(
        times,
        ["2025-07-10 14:00—16:00", "2025-09-18 09:30—11:30"],
        "the next first, none that is over"
    );
    assert_eq!(texts(&page, ".zc-seats"), ["60", "40"]);
    assert!(page.contains("href=\"/zhice/sessions/shili-pledge-2025/event.ics\""));
    let file = visitor.opens("/zhice/sessions/shili-pledge-2025/event.ics").await;
    assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
    assert!(file.body.contains("DTSTART;TZID=Asia/Shanghai:20250710T140000\r\n"), "{}", file.body);
    assert!(file.body.contains("SUMMARY:演示"));
    for gone in ["shili-past-2025", "nothing", "%3Cscript%3E"] {
        let seen = visitor.opens(&format!("/zhice/sessions/{gone}/event.ics")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{gone}");
    }
    let gongshu = visitor.opens("/zhice/p/gongshu/schemes").await.body;
    assert!(gongshu.contains("本库没有收录 2026-11-22 以后的培训安排，请向窗口询问。"));
}

#[tokio::test]
async fn the_plan_the_portal_and_the_list_lead_to_each_other() {
    let visitor = visitor("/zhice");
    let portal = visitor.opens("/zhice").await.body;
    assert!(portal.contains("<a href=\"/zhice/p/gongshu/schemes\">企业能办什么</a>"));
    assert!(visitor.opens("/zhice/p/gongshu").await.body.contains("href=\"/zhice/p/gongshu/schemes\""));
    let page = visitor.opens("/zhice/p/gongshu/schemes").await.body;
    for address in ["/zhice/p/gongshu", "/zhice/p/gongshu/schemes?lang=en", "/zhice/embed/v1/widget.css"] {
        assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
    }
    assert!(!page.contains("<script") && !page.contains("<!--#"));
    for nothing in ["/zhice/p/nowhere/schemes", "/zhice/p/nowhere/schemes/snippet", "/zhice/schemes.html"] {
        assert_eq!(visitor.opens(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}
