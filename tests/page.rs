//! What a visitor meets: the portal without scripts, upgraded, by keyboard and pointer, read aloud, and for a long time.

use anyhow::Result;
use serde_json::json;

use crate::support::browser::{Browser, Options};
use crate::support::portal::{Embedding, PLAIN_PAGE, SNIPPET};
use crate::support::{axe, cycles, service};

const BOTH: &str = "[...document.querySelectorAll('plan-progress')].length === 2
    && [...document.querySelectorAll('plan-progress')].every((plan) => plan.shadowRoot?.querySelector('article'))";

/// Opens the portal and brings both plans near the view, for nothing is loaded before.
async fn open_portal(browser: &Browser, url: &str) -> Result<()> {
    browser.goto(url).await?;
    // The first plan may grow while it is upgraded and push the second out of view again.
    let second = "(() => { const plan = document.querySelectorAll('plan-progress')[1];
        plan.scrollIntoView();
        return Boolean(plan.shadowRoot?.querySelector('article')) })()";
    browser.wait_until(second).await?;
    browser.eval("scrollTo(0, 0), 1").await?;
    browser.wait_until(BOTH).await
}

/// Shows an element's shadow root in a script as `plan`.
fn within(plan: &str, expression: &str) -> String {
    format!(
        "(() => {{ const plan = document.querySelector('plan-progress[src*=\"{plan}\"]').shadowRoot; return {expression} }})()"
    )
}

#[tokio::test]
async fn without_scripts_the_portal_shows_both_plans() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let plan = service.json("/api/v1/plans/gongshu").await?;
    let browser = Browser::new(Options { javascript: false, ..Options::default() }).await?;
    browser.goto(&service.url("/")).await?;
    let text = browser.text("document.body.innerText").await?;
    let indicators = plan["indicators"].as_array().unwrap();
    assert_eq!(indicators.len(), 9);
    for indicator in indicators {
        assert!(text.contains(indicator["name"]["zh"].as_str().unwrap()), "{indicator}");
    }
    for words in
        ["完成数据尚未录入", "依据征求意见稿整理", "演示", "达到 5 项（其中 1 项为初步数），未达到 1 项"]
    {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    axe::assert_none(&browser, "the portal without scripts").await
}

#[tokio::test]
async fn the_upgraded_portal_has_no_fault_that_axe_sees() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    for width in [1040, 320] {
        let browser = Browser::new(Options { width, ..Options::default() }).await?;
        for path in ["/", "/p/gongshu", "/p/shili", "/p/shili?lang=en", "/chat"] {
            if path == "/" {
                open_portal(&browser, &service.url(path)).await?;
            } else {
                browser.goto(&service.url(path)).await?;
            }
            axe::assert_none(&browser, &format!("{path} at {width}")).await?;
            let sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            if path != "/" {
                assert_eq!(browser.eval(sideways).await?, json!(0), "{path} scrolls sideways at {width}");
            }
        }
        let errors = browser.console_errors().await?;
        assert!(errors.iter().all(|entry| entry.message.contains("favicon")), "{errors:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_visitor_filters_searches_opens_and_changes_the_language() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = Browser::new(Options::default()).await?;
    open_portal(&browser, &service.url("/")).await?;
    let rows = "plan.querySelectorAll('[id^=\"zc-shili-i\"]').length";
    assert_eq!(browser.eval(&within("shili", rows)).await?, json!(10));

    browser.eval(&within("shili", "plan.querySelector('.zc-filters [data-status=missed]').click()")).await?;
    browser.wait_until(&within("shili", &format!("{rows} === 1"))).await?;
    assert_eq!(
        browser.text(&within("shili", "plan.querySelector('.zc-status').dataset.status")).await?,
        "missed"
    );
    let gongshu = "plan.querySelectorAll('[id^=\"zc-gongshu-i\"]').length";
    assert_eq!(browser.eval(&within("gongshu", gongshu)).await?, json!(9), "the other plan is left alone");
    browser.eval(&within("shili", "plan.querySelector('.zc-filters button').click()")).await?;
    browser.wait_until(&within("shili", &format!("{rows} === 10"))).await?;

    let typed = "(plan.querySelector('input').value = '宣讲',
        plan.querySelector('input').dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })))";
    browser.eval(&within("shili", typed)).await?;
    browser.wait_until(&within("shili", &format!("{rows} === 1"))).await?;
    assert!(
        browser
            .text(&within("shili", "plan.querySelector('[role=status]').textContent"))
            .await?
            .contains('1')
    );

    browser.eval(&within("shili", "plan.querySelector('summary').click()")).await?;
    assert_eq!(browser.eval(&within("shili", "plan.querySelector('details').open")).await?, json!(true));
    assert!(
        browser.text(&within("shili", "plan.querySelector('blockquote').innerText")).await?.contains("宣讲")
    );

    browser.eval(&within("shili", "plan.querySelector('button[lang=en], [lang=en] button').click()")).await?;
    browser.wait_until(&within("shili", "plan.querySelector('article').lang === 'en'")).await?;
    assert_eq!(browser.eval(&within("shili", rows)).await?, json!(1), "the search stays");
    axe::assert_none(&browser, "the portal in use").await
}

#[tokio::test]
async fn a_visitor_asks_and_gets_an_answer_with_its_source() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&service.url("/chat?plan=gongshu")).await?;
    let ask = "(document.getElementById('question').value = '费减比例是多少', document.getElementById('ask').requestSubmit())";
    browser.eval(ask).await?;
    browser.wait_until("document.querySelector('.said details')").await?;
    let said = browser.text("document.querySelector('.said').innerText").await?;
    assert!(said.contains("85%") && said.contains("依据"), "{said}");
    axe::assert_none(&browser, "the chat with an answer").await
}

/// Bytes that may stay of an element, of the JavaScript heap and of the wasm's memory: Yew never lets go of the closures
/// of a root. Both are about half of it.
const STAYS: u64 = 2048;

/// A portal that comes and goes: nothing of an element stays, and the page's memory is bounded.
#[tokio::test]
async fn a_thousand_elements_leave_nothing_behind() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let left = cycles::run(&service, 1000).await?;
    assert_eq!((left.elements, left.observers, left.timers), (0, 0, 0), "{left:?}");
    assert!(left.heap_growth() <= STAYS, "{} bytes stay of each: {left:?}", left.heap_growth());
    assert!(left.wasm_growth() <= STAYS, "{} bytes stay of each: {left:?}", left.wasm_growth());
    Ok(())
}

/// A page that shows the same plan many times: each works for itself.
#[tokio::test]
async fn fifty_elements_on_a_page_all_work_and_a_search_is_in_one_alone() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let mut embedding = Embedding::new(&service.origin(), "", None);
    embedding.snippet = None;
    let snippet = service.text("/p/shili/snippet").await?;
    embedding.page = PLAIN_PAGE.replace(SNIPPET, &snippet.repeat(50)).replace(
        "</head>",
        "<link rel=\"stylesheet\" href=\"/embed/v1/widget.css\">\
         <script type=\"module\" src=\"/embed/v1/plan-progress.js\"></script></head>",
    );
    let portal = embedding.serve().await?;
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&portal.page()).await?;
    // Each is only loaded when it comes near the view.
    for at in 0..50 {
        let works = format!(
            "(() => {{
                const all = document.querySelectorAll('plan-progress');
                all[{at}].scrollIntoView();
                return all.length === 50 && !!all[{at}].shadowRoot?.querySelector('input') }})()"
        );
        browser.wait_until(&works).await?;
    }
    let rows = "[...document.querySelectorAll('plan-progress')].map(({ shadowRoot }) =>
        shadowRoot.querySelectorAll('[id^=\"zc-shili-i\"]').length)";
    let search = "(() => {
        const input = document.querySelectorAll('plan-progress')[20].shadowRoot.querySelector('input');
        input.value = '宣讲';
        input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })) })()";
    browser.eval(search).await?;
    browser.wait_until(&format!("{rows}[20] === 1")).await?;
    let mut expected = vec![10; 50];
    expected[20] = 1;
    assert_eq!(browser.eval(rows).await?, json!(expected));
    Ok(())
}

/// What a visitor without scripts downloads: the content and its style sheet.
#[tokio::test]
async fn the_static_overview_weighs_at_most_twelve_kilobytes() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    for plan in ["gongshu", "shili"] {
        let mut total = 0;
        for path in [format!("/p/{plan}/snippet"), "/embed/v1/widget.css".to_owned()] {
            let request = crate::support::http().get(service.url(&path)).header("accept-encoding", "br");
            let response = request.send().await?.error_for_status()?;
            assert_eq!(response.headers()["content-encoding"], "br", "{path}");
            total += response.bytes().await?.len();
        }
        assert!(total <= 12_000, "{plan} weighs {total} bytes");
    }
    Ok(())
}
