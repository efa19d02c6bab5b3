// One <plan-progress> with the widget in it.
//
// The light DOM shows through a <slot> until the widget has rendered beside it, and again when it goes away or fails.
const base = new URL('.', import.meta.url).href;

// What was changed on the way does not run.
const digests = __DIGESTS__;

// With much more than a thousand rows at once a page no longer answers; their static content does.
const LARGEST = 2e5;

// Loaded once a page, however many elements it has; anew after a trap, since that wasm is not to be trusted any more.
let loaded = {};
let again = '';

const asset = (get, name) => get(base + name, digests[name]);

// Browsers compare no module that is imported: `isFrozen` has it looked at before.
const load = async (get, name, isFrozen) => {
  if (isFrozen) await asset(get, `${name}.js`);
  return import(`${base}${name}.js${again}`);
};

const sheet = async (get, name) => new CSSStyleSheet().replace(await (await asset(get, `${name}.css`)).text());

// A build: `widget`, or `full`, whose style adds to the other's.
const build = (get, name, isFrozen) =>
  (loaded[name] ??= Promise.all([
    load(get, name, isFrozen).then(async (module) => {
      await module.default({ module_or_path: asset(get, `${name}.wasm`) });
      return module;
    }),
    ...[...new Set(['widget', name])].map((style) => sheet(get, style)),
  ]).catch((error) => {
    // A module that failed stays failed under its address.
    delete loaded[name];
    again += '?';
    throw error;
  }));

const all = new Set();

// A trap in the one wasm of the page ends it for every element.
const trapped = ({ error, reason = error }) => {
  if (!(reason instanceof WebAssembly.RuntimeError && reason.stack?.includes(base))) return false;
  loaded = {};
  again += '?';
  for (const shown of all) shown.fall(reason);
  return true;
};
addEventListener('error', trapped);
addEventListener('unhandledrejection', trapped);

// The fragment of the address, decoded.
const fragment = () => {
  try {
    return decodeURI(location.hash.slice(1));
  } catch {
    return '';
  }
};

export class Shown {
  #host;
  #source;
  #turn = 0;
  #handle;
  #root;
  #timer;
  #slot = document.createElement('slot');

  // `source` has `get`, which fetches something, and `read`, which fetches binary data.
  constructor(host, source) {
    this.#host = host;
    this.#source = source;
    all.add(this);
    addEventListener('hashchange', this);
    this.#begin('widget');
  }

  // Reads attributes and address again.
  update() {
    this.#handle?.update(this.#lang(), fragment());
  }

  end() {
    all.delete(this);
    removeEventListener('hashchange', this);
    this.#host.shadowRoot?.removeEventListener('click', this);
    this.#host.shadowRoot?.removeEventListener('input', this);
    clearTimeout(this.#timer);
    this.#turn += 1;
    try {
      this.#unmount();
    } finally {
      this.#host.shadowRoot?.replaceChildren(this.#slot);
    }
  }

  // The root goes too: Yew never takes its listeners off it.
  #unmount() {
    const handle = this.#handle;
    this.#handle = undefined;
    this.#root?.remove();
    this.#root = undefined;
    handle?.destroy();
    handle?.free?.();
  }

  // Shows the static content again, and a way to try anew.
  fall(error) {
    this.#turn += 1;
    this.#handle = this.#root = undefined;
    this.#tell(error, 'widget', '搜索和筛选暂时不可用。', 'Search and filters are not available now. ');
  }

  // Says that something could not be loaded, beside what is shown.
  #tell(error, name, chinese, english) {
    console.warn(`plan-progress: ${this.#root ? 'what is shown' : 'static content'} stays:`, error);
    const isEnglish = this.#lang().startsWith('en');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = isEnglish ? 'Try again' : '重试';
    button.addEventListener('click', () => this.#begin(name));
    const notice = document.createElement('p');
    notice.setAttribute('role', 'status');
    notice.append(isEnglish ? english : chinese, button);
    this.#shadow().replaceChildren(this.#root ?? this.#slot, notice);
  }

  // The address changed; a link was followed that may not have changed it; a tool was asked for; or the reader chose
  // something, which the page knows in the next task.
  handleEvent({ type, target }) {
    const panel = type === 'click' && target.closest('[data-panel]')?.dataset.panel;
    if (type === 'hashchange') this.#follow();
    else if (panel) this.#open(panel);
    else if (target.closest('a[href^="#"]')) setTimeout(() => this.#follow());
    else {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#keep(), 200);
    }
  }

  // Puts what the reader chose into the address, unless its fragment is the host's or names a part.
  #keep() {
    const kept = this.#handle?.fragment();
    if (!kept) return;
    const own = kept.slice(0, kept.indexOf('?') + 1);
    const now = fragment();
    if (now === kept || (now && !now.startsWith(own)) || (!now && kept === own)) return;
    history.replaceState(history.state, '', kept === own ? location.pathname + location.search : `#${encodeURI(kept)}`);
  }

  // Goes to the part, or takes over the choices, that the address names, if they are of what is here.
  #follow() {
    const named = fragment();
    if (named.includes('?')) this.update();
    const part = named && this.#host.shadowRoot?.getElementById(named);
    if (!part) return;
    for (const details of part.querySelectorAll('details')) details.open = true;
    part.scrollIntoView();
  }

  // Opens a panel, which only the full build has.
  async #open(panel) {
    if (!this.#handle?.open) await this.#begin('full');
    this.#handle?.open?.(panel);
    setTimeout(() => {
      const find = (selector) => this.#root?.querySelector(selector);
      (find('.zc-panel :is(input, select)') ?? find('[type=search]'))?.focus();
    });
  }

  #lang() {
    return this.#host.closest('[lang]')?.lang ?? '';
  }

  #shadow() {
    return this.#host.shadowRoot ?? this.#host.attachShadow({ mode: 'open' });
  }

  // What the full build asks for: data of the plan, or the answer to the last of some questions.
  async #fetch(what, text) {
    const { read } = this.#source;
    const { dataset } = this.#host;
    if (what === 'as-of') return read(`${this.#address()}?as_of=${text}`);
    if (what !== 'ask') return read(what === 'inputs' ? dataset.whatIf : dataset.library);
    const { ask } = await load(this.#source.get, 'ask', this.#isFrozen());
    const [plan, ...questions] = text.split('\n');
    return ask(dataset.ask, plan, questions);
  }

  #address() {
    return new URL(this.#host.getAttribute('src'), document.baseURI);
  }

  #isFrozen() {
    return this.#host.hasAttribute('integrity');
  }

  async #begin(name) {
    const turn = (this.#turn += 1);
    const { get, read } = this.#source;
    try {
      const [[widget, ...sheets], snapshot] = await Promise.all([
        build(get, name, this.#isFrozen()),
        // What an element was frozen at it names itself.
        read(this.#address(), this.#host.getAttribute('integrity') ?? ''),
      ]);
      if (turn !== this.#turn) return;
      // Nothing is touched: even to slot so many rows anew takes minutes.
      if (snapshot.length > LARGEST) return console.warn('plan-progress: static content stays: too large a plan');
      // Outside the page, so that what is shown meanwhile is not laid out anew.
      const root = document.createElement('div');
      const handle = widget.mount(root, this.#host, snapshot, this.#lang(), fragment(), (...wanted) => this.#fetch(...wanted));
      // Yew renders in microtasks of its own, for several elements in one go; a trap in there throws nothing here, it
      // only leaves the root empty. All of them are over in the next task.
      await new Promise((done) => setTimeout(done));
      if (turn !== this.#turn) {
        handle.destroy();
        handle.free();
        return;
      }
      if (!root.firstChild) throw Error('nothing rendered');
      this.#unmount();
      this.#handle = handle;
      this.#root = root;
      const shadow = this.#shadow();
      shadow.adoptedStyleSheets = sheets;
      shadow.replaceChildren(root);
      // A link to the part that the address names already changes no hash.
      shadow.addEventListener('click', this);
      shadow.addEventListener('input', this);
      this.#follow();
      // What is folded in comes after the first frame with the controls.
      requestAnimationFrame(() => setTimeout(() => turn === this.#turn && this.update()));
    } catch (error) {
      if (turn !== this.#turn || trapped({ error })) return;
      if (!this.#root) this.fall(error);
      else this.#tell(error, name, '这项功能暂时不可用。', 'This is not available now. ');
    }
  }
}
