import { html } from 'htm/preact';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { start } from './start.js';
import { STATUS, WORDS, chart, figure, hits, matching, pick, planned, result, say } from './model.js';

const Mark = ({ status }) => html`<span class="zc-mark" aria-hidden="true">${STATUS[status][2]}</span>`;

const Chart = ({ indicator, lang }) => {
  const picture = chart(indicator, lang);
  if (!picture) return null;
  return html`<svg class="zc-chart" role="img" aria-label=${picture.label} width="164" height="72" viewBox="0 0 164 72" fill="none" font-size="14" text-anchor="middle">
    <path class="zc-axis" d="M0 52h164" stroke="#c3ccd5" /><path class="zc-bars" d=${picture.bars} fill="#8795a3" />
    ${picture.goal && html`<path class="zc-goal" d=${picture.goal} stroke="#16212c" stroke-dasharray="4 3" />`}
    ${picture.years.map(({ year, x }) => html`<text x=${x} y="68" fill="#52606d">${year}</text>`)}
  </svg>`;
};

const Source = ({ reading, lang }) =>
  html`<span class="zc-source">${reading.source.title}<span class="zc-whole">（${say(WORDS.asOf, lang)} ${reading.as_of}）</span></span>`;

const Details = ({ indicator, lang, open }) => html`<details class="zc-details" open=${open}>
  <summary class="zc-summary">${say(WORDS.details, lang)}<span class="zc-hidden">：${pick(indicator.name, lang)}</span></summary>
  <dl class="zc-facts">
    <dt>${say(WORDS.quote, lang)}</dt><dd><blockquote class="zc-quote" lang="zh-CN">${indicator.quote}</blockquote><p class="zc-locator">${indicator.locator}</p></dd>
    <dt>${say(WORDS.working, lang)}</dt><dd>${indicator.explained.map((step) => html`<p class="zc-step">${pick(step, lang)}</p>`)}</dd>
    <dt>${say(WORDS.published, lang)}</dt><dd><table class="zc-figures"><caption><span class="zc-hidden">${say(WORDS.published, lang)}</span></caption>
      <thead class="zc-columns"><tr>${[WORDS.period, WORDS.value, WORDS.source].map((word) => html`<th scope="col">${say(word, lang)}</th>`)}</tr></thead>
      <tbody>${indicator.readings.map((reading) => html`<tr key=${reading.id}><th class="zc-name" scope="row">${reading.period}</th><td>${figure(indicator, reading, lang)}</td><td><${Source} reading=${reading} lang=${lang} /></td></tr>`)}</tbody>
    </table></dd>
  </dl>
</details>`;

const Row = ({ indicator, lang, open }) => {
  const { status } = indicator.verdict;
  return html`<tbody class="zc-row" id=${`peer-${indicator.id}`}>
    <tr><th class="zc-name" scope="row"><strong class="zc-strong">${pick(indicator.name, lang)}</strong><span class="zc-sub">${pick(indicator.basis, lang)}</span></th>
      <td class="zc-planned"><span class="zc-label" aria-hidden="true">${say(WORDS.planned, lang)}</span> ${planned(indicator, lang)}</td>
      <td class="zc-value"><span class="zc-label" aria-hidden="true">${say(WORDS.latest, lang)}</span> <strong class="zc-figure">${figure(indicator, indicator.latest, lang)}</strong></td>
      <td class="zc-picture"><${Chart} indicator=${indicator} lang=${lang} /></td>
      <td class="zc-outcome"><span class="zc-status" data-status=${status}><${Mark} status=${status} /> ${say(STATUS[status], lang)}</span>${indicator.latest && html`<${Source} reading=${indicator.latest} lang=${lang} />`}</td></tr>
    <tr><td class="zc-more" colspan="5"><${Details} indicator=${indicator} lang=${lang} open=${open} /></td></tr>
  </tbody>`;
};

const Tools = ({ plan, state, change, shown }) => {
  const { lang, status, open } = state;
  const filters = [[null, WORDS.all, plan.indicators.length], ...plan.summary.map((entry) => [entry.status, STATUS[entry.status], entry.count])];
  return html`<div class="zc-tools" role="group" aria-label=${say(WORDS.tools, lang)}>
    <label class="zc-search">${say(WORDS.search, lang)}<input type="search" autocomplete="off" onInput=${({ target }) => change({ words: target.value })} /></label>
    <span class="zc-switches"><button class="zc-button" type="button" onClick=${() => change({ open: !open })}>${say(open ? WORDS.collapse : WORDS.expand, lang)}</button>
      <button class="zc-button" type="button" onClick=${() => change({ lang: lang === 'zh' ? 'en' : 'zh' })}>${lang === 'zh' ? 'English' : '中文'}</button></span>
    <span class="zc-filters">${filters.map(([key, word, count]) => html`<button class="zc-button" type="button" key=${key} data-status=${key} aria-pressed=${String(key === status)} onClick=${() => change({ status: key })}>${key && html`<${Mark} status=${key} />`} ${say(word, lang)} ${count}</button>`)}</span>
    <p class="zc-hits" role="status">${hits(shown, plan.indicators.length, lang)}</p>
  </div>`;
};

const Overview = ({ plan }) => {
  const [state, setState] = useState({ lang: 'zh', status: null, words: '', open: false });
  const { lang } = state;
  const shown = matching(plan, state);
  return html`<article class="zc" lang=${lang === 'zh' ? 'zh-CN' : 'en'}>
    <header class="zc-heading"><h2 class="zc-title">${pick(plan.title, lang)}</h2>${plan.demo && html`<p class="zc-notice"><strong class="zc-strong">${say(WORDS.demo, lang)}</strong></p>`}</header>
    <div class="zc-result"><p class="zc-sentence">${result(plan, lang)}</p>
      <ol class="zc-marks" role="list">${plan.indicators.map(({ id, name, verdict }) => html`<li class="zc-square" key=${id} data-status=${verdict.status}><${Mark} status=${verdict.status} /><span class="zc-hidden">${pick(name, lang)}：${say(STATUS[verdict.status], lang)}</span></li>`)}</ol></div>
    <${Tools} plan=${plan} state=${state} shown=${shown.length} change=${(part) => setState((old) => ({ ...old, ...part }))} />
    <div class="zc-part"><h3 class="zc-section">${say(WORDS.results, lang)}</h3>
      <table class="zc-table zc-targets"><caption><span class="zc-hidden">${say(WORDS.results, lang)}</span></caption>
        <thead class="zc-columns"><tr>${[WORDS.target, WORDS.planned, WORDS.latest, WORDS.years, WORDS.outcome].map((word) => html`<th scope="col">${say(word, lang)}</th>`)}</tr></thead>
        ${shown.map((indicator) => html`<${Row} key=${indicator.id} indicator=${indicator} lang=${lang} open=${state.open} />`)}
      </table></div>
  </article>`;
};

export const mount = (root, text) => render(html`<${Overview} plan=${JSON.parse(text)} />`, root);
start(mount);
