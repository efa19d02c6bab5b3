//! What showing the plan takes once everything is there, and the longest tasks of a page's beginning.

use std::fmt::Write as _;

use anyhow::Result;
use serde_json::{Value, json};

use super::{element, peer, speed::VISITS};
use crate::support::browser::{Browser, Options};
use crate::support::portal::Portal;
use crate::support::service::Service;

/// From the data as it came to a tree of elements, laid out; the middle of eleven, in microseconds.
const MIDDLE: &str = "const times = [];
    for (let turn = 0; turn < 11; turn += 1) {
        const root = document.createElement('div');
        document.querySelector('main').append(root);
        const begun = performance.now();
        await show(root);
        if (root.getBoundingClientRect().height < 100) throw Error('nothing is laid out');
        times.push(performance.now() - begun);
        root.remove();
    }
    return Math.round(times.sort((one, other) => one - other)[5] * 10) / 10;";

pub(super) async fn section(service: &Service) -> Result<String> {
    let ours = format!(
        "(async () => {{
            const named = (end) => performance.getEntriesByType('resource').map(({{ name }}) => name).find((name) => name.endsWith(end));
            const {{ mount }} = await import(named('/widget.js'));
            const data = new Uint8Array(await (await fetch(named('snapshot.bin'))).arrayBuffer());
            const {{ port1, port2 }} = new MessageChannel();
            const show = async (host) => {{
                const root = document.createElement('div');
                const handle = mount(root, host, data, 'zh-CN', '');
                // Yew renders in microtasks of its own.
                const until = async (selector) => {{
                    for (let task = 0; !root.querySelector(selector); task += 1) {{
                        if (task > 200) throw Error(`no ${{selector}} was shown`);
                        await new Promise((done) => {{ port1.onmessage = done; port2.postMessage(0); }});
                    }}
                }};
                await until('article');
                host.attachShadow({{ mode: 'open' }}).append(root);
                handle.update('zh-CN', '');
                await until('details > dl');
            }};
            {MIDDLE} }})()"
    );
    let theirs = format!(
        "(async () => {{
            const {{ mount }} = await import('/peer.js');
            const data = await (await fetch('/api/v1/plans/shili')).text();
            const show = async (root) => mount(root, data);
            {MIDDLE} }})()"
    );
    let mut text = String::from(
        "\n## Showing the plan once everything is there, and long tasks\n\n\
         Milliseconds from the data to a laid-out tree, the middle of 11; and the longest task of each of 5 first visits at full speed, 0 where none took 50 ms.\n\n\
         | | full speed | processor four times slower | longest tasks |\n| --- | --- | --- | --- |\n",
    );
    let widget = "document.querySelector('plan-progress').shadowRoot?.querySelector('input')";
    let shown = "document.querySelector('#plan input')";
    let pages = [
        ("the widget, all views of the overview", element(service).await?, ours, widget),
        ("preact", peer(service, "preact").await?, theirs.clone(), shown),
        ("lit", peer(service, "lit").await?, theirs, shown),
    ];
    for (name, portal, script, ready) in pages {
        let long = longest_tasks(&portal, ready).await?;
        let fast = times(&portal, &script, ready, 1).await?;
        let slow = times(&portal, &script, ready, 4).await?;
        let _ = writeln!(text, "| {name} | {fast} | {slow} | {long} |");
    }
    Ok(text)
}

async fn times(portal: &Portal, script: &str, ready: &str, rate: u32) -> Result<Value> {
    let browser = Browser::new(Options::default()).await?;
    browser.goto(&portal.page()).await?;
    browser.wait_until(ready).await?;
    browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await?;
    browser.eval(script).await
}

/// Milliseconds of the longest task of each visit, from the beginning until a visitor can search, the shortest first; 0
/// where none took 50 ms.
async fn longest_tasks(portal: &Portal, ready: &str) -> Result<String> {
    let mut longest = Vec::new();
    for _ in 0..VISITS {
        longest.push(longest_task(portal, ready).await?);
    }
    longest.sort_unstable();
    Ok(longest.iter().map(u64::to_string).collect::<Vec<_>>().join(", "))
}

async fn longest_task(portal: &Portal, ready: &str) -> Result<u64> {
    let browser = Browser::new(Options::default()).await?;
    let observe = "globalThis.long = [];
        new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => Math.round(duration))))
            .observe({ type: 'longtask', buffered: true })";
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": observe })).await?;
    browser.goto(&portal.page()).await?;
    browser.wait_until(ready).await?;
    browser.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))").await?;
    let long = browser.eval("long").await?;
    Ok(long.as_array().map_or(&[][..], Vec::as_slice).iter().filter_map(Value::as_u64).fold(0, u64::max))
}
