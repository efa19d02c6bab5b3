// <plan-progress src="SNAPSHOT" lang="zh-CN">static content</plan-progress>
//
// The static content in the light DOM is the product; this file only enhances it, and every failure leaves it standing.
// It is small because every visitor of the page loads it; what it loads when the element comes near is element.js.
// `cargo xtask assets` puts the hash of the assets and the digest of that file for the placeholders and drops lines that
// are only a comment.
const tag = 'plan-progress';
// A page whose main content is a plan says so by the loader's address: there is nothing to wait for then.
const isEager = new URL(import.meta.url).hash === '#eager';
const element = new URL('./__ASSETS__/element.js', import.meta.url).href;

const checked = (response) => {
  if (!response.ok) throw Error(`${response.status} ${response.url}`);
  return response;
};

const get = async (url, integrity) => checked(await fetch(url, { integrity }));

// A plan that is switched off says since when and why, in place of its content.
const tell = async (host, response) => {
  const { off, detail } = await response.json();
  if (!off) return;
  const notice = document.createElement('p');
  notice.lang = 'zh-CN';
  notice.textContent = detail;
  host.replaceChildren(notice);
};

// Magic, schema, and the digest of the rest, which only a page from a secure origin may compute.
const read = async (host, url, integrity) => {
  const response = await fetch(url, { integrity });
  if (response.status === 503) await tell(host, response);
  const bytes = new Uint8Array(await checked(response).arrayBuffer());
  const digest = await crypto.subtle?.digest('SHA-256', bytes.subarray(38));
  if (digest && new Uint8Array(digest).some((byte, at) => byte !== bytes[6 + at])) throw Error('damaged snapshot');
  return bytes;
};

class PlanProgress extends HTMLElement {
  static observedAttributes = ['lang', 'view', 'indicator', 'unit', 'mode', 'theme'];

  // Counts connections and removals: what was started for an earlier one must not finish in a later one.
  #turn = 0;
  #observer;
  #shown;

  connectedCallback() {
    this.#observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.#begin(),
      { rootMargin: '200px' },
    );
    if (isEager) this.#begin();
    else this.#observer.observe(this);
  }

  attributeChangedCallback() {
    this.#shown?.update();
  }

  disconnectedCallback() {
    this.#turn += 1;
    this.#observer.disconnect();
    this.#shown?.end();
    this.#shown = undefined;
  }

  #begin() {
    this.#observer.disconnect();
    this.#enhance(this.#turn).catch((error) => console.warn(`${tag}: static content stays:`, error));
  }

  async #enhance(turn) {
    // Eight bytes tell whether this page may compile wasm at all, before anything is fetched in vain.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    // Browsers compare no module that is imported, so that what is frozen is looked at before.
    if (this.hasAttribute('integrity')) await get(element, '__DIGEST__');
    const { Shown } = await import(element);
    const source = { get, read: (url, integrity) => read(this, url, integrity) };
    if (turn === this.#turn) this.#shown = new Shown(this, source);
  }
}

if (
  'adoptedStyleSheets' in Document.prototype &&
  typeof WebAssembly === 'object' &&
  !customElements.get(tag)
) {
  customElements.define(tag, PlanProgress);
}
