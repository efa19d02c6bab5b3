//! The screens of both plans, as docs/screenshots shows them; each run leaves them in target/screens to be looked at.

use anyhow::Result;

use crate::support::browser::{Browser, Options};
use crate::support::{UPGRADED, root, service};

#[tokio::test]
async fn both_plans_and_the_chat_fit_a_desk_and_a_phone() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let screens = root().join("target/screens");
    for width in [1040, 320] {
        let browser = Browser::new(Options { width, height: 800, ..Options::default() }).await?;
        for plan in ["gongshu", "shili"] {
            browser.goto(&service.url(&format!("/p/{plan}"))).await?;
            browser.wait_until(UPGRADED).await?;
            browser.screenshot(&screens.join(format!("{plan}-{width}.png"))).await?;
            assert_fits(&browser, plan, width).await?;
        }
        browser.goto(&service.url("/chat?plan=gongshu")).await?;
        let ask = "(document.getElementById('question').value = 'PCT目标是多少', document.getElementById('ask').requestSubmit())";
        browser.eval(ask).await?;
        browser.wait_until("document.querySelector('.said details')").await?;
        browser.screenshot(&screens.join(format!("chat-{width}.png"))).await?;
        assert_fits(&browser, "chat", width).await?;
    }
    Ok(())
}

/// Nothing sticks out sideways, and no text is smaller than 14 px.
async fn assert_fits(browser: &Browser, page: &str, width: u32) -> Result<()> {
    let small = "(() => {
        const roots = [document, ...[...document.querySelectorAll('plan-progress')].map((plan) => plan.shadowRoot)];
        return roots.flatMap((root) => [...root.querySelectorAll('body *, article *')])
            .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
            .filter((element) => element.getClientRects().length && parseFloat(getComputedStyle(element).fontSize) < 14)
            .map((element) => `${element.tagName} ${element.textContent}`) })()";
    assert_eq!(browser.eval(small).await?, serde_json::json!([]), "{page} at {width}");
    let sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(browser.eval(sideways).await?, serde_json::json!(0), "{page} at {width}");
    Ok(())
}
