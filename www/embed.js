// The webmaster's page: makes the code to paste, shows what it gives, and has a portal's headers checked.
const page = document.getElementById('embed');
const { base, plans, styleIntegrity, loaderIntegrity } = page.dataset;
const builder = document.getElementById('builder');
const code = document.getElementById('code');
const advice = document.getElementById('advice');
const preview = document.getElementById('preview');

const add = (parent, tag, text) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  parent.append(element);
  return element;
};

const option = (select, value, text) => {
  add(select, 'option', text).value = value;
};

// Values stand in attributes of the code that is made.
const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

const asked = () => Object.fromEntries(new FormData(builder));

// What stands after the question mark; plain content has no look.
const query = ({ tier, view, indicator, unit, lang, mode, theme }) => {
  const parameters = new URLSearchParams();
  const set = (name, value) => value && parameters.set(name, value);
  set('view', view);
  if (view === 'indicator') set('indicator', indicator);
  if (view === 'units') set('unit', unit);
  set('lang', lang);
  if (tier !== 'plain') {
    set('mode', mode);
    set('theme', theme);
  }
  return parameters.size ? `?${parameters}` : '';
};

const titleOf = (plan) => builder.elements.plan.querySelector(`[value="${CSS.escape(plan)}"]`)?.textContent ?? plan;

const frameOf = (src, plan, script) =>
  `${script}<iframe data-zhice src="${quoted(src)}" title="${quoted(titleOf(plan))}" width="100%" height="900" loading="lazy"></iframe>`;

const live = (wanted) => {
  const { plan, tier, sri } = wanted;
  const integrity = (value) => (sri && value ? ` integrity="${value}"` : '');
  const include = (name) => `<!--#include virtual="${quoted(`${base}/p/${plan}/${name}${query(wanted)}`)}" -->`;
  const style = `<link rel="stylesheet" href="${base}/embed/v1/widget.css"${integrity(styleIntegrity)}>`;
  const script = `<script type="module" src="${base}/embed/v1/plan-progress.js"${integrity(loaderIntegrity)}></script>`;
  return {
    plain: () => include('plain'),
    snippet: () => [style, include('snippet')].join('\n'),
    element: () => [style, include('snippet'), script].join('\n'),
    iframe: () => frameOf(`${base}/p/${plan}${query(wanted)}`, plan, `<script src="${base}/frame.js"></script>\n`),
  }[tier]();
};

// The folder has one file a view; a fragment in it brings its own style and script.
const frozen = ({ plan, tier, view, indicator, lang }) => {
  const folder = `/zhice-${plan}`;
  const ending = lang === 'en' ? 'en.html' : 'html';
  const part = view === 'indicator' ? `-indicator-${indicator}` : view && `-${view}`;
  if (tier === 'iframe') return frameOf(`${folder}/${lang === 'en' ? 'en.html' : 'index.html'}`, plan, '');
  return `<!--#include virtual="${folder}/${tier === 'plain' ? 'plain' : 'snippet'}${part}.${ending}" -->`;
};

const told = ({ plan, tier, data, sri }) => {
  if (data === 'frozen') return `先下载 ${base}/p/${plan}/portal.zip，解压到门户的 /zhice-${plan}/；单个责任单位、字号和颜色不在其中。`;
  if (tier === 'iframe') return '脚本放在 iframe 之前；没有脚本时高度固定为 900。';
  if (sri && tier !== 'plain') return '升级本服务后 integrity 会变，代码要一起更新，否则样式和组件都不加载。';
  return '不支持服务器端包含的，取中间一行的地址，把内容粘贴进去。';
};

const update = () => {
  const { view, indicator, unit } = builder.elements;
  indicator.disabled = view.value !== 'indicator';
  unit.disabled = view.value !== 'units';
  const wanted = asked();
  code.value = wanted.data === 'frozen' ? frozen(wanted) : live(wanted);
  advice.textContent = told(wanted);
  const kind = wanted.tier === 'plain' ? '/plain' : '';
  preview.src = `${base}/p/${wanted.plan}${kind}${query(wanted)}`;
};

// The targets and units of the chosen plan.
const fill = async () => {
  const { indicator, unit, plan } = builder.elements;
  const response = await fetch(`${base}/api/v1/plans/${plan.value}`);
  const { indicators = [], units = [] } = response.ok ? await response.json() : {};
  indicator.replaceChildren();
  unit.replaceChildren();
  for (const { id, name } of indicators) option(indicator, id, name.zh);
  option(unit, '', '全部');
  for (const { name } of units) option(unit, name.zh, name.zh);
  update();
};

const begin = async () => {
  for (const plan of plans.split(' ')) {
    const response = await fetch(`${base}/api/v1/plans/${plan}`);
    const title = response.ok ? (await response.json()).short_title.zh : `${plan}（暂停显示）`;
    option(builder.elements.plan, plan, title);
  }
  builder.hidden = false;
  builder.addEventListener('change', ({ target }) => (target.name === 'plan' ? fill() : update()));
  builder.addEventListener('submit', (event) => event.preventDefault());
  await fill();
};

document.getElementById('copy').addEventListener('click', async () => {
  const copied = document.getElementById('copied');
  code.select();
  try {
    await navigator.clipboard.writeText(code.value);
    copied.textContent = '已复制';
  } catch {
    copied.textContent = '浏览器不许复制，代码已选中：请按 Ctrl+C';
  }
});

const TIERS = { plain: '纯文字片段', snippet: '静态片段', element: '交互组件', iframe: 'iframe 页面' };
const WORKS = { yes: '● 可用', partly: '◆ 部分可用', no: '✕ 不可用' };

const show = (result, { tiers, remarks }) => {
  const table = add(result, 'table');
  add(table, 'caption', '检查结果');
  const head = add(add(table, 'thead'), 'tr');
  for (const name of ['方式', '结果', '原因', '改为']) add(head, 'th', name).scope = 'col';
  const body = add(table, 'tbody');
  for (const { tier, works, reasons, change } of tiers) {
    const row = add(body, 'tr');
    add(row, 'th', TIERS[tier]).scope = 'row';
    add(row, 'td', WORKS[works]);
    const why = add(row, 'td');
    for (const reason of reasons) add(why, 'div', reason);
    const lines = add(row, 'td');
    for (const line of change) add(add(lines, 'div'), 'code', line);
  }
  const list = add(result, 'ul');
  for (const remark of remarks) add(list, 'li', remark);
};

const doctor = document.getElementById('doctor');
doctor.hidden = false;
doctor.addEventListener('submit', async (event) => {
  event.preventDefault();
  const result = document.getElementById('result');
  result.replaceChildren();
  try {
    const response = await fetch(`${base}/api/v1/embed/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(new FormData(doctor))),
    });
    const answer = await response.json();
    if (!response.ok) throw Error(answer.detail);
    show(result, answer);
  } catch (error) {
    add(result, 'p', `没有检查成：${error.message}`);
  }
});

await begin();
