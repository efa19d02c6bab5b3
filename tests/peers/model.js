// What both peers know of a plan: the public words, and texts, marks and pictures made from the JSON.

export const STATUS = {
  met: ['达到', 'Met', '✓'],
  missed: ['未达到', 'Not met', '✕'],
  'not-measurable': ['定性目标', 'Qualitative target', '◇'],
  'on-track': ['按进度', 'On pace', '▲'],
  slow: ['进度偏慢', 'Slower than needed', '◐'],
  'far-behind': ['明显偏慢', 'Far behind', '▽'],
  backward: ['不及起点', 'Worse than at the start', '▼'],
  borderline: ['介于两档', 'Between two bands', '△'],
  'level-only': ['尚未到期', 'Not yet due', '○'],
  stale: ['数据未更新', 'Figures out of date', '□'],
  'awaiting-final': ['期末数据尚未录入', 'Final figure not yet entered', '…'],
  'no-data': ['尚未录入', 'No figure entered', '–'],
};

export const WORDS = {
  results: ['目标完成情况', 'Results'],
  target: ['目标', 'Target'],
  planned: ['方案目标', 'Planned'],
  latest: ['最新数据', 'Latest figure'],
  years: ['历年（虚线为目标）', 'Years (dashed: target)'],
  outcome: ['完成情况 · 来源', 'Result · source'],
  details: ['原文与数据', 'Text and figures'],
  quote: ['方案原文', 'Text of the plan'],
  working: ['核算', 'Working'],
  published: ['已公布数据', 'Published figures'],
  period: ['期间', 'Period'],
  value: ['数值', 'Value'],
  source: ['来源', 'Source'],
  asOf: ['截至', 'as of'],
  search: ['搜索', 'Search'],
  tools: ['查找与筛选', 'Search and filters'],
  all: ['全部', 'All'],
  expand: ['全部展开', 'Expand all'],
  collapse: ['全部收起', 'Collapse all'],
  demo: ['演示', 'Demonstration'],
};

export const say = (pair, lang) => pair[lang === 'zh' ? 0 : 1];
export const pick = (text, lang) => text?.[lang] ?? text?.zh ?? '';

const SIGNS = { '>=': '≥', '<=': '≤', '=': '=', '≈': '≈', '>': '>', '<': '<' };

const spaced = (unit) => (unit === '%' ? ' %' : unit ? ` ${unit}` : '');

export const planned = ({ goal, target_text: text }, lang) =>
  goal ? `${SIGNS[goal.comparator]} ${goal.value}${spaced(pick(goal.unit, lang))}` : pick(text, lang);

export const figure = ({ goal, ladder }, reading, lang) => {
  if (!reading) return '—';
  if (reading.step !== null) return pick(ladder[reading.step], lang);
  return reading.value === null ? '—' : `${reading.value}${spaced(pick(goal?.unit, lang))}`;
};

export const result = ({ summary, indicators, data_as_of: asOf }, lang) => {
  const parts = summary.map(({ status, count }) => `${say(STATUS[status], lang)} ${count}${lang === 'zh' ? ' 项' : ''}`);
  const end = asOf ? (lang === 'zh' ? `。数据截至 ${asOf}。` : `. Figures as of ${asOf}.`) : '';
  return (lang === 'zh' ? `${indicators.length} 项目标：` : `${indicators.length} targets: `) + parts.join(lang === 'zh' ? '，' : ', ') + end;
};

export const hits = (shown, all, lang) => (lang === 'zh' ? `显示 ${shown} / ${all} 项` : `${shown} of ${all} shown`);

export const matching = ({ indicators }, { status, words, lang }) =>
  indicators.filter(
    (indicator) =>
      (!status || indicator.verdict.status === status) &&
      (!words || [pick(indicator.name, lang), planned(indicator, lang), indicator.quote].join(' ').toLowerCase().includes(words.toLowerCase())),
  );

// Bars of the years against the line of the target, in a picture of 164 by 72.
export const chart = ({ years, goal, name }, lang) => {
  const known = years.filter(({ value }) => value !== null);
  if (!known.length) return undefined;
  const target = goal ? Number(goal.value) : 0;
  const highest = Math.max(target, ...known.map(({ value }) => Number(value))) || 1;
  const top = (value) => 52 - (48 * Number(value)) / highest;
  const step = 148 / years.length;
  return {
    label: `${pick(name, lang)}：${known.map(({ year, value }) => `${year}: ${value}`).join(', ')}`,
    bars: years.filter(({ value }) => value !== null).map(({ year, value }) => `M${15 + step * (year - years[0].year)} 52V${top(value).toFixed(1)}h22V52z`).join(''),
    goal: goal ? `M0 ${top(target).toFixed(1)}h164` : undefined,
    years: years.map(({ year }, at) => ({ year, x: 26 + step * at })),
  };
};
