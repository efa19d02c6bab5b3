// The chat page: one POST an answer. Without this script the form posts and the server answers with a page.
const talk = document.getElementById('talk');
const form = document.getElementById('ask');
const question = document.getElementById('question');
const earlier = [];

const add = (parent, tag, text, name) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (name) element.className = name;
  parent.append(element);
  return element;
};

const windowText = (window) =>
  [
    `可咨询：${window.name.zh}`,
    `电话：${window.phone ?? (window.default ? '待区局提供' : '未查到公开电话')}`,
    window.hours && `时间：${window.hours}`,
    window.place && `地址：${window.place}`,
  ]
    .filter(Boolean)
    .join('，');

const show = {
  text: (parent, text) => add(parent, 'p', text),
  notice: (parent, text) => add(parent, 'p', text, 'notice'),
  window: (parent, window) => add(parent, 'p', windowText(window), 'window'),
  list: (parent, items) => {
    const list = add(parent, 'ul');
    for (const item of items) add(list, 'li', item);
  },
};

const STATUS = {
  'in-force': '现行',
  'not-yet': '尚未施行',
  draft: '征求意见稿',
  expired: '已失效',
  repealed: '已废止',
  check: '是否有效待核',
};

const cite = (parent, citations) => {
  if (!citations.length) return;
  const box = add(parent, 'details');
  add(box, 'summary', `依据（${citations.length}）`);
  const list = add(box, 'ol');
  for (const citation of citations) {
    const item = add(list, 'li');
    const title = `《${citation.title}》${citation.number ? `（${citation.number}）` : ''}`;
    const link = add(item, citation.url ? 'a' : 'span', title);
    if (citation.url) link.href = citation.url;
    const caution = ['repost', 'dataset'].includes(citation.read) ? '据转载页整理，原文待核' : '';
    const parts = [citation.clause, citation.region, STATUS[citation.status], caution];
    add(item, 'span', ` ${parts.filter(Boolean).join(' · ')}`);
    add(item, 'blockquote', citation.quote);
  }
};

const suggest = (parent, questions) => {
  for (const text of questions) {
    const button = add(parent, 'button', text, 'suggestion');
    button.type = 'button';
    button.addEventListener('click', () => ask(text));
  }
};

const ask = async (text) => {
  add(talk, 'p', text, 'asked');
  const said = add(talk, 'div', '', 'said');
  question.value = '';
  try {
    const plan = form.elements.plan.value || null;
    const response = await fetch(form.dataset.api, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: text, earlier: earlier.slice(-4), plan }),
    });
    const answer = await response.json();
    if (!response.ok) throw Error(answer.detail);
    for (const [kind, content] of answer.blocks.flatMap(Object.entries)) show[kind](said, content);
    cite(said, answer.citations);
    suggest(said, answer.suggestions);
    earlier.push(text);
  } catch (error) {
    add(said, 'p', `没有得到答复，请稍后再试。${error.message}`, 'notice');
  }
  said.scrollIntoView({ block: 'nearest' });
};

for (const empty of talk.querySelectorAll('p:empty')) empty.remove();
form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (question.value.trim()) ask(question.value.trim());
});
question.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
