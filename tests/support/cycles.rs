//! Elements that come and go, many times over, and what of them stays.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::browser::{Browser, Options};
use super::service::Service;

/// Cycles between two looks at the memory.
const ROUND: u64 = 100;

/// What stays of elements after all of them are gone.
#[derive(Clone, Debug)]
pub(crate) struct Left {
    pub(crate) elements: u64,
    /// Observers that still observe something, and timers that have yet to fire, beyond those of the page itself.
    pub(crate) observers: i64,
    pub(crate) timers: i64,
    /// Bytes in use after each round.
    heap: Vec<u64>,
    wasm: Vec<u64>,
}

impl Left {
    /// Bytes of the JavaScript heap that a cycle leaves, from the second round on: the first warms up.
    pub(crate) fn heap_growth(&self) -> u64 {
        growth(&self.heap)
    }

    /// Bytes that the memory of the wasm grows by with a cycle.
    pub(crate) fn wasm_growth(&self) -> u64 {
        growth(&self.wasm)
    }
}

fn growth(rounds: &[u64]) -> u64 {
    let cycles = ROUND * (rounds.len() as u64).saturating_sub(2);
    rounds[rounds.len() - 1].saturating_sub(rounds[1]).div_ceil(cycles.max(1))
}

/// Counts what the page's scripts start and end, from before the first of them.
const COUNT: &str = "(() => {
    const left = globalThis.left = { observers: 0, timers: 0 };
    for (const name of ['IntersectionObserver', 'ResizeObserver', 'MutationObserver']) {
        const Base = globalThis[name];
        globalThis[name] = class extends Base {
            #on = false;
            #set(on) { left.observers += Number(on) - Number(this.#on); this.#on = on }
            observe(...parts) { this.#set(true); return super.observe(...parts) }
            disconnect() { this.#set(false); return super.disconnect() }
        };
    }
    for (const [start, end] of [['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval']]) {
        const [begin, stop] = [globalThis[start], globalThis[end]];
        const waiting = new Set();
        globalThis[start] = (work, ...rest) => {
            const id = begin((...parts) => {
                if (start === 'setTimeout' && waiting.delete(id)) left.timers -= 1;
                work(...parts);
            }, ...rest);
            waiting.add(id);
            left.timers += 1;
            return id;
        };
        globalThis[end] = (id) => { if (waiting.delete(id)) left.timers -= 1; stop(id) };
    }
})()";

/// Puts elements into a plan's page, one after the other; each is awaited and removed.
pub(crate) async fn run(service: &Service, cycles: u64) -> Result<Left> {
    ensure!(cycles >= 3 * ROUND && cycles.is_multiple_of(ROUND), "{cycles} are no three rounds");
    let browser = Browser::new(Options::default()).await?;
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": COUNT })).await?;
    browser.goto(&service.url("/p/shili")).await?;
    browser
        .wait_until("document.querySelector('plan-progress').shadowRoot?.querySelector('article')")
        .await?;
    browser.eval("globalThis.elements = [], 1").await?;
    let before = browser.eval("({ ...left })").await?;
    let round = format!(
        "(async () => {{
        const glue = performance.getEntriesByType('resource').map(({{ name }}) => name).find((name) => name.endsWith('/widget.js'));
        const {{ memory }} = await (await import(glue)).default();
        for (let cycle = 0; cycle < {ROUND}; cycle += 1) {{
            const element = document.createElement('plan-progress');
            element.setAttribute('src', '/api/v1/plans/shili/snapshot.bin');
            document.querySelector('main').prepend(element);
            while (!element.shadowRoot?.querySelector('article')) await new Promise((done) => setTimeout(done, 1));
            elements.push(new WeakRef(element));
            element.remove();
        }}
        return memory.buffer.byteLength }})()"
    );
    let (mut heap, mut wasm) = (Vec::new(), Vec::new());
    for _ in 0..cycles / ROUND {
        wasm.push(browser.eval(&round).await?.as_u64().context("no size of the wasm's memory")?);
        browser.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        heap.push(heap_size(&browser).await?);
    }
    let elements = alive(&browser).await?;
    ensure!(browser.eval("elements.length").await? == json!(cycles), "not all cycles were run");
    let on_page = browser.eval("document.querySelectorAll('plan-progress').length").await?;
    ensure!(on_page == json!(1), "{on_page} elements are still in the page");
    let after = browser.eval("({ ...left })").await?;
    let more =
        |key: &str| after[key].as_i64().zip(before[key].as_i64()).map(|(after, before)| after - before);
    Ok(Left {
        elements,
        observers: more("observers").context("no observers were counted")?,
        timers: more("timers").context("no timers were counted")?,
        heap,
        wasm,
    })
}

/// Elements that nothing has freed. The last one may hang on a frame that is still to come; the collector runs after it.
async fn alive(browser: &Browser) -> Result<u64> {
    let alive = "elements.filter((element) => element.deref()).length";
    let mut left = Value::Null;
    for _ in 0..20 {
        left = browser.eval(alive).await?;
        if left == json!(0) {
            break;
        }
        browser
            .eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            .await?;
        browser.cdp("HeapProfiler.collectGarbage", json!({})).await?;
    }
    left.as_u64().context("no number of elements")
}

/// Bytes of the page's JavaScript heap that are in use, as the engine itself counts them.
async fn heap_size(browser: &Browser) -> Result<u64> {
    let usage = browser.cdp("Runtime.getHeapUsage", json!({})).await?;
    usage["usedSize"].as_u64().with_context(|| format!("no heap size in {usage}"))
}
