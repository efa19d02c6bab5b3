//! One cell: a page of a portal, visited once.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use shared::lang::Lang;
use shared::snapshot::Snapshot;
use shared::words;

use crate::support::browser::Browser;
use crate::support::firefox::Firefox;
use crate::support::portal::{Embedding, Portal, SNIPPET};
use crate::support::service::Service;
use crate::support::{GLANCE, PATIENCE};

/// A policy that a portal sends with every response, the frame's page included.
#[derive(Debug)]
pub(super) struct Policy {
    pub(super) name: &'static str,
    pub(super) header: Option<&'static str>,
    /// Whether it lets wasm be compiled.
    pub(super) wasm: bool,
}

pub(super) const POLICIES: [Policy; 5] = [
    Policy { name: "no policy", header: None, wasm: true },
    Policy {
        name: "strict",
        header: Some("default-src 'self'; script-src 'self'; style-src 'self'"),
        wasm: false,
    },
    Policy {
        name: "strict, wasm",
        header: Some("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"),
        wasm: true,
    },
    Policy {
        name: "strict, Trusted Types",
        header: Some(
            "default-src 'self'; script-src 'self'; style-src 'self'; \
             require-trusted-types-for 'script'; trusted-types 'none'",
        ),
        wasm: false,
    },
    Policy {
        name: "strict, wasm, Trusted Types",
        header: Some(
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             require-trusted-types-for 'script'; trusted-types 'none'",
        ),
        wasm: true,
    },
];

/// A way in which a portal shows a plan.
#[derive(Debug)]
pub(super) struct Tier {
    pub(super) name: &'static str,
    /// What the portal includes from the service, if anything.
    include: Option<&'static str>,
    /// What stands in the head and in the body of the portal's page.
    head: &'static str,
    body: &'static str,
    /// Whether a script of ours comes with it.
    pub(super) loads: bool,
}

const STYLE: &str = "<link rel=\"stylesheet\" href=\"/embed/v1/widget.css\">";

pub(super) const TIERS: [Tier; 4] = [
    Tier { name: "plain", include: Some("/p/shili/plain"), head: "", body: SNIPPET, loads: false },
    Tier { name: "snippet", include: Some("/p/shili/snippet"), head: STYLE, body: SNIPPET, loads: false },
    Tier {
        name: "element",
        include: Some("/p/shili/snippet"),
        head: "<link rel=\"stylesheet\" href=\"/embed/v1/widget.css\">\
               <script type=\"module\" src=\"/embed/v1/plan-progress.js\"></script>",
        body: SNIPPET,
        loads: true,
    },
    Tier {
        name: "iframe",
        include: None,
        head: "",
        body: "<iframe src=\"/p/shili\" title=\"方案完成情况\" width=\"100%\" height=\"900\"></iframe>",
        loads: true,
    },
];

/// How a page is visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    pub(super) javascript: bool,
    pub(super) width: u32,
}

pub(super) const VISITS: [Visit; 4] = [
    Visit { javascript: true, width: 1040 },
    Visit { javascript: true, width: 320 },
    Visit { javascript: false, width: 1040 },
    Visit { javascript: false, width: 320 },
];

/// What a visitor finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Whether the widget took the place of the static content.
    pub(super) widget: bool,
    /// How many of the texts are shown, and those that are not.
    pub(super) shown: usize,
    pub(super) missing: Vec<String>,
    /// Errors of the console, each shortened to what it is about.
    pub(super) errors: Vec<String>,
    /// Pixels that stick out sideways, of the portal's page and of the frame's.
    pub(super) sideways: i64,
}

/// What a cell must be, whatever the record says.
pub(super) fn expected(policy: &Policy, tier: &Tier, visit: Visit, texts: usize) -> Found {
    let runs = visit.javascript && tier.loads;
    // The loader tries the policy with eight bytes; browsers tell the console that they were refused.
    let refused = runs && !policy.wasm;
    Found {
        widget: runs && policy.wasm,
        shown: texts,
        missing: Vec::new(),
        errors: refused.then(|| WASM_REFUSED.to_owned()).into_iter().collect(),
        sideways: 0,
    }
}

/// The name of the one error that is expected.
pub(super) const WASM_REFUSED: &str = "wasm refused";

/// What an error is about; `None` where it is none of ours: a browser asks every host for its icon.
pub(super) fn about(error: &str) -> Option<String> {
    if error.contains("favicon.ico") {
        None
    } else if error.contains("WebAssembly") || error.contains("wasm-unsafe-eval") {
        Some(WASM_REFUSED.to_owned())
    } else {
        Some(error.to_owned())
    }
}

/// The texts that every tier shows of a plan: the result, and of each target its name, what is planned and its status.
pub(super) async fn texts(service: &Service) -> Result<Vec<String>> {
    let snapshot: Snapshot = serde_json::from_value(service.json("/api/v1/plans/shili").await?)?;
    let mut texts = vec![words::result_sentence(&snapshot, Lang::Zh)];
    for indicator in &snapshot.indicators {
        texts.push(indicator.name.zh.clone());
        texts.push(words::target(indicator, Lang::Zh));
        texts.push(words::status(indicator.verdict.status, Lang::Zh).to_owned());
    }
    ensure!(texts.iter().all(|text| !text.is_empty()), "a text without words: {texts:?}");
    Ok(texts)
}

/// A portal that shows the plan this way under this policy.
pub(super) async fn portal(service: &Service, policy: &Policy, tier: &Tier) -> Result<Portal> {
    let page = format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>门户</title>{}</head>\
         <body><main><h1>门户</h1>\n{}\n</main></body></html>\n",
        tier.head, tier.body
    );
    let mut embedding = Embedding::new(&service.origin(), "", policy.header);
    embedding.snippet = tier.include.map(str::to_owned);
    embedding.page = page;
    embedding.serve().await
}

/// A browser in which a cell is visited.
pub(super) trait Eyes {
    async fn goto(&self, url: &str) -> Result<()>;
    async fn eval(&self, expression: &str) -> Result<Value>;
    /// The errors that came to the console since the last call.
    async fn errors(&self) -> Result<Vec<String>>;
}

impl Eyes for Browser {
    async fn goto(&self, url: &str) -> Result<()> {
        self.goto(url).await
    }

    async fn eval(&self, expression: &str) -> Result<Value> {
        self.eval(expression).await
    }

    async fn errors(&self) -> Result<Vec<String>> {
        // The loader's own line is a warning.
        let said = self.console().await?.into_iter();
        let said = said.filter(|entry| entry.level == "SEVERE" || entry.message.contains("plan-progress:"));
        Ok(said.map(|entry| entry.message).collect())
    }
}

impl Eyes for Firefox {
    async fn goto(&self, url: &str) -> Result<()> {
        self.goto(url).await
    }

    async fn eval(&self, expression: &str) -> Result<Value> {
        self.eval(expression).await
    }

    async fn errors(&self) -> Result<Vec<String>> {
        self.console_errors().await
    }
}

/// The page that holds the plan: the portal's, or the one in its frame. Then what is shown of it, and where.
const LOOK: &str = "(() => {
    const page = document.querySelector('iframe')?.contentDocument ?? document;
    const element = page.querySelector('plan-progress');
    const shadow = element?.shadowRoot;
    const widget = Boolean(shadow?.querySelector('article') && !shadow.querySelector('slot'));
    const whole = page.readyState === 'complete' && page.querySelector('article, table') !== null;
    const shown = (widget ? shadow.querySelector('article') : page.querySelector('main')).innerText;
    const sideways = [document, page].map(({ documentElement: { scrollWidth, clientWidth } }) => scrollWidth - clientWidth);
    return { widget, whole, shown, sideways: Math.max(...sideways) };
})()";

/// Visits a portal's page and looks until all that must come is there.
pub(super) async fn look(
    eyes: &impl Eyes,
    portal: &Portal,
    texts: &[String],
    wanted: &Found,
) -> Result<Found> {
    eyes.errors().await?;
    eyes.goto(&portal.page()).await?;
    let begun = Instant::now();
    let mut errors = Vec::new();
    loop {
        errors.extend(eyes.errors().await?.iter().filter_map(|error| about(error)));
        errors.dedup();
        let seen = eyes.eval(LOOK).await;
        let there = matches!(&seen, Ok(seen) if seen["whole"] == true && seen["widget"] == wanted.widget);
        let told = errors.len() >= wanted.errors.len();
        if (there && told) || begun.elapsed() > PATIENCE {
            let seen = seen.context("the page cannot be looked at")?;
            return Ok(found(&seen, texts, errors));
        }
        tokio::time::sleep(GLANCE).await;
    }
}

fn found(seen: &Value, texts: &[String], errors: Vec<String>) -> Found {
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let shown = plain(seen["shown"].as_str().unwrap_or_default());
    let missing: Vec<String> = texts.iter().filter(|text| !shown.contains(&plain(text))).cloned().collect();
    Found {
        widget: seen["widget"] == true,
        shown: texts.len() - missing.len(),
        missing,
        errors,
        sideways: seen["sideways"].as_i64().unwrap_or(i64::MAX),
    }
}
