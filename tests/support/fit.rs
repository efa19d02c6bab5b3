//! Whether a page fits its window: nothing sticks out sideways, no text and no target is too small.

use anyhow::Result;
use serde_json::json;

use super::browser::Browser;

/// What must not be smaller, in pixels of CSS.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Least {
    /// Text.
    pub(crate) text: u32,
    /// Buttons, fields, and links that are not within a sentence.
    pub(crate) target: u32,
}

/// Any page.
pub(crate) const PLAIN: Least = Least { text: 14, target: 24 };
/// 关怀版.
pub(crate) const CARE: Least = Least { text: 18, target: 44 };

/// All elements that are shown, in shadow trees too.
const SHOWN: &str = "[document, ...[...document.querySelectorAll('plan-progress')].flatMap(({ shadowRoot }) => shadowRoot ?? [])]
    .flatMap((root) => [...root.querySelectorAll('article *')])
    .filter((element) => element.getClientRects().length)";

/// Checks what stands inside the views of a page.
pub(crate) async fn assert_fits(browser: &Browser, page: &str, least: Least) -> Result<()> {
    let Least { text, target } = least;
    // What is clipped to one pixel is there to be heard.
    let heard = "element.closest('.zc-hidden, .zc-columns') && element.getBoundingClientRect().width < 2";
    let small = format!(
        "{SHOWN}.filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
            .filter((element) => !({heard}))
            .map((element) => [element, parseFloat(getComputedStyle(element).fontSize)
                * (element.ownerSVGElement ? element.ownerSVGElement.getScreenCTM().a : 1)])
            .filter(([, size]) => size < {text} - 0.01)
            .map(([element, size]) => `${{element.tagName}} ${{size}} ${{element.textContent}}`)"
    );
    assert_eq!(browser.eval(&small).await?, json!([]), "text on {page}");
    let narrow = format!(
        "{SHOWN}.filter((element) => element.matches('button, input, summary, li > a, .zc-line > a'))
            .map((element) => [element, element.getBoundingClientRect()])
            .filter(([, {{ height }}]) => height < {target} - 0.01)
            .map(([element, {{ height }}]) => `${{element.tagName}} ${{height}} ${{element.textContent}}`)"
    );
    assert_eq!(browser.eval(&narrow).await?, json!([]), "targets on {page}");
    let sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(browser.eval(sideways).await?, json!(0), "{page} scrolls sideways");
    Ok(())
}
