//! Every view in every look: what it says is what the snapshot says, it fits, and axe sees no fault.

use anyhow::Result;
use serde_json::{Value, json};

use crate::support::browser::{Browser, Options};
use crate::support::fit::{self, Least};
use crate::support::{axe, root, service};

/// The parameters of every view of the demonstration plan.
const VIEWS: [&str; 8] = [
    "view=overview",
    "view=compact",
    "view=indicator&indicator=i4",
    "view=tasks",
    "view=units",
    "unit=%E7%A4%BA%E4%BE%8B%E5%8C%BA%E5%8F%B8%E6%B3%95%E5%B1%80",
    "view=timeline",
    "view=badge",
];

/// Every look: its name, its parameters, and what is the least in it.
const LOOKS: [(&str, &str, Least); 4] = [
    ("light", "", fit::PLAIN),
    ("care", "&mode=care", fit::CARE),
    ("dark", "&theme=dark", fit::PLAIN),
    ("care-dark-en", "&mode=care&theme=dark&lang=en", fit::CARE),
];

const UPGRADED: &str = "document.querySelector('plan-progress').shadowRoot?.querySelector('article')";

#[tokio::test]
async fn every_view_fits_in_every_look_and_axe_sees_no_fault() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let screens = root().join("target/screens/views");
    std::fs::create_dir_all(&screens)?;
    for width in [1040, 320] {
        let browser = Browser::new(Options { width, ..Options::default() }).await?;
        for view in VIEWS {
            let name = view.trim_start_matches("view=").split(['&', '=']).next().unwrap_or_default();
            // At a desk one look of large type and one of the usual; on a phone all of them.
            for (looks, look, least) in LOOKS.into_iter().take(if width == 320 { 4 } else { 2 }) {
                let page = format!("/p/shili?{view}{look}");
                browser.goto(&service.url(&page)).await?;
                browser.wait_until(UPGRADED).await?;
                axe::assert_none(&browser, &format!("{page} at {width}")).await?;
                fit::assert_fits(&browser, &format!("{page} at {width}"), least).await?;
                browser.screenshot(&screens.join(format!("{name}-{looks}-{width}.png"))).await?;
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_list_of_offers_fits_in_every_look_and_axe_sees_no_fault() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    for width in [1040, 320] {
        let browser = Browser::new(Options { width, javascript: false, ..Options::default() }).await?;
        for plan in ["gongshu", "shili"] {
            for (_, look, least) in LOOKS {
                let page = format!("/p/{plan}/schemes?{}", look.trim_start_matches('&'));
                browser.goto(&service.url(&page)).await?;
                axe::assert_none(&browser, &format!("{page} at {width}")).await?;
                fit::assert_fits(&browser, &format!("{page} at {width}"), least).await?;
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_view_says_the_same_with_scripts_and_without() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let plain = Browser::new(Options { javascript: false, ..Options::default() }).await?;
    let upgraded = Browser::new(Options::default()).await?;
    for view in VIEWS {
        let url = service.url(&format!("/p/shili?{view}"));
        plain.goto(&url).await?;
        let said = plain.text("document.querySelector('plan-progress').textContent").await?;
        upgraded.goto(&url).await?;
        upgraded.wait_until(UPGRADED).await?;
        // The controls are all that there is more of.
        let again = upgraded
            .text(
                "(() => { const article = document.querySelector('plan-progress').shadowRoot.querySelector('article');
                article.querySelector('.zc-tools')?.remove();
                return article.textContent })()",
            )
            .await?;
        assert_eq!(said, again, "{view}");
    }
    Ok(())
}

#[tokio::test]
async fn the_text_of_every_view_is_in_the_json() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let plan = service.json("/api/v1/plans/shili").await?;
    let names = |list: &str, key: &str| -> Vec<String> {
        let named = |item: &Value| item[key]["zh"].as_str().unwrap().to_owned();
        plan[list].as_array().unwrap().iter().map(named).collect()
    };
    let (targets, tasks, units) =
        (names("indicators", "name"), names("tasks", "title"), names("units", "name"));
    for (view, has) in [
        ("view=overview", [&targets, &tasks, &units].as_slice()),
        ("view=compact", &[&targets]),
        ("view=tasks", &[&tasks]),
        ("view=units", &[&units]),
        ("view=timeline", &[&targets]),
    ] {
        let html = service.get(&format!("/p/shili/snippet?{view}")).await?.text().await?;
        for name in has.iter().copied().flatten() {
            assert!(html.contains(name.as_str()), "{name} is not in {view}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn forced_colours_keep_every_mark_and_bar() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = Browser::new(Options { width: 320, ..Options::default() }).await?;
    let features = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
    browser.cdp("Emulation.setEmulatedMedia", features).await?;
    browser.goto(&service.url("/p/shili")).await?;
    browser.wait_until(UPGRADED).await?;
    browser.screenshot(&root().join("target/screens/views/overview-forced-320.png")).await?;
    // Fill and outline in one of the system's colours, which differ from the page's own.
    let unseen = "(() => { const article = document.querySelector('plan-progress').shadowRoot.querySelector('article');
        const page = getComputedStyle(article).backgroundColor;
        return [...article.querySelectorAll('.zc-bars, .zc-gaps, .zc-goal, .zc-mark')].filter((element) => {
            const { fill, stroke, color } = getComputedStyle(element);
            const ink = element.matches('.zc-bars') ? fill : element.matches('.zc-mark') ? color : stroke;
            return ink === page || ink === 'none';
        }).length })()";
    assert_eq!(browser.eval(unseen).await?, json!(0));
    Ok(())
}
