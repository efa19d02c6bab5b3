//! What showing the plan takes once everything is there, and the longest tasks of a page's beginning.

use std::fmt::Write as _;

use anyhow::Result;
use serde_json::{Value, json};

use super::{element, peer};
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
                host.attachShadow({{ mode: 'open' }}).append(root);
                mount(root, data, 'zh-CN');
                // Yew renders in microtasks of its own.
                for (let task = 0; !root.firstChild; task += 1) {{
                    if (task > 200) throw Error('nothing was shown');
                    await new Promise((done) => {{ port1.onmessage = done; port2.postMessage(0); }});
                }}
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
         Milliseconds from the data to a laid-out tree, the middle of 11; and the tasks over 50 ms of a first visit at full speed, with the longest.\n\n\
         | | full speed | processor four times slower | tasks over 50 ms | longest |\n| --- | --- | --- | --- | --- |\n",
    );
    let widget = "document.querySelector('plan-progress').shadowRoot?.querySelector('input')";
    let shown = "document.querySelector('#plan input')";
    let pages = [
        ("the widget, all views of the overview", element(service).await?, ours, widget),
        ("preact", peer(service, "preact").await?, theirs.clone(), shown),
        ("lit", peer(service, "lit").await?, theirs, shown),
    ];
    for (name, portal, script, ready) in pages {
        let long = long_tasks(&portal, ready).await?;
        let fast = times(&portal, &script, ready, 1).await?;
        let slow = times(&portal, &script, ready, 4).await?;
        let longest = long.iter().copied().fold(0, u64::max);
        let _ = writeln!(text, "| {name} | {fast} | {slow} | {} | {longest} |", long.len());
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

/// Milliseconds of each task over 50 ms, from the beginning until a visitor can search.
async fn long_tasks(portal: &Portal, ready: &str) -> Result<Vec<u64>> {
    let browser = Browser::new(Options::default()).await?;
    let observe = "globalThis.long = [];
        new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => Math.round(duration))))
            .observe({ type: 'longtask', buffered: true })";
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": observe })).await?;
    browser.goto(&portal.page()).await?;
    browser.wait_until(ready).await?;
    browser.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))").await?;
    let long = browser.eval("long").await?;
    Ok(long.as_array().map_or(&[][..], Vec::as_slice).iter().filter_map(Value::as_u64).collect())
}
