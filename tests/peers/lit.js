import { html, nothing, render, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { start } from './start.js';
import { STATUS, WORDS, chart, figure, hits, matching, pick, planned, result, say } from './model.js';

const mark = (status) => html`<span class="zc-mark" aria-hidden="true">${STATUS[status][2]}</span>`;

const pictureOf = (indicator, lang) => {
  const picture = chart(indicator, lang);
  if (!picture) return nothing;
  return html`<svg class="zc-chart" role="img" aria-label=${picture.label} width="164" height="72" viewBox="0 0 164 72" fill="none" font-size="14" text-anchor="middle">
    <path class="zc-axis" d="M0 52h164" stroke="#c3ccd5"></path><path class="zc-bars" d=${picture.bars} fill="#8795a3"></path>
    ${picture.goal ? svg`<path class="zc-goal" d=${picture.goal} stroke="#16212c" stroke-dasharray="4 3"></path>` : nothing}
    ${picture.years.map(({ year, x }) => svg`<text x=${x} y="68" fill="#52606d">${year}</text>`)}
  </svg>`;
};

const source = (reading, lang) =>
  html`<span class="zc-source">${reading.source.title}<span class="zc-whole">（${say(WORDS.asOf, lang)} ${reading.as_of}）</span></span>`;

const details = (indicator, lang, open) => html`<details class="zc-details" ?open=${open}>
  <summary class="zc-summary">${say(WORDS.details, lang)}<span class="zc-hidden">：${pick(indicator.name, lang)}</span></summary>
  <dl class="zc-facts">
    <dt>${say(WORDS.quote, lang)}</dt><dd><blockquote class="zc-quote" lang="zh-CN">${indicator.quote}</blockquote><p class="zc-locator">${indicator.locator}</p></dd>
    <dt>${say(WORDS.working, lang)}</dt><dd>${indicator.explained.map((step) => html`<p class="zc-step">${pick(step, lang)}</p>`)}</dd>
    <dt>${say(WORDS.published, lang)}</dt><dd><table class="zc-figures"><caption><span class="zc-hidden">${say(WORDS.published, lang)}</span></caption>
      <thead class="zc-columns"><tr>${[WORDS.period, WORDS.value, WORDS.source].map((word) => html`<th scope="col">${say(word, lang)}</th>`)}</tr></thead>
      <tbody>${indicator.readings.map((reading) => html`<tr><th class="zc-name" scope="row">${reading.period}</th><td>${figure(indicator, reading, lang)}</td><td>${source(reading, lang)}</td></tr>`)}</tbody>
    </table></dd>
  </dl>
</details>`;

const row = (indicator, lang, open) => {
  const { status } = indicator.verdict;
  return html`<tbody class="zc-row" id=${`peer-${indicator.id}`}>
    <tr><th class="zc-name" scope="row"><strong class="zc-strong">${pick(indicator.name, lang)}</strong><span class="zc-sub">${pick(indicator.basis, lang)}</span></th>
      <td class="zc-planned"><span class="zc-label" aria-hidden="true">${say(WORDS.planned, lang)}</span> ${planned(indicator, lang)}</td>
      <td class="zc-value"><span class="zc-label" aria-hidden="true">${say(WORDS.latest, lang)}</span> <strong class="zc-figure">${figure(indicator, indicator.latest, lang)}</strong></td>
      <td class="zc-picture">${pictureOf(indicator, lang)}</td>
      <td class="zc-outcome"><span class="zc-status" data-status=${status}>${mark(status)} ${say(STATUS[status], lang)}</span>${indicator.latest ? source(indicator.latest, lang) : nothing}</td></tr>
    <tr><td class="zc-more" colspan="5">${details(indicator, lang, open)}</td></tr>
  </tbody>`;
};

const tools = (plan, { lang, status, open }, change, shown) => {
  const filters = [[null, WORDS.all, plan.indicators.length], ...plan.summary.map((entry) => [entry.status, STATUS[entry.status], entry.count])];
  return html`<div class="zc-tools" role="group" aria-label=${say(WORDS.tools, lang)}>
    <label class="zc-search">${say(WORDS.search, lang)}<input type="search" autocomplete="off" @input=${({ target }) => change({ words: target.value })} /></label>
    <span class="zc-switches"><button class="zc-button" type="button" @click=${() => change({ open: !open })}>${say(open ? WORDS.collapse : WORDS.expand, lang)}</button>
      <button class="zc-button" type="button" @click=${() => change({ lang: lang === 'zh' ? 'en' : 'zh' })}>${lang === 'zh' ? 'English' : '中文'}</button></span>
    <span class="zc-filters">${filters.map(([key, word, count]) => html`<button class="zc-button" type="button" data-status=${key ?? nothing} aria-pressed=${String(key === status)} @click=${() => change({ status: key })}>${key ? mark(key) : nothing} ${say(word, lang)} ${count}</button>`)}</span>
    <p class="zc-hits" role="status">${hits(shown, plan.indicators.length, lang)}</p>
  </div>`;
};

const overview = (plan, state, change) => {
  const { lang } = state;
  const shown = matching(plan, state);
  return html`<article class="zc" lang=${lang === 'zh' ? 'zh-CN' : 'en'}>
    <header class="zc-heading"><h2 class="zc-title">${pick(plan.title, lang)}</h2>${plan.demo ? html`<p class="zc-notice"><strong class="zc-strong">${say(WORDS.demo, lang)}</strong></p>` : nothing}</header>
    <div class="zc-result"><p class="zc-sentence">${result(plan, lang)}</p>
      <ol class="zc-marks" role="list">${plan.indicators.map(({ name, verdict }) => html`<li class="zc-square" data-status=${verdict.status}>${mark(verdict.status)}<span class="zc-hidden">${pick(name, lang)}：${say(STATUS[verdict.status], lang)}</span></li>`)}</ol></div>
    ${tools(plan, state, change, shown.length)}
    <div class="zc-part"><h3 class="zc-section">${say(WORDS.results, lang)}</h3>
      <table class="zc-table zc-targets"><caption><span class="zc-hidden">${say(WORDS.results, lang)}</span></caption>
        <thead class="zc-columns"><tr>${[WORDS.target, WORDS.planned, WORDS.latest, WORDS.years, WORDS.outcome].map((word) => html`<th scope="col">${say(word, lang)}</th>`)}</tr></thead>
        ${repeat(shown, ({ id }) => id, (indicator) => row(indicator, lang, state.open))}
      </table></div>
  </article>`;
};

export const mount = (root, text) => {
  const plan = JSON.parse(text);
  let state = { lang: 'zh', status: null, words: '', open: false };
  const change = (part) => {
    state = { ...state, ...part };
    render(overview(plan, state, change), root);
  };
  change({});
};
start(mount);
