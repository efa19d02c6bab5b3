// <plan-progress src="SNAPSHOT" lang="zh-CN">static content</plan-progress>
//
// The static content in the light DOM is the product; this file only enhances it, and every failure leaves it standing.
// It is small because every visitor of the page loads it; what it loads when the element comes near is element.js.
// `cargo xtask assets` puts the hash of the assets for the placeholder and drops lines that are only a comment.
const tag = 'plan-progress';

const get = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw Error(`${response.status} ${url}`);
  return response;
};

// Magic, schema, and the digest of the rest, which only a page from a secure origin may compute.
const read = async (url) => {
  const bytes = new Uint8Array(await (await get(url)).arrayBuffer());
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
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#observer.disconnect();
        this.#enhance(this.#turn).catch((error) => console.warn(`${tag}: static content stays:`, error));
      },
      { rootMargin: '200px' },
    );
    this.#observer.observe(this);
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

  async #enhance(turn) {
    // Eight bytes tell whether this page may compile wasm at all, before anything is fetched in vain.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const { Shown } = await import('./__ASSETS__/element.js');
    if (turn === this.#turn) this.#shown = new Shown(this, { get, read });
  }
}

if (
  'adoptedStyleSheets' in Document.prototype &&
  typeof WebAssembly === 'object' &&
  !customElements.get(tag)
) {
  customElements.define(tag, PlanProgress);
}
