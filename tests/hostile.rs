//! A pack written in bad faith breaks neither the escaping nor the layout of any view.

use std::process::Command;

use anyhow::Result;
use serde_json::json;

use crate::support::browser::{Browser, Options};
use crate::support::hostile::{self, MARKUP};
use crate::support::service::{self, Launch};
use crate::support::validator;
use crate::support::{UPGRADED, fit};

const VIEWS: [&str; 8] = [
    "overview",
    "compact",
    "indicator&indicator=i4",
    "tasks",
    "units",
    "timeline",
    "badge",
    "overview&lang=en",
];

/// Elements and values that only the markup in the texts could have made.
const INJECTED: &str = "(() => {
    const roots = [document, ...[...document.querySelectorAll('plan-progress')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    const made = roots.flatMap((root) => [...root.querySelectorAll('img, script:not([src]), [onerror]')]);
    return [made.map(({ outerHTML }) => outerHTML), typeof hacked] })()";

#[tokio::test]
async fn a_hostile_pack_breaks_neither_escaping_nor_layout() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let pack = hostile::pack(folder.path())?;
    let store = folder.path().join("zhice.db");
    let service = Launch::new(service::zhice()?).data(&pack).store(&store).start().await?;
    let name = service.json("/api/v1/plans/shili").await?["indicators"][0]["name"]["zh"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(name.contains(MARKUP) && name.len() > 300, "the texts came through: {name}");
    for width in [1040, 320] {
        let with = Browser::new(Options { width, ..Options::default() }).await?;
        let without = Browser::new(Options { width, javascript: false, ..Options::default() }).await?;
        for view in VIEWS {
            let page = format!("/p/shili?view={view}");
            for (browser, scripts) in [(&with, true), (&without, false)] {
                let at = format!("{page} at {width}, scripts {scripts}");
                browser.goto(&service.url(&page)).await?;
                if scripts {
                    browser.wait_until(UPGRADED).await?;
                }
                assert_eq!(browser.eval(INJECTED).await?, json!([[], "undefined"]), "{at}");
                fit::assert_fits(browser, &at, fit::PLAIN).await?;
            }
        }
        for page in ["/p/shili/schemes", "/p/shili/schemes?lang=en"] {
            without.goto(&service.url(page)).await?;
            assert_eq!(without.eval(INJECTED).await?, json!([[], "undefined"]), "{page}");
            fit::assert_fits(&without, &format!("{page} at {width}"), fit::PLAIN).await?;
        }
    }
    let mut pages = Vec::new();
    for view in VIEWS {
        pages.push((view.to_owned(), service.text(&format!("/p/shili?view={view}")).await?));
    }
    pages.push(("schemes".to_owned(), service.text("/p/shili/schemes").await?));
    validator::assert_valid(&pages)
}

/// What turns the direction of the words after it would make a page say something else than its source.
#[test]
fn a_pack_with_controls_of_direction_is_refused() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let pack = hostile::large_pack(folder.path(), 0)?;
    let file = pack.join("plan.toml");
    let plan = std::fs::read_to_string(&file)?;
    for control in ["\u{202e}", "\u{2066}"] {
        std::fs::write(&file, plan.replacen("title = \"", &format!("title = \"{control}"), 1))?;
        let checked = Command::new(service::zhice()?).args(["check", "--data"]).arg(&pack).output()?;
        let said = String::from_utf8_lossy(&[checked.stdout, checked.stderr].concat()).into_owned();
        let named =
            control.escape_unicode().to_string().to_uppercase().replace("\\U{", "U+").replace('}', "");
        assert!(!checked.status.success() && said.contains(&named), "{named}: {said}");
    }
    Ok(())
}

/// The static content has all of them; the widget leaves so many alone (tests/loader.rs).
#[tokio::test]
async fn ten_thousand_tasks_are_shown() -> Result<()> {
    const TASKS: usize = 10_000;
    let folder = tempfile::tempdir()?;
    let pack = hostile::large_pack(folder.path(), TASKS)?;
    let service = Launch::new(service::zhice()?).data(&pack).start().await?;
    // One visit: a page of eight megabytes slows down whatever runs beside it.
    let browser = Browser::new(Options { width: 320, javascript: false, ..Options::default() }).await?;
    browser.goto(&service.url("/p/shili?view=tasks")).await?;
    let rows = "document.querySelectorAll('plan-progress .zc-tasks .zc-row').length";
    assert!(browser.eval(rows).await?.as_u64().unwrap_or_default() >= TASKS as u64);
    let sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(browser.eval(sideways).await?, json!(0));
    Ok(())
}
