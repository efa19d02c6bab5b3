// One <plan-progress> with the widget in it.
//
// The light DOM shows through a <slot> until the widget has rendered beside it, and again when it goes away or fails.
const base = new URL('.', import.meta.url).href;

// Loaded once a page, however many elements it has; anew after a trap, since that wasm is not to be trusted any more.
let assets;
let again = '';

const load = async (get) => {
  const sheet = new CSSStyleSheet();
  const [widget] = await Promise.all([
    import(`${base}widget.js${again}`).then(async (module) => {
      await module.default({ module_or_path: get(`${base}widget.wasm`) });
      return module;
    }),
    get(`${base}widget.css`).then(async (response) => sheet.replace(await response.text())),
  ]);
  return { widget, sheet };
};

const all = new Set();

// A trap in the one wasm of the page ends it for every element.
const trapped = ({ error, reason = error }) => {
  if (!(reason instanceof WebAssembly.RuntimeError && reason.stack?.includes(base))) return false;
  assets = undefined;
  again += '?';
  for (const shown of all) shown.fall(reason);
  return true;
};
addEventListener('error', trapped);
addEventListener('unhandledrejection', trapped);

export class Shown {
  #host;
  #source;
  #turn = 0;
  #handle;
  #slot = document.createElement('slot');

  // `source` has `get`, which fetches something, and `read`, which fetches a snapshot.
  constructor(host, source) {
    this.#host = host;
    this.#source = source;
    all.add(this);
    addEventListener('hashchange', this);
    this.#begin();
  }

  // Reads the attributes again.
  update() {
    this.#handle?.update(this.#lang());
  }

  end() {
    all.delete(this);
    removeEventListener('hashchange', this);
    this.#host.shadowRoot?.removeEventListener('click', this);
    this.#turn += 1;
    const handle = this.#handle;
    this.#handle = undefined;
    try {
      handle?.destroy();
      handle?.free?.();
    } finally {
      // The root goes too: Yew never takes its listeners off it.
      this.#host.shadowRoot?.replaceChildren(this.#slot);
    }
  }

  // Shows the static content again, and a way to try anew.
  fall(error) {
    console.warn('plan-progress: static content stays:', error);
    this.#turn += 1;
    this.#handle = undefined;
    const english = this.#lang().startsWith('en');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = english ? 'Try again' : '重试';
    button.addEventListener('click', () => this.#begin());
    const notice = document.createElement('p');
    notice.setAttribute('role', 'status');
    notice.append(english ? 'Search and filters are not available now. ' : '搜索和筛选暂时不可用。', button);
    this.#shadow().replaceChildren(this.#slot, notice);
  }

  // The address changed, or a link was followed that may not have changed it.
  handleEvent({ type, target }) {
    if (type === 'hashchange') this.#follow();
    else if (target.closest('a[href^="#"]')) setTimeout(() => this.#follow());
  }

  // Goes to the part that the address names, if it is here.
  #follow() {
    const { hash } = location;
    const part = hash && this.#host.shadowRoot?.getElementById(hash.slice(1));
    if (!part) return;
    for (const details of part.querySelectorAll('details')) details.open = true;
    part.scrollIntoView();
  }

  #lang() {
    return this.#host.closest('[lang]')?.lang ?? '';
  }

  #shadow() {
    return this.#host.shadowRoot ?? this.#host.attachShadow({ mode: 'open' });
  }

  async #begin() {
    const turn = (this.#turn += 1);
    const { get, read } = this.#source;
    try {
      const [{ widget, sheet }, snapshot] = await Promise.all([
        (assets ??= load(get)),
        read(new URL(this.#host.getAttribute('src'), document.baseURI)),
      ]);
      if (turn !== this.#turn) return;
      const root = document.createElement('div');
      root.hidden = true;
      const shadow = this.#shadow();
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
      // A link to the part that the address names already changes no hash.
      shadow.addEventListener('click', this);
      this.#follow();
    } catch (error) {
      if (turn === this.#turn && !trapped({ error })) this.fall(error);
    }
  }
}
