//! Every view in every look: what it says is what the snapshot says, it fits, and axe sees no fault.

use anyhow::Result;
use serde_json::json;
use shared::lang::{Lang, Text};
use shared::snapshot::{IndicatorView, Mode, Snapshot, TaskView};
use shared::words;

use crate::support::browser::{Browser, Options};
use crate::support::fit::{self, Least};
use crate::support::{UPGRADED, axe, root, service};

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

#[tokio::test]
async fn every_view_fits_in_every_look_and_axe_sees_no_fault() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let screens = root().join("target/screens/views");
    std::fs::create_dir_all(&screens)?;
    for width in [1040, 320] {
        let browser = Browser::new(Options { width, ..Options::default() }).await?;
        for view in VIEWS {
            let name = name_of(view);
            for (looks, look, least) in LOOKS {
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
                for (const own of article.querySelectorAll('.zc-tools, .zc-opener')) own.remove();
                return article.textContent })()",
            )
            .await?;
        assert_eq!(said, again, "{view}");
    }
    Ok(())
}

/// What the JSON knows of a target beyond its name, in the public words.
fn of_target(target: &IndicatorView, mode: Mode) -> Vec<String> {
    let mut said = vec![target.quote.clone(), target.locator.clone(), words::target(target, Lang::Zh)];
    said.extend(
        [&target.notes, &target.explained, &target.remarks, &target.context].into_iter().flatten().map(zh),
    );
    if mode != Mode::Promise {
        said.push(words::status(target.verdict.status, Lang::Zh).to_owned());
    }
    for reading in &target.readings {
        said.push(words::reading(target, reading, Lang::Zh));
        said.push(reading.source.title.clone());
        said.extend([&reading.reason, &reading.next_step, &reading.note].into_iter().flatten().cloned());
    }
    said
}

fn of_task(task: &TaskView, mode: Mode) -> Vec<String> {
    let mut said = vec![task.number.clone(), task.title.zh.clone()];
    said.extend(task.units.iter().chain(&task.lead).chain(&task.summary).cloned());
    if mode != Mode::Promise {
        said.push(words::task_state(task.state, Lang::Zh).to_owned());
    }
    if let Some(report) = &task.report {
        said.extend([report.text.clone(), report.source.title.clone()]);
        said.extend(report.reason.clone());
    }
    said
}

fn zh(text: &Text) -> String {
    text.zh.clone()
}

/// What a view has to say of a plan.
fn facts(view: &str, plan: &Snapshot) -> Vec<String> {
    let names = || plan.indicators.iter().map(|target| target.name.zh.clone());
    let targets = || plan.indicators.iter().flat_map(|target| of_target(target, plan.mode));
    let tasks = || plan.tasks.iter().flat_map(|task| of_task(task, plan.mode));
    let units = || plan.units.iter().map(|unit| unit.name.zh.clone());
    let result = words::result_sentence(plan, Lang::Zh);
    match view {
        "overview" => {
            let safeguards = plan.safeguards.iter().map(|safeguard| safeguard.title.zh.clone());
            [result]
                .into_iter()
                .chain(names())
                .chain(targets())
                .chain(tasks())
                .chain(units())
                .chain(safeguards)
                .collect()
        }
        "compact" | "badge" => {
            let names = names().filter(|_| view == "compact");
            [result].into_iter().chain(names).collect()
        }
        "tasks" => tasks().collect(),
        "units" => units().collect(),
        "timeline" => {
            let reports = plan.tasks.iter().filter_map(|task| task.report.as_ref());
            names().chain(reports.map(|report| report.as_of.to_string())).collect()
        }
        _ => unreachable!("{view}"),
    }
}

#[tokio::test]
async fn every_view_says_what_the_json_says() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let browser = Browser::new(Options { javascript: false, ..Options::default() }).await?;
    for plan in ["shili", "gongshu"] {
        let snapshot: Snapshot =
            serde_json::from_value(service.json(&format!("/api/v1/plans/{plan}")).await?)?;
        let one = snapshot.indicators.iter().map(|target| {
            let said = of_target(target, snapshot.mode);
            (format!("view=indicator&indicator={}", target.id), said)
        });
        let views = ["overview", "compact", "badge", "tasks", "units", "timeline"];
        let all = views.iter().map(|view| (format!("view={view}"), facts(view, &snapshot)));
        for (view, facts) in all.chain(one) {
            browser.goto(&service.url(&format!("/p/{plan}?{view}"))).await?;
            let page = browser.text("document.querySelector('plan-progress').textContent").await?;
            let page = without_spaces(&page);
            assert!(!facts.is_empty());
            for fact in facts {
                assert!(page.contains(&without_spaces(&fact)), "{plan} {view} does not say “{fact}”");
            }
        }
    }
    Ok(())
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

#[tokio::test]
async fn forced_colours_keep_every_mark_and_bar() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    for width in [1040, 320] {
        let browser = Browser::new(Options { width, ..Options::default() }).await?;
        let features = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
        browser.cdp("Emulation.setEmulatedMedia", features).await?;
        for view in VIEWS {
            browser.goto(&service.url(&format!("/p/shili?{view}"))).await?;
            browser.wait_until(UPGRADED).await?;
            let file = format!("target/screens/views/{}-forced-{width}.png", name_of(view));
            browser.screenshot(&root().join(file)).await?;
            assert_eq!(browser.eval(UNSEEN).await?, json!(0), "{view} at {width}");
        }
    }
    // A mark in the colour of the page is seen to be missing.
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&service.url("/p/shili")).await?;
    browser.wait_until(UPGRADED).await?;
    browser
        .eval(
            "(() => { const sheet = new CSSStyleSheet();
            sheet.replaceSync('article .zc-mark.zc-mark { color: #fff !important }');
            document.querySelector('plan-progress').shadowRoot.adoptedStyleSheets.push(sheet) })()",
        )
        .await?;
    assert_ne!(browser.eval(UNSEEN).await?, json!(0));
    Ok(())
}

/// How many marks and bars have neither fill nor outline nor ink that differs from the page's own colour.
const UNSEEN: &str =
    "(() => { const article = document.querySelector('plan-progress').shadowRoot.querySelector('article');
    const page = getComputedStyle(article).backgroundColor;
    return [...article.querySelectorAll('.zc-bars, .zc-gaps, .zc-goal, .zc-mark')].filter((element) => {
        const { fill, stroke, color } = getComputedStyle(element);
        const ink = element.matches('.zc-bars') ? fill : element.matches('.zc-mark') ? color : stroke;
        return ink === page || ink === 'none';
    }).length })()";

/// What a view's screens are called.
fn name_of(view: &str) -> &str {
    view.trim_start_matches("view=").split(['&', '=']).next().unwrap_or_default()
}
