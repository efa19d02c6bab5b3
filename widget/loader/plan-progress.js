// <plan-progress src="SNAPSHOT" lang="zh-CN">static content</plan-progress>
//
// The static content in the light DOM is the product; this file only enhances it, and every failure leaves it standing.
// Content shows through a <slot> until the wasm widget has rendered beside it, and again when the widget goes away.
// `cargo xtask assets` puts the hash of the assets for the placeholder and drops lines that are only a comment.
const tag = 'plan-progress';
const base = new URL('./__ASSETS__/', import.meta.url);

const get = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw Error(`${response.status} ${url}`);
  return response;
};

const load = async () => {
  const sheet = new CSSStyleSheet();
  const [widget] = await Promise.all([
    import(new URL('widget.js', base)).then(async (module) => {
      await module.default({ module_or_path: new URL('widget.wasm', base) });
      return module;
    }),
    get(new URL('widget.css', base)).then(async (response) => sheet.replace(await response.text())),
  ]);
  return { widget, sheet };
};

// Magic, schema, and the digest of the rest, which only a page from a secure origin may compute.
const read = async (response) => {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const digest = await crypto.subtle?.digest('SHA-256', bytes.subarray(38));
  if (digest && new Uint8Array(digest).some((byte, at) => byte !== bytes[6 + at])) throw Error('damaged snapshot');
  return bytes;
};

// Loaded once a page, however many elements it has.
let assets;

class PlanProgress extends HTMLElement {
  static observedAttributes = ['lang'];

  // Counts connections and removals: what was started for an earlier one must not finish in a later one.
  #turn = 0;
  #observer;
  #handle;
  #slot = document.createElement('slot');

  connectedCallback() {
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#observer.disconnect();
        const turn = this.#turn;
        this.#enhance(turn).catch((error) => {
          if (turn !== this.#turn) return;
          this.#handle = undefined;
          this.shadowRoot?.replaceChildren(this.#slot);
          console.warn(`${tag}: static content stays:`, error);
        });
      },
      { rootMargin: '200px' },
    );
    this.#observer.observe(this);
  }

  attributeChangedCallback() {
    this.#handle?.update(this.#lang());
  }

  disconnectedCallback() {
    this.#turn += 1;
    this.#observer.disconnect();
    const handle = this.#handle;
    this.#handle = undefined;
    try {
      handle?.destroy();
      handle?.free?.();
    } finally {
      // The root goes too: Yew never takes its listeners off it.
      this.shadowRoot?.replaceChildren(this.#slot);
    }
  }

  #lang() {
    return this.closest('[lang]')?.lang ?? '';
  }

  async #enhance(turn) {
    // Eight bytes tell whether this page may compile wasm at all, before anything is fetched in vain.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const [{ widget, sheet }, snapshot] = await Promise.all([
      (assets ??= load()),
      get(new URL(this.getAttribute('src'), document.baseURI)).then(read),
    ]);
    if (turn !== this.#turn) return;
    const root = document.createElement('div');
    root.hidden = true;
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet];
    shadow.replaceChildren(this.#slot, root);
    this.#handle = widget.mount(root, snapshot, this.#lang());
    // Yew renders in microtasks of its own, for several elements in one go; a trap in there throws nothing here, it
    // only leaves the root empty. All of them are over in the next task.
    await new Promise((done) => setTimeout(done));
    if (turn !== this.#turn) return;
    if (!root.firstChild) throw Error('nothing rendered');
    this.#slot.remove();
    root.hidden = false;
  }
}

if (
  'adoptedStyleSheets' in Document.prototype &&
  typeof WebAssembly === 'object' &&
  !customElements.get(tag)
) {
  customElements.define(tag, PlanProgress);
}
